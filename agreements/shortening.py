"""A text in ten lines: who does what, on one screen, to copy and to print."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from agreements.clause_views import ClauseView, LineView
from agreements.hours_in_words import listed
from agreements.load_progress import LineProgress
from agreements.models import Commitment
from agreements.paper import nobody, without_names
from agreements.people import show_people
from agreements.reading import VersionPage
from agreements.states import Kind, Party, Stance

# Ten lines in all, over both sides, so that they fit on one screen of a phone.
MOST_LINES = 10
MOST_LETTERS = 160
# Below the lines.
MOST_HOURS = 6
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")
# What binds most first. A line of the group has no kind.
WEIGHT = {Kind.PROMISE: 0, "": 0, Kind.INTENTION: 1, Kind.INFORMATION: 2}
# The municipality first, as on the page of the group.
ORDER = (Party.MUNICIPALITY, Party.GROUP, Party.BOTH, Party.OTHER)


@dataclass(frozen=True)
class ShortLine:
    """One line in one sentence. What it holds back goes with it."""

    line: Commitment
    text: str
    condition: str
    reservation: str
    clause_key: str
    progress: LineProgress | None = None

    @property
    def asks(self) -> bool:
        """It is late, silent or stuck: the one thing about it that cannot wait."""
        return self.progress is not None and _asks(self.progress)


def _asks(stands: LineProgress) -> bool:
    return stands.is_bad or stands.silent_since is not None


@dataclass
class ShortSide:
    """What one side does; `name`: of another party. `more`: how many lines stand beside these."""

    party: str
    name: str = ""
    lines: list[ShortLine] = field(default_factory=list)
    more: int = 0
    # The clause to begin reading at.
    first_key: str = ""


def in_short_of(page: VersionPage) -> list[ShortSide]:
    """The sides that do something, each with the lines that bind most."""
    return _sides(page, lambda text: show_people(text, page.who, page.people))


def as_text(page: VersionPage) -> str:
    """The same for the app of the group: nobody of the group stands in it by name."""
    people, reader = without_names(page.people), nobody()
    blocks = [page.agreement.title]
    for side in _sides(page, lambda text: show_people(text, reader, people)):
        lines = [f"- {_in_one_sentence(line)}" for line in side.lines]
        blocks.append("\n".join([f"{side.name or _name_of(side.party)}:", *lines]))
    hours = listed(page.beside.slots, outside=True)
    if hours:
        said = [f"- {words.sentence}, {words.place}" for words in hours[:MOST_HOURS]]
        blocks.append("\n".join([_("Wanneer en waar?"), *said]))
    return "\n\n".join(blocks)


def _name_of(party: str) -> str:
    names = {
        Party.MUNICIPALITY: _("De gemeente"),
        Party.GROUP: _("De groep"),
        Party.BOTH: _("Samen"),
    }
    return names.get(Party(party), _("Iemand anders"))


def _in_one_sentence(line: ShortLine) -> str:
    said = line.text
    if line.condition:
        said = _("Als {condition}, dan: {text}").format(condition=line.condition, text=said)
    if line.reservation:
        said += " " + _("(onder voorbehoud van {what})").format(what=line.reservation)
    return said


def _sides(page: VersionPage, show: Callable[[str], str]) -> list[ShortSide]:
    found = [(item, view) for view in page.clauses for item in view.lines]
    asking = {pk for pk, stands in page.progress.items() if _asks(stands)}
    chosen = {id(item) for item in _chosen([item for item, _view in found], asking)}
    sides: dict[tuple[str, str], ShortSide] = {}
    for item, view in found:
        party, name = item.line.party, item.line.party_name
        key = (party, name if party == Party.OTHER else "")
        side = sides.setdefault(key, ShortSide(*key))
        side.first_key = side.first_key or view.clause.key
        if id(item) in chosen:
            side.lines.append(_short(page, item, view, show))
        else:
            side.more += 1
    in_order = sorted(sides.values(), key=lambda side: ORDER.index(Party(side.party)))
    return [side for side in in_order if side.lines]


def _chosen(items: list[LineView], asking: set[int]) -> list[LineView]:
    """The lines that bind most, what is late or silent first. Each side in turn, so that nobody
    fills it alone."""
    waiting: dict[Party, list[LineView]] = {party: [] for party in ORDER}
    # sorted() keeps the order of the text among equals.
    for item in sorted(items, key=lambda item: (item.line.pk not in asking, *_weight(item))):
        waiting[Party(item.line.party)].append(item)
    chosen: list[LineView] = []
    while len(chosen) < MOST_LINES and any(waiting.values()):
        for lines in waiting.values():
            if lines and len(chosen) < MOST_LINES:
                chosen.append(lines.pop(0))
    return chosen


def _weight(item: LineView) -> tuple[bool, int]:
    """What holds without an "als", and what binds, comes first. What cannot be comes last."""
    is_open = bool(item.line.condition) or item.line.stance in (Stance.CANNOT, Stance.UNKNOWN)
    return is_open, WEIGHT.get(Kind(item.line.kind) if item.line.kind else "", 2)


def _short(
    page: VersionPage, item: LineView, view: ClauseView, show: Callable[[str], str]
) -> ShortLine:
    line = item.line
    return ShortLine(
        line,
        first_sentence(show(line.text)),
        show(line.condition).rstrip("."),
        show(line.reservation).rstrip("."),
        view.clause.key,
        page.progress.get(line.pk),
    )


def first_sentence(text: str) -> str:
    """The first sentence, cut between words when it is very long. A question says nothing without
    its answer: "Is de sleutel kwijt? Dan komt er een nieuwe." """
    sentences = SENTENCE_END.split(" ".join(text.split()), maxsplit=2)
    sentence = " ".join(sentences[: 2 if sentences[0].endswith("?") else 1])
    if len(sentence) <= MOST_LETTERS:
        return sentence
    return sentence[: MOST_LETTERS - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
