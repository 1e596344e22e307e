"""Two agreements never hold one room at the same moment: who has it already, and from when.

A whole building and a room in it count as one. Proposing warns (`clashes_of`); what begins to hold,
by taking effect or after a pause, is refused (`hold_rooms`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.hours import Span, first_clash
from agreements.models import AgreementVersion, UseSlot
from initiatives.states import Refused
from places.models import Place

# More are not named: who sees these knows enough.
MOST_NAMED = 20


@dataclass(frozen=True)
class Clash:
    """The first time that two slots hold one room. `theirs` is of another agreement."""

    mine: UseSlot
    theirs: UseSlot
    when: Span
    their_hours: Span

    @property
    def whose(self) -> str:
        """The initiative that has the room then, by the name that stands on its door."""
        return self.theirs.version.agreement.initiative.name


class RoomTaken(Refused):
    """Somebody else holds the room; `clashes` says with whom and when."""

    def __init__(self, clashes: list[Clash]) -> None:
        first = clashes[0]
        sentence = _("Dit kan nog niet: {who} heeft {place} dan al. Kies samen andere tijden.")
        super().__init__(sentence.format(who=first.whose, place=first.theirs.place))
        self.clashes = clashes


def hold_rooms(version: AgreementVersion) -> None:
    """Inside the transaction in which `version` begins to hold: `RoomTaken` when somebody else
    has a room of it at the same moment.

    The rows of its buildings are the lock: of two that begin at once the second sees the first.
    Lock agreements before this, never after.
    """
    rooms = [slot.place for slot in version.slots.select_related("place")]
    if not rooms:
        return
    Place.objects.lock_for(rooms)
    clashes = clashes_of(version)
    if clashes:
        raise RoomTaken(clashes)


def refuse_gone_rooms(version: AgreementVersion) -> None:
    """Nothing new begins in a room that was taken away since `version` was proposed."""
    gone = version.slots.exclude(place__in=Place.objects.in_use()).select_related("place").first()
    if gone is not None:
        sentence = _("{place} is er niet meer. Maak een nieuwe versie met een andere ruimte.")
        raise Refused(sentence.format(place=gone.place))


def clashes_of(
    version: AgreementVersion,
    since: date | None = None,
    slots: Iterable[UseSlot] | None = None,
) -> list[Clash]:
    """With what holds now, of other agreements, from today or `since` on; the earliest first.

    At most four queries, whatever the number of slots; `slots`, its hours with their exceptions
    and rooms, saves two.
    """
    mine = list(version.slots.select_related("place").with_hours() if slots is None else slots)
    if not mine:
        return []
    near = Place.objects.sharing_space_with([slot.place for slot in mine])
    held = UseSlot.objects.held_now().filter(place__in=near).with_home().with_hours()
    theirs = held.exclude(version__agreement=version.agreement_id).order_by("pk")
    return _found(mine, theirs, since or timezone.localdate())


def _found(mine: Iterable[UseSlot], theirs: Iterable[UseSlot], since: date) -> list[Clash]:
    my_hours = [(slot, slot.hours) for slot in mine]
    found = []
    for other in theirs:
        their_hours = other.hours
        for slot, hours in my_hours:
            if not slot.place.shares_space_with(other.place):
                continue
            pair = first_clash(hours, their_hours, since)
            if pair is not None:
                found.append(Clash(slot, other, *pair))
    found.sort(key=lambda clash: (clash.when, clash.theirs.pk, clash.mine.pk))
    return found[:MOST_NAMED]
