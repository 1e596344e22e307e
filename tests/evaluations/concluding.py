"""What the tests about how both sides go on share: a look-back of which answering is over."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from agreements.models import AgreementVersion
from evaluations.going_on import mark_of, mark_of_page
from evaluations.models import ClauseVerdict, Conclusion, Evaluation
from evaluations.states import State
from initiatives.models import Event, Participant
from tests.conftest import Cast
from tests.overview import world
from tests.world_evaluations import make_evaluation


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def talking(cast: Cast, version: AgreementVersion | None = None) -> Evaluation:
    """Both sides see what was said, and talk about how they go on."""
    return make_evaluation(version or world.run(cast), cast.wouter, state=State.TALKING)


def conclude(evaluation: Evaluation, by: Participant, outcome: str, **said: Any) -> Conclusion:
    """As the page of `by` would send it, having seen what stands there."""
    before = evaluation.conclusions.filter(
        side="municipality" if by.side == "municipality" else "group"
    ).first()
    return Conclusion.say(evaluation, by=by, outcome=outcome, seen=mark_of(before), **said)


def both(cast: Cast, evaluation: Evaluation, outcome: str, **said: Any) -> None:
    for person in (cast.noor, cast.wouter):
        conclude(evaluation, person, outcome, **said)


def judge(evaluation: Evaluation, by: Participant, key: str, word: str, **said: Any) -> None:
    ClauseVerdict.say(evaluation, by=by, key=key, word=word, **said)


def mark(evaluation: Evaluation) -> str:
    return mark_of_page(evaluation.conclusions.all(), evaluation.verdicts.all())


def close(evaluation: Evaluation, by: Participant, **fields: Any) -> None:
    evaluation.close(by=by, seen=mark(evaluation), **fields)


def told(verb: str) -> int:
    return Event.objects.filter(verb=verb).count()
