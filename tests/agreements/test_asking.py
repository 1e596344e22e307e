"""The last day is past, or most who stood behind it left: what is asked, and of whom."""

from __future__ import annotations

import pytest
from django.test import Client

from agreements.asking import near_end, ran_out_on
from agreements.models import AgreementVersion, Confirmation, SideAnswer
from agreements.states import Choice, Topic, Word
from initiatives.models import merging
from tests.agreements.answering import (
    answer,
    fresh,
    in_days,
    later,
    page,
    questions,
    say,
    topics,
    trial,
)
from tests.conftest import Cast
from tests.factories import make_participant
from tests.overview import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(cast: Cast) -> AgreementVersion:
    return world.run(cast)


# The last day --------------------------------------------------------------------------------


def test_a_forgotten_last_day_leaves_nobody_without(
    cast: Cast, client: Client, running: AgreementVersion
) -> None:
    world.set_dates(running, look_back_on=None, ends_on=in_days(5))
    phone = cast.sit(client, cast.noor)
    with later(5):
        assert topics(running) == [], "its last day still counts"
    with later(200):
        text = page(phone, running)
        assert "De afspraak liep af op" in text
        assert "Die geldt tot jullie iets anders afspreken." in text
        assert text.split('id="vraag-einde"')[1].split("</section>")[0].count('name="choice"') == 3
        say(running, cast.noor, Choice.GO_ON, Topic.PAST_END)
        say(running, cast.wouter, Choice.GO_ON, Topic.PAST_END)
        assert "De laatste dag is voorbij. Beide kanten kozen" in page(phone, running)
        assert near_end(fresh(running), questions(running)) is None


def test_a_trial_that_was_decided_leaves_the_last_day_of_the_text(
    cast: Cast, running: AgreementVersion
) -> None:
    trial(running, 10, ends_in=100)
    with later(12):
        assert ran_out_on(fresh(running), questions(running)) == fresh(running).trial_until
        for person in (cast.noor, cast.wouter):
            say(running, person, Choice.GO_ON)
        assert ran_out_on(fresh(running), questions(running)) is None
    with later(75):
        assert near_end(fresh(running), questions(running)) == fresh(running).ends_on
    with later(101):
        assert topics(running) == ["trial", "past_end"]
        assert ran_out_on(fresh(running), questions(running)) == fresh(running).ends_on


def test_a_trial_that_nobody_decided_asks_for_the_last_day_as_well(
    cast: Cast, running: AgreementVersion
) -> None:
    trial(running, 10, ends_in=20)
    with later(30):
        assert topics(running) == ["trial"]
        for person in (cast.noor, cast.wouter):
            say(running, person, Choice.GO_ON)
        assert topics(running) == ["trial"], "it was decided after both days"
        assert ran_out_on(fresh(running), questions(running)) == fresh(running).ends_on


# The people ----------------------------------------------------------------------------------


def test_when_most_who_stood_behind_it_left_both_sides_are_asked(
    cast: Cast, client: Client, official: Client, running: AgreementVersion
) -> None:
    cast.dex.leave(by=cast.noor)
    assert topics(running) == [], "half is not most"
    cast.noor.leave(by=cast.samira)
    newcomer = make_participant(cast.club, name="Zwaluwnieuw")
    text = page(cast.sit(client, newcomer), running)
    assert "Is dit nog van jullie?" in text and "Zwaluwnoor" not in text
    assert "Is dit nog van jullie?" in page(official, running)
    assert answer(client, running, "nog-van-jullie", "go_on").status_code == 303
    assert answer(official, running, "nog-van-jullie", "go_on").status_code == 303
    assert questions(running)[0].is_settled
    assert SideAnswer.objects.values_list("round", flat=True).distinct().get() == 2


def test_new_people_who_stand_behind_it_make_it_theirs(
    cast: Cast, running: AgreementVersion
) -> None:
    for person in (cast.dex, cast.noor):
        person.leave(by=cast.samira)
    for _n in range(2):
        newcomer = make_participant(cast.club)
        Confirmation.say(fresh(running), by=newcomer, word=Word.BEHIND)
    assert topics(running) == []


def test_the_page_and_the_lists_count_the_same_people(
    cast: Cast, client: Client, running: AgreementVersion
) -> None:
    """A double, a taken back word, a visitor, somebody of the municipality who left."""
    double = make_participant(cast.club)
    Confirmation.say(fresh(running), by=double, word=Word.BEHIND)
    merging.merge(double, into=cast.noor, by=cast.samira)
    regretted = make_participant(cast.club)
    Confirmation.say(fresh(running), by=regretted, word=Word.BEHIND)
    Confirmation.take_back(fresh(running), by=regretted)
    for person in (regretted, cast.dex):
        person.leave(by=cast.samira)
    phone = cast.sit(client, cast.noor)
    assert ("Is dit nog van jullie?" in page(phone, running)) == bool(topics(running))
    assert topics(running) == []
    make_participant(cast.club, name="Zwaluwnog")
    cast.noor.leave(by=cast.samira)
    guide = world.signed_in(cast.samira)
    assert topics(running) == ["still_ours"]
    assert "Is dit nog van jullie?" in page(guide, running)
