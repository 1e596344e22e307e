"""Hours as people say them: "elke vrijdag van 20.00 tot 01.00 uur (de volgende dag)"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils.dateformat import format as format_date
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from agreements.hours import DAY, Span
from agreements.models import SlotException, UseSlot
from config.sentences import in_a_row

WHOLE_WEEK = [1, 2, 3, 4, 5, 6, 7]
# So many times in a row that it is closed are a holiday.
HOLIDAY = 3


@dataclass(frozen=True)
class SlotWords:
    """What one slot says. `season` is empty all year round; `exceptions` a sentence a day."""

    when: str
    place: str
    season: str
    label: str
    exceptions: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Without the place: on one line."""
        return _in_season(self.when, self.season)


def words_of(slot: UseSlot, *, outside: bool = False) -> SlotWords:
    """Load place with its building, and the exceptions, with a list of slots.

    `outside`: for who takes no part, so without what somebody wrote with the hours.
    """
    return SlotWords(
        when=when_in_words(slot),
        place=slot.place.whole_name,
        season=season_in_words(slot.first_on, slot.last_on),
        label="" if outside else slot.label,
        exceptions=tuple(exceptions_in_words(slot, outside=outside)),
    )


def exceptions_in_words(slot: UseSlot, *, outside: bool = False) -> list[str]:
    """A sentence a day; a holiday, with nothing between its first and last day, is one."""
    said = []
    for run in _runs(slot):
        if len(run) < HOLIDAY:
            said += [exception_in_words(day, outside=outside) for day in run]
        else:
            said.append(_holiday_in_words(run, outside=outside))
    return said


def _runs(slot: UseSlot) -> list[list[SlotException]]:
    """In order; together what is closed for one reason, with no hours between."""
    runs: list[list[SlotException]] = []
    for day in in_order(slot.exceptions.all()):
        last = runs[-1][-1] if runs else None
        goes_on = (
            last is not None
            and last.is_closed
            and day.is_closed
            and last.because == day.because
            and not _is_held_between(slot, last.on, day.on)
        )
        if goes_on:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _is_held_between(slot: UseSlot, first: date, last: date) -> bool:
    """Whether there are hours of every week after `first` and before `last`; no day between them
    is closed. A week shows it."""
    between = (first + n * DAY for n in range(1, min((last - first).days, 8)))
    weekdays = slot.days
    return any(day.isoweekday() in weekdays for day in between)


def _holiday_in_words(run: list[SlotException], *, outside: bool) -> str:
    said = _("niet van {first} tot en met {last}").format(
        first=day_in_words(run[0].on), last=day_in_words(run[-1].on)
    )
    return f"{said}: {run[0].because}" if run[0].because and not outside else said


def in_order(exceptions: Iterable[SlotException]) -> list[SlotException]:
    """By day; of one day first that it is closed."""
    return sorted(exceptions, key=lambda e: (e.on, not e.is_closed))


def when_in_words(slot: UseSlot) -> str:
    """ "elke maandag en vrijdag van 19.00 tot 22.00 uur"; on one day of a season only that day."""
    hours = span_in_words(Span(date.min, slot.starts, slot.ends))
    if slot.first_on is not None and slot.first_on == slot.last_on:
        return _("op {day} {hours}").format(day=day_in_words(slot.first_on), hours=hours)
    if slot.days == WHOLE_WEEK:
        return _("elke dag {hours}").format(hours=hours)
    return _("elke {days} {hours}").format(days=days_in_words(slot.days), hours=hours)


def sentence_of(slot: UseSlot) -> str:
    """`SlotWords.sentence`, for who needs nothing else: without the days that are different."""
    return _in_season(when_in_words(slot), season_in_words(slot.first_on, slot.last_on))


def _in_season(when: str, season: str) -> str:
    return f"{when}, {season}" if season else when


def days_in_words(days: Sequence[int]) -> str:
    """1 for Monday: "maandag", "maandag en vrijdag", "maandag tot en met donderdag"."""
    names = [str(WEEKDAYS[day - 1]) for day in days]
    is_run = list(days) == list(range(days[0], days[0] + len(days)))
    if len(days) > 2 and is_run:
        return _("{first} tot en met {last}").format(first=names[0], last=names[-1])
    return in_a_row(names)


def span_in_words(span: Span) -> str:
    """ "van 20.00 tot 01.00 uur (de volgende dag)"."""
    said = _("van {starts} tot {ends} uur").format(starts=clock(span.starts), ends=clock(span.ends))
    return _("{hours} (de volgende dag)").format(hours=said) if span.goes_past_midnight else said


def clock(moment: time) -> str:
    """ "20.00"; midnight at the end of an evening is 00.00."""
    return f"{moment:%H.%M}"


def day_in_words(day: date) -> str:
    """ "vrijdag 4 juni 2027"."""
    return format_date(day, "l j F Y")


def season_in_words(first: date | None, last: date | None) -> str:
    if first is not None and first == last:
        return ""
    if first is not None and last is not None:
        said = _("van {first} tot en met {last}")
    elif first is not None:
        said = _("vanaf {first}")
    elif last is not None:
        said = _("tot en met {last}")
    else:
        return ""
    # One year is said once, as people do.
    is_one_year = first is not None and last is not None and first.year == last.year
    return said.format(
        first=format_date(first, "j F" if is_one_year else "j F Y") if first else "",
        last=format_date(last, "j F Y") if last else "",
    )


def exception_in_words(exception: SlotException, *, outside: bool = False) -> str:
    """ "niet op vrijdag 4 juni 2027: Pinksteren", "ook op …, van 14.00 tot 17.00 uur"."""
    day = day_in_words(exception.on)
    if exception.starts is None or exception.ends is None:
        said = _("niet op {day}").format(day=day)
    else:
        hours = span_in_words(Span(exception.on, exception.starts, exception.ends))
        said = _("ook op {day}, {hours}").format(day=day, hours=hours)
    return f"{said}: {exception.because}" if exception.because and not outside else said


def listed(slots: Iterable[UseSlot], *, outside: bool = False) -> list[SlotWords]:
    return [words_of(slot, outside=outside) for slot in slots]
