"""The next day on which both sides look back on an agreement, and how often they do."""

from __future__ import annotations

from datetime import date

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.looking_back import MOST_AHEAD
from initiatives.models import Participant, tell_as
from initiatives.states import Refused

from .agreement import LOOK_BACKS, Agreement

tell_as(
    {
        "look_back_planned": _lazy("{by} koos wanneer jullie terugkijken op {title}"),
        "look_back_moved": _lazy("{by} verzette de dag om terug te kijken op {title}"),
        "look_back_rhythm": _lazy("{by} koos hoe vaak jullie terugkijken op {title}"),
    }
)


def mark_of(agreement: Agreement) -> str:
    """What somebody saw of the day and the rhythm who now chooses another one."""
    on = agreement.look_back_on
    return f"{on.isoformat() if on else ''}|{agreement.look_back_every}|{agreement.look_back_moves}"


def plan(agreement: Agreement, *, by: Participant, on: date, every: str, seen: str) -> None:
    """Another next day, another rhythm, or both. A day that was planned and changes is a move,
    and moves are counted: putting it off again and again is for both sides to see.

    `seen`: what `mark_of` gave when the form was shown. Twice the same is the same as once.
    """
    with transaction.atomic():
        now = agreement.lock()
        is_other_day = now.look_back_on != on
        if not is_other_day and now.look_back_every == every:
            agreement.refresh_from_db()
            return
        if mark_of(now) != seen:
            raise Refused(_("Iemand koos net een andere dag. Kijk eerst wat er nu staat."))
        if every not in LOOK_BACKS:
            raise Refused(_("Kies hoe vaak jullie terugkijken."))
        if not now.versions.in_effect().exists():
            raise Refused(_("Er geldt nog niets om op terug te kijken."))
        if is_other_day:
            _check(on)
        is_move = is_other_day and now.look_back_on is not None
        Agreement.objects.filter(pk=now.pk).update(
            look_back_on=on,
            look_back_every=every,
            look_back_moves=models.F("look_back_moves") + int(is_move),
        )
        verb = "look_back_rhythm"
        if is_other_day:
            verb = "look_back_moved" if is_move else "look_back_planned"
        now.initiative.tell(verb, by=by, title=now.title, agreement=now.pk)
    agreement.refresh_from_db()


def _check(on: date) -> None:
    today = timezone.localdate()
    if on < today:
        raise Refused(_("Die dag is al voorbij. Kies vandaag of een dag die nog komt."))
    if on > today + MOST_AHEAD:
        raise Refused(_("Kies een dag binnen twee jaar. Verder vooruit vergeet iedereen het."))
