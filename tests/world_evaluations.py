"""Looking back in the world of test_access.py: one of each state, made when it is not there yet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from agreements.models import AgreementVersion
from evaluations.models import (
    Evaluation,
    Example,
    Experiment,
    GroupRound,
    LearningQuestion,
    Lesson,
    LookBack,
    RoundAnswer,
    TrustCheck,
)
from evaluations.publishing import FROM_HERE_COUNTS, add, empty_tally, mode_of, publish
from evaluations.states import State
from initiatives.models import Circle, Participant, Side

if TYPE_CHECKING:
    from tests.access_world import Things


def make_evaluation(
    version: AgreementVersion,
    by: Participant,
    *,
    state: str = State.ANSWERING,
    group: int = 9,
    municipality: int = 2,
) -> Evaluation:
    """Of a text in effect, with the trust check of both sides. The municipality is small."""
    now = timezone.now()
    evaluation = Evaluation.objects.create(
        agreement=version.agreement,
        version=version,
        number=version.agreement.evaluations.count() + 1,
        due_on=timezone.localdate(),
        opened_by=by,
        state=state,
        gathered_at=None if state == State.ANSWERING else now,
        closed_at=now if state == State.CLOSED else None,
    )
    for side, invited in ((Side.GROUP, group), (Side.MUNICIPALITY, municipality)):
        mode = mode_of(side, invited)
        check = TrustCheck(evaluation=evaluation, side=side, invited=invited, mode=mode)
        tally = empty_tally()
        if state == State.ANSWERING:
            check.tally = tally
        else:
            for n in range(FROM_HERE_COUNTS):
                tally = add(tally, dict.fromkeys(tally["items"], 3 + n % 3))
            check.result = publish(mode, tally)[0].as_json()
        check.save()
    return evaluation


def answering_of(things: Things) -> Evaluation:
    """Of the text in effect; people still answer."""
    agreement = things.running.agreement
    found = agreement.evaluations.filter(state=State.ANSWERING).first()
    return found or make_evaluation(things.running, things.official)


def talking_of(things: Things) -> Evaluation:
    """Of the text that is past its last day; both sides see what was said."""
    agreement = things.asked.agreement
    found = agreement.evaluations.filter(state=State.TALKING).first()
    return found or make_evaluation(things.asked, things.official, state=State.TALKING)


def closed_evaluation_of(things: Things) -> Evaluation:
    """Of the text in effect, before the one that is answered now."""
    agreement = things.running.agreement
    found = agreement.evaluations.filter(state=State.CLOSED).first()
    return found or make_evaluation(things.running, things.official, state=State.CLOSED)


def look_back_of(things: Things) -> LookBack:
    """Of somebody of the group, while people still answer."""
    evaluation = answering_of(things)
    found = evaluation.look_backs.filter(by=things.person).first()
    return found or LookBack.objects.create(
        evaluation=evaluation, by=things.person, side=Side.GROUP
    )


def round_of(things: Things) -> GroupRound:
    """Of the group; open, and shared with nobody."""
    found = GroupRound.objects.filter(initiative=things.initiative, closed_at=None).first()
    return found or GroupRound.objects.create(
        initiative=things.initiative, opened_by=things.person, question="Is het nog leuk?"
    )


def ended_round_of(things: Things) -> GroupRound:
    """Of the group; everybody of it reads what was said, and nobody else."""
    mine = GroupRound.objects.filter(initiative=things.initiative, shared_at=None)
    found = mine.filter(closed_at__isnull=False).first()
    if found is None:
        now = timezone.now()
        found = GroupRound.objects.create(
            initiative=things.initiative, opened_by=things.person, closed_at=now
        )
        RoundAnswer.objects.create(round=found, by=things.person, mood="good", good="De avonden.")
    return found


def lesson_of(things: Things) -> Lesson:
    found = Lesson.objects.filter(initiative=things.initiative).first()
    return found or Lesson.objects.create(
        initiative=things.initiative,
        by=things.person,
        happened="De lamp bleef stuk.",
        text="Vraag na een week waar iets blijft.",
    )


def example_of(things: Things) -> Example:
    """For everyone here."""
    found = Example.objects.filter(initiative=things.initiative).first()
    return found or Example.objects.create(
        initiative=things.initiative,
        by=things.official,
        title="Een sleutelkastje",
        kind="way",
        text="De sleutel hangt in een kastje met een code.",
        is_for_everyone=True,
    )


def experiment_of(things: Things) -> Experiment:
    found = Experiment.objects.filter(initiative=things.initiative, ended_on=None).first()
    return found or Experiment.objects.create(
        initiative=things.initiative,
        by=things.person,
        text="Een maand zelf afsluiten.",
        until_on=timezone.localdate() + timedelta(days=30),
    )


def learning_question_of(things: Things) -> LearningQuestion:
    """Of somebody of the group, read by everybody who takes part."""
    found = LearningQuestion.objects.filter(
        initiative=things.initiative, circle=Circle.SHARED
    ).first()
    return found or LearningQuestion.objects.create(
        initiative=things.initiative,
        by=things.person,
        side=Side.GROUP,
        circle=Circle.SHARED,
        text="Hoe maken we samen de agenda?",
    )
