"""How a text in effect goes, in one card beside it: each side in a few counts, and what waits for a
word of this reader's side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agreements.how_it_stands import IN_QUERY, PARTIES, LineStands, SideStands
from agreements.load_progress import LineProgress
from agreements.models.progress import speaks_for
from initiatives.models import Participant

# So many lines stand in the card; all of them one tap further.
MOST_WAITING = 3


@dataclass
class Glance:
    """`sides`: those with anything to follow. `waiting`: what asks a word of the own side."""

    sides: list[SideStands]
    waiting: list[LineProgress]
    more: int = 0


def at_a_glance(progress: Iterable[LineProgress], me: Participant | None) -> Glance:
    """What the card says to `me`; the worst first."""
    in_order = sorted(progress, key=lambda at: at.place)
    followed = [at for at in in_order if not at.is_quiet]
    slugs = {party: slug for slug, party in IN_QUERY.items()}
    sides = [
        SideStands(
            party.value,
            slugs[party],
            [LineStands(at) for at in followed if at.line.party == party],
        )
        for party in PARTIES
    ]
    waiting = [
        at
        for at in followed
        if me is not None
        and speaks_for(at.line, me)
        and not at.waits_for_step
        and (at.needs_a_word or at.passed_unsaid)
    ]
    shown = waiting[:MOST_WAITING]
    return Glance([side for side in sides if side.lines], shown, len(waiting) - len(shown))
