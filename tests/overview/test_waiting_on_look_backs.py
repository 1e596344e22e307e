"""What waits of looking back, on the start page, the initiative's page and the group's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion, Pause
from evaluations.models import (
    Conclusion,
    Evaluation,
    Experiment,
    Feasible,
    GroupRound,
    LookBack,
    RoundAnswer,
)
from evaluations.states import ExperimentEnd, Outcome, RoundMood, State
from initiatives.models import Initiative, Participant, Side
from meetings.states import Feasibility
from overview.facts import load_facts
from overview.look_backs_now import look_backs_in, with_look_backs
from overview.wait import BOTH, GROUP, MUNICIPALITY, Waiting
from overview.waiting import waiting
from tests.conftest import Cast
from tests.factories import line
from tests.overview import world
from tests.overview.world import signed_in, who_is
from tests.world_evaluations import make_evaluation

SECRET = "Zwaluwrondje"


def in_days(days: int) -> Any:
    return timezone.localdate() + timedelta(days=days)


def load(initiative: Initiative, person: Participant) -> Initiative:
    return with_look_backs(Initiative.objects.all(), who_is(person)).get(pk=initiative.pk)


def waits(cast: Cast, person: Participant | None = None) -> list[Waiting]:
    reader = person or cast.wouter
    found = waiting(load_facts(who_is(reader), [load(cast.club, reader)]))[cast.club.pk]
    ours = ("terug", "haalbaar", "verder", "vertrouwen", "rondje", "probeerden")
    return [item for item in found if any(word in item.sentence for word in ours)]


def sides(cast: Cast, person: Participant | None = None) -> list[str]:
    return [item.side for item in waits(cast, person)]


@pytest.fixture
def version(cast: Cast) -> AgreementVersion:
    return world.run(cast)


def test_the_day_waits_from_a_week_before_and_says_when_it_went_by(
    cast: Cast, version: AgreementVersion
) -> None:
    plan = reverse("look_back_plan", args=[version.agreement_id])
    for days, begins in (
        (8, None),
        (7, "Jullie kunnen beginnen met terugkijken op “De Kelder”"),
        (0, "Het is tijd om samen terug te kijken op “De Kelder”."),
        (-1, "Op "),
        (-300, "Op "),
    ):
        world.set_dates(version, look_back_on=in_days(days))
        found = waits(cast)
        assert [item.side for item in found] == ([BOTH] if begins else []), days
        if begins:
            assert found[0].sentence.startswith(begins)
            assert found[0].url == plan
    assert "keken jullie niet terug" in waits(cast)[0].sentence
    Pause.begin(version.agreement, by=cast.noor, because="Vakantie", look_again_on=in_days(20))
    assert waits(cast) == [], "what stands still is not late"


def test_a_look_back_waits_for_who_did_not_fill_it_in(
    cast: Cast, version: AgreementVersion
) -> None:
    world.set_dates(version, look_back_on=in_days(-1))
    evaluation = make_evaluation(version, cast.wouter, municipality=9)
    page = reverse("evaluation", args=[evaluation.pk])
    assert [(item.side, item.url) for item in waits(cast)] == [(BOTH, page)]
    assert "hoe ging het" in waits(cast)[0].sentence
    LookBack.objects.create(evaluation=evaluation, by=cast.wouter, side=Side.MUNICIPALITY)
    assert "hoe ging het" in waits(cast)[0].sentence, "begun is not done"
    LookBack.objects.update(finished_on=timezone.localdate())
    assert "Stop met invullen" in waits(cast)[0].sentence
    assert "hoe ging het" in waits(cast, cast.samira)[0].sentence


def test_the_open_form_of_a_small_municipality_waits_for_it(
    cast: Cast, version: AgreementVersion
) -> None:
    evaluation = make_evaluation(version, cast.wouter, municipality=2)
    assert sorted(sides(cast)) == [BOTH, MUNICIPALITY]
    evaluation.trust.filter(side=Side.MUNICIPALITY).update(joint={"keeps": 4})
    assert sides(cast) == [BOTH]


def test_afterwards_it_waits_for_each_side_and_then_for_both(
    cast: Cast, version: AgreementVersion
) -> None:
    evaluation = make_evaluation(version, cast.wouter, state=State.TALKING)
    assert sorted(sides(cast)) == [GROUP, MUNICIPALITY]
    for side, by in ((Side.GROUP, cast.noor), (Side.MUNICIPALITY, cast.wouter)):
        Conclusion.objects.create(evaluation=evaluation, side=side, by=by, outcome=Outcome.GO_ON)
    assert sides(cast) == [BOTH]
    assert "Rond het samen af" in waits(cast)[0].sentence
    now = timezone.now()
    Evaluation.objects.update(state=State.CLOSED, closed_at=now)
    assert "Lees hoe het verdergaat" in waits(cast)[0].sentence
    Evaluation.objects.update(closed_at=now - timedelta(days=9))
    assert waits(cast) == []


def test_whether_it_is_feasible_waits_for_each_side_when_there_is_something_to_do(
    cast: Cast,
) -> None:
    version = world.run(cast, line("Wij vegen.", "group", due_on=in_days(30)))
    world.set_dates(version, look_back_on=in_days(29))
    assert waits(cast) == [], "its day comes after the look-back"
    world.set_dates(version, look_back_on=in_days(30))
    found = waits(cast)
    assert sorted(item.side for item in found) == [GROUP, MUNICIPALITY]
    assert all("haalbaar" in item.sentence for item in found)

    def say(side: str, by: Participant, number: int) -> None:
        Feasible.objects.create(
            agreement=version.agreement, round=number, side=side, by=by, word=Feasibility.values[0]
        )

    say(Side.GROUP, cast.noor, 1)
    say(Side.MUNICIPALITY, cast.wouter, 2)
    assert sides(cast) == [MUNICIPALITY], "of another round does not count"
    make_evaluation(version, cast.wouter, state=State.CLOSED)
    Evaluation.objects.update(closed_at=timezone.now() - timedelta(days=20))
    assert sides(cast) == [GROUP], "a new period asks again"


def test_the_round_of_the_group_is_for_its_own_eyes_until_they_share_it(
    cast: Cast, version: AgreementVersion
) -> None:
    found = GroupRound.objects.create(
        initiative=cast.club, opened_by=cast.samira, question=SECRET, opened_at=timezone.now()
    )
    assert sides(cast, cast.samira) == [GROUP]
    assert waits(cast) == []
    RoundAnswer.objects.create(round=found, by=cast.samira, mood=RoundMood.GOOD)
    assert waits(cast, cast.samira) == []
    paths = [reverse(name, args=[cast.club.pk]) for name in ("initiative", "handover_page")]
    browsers = (signed_in(cast.wouter), cast.read(Client()))
    group_page = reverse("group_page", args=[cast.club.pk])
    for browser in browsers:
        for path in (*paths, group_page, reverse("start")):
            body = browser.get(path, follow=True).content.decode()
            assert SECRET not in body
            assert reverse("group_round", args=[found.pk]) not in body
    assert SECRET not in signed_in(cast.wouter).get(group_page).content.decode()
    now = timezone.now()
    GroupRound.objects.update(closed_at=now, shared_at=now, shared_by=cast.noor)
    assert [(item.side, item.is_inner) for item in waits(cast)] == [(MUNICIPALITY, False)]
    GroupRound.objects.update(shared_at=now - timedelta(days=30))
    assert waits(cast) == []


def test_an_experiment_past_its_day_waits_for_both(cast: Cast, version: AgreementVersion) -> None:
    found = Experiment.objects.create(
        initiative=cast.club, by=cast.noor, text="Zelf afsluiten", until_on=in_days(0)
    )
    assert waits(cast) == []
    Experiment.objects.update(until_on=in_days(-1))
    assert [(item.side, item.url) for item in waits(cast)] == [
        (BOTH, reverse("experiment", args=[found.pk]))
    ]
    assert "Zelf afsluiten" in waits(cast)[0].sentence
    Experiment.objects.update(hidden_at=timezone.now(), hidden_by=cast.noor)
    assert "Zelf afsluiten" not in waits(cast)[0].sentence
    Experiment.objects.update(ended_as=ExperimentEnd.GO_ON, ended_on=timezone.localdate())
    assert waits(cast) == []


def test_nothing_of_it_belongs_to_another_initiative(cast: Cast, version: AgreementVersion) -> None:
    make_evaluation(version, cast.wouter)
    GroupRound.objects.create(initiative=cast.club, opened_by=cast.samira)
    now = look_backs_in(load(cast.garden, cast.samira))
    assert (now.running, now.last, now.round, now.feasible) == ([], None, None, {})
