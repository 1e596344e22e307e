"""House rules for on the wall as data for paper: of an agreement, or of a room.

One A4 and never two: what does not fit is refused before anything is laid out.
"""

from __future__ import annotations

import re
from typing import Any

from agreements.clause_views import ClauseView
from agreements.paper import MOST_WORDS, Poster
from agreements.paper_text import AgreementPaper, state_of
from agreements.states import Party
from config.pdf import TooLong, blocks_of, letters_in
from places.models import Place
from places.models.place import as_list

# Words of usual length; the layout has the last word on what fits.
MOST_LETTERS = MOST_WORDS * 8
MOST_PARTS = 40
MOST_LINES = 90
# So many letters stand beside each other in a column, in the largest letters.
LONG_WORD = re.compile(r"\w{16}")


def refuse_what_does_not_fit(parts: list[dict[str, Any]]) -> None:
    """Before it is laid out: trying every size of letters on very much text takes long."""
    rules = [rule for part in parts for rule in part["rules"]]
    lines = [line for rule in rules for block in rule["text"] for line in block["lines"]]
    is_full = len(parts) > MOST_PARTS or len(lines) > MOST_LINES
    if is_full or letters_in(parts) > MOST_LETTERS:
        raise TooLong(on_one_sheet=True)


def has_long_words(parts: Any) -> bool:
    if isinstance(parts, str):
        return LONG_WORD.search(parts) is not None
    if isinstance(parts, dict):
        return any(map(has_long_words, parts.values()))
    return isinstance(parts, list) and any(map(has_long_words, parts))


def rules_of(poster: Poster, paper: AgreementPaper) -> dict[str, Any]:
    """The poster of an agreement; raises `TooLong`. Call it in Dutch."""
    if poster.is_too_long or len(poster.clauses) > MOST_PARTS:
        raise TooLong(on_one_sheet=True)
    version, initiative = poster.page.version, poster.page.initiative.name
    parts = [_part_of(view, paper) for view in poster.clauses]
    refuse_what_does_not_fit(parts)
    made = "Dit spraken we samen af: de groep en de gemeente. " if version.in_effect_at else ""
    return {
        "title": f"Onze huisregels – {initiative}",
        "heading": "Onze huisregels",
        "above": initiative,
        "below": "",
        "parts": parts,
        "breaks_words": has_long_words(parts),
        "foot": [f"{made}{state_of(poster.page)}"],
        "code": paper.code,
    }


def _part_of(view: ClauseView, paper: AgreementPaper) -> dict[str, Any]:
    rules = []
    for item in view.lines:
        line = item.line
        said = paper.line(line)
        # Rules are for everybody who comes in; only what somebody else does says who.
        if line.party not in (Party.MUNICIPALITY, Party.OTHER):
            said["side"] = said["word"] = ""
        said["notes"] = (
            [f"onder voorbehoud van {paper.short(line.reservation)}"] if line.reservation else []
        )
        rules.append(said)
    return {"heading": paper.show(view.clause.heading), "rules": rules}


def rules_of_room(place: Place, code: dict[str, str] | None) -> dict[str, Any]:
    """The poster of a room: its rules, the two lists, and whom to call. Raises `TooLong`."""
    lists = (
        ("Zo gaan we met elkaar om", place.of_building("house_rules")),
        ("Bij het openen", place.of_building("opening_list")),
        ("Bij het weggaan", place.of_building("closing_list")),
    )
    parts = [
        {"heading": heading, "rules": [_rule(as_list(text))]} for heading, text in lists if text
    ]
    calls = [
        f"{word}: {said}"
        for word, name in (
            ("Beheer", "caretaker"),
            ("Invaller", "deputy"),
            ("Voor de buren", "neighbours_contact"),
        )
        if (said := place.of_building(name))
    ]
    if calls:
        parts.append({"heading": "Wie kun je bellen?", "rules": [_rule(calls)]})
    refuse_what_does_not_fit(parts)
    capacity = place.capacity
    below = [place.where, f"Er mogen {capacity} mensen in." if capacity else ""]
    return {
        "title": f"Huisregels – {place.whole_name}",
        "heading": "Huisregels",
        "above": place.whole_name,
        "below": " · ".join(part for part in below if part),
        "parts": parts,
        "breaks_words": has_long_words(parts),
        "foot": [],
        "code": code,
    }


def _rule(lines: list[str]) -> dict[str, Any]:
    blocks = [{"is_list": True, "lines": lines}] if len(lines) > 1 else blocks_of(lines[0])
    return {"side": "", "word": "", "condition": "", "text": blocks, "notes": []}
