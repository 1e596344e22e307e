"""Many initiatives at once, as rows; with what `Initiative.save` would have kept."""

from __future__ import annotations

from itertools import product

from initiatives.models import Initiative, NamePiece, Neighbourhood
from initiatives.pieces import sort_key_of
from overview.seeding import words

KINDS = ("youth", "green", "care", "building", "energy", "other")
STATUSES = ("active", "active", "active", "idea", "resting", "ended")


def make_many(count: int) -> list[Initiative]:
    """`count` initiatives with names as people give them, spread over twenty neighbourhoods."""
    places = [
        Neighbourhood.objects.get_or_create(name=f"Buurt {number}")[0] for number in range(20)
    ]
    kinds = [name for name, _sentence in words.GROUPS]
    names = [f"{kind} {place}" for kind, place in product(kinds, words.PLACES)]
    made = []
    for number in range(count):
        name = f"{names[number * 37 % len(names)]} {number}"
        made.append(
            Initiative(
                name=name,
                sort_key=sort_key_of(name),
                neighbourhood=places[number % 20],
                kind=KINDS[number % 6],
                status=STATUSES[number // 6 % 6],
            )
        )
    Initiative.objects.bulk_create(made, batch_size=500)
    pieces = [piece for initiative in made for piece in NamePiece.of(initiative)]
    NamePiece.objects.bulk_create(pieces, batch_size=2000)
    return made
