from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from agreements.models import Agreement, AgreementVersion
from evaluations.states import Outcome, State
from initiatives.models import Initiative, Participant
from meetings.models import Meeting

if TYPE_CHECKING:
    from initiatives.who import Who


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visible_to(self, who: Who) -> EvaluationQuerySet:
        """Of agreements of which `who` may read a text."""
        return self.filter(agreement__in=Agreement.objects.visible_to(who))

    def with_home(self) -> EvaluationQuerySet:
        return self.select_related("agreement__initiative", "version", "meeting", "led_to")

    def running(self) -> EvaluationQuerySet:
        return self.exclude(state=State.CLOSED)

    def closed(self) -> EvaluationQuerySet:
        """The newest first."""
        return self.filter(state=State.CLOSED).order_by("-number")


class Evaluation(models.Model):
    """Both sides look back on one agreement, and say how they go on.

    First people answer, each side for itself; nobody sees anything yet. Then what they said lies
    side by side, and they talk. Closing carries out what both chose and sets the next day.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="evaluations")
    # The text that is looked back on.
    version = models.ForeignKey(
        AgreementVersion, on_delete=models.PROTECT, related_name="evaluations"
    )
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.ANSWERING)
    # The day that was planned, and how often it had moved.
    due_on = models.DateField()
    moves = models.PositiveSmallIntegerField(default=0)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, related_name="evaluations", null=True, blank=True
    )
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    gathered_at = models.DateTimeField(null=True, blank=True)
    gathered_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # What both sides chose; "" while they did not, and also when each chose something else.
    outcome = models.CharField(max_length=7, choices=Outcome.choices, blank=True)
    next_on = models.DateField(_lazy("wanneer kijken jullie weer terug?"), null=True, blank=True)
    # The draft that came from it.
    led_to = models.ForeignKey(
        AgreementVersion, on_delete=models.PROTECT, related_name="came_from", null=True, blank=True
    )
    revision = models.PositiveIntegerField(default=1)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["agreement", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "number"], name="one_evaluation_per_number"
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=~models.Q(state=State.CLOSED),
                name="one_evaluation_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.ANSWERING) ^ models.Q(gathered_at__isnull=False),
                name="gathered_when_answering_is_over",
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.CLOSED) ^ models.Q(closed_at=None),
                name="closed_evaluation_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def initiative(self) -> Initiative:
        return self.agreement.initiative

    @property
    def is_answering(self) -> bool:
        return self.state == State.ANSWERING

    @property
    def is_closed(self) -> bool:
        return self.state == State.CLOSED

    @property
    def held_on(self) -> date:
        """The day on which both sides looked back: when answering was over, else the day that was
        planned for it."""
        return timezone.localdate(self.gathered_at) if self.gathered_at else self.due_on

    # Beginning --------------------------------------------------------------------------------

    @classmethod
    def open(
        cls,
        agreement: Agreement,
        *,
        by: Participant,
        invited_group: int,
        invited_municipality: int,
        meeting: Meeting | None = None,
    ) -> Evaluation:
        """Both sides begin to look back on the text in effect; see opening.py."""
        from .opening import open_evaluation

        return open_evaluation(
            agreement,
            by=by,
            invited_group=invited_group,
            invited_municipality=invited_municipality,
            meeting=meeting,
        )

    # Answering is over ------------------------------------------------------------------------

    def gather(self, *, by: Participant) -> None:
        """Ends answering for good, for both sides; see gathering.py. Twice is once."""
        from .gathering import gather

        gather(self, by=by)

    # Going on ---------------------------------------------------------------------------------

    def close(self, *, by: Participant, seen: str, next_on: date | None = None) -> None:
        """Carries out what both sides chose and sets the next day; see closing.py."""
        from .closing import close

        close(self, by=by, seen=seen, next_on=next_on)
