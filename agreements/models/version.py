from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.library import AgreementTemplate, LibraryClause
from agreements.readiness import NotReady, ToDo, todos_of
from agreements.sealing import seal_of
from agreements.states import NEXT, Lead, Status, Support
from initiatives.models import Initiative, Participant, Side
from initiatives.states import Refused

from .clause import Clause, Commitment, commitments_from
from .version_queryset import VersionQuerySet

FIRST_LOOK_BACK = timedelta(weeks=6)
USUAL_DAYS = 183  # half a year
# What a version says beside its clauses and open points.
HEAD_FIELDS = (
    "purpose",
    "vision",
    "lead",
    "support",
    "look_back_on",
    "ends_on",
    "trial_until",
    "trial_decider",
    "trial_then",
)
MOST_CLAUSES = 100


def side_of_draft(by: Participant) -> Side:
    """A guide writes with the group."""
    return Side.MUNICIPALITY if by.side == Side.MUNICIPALITY else Side.GROUP


class HeadConflict(Refused):
    """Somebody else saved purpose and dates meanwhile; `current` is what stands there now."""

    def __init__(self, current: AgreementVersion) -> None:
        super().__init__(_("Iemand anders heeft dit net veranderd."))
        self.current = current


class AgreementVersion(models.Model):
    """One text of an agreement. Free to change as a draft; frozen and sealed once proposed."""

    agreement = models.ForeignKey(
        "agreements.Agreement", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    began_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="drafts")
    began_side = models.CharField(max_length=12, choices=Side.choices)
    began_at = models.DateTimeField(default=timezone.now, editable=False)
    is_open = models.BooleanField(default=False)
    copied_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="copies", null=True, blank=True
    )
    reason = models.CharField(max_length=200, blank=True)
    # The day on which both sides looked back together, when this text came from that.
    looked_back_on = models.DateField(null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=1)

    purpose = models.TextField(_lazy("waarom maken we deze afspraak?"), max_length=400, blank=True)
    vision = models.CharField(
        _lazy("wat willen we samen bereiken, in één zin?"), max_length=200, blank=True
    )
    lead = models.CharField(
        _lazy("wie heeft de leiding?"), max_length=12, choices=Lead.choices, blank=True
    )
    support = models.CharField(
        _lazy("hoeveel hulp wil de groep?"), max_length=12, choices=Support.choices, blank=True
    )
    look_back_on = models.DateField(_lazy("eerste keer samen terugkijken"), null=True, blank=True)
    ends_on = models.DateField(_lazy("geldt tot en met"), null=True, blank=True)
    trial_until = models.DateField(_lazy("proef tot en met"), null=True, blank=True)
    trial_decider = models.CharField(_lazy("wie beslist na de proef?"), max_length=80, blank=True)
    trial_then = models.CharField(_lazy("en wat dan?"), max_length=200, blank=True)

    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="proposals", null=True, blank=True
    )
    seal = models.CharField(max_length=64, blank=True)
    in_effect_at = models.DateTimeField(null=True, blank=True)
    in_effect_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="put_in_effect", null=True, blank=True
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    # Who did not say anything yet was reminded once, by a text for the group app.
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminded_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_version_per_number"),
            *(
                models.UniqueConstraint(
                    fields=["agreement"],
                    condition=models.Q(status=status),
                    name=f"one_version_{status}",
                )
                for status in ("draft", "proposed", "in_effect")
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft", seal="")
                | models.Q(status="withdrawn")
                | ~models.Q(seal=""),
                name="what_was_proposed_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def initiative(self) -> Initiative:
        return self.agreement.initiative

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT

    @property
    def is_frozen(self) -> bool:
        return self.status != Status.DRAFT

    @property
    def is_of_one_side(self) -> bool:
        """Never shown to the other side: what happens to it is not told to everybody."""
        return self.proposed_at is None and not self.is_open

    @property
    def last_day(self) -> date | None:
        """The day on which it ends, or on which the trial is decided."""
        return self.trial_until or self.ends_on

    @property
    def next_look_back(self) -> date | None:
        """When both sides look back: of a text in effect as it stands now, else as it says."""
        return self.agreement.look_back_on if self.status == Status.IN_EFFECT else self.look_back_on

    @property
    def holds_longer(self) -> bool:
        """Its last day is past and nothing came instead: it holds until both agree on that."""
        last = self.last_day if self.status == Status.IN_EFFECT else None
        return last is not None and last < timezone.localdate()

    # Writing a draft ---------------------------------------------------------------------------

    def lock_draft(self, *, kept: str = "") -> None:
        """Inside a transaction: nobody proposes this draft while it is being changed.

        `kept` is the typed text that goes with a refusal.
        """
        locked = AgreementVersion.objects.select_for_update().get(pk=self.pk)
        if locked.status != Status.DRAFT:
            raise Refused(
                _("Deze tekst is al voorgesteld. Er kan niets meer aan veranderen."), kept=kept
            )

    @property
    def may_change_title(self) -> bool:
        """The title is sealed with every version, so only a first draft can still change it."""
        return self.is_draft and self.number == 1

    def save_head(self, *, revision: int, title: str = "", **fields: Any) -> None:
        """Saves purpose and dates of a draft; `HeadConflict` when somebody else did meanwhile.

        `title` counts only while it may change.
        """
        with transaction.atomic():
            self.lock_draft()
            changed = AgreementVersion.objects.filter(pk=self.pk, revision=revision).update(
                revision=models.F("revision") + 1, **fields
            )
            if not changed:
                current = AgreementVersion.objects.select_related("agreement").get(pk=self.pk)
                raise HeadConflict(current)
            if title and self.may_change_title:
                type(self.agreement).objects.filter(pk=self.agreement_id).update(title=title)
        self.refresh_from_db()

    def add_clause(self, source: LibraryClause | None = None, *, heading: str = "") -> Clause:
        """A clause at the end: from the library, or empty under a heading of one's own."""
        with transaction.atomic():
            self.lock_draft(kept=heading)
            self.refuse_if_full()
            last = self.clauses.aggregate(last=models.Max("position"))["last"] or 0
            # What was taken out keeps its key: it can still be put back.
            every = Clause.with_removed.filter(version=self)
            used = set(every.values_list("key", flat=True))
            base = source.key if source else "own"
            if source is None:
                used |= self._keys_ever_used()
            key, n = base, 2
            while key in used:
                key, n = f"{base}_{n}", n + 1
            clause = Clause.objects.create(
                version=self,
                key=key,
                heading=source.heading if source else heading,
                position=last + 1,
            )
            if source:
                Commitment.objects.bulk_create(commitments_from(source, clause))
        return clause

    def _keys_ever_used(self) -> set[str]:
        """Of clauses of any version, and of clauses that are gone but that something was said on:
        what was said of one clause never turns up at another one."""
        agreement = self.agreement
        every = Clause.with_removed.filter(version__agreement=agreement).values_list("key")
        held = (
            agreement.comments.values_list("clause_key"),
            agreement.change_proposals.values_list("clause_key"),
            agreement.legal_advices.values_list("clause_key"),
        )
        return {key for (key,) in every.order_by().union(*(keys.order_by() for keys in held))}

    def refuse_if_full(self) -> None:
        if self.clauses.count() >= MOST_CLAUSES:
            raise Refused(_("Er passen geen onderdelen meer bij. Haal er eerst een weg."))

    def forget_removed(self) -> None:
        """What was taken out of a draft can be put back until now, and is then deleted."""
        Clause.with_removed.filter(version=self).exclude(removed_at=None).delete()

    def fill_from(self, template: AgreementTemplate) -> None:
        """Every clause of `template`, in a draft that is still empty."""
        clauses = Clause.objects.bulk_create(
            Clause(version=self, key=source.key, heading=source.heading, position=n)
            for n, source in enumerate(template.clauses, 1)
        )
        pairs = zip(template.clauses, clauses, strict=True)
        lines = [line for source, clause in pairs for line in commitments_from(source, clause)]
        Commitment.objects.bulk_create(lines)

    def open_draft(self, *, by: Participant) -> None:
        """ "Laat meelezen": the other side may read and write along."""
        with transaction.atomic():
            self.lock_draft()
            if AgreementVersion.objects.filter(pk=self.pk, is_open=False).update(is_open=True):
                self.initiative.tell("draft_opened", by=by, title=self.agreement.title)
        self.refresh_from_db()

    # Proposing ------------------------------------------------------------------------------

    def todos(self) -> list[ToDo]:
        """What is missing before this draft can be proposed. Empty when nothing is."""
        present = self.initiative.participants_on(timezone.localdate()).with_today()
        clauses = self.clauses.prefetch_related("commitments")
        slots = self.slots.select_related("place__building")
        return todos_of(self, clauses, present, self.open_points.all(), slots)

    def propose(self, *, by: Participant) -> None:
        """Freezes and seals the text. Raises `NotReady` with what is missing.

        An earlier proposal is withdrawn by it; what is in effect stays in effect.
        """
        with transaction.atomic():
            # Always the agreement first: whoever ends it meanwhile waits, or comes before.
            self.agreement.lock()
            self.lock_draft()
            self.refresh_from_db()
            todos = self.todos()
            if todos:
                raise NotReady(todos)
            self.forget_removed()
            now = timezone.now()
            earlier = self.agreement.versions.filter(status=Status.PROPOSED).first()
            if earlier is not None:
                earlier.move(Status.WITHDRAWN, closed_at=now)
            self.move(
                Status.PROPOSED, proposed_at=now, proposed_by=by, is_open=True, seal=seal_of(self)
            )
            self.initiative.tell(
                "version_proposed", by=by, number=self.number, title=self.agreement.title
            )

    def withdraw(self, *, by: Participant) -> None:
        """Takes a draft or a proposal back. It stays readable for who could read it."""
        with transaction.atomic():
            self.move(Status.WITHDRAWN, closed_at=timezone.now())
            self.forget_removed()
            self.agreement.change_proposals.open_again(self, by=by)
            if self.is_of_one_side:
                self.initiative.tell("draft_withdrawn", by=by)
                return
            self.initiative.tell(
                "version_withdrawn", by=by, number=self.number, title=self.agreement.title
            )

    def take_effect(self, *, by: Participant) -> None:
        """Lets a proposal that both sides carry take effect; the earlier text is replaced."""
        from agreements.carrying import carrying_of
        from agreements.clashes import hold_rooms, refuse_gone_rooms

        with transaction.atomic():
            # The agreement's row is the lock: a word said meanwhile waits, or is counted.
            type(self.agreement).objects.select_for_update().get(pk=self.agreement_id)
            self.refresh_from_db()
            if self.status != Status.PROPOSED:
                raise Refused(
                    _("Iemand anders was net voor: deze tekst is niet meer een voorstel.")
                )
            carrying = carrying_of(self)
            if not carrying.by_both:
                raise Refused(carrying.sentence)
            hold_rooms(self)
            refuse_gone_rooms(self)
            now = timezone.now()
            current = self.agreement.versions.in_effect().first()
            if current is not None:
                current.move(Status.REPLACED, closed_at=now)
            # Both sides chose to go on, with this text.
            self.agreement.pauses.filter(ended_at=None).update(ended_at=now, ended_by=by)
            self.move(Status.IN_EFFECT, in_effect_at=now, in_effect_by=by)
            if self.look_back_on is not None:
                type(self.agreement).objects.filter(pk=self.agreement_id).update(
                    look_back_on=self.look_back_on, look_back_moves=0
                )
            self.initiative.tell(
                "version_in_effect", by=by, number=self.number, title=self.agreement.title
            )

    def move(self, to: Status, **fields: Any) -> None:
        """One step in its life, or `Refused` when somebody else made one first."""
        before = Status(self.status)
        if to not in NEXT[before]:
            raise Refused(_("Dat kan niet meer: deze versie is al verder."))
        try:
            moved = AgreementVersion.objects.filter(pk=self.pk, status=before).update(
                status=to, **fields
            )
        except IntegrityError:
            moved = 0
        if not moved:
            raise Refused(_("Iemand anders was net voor. Kijk eerst wat er nu staat."))
        self.refresh_from_db()

    def has_valid_seal(self) -> bool:
        """Whether the text is still what was sealed when it was proposed."""
        return self.seal == seal_of(self)


def offered_dates(today: date) -> dict[str, date]:
    """What the write page offers: look back after six weeks, end after half a year."""
    return {
        "look_back_on": today + FIRST_LOOK_BACK,
        "ends_on": today + timedelta(days=USUAL_DAYS),
    }
