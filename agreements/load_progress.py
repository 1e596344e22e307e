"""Loads what `progress.py` needs of many lines at once, in three queries whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Commitment, CommitmentUpdate, Pause
from agreements.progress import (
    SAME,
    Progress,
    Promise,
    Said,
    Standing,
    binds,
    is_followed,
    is_same,
    place_of,
    progress_of,
    rhythm_in,
)
from agreements.states import ProgressState
from agreements.steps import reached_days
from initiatives.templatetags.dates import silence, silence_tone, span_of


@dataclass
class LineProgress:
    """How one line stands, and the last word on it, of whatever version.

    `last`: None when nobody said anything. `is_about_this`: the word was said of this same text.
    """

    line: Commitment
    progress: Progress
    last: CommitmentUpdate | None = None
    is_about_this: bool = True

    @property
    def word(self) -> CommitmentUpdate | None:
        """The last word, when it is about this same text."""
        return self.last if self.is_about_this else None

    @property
    def is_contested(self) -> bool:
        """The other side sees it otherwise than the last word says."""
        view = getattr(self.word, "other_view", None)
        return view is not None and not view.agrees

    @property
    def place(self) -> tuple[int, bool]:
        """For sorting: what asks for attention first."""
        return -1 if self.is_contested else place_of(self.progress), not self.silent_since

    @property
    def standing(self) -> Standing:
        return self.progress.standing

    @property
    def silent_since(self) -> date | None:
        return self.progress.silent_since

    @property
    def looks_again_on(self) -> date | None:
        """When somebody looks again, while that day has to come."""
        day = self.word.look_again_on if self.word is not None else None
        return day if day is not None and day >= timezone.localdate() else None

    @property
    def is_quiet(self) -> bool:
        """It simply holds, and there is nothing to say of it."""
        return self.standing is Standing.HOLDS and not self.silent_since and self.word is None

    @property
    def pill(self) -> str:
        """The one word for it: how long it is silent goes before a word that is that old."""
        if self.is_contested:
            return _("verschillend gezien")
        if self.silent_since and self.standing not in (Standing.LATE, Standing.STUCK):
            return silence(self.silent_since)
        return str(self.standing.value)

    @property
    def word_of_pill(self) -> str:
        """The same for every line that stands so: to count them."""
        if self.silent_since and not self.is_contested and not self.is_bad:
            return _("lang stil")
        return self.pill

    @property
    def silent_for(self) -> str:
        """How long nothing was heard, beside another pill; "" when that is not long."""
        if self.silent_since is None:
            return ""
        days = (timezone.localdate() - self.silent_since).days
        return _("{span} niets gehoord").format(span=span_of(days))

    @property
    def tone(self) -> str:
        if self.is_contested or self.is_bad:
            return "bad"
        if self.silent_since:
            return silence_tone(self.silent_since)
        return "good" if self.standing is Standing.KEPT else "neutral"

    @property
    def needs_a_word(self) -> bool:
        return self.silent_since is not None or self.progress.is_asked

    @property
    def is_bad(self) -> bool:
        return self.standing in (Standing.LATE, Standing.STUCK)

    @property
    def is_late(self) -> bool:
        return self.standing is Standing.LATE

    @property
    def passed_unsaid(self) -> bool:
        """The day passed, and nobody said anything of it since, nor on which day they would."""
        day = self.line.due_on
        if not self.is_late or day is None or self.looks_again_on:
            return False
        return self.word is None or timezone.localdate(self.word.said_at) <= day

    @property
    def is_kept(self) -> bool:
        return self.standing is Standing.KEPT and not self.is_contested

    @property
    def waits_for_step(self) -> bool:
        return self.standing is Standing.WAITS


@dataclass(frozen=True)
class Began:
    """Since when a line counts, and whether its agreement stands still or did. `back_at`: when it
    came back, after a text in effect that did not have it; what was said before is not of now."""

    on: date
    is_paused: bool = False
    resumed_on: date | None = None
    back_at: datetime | None = None


def load_progress(
    lines: Iterable[Commitment],
    *,
    reached: Mapping[int, date] | None = None,
) -> dict[int, LineProgress]:
    """Commitment pk -> how it stands today, of the lines that can be kept.

    `lines` of texts in effect, with `clause` and `clause.version` loaded. `reached`: lines whose
    step both sides marked, and when; loaded too when it is not given. In an agreement that stands
    still nothing is late or silent.
    """
    followed = [line for line in lines if is_followed(line)]
    if not followed:
        return {}
    agreements = {line.clause.version.agreement_id for line in followed}
    last = _last_words(agreements)
    began = _first_days(agreements)
    today = timezone.localdate()
    # One query, when there is any line that waits for a step.
    days: Mapping[int, date | None] = reached_days(followed) if reached is None else reached
    found = {}
    for line in followed:
        agreement = line.clause.version.agreement_id
        word = last.get((agreement, line.key))
        begun = began.get((agreement, line.key, *_same(line)), Began(today))
        about_this = word is None or (
            is_same(word.commitment, line) and not (begun.back_at and word.said_at < begun.back_at)
        )
        if begun.is_paused:
            progress = Progress(Standing.HOLDS)
        else:
            promise = Promise(
                began_on=max(begun.on, days.get(line.pk) or begun.on),
                due_on=line.due_on,
                rhythm=rhythm_in(line),
                binds=binds(line),
                waits=bool(line.condition) and line.pk not in days,
            )
            said = _said(word) if word is not None and about_this else None
            progress = progress_of(promise, said, today, resumed_on=begun.resumed_on)
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
        "commitment__clause__version",
        "by__merged_into",
        "hidden_by__merged_into",
        "other_view__by__merged_into",
        "other_view__hidden_by__merged_into",
    )
    return {(w.commitment.clause.version.agreement_id, w.commitment.key): w for w in words}


def _first_days(agreements: set[int]) -> dict[tuple[object, ...], Began]:
    """(agreement, line key, text) -> the day on which this line took effect: in the first of the
    texts in effect, one after another, that have it."""
    lines = Commitment.objects.filter(
        clause__version__agreement__in=agreements, clause__version__in_effect_at__isnull=False
    ).order_by()
    version = ("clause__version__number", "clause__version__in_effect_at")
    names = ("clause__version__agreement", "key", *SAME)
    pauses = Pause.objects.filter(agreement=OuterRef("clause__version__agreement"))
    ended = pauses.filter(ended_at__isnull=False).order_by("-ended_at").values("ended_at")[:1]
    still = {"still": Exists(pauses.filter(ended_at=None)), "resumed": Subquery(ended)}
    rows = lines.annotate(**still).values_list(*version, *still, *names)
    texts: dict[object, dict[int, datetime]] = {}
    seen: dict[tuple[object, ...], tuple[set[int], bool, datetime | None]] = {}
    for number, at, is_paused, resumed, *key in rows:
        texts.setdefault(key[0], {})[number] = at
        seen.setdefault(tuple(key), (set(), is_paused, resumed))[0].add(number)
    found = {}
    for place, (numbers, is_paused, resumed) in seen.items():
        at, back_at = _last_run(texts[place[0]], numbers)
        resumed_on = resumed and timezone.localdate(resumed)
        found[place] = Began(timezone.localdate(at), is_paused, resumed_on, back_at)
    return found


def _last_run(texts: dict[int, datetime], numbers: set[int]) -> tuple[datetime, datetime | None]:
    """When the last unbroken row of `texts` with a line began; once more when it was away."""
    first = last = max(numbers)
    for number in sorted((n for n in texts if n <= last), reverse=True):
        if number not in numbers:
            break
        first = number
    return texts[first], texts[first] if min(numbers) < first else None
