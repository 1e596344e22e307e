"""The seal of a version: a fingerprint of everything that was agreed in it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agreements.models import AgreementVersion, Clause, OpenPoint, UseSlot
    from agreements.models.clause import Line

# Fields that the first seals did not cover, because they were not there.
LATER_OF_HEAD = ("vision", "lead", "support")
LATER_OF_LINE = ("condition", "stance", "instead", "watcher", "sign")


def seal_of(
    version: AgreementVersion,
    clauses: Iterable[Clause] | None = None,
    points: Iterable[OpenPoint] | None = None,
    slots: Iterable[UseSlot] | None = None,
) -> str:
    """SHA-256, as 64 hexadecimal digits, over the text of `version`.

    `clauses`, in order and with their commitments loaded, saves two queries; `points`, the open
    points in order, a third; `slots`, the hours with their exceptions, two more.

    Covers title, number, purpose, dates, headings, lines, open points, hours and their order.
    People in the text are covered by their reference, so that forgetting a name does not break
    the seal.
    """
    if clauses is None:
        clauses = version.clauses.prefetch_related("commitments")
    texts = (
        (clause.key, clause.heading, [line.as_line() for line in clause.commitments.all()])
        for clause in clauses
    )
    points = version.open_points.all() if points is None else points
    slots = version.slots.with_hours() if slots is None else slots
    return seal_of_texts(version, texts, points, slots)


def seal_of_texts(
    version: AgreementVersion,
    texts: Iterable[tuple[str, str, Iterable[Line]]],
    open_points: Iterable[OpenPoint] = (),
    slots: Iterable[UseSlot] = (),
) -> str:
    """The same of clauses that are no rows yet: key, heading and lines.

    What came later to the model counts only when it was filled in, so that older seals still hold.
    """
    text: dict[str, object] = {
        "title": version.agreement.title,
        "number": version.number,
        "purpose": version.purpose,
        "look_back_on": version.look_back_on,
        "ends_on": version.ends_on,
        "trial": [version.trial_until, version.trial_decider, version.trial_then],
        "clauses": [
            {"key": key, "heading": heading, "lines": [_written(line) for line in lines]}
            for key, heading, lines in texts
        ],
    }
    text |= {name: getattr(version, name) for name in LATER_OF_HEAD if getattr(version, name)}
    points = [
        [point.key, point.what, point.party, point.finder, point.due_on] for point in open_points
    ]
    if points:
        text["open_points"] = points
    hours = [slot.as_sealed() for slot in slots]
    if hours:
        text["hours"] = hours
    written = json.dumps(text, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def _written(line: Line) -> dict[str, object]:
    return {name: value for name, value in vars(line).items() if value or name not in LATER_OF_LINE}
