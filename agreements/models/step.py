from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.states import Status
from initiatives.models import Initiative, Participant, Side, Written, tell_as
from initiatives.states import Refused

from .clause import Clause, Commitment
from .version import AgreementVersion, side_of_draft

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as(
    {
        "step_marked": _lazy("{by} zegt dat een stap bereikt is bij “{heading}”"),
        "step_taken_back": _lazy("{by} zegt dat een stap toch niet bereikt is bij “{heading}”"),
        "step_reached": _lazy("Beide kanten zeggen dat een stap bereikt is bij “{heading}”"),
    }
)


class StepReachedQuerySet(models.QuerySet["StepReached"]):
    def visible_to(self, who: Who) -> StepReachedQuerySet:
        return self.filter(commitment__clause__version__in=AgreementVersion.objects.visible_to(who))

    def with_home(self) -> StepReachedQuerySet:
        return self.select_related(
            "commitment__clause__version__agreement__initiative", "by__initiative"
        )

    def that_count(self) -> StepReachedQuerySet:
        """Without those of a step that was left out of a text that took effect since: when the
        same words come back later, they ask anew."""
        still_there = Commitment.objects.filter(
            clause__version=models.OuterRef("pk"),
            key=models.OuterRef(models.OuterRef("commitment__key")),
            condition=models.OuterRef(models.OuterRef("commitment__condition")),
        )
        of_mark = "commitment__clause__version"
        left_out = AgreementVersion.objects.filter(
            ~models.Exists(still_there),
            agreement=models.OuterRef(f"{of_mark}__agreement"),
            number__gt=models.OuterRef(f"{of_mark}__number"),
            in_effect_at__isnull=False,
        )
        return self.filter(~models.Exists(left_out))


class StepReached(Written):
    """One side says that the "als …" of a line is so. When both do, the line counts."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="reached")
    side = models.CharField(
        max_length=12,
        choices=[(side, side.label) for side in (Side.GROUP, Side.MUNICIPALITY)],
    )
    text = models.CharField(_lazy("waaraan merken jullie dat?"), max_length=300, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    # What a list of marks needs of their lines.
    OF_LINE = (
        "commitment__key",
        "commitment__condition",
        "commitment__clause_id",
        "commitment__clause__version_id",
        "commitment__clause__version__number",
        "commitment__clause__version__agreement_id",
    )

    objects = StepReachedQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "side"], name="one_mark_a_side_and_step")
        ]

    @property
    def initiative(self) -> Initiative:
        return self.commitment.clause.version.agreement.initiative

    @classmethod
    def mark(
        cls, line: Commitment, *, by: Participant, text: str = "", is_signed: bool = False
    ) -> StepReached:
        """The side of `by` says that the "als …" of `line` is so. Saying it twice is once.

        When the other side said so before, the line counts from now on. In a draft that is open it
        becomes an ordinary line, unless somebody changed its "als …" there.
        """
        with transaction.atomic():
            marks = cls._locked(line, kept=text)
            side = side_of_draft(by)
            if side in marks:
                return marks[side]
            mark = cls.objects.create(
                commitment=line, side=side, by=by, text=text, is_signed=is_signed
            )
            heading = line.clause.heading
            mark.initiative.tell("step_marked", by=by, heading=heading, signed=is_signed)
            if marks:
                mark.initiative.tell("step_reached", by=None, heading=heading)
                _count_in_draft(line)
        return mark

    @classmethod
    def take_back(cls, line: Commitment, *, by: Participant) -> None:
        """Takes the mark of one's own side away, while the other side did not say so too."""
        with transaction.atomic():
            marks = cls._locked(line)
            mine = marks.get(side_of_draft(by))
            if mine is None:
                return
            if len(marks) > 1:
                raise Refused(
                    _("Beide kanten zeiden al dat deze stap bereikt is. Praat er samen over.")
                )
            mine.delete()
            line.clause.initiative.tell("step_taken_back", by=by, heading=line.clause.heading)

    @classmethod
    def _locked(cls, line: Commitment, *, kept: str = "") -> dict[str, StepReached]:
        """Side -> its mark on the step of `line`, while nobody else marks or proposes."""
        from agreements.steps import load_steps

        version = line.clause.version
        version.agreement.lock(kept=kept)
        if not line.condition:
            raise Refused(_("Deze regel telt al, zonder “als”."), kept=kept)
        if AgreementVersion.objects.get(pk=version.pk).status != Status.IN_EFFECT:
            raise Refused(_("Deze tekst geldt niet. Kijk welke tekst nu geldt."), kept=kept)
        return load_steps([line])[line.pk].marks


def _count_in_draft(line: Commitment) -> None:
    """The line of a draft with the same "als …" loses it."""
    agreement = line.clause.version.agreement_id
    draft = AgreementVersion.objects.filter(agreement=agreement, status=Status.DRAFT).first()
    if draft is None:
        return
    draft.lock_draft()
    lines = Commitment.objects.filter(
        clause__version=draft, key=line.key, condition=line.condition
    ).values_list("clause", flat=True)
    clauses = list(lines)
    Commitment.objects.filter(clause__in=clauses, key=line.key).update(condition="")
    # Who has the clause open sees both texts on saving.
    Clause.with_removed.filter(pk__in=clauses).update(
        revision=models.F("revision") + 1, changed_at=timezone.now()
    )
