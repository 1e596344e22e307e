"""The keys of an initiative, and the places of which it can have one.

Which places those are follows from the hours in its texts, so this stands above `places`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import AgreementVersion, UseSlot
from agreements.states import Status
from initiatives.models import Initiative, Participant, Side
from initiatives.names import is_readable, name_for
from initiatives.who import Who
from places.models import Key, Place
from places.models.key import KeyEnd, at_home

# So long a wrong tap can be put right from the list.
UNDO = timedelta(days=14)
# More keys than anybody holds; and more places than anybody chooses from.
MOST_KEYS = 200
MOST_PLACES = 300
LIVE = (Status.DRAFT, Status.PROPOSED, Status.IN_EFFECT)
ORDER = list(Side)


def places_of(initiative: Initiative, who: Who) -> models.QuerySet[Place]:
    """Where the initiative has hours, in a text that holds or is being made; the building of such a
    room, the rooms of such a building, and whatever somebody holds a key of. None that is gone."""
    readable = AgreementVersion.objects.visible_to(who).filter(
        agreement__initiative=initiative, status__in=LIVE
    )
    hours = UseSlot.objects.filter(version__in=readable).order_by()
    keys = Key.objects.held().filter(initiative=initiative).order_by()
    near = (
        models.Q(pk__in=hours.values("place"))
        | models.Q(pk__in=hours.values("place__building"))
        | models.Q(building__in=hours.values("place"))
        | models.Q(pk__in=keys.values("place"))
    )
    return Place.objects.in_use().filter(near).select_related("building").order_by("name", "pk")


def places_to_choose(initiative: Initiative, who: Who) -> list[Place]:
    """Of which a key can be written down: where the initiative has hours. While it has none yet,
    somebody who works with all of them chooses from all of them. At most two queries."""
    own = list(places_of(initiative, who)[:MOST_PLACES])
    if own or who.user is None or not who.user.is_professional:
        return own
    every = Place.objects.in_use().select_related("building").order_by("name", "pk")
    return list(every[:MOST_PLACES])


def free_label(places: Iterable[Place]) -> str:
    """ "Sleutel 3": what no key is called yet that somebody holds there, or that was lost: it may
    turn up. One query."""
    held_or_lost = models.Q(ended_on=None) | models.Q(ended_how=KeyEnd.LOST)
    there = Key.objects.filter(held_or_lost, place__in=list(places)).order_by()
    taken = set(there.values_list("label", flat=True))
    n = 1
    while (label := _("Sleutel {n}").format(n=n)) in taken:
        n += 1
    return label


def holders_for(who: Who, present: Iterable[Participant]) -> list[tuple[Participant, str]]:
    """Who can be given one, by a name that `who` may read; oneself first, then side by side."""
    named = [person for person in present if person.name and is_readable(who, person)]
    me = who.participant_in(named[0].initiative) if named else None

    def order(person: Participant) -> tuple[bool, int, str]:
        is_me = me is not None and person.pk == me.pk
        return (not is_me, ORDER.index(Side(person.side)), person.name.casefold())

    return [(person, name_for(who, person)) for person in sorted(named, key=order)]


@dataclass
class KeysOfPlace:
    """The keys of one place that somebody holds now."""

    place: Place
    keys: list[Key] = field(default_factory=list)


class KeyList:
    """Who holds which key now, place by place. One query."""

    def __init__(self, initiative: Initiative) -> None:
        self.initiative = initiative

    @cached_property
    def _held(self) -> list[Key]:
        found = Key.objects.held().filter(initiative=self.initiative).with_people()
        ordered = found.order_by("place__name", "place", "is_deputy", "label", "pk")
        return at_home(ordered[:MOST_KEYS], self.initiative)

    @cached_property
    def places(self) -> list[KeysOfPlace]:
        found: dict[int, KeysOfPlace] = {}
        for key in self._held:
            found.setdefault(key.place_id, KeysOfPlace(key.place)).keys.append(key)
        return list(found.values())

    @property
    def late(self) -> list[Key]:
        return [key for key in self._held if key.is_late]

    @property
    def left(self) -> list[Key]:
        """Of who takes no part any more."""
        return [key for key in self._held if not key.holder_is_here]

    def can_undo(self, key: Key) -> bool:
        """Whether a tap of the last days can be put right: nobody else has that key since."""
        if key.ended_on is None or key.ended_on < timezone.localdate() - UNDO:
            return False
        now = {(one.place_id, one.label) for one in self._held if not one.is_code}
        return key.is_code or (key.place_id, key.label) not in now


def keys_before(initiative: Initiative) -> models.QuerySet[Key]:
    """What came back or was lost, the last first."""
    ended = Key.objects.filter(initiative=initiative, ended_on__isnull=False)
    return ended.with_people().order_by("-ended_on", "-pk")
