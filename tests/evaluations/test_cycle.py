"""Four look-backs over more than a year: a change, an extension, a pause and a stop with a lesson.
Each text leads back to where it came from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, AgreementVersion, Pause
from evaluations.models import Evaluation, Lesson, LineLookBack, LookBack
from evaluations.states import Outcome
from tests.conftest import Cast
from tests.evaluations.concluding import both, close, in_days, judge
from tests.overview import world

# Summer time ends and the year does too before the last one.
BEGAN = datetime(2026, 9, 7, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(BEGAN, tick=False) as travelling:
        yield travelling


def to(clock: time_machine.Traveller, day: date) -> None:
    clock.move_to(datetime.combine(day, time(20), tzinfo=BEGAN.tzinfo))


def look_back(cast: Cast, version: AgreementVersion, word: str) -> Evaluation:
    """Begun on the day that was planned; the group says of every line that it went so."""
    evaluation = Evaluation.open(
        version.agreement, by=cast.wouter, invited_group=8, invited_municipality=2
    )
    sheet = LookBack.objects.create(evaluation=evaluation, by=cast.noor, side="group")
    for clause in version.clauses.all():
        for line in clause.commitments.all():
            LineLookBack.objects.create(look_back=sheet, line=line, word=word)
    evaluation.gather(by=cast.noor)
    return evaluation


def into_effect(cast: Cast, draft: AgreementVersion) -> AgreementVersion:
    head = {"look_back_on": in_days(90), "ends_on": in_days(300)}
    draft.save_head(revision=draft.revision, **head)
    draft.propose(by=cast.wouter)
    world.carry(cast, draft)
    draft.take_effect(by=cast.wouter)
    draft.agreement.refresh_from_db()
    return draft


def test_a_year_of_looking_back(cast: Cast, clock: time_machine.Traveller) -> None:
    first = world.run(cast)
    agreement = first.agreement
    agreement.refresh_from_db()
    dropped = first.clauses.all()[0].key

    to(clock, agreement.look_back_on)
    one = look_back(cast, first, "not_kept")
    for person in (cast.noor, cast.wouter):
        judge(one, person, dropped, "drop")
    both(cast, one, Outcome.CHANGE)
    close(one, cast.noor)
    assert one.led_to is not None
    second = into_effect(cast, one.led_to)
    assert dropped not in {clause.key for clause in second.clauses.all()}

    to(clock, second.agreement.look_back_on)
    two = look_back(cast, second, "kept")
    both(cast, two, Outcome.EXTEND)
    close(two, cast.wouter)
    assert two.led_to is not None
    third = into_effect(cast, two.led_to)
    agreement.refresh_from_db()
    assert agreement.look_back_on == timezone.localdate() + timedelta(days=90)

    to(clock, agreement.look_back_on)
    three = look_back(cast, third, "under_way")
    both(cast, three, Outcome.PAUSE, until_on=in_days(60))
    close(three, cast.noor)
    assert agreement.pauses.get().look_again_on == in_days(60)
    to(clock, in_days(60))
    Pause.resume(agreement, by=cast.wouter)
    agreement.refresh_from_db()
    agreement.plan_look_back(by=cast.noor, on=in_days(5), every="3m", seen=agreement.look_back_mark)

    four = look_back(cast, third, "not_kept")
    both(cast, four, Outcome.STOP, text="Het gebouw gaat dicht.", lesson="Vraag het eerder.")
    close(four, cast.wouter)
    agreement.refresh_from_db()
    assert Agreement.objects.filter(pk=agreement.pk, look_back_on=None).exclude(ended_at=None)
    assert {lesson.text for lesson in Lesson.objects.all()} == {"Vraag het eerder."}
    assert [e.outcome for e in agreement.evaluations.order_by("number")] == [
        Outcome.CHANGE,
        Outcome.EXTEND,
        Outcome.PAUSE,
        Outcome.STOP,
    ]
    leads_back(world.signed_in(cast.wouter), {second: one, third: two})


def leads_back(official: Client, came_from: dict[AgreementVersion, Evaluation]) -> None:
    for version, evaluation in came_from.items():
        there = reverse("evaluation_of_version", args=[version.pk])
        page = official.get(reverse("version", args=[version.pk])).content.decode()
        assert there in page
        assert official.get(there)["Location"] == reverse("evaluation", args=[evaluation.pk])
        assert version.reason.startswith("Samen teruggekeken op")
