"""The hours of an agreement as a file for a calendar. Nobody is named in it.

What comes back every week is one event with a rule. A night on which the clock changes is left out
of the rule and stands by itself in UTC: readers differ in whether "from eight to three" lasts seven
hours then. No rule says that for ever, so it is done for two years from today; who keeps the file
longer opens it again.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from agreements.hours import AMSTERDAM, DAY, Hours, Span, midnight_of
from agreements.models import Agreement, AgreementVersion, UseSlot
from agreements.states import Status
from config.calendars import Entry, Weekly, calendar_of

TWO_YEARS = timedelta(days=731)
# Never change this: a calendar knows by it what it has already.
OURS = uuid.UUID("6f0c7f0e-53a4-4c0b-8a5c-0d6f8f1d8a51")
# Of so many earlier texts what is not there any more is called off in the calendar.
MOST_EARLIER = 10


def hours_as_file(agreement: Agreement, versions: list[AgreementVersion], *, address: str) -> bytes:
    """Of `agreement`, with its `versions` that held at some time, the newest first, and the pauses
    loaded. Empty when none did. What is paused or over is called off."""
    until = timezone.localdate() + TWO_YEARS
    pauses = list(agreement.pauses.all())
    is_off = any(pause.ended_at is None for pause in pauses)
    found: dict[str, Entry] = {}
    slots = UseSlot.objects.filter(version__in=versions).select_related("place__building")
    by_version: dict[int, list[UseSlot]] = {version.pk: [] for version in versions}
    for slot in slots.with_hours():
        by_version[slot.version_id].append(slot)
    for version in versions:
        about = _About(
            agreement,
            address,
            sequence=_sequence(agreement, versions[0], pauses),
            is_off=is_off or version.status != Status.IN_EFFECT,
            since=timezone.localdate(version.in_effect_at),
            until=until,
        )
        for slot in by_version[version.pk]:
            for entry in _entries_of(slot, about):
                found.setdefault(entry.uid, entry)
    return calendar_of(found.values(), about="Tijden")


def _sequence(agreement: Agreement, newest: AgreementVersion, pauses: Iterable[object]) -> int:
    """Higher with every text that begins to hold, with every pause and its end, and at the end."""
    ended = [pause for pause in pauses if getattr(pause, "ended_at", None)]
    return newest.number + len(list(pauses)) + len(ended) + (agreement.ended_at is not None)


@dataclass(frozen=True)
class _About:
    """What all events of one version have in common."""

    agreement: Agreement
    address: str
    sequence: int
    is_off: bool
    since: date
    until: date


def _entries_of(slot: UseSlot, about: _About) -> Iterator[Entry]:
    def entry(span: Span, kind: str, weekly: Weekly | None = None) -> Entry:
        name = f"{about.agreement.pk} {slot.key} {kind}"
        return Entry(
            uid=str(uuid.uuid5(OURS, name)),
            starts=span.began,
            ends=span.ended,
            what=about.agreement.initiative.name,
            where=", ".join(part for part in (slot.place.whole_name, slot.place.where) if part),
            address=about.address,
            sequence=about.sequence,
            is_cancelled=about.is_off,
            weekly=weekly,
        )

    for kind, span, weekly in events_of(slot.hours, about.since, about.until):
        yield entry(span, kind, weekly)


def events_of(hours: Hours, since: date, until: date) -> Iterator[tuple[str, Span, Weekly | None]]:
    """Each event of these hours: what it is among them, when, and how it comes back."""
    rule = rule_of(hours, since, until)
    if rule.first is not None:
        yield "week", rule.first, rule.weekly
    for span in filter(_lasts, rule.odd):
        yield f"night {span.day}", span, None
    for span in hours.extra:
        if span.day >= since and _lasts(span):
            yield f"extra {span.day}", span, None


@dataclass(frozen=True)
class Rule:
    """Hours as a calendar says them: the `first` time and how it comes back (`weekly` is None when
    it does not), and the nights on which the clock changes. Days on top are not in it."""

    first: Span | None
    weekly: Weekly | None
    odd: tuple[Span, ...]


def rule_of(hours: Hours, since: date, until: date) -> Rule:
    """From `since` on; nights on which the clock changes up to `until`."""
    begin = max(day for day in (since, hours.first_on) if day)
    changes = clock_changes(begin, until + DAY)
    around = {day - shift for day in changes for shift in (DAY, timedelta(0))}
    odd = [
        span
        for span in (Span(day, hours.starts, hours.ends) for day in sorted(around) if day >= begin)
        if hours.is_weekly_on(span.day) and _is_odd(span)
    ]
    left_out = hours.closed | {span.day for span in odd}
    first = _first_day(hours, begin, left_out)
    if first is None:
        return Rule(None, None, tuple(odd))
    weekly = None
    if _first_day(hours, first + DAY, frozenset()) is not None:
        but = sorted(day for day in left_out if day > first and _is_in_rule(hours, day))
        weekly = Weekly(
            hours.weekdays,
            until=_end_of(hours.last_on) if hours.last_on else None,
            but=tuple(_on_the_clock(day, hours.starts) for day in but),
        )
    return Rule(Span(first, hours.starts, hours.ends), weekly, tuple(odd))


def _first_day(hours: Hours, begin: date, left_out: Iterable[date]) -> date | None:
    """The first day from `begin` on that the rule gives, but for what is left out."""
    but = frozenset(left_out)
    # Each day that is left out puts it off by a week at most.
    for n in range(7 * (len(but) + 1)):
        day = begin + n * DAY
        if day not in but and _is_in_rule(hours, day):
            return day
    return None


def _is_in_rule(hours: Hours, day: date) -> bool:
    return day.isoweekday() in hours.weekdays and hours.is_in_season(day)


def clock_changes(first: date, last: date) -> list[date]:
    """The days from `first` to `last` on which the clock is put forward or back."""
    days = (first + n * DAY for n in range((last - first).days + 1))
    return [
        day for day in days if midnight_of(day).utcoffset() != midnight_of(day + DAY).utcoffset()
    ]


def _on_the_clock(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=AMSTERDAM)


def _end_of(day: date) -> datetime:
    return _on_the_clock(day, time(23, 59, 59))


def _is_odd(span: Span) -> bool:
    """Whether readers could take it in different ways: the clock changes between its beginning and
    its end, or one of both comes twice or not at all."""
    for day, clock in ((span.day, span.starts), (span.last_day, span.ends)):
        moment = _on_the_clock(day, clock)
        if moment.utcoffset() != moment.replace(fold=1).utcoffset():
            return True
    return span.began.utcoffset() != span.ended.utcoffset()


def _lasts(span: Span) -> bool:
    """What lies wholly in the hour that is skipped takes no time, and is no event."""
    return span.ended.astimezone(UTC) > span.began.astimezone(UTC)
