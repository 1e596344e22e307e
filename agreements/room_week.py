"""The week of one room: who has it when, and when it is free. As it holds now; of days that were,
as it held then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.hours import DAY, Span, midnight_of
from agreements.hours_in_words import clock
from agreements.models import AgreementVersion, UseSlot
from config.sentences import in_a_row
from initiatives.models import Initiative
from places.models import Place
from places.models.place import MINUTES, minutes_of

WEEK = timedelta(days=7)
# What is shorter is no use to anybody.
LEAST_FREE = 30
# Of one day; agreements do not overlap, but the hours of one agreement may.
MOST_A_DAY = 40
# So of two that begin and end at the same moment the first by name comes first.
BY_NAME = ("version__agreement__initiative__name", "position", "pk")


@dataclass(frozen=True, order=True)
class Taken:
    """Once that an initiative has a room."""

    span: Span
    slot: UseSlot = field(compare=False)

    @property
    def whose(self) -> Initiative:
        return self.slot.version.agreement.initiative

    @property
    def place(self) -> Place:
        return self.slot.place

    def goes_on_at(self, moment: datetime) -> bool:
        return self.span.began <= moment < self.span.ended


@dataclass
class Day:
    """`free`: a sentence, empty when nothing is free or when nobody can say. `still`: what began
    the evening before and goes on past midnight."""

    day: date
    taken: list[Taken] = field(default_factory=list)
    more: int = 0
    still: list[Taken] = field(default_factory=list)
    free: str = ""

    @property
    def is_today(self) -> bool:
        return self.day == timezone.localdate()

    @property
    def is_over(self) -> bool:
        return self.day < timezone.localdate()


@dataclass
class RoomWeek:
    """`paused`: the initiatives whose hours here stand still now."""

    place: Place
    monday: date
    days: list[Day]
    paused: list[Initiative]

    @property
    def sunday(self) -> date:
        return self.monday + 6 * DAY

    @property
    def is_now(self) -> bool:
        return self.monday == monday_of(timezone.localdate())

    @property
    def taken(self) -> list[Taken]:
        return [taken for day in self.days for taken in day.taken]

    @property
    def before(self) -> date:
        return self.monday - WEEK

    @property
    def after(self) -> date:
        return self.monday + WEEK


def monday_of(day: date) -> date:
    return day - timedelta(days=day.isoweekday() - 1)


def week_of(place: Place, monday: date, *, has_rooms: bool) -> RoomWeek:
    """Three queries, whatever the number of slots. A room with what has the whole building; with
    `has_rooms` a building with all that is in it, and then nothing is called free."""
    sunday = monday + 6 * DAY
    # From the Sunday before, which may go on past midnight, to the Monday after: when one closes.
    slots = list(_slots_of(place, monday - DAY, sunday + DAY))
    found = sorted(taken_in(slots, monday - DAY, sunday + DAY))
    days = []
    for n in range(7):
        day = monday + n * DAY
        mine = [taken for taken in found if taken.span.day == day]
        still = [t for t in found if t.span.day == day - DAY and t.span.goes_past_midnight]
        free = "" if has_rooms else free_in_words(place, day, (t.span for t in found))
        days.append(Day(day, mine[:MOST_A_DAY], max(len(mine) - MOST_A_DAY, 0), still, free))
    paused = {}
    for slot in slots:
        agreement = slot.version.agreement
        if slot.version.closed_at is None and any(
            pause.ended_at is None for pause in agreement.pauses.all()
        ):
            paused[agreement.initiative_id] = agreement.initiative
    return RoomWeek(place, monday, days, list(paused.values()))


def _slots_of(place: Place, first: date, last: date) -> Iterable[UseSlot]:
    """Those that may have begun to hold from `first` to `last`, of what shares space with it."""
    near = Place.objects.sharing_space_with([place])
    held = UseSlot.objects.filter(
        Q(version__closed_at=None) | Q(version__closed_at__gt=midnight_of(first)),
        version__in_effect_at__lt=midnight_of(last + DAY),
        place__in=near,
    )
    in_season = held.filter(
        Q(first_on=None) | Q(first_on__lte=last), Q(last_on=None) | Q(last_on__gte=first)
    )
    return (
        in_season.order_by(*BY_NAME)
        .with_home()
        .with_hours()
        .prefetch_related("version__agreement__pauses")
    )


def taken_in(slots: Iterable[UseSlot], first: date, last: date) -> list[Taken]:
    """What begins from `first` to `last`, on days on which it held or will."""
    return [
        Taken(span, slot)
        for slot in slots
        for span in slot.hours.between(first, last)
        if held_on(slot.version, span.day)
    ]


def held_on(version: AgreementVersion, day: date) -> bool:
    """Whether its hours were held that day, or will be as it stands now. Load the pauses of its
    agreement. A day on which something changed counts as it was in the evening."""

    def from_to(began: datetime | None, ended: datetime | None) -> bool:
        since = began is not None and timezone.localdate(began) <= day
        return since and (ended is None or day < timezone.localdate(ended))

    pauses = version.agreement.pauses.all()
    return from_to(version.in_effect_at, version.closed_at) and not any(
        from_to(pause.began_at, pause.ended_at) for pause in pauses
    )


def from_to_minutes(span: Span, day: date) -> tuple[int, int]:
    """On the clock, counted from the midnight with which `day` begins; below 0 the day before."""
    begins = minutes_of(span.starts) + (span.day - day).days * MINUTES
    ends = minutes_of(span.ends) + (span.last_day - day).days * MINUTES
    return begins, ends


def opening_of(place: Place) -> tuple[int, int] | None:
    """When it can be used, in minutes; past midnight above `MINUTES`. None: always."""
    if place.opening is None:
        return None
    first, last = map(minutes_of, place.opening)
    return first, last if last > first else last + MINUTES


def free_on(place: Place, day: date, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """What nobody has within the opening times of `day`, in minutes; of half an hour or more."""
    begin, end = opening_of(place) or (0, MINUTES)
    free = []
    for first, last in sorted(from_to_minutes(span, day) for span in spans):
        if min(first, end) - begin >= LEAST_FREE:
            free.append((begin, min(first, end)))
        begin = max(begin, last)
    if end - begin >= LEAST_FREE:
        free.append((begin, end))
    return free


def free_in_words(place: Place, day: date, spans: Iterable[Span]) -> str:
    """ "Vrij van 09.00 tot 19.00 en vanaf 22.00 uur." """
    opening = opening_of(place)
    free = free_on(place, day, spans)
    if not free:
        return _("Niets meer vrij.")
    if free == [opening or (0, MINUTES)]:
        return _("De hele dag vrij.")
    said = []
    for first, last in free:
        if opening is None and first == 0:
            sentence = _("tot {until}")
        elif opening is None and last == MINUTES:
            sentence = _("vanaf {since}")
        else:
            sentence = _("van {since} tot {until}")
        said.append(sentence.format(since=_on_clock(first), until=_on_clock(last)))
    return _("Vrij {times} uur.").format(times=in_a_row(said))


def _on_clock(minutes: int) -> str:
    hour, minute = divmod(minutes % MINUTES, 60)
    return clock(time(hour, minute))
