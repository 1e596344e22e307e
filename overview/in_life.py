"""What running texts need to be kept: their lines and how each stands, what is asked of both sides,
what should have been found out. Most of it comes as columns of the versions, so it costs no query.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from agreements.asking import Question, load_questions
from agreements.load_progress import LineProgress, load_progress
from agreements.models import (
    AgreementVersion,
    Commitment,
    CommitmentUpdate,
    LegalAdvice,
    NewsAsk,
    OpenPoint,
    PointUpdate,
    SideAnswer,
    StepReached,
)
from agreements.open_points import PointView, point_views
from agreements.silence import LATELY, Silence, silences, still_asked
from agreements.states import Status
from agreements.steps import Step, load_steps
from initiatives.rows import Rows, rows_as
from initiatives.who import Who

# Far above what people agree on; it only keeps a page of odd data from growing without end.
MOST_LINES = 5000


def with_life(who: Who) -> dict[str, Rows]:
    """Columns of a version: answers, open points past their day and what was said of open points,
    steps, who was asked lately, and questions about the law that wait."""
    today = timezone.localdate()
    here, home = OuterRef("pk"), OuterRef("agreement")
    points = OpenPoint.objects.filter(
        Q(due_on__lt=today) | Exists(_looked_at_again(today)),
        version=here,
        version__status=Status.IN_EFFECT,
    )
    words = PointUpdate.objects.filter(point__version__agreement=home).order_by("said_at", "pk")
    # Found before it is asked which of them count: that question is dear for every line.
    of_home = StepReached.objects.filter(
        commitment__clause__version__agreement=OuterRef(home), commitment__condition__gt=""
    )
    marks = StepReached.objects.filter(pk__in=of_home.values("pk")).that_count()
    asks = NewsAsk.objects.filter(agreement=home, at__gte=timezone.now() - LATELY)
    advice = LegalAdvice.objects.visible_to(who).filter(agreement=home, answer="", hidden_at=None)
    return {
        "answer_rows": Rows(SideAnswer.objects.filter(version=here).order_by("pk"), "by__side"),
        "point_rows": Rows(points.order_by("due_on", "pk")),
        "point_word_rows": Rows(words, "point__key", "point__what"),
        "mark_rows": Rows(marks.order_by("said_at", "pk"), *StepReached.OF_LINE),
        "ask_rows": Rows(asks.order_by("at", "pk")),
        "advice_rows": Rows(advice.order_by("asked_on", "pk"), "by__side"),
    }


def _looked_at_again(today: date) -> Any:
    return PointUpdate.objects.filter(
        point__key=OuterRef("key"),
        point__version__agreement=OuterRef("version__agreement"),
        look_again_on__lt=today,
    )


@dataclass
class Life:
    """All of it, of texts in effect that do not stand still; by version, and by line."""

    lines: dict[int, list[Commitment]] = field(default_factory=dict)
    progress: dict[int, LineProgress] = field(default_factory=dict)
    steps: dict[int, Step] = field(default_factory=dict)
    questions: dict[int, list[Question]] = field(default_factory=dict)

    def progress_in(self, version: AgreementVersion) -> list[LineProgress]:
        """How the lines of one text stand, in their order."""
        found = (self.progress.get(line.pk) for line in self.lines.get(version.pk, []))
        return [at for at in found if at is not None]

    def steps_in(self, version: AgreementVersion) -> list[Step]:
        found = (self.steps.get(line.pk) for line in self.lines.get(version.pk, []))
        return [step for step in found if step is not None]

    def silences_in(self, version: AgreementVersion) -> dict[str, Silence]:
        """Party -> its silence, of the sides that can be asked how it stands."""
        asks = still_asked(rows_as(NewsAsk, _rows(version, "ask_rows")))
        found = silences(self.progress_in(version), asks)
        return {party: silence for (_agreement, party), silence in found.items()}


def load_life(
    versions: Iterable[AgreementVersion],
    *,
    lines: dict[int, list[Commitment]] | None = None,
    who_left: dict[int, tuple[int, int]] | None = None,
) -> Life:
    """Of `versions` annotated `with_life` and with their pause. At most four queries: lines, how
    they stand (two), and who left.

    `lines`: by version, for a page that has them; `who_left`: see `load_questions`.
    """
    running = [v for v in versions if is_running(v)]
    if not running:
        return Life()
    found = _load_lines(running) if lines is None else lines
    life = Life({v.pk: found.get(v.pk, []) for v in running})
    for version in running:
        for line in life.lines[version.pk]:
            line.clause.version = version
        marks = rows_as(StepReached, _rows(version, "mark_rows"))
        life.steps |= load_steps(life.lines[version.pk], marks)
    every = [line for of_version in life.lines.values() for line in of_version]
    reached = {pk: step.reached_on for pk, step in life.steps.items() if step.reached_on}
    life.progress = load_progress(every, reached=reached)
    answers = {v.pk: rows_as(SideAnswer, _rows(v, "answer_rows")) for v in running}
    life.questions = load_questions(running, answers=answers, who_left=who_left)
    return life


def is_running(version: AgreementVersion) -> bool:
    """In effect, and not standing still: only then is there something to keep."""
    is_paused = version.paused_at is not None  # type: ignore[attr-defined]
    return version.status == Status.IN_EFFECT and not is_paused


def _load_lines(versions: list[AgreementVersion]) -> dict[int, list[Commitment]]:
    """The lines of which there is something to follow, in the order of the text: one with a day, a
    rhythm or a step, or of which something was said."""
    said = CommitmentUpdate.objects.filter(
        commitment__key=OuterRef("key"),
        commitment__clause__version__agreement=OuterRef("clause__version__agreement"),
    )
    followed = Q(due_on__isnull=False) | ~Q(rhythm="") | ~Q(condition="") | Exists(said)
    lines = Commitment.objects.filter(
        followed, clause__version__in=[v.pk for v in versions], clause__removed_at=None
    ).select_related("clause")
    found: dict[int, list[Commitment]] = defaultdict(list)
    for line in lines.order_by("clause__position", "clause", "position", "pk")[:MOST_LINES]:
        found[line.clause.version_id].append(line)
    return found


def late_points(version: AgreementVersion) -> list[PointView]:
    """The open points of a text in effect of which the day has passed."""
    points = rows_as(OpenPoint, _rows(version, "point_rows"))
    if not points:
        return []
    # In order of being said: the last word stays.
    said = rows_as(PointUpdate, _rows(version, "point_word_rows"))
    views = point_views(points, words={word.point.key: word for word in said})
    return [view for view in views if view.is_late]


def waiting_advice(version: AgreementVersion) -> list[LegalAdvice]:
    """Questions about the law that were put to somebody and not answered yet."""
    return rows_as(LegalAdvice, _rows(version, "advice_rows"))


def _rows(version: AgreementVersion, name: str) -> Any:
    return getattr(version, name)
