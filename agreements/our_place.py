"""What the page "Onze plek" of one initiative shows: its rooms and its hours, as they hold now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from agreements.hours import DAY, Span
from agreements.hours_in_words import SlotWords, words_of
from agreements.models import Agreement, SlotException, UseSlot
from agreements.room_week import MOST_A_DAY, Taken
from initiatives.models import Initiative
from places.models import Place

# Days that are different are told so long before.
AHEAD = timedelta(days=60)
MOST_DIFFERENT = 8
DAYS = 7


@dataclass(frozen=True)
class Different:
    """A day that is not as every week. `span` is None when it is closed."""

    on: date
    exception: SlotException
    span: Span | None


@dataclass
class Room:
    """One room in which an initiative has hours."""

    place: Place
    slots: list[tuple[UseSlot, SlotWords]] = field(default_factory=list)
    ahead: list[Taken] = field(default_factory=list)
    different: list[Different] = field(default_factory=list)


@dataclass
class OurPlace:
    """`agreements`: those with hours that hold, also while they are paused."""

    rooms: list[Room]
    agreements: list[Agreement]
    paused: list[Agreement]

    @property
    def has_nights(self) -> bool:
        """Whether the clock could change while they are there."""
        return any(slot.starts > slot.ends for room in self.rooms for slot, _words in room.slots)


def our_place_of(initiative: Initiative) -> OurPlace:
    """Two queries. What is paused is named, and its hours are not told as if they held."""
    now, today = timezone.now(), timezone.localdate()
    mine = UseSlot.objects.in_effect().filter(version__agreement__initiative=initiative)
    slots = mine.with_pause().select_related(
        "version__agreement", "place__neighbourhood", "place__building__neighbourhood"
    )
    slots = slots.with_hours()
    rooms: dict[int, Room] = {}
    agreements: dict[int, Agreement] = {}
    standing_still: dict[int, Agreement] = {}
    for slot in slots.order_by("place__name", "place", "version", "position", "pk"):
        agreement = slot.version.agreement
        agreements[agreement.pk] = agreement
        room = rooms.setdefault(slot.place_id, Room(slot.place))
        room.slots.append((slot, words_of(slot)))
        if slot.is_paused:  # type: ignore[attr-defined]
            standing_still[agreement.pk] = agreement
            continue
        # What began yesterday can still go on.
        spans = slot.held_from_to(today - DAY, today + (DAYS - 1) * DAY)
        room.ahead += [Taken(s, slot) for s in spans if s.day >= today or s.ended > now]
        room.different += _different_days(slot, today)
    for room in rooms.values():
        room.ahead = sorted(room.ahead)[: DAYS * MOST_A_DAY]
        room.different.sort(key=lambda day: (day.on, day.exception.pk))
        del room.different[MOST_DIFFERENT:]
    return OurPlace(list(rooms.values()), list(agreements.values()), list(standing_still.values()))


def _different_days(slot: UseSlot, since: date) -> list[Different]:
    """From `since` on: closed on a day on which it would have been, or a day on top."""
    hours, found = slot.hours, []
    for exception in slot.exceptions.all():
        if not since <= exception.on <= since + AHEAD:
            continue
        if exception.starts is not None and exception.ends is not None:
            span = Span(exception.on, exception.starts, exception.ends)
            found.append(Different(exception.on, exception, span))
        elif hours.is_off_on(exception.on):
            found.append(Different(exception.on, exception, None))
    return found
