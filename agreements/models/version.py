from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.library import AgreementTemplate, LibraryClause
from agreements.readiness import NotReady, ToDo, todos_of
from agreements.sealing import seal_of
from agreements.states import NEXT, Status
from initiatives.models import Initiative, Participant, Side
from initiatives.states import Refused

from .clause import Clause, Commitment

if TYPE_CHECKING:
    from initiatives.who import Who


FIRST_LOOK_BACK = timedelta(weeks=6)
USUAL_DAYS = 183  # half a year
MOST_CLAUSES = 100


def side_of_draft(by: Participant) -> Side:
    """A guide writes with the group."""
    return Side.MUNICIPALITY if by.side == Side.MUNICIPALITY else Side.GROUP


class HeadConflict(Refused):
    """Somebody else saved purpose and dates meanwhile; `current` is what stands there now."""

    def __init__(self, current: AgreementVersion) -> None:
        super().__init__(_("Iemand anders heeft dit net veranderd."))
        self.current = current


class VersionQuerySet(models.QuerySet["AgreementVersion"]):
    def visible_to(self, who: Who) -> VersionQuerySet:
        """All that was proposed; a draft for the side that began it, or everybody once open."""
        shared = Initiative.objects.shared_with(who)
        of_municipality = models.Q(
            began_side=Side.MUNICIPALITY,
            agreement__initiative__in=who.initiatives_on(Side.MUNICIPALITY),
        )
        of_group = models.Q(
            began_side=Side.GROUP,
            agreement__initiative__in=who.initiatives_on(Side.GROUP, Side.GUIDE),
        )
        readable = ~models.Q(proposed_at=None) | models.Q(is_open=True) | of_municipality | of_group
        return self.filter(readable, agreement__initiative__in=shared)

    def in_effect(self) -> VersionQuerySet:
        return self.filter(status=Status.IN_EFFECT)

    def for_reading(self, who: Who) -> VersionQuerySet:
        """Loads what a page about a version needs, and where its sister versions stand:
        `proposed_pk`, `in_effect_pk`, `in_effect_number`, and `draft_pk` when `who` may read it."""
        sisters = AgreementVersion.objects.filter(agreement=models.OuterRef("agreement"))
        proposed = sisters.filter(status=Status.PROPOSED)
        running = sisters.filter(status=Status.IN_EFFECT)
        draft = sisters.filter(status=Status.DRAFT).visible_to(who)
        return self.select_related(
            "agreement__initiative", "began_by", "proposed_by", "copied_from", "on_behalf"
        ).annotate(
            proposed_pk=models.Subquery(proposed.values("pk")[:1]),
            in_effect_pk=models.Subquery(running.values("pk")[:1]),
            in_effect_number=models.Subquery(running.values("number")[:1]),
            draft_pk=models.Subquery(draft.values("pk")[:1]),
        )


class AgreementVersion(models.Model):
    """One text of an agreement. Free to change as a draft; frozen and sealed once proposed."""

    agreement = models.ForeignKey(
        "agreements.Agreement", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    began_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="drafts")
    began_side = models.CharField(max_length=12, choices=Side.choices)
    is_open = models.BooleanField(default=False)
    copied_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="copies", null=True, blank=True
    )
    reason = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)

    purpose = models.TextField(_lazy("waarom maken we deze afspraak?"), max_length=400, blank=True)
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
    def last_day(self) -> date | None:
        """The day on which it ends, or on which the trial is decided."""
        return self.trial_until or self.ends_on

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
            if self.clauses.count() >= MOST_CLAUSES:
                raise Refused(_("Er passen geen onderdelen meer bij. Haal er eerst een weg."))
            last = self.clauses.aggregate(last=models.Max("position"))["last"] or 0
            used = set(self.clauses.values_list("key", flat=True))
            base = source.key if source else "own"
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
                Commitment.objects.bulk_create(
                    Commitment(
                        clause=clause,
                        key=f"{key}-{i}",
                        position=i,
                        party=line.party,
                        text=line.text,
                    )
                    for i, line in enumerate(source.lines, 1)
                )
        return clause

    def fill_from(self, template: AgreementTemplate) -> None:
        for clause in template.clauses:
            self.add_clause(clause)

    def copy_clauses(self, source: AgreementVersion) -> None:
        """The same clauses and lines, with the same keys."""
        for clause in source.clauses.prefetch_related("commitments"):
            copy = Clause.objects.create(
                version=self, key=clause.key, heading=clause.heading, position=clause.position
            )
            lines = list(clause.commitments.all())
            for line in lines:
                line.pk, line.clause = None, copy
                line._state.adding = True
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
        return todos_of(self, self.clauses.prefetch_related("commitments"), present)

    def propose(self, *, by: Participant) -> None:
        """Freezes and seals the text. Raises `NotReady` with what is missing.

        An earlier proposal is withdrawn by it; what is in effect stays in effect.
        """
        with transaction.atomic():
            self.lock_draft()
            self.refresh_from_db()
            todos = self.todos()
            if todos:
                raise NotReady(todos)
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
            self.initiative.tell(
                "version_withdrawn", by=by, number=self.number, title=self.agreement.title
            )

    def take_effect(self, *, by: Participant) -> None:
        """Lets a proposal that both sides carry take effect; the earlier text is replaced."""
        from agreements.carrying import carrying_of

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
            now = timezone.now()
            current = self.agreement.versions.in_effect().first()
            if current is not None:
                current.move(Status.REPLACED, closed_at=now)
            self.move(Status.IN_EFFECT, in_effect_at=now, in_effect_by=by)
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
