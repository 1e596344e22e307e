"""A decision of a meeting becomes a line of the next version of an agreement, in one step."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.models import Agreement, AgreementVersion, Clause, Commitment
from agreements.models.clause import MOST_LINES, Line
from agreements.models.version import side_of_draft
from agreements.states import Status
from initiatives.models import Initiative, Participant, Side
from initiatives.states import Refused
from initiatives.who import Who
from meetings.models import Decision

# Where a line stands that fits in no part that is there. Text of an agreement: always Dutch.
OWN_HEADING = "Wat we in het overleg afspraken"
LIVE = (Status.DRAFT, Status.PROPOSED, Status.IN_EFFECT)


@dataclass
class Target:
    """An agreement that a decision can go into, and the parts that its next text has."""

    agreement: Agreement
    version: AgreementVersion
    clauses: list[Clause] = field(default_factory=list)

    @property
    def choices(self) -> list[tuple[str, str]]:
        own = (f"{self.agreement.pk}:", OWN_HEADING)
        return [
            own,
            *(
                (f"{self.agreement.pk}:{clause.key}", clause.heading)
                for clause in self.clauses
                if clause.heading != OWN_HEADING
            ),
        ]


def targets(initiative: Initiative, who: Who) -> list[Target]:
    """The agreements that go on, the newest first, each with the text that a draft goes on from:
    the draft itself, as far as this one may read it. Two queries."""
    versions = AgreementVersion.objects.visible_to(who).filter(
        agreement__initiative=initiative, agreement__ended_at=None, status__in=LIVE
    )
    newest: dict[int, AgreementVersion] = {}
    for version in versions.select_related("agreement").order_by(
        "-agreement__started_at", "-agreement_id", "-number"
    ):
        version.agreement.initiative = initiative
        newest.setdefault(version.agreement_id, version)
    found = {version.pk: Target(version.agreement, version) for version in newest.values()}
    for clause in Clause.objects.filter(version__in=found).order_by("position", "pk"):
        found[clause.version_id].clauses.append(clause)
    return list(found.values())


def become_line(
    decision: Decision, agreement: Agreement, *, by: Participant, key: str, party: str, text: str
) -> Commitment:
    """Puts `text` into the draft of `agreement`, and begins one when there is none.

    `key`: of the clause below which it comes; "" for a clause of its own. The line has no kind
    yet: nobody promises by accident. Twice is once, as long as the line stands in a draft or text.

    Refused when the draft is of the other side, or the clause is full.
    """
    if agreement.initiative_id != decision.initiative.pk:
        raise Refused(_("Dat hoort bij een ander initiatief."), kept=text)
    with transaction.atomic():
        agreement.lock(kept=text)
        now = (
            Decision.objects.select_for_update(of=("self",))
            .select_related("became")
            .get(pk=decision.pk)
        )
        if now.became is not None:
            return now.became
        if now.hidden_at:
            raise Refused(_("Dit besluit is verborgen."), kept=text)
        draft = _draft(agreement, decision, by=by, kept=text)
        clause = _clause(draft, key, kept=text)
        lines = [line.as_line() for line in clause.commitments.all()]
        if len(lines) >= MOST_LINES:
            raise Refused(
                _("In dat onderdeel passen geen regels meer bij. Kies een ander."), kept=text
            )
        before = {line.key for line in lines}
        clause.rewrite(
            revision=clause.revision,
            heading=clause.heading,
            lines=[*lines, Line(text=text, party=party)],
        )
        made = clause.commitments.exclude(key__in=before).get()
        now.became = made
        now.save(update_fields=["became"])
        decision.initiative.tell("decision_became_line", by=by)
    decision.became = made
    return made


def _draft(
    agreement: Agreement, decision: Decision, *, by: Participant, kept: str
) -> AgreementVersion:
    draft = agreement.versions.filter(status=Status.DRAFT).first()
    if draft is None:
        day = date_format(timezone.localtime(decision.meeting.starts_at), "j F Y")
        reason = _("Afgesproken in het overleg van {day}.").format(day=day)
        return agreement.start_version(by=by, reason=reason)
    if not draft.is_open and draft.began_side != side_of_draft(by):
        if draft.began_side == Side.MUNICIPALITY:
            sentence = _("De gemeente schrijft aan een nieuwe tekst. Vraag of jullie meelezen.")
        else:
            sentence = _("De groep schrijft aan een nieuwe tekst. Vraag of jullie meelezen.")
        raise Refused(sentence, kept=kept)
    return draft


def _clause(draft: AgreementVersion, key: str, *, kept: str) -> Clause:
    if key:
        found = draft.clauses.filter(key=key).first()
        if found is None:
            raise Refused(_("Dat onderdeel staat er niet meer. Kies een andere plek."), kept=kept)
        return found
    own = draft.clauses.filter(heading=OWN_HEADING).first()
    return own or draft.add_clause(heading=OWN_HEADING)
