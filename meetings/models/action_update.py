from __future__ import annotations

from datetime import date
from types import EllipsisType
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.models import ProgressUpdate
from agreements.models.progress import DOUBLE_TAP, NewerWord, check_look_again
from agreements.states import ProgressState
from initiatives.models import Initiative, Participant, tell_as
from initiatives.states import Refused

from .action import ActionItem

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as(
    {
        "action_on_track": _lazy("{by} zei van een actie: het loopt"),
        "action_done": _lazy("{by} zei van een actie: gedaan"),
        "action_no_news": _lazy("{by} zei van een actie: nog geen nieuws"),
        "action_stuck": _lazy("{by} zei van een actie: het zit vast"),
        "action_dropped": _lazy("{by} zei van een actie: niet meer nodig"),
    }
)

# After these it is on no agenda any more.
SETTLED = (ProgressState.DONE, ProgressState.DROPPED)


class ActionUpdateQuerySet(models.QuerySet["ActionUpdate"]):
    def visible_to(self, who: Who) -> ActionUpdateQuerySet:
        return self.filter(action__in=ActionItem.objects.visible_to(who))

    def with_home(self) -> ActionUpdateQuerySet:
        return self.select_related("action__initiative", "by__initiative")

    def newest_first(self) -> ActionUpdateQuerySet:
        return self.order_by("-said_at", "-pk")


class ActionUpdate(ProgressUpdate):
    """One word on how an action stands, as for the lines of an agreement."""

    action = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="updates")

    objects = ActionUpdateQuerySet.as_manager()

    @property
    def initiative(self) -> Initiative:
        return self.action.initiative

    @classmethod
    def say(
        cls,
        action: ActionItem,
        *,
        by: Participant,
        state: ProgressState,
        text: str = "",
        look_again_on: date | None = None,
        seen: int | EllipsisType | None = ...,
    ) -> ActionUpdate:
        """How `action` stands, according to `by`. "Gedaan" and "niet meer nodig" take it off the
        next agenda; any other word puts it there again.

        `seen`: the word that was on the screen, None when there was none. `NewerWord` when another
        one came meanwhile; without it, whatever was said before. The same form twice is one word.
        """
        if not action.is_spoken_for_by(by):
            raise Refused(_("Dit is een actie van een ander. Die zegt hoe het staat."), kept=text)
        look_again_on = look_again_on if state == ProgressState.NO_NEWS else None
        check_look_again(look_again_on, kept=text)
        with transaction.atomic():
            now = action.lock()
            newest = cls.objects.filter(action=now).newest_first().first()
            said = (by.pk, state, text, look_again_on)
            if newest is not None and newest.pk != seen:
                same = (newest.by_id, newest.state, newest.text, newest.look_again_on) == said
                if same and (seen is not ... or newest.said_at > timezone.now() - DOUBLE_TAP):
                    return newest
                if seen is not ...:
                    raise NewerWord(newest, kept=text)
            update = cls.objects.create(
                action=now, by=by, state=state, text=text, look_again_on=look_again_on
            )
            settled_at = (now.settled_at or update.said_at) if state in SETTLED else None
            ActionItem.objects.filter(pk=now.pk).update(settled_at=settled_at)
            now.initiative.tell(f"action_{state}", by=by)
        action.settled_at = settled_at
        return update
