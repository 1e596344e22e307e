"""What both sides say of every line that they look back on. Per side, never per person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from agreements.models import Clause, Commitment
from agreements.states import Party
from evaluations.models import ClauseVerdict
from evaluations.states import LineWord
from initiatives.models import Side

SIDES = (Side.GROUP, Side.MUNICIPALITY)
# With more lines than this, each clause is folded.
FOLDED_FROM = 13
TONES = {
    LineWord.KEPT: "good",
    LineWord.UNDER_WAY: "neutral",
    LineWord.NOT_KEPT: "bad",
    LineWord.NOT_NEEDED: "neutral",
}
# What asks for a talk comes first.
WORST_FIRST = (LineWord.NOT_KEPT, LineWord.UNDER_WAY, LineWord.NOT_NEEDED, LineWord.KEPT)


@dataclass(frozen=True)
class Said:
    """What one side says of one line: how many sheets say which word."""

    side: str
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def word(self) -> str:
        """The word that most say; "" when nobody said anything, or as many said something else."""
        most = max(self.counts.values(), default=0)
        words = [word for word, n in self.counts.items() if n == most]
        return words[0] if len(words) == 1 else ""

    @property
    def label(self) -> str:
        if not self.counts:
            return ""
        return str(LineWord(self.word).label) if self.word else _("verdeeld")

    @property
    def tone(self) -> str:
        return TONES[LineWord(self.word)] if self.word else "neutral"

    @property
    def spread(self) -> str:
        """ "4 gelukt, 2 bezig"; "" when one sheet says it, or all the same."""
        if len(self.counts) < 2:
            return ""
        parts = [f"{self.counts[word]} {word.label}" for word in LineWord if self.counts.get(word)]
        return ", ".join(parts)


@dataclass(frozen=True)
class LineLooked:
    """One line of the text, and what both sides say of it. `text`: as this reader may read
    it, with what it is held back by."""

    line: Commitment
    text: str
    group: Said
    municipality: Said

    @property
    def whose(self) -> str:
        """Whose line it is, in a word."""
        return self.line.party_name or str(Party(self.line.party).label)

    @property
    def sides(self) -> list[Said]:
        """Those that said something; the group first."""
        return [said for said in (self.group, self.municipality) if said.counts]

    @property
    def differs(self) -> bool:
        """Both sides said something, and not the same."""
        return len(self.sides) == 2 and self.group.label != self.municipality.label

    @property
    def said_by_all(self) -> Said | None:
        """The one word for it, when the sides that spoke agree."""
        return self.sides[0] if self.sides and not self.differs else None

    @property
    def asks_for_talk(self) -> bool:
        """Not simply kept in the eyes of whoever spoke."""
        return bool(self.sides) and any(said.word != LineWord.KEPT for said in self.sides)

    @property
    def has_more(self) -> bool:
        """Whether anything stands below it."""
        return self.asks_for_talk or any(said.spread for said in self.sides)

    @property
    def place(self) -> int:
        """For sorting: what is seen differently or did not work out first."""
        if self.differs:
            return -1
        said = self.said_by_all
        word = said.word if said else ""
        return WORST_FIRST.index(LineWord(word)) if word else len(WORST_FIRST)


@dataclass(frozen=True)
class Tally:
    """How many lines stand so."""

    label: str
    tone: str
    n: int


def tally_of(lines: list[LineLooked]) -> list[Tally]:
    """How many of `lines` stand how, what asks for a talk first. Each line counts once."""
    found: Counter[tuple[str, str]] = Counter()
    for at in sorted(lines, key=lambda at: at.place):
        said = at.said_by_all
        if at.differs:
            found[(_("verschillend gezien"), "bad")] += 1
        elif said is not None:
            found[(said.label, said.tone)] += 1
        else:
            found[(_("niets over gezegd"), "neutral")] += 1
    return [Tally(label, tone, n) for (label, tone), n in found.items()]


@dataclass(frozen=True)
class ClauseLooked:
    """One clause of the text that was looked back on. `verdicts`: side -> what it wants with it."""

    clause: Clause
    lines: list[LineLooked]
    verdicts: dict[str, ClauseVerdict] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.clause.key

    @property
    def tally(self) -> list[Tally]:
        return tally_of(self.lines)
