"""Which rooms somebody may see, who has hours there, and what was reported in them.

Stands above `places`, because it follows from the hours in agreements. Nothing is loaded here that
was not asked for: everything is a queryset, to narrow down or to use inside another.
"""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce

from agreements.models import AgreementVersion, UseSlot
from initiatives.access import Action, may
from initiatives.models import Initiative, Side
from initiatives.who import Who
from places.models import Place, PlaceReport
from places.models.place import PlaceQuerySet

# "Er is iets" and the code on the wall are for these; see `Action.SEE_REPORTS`.
BOTH_SIDES = (Side.GROUP, Side.GUIDE, Side.MUNICIPALITY)


def places_for(who: Who) -> PlaceQuerySet:
    """Those that `who` may see, also when they are gone: what was agreed there stays readable.

    Professionals all of them; others the buildings, with their rooms, in which a text that they may
    read has hours. Add `.in_use()` for what can still be chosen.
    """
    if who.user is not None and who.user.is_professional:
        return Place.objects.all()
    readable = AgreementVersion.objects.visible_to(who)
    hours = UseSlot.objects.filter(version__in=readable).order_by()
    house = hours.annotate(house=Coalesce("place__building_id", "place_id")).values("house")
    return Place.objects.filter(models.Q(pk__in=house) | models.Q(building__in=house))


def users_of(place: Place) -> models.QuerySet[Initiative]:
    """The initiatives with hours in effect in `place`, in its building or in a room of it."""
    near = Place.objects.sharing_space_with([place])
    hours = UseSlot.objects.in_effect().filter(place__in=near).order_by()
    return Initiative.objects.filter(pk__in=hours.values("version__agreement__initiative"))


def home_in(who: Who, place: Place, action: Action = Action.SETTLE_REPORT) -> Initiative | None:
    """The initiative in which `who` may do `action` and that has hours in `place`; or None.

    Of several the first by name.
    """
    mine = users_of(place).filter(pk__in=who.initiatives_on(*BOTH_SIDES))
    return next((home for home in mine[:5] if may(who, action, home)), None)


def uses(who: Who, place: Place) -> bool:
    """Whether `who` takes part, on one of both sides, in something that has hours in `place`."""
    return users_of(place).filter(pk__in=who.initiatives_on(*BOTH_SIDES)).exists()


def reports_for(who: Who) -> models.QuerySet[PlaceReport]:
    """What was reported in rooms, as far as `who` may read it: both sides of whoever has hours
    there, and coordinators. Settled ones too."""
    if who.user is not None and who.user.is_manager:
        return PlaceReport.objects.all()
    homes = who.initiatives_on(*BOTH_SIDES)
    hours = UseSlot.objects.in_effect().filter(version__agreement__initiative__in=homes)
    return reports_around(hours)


def reports_around(hours: models.QuerySet[UseSlot]) -> models.QuerySet[PlaceReport]:
    """What was reported in the rooms of `hours`, in their buildings and in the rooms of those."""
    hours = hours.order_by()
    rooms, buildings = hours.values("place"), hours.values("place__building")
    return PlaceReport.objects.filter(
        models.Q(place__in=rooms)
        | models.Q(place__building__in=rooms)
        | models.Q(place__in=buildings)
    )
