from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from initiatives.models import Initiative, Participant, Side, Written, tell_as
from initiatives.states import Refused
from meetings.states import AHEAD

from .agenda_item import AgendaItem
from .meeting import Meeting
from .risk import RiskItem

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as({"perspective_said": _lazy("{by} schreef op hoe de eigen kant ergens naar kijkt.")})


class PerspectiveConflict(Refused):
    """Somebody of the same side wrote meanwhile. `current`: what stands there now."""

    def __init__(self, current: Perspective, *, kept: str) -> None:
        super().__init__(_("Iemand van jullie kant heeft hier net iets geschreven."), kept=kept)
        self.current = current


class PerspectiveQuerySet(models.QuerySet["Perspective"]):
    def visible_to(self, who: Who) -> PerspectiveQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(who))

    def with_home(self) -> PerspectiveQuerySet:
        return self.select_related("meeting__initiative", "by__initiative")


class Perspective(Written):
    """How one side sees a point or a risk. Two may differ, and both stay as they are."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="perspectives")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="perspectives", null=True, blank=True
    )
    risk = models.ForeignKey(
        RiskItem, on_delete=models.CASCADE, related_name="perspectives", null=True, blank=True
    )
    side = models.CharField(max_length=12, choices=Side.choices)
    text = models.CharField(_lazy("hoe kijken jullie ernaar?"), max_length=300)
    at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    objects = PerspectiveQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(item=None) ^ models.Q(risk=None),
                name="a_perspective_is_on_one_thing",
            ),
            models.UniqueConstraint(
                fields=["item", "side"], name="one_perspective_a_side_on_a_point"
            ),
            models.UniqueConstraint(
                fields=["meeting", "risk", "side"], name="one_perspective_a_side_on_a_risk"
            ),
        ]

    @property
    def initiative(self) -> Initiative:
        return self.meeting.initiative

    @classmethod
    def say(
        cls,
        meeting: Meeting,
        *,
        by: Participant,
        text: str,
        item: AgendaItem | None = None,
        risk: RiskItem | None = None,
        seen: int = 0,
    ) -> Perspective:
        """How the side of `by` sees a point, or a risk in this meeting; it replaces what it said.

        `seen`: the revision that was on the screen, 0 when there was none. `PerspectiveConflict`
        when somebody of the same side wrote meanwhile. Nobody writes for another side.
        """
        with transaction.atomic():
            now = meeting.lock(*AHEAD, kept=text)
            _check_is_here(now, item, risk, kept=text)
            mine = cls.objects.filter(side=by.side, item=item, risk=risk)
            # A point has one for all its meetings; a risk is seen anew in each.
            view = mine.filter(meeting=now).first() if risk else mine.first()
            if view is not None and view.text == text and not view.hidden_at:
                return view
            if seen != (view.revision if view else 0):
                if view is None:
                    raise Refused(_("Wat hier stond is weg. Schrijf het opnieuw."), kept=text)
                raise PerspectiveConflict(view, kept=text)
            if view is None:
                view = cls(item=item, risk=risk, side=by.side, revision=0)
            view.become_another_text()
            view.meeting, view.by, view.text, view.at = now, by, text, timezone.now()
            view.revision += 1
            view.save()
            now.initiative.tell("perspective_said", by=by)
        return view


def _check_is_here(
    meeting: Meeting, item: AgendaItem | None, risk: RiskItem | None, *, kept: str
) -> None:
    """It stands on the agenda of `meeting`: a point, or a risk that it talks about."""
    from meetings.carrying_over import points_of, risks_of

    if item is not None:
        is_here = points_of(meeting).filter(pk=item.pk).exists()
    else:
        is_here = risk is not None and risks_of(meeting).filter(pk=risk.pk).exists()
    if not is_here:
        raise Refused(_("Dat staat niet op deze agenda."), kept=kept)
