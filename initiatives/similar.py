"""Which initiatives are there already, when somebody is about to log one.

A name looks like another by Dice's ratio: twice the pieces that both have, divided by all pieces
of both. From `ALIKE` on it counts; and a name of some length that stands whole inside the other
always does.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, F, FloatField, Q, QuerySet
from django.db.models.functions import Cast

from initiatives.models import Initiative, NamePiece, Neighbourhood
from initiatives.models.initiative import Status
from initiatives.pieces import pieces_of

ALIKE = 0.5
# "kelder" and longer. What is shorter stands inside too many names.
WHOLE_FROM = 4
MOST_ALIKE = 3
MOST_NEARBY = 3


@dataclass
class Similar:
    """What was found: by name, the one that looks most like it first, and in the neighbourhood."""

    alike: list[Initiative] = field(default_factory=list)
    nearby: list[Initiative] = field(default_factory=list)
    neighbourhood: Neighbourhood | None = None

    def __bool__(self) -> bool:
        return bool(self.alike or self.nearby)

    @property
    def ids(self) -> set[int]:
        return {initiative.pk for initiative in (*self.alike, *self.nearby)}


def names_alike(name: str) -> QuerySet[NamePiece, tuple[int, float]]:
    """(initiative, ratio) of the names that look like `name`: one query over an index."""
    pieces = pieces_of(name)
    ratio = Cast(2 * F("common"), FloatField()) / (len(pieces) + F("of_how_many"))
    is_alike = Q(ratio__gte=ALIKE)
    if len(pieces) >= WHOLE_FROM:
        is_alike |= Q(common=len(pieces))
    return (
        NamePiece.objects.filter(piece__in=pieces)
        .values("initiative", "of_how_many")
        .annotate(common=Count("pk"))
        .annotate(ratio=ratio)
        .filter(is_alike)
        .order_by("-ratio", "initiative")
        .values_list("initiative", "ratio")
    )


def find_similar(name: str, neighbourhood: str = "", *, most: int = MOST_ALIKE) -> Similar:
    """At most `most` by name and some nearby, in four queries whatever there is."""
    found = Similar()
    order = [pk for pk, _ratio in names_alike(name)[:most]]
    if order:
        by_pk = Initiative.objects.select_related("neighbourhood").in_bulk(order)
        found.alike = [by_pk[pk] for pk in order if pk in by_pk]
    found.neighbourhood = Neighbourhood.known_as(neighbourhood)
    if found.neighbourhood is not None:
        around = Initiative.objects.filter(neighbourhood=found.neighbourhood)
        around = around.exclude(status=Status.ENDED).exclude(pk__in=order)
        found.nearby = list(around.order_by("-pk")[:MOST_NEARBY])
        for initiative in found.nearby:
            initiative.neighbourhood = found.neighbourhood
    return found
