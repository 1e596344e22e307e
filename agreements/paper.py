"""What of an agreement may leave the circle of who takes part: on the wall, on paper.

Nobody of the group stands on it by name, whoever prints it.
"""

from __future__ import annotations

import re
from copy import copy

from agreements.clause_views import ClauseView
from agreements.models import AgreementVersion, ReadLink
from agreements.reading import VersionPage
from agreements.states import Party
from initiatives.models import Participant, ShareLink, Side
from initiatives.who import Who

# Clauses of the library that say how people behave: the rules for on the wall.
RULES = (
    "house_rules",
    "principles",
    "times",
    "season_hours",
    "age",
    "opening_closing",
    "noise",
    "cleaning",
    "furnishing",
    "alcohol",
    "smoking_drugs",
    "safety",
    "damage",
)
# The second clause from one of the library has a number behind its key.
NUMBER = re.compile(r"_\d+$")
# A poster is read from a few steps away, so it has the largest letters that fit on one A4: how
# many words each size takes.
SIZES = ((65, "largest"), (110, "large"), (180, "middle"), (265, "less"))
MOST_WORDS = 380
HEADING = 8
# A line of the municipality or another party has a word above it of who says so.
WHO = 5


def nobody() -> Who:
    """As whom a text is read that everybody may pick up."""
    return Who(None, [])


def without_names(people: dict[int, Participant]) -> dict[int, Participant]:
    """The same people, of whom nobody of the group can be read by name.

    What somebody chose to show to the other side of the agreement is not for a wall.
    """
    closed = {}
    for pk, person in people.items():
        closed[pk] = copy(person)
        closed[pk].initiative = copy(person.initiative)
        closed[pk].initiative.shows_names = False
        if person.side == Side.GROUP:
            closed[pk].is_named = False
    return closed


def working_read_link(version: AgreementVersion) -> ShareLink | None:
    """The read link of `version`, for the code on paper; None without one. One query."""
    found = ReadLink.objects.filter(version=version, link__revoked_at=None).select_related("link")
    read_link = found.order_by("-pk").first()
    if read_link is None:
        return None
    read_link.version = version
    read_link.link.read_link = read_link
    return read_link.link if read_link.link.is_working else None


class Poster:
    """The house rules of a version: clauses that were asked for, or those that are rules."""

    def __init__(self, page: VersionPage, asked: list[str]) -> None:
        self.page = page
        keys = {view.clause.key for view in page.clauses}
        chosen = [key for key in asked if key in keys]
        self.chosen = set(chosen or [key for key in keys if NUMBER.sub("", key) in RULES])

    @property
    def choices(self) -> list[tuple[ClauseView, bool]]:
        """Every clause, and whether it is on the poster."""
        return [(view, view.clause.key in self.chosen) for view in self.page.clauses]

    @property
    def clauses(self) -> list[ClauseView]:
        return [view for view in self.page.clauses if view.clause.key in self.chosen]

    @property
    def words(self) -> int:
        """How much room it takes, in words: a heading is `HEADING`, who says something `WHO`."""
        lines = [item.line for view in self.clauses for item in view.lines]
        texts = [f"{line.text} {line.condition} {line.reservation}" for line in lines]
        named = sum(line.party in (Party.MUNICIPALITY, Party.OTHER) for line in lines)
        said = sum(len(text.split()) for text in texts)
        return said + WHO * named + HEADING * len(self.clauses)

    @property
    def size(self) -> str:
        """How large the letters can be."""
        return next((name for most, name in SIZES if self.words <= most), "small")

    @property
    def is_too_long(self) -> bool:
        return self.words > MOST_WORDS
