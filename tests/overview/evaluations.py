"""One row of everything that is said when looking back, for the tests of forgetting."""

from __future__ import annotations

from django.utils import timezone

from agreements.models import AgreementVersion
from evaluations.models import (
    ClauseVerdict,
    Conclusion,
    Evaluation,
    Example,
    ExampleNote,
    Experiment,
    Feasible,
    GroupRound,
    LearningQuestion,
    Lesson,
    LineLookBack,
    LookBack,
    LookBackText,
    RoundAnswer,
    TrustCheck,
    TrustText,
)
from initiatives.models import Circle, Participant, Side


def one_of_everything_looking_back(version: AgreementVersion, noor: Participant) -> None:
    club, group, today = noor.initiative, Side.GROUP, timezone.localdate()
    agreement = version.agreement
    evaluation = Evaluation.objects.create(
        agreement=agreement,
        version=version,
        number=1,
        due_on=today,
        opened_by=noor,
        gathered_by=noor,
        gathered_at=timezone.now(),
        closed_by=noor,
        closed_at=timezone.now(),
        state="closed",
    )
    Feasible.objects.create(
        agreement=agreement, round=1, side=group, by=noor, word="yes", text="Lukt wel."
    )
    sheet = LookBack.objects.create(evaluation=evaluation, by=noor, side=group, outcome="go_on")
    line = version.clauses.all()[0].commitments.all()[0]
    LineLookBack.objects.create(look_back=sheet, line=line, word="kept")
    LookBackText.objects.create(look_back=sheet, question="proud", text="De avonden.")
    check = TrustCheck.objects.create(
        evaluation=evaluation, side=group, invited=9, mode="counts", joint_by=noor, signed_as="Wij"
    )
    TrustText.objects.create(trust=check, text="Meer licht.")
    ClauseVerdict.objects.create(
        evaluation=evaluation, clause_key="own", side=group, by=noor, word="keep", text="Goed zo."
    )
    Conclusion.objects.create(
        evaluation=evaluation,
        side=group,
        by=noor,
        outcome="go_on",
        text="Het loopt.",
        place="Netjes.",
        lesson="Vaker bellen.",
    )
    own = GroupRound.objects.create(
        initiative=club,
        opened_by=noor,
        question="Nog leuk?",
        closed_at=timezone.now(),
        shared_at=timezone.now(),
        shared_by=noor,
    )
    RoundAnswer.objects.create(
        round=own, by=noor, mood="good", good="Samen.", better="Warmer.", own="Ja."
    )
    lesson = Lesson.objects.create(
        initiative=club, by=noor, happened="Lamp stuk.", text="Bel eerder."
    )
    example = Example.objects.create(
        initiative=club,
        by=noor,
        title="Kastje",
        kind="way",
        place="Elders",
        text="Een kastje.",
        worked="De code.",
        did_not_work="De batterij.",
        take_along="Neem een reserve.",
        dos="Vraag de buren.",
        donts="Geen lijst.",
        link="https://example.org/kastje",
    )
    ExampleNote.objects.create(example=example, initiative=club, by=noor, text="Zo wij ook.")
    Experiment.objects.create(
        initiative=club, by=noor, example=example, text="Zelf sluiten.", saw="Lukt.", until_on=today
    )
    LearningQuestion.objects.create(
        initiative=club,
        by=noor,
        side=group,
        circle=Circle.SHARED,
        text="Hoe dan?",
        why="Omdat.",
        trying="Bellen.",
        with_whom="De buurt.",
        happened="Ze namen op.",
        lesson=lesson,
    )
