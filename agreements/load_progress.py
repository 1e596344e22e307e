"""Loads what `progress.py` needs of many lines at once, in two queries whatever their number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from agreements.models import Commitment, CommitmentUpdate
from agreements.progress import (
    SAME,
    Progress,
    Promise,
    Said,
    Standing,
    binds,
    is_followed,
    is_same,
    progress_of,
    rhythm_in,
)
from agreements.states import ProgressState


@dataclass
class LineProgress:
    """How one line stands, and the last word on it, of whatever version.

    `last`: None when nobody said anything. `is_about_this`: the word was said of this same text.
    """

    line: Commitment
    progress: Progress
    last: CommitmentUpdate | None = None
    is_about_this: bool = True


def load_progress(
    lines: Iterable[Commitment],
    *,
    reached: Iterable[int] = (),
    paused: Iterable[int] = (),
    resumed_on: dict[int, date] | None = None,
) -> dict[int, LineProgress]:
    """Commitment pk -> how it stands today, of the lines that can be kept.

    `lines` of texts in effect, with `clause` and `clause.version` loaded. `reached`: lines whose
    step both sides marked as reached. `paused`: agreements that stand still, in which nothing is
    late or silent. `resumed_on`: agreement -> the day on which its last pause ended.
    """
    followed = [line for line in lines if is_followed(line)]
    if not followed:
        return {}
    agreements = {line.clause.version.agreement_id for line in followed}
    last = _last_words(agreements)
    began = _first_days(agreements)
    today = timezone.localdate()
    reached, paused, resumed = set(reached), set(paused), resumed_on or {}
    found = {}
    for line in followed:
        agreement = line.clause.version.agreement_id
        word = last.get((agreement, line.key))
        about_this = word is None or is_same(word.commitment, line)
        if agreement in paused:
            progress = Progress(Standing.HOLDS)
        else:
            promise = Promise(
                began_on=began.get((agreement, line.key, *_same(line)), today),
                due_on=line.due_on,
                rhythm=rhythm_in(line),
                binds=binds(line),
                waits=bool(line.condition) and line.pk not in reached,
            )
            said = _said(word) if word is not None and about_this else None
            progress = progress_of(promise, said, today, resumed_on=resumed.get(agreement))
        found[line.pk] = LineProgress(line, progress, word, about_this)
    return found


def _same(line: Commitment) -> tuple[object, ...]:
    return tuple(getattr(line, name) for name in SAME)


def _said(word: CommitmentUpdate) -> Said:
    day = timezone.localdate(word.said_at)
    return Said(ProgressState(word.state), day, word.look_again_on)


def _last_words(agreements: set[int]) -> dict[tuple[int, str], CommitmentUpdate]:
    """(agreement, line key) -> the newest word on it."""
    agreement = F("commitment__clause__version__agreement")
    numbered = CommitmentUpdate.objects.filter(
        commitment__clause__version__agreement__in=agreements
    ).annotate(
        newest=Window(
            RowNumber(),
            partition_by=[agreement, F("commitment__key")],
            order_by=[F("said_at").desc(), F("pk").desc()],
        )
    )
    words = numbered.filter(newest=1).select_related(
        "commitment__clause__version", "by__merged_into", "other_view__by__merged_into"
    )
    return {(w.commitment.clause.version.agreement_id, w.commitment.key): w for w in words}


def _first_days(agreements: set[int]) -> dict[tuple[object, ...], date]:
    """(agreement, line key, text) -> the day on which this line first took effect."""
    lines = Commitment.objects.filter(
        clause__version__agreement__in=agreements, clause__version__in_effect_at__isnull=False
    ).order_by()
    names = ("clause__version__agreement", "key", *SAME)
    rows = lines.values_list(*names).annotate(first=Min("clause__version__in_effect_at"))
    return {tuple(row[:-1]): timezone.localdate(row[-1]) for row in rows}
