"""The seal of a version: a fingerprint of everything that was agreed in it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agreements.models import AgreementVersion, Clause
    from agreements.models.clause import Line


def seal_of(version: AgreementVersion, clauses: Iterable[Clause] | None = None) -> str:
    """SHA-256, as 64 hexadecimal digits, over the text of `version`.

    `clauses`, in order and with their commitments loaded, saves two queries.

    Covers title, number, purpose, dates, headings, lines and their order. People in the text are
    covered by their reference, so that forgetting a name does not break the seal.
    """
    if clauses is None:
        clauses = version.clauses.prefetch_related("commitments")
    texts = (
        (clause.key, clause.heading, [line.as_line() for line in clause.commitments.all()])
        for clause in clauses
    )
    return seal_of_texts(version, texts)


def seal_of_texts(
    version: AgreementVersion, texts: Iterable[tuple[str, str, Iterable[Line]]]
) -> str:
    """The same of clauses that are no rows yet: key, heading and lines."""
    text = {
        "title": version.agreement.title,
        "number": version.number,
        "purpose": version.purpose,
        "look_back_on": version.look_back_on,
        "ends_on": version.ends_on,
        "trial": [version.trial_until, version.trial_decider, version.trial_then],
        "clauses": [
            {"key": key, "heading": heading, "lines": [vars(line) for line in lines]}
            for key, heading, lines in texts
        ],
    }
    written = json.dumps(text, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()
