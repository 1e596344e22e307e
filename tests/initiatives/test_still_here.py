"""Signs of life: who of the group was not heard of for months, and two answers in one tap."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from initiatives.access import Action, acting
from initiatives.models import LadderStep, Participant, Period, Side
from initiatives.models.participants import months_before
from initiatives.who import Who
from tests import factories as make
from tests.initiatives.conftest import text_of

HALF_A_YEAR = timedelta(days=190)


@pytest.fixture
def people(cast):
    return reverse("people", args=[cast.club.pk])


@pytest.fixture
def quiet(cast):
    """Noor and Dex take part for a year and nobody heard of them."""
    year = timezone.localdate() - timedelta(days=365)
    Period.objects.filter(participant__in=[cast.noor, cast.dex]).update(started_on=year)
    return cast.dex


def test_whoever_acts_is_there(cast):
    who = Who(cast.wouter.user, [])
    acting(who, Action.LEAVE, cast.club)
    cast.wouter.refresh_from_db()
    assert cast.wouter.last_sign_on == timezone.localdate()


def test_it_costs_one_small_write_a_day(cast):
    who = Who(cast.wouter.user, [])
    for expected in (1, 0):
        with CaptureQueriesContext(connection) as queries:
            acting(who, Action.LEAVE, cast.club)
        writes = [q["sql"] for q in queries if q["sql"].startswith("UPDATE")]
        assert len(writes) == expected
    cast.wouter.refresh_from_db()
    with time_machine.travel(timezone.localtime() + timedelta(days=1)):
        cast.wouter.give_sign()
        cast.wouter.refresh_from_db()
        assert cast.wouter.last_sign_on == timezone.localdate()


def test_an_older_day_never_comes_back(cast):
    today = timezone.localdate()
    stale = Participant.objects.get(pk=cast.dex.pk)
    Participant.objects.filter(pk=cast.dex.pk).update(last_sign_on=today + timedelta(days=1))
    stale.give_sign()
    cast.dex.refresh_from_db()
    assert cast.dex.last_sign_on == today + timedelta(days=1)


def test_a_guest_who_writes_gives_a_sign(as_, cast, quiet):
    client = as_(quiet)
    client.post(reverse("choose_step", args=[quiet.pk]), {"step": "driver"})
    quiet.refresh_from_db()
    assert quiet.last_sign_on == timezone.localdate()


def test_reading_is_no_sign(as_, cast, quiet, people):
    as_(quiet).get(people)
    quiet.refresh_from_db()
    assert quiet.last_sign_on is None


@pytest.mark.parametrize(("days", "is_asked"), [(-1, True), (0, False), (1, False)])
def test_the_day_on_which_the_question_comes(cast, quiet, days, is_asked):
    edge = months_before(timezone.localdate(), settings.SIGN_OF_LIFE_MONTHS)
    quiet.last_sign_on = edge + timedelta(days=days)
    quiet.save()
    assert Participant.objects.silent().filter(pk=quiet.pk).exists() == is_asked


def test_only_of_the_group_who_takes_part_for_that_long(cast, quiet):
    newer = make.make_participant(cast.club)
    gone = make.make_participant(cast.club)
    for person in (gone, cast.wouter, cast.samira):
        person.periods.update(started_on=timezone.localdate() - timedelta(days=400))
    gone.leave(by=None)
    silent = set(Participant.objects.silent())
    assert silent == {cast.noor, cast.dex}
    assert newer not in silent


def test_a_new_step_is_a_sign_too(cast, quiet):
    quiet.change_step(LadderStep.DRIVER, by=quiet)
    assert quiet not in Participant.objects.silent()


@pytest.mark.parametrize("person", ["noor", "samira"])
def test_group_and_guide_are_asked(as_, cast, quiet, people, person):
    page = text_of(as_(getattr(cast, person)).get(people))
    assert "Doen zij nog mee?" in page
    assert reverse("still_here", args=[quiet.pk]) in page


@pytest.mark.parametrize("person", ["wouter", "police", None])
def test_nobody_else_is_asked_or_may_answer(as_, cast, quiet, people, person):
    client = as_(person and getattr(cast, person))
    assert "Doen zij nog mee?" not in text_of(client.get(people))
    assert client.post(reverse("still_here", args=[quiet.pk])).status_code == 403
    quiet.refresh_from_db()
    assert quiet.last_sign_on is None


def test_two_answers_in_one_tap(as_, cast, quiet, people):
    guide = as_(cast.samira)
    response = guide.post(reverse("still_here", args=[quiet.pk]), follow=True)
    assert "Zwaluwdex doet nog mee." in text_of(response)
    assert [p.name for p in response.context["silent"]] == ["Zwaluwnoor"]
    guide.post(reverse("leave", args=[cast.noor.pk]))
    assert "Doen zij nog mee?" not in text_of(guide.get(people))


def test_only_about_somebody_of_the_group(as_, cast):
    assert as_(cast.samira).post(reverse("still_here", args=[cast.wouter.pk])).status_code == 403


def test_ten_are_asked_about_at_once(as_, cast, people):
    year = timezone.localdate() - timedelta(days=365)
    for n in range(14):
        make.make_participant(cast.club, Side.GROUP, f"Stil {n}", started_on=year)
    response = as_(cast.samira).get(people)
    assert len(response.context["silent"]) == 10
    assert "Er zijn er meer." in text_of(response)
