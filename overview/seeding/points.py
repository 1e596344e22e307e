"""What is not agreed yet, and other texts that people proposed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from agreements.models import (
    AgreementVersion,
    ChangeProposal,
    OpenPoint,
    ProposalSupport,
    ProposedLine,
)
from agreements.states import Party
from agreements.states import Status as State

from . import words
from .people import Circle
from .rows import Rows, moment

if TYPE_CHECKING:
    from .texts import Part, Text

# The longest agreement also has the most of both.
FIRST_PROPOSALS = {0: 20, 1: 1, 2: 2}


def add_points(version: AgreementVersion, points: list[OpenPoint], rows: Rows) -> list[OpenPoint]:
    """The same points in another version."""
    copies = [
        OpenPoint(
            version=version,
            key=point.key,
            position=point.position,
            what=point.what,
            party=point.party,
            finder=point.finder,
            due_on=point.due_on,
        )
        for point in points
    ]
    rows.add(*copies)
    return copies


def first_points(circle: Circle) -> list[OpenPoint]:
    dice = circle.dice
    count = {0: 4}.get(circle.number, dice.pick((0, 0, 1, 2)))
    return [
        OpenPoint(
            key=f"point-{n}",
            position=n,
            what=dice.pick(words.OPEN_POINTS).format(wat=dice.pick(words.SUBJECTS)),
            party=dice.pick((Party.GROUP, Party.MUNICIPALITY, Party.BOTH)),
            finder=dice.pick(("", "de wijkregisseur", "de beheerder")),
            due_on=timezone.localdate() + timedelta(days=dice.between(-10, 60)),
        )
        for n in range(1, count + 1)
    ]


def add_proposals(circle: Circle, text: Text, rows: Rows) -> list[ProposedLine | ProposalSupport]:
    """Other texts for clauses of a text that lies before both sides; gives their lines, to be
    written after them."""
    if text.version.status != State.PROPOSED:
        return []
    dice = circle.dice
    later: list[ProposedLine | ProposalSupport] = []
    for _ in range(FIRST_PROPOSALS.get(circle.number, dice.pick((0, 0, 0, 1, 2)))):
        part = dice.pick(text.parts)
        by, *others = dice.some([*circle.group_on(text.from_day), circle.guide], 4)
        proposal = ChangeProposal(
            agreement=text.version.agreement,
            version=text.version,
            clause_key=part.key,
            heading=part.heading,
            because=dice.pick(words.REASONS),
            by=by,
            at=moment(text.from_day, dice),
        )
        rows.add(proposal)
        later += [_line(circle, proposal, part)]
        later += [ProposalSupport(proposal=proposal, by=other) for other in others]
    return later


def _line(circle: Circle, proposal: ChangeProposal, part: Part) -> ProposedLine:
    line = circle.dice.pick(part.lines)
    return ProposedLine(
        proposal=proposal,
        position=1,
        line_key=line.key,
        party=line.party,
        party_name=line.party_name,
        base_text=line.text,
        text=f"{line.text} {circle.dice.pick(words.CHANGES)}"[:600],
    )
