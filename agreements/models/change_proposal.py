from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.states import OPEN, ProposalStatus, Status
from initiatives.models import Initiative, Participant, Side, Written, tell_as
from initiatives.states import Refused

from .agreement import Agreement
from .clause import MOST_LINES, Clause, Line
from .look import Look
from .proposed_line import ProposalSupport, ProposedLine, TextChange
from .version import AgreementVersion, side_of_draft

if TYPE_CHECKING:
    from agreements.taking_over import How
    from initiatives.who import Who

# So many open ones somebody may have for one clause.
MOST_OF_ONE = 5

tell_as(
    {
        "text_proposed": _lazy("{by} stelde een andere tekst voor bij “{heading}”"),
        "text_supported": _lazy("{by} staat achter een andere tekst bij “{heading}”"),
        "text_unsupported": _lazy("{by} staat niet meer achter een andere tekst bij “{heading}”"),
        "text_withdrawn": _lazy("{by} trok een andere tekst in bij “{heading}”"),
        "text_taken_over": _lazy("{by} nam een voorgestelde tekst over bij “{heading}”"),
        "text_declined": _lazy(
            "{by} nam een voorgestelde tekst niet over bij “{heading}”, omdat: {because}"
        ),
        "texts_open_again": _lazy(
            "Voorgestelde teksten liggen weer voor, want {by} trok het concept in"
        ),
    }
)


class TakeOverConflict(Refused):
    """The draft says something else than the one who takes over saw, or than was proposed upon.

    `lines`, `revision`: what stands there now.
    """

    def __init__(self, *, lines: list[Line], revision: int) -> None:
        super().__init__(_("De tekst in het concept is intussen anders."))
        self.lines = lines
        self.revision = revision


class ChangeProposalQuerySet(models.QuerySet["ChangeProposal"]):
    def visible_to(self, who: Who) -> ChangeProposalQuerySet:
        return self.filter(version__in=AgreementVersion.objects.visible_to(who))

    def with_home(self) -> ChangeProposalQuerySet:
        return self.select_related("agreement__initiative", "by__initiative", "version")

    def open(self) -> ChangeProposalQuerySet:
        return self.filter(status=ProposalStatus.OPEN, hidden_at=None)

    def withdraw_all(self, *, by: Participant) -> int:
        """Closes what is still open, for an agreement that ends. Call it in a transaction."""
        return self.filter(status=ProposalStatus.OPEN).update(
            status=ProposalStatus.WITHDRAWN, decided_at=timezone.now(), decided_by=by
        )

    def open_again(self, draft: AgreementVersion, *, by: Participant) -> None:
        """What was taken over into a draft that is withdrawn lies on the table again.

        Not when a later version was copied from it: then the text lives on there. Call it in a
        transaction.
        """
        if draft.copies.exists():
            return
        if self.filter(taken_into=draft).update(
            status=ProposalStatus.OPEN, taken_into=None, decided_at=None, decided_by=None
        ):
            draft.initiative.tell("texts_open_again", by=by)


class ChangeProposal(Written):
    """Another text for a clause, from any side. Several may stand beside each other.

    It holds on to the clause's key, as a comment does; what it changes stands in its lines.
    """

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="change_proposals"
    )
    version = models.ForeignKey(
        AgreementVersion, on_delete=models.PROTECT, related_name="change_proposals"
    )
    clause_key = models.CharField(max_length=40)
    heading = models.CharField(max_length=100)
    because = models.CharField(_lazy("waarom?"), max_length=400, blank=True)
    at = models.DateTimeField(default=timezone.now)
    status = models.CharField(
        max_length=12, choices=ProposalStatus.choices, default=ProposalStatus.OPEN
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # The draft into which it was taken over.
    taken_into = models.ForeignKey(
        AgreementVersion, on_delete=models.PROTECT, related_name="taken_over", null=True, blank=True
    )
    declined_because = models.CharField(_lazy("waarom niet?"), max_length=400, blank=True)

    objects = ChangeProposalQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["agreement", "clause_key"], name="proposals_of_clause")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="taken_over", taken_into__isnull=False)
                | ~models.Q(status="taken_over") & models.Q(taken_into__isnull=True),
                name="what_was_taken_over_says_into_what",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="declined") | ~models.Q(declined_because=""),
                name="declining_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(status="open", decided_at=None)
                | ~models.Q(status="open") & ~models.Q(decided_at=None),
                name="an_open_proposal_is_not_decided",
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def initiative(self) -> Initiative:
        return self.agreement.initiative

    @property
    def is_told(self) -> bool:
        return not self.version.is_of_one_side

    @property
    def is_open(self) -> bool:
        return self.status == ProposalStatus.OPEN

    @property
    def maker_id(self) -> int:
        """Who made it: the kept name, when it was made under a double."""
        return self.by.merged_into_id or self.by_id

    @property
    def text(self) -> str:
        """Everything that it says, for who reports or hides it. People in it are references."""
        texts = [*(line.text for line in self.lines.all()), self.because]
        return "\n\n".join(text for text in texts if text) or self.heading

    @classmethod
    def propose(
        cls,
        clause: Clause,
        *,
        by: Participant,
        changes: list[TextChange],
        because: str = "",
        is_signed: bool = False,
    ) -> ChangeProposal:
        """Puts another text on the table. The same one sent twice is one; an empty one is refused.

        `changes`: only what should become different, in the order of the clause.
        """
        kept = "\n".join([*(change.text for change in changes), because])
        if not changes:
            raise Refused(_("Je hebt nog niets veranderd aan de tekst."), kept=kept)
        with transaction.atomic():
            # Two taps wait for each other here, and so does whoever takes a text over.
            agreement = Agreement.objects.select_for_update().get(pk=clause.version.agreement_id)
            status = AgreementVersion.objects.values_list("status", flat=True).get(
                pk=clause.version_id
            )
            if status not in OPEN:
                raise Refused(
                    _("Deze versie is niet meer aan de orde. Kijk welke nu voorligt."), kept=kept
                )
            mine = agreement.change_proposals.open().filter(clause_key=clause.key, by=by)
            mine = mine.prefetch_related("lines")
            for proposal in mine:
                if [line.as_change() for line in proposal.lines.all()] == changes:
                    return proposal
            if len(mine) >= MOST_OF_ONE:
                raise Refused(
                    _("Je hebt hier al {n} voorstellen liggen. Trek er eerst een in.").format(
                        n=MOST_OF_ONE
                    ),
                    kept=kept,
                )
            proposal = cls.objects.create(
                agreement=clause.version.agreement,
                version=clause.version,
                clause_key=clause.key,
                heading=clause.heading,
                by=by,
                because=because,
                is_signed=is_signed,
            )
            ProposedLine.objects.bulk_create(
                ProposedLine(proposal=proposal, position=position, **vars(change))
                for position, change in enumerate(changes, 1)
            )
            Look.move(clause.version, by=by)
            proposal._tell("text_proposed", by=by, signed=is_signed)
        return proposal

    def support(self, *, by: Participant) -> None:
        """ "Hier sta ik achter". Whoever made it does so already."""
        with transaction.atomic():
            self._lock_open()
            if self.maker_id in (by.pk, by.merged_into_id):
                return
            _support, is_new = ProposalSupport.objects.get_or_create(proposal=self, by=by)
            if is_new:
                Look.move(self.version, by=by)
                self._tell("text_supported", by=by)

    def unsupport(self, *, by: Participant) -> None:
        with transaction.atomic():
            self._lock_open()
            behind = models.Q(by=by) | models.Q(by__merged_into=by)
            if self.supports.filter(behind).delete()[0]:
                self._tell("text_unsupported", by=by)

    def withdraw(self, *, by: Participant) -> None:
        """Takes it back. Only who made it does; of who left, anybody of the same side."""
        with transaction.atomic():
            self._lock_open()
            is_mine = by.pk in (self.by_id, self.by.merged_into_id)
            if not is_mine and (side_of(self.by) != side_of(by) or not self._maker_left()):
                raise Refused(_("Alleen wie het voorstelde kan het intrekken."))
            self._decide(ProposalStatus.WITHDRAWN, by=by)
            self._tell("text_withdrawn", by=by)

    def _maker_left(self) -> bool:
        present = self.initiative.participants_on(timezone.localdate())
        return not present.filter(pk=self.maker_id).exists()

    def decline(self, *, by: Participant, because: str) -> None:
        """Says why it will not be taken over. The other side does; one's own is withdrawn."""
        with transaction.atomic():
            self._lock_open(kept=because)
            if side_of(self.by) == side_of(by):
                raise Refused(
                    _("Dit is een voorstel van jullie eigen kant. Trek het in als het niet hoeft."),
                    kept=because,
                )
            self._decide(ProposalStatus.DECLINED, by=by, declined_because=because)
            self._tell("text_declined", by=by, because=because)

    def take_over(self, *, by: Participant, revision: int, how: How | str = "") -> Clause:
        """Puts it into the draft, and begins one when there is none. Gives the clause there.

        `revision`: that of the draft's clause as it was seen; a clause that was just copied has 1.
        `TakeOverConflict` when it has another one by now, or when a line that should change says
        something else, unless `how` says what to do then.
        """
        from agreements.taking_over import How, merge

        with transaction.atomic():
            agreement = self._lock_open()
            draft = self._draft(agreement, by)
            clause = draft.clauses.filter(key=self.clause_key).first()
            if clause is None:
                raise Refused(
                    _("Dit onderdeel staat niet meer in het concept. Zet het er eerst weer in.")
                )
            merged = merge(
                now := [line.as_line() for line in clause.commitments.all()],
                [line.as_change() for line in self.lines.all()],
                how=How(how),
                keeps_kind=side_of(self.by) == Side.MUNICIPALITY,
            )
            if clause.revision != revision or (merged.overlaps and how == How.ASK):
                raise TakeOverConflict(lines=now, revision=clause.revision)
            if len(merged.lines) > MOST_LINES:
                raise Refused(_("Er passen niet zo veel regels in dit onderdeel. Haal er een weg."))
            clause.rewrite(revision=revision, heading=clause.heading, lines=merged.lines)
            self._decide(ProposalStatus.TAKEN_OVER, by=by, taken_into=draft)
            self._tell("text_taken_over", by=by)
        return clause

    def _draft(self, agreement: Agreement, by: Participant) -> AgreementVersion:
        draft = agreement.versions.filter(status=Status.DRAFT).first()
        if draft is None:
            reason = {
                Side.MUNICIPALITY: _("Voorstel van de gemeente bij “{heading}”"),
                Side.OTHER: _("Voorstel van een andere partij bij “{heading}”"),
            }.get(side_of(self.by), _("Voorstel van de groep bij “{heading}”"))
            return agreement.start_version(by=by, reason=reason.format(heading=self.heading))
        if draft.is_open or draft.began_side == side_of_draft(by):
            return draft
        if draft.began_side == Side.MUNICIPALITY:
            raise Refused(_("De gemeente is al bezig met een nieuwe versie."))
        raise Refused(_("De groep is al bezig met een nieuwe versie."))

    # What the verbs share ----------------------------------------------------------------------

    def _lock_open(self, *, kept: str = "") -> Agreement:
        """Inside a transaction: nobody else decides on a text of this agreement meanwhile."""
        agreement = Agreement.objects.select_for_update().get(pk=self.agreement_id)
        self.refresh_from_db(fields=["status", "hidden_at"])
        if self.hidden_at is not None:
            raise Refused(_("Deze tekst is verborgen."), kept=kept)
        if not self.is_open:
            raise Refused(_("Iemand anders was net voor. Kijk eerst wat er nu staat."), kept=kept)
        return agreement

    def _decide(self, status: ProposalStatus, *, by: Participant, **fields: Any) -> None:
        fields |= {"status": status, "decided_by": by, "decided_at": timezone.now()}
        open_one = ChangeProposal.objects.filter(pk=self.pk, status=ProposalStatus.OPEN)
        if not open_one.update(**fields):
            raise Refused(_("Iemand anders was net voor. Kijk eerst wat er nu staat."))
        for name, value in fields.items():
            setattr(self, name, value)

    def _tell(self, verb: str, *, by: Participant, **data: Any) -> None:
        """On the timeline, but for what stands in a draft of one side: that is theirs alone."""
        if self.is_told:
            self.initiative.tell(verb, by=by, heading=self.heading, **data)


def side_of(person: Participant) -> Side:
    """Whose proposal it is: a guide proposes with the group."""
    return Side.GROUP if person.side == Side.GUIDE else Side(person.side)
