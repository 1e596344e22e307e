from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.models import Commitment
from initiatives.models import Initiative, Participant, Written, tell_as
from initiatives.states import Refused
from meetings.states import Status

from .agenda_item import AgendaItem
from .meeting import Meeting

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as(
    {
        "decision_noted": _lazy("{by} schreef een besluit van het overleg op."),
        "decision_changed": _lazy("{by} veranderde een besluit van het overleg."),
        "decision_became_line": _lazy("{by} zette een besluit van een overleg in een concept."),
    }
)

# So many fit in one talk.
MOST_OF_A_MEETING = 60


class DecisionConflict(Refused):
    """Somebody else changed this decision meanwhile. `current`: what stands there now."""

    def __init__(self, current: Decision, *, kept: str) -> None:
        super().__init__(_("Iemand anders heeft dit besluit net veranderd."), kept=kept)
        self.current = current


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, who: Who) -> DecisionQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(who))

    def with_home(self) -> DecisionQuerySet:
        return self.select_related("meeting__initiative", "by__initiative")


class Decision(Written):
    """What a meeting decided, in one sentence, and which sides agreed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="decisions", null=True, blank=True
    )
    text = models.CharField(_lazy("wat spraken jullie af?"), max_length=300)
    by_group = models.BooleanField(_lazy("de groep"), default=False)
    by_municipality = models.BooleanField(_lazy("de gemeente"), default=False)
    at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)
    # The line that it became in a next version.
    became = models.ForeignKey(
        Commitment, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(by_group=True) | models.Q(by_municipality=True),
                name="a_decision_is_somebodys",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def initiative(self) -> Initiative:
        return self.meeting.initiative

    @property
    def party(self) -> str:
        """Who agreed, as the mark of a side says it."""
        if self.by_group and self.by_municipality:
            return "both"
        return "group" if self.by_group else "municipality"

    @classmethod
    def note(
        cls,
        meeting: Meeting,
        *,
        by: Participant,
        text: str,
        by_group: bool,
        by_municipality: bool,
        item: AgendaItem | None = None,
    ) -> Decision:
        """A decision of the meeting under way. `item`: the point at which it was made.

        The same sentence of the same sides is one decision, however often it is sent.
        """
        said: dict[str, Any] = {
            "text": text,
            "by_group": by_group,
            "by_municipality": by_municipality,
        }
        _check_sides(said, kept=text)
        with transaction.atomic():
            now = meeting.lock(Status.UNDER_WAY, kept=text)
            _check_point(now, item, kept=text)
            twin = now.decisions.filter(**said).first()
            if twin is not None:
                return twin
            if now.decisions.count() >= MOST_OF_A_MEETING:
                raise Refused(_("Er staan al heel veel besluiten bij dit overleg."), kept=text)
            decision = cls.objects.create(meeting=now, by=by, item=item, **said)
            now.initiative.tell("decision_noted", by=by)
        return decision

    def change(
        self,
        *,
        by: Participant,
        revision: int,
        text: str,
        by_group: bool,
        by_municipality: bool,
    ) -> None:
        """Other words or other sides, while the meeting goes on.

        `revision`: the one that was read; `DecisionConflict` when somebody else changed it since.
        """
        said: dict[str, Any] = {
            "text": text,
            "by_group": by_group,
            "by_municipality": by_municipality,
        }
        _check_sides(said, kept=text)
        with transaction.atomic():
            meeting = self.meeting.lock(Status.UNDER_WAY, kept=text)
            now = Decision.objects.select_for_update().get(pk=self.pk)
            if all(getattr(now, name) == value for name, value in said.items()):
                return
            if now.revision != revision:
                raise DecisionConflict(now, kept=text)
            if text != now.text:
                now.by = by
                now.become_another_text()
            for name, value in said.items():
                setattr(now, name, value)
            now.revision += 1
            now.save()
            meeting.initiative.tell("decision_changed", by=by)
        self.refresh_from_db()


def _check_sides(said: dict[str, Any], *, kept: str) -> None:
    if not (said["by_group"] or said["by_municipality"]):
        raise Refused(_("Kies wie dit afsprak."), kept=kept)


def _check_point(meeting: Meeting, item: AgendaItem | None, *, kept: str) -> None:
    """A point of the agenda of this meeting, also one that was carried over to it."""
    from meetings.carrying_over import points_of

    if item is not None and not points_of(meeting).filter(pk=item.pk).exists():
        raise Refused(_("Dat punt staat niet op deze agenda."), kept=kept)
