"""What both sides said when they looked back, side by side: of trust, of every line, and in words.

Per side, never per person. `load_result` gives the whole page in six queries, whatever its size;
it is there once answering is over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from agreements.models import Clause, Commitment
from agreements.paper import nobody, without_names
from agreements.people import people_of, show_people
from agreements.progress import is_followed
from evaluations.lines_together import (
    FOLDED_FROM,
    SIDES,
    ClauseLooked,
    LineLooked,
    Said,
    Tally,
    tally_of,
)
from evaluations.models import Conclusion, Evaluation, LookBack, LookBackText
from evaluations.patterns import BY_KEY as PATTERN_OF
from evaluations.patterns import Pattern
from evaluations.questions import QUESTIONS, Question
from evaluations.result_rows import ResultRows
from evaluations.states import Outcome
from evaluations.trust_together import TrustTogether
from initiatives.models import Side
from initiatives.who import Who
from meetings.models import Meeting

MOST_FOR_TALK = 6
LONG_FROM = 60
__all__ = ["ClauseLooked", "LineLooked", "Result", "load_result"]


@dataclass(frozen=True)
class SideWords:
    """What one side answered to one question: the first few; `total` says how many there are."""

    side: str
    texts: list[LookBackText]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.texts)


@dataclass(frozen=True)
class QuestionWords:
    question: Question
    sides: list[SideWords]

    @property
    def total(self) -> int:
        return sum(words.total for words in self.sides)

    @property
    def more(self) -> int:
        return sum(words.more for words in self.sides)

    @property
    def visible(self) -> list[LookBackText]:
        """Those on the page that nobody hid."""
        return [text for at in self.sides for text in at.texts if text.hidden_at is None]


@dataclass(frozen=True)
class PatternSeen:
    """A pattern that somebody recognised, and how often of each side."""

    pattern: Pattern
    group: int
    municipality: int


@dataclass(frozen=True)
class Sheets:
    """Who filled in, as numbers: of one side. `together`: of each sheet around one phone, about
    how many people. `outcomes`: how they want to go on, most often said first."""

    side: str
    n: int
    together: list[int]
    outcomes: list[tuple[str | Promise, int]]


@dataclass(frozen=True)
class Numbers:
    """About how many people came and how often it was open: the lowest and the highest said."""

    label: str | Promise
    least: int
    most: int

    @property
    def is_one(self) -> bool:
        return self.least == self.most


@dataclass(frozen=True)
class Result:
    """Everything that was said, for one reader."""

    evaluation: Evaluation
    trust: TrustTogether
    clauses: list[ClauseLooked]
    words: list[QuestionWords]
    patterns: list[PatternSeen]
    sheets: list[Sheets]
    numbers: list[Numbers]
    # side -> how that side wants to go on.
    conclusions: dict[str, Conclusion]
    next_meeting: Meeting | None
    show: Callable[[str], str]

    def of_clause(self, key: str) -> ClauseLooked | None:
        return next((at for at in self.clauses if at.key == key), None)

    @property
    def lines(self) -> list[LineLooked]:
        return [line for at in self.clauses for line in at.lines]

    @property
    def tally(self) -> list[Tally]:
        return tally_of(self.lines)

    @property
    def is_folded(self) -> bool:
        return len(self.lines) >= FOLDED_FROM

    @property
    def is_long(self) -> bool:
        """More lines than a page on a phone can carry: then only what asks for a talk."""
        return len(self.lines) > LONG_FROM

    @property
    def worst(self) -> list[LineLooked]:
        return sorted(self.lines, key=lambda at: at.place)[:FOLDED_FROM]

    @property
    def for_talk(self) -> list[LineLooked]:
        """What did not simply work out, also where each clause is folded."""
        return [at for at in self.worst if at.asks_for_talk][:MOST_FOR_TALK]

    @property
    def quote(self) -> LookBackText | None:
        """The sentence on top: one of the group, or else of the municipality. The first of an
        order that was drawn when answering was over."""
        asked = next((at for at in self.words if at.question.key == "quote"), None)
        texts = [text for side in asked.sides for text in side.texts] if asked else []
        return next((text for text in texts if text.hidden_at is None), None)

    @property
    def concluded(self) -> list[Conclusion]:
        """What sides said of how to go on; the group first."""
        return [self.conclusions[side] for side in SIDES if side in self.conclusions]

    @property
    def has_outcomes(self) -> bool:
        return any(sheets.outcomes for sheets in self.sheets)

    @property
    def is_empty(self) -> bool:
        """Whether nobody filled in anything."""
        return not self.sheets and not self.trust.is_shown


def load_result(evaluation: Evaluation, who: Who, *, on_paper: bool = False) -> Result:
    """What was said, as `who` may read it. Six queries, of which one less when `evaluation` was
    loaded with `for_result`. Says to `who` who takes part here. `on_paper`: names of the group
    only of who chose so."""
    rows = ResultRows(evaluation)
    who.know(rows.initiative, rows.people.present)
    people = people_of(rows.initiative, rows.people.texts, known=rows.people.known)
    if on_paper:
        people = without_names(people)
    reader = nobody() if on_paper else who

    def show(text: str) -> str:
        return show_people(text, reader, people)

    return Result(
        evaluation=rows.evaluation,
        trust=TrustTogether(rows.evaluation, rows.checks, rows.trust_texts),
        clauses=[_clause(rows, clause, show) for clause in rows.clauses],
        words=_words(rows),
        patterns=_patterns(rows),
        sheets=[sheets for side in SIDES if (sheets := _sheets(rows.sheets, side)).n],
        numbers=_numbers(rows.sheets),
        conclusions={said.side: said for said in rows.conclusions},
        next_meeting=rows.next_meeting,
        show=show,
    )


def _clause(rows: ResultRows, clause: Clause, show: Callable[[str], str]) -> ClauseLooked:
    lines = [
        LineLooked(line, show(line.whole_sentence), *(_said(rows, line, side) for side in SIDES))
        for line in clause.commitments.all()
        if is_followed(line)
    ]
    verdicts = {said.side: said for said in rows.verdicts if said.clause_key == clause.key}
    return ClauseLooked(clause, lines, verdicts)


def _said(rows: ResultRows, line: Commitment, side: str) -> Said:
    return Said(side, rows.said_of_lines.get((line.pk, side), {}))


def _words(rows: ResultRows) -> list[QuestionWords]:
    found = []
    for question in QUESTIONS:
        sides = []
        for side in SIDES:
            texts = rows.texts.get((question.key, side), [])
            if texts:
                total = texts[0].of_how_many
                sides.append(SideWords(side, texts, total))
        if sides:
            found.append(QuestionWords(question, sides))
    return found


def _patterns(rows: ResultRows) -> list[PatternSeen]:
    """The one that was recognised most often first."""
    counts = Counter(rows.patterns)
    keys = [key for key in PATTERN_OF if any(pattern == key for pattern, _side in counts)]
    found = [
        PatternSeen(PATTERN_OF[key], counts[(key, Side.GROUP)], counts[(key, Side.MUNICIPALITY)])
        for key in keys
    ]
    return sorted(found, key=lambda seen: -(seen.group + seen.municipality))


def _sheets(sheets: list[LookBack], side: str) -> Sheets:
    mine = [sheet for sheet in sheets if sheet.side == side]
    outcomes = Counter(sheet.outcome for sheet in mine if sheet.outcome)
    return Sheets(
        side,
        len(mine),
        sorted(sheet.together for sheet in mine if sheet.together),
        [(Outcome(outcome).label, n) for outcome, n in outcomes.most_common()],
    )


LABELS: tuple[tuple[str, str | Promise], ...] = (
    ("people_came", _lazy("mensen deden ongeveer mee")),
    ("times_open", _lazy("keer waren jullie open")),
)


def _numbers(sheets: list[LookBack]) -> list[Numbers]:
    found = []
    for name, label in LABELS:
        said = [n for sheet in sheets if (n := vars(sheet)[name]) is not None]
        if said:
            found.append(Numbers(label, min(said), max(said)))
    return found
