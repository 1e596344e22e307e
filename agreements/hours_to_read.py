"""The hours of a text, as whoever may read the text reads them: when, where, and what is different.

They come along with the row of the version, or in one query for any number of versions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext as _

from agreements.comparing import Budget, Piece, compare
from agreements.hours_in_words import SlotWords, words_of
from agreements.models import AgreementVersion, SlotException, UseSlot
from initiatives.rows import Rows, rows_as

if TYPE_CHECKING:
    from agreements.models.version_queryset import VersionQuerySet

# What of a room is said with the hours in it.
OF_PLACE = ("name", "gone_at", "opens_at", "closes_at")
COLUMNS = (
    *(f"place__{name}" for name in OF_PLACE),
    "place__building_id",
    *(f"place__building__{name}" for name in OF_PLACE),
)


def with_hours_in_row(versions: VersionQuerySet, *, before: bool = False) -> VersionQuerySet:
    """Adds what `hours_of` reads: the hours of each version; `before`: of the text before it."""
    rows = {"slot_rows": _slots("pk"), "day_rows": _days("pk")}
    if before:
        rows |= {
            "slot_rows_before": _slots("copied_from"),
            "day_rows_before": _days("copied_from"),
        }
    return versions.annotate(**rows)


def _slots(of_version: str) -> Rows:
    slots = UseSlot.objects.filter(version=OuterRef(of_version))
    return Rows(slots.order_by("position", "pk"), *COLUMNS)


def _days(of_version: str) -> Rows:
    days = SlotException.objects.filter(slot__version=OuterRef(of_version))
    return Rows(days.order_by("on", "pk"))


def hours_of(version: AgreementVersion, *, before: bool = False) -> list[UseSlot]:
    """In order, each with its room and its exceptions. No query when they came along with the row
    of `version`, else one. `before`: those of the text that it was copied from."""
    end = "_before" if before else ""
    if not hasattr(version, f"slot_rows{end}"):
        pk = version.copied_from_id if before else version.pk
        return load_hours([pk])[pk] if pk else []
    slots = rows_as(UseSlot, getattr(version, f"slot_rows{end}"))
    days: dict[int, list[SlotException]] = defaultdict(list)
    for day in rows_as(SlotException, getattr(version, f"day_rows{end}")):
        days[day.slot_id].append(day)
    for slot in slots:
        keep_days(slot, days[slot.pk])
        if not before:
            slot.version = version
    return slots


def load_hours(versions: Iterable[int]) -> dict[int, list[UseSlot]]:
    """The same by version, for any number of them. One query."""
    days = SlotException.objects.filter(slot=OuterRef("pk")).order_by("on", "pk")
    slots: QuerySet[UseSlot] = UseSlot.objects.filter(version__in=list(versions))
    found: dict[int, list[UseSlot]] = defaultdict(list)
    for slot in slots.select_related("place__building").annotate(day_rows=Rows(days)):
        keep_days(slot, rows_as(SlotException, slot.day_rows))
        found[slot.version_id].append(slot)
    return found


def keep_days(slot: UseSlot, days: list[SlotException]) -> None:
    """From now on `slot.exceptions.all()` gives `days` without a query, as after a prefetch."""
    for day in days:
        day.slot = slot
    loaded = slot.exceptions.all()
    loaded._result_cache = days
    loaded._prefetch_done = True  # type: ignore[attr-defined]
    slot._prefetched_objects_cache = {"exceptions": loaded}  # type: ignore[attr-defined]


@dataclass(frozen=True)
class HoursView:
    """One slot to read. `change`: "", "added", "changed" or "removed"; then `notes` says what is
    another now, as words struck and added, each below what it is about."""

    slot: UseSlot
    words: SlotWords
    change: str = ""
    notes: list[tuple[str, list[Piece]]] = field(default_factory=list)


def read_hours(
    slots: Sequence[UseSlot],
    before: Sequence[UseSlot] | None = None,
    *,
    outside: bool = False,
) -> list[HoursView]:
    """In order; `before`: compared with those, and what is gone last. `outside`: for who takes no
    part, without what somebody wrote with it."""
    if before is None:
        return [HoursView(slot, words_of(slot, outside=outside)) for slot in slots]
    return _compared(slots, before)


def _compared(slots: Sequence[UseSlot], before: Sequence[UseSlot]) -> list[HoursView]:
    was = {slot.key: slot for slot in before}
    here = {slot.key for slot in slots}
    budget = Budget()
    # Taken out and put in again as it was: that is no change.
    again = {_whole(slot): slot.key for slot in before if slot.key not in here}
    views = []
    for slot in slots:
        words = words_of(slot)
        old = was.pop(slot.key, None) or was.pop(again.pop(_whole(slot), ""), None)
        if old is None:
            views.append(HoursView(slot, words, "added"))
            continue
        notes = _notes(words_of(old), words, budget)
        views.append(HoursView(slot, words, "changed" if notes else "", notes))
    return views + [HoursView(slot, words_of(slot), "removed") for slot in was.values()]


def _whole(slot: UseSlot) -> str:
    return "\n".join(text for _label, text in _parts(words_of(slot)))


def _parts(words: SlotWords) -> list[tuple[str, str]]:
    return [
        (_("Wanneer"), words.sentence),
        (_("Waar"), words.place),
        (_("Waarvoor"), words.label),
        (_("Dagen die anders zijn"), "\n".join(words.exceptions)),
    ]


def _notes(old: SlotWords, new: SlotWords, budget: Budget) -> list[tuple[str, list[Piece]]]:
    pairs = zip(_parts(old), _parts(new), strict=True)
    return [
        (label, compare(was, now, budget)) for (label, was), (_same, now) in pairs if was != now
    ]
