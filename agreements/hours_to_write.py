"""What the pages on which hours are written show: each with what is odd about it, and with whom
it would clash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.clashes import Clash
from agreements.hours import DAY, first_clash
from agreements.hours_in_words import SlotWords, clock, day_in_words, span_in_words, words_of
from agreements.models import UseSlot


@dataclass(frozen=True)
class SlotDraft:
    """One slot as it is written. `notes`: friendly ones; `is_gone`: its room can not be chosen."""

    slot: UseSlot
    words: SlotWords
    notes: list[str] = field(default_factory=list)

    @property
    def is_gone(self) -> bool:
        return self.slot.place.is_gone


def slot_drafts(slots: Sequence[UseSlot]) -> list[SlotDraft]:
    """In order, each with its notes. Load rooms with their building, and exceptions."""
    overlaps = _overlaps(slots)
    return [SlotDraft(slot, words_of(slot), _notes_on(slot, overlaps)) for slot in slots]


def _notes_on(slot: UseSlot, overlaps: dict[int, UseSlot]) -> list[str]:
    notes = []
    place = slot.place
    if place.is_gone:
        return [_("Deze ruimte is er niet meer. Kies een andere.")]
    if place.opening and not place.is_open_for(slot.starts, slot.ends):
        notes.append(_when_open(place.name, *place.opening))
    if slot.pk in overlaps:
        sentence = _("Dit valt samen met: {other}. Dat zijn dezelfde uren.")
        notes.append(sentence.format(other=words_of(overlaps[slot.pk]).when))
    if slot.last_on is not None and slot.last_on < timezone.localdate():
        notes.append(_("Deze dagen zijn al voorbij."))
    sentence = _("Op {day} zijn er geen tijden meer. Haal die dag weg.")
    return notes + [sentence.format(day=day_in_words(on)) for on in _days_for_nothing(slot)]


def _when_open(place: str, opens: time, closes: time) -> str:
    sentence = _("{place} is open van {opens} tot {closes} uur. Vraag of dit mag.")
    return sentence.format(place=place, opens=clock(opens), closes=clock(closes))


def _days_for_nothing(slot: UseSlot) -> list[date]:
    """Days that are said to be off, on which there is nothing since the weekdays changed."""
    days = slot.days
    return [e.on for e in slot.exceptions.all() if e.is_closed and e.on.isoweekday() not in days]


def _overlaps(slots: Sequence[UseSlot]) -> dict[int, UseSlot]:
    """Slot pk -> an earlier one of the same text that holds the same room at the same moment."""
    hours = {slot.pk: slot.hours for slot in slots}
    since = timezone.localdate() - DAY
    found: dict[int, UseSlot] = {}
    for n, slot in enumerate(slots):
        for other in slots[:n]:
            if not slot.place.shares_space_with(other.place):
                continue
            if first_clash(hours[slot.pk], hours[other.pk], since):
                found[slot.pk] = other
                break
    return found


def clash_sentences(clashes: Iterable[Clash]) -> list[str]:
    """ "vrijdag 4 juni 2027 van 20.00 tot 22.00 uur in De Kelder: Koor De Brug"."""
    said = _("{day} {hours} in {place}: {who}")
    return [
        said.format(
            day=day_in_words(clash.their_hours.day),
            hours=span_in_words(clash.their_hours),
            place=clash.theirs.place.name,
            who=clash.whose,
        )
        for clash in clashes
    ]
