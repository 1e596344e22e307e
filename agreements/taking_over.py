"""Another text for a clause, put into the lines that stand in a draft now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from agreements.models.clause import Line
from agreements.models.proposed_line import TextChange
from agreements.states import Party


class How(StrEnum):
    """What to do where the draft says something else than when the text was proposed."""

    ASK = ""  # first both texts are shown
    REPLACE = "replace"
    BESIDE = "beside"  # below what stands there


@dataclass
class Merged:
    """The lines that come out, and whether a line that is to change says something else by now."""

    lines: list[Line]
    overlaps: bool = False


def merge(
    now: Iterable[Line], changes: Iterable[TextChange], *, how: How, keeps_kind: bool
) -> Merged:
    """`now` with `changes` in it.

    `keeps_kind`: they come from the municipality. A line of the municipality that somebody else
    writes loses its kind: nobody promises by accident.
    """
    merged = Merged(list(now))
    for change in changes:
        at = _place_of(change, merged.lines)
        there = merged.lines[at] if at is not None else None
        if there is not None and there.text == change.text:
            continue
        is_as_it_was = there.text == change.base_text if there else not change.base_text
        if not is_as_it_was:
            merged.overlaps = merged.overlaps or bool(there or change.text)
        if there is None or (how == How.BESIDE and not is_as_it_was):
            if change.text:
                merged.lines.append(
                    Line(text=change.text, party=change.party, party_name=change.party_name)
                )
        elif change.text:
            merged.lines[merged.lines.index(there)] = _rewritten(
                there, change.text, keeps_kind=keeps_kind
            )
        else:
            merged.lines.remove(there)
    return merged


def _place_of(change: TextChange, lines: list[Line]) -> int | None:
    """Where the line stands that `change` is about; of a new one, where the same was added."""
    for at, line in enumerate(lines):
        if change.line_key and line.key == change.line_key:
            return at
        if not change.line_key and (line.text, line.party) == (change.text, change.party):
            return at
    return None


def _rewritten(line: Line, text: str, *, keeps_kind: bool) -> Line:
    loses_kind = line.party == Party.MUNICIPALITY and not keeps_kind
    return replace(line, text=text, kind="" if loses_kind else line.kind)
