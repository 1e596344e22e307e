"""Rows that wait to be written together."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils import timezone

from initiatives.models import Event, Initiative, Participant

from .dice import Dice

# SQLite takes 32,766 values in one statement; Django cuts a batch to what fits.
BATCH = 500


class Rows:
    """Collects unsaved things by model. A thing may point to another that is unsaved, as long as
    that one is written first."""

    def __init__(self) -> None:
        self._waiting: dict[type[models.Model], list[models.Model]] = {}
        self.written: Counter[str] = Counter()

    def add(self, *things: models.Model) -> None:
        for thing in things:
            self._waiting.setdefault(type(thing), []).append(thing)

    def write(self, *kinds: type[models.Model]) -> None:
        for kind in kinds:
            things = self._waiting.pop(kind, [])
            if things:
                kind._default_manager.bulk_create(things, batch_size=BATCH)
                self.written[kind._meta.label] += len(things)


def moment(day: date, dice: Dice) -> datetime:
    """Some time on that day between nine and half past nine in the evening; never in the future."""
    day = min(day, yesterday())
    minutes = dice.between(9 * 60, 21 * 60 + 30)
    return timezone.make_aware(datetime.combine(day, time(minutes // 60, minutes % 60)))


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


def tell(
    initiative: Initiative,
    verb: str,
    at: datetime,
    *,
    by: Participant | None = None,
    about: Participant | None = None,
    **data: object,
) -> Event:
    """The line on the timeline that the verb of the app would have written."""
    return Event(initiative=initiative, verb=verb, at=at, by=by, about=about, data=data)
