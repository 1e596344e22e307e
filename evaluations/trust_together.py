"""Trust, side by side: what is shown of both sides, the biggest difference first.

Everything comes from what is shown of a side; the numbers behind that are gone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from evaluations.models import Evaluation, TrustCheck, TrustText
from evaluations.publishing import (
    ANSWERS,
    BAND_WORDS,
    FEWEST,
    ITEMS,
    Band,
    Item,
    Published,
    PublishedItem,
    differ,
    looks_different,
    place_of,
)
from evaluations.sentences import OF_BOTH
from evaluations.states import Mode
from evaluations.trend import Trend
from initiatives.models import Side

# How long a bar of 5 is, in per cent of the whole drawing; the middle stands at 50.
LONGEST = 34.0


@dataclass(frozen=True)
class Cell:
    """What one side says of one sentence: a figure, a word, or nothing to show."""

    side: str
    published: PublishedItem | None

    @property
    def figure(self) -> float | None:
        return self.published.figure if self.published else None

    @property
    def word(self) -> str | Promise:
        """In words, where there is no figure."""
        band = self.published.band if self.published and self.figure is None else ""
        return BAND_WORDS[Band(band)] if band else ""

    @property
    def is_shown(self) -> bool:
        return self.figure is not None or bool(self.word)

    @property
    def _length(self) -> float:
        """Of its bar. A word has the length of the middle of what it covers."""
        place = place_of(self.published) if self.published else None
        return (place or 0) / 5 * LONGEST

    @property
    def width(self) -> str:
        return f"{self._length:.1f}%"

    @property
    def end(self) -> str:
        """Where the bar ends: left of the middle for the group, right of it for the other."""
        length = -self._length if self.side == Side.GROUP else self._length
        return f"{50 + length:.1f}%"

    @property
    def counts(self) -> list[tuple[str | Promise, int | None]]:
        """How many chose what, in the words of the form; None is not shown."""
        numbers = self.published.counts if self.published else ()
        return [(word, n) for (_value, word), n in zip(ANSWERS, numbers, strict=False)]


@dataclass(frozen=True)
class TrustRow:
    """One sentence, and what both sides say of it."""

    item: Item
    group: Cell
    municipality: Cell
    difference: float
    looks_different: bool

    @property
    def key(self) -> str:
        return self.item.key

    @property
    def sentence(self) -> str | Promise:
        return OF_BOTH[self.item.key]

    @property
    def cells(self) -> list[Cell]:
        return [self.group, self.municipality]

    @property
    def has_words(self) -> bool:
        return bool(self.group.word or self.municipality.word)


class SideTrust:
    """How one side answered, and why nothing of it is shown when that is so."""

    def __init__(self, check: TrustCheck | None, side: str, texts: list[TrustText]) -> None:
        self.side = side
        self.check = check
        self.mode = check.mode if check else ""
        stored = check.result if check else None
        self.published = Published.from_json(stored) if stored else Published(self.mode)
        self.texts = texts

    @property
    def is_shown(self) -> bool:
        return self.published.is_shown

    @property
    def answers(self) -> int:
        return self.published.answers

    @property
    def is_joint(self) -> bool:
        return self.mode == Mode.JOINT

    @property
    def signed_as(self) -> str:
        return self.check.signed_as if self.check else ""

    @property
    def came_more(self) -> bool:
        """More answers than people who were asked: everybody may know."""
        return not self.is_joint and self.answers > self.invited

    @property
    def invited(self) -> int:
        return self.check.invited if self.check else 0

    @property
    def why_not(self) -> str:
        """Why nothing is shown; "" when something is."""
        if self.is_shown or self.check is None:
            return ""
        if self.mode == Mode.CARDS:
            return _(
                "Voor de groep zijn er kaartjes om op tafel te leggen. "
                "Met minder dan {n} mensen zou je zien wie wat antwoordde."
            ).format(n=FEWEST)
        if self.is_joint:
            return _("De gemeente vulde dit niet in.")
        if self.side == Side.GROUP:
            sentence = _("Van de groep kwamen minder dan {n} antwoorden.")
        else:
            sentence = _("Van de gemeente kwamen minder dan {n} antwoorden.")
        return (
            f"{sentence} {_('Dan laten we niets zien: zo blijft iedereen onherkenbaar.')}".format(
                n=FEWEST
            )
        )


class TrustTogether:
    """The trust check of one look-back, beside those before it."""

    def __init__(
        self, evaluation: Evaluation, checks: Iterable[TrustCheck], texts: list[TrustText]
    ) -> None:
        self.evaluation = evaluation
        self.checks = list(checks)
        self.group = self._side(Side.GROUP, texts)
        self.municipality = self._side(Side.MUNICIPALITY, texts)

    def _side(self, side: str, texts: list[TrustText]) -> SideTrust:
        here = (c for c in self.checks if c.evaluation_id == self.evaluation.pk and c.side == side)
        return SideTrust(next(here, None), side, [t for t in texts if t.trust.side == side])

    @property
    def sides(self) -> list[SideTrust]:
        return [self.group, self.municipality]

    @property
    def is_shown(self) -> bool:
        return self.group.is_shown or self.municipality.is_shown

    @property
    def rows(self) -> list[TrustRow]:
        """The biggest difference first; what differs as much keeps the order of the questions."""
        found = [self._row(item) for item in ITEMS]
        return sorted(found, key=lambda row: -row.difference)

    def _row(self, item: Item) -> TrustRow:
        one, other = self.group.published, self.municipality.published
        return TrustRow(
            item,
            Cell(Side.GROUP, one.item(item.key)),
            Cell(Side.MUNICIPALITY, other.item(item.key)),
            differ(one, other, item.key),
            looks_different(one, other, item.key),
        )

    @property
    def first_difference(self) -> TrustRow | None:
        return next((row for row in self.rows if row.looks_different), None)

    @property
    def texts(self) -> list[TrustText]:
        return [*self.group.texts, *self.municipality.texts]

    @property
    def trend(self) -> Trend:
        return Trend(self.checks)

    @property
    def has_figures(self) -> bool:
        """Not when there are only words: then there is no scale to explain."""
        return any(cell.figure is not None for row in self.rows for cell in row.cells)

    @property
    def has_counts(self) -> bool:
        return any(cell.counts for row in self.rows for cell in row.cells)

    @property
    def words_of_answers(self) -> list[str | Promise]:
        return [word for _value, word in ANSWERS]
