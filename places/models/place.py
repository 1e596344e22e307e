from __future__ import annotations

from collections.abc import Collection
from datetime import time, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.models import User
from initiatives.models import Neighbourhood
from initiatives.states import Overtaken, Refused

# What a coordinator writes of a place; in which building it is stays as it was.
WRITTEN = (
    "name",
    "neighbourhood",
    "address",
    "capacity",
    "opens_at",
    "closes_at",
    "opening_list",
    "closing_list",
    "house_rules",
    "caretaker",
    "deputy",
    "neighbours_contact",
)
# Within this a form that is sent twice is one.
JUST_NOW = timedelta(minutes=5)
MINUTES = 24 * 60  # of a day
# Dutch, as every text of a place is: it is stored.
USUAL_CLOSING_LIST = "Ramen dicht\nLicht uit\nVerwarming laag\nDeur op slot"


class PlaceQuerySet(models.QuerySet["Place"]):
    def in_use(self) -> PlaceQuerySet:
        """Those that were not taken away; a room goes with its building."""
        return self.filter(gone_at=None, building__gone_at=None)

    def sharing_space_with(self, places: Collection[Place]) -> PlaceQuerySet:
        """Everything that can not be used at the same moment as one of `places`: the place itself,
        the building that it is in, and the rooms that are in it. What is gone too."""
        own = {place.pk for place in places}
        around = {place.building_id for place in places if place.building_id}
        return self.filter(models.Q(pk__in=own | around) | models.Q(building__in=own))

    def lock_for(self, places: Collection[Place]) -> None:
        """Inside a transaction: nobody else gives hours in the buildings of `places` meanwhile.

        One row a building is the lock, always in the same order. Not of its key: who writes a key
        or a round down in the building waits for nothing.
        """
        roots = {place.building_id or place.pk for place in places}
        locked = self.select_for_update(of=("self",), no_key=True)
        list(locked.filter(pk__in=roots).order_by("pk"))


class Place(models.Model):
    """A building of the municipality, or a room in one. Kept by a coordinator.

    Nobody is named in it: who looks after it and who can be called are functions.
    """

    # A room is in a building; a building is in nothing.
    building = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="rooms", null=True, blank=True
    )
    name = models.CharField(_lazy("naam"), max_length=80)
    neighbourhood = models.ForeignKey(
        Neighbourhood, on_delete=models.PROTECT, related_name="places", null=True, blank=True
    )
    address = models.CharField(_lazy("adres"), max_length=120, blank=True)
    capacity = models.PositiveSmallIntegerField(
        _lazy("hoeveel mensen mogen er in?"), null=True, blank=True
    )
    # When it can be used at all; past midnight when it closes before it opens. Empty: always.
    opens_at = models.TimeField(_lazy("open vanaf"), null=True, blank=True)
    closes_at = models.TimeField(_lazy("open tot"), null=True, blank=True)
    opening_list = models.TextField(_lazy("bij het openen"), max_length=800, blank=True)
    closing_list = models.TextField(
        _lazy("bij het weggaan"), max_length=800, blank=True, default=USUAL_CLOSING_LIST
    )
    house_rules = models.TextField(_lazy("huisregels"), max_length=1500, blank=True)
    caretaker = models.CharField(_lazy("wie beheert het?"), max_length=120, blank=True)
    deputy = models.CharField(_lazy("wie valt in?"), max_length=120, blank=True)
    neighbours_contact = models.CharField(
        _lazy("wie kunnen de buren bellen?"), max_length=120, blank=True
    )
    revision = models.PositiveIntegerField(default=1, editable=False)
    # Empty once that account was forgotten.
    changed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    gone_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens_at=None, closes_at=None)
                | (
                    models.Q(opens_at__isnull=False, closes_at__isnull=False)
                    & ~models.Q(opens_at=models.F("closes_at"))
                ),
                name="a_place_opens_and_closes",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def add(cls, *, by: User, building: Place | None = None, **written: Any) -> Place:
        """A building, or a room in one. `written`: see `WRITTEN`.

        The same form sent twice within five minutes gives the one that is there.
        """
        if building is not None and (building.building_id or building.is_gone):
            raise Refused(_("Kies een gebouw dat er is."), kept=str(written.get("name", "")))
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=by.pk)
            just_now = cls.objects.filter(changed_by=by, changed_at__gte=timezone.now() - JUST_NOW)
            same = just_now.filter(building=building, revision=1, **written).first()
            return same or cls.objects.create(building=building, changed_by=by, **written)

    def change(self, *, by: User, revision: int, **written: Any) -> None:
        """Raises `Overtaken` with what stands there when somebody else changed it meanwhile."""
        with transaction.atomic():
            now = Place.objects.select_for_update().get(pk=self.pk)
            if now.revision != revision:
                there = {name: getattr(now, name) for name in written}
                # The same form sent twice: what stands there is what was meant.
                if there == written:
                    return
                raise Overtaken(there)
            Place.objects.filter(pk=self.pk).update(
                revision=revision + 1, changed_by=by, changed_at=timezone.now(), **written
            )
        self.refresh_from_db()

    def take_away(self, *, by: User) -> None:
        """It can not be chosen any more; what was agreed about it stays readable. Twice is once."""
        self._set_gone(timezone.now(), by)

    def bring_back(self, *, by: User) -> None:
        self._set_gone(None, by)

    def _set_gone(self, at: Any, by: User) -> None:
        changing = Place.objects.filter(pk=self.pk, gone_at__isnull=at is not None)
        changing.update(
            gone_at=at,
            changed_by=by,
            changed_at=timezone.now(),
            revision=models.F("revision") + 1,
        )
        self.refresh_from_db()

    @property
    def is_gone(self) -> bool:
        return self.gone_at is not None or (
            self.building is not None and self.building.gone_at is not None
        )

    @property
    def whole_name(self) -> str:
        """With the building that it is in: "Zaal boven, De Brug". Load `building` with a list."""
        return f"{self.name}, {self.building.name}" if self.building else self.name

    @property
    def where(self) -> str:
        """The address; of a room without one that of its building."""
        return self.address or (self.building.address if self.building else "")

    def of_building(self, name: str) -> Any:
        """What stands under `name`; of a room that says nothing, what its building says."""
        own = getattr(self, name)
        return getattr(self.building, name) if not own and self.building else own

    @property
    def opening(self) -> tuple[time, time] | None:
        """From when to when it can be used at all; None: always."""
        opens, closes = self.of_building("opens_at"), self.of_building("closes_at")
        return None if opens is None or closes is None else (opens, closes)

    @property
    def whom_to_call(self) -> str:
        """Who looks after it, else who stands in: a function; "" when nobody wrote one down."""
        return str(self.of_building("caretaker") or self.of_building("deputy"))

    def shares_space_with(self, other: Place) -> bool:
        """Whether the two can not be used at the same moment."""
        return self.pk == other.pk or self.building_id == other.pk or other.building_id == self.pk

    def is_open_for(self, starts: time, ends: time) -> bool:
        """Whether hours from `starts` to `ends` lie within its opening times.

        Past midnight when the second is the earlier one, of both.
        """
        if self.opening is None:
            return True
        opens, closes = map(minutes_of, self.opening)
        begin = (minutes_of(starts) - opens) % MINUTES
        length = (minutes_of(ends) - minutes_of(starts)) % MINUTES
        return begin + length <= (closes - opens) % MINUTES


def minutes_of(moment: time) -> int:
    """On the clock, since midnight."""
    return moment.hour * 60 + moment.minute


def as_list(text: str) -> list[str]:
    """The lines of an opening or closing list, without the marks that people put before them."""
    lines = (line.strip().lstrip("-•*").strip() for line in text.splitlines())
    return [line for line in lines if line]
