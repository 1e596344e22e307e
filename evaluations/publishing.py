"""What is shown of a trust check: made once from the sum of all answers, which is then gone.

The rules, and where they come from:

- Fewer than five answers of a side: nothing is shown, and how many there were neither.
- Five to seven: one word per item. "bijna iedereen" when four out of five or more say "meestal
  wel" or "helemaal wel", "bijna niemand" when one out of five or fewer does, else "verdeeld".
  All of them the same is "bijna iedereen" or "bijna niemand" too.
- Eight and more: how many chose what, as far as that points at nobody, and with it a figure: about
  the mean of who chose 1 to 5. `disclosure.py` says which, and why. Where there can be no figure
  there is a word, as for smaller groups. Differences are computed from these figures, never from
  the numbers behind them.
- Open answers from eight answers on.

A small municipality answers openly, as one side: its answers are shown as they are. The threshold
of five is what tools for such questions use most; a side never sees more of itself than others do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evaluations.disclosure import beside, shown_counts
from evaluations.states import Mode
from initiatives.models import Side

FEWEST = 5
FROM_HERE_COUNTS = 8
CHOICES = 5  # and then "weet ik niet"
DIFFERS_FROM = 1.0
# Far more than a group has; who has the link could go on for ever.
MOST_ANSWERS = 1000


class Band(StrEnum):
    ALMOST_ALL = "almost_all"
    DIVIDED = "divided"
    ALMOST_NONE = "almost_none"


BAND_WORDS: dict[Band, str | Promise] = {
    Band.ALMOST_ALL: _("bijna iedereen"),
    Band.DIVIDED: _("verdeeld"),
    Band.ALMOST_NONE: _("bijna niemand"),
}


@dataclass(frozen=True)
class Item:
    """One sentence of the check. Both sides answer the same five, each about the other."""

    key: str
    of_group: str | Promise
    of_municipality: str | Promise

    def sentence(self, side: str) -> str | Promise:
        return self.of_municipality if side == Side.MUNICIPALITY else self.of_group


ITEMS = (
    Item(
        "keeps",
        _("De gemeente doet wat we hebben afgesproken."),
        _("De groep doet wat we hebben afgesproken."),
    ),
    Item(
        "thinks",
        _("De gemeente denkt ook aan wat wij nodig hebben."),
        _("De groep denkt ook aan wat wij nodig hebben."),
    ),
    Item(
        "tells",
        _("De gemeente vertelt ons eerlijk wat er speelt, ook als het lastig is."),
        _("De groep vertelt ons eerlijk wat er speelt, ook als het lastig is."),
    ),
    Item(
        "able",
        _("De gemeente kan doen wat nodig is om dit te laten lukken."),
        _("De groep kan doen wat nodig is om dit te laten lukken."),
    ),
    Item(
        "dare",
        _("Ik durf het te zeggen als er iets misgaat."),
        _("Ik durf het te zeggen als er iets misgaat."),
    ),
)
KEYS = tuple(item.key for item in ITEMS)
# 1 to 5, and what counts in no figure.
ANSWERS = (
    (1, _("helemaal niet")),
    (2, _("een beetje")),
    (3, _("soms wel, soms niet")),
    (4, _("meestal wel")),
    (5, _("helemaal wel")),
    (0, _("weet ik niet")),
)


@dataclass(frozen=True)
class PublishedItem:
    """What is shown of one sentence. `counts`: of 1 to 5 and "weet ik niet"; None: not shown,
    mostly two or fewer. `figure`: 1.0 to 5.0, None when there is none."""

    key: str
    band: str = ""
    counts: tuple[int | None, ...] = ()
    figure: float | None = None


@dataclass(frozen=True)
class Published:
    """What is shown of a side. `answers`: how many there were, 0 when there were too few."""

    mode: str
    answers: int = 0
    items: tuple[PublishedItem, ...] = ()

    @property
    def is_shown(self) -> bool:
        return bool(self.items)

    def item(self, key: str) -> PublishedItem | None:
        return next((item for item in self.items if item.key == key), None)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Published:
        items = tuple(
            PublishedItem(one["key"], one["band"], tuple(one["counts"]), one["figure"])
            for one in stored["items"]
        )
        return cls(stored["mode"], stored["answers"], items)


def mode_of(side: str, invited: int) -> Mode:
    """How a side answers when so many are invited."""
    if invited >= FROM_HERE_COUNTS:
        return Mode.COUNTS
    if invited >= FEWEST:
        return Mode.BANDS
    return Mode.JOINT if side == Side.MUNICIPALITY else Mode.CARDS


def empty_tally() -> dict[str, Any]:
    items = {key: [0] * (CHOICES + 1) for key in KEYS}
    return {"answers": 0, "items": items, "texts": [], "tickets": []}


def add(
    tally: dict[str, Any], answers: dict[str, int], text: str = "", ticket: str = ""
) -> dict[str, Any]:
    """The sum with one person's answers in it: item key -> 1 to 5, or 0. The open answers stay in
    the order of the alphabet, so that nothing tells which came last.

    `ticket`: drawn for one form on one screen, so that sending that twice counts once. All of them
    lie in the order of the alphabet too, beside the numbers and with none of them.
    """
    tickets = tally.get("tickets", [])
    if ticket and ticket in tickets:
        return tally
    items = {}
    for key in KEYS:
        counts = list(tally["items"][key])
        counts[answers[key] - 1 if answers[key] else CHOICES] += 1
        items[key] = counts
    texts = sorted([*tally["texts"], text]) if text else list(tally["texts"])
    tickets = sorted([*tickets, ticket]) if ticket else list(tickets)
    return {
        "answers": tally["answers"] + 1,
        "items": items,
        "texts": texts,
        "tickets": tickets,
    }


def publish(mode: str, tally: dict[str, Any]) -> tuple[Published, list[str]]:
    """What is shown of an anonymous side, and its open answers. The mode that was fixed at the
    start is the most that is shown; fewer answers than invited show less."""
    answers = tally["answers"]
    if answers < FEWEST or mode not in (Mode.BANDS, Mode.COUNTS):
        return Published(mode), []
    if mode == Mode.BANDS or answers < FROM_HERE_COUNTS:
        items = tuple(PublishedItem(key, band=_band(tally["items"][key])) for key in KEYS)
        return Published(Mode.BANDS, answers, items), []
    items = tuple(_counted(key, tally["items"][key]) for key in KEYS)
    return Published(Mode.COUNTS, answers, items), list(tally["texts"])


def publish_joint(answers: dict[str, int]) -> Published:
    """The open form of a small municipality: item key -> 1 to 5, or 0 for "weet ik niet"."""
    items = tuple(
        PublishedItem(key, figure=float(answers[key]) if answers[key] else None) for key in KEYS
    )
    return Published(Mode.JOINT, 1, items)


def _band(counts: Sequence[int]) -> str:
    said = sum(counts[:CHOICES])
    agree = counts[3] + counts[4]
    if 2 * said < sum(counts):
        return Band.DIVIDED
    if 5 * agree >= 4 * said:
        return Band.ALMOST_ALL
    return Band.ALMOST_NONE if 5 * agree <= said else Band.DIVIDED


def _counted(key: str, counts: list[int]) -> PublishedItem:
    shown = shown_counts(counts)
    figure, band = beside(shown, counts, _band)
    return PublishedItem(key, band, shown, figure)


def differ(one: Published, other: Published, key: str) -> float:
    """How far two sides are apart on one item: 0.0 to 4.0, from what is shown. 0.0 when one of the
    two shows nothing of it."""
    mine, theirs = one.item(key), other.item(key)
    if mine is None or theirs is None:
        return 0.0
    one_place, other_place = place_of(mine), place_of(theirs)
    if one_place is None or other_place is None:
        return 0.0
    return round(abs(one_place - other_place), 1)


# Where a word stands between 1 and 5: in the middle of what it covers.
PLACES = {Band.ALMOST_ALL: 4.6, Band.DIVIDED: 3.0, Band.ALMOST_NONE: 1.4}


def place_of(item: PublishedItem) -> float | None:
    """Between 1 and 5: the figure, or where the word stands; None when nothing is shown."""
    if item.figure is not None:
        return item.figure
    return PLACES[Band(item.band)] if item.band else None


def looks_different(one: Published, other: Published, key: str) -> bool:
    """ "Hier kijken jullie verschillend naar"."""
    return differ(one, other, key) >= DIFFERS_FROM
