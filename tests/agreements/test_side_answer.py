"""A trial that is over, a last day that is past, people who left: both sides are asked, once."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agreements.asking import load_questions
from agreements.models import AgreementVersion, Pause, SideAnswer
from agreements.states import Choice
from initiatives.models import Event
from initiatives.states import Refused
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
from tests.overview import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(cast: Cast) -> AgreementVersion:
    return world.run(cast)


# A trial -------------------------------------------------------------------------------------


def test_on_its_last_day_a_trial_asks_both_sides_with_one_tap(
    cast: Cast, client: Client, official: Client, running: AgreementVersion
) -> None:
    trial(running, 10)
    phone = cast.sit(client, cast.noor)
    with later(9):
        assert topics(running) == []
        assert "Wat nu?" not in page(phone, running)
    with later(10):
        official.force_login(cast.wouter.user)
        for browser in (phone, official):
            text = page(browser, running)
            assert "De proef is voorbij. Wat nu?" in text
            assert text.count('name="choice"') == 4
        response = answer(phone, running, "proef", "go_on")
        assert response.status_code == 303
        assert response["Location"].endswith(f"/versie/{running.pk}/#vraag-proef")
        mine, theirs = page(phone, running), page(official, running)
        assert "Nu wacht dit op de gemeente." in mine and 'name="choice"' not in mine
        assert theirs.count('name="choice"') == 4, "the other side is still asked"


def test_when_both_choose_to_go_on_the_trial_is_over_and_it_stands_in_the_history(
    cast: Cast, client: Client, running: AgreementVersion
) -> None:
    trial(running, 10)
    with later(11):
        say(running, cast.samira, Choice.GO_ON)
        say(running, cast.wouter, Choice.GO_ON)
        (question,) = questions(running)
        assert question.is_settled and question.waits_for == []
        phone = cast.sit(client, cast.noor)
        text = page(phone, running)
        assert "Wat nu?" not in text
        assert "De proef is voorbij. Beide kanten kozen om zo door te gaan" in text
        history = phone.get(reverse("versions", args=[running.agreement_id])).content.decode()
        assert history.count("<strong>zo doorgaan</strong>") == 2
        told = phone.get(reverse("timeline", args=[cast.club.pk])).content.decode()
        assert "Na de proef van De Kelder kozen beide kanten: zo doorgaan." in told
    assert Event.objects.filter(verb="both_chose_trial").count() == 1


@pytest.mark.parametrize(
    ("choice", "leads_to"),
    [
        (Choice.LONGER, lambda v: reverse("renew", args=[v.pk])),
        (Choice.STOP, lambda v: reverse("end_agreement", args=[v.agreement_id])),
        (Choice.CHANGE, lambda v: reverse("start_version", args=[v.agreement_id])),
    ],
)
def test_what_both_choose_leads_on(
    cast: Cast, client: Client, running: AgreementVersion, choice: Choice, leads_to
) -> None:
    trial(running, 10)
    with later(10):
        say(running, cast.noor, choice)
        phone = cast.sit(client, cast.dex)
        main = page(phone, running).split('id="vraag-proef"')[1].split("</section>")[0]
        assert leads_to(running) not in main
        say(running, cast.wouter, choice)
        main = page(phone, running).split('id="vraag-proef"')[1].split("</section>")[0]
        assert leads_to(running) in main


def test_a_new_text_begins_with_the_reason_filled_in(
    cast: Cast, client: Client, running: AgreementVersion
) -> None:
    trial(running, 1)
    with later(3):
        for person in (cast.noor, cast.wouter):
            say(running, person, Choice.CHANGE)
        phone = cast.sit(client, cast.dex)
        assert 'name="reason" value="De proef is voorbij."' in page(phone, running)
        path = reverse("start_version", args=[running.agreement_id])
        phone.post(path, {"reason": "De proef is voorbij."})
        draft = running.agreement.versions.get(number=2)
        assert draft.reason == "De proef is voorbij."
        text = page(phone, running)
        assert path not in text.split('id="vraag-proef"')[1].split("</section>")[0]
        assert reverse("write", args=[draft.pk]) in text


def test_answers_that_differ_ask_for_a_talk_and_either_side_may_change_its_own(
    cast: Cast, client: Client, running: AgreementVersion
) -> None:
    trial(running, 1)
    with later(2):
        say(running, cast.noor, Choice.GO_ON)
        said = say(running, cast.wouter, Choice.STOP)
        phone = cast.sit(client, cast.dex)
        assert "Jullie antwoorden zijn niet hetzelfde." in page(phone, running)
        assert not Event.objects.filter(verb__startswith="both").exists()
        say(running, cast.wouter, Choice.GO_ON, seen=said.said_at.isoformat())
        assert questions(running)[0].is_settled
    assert SideAnswer.objects.count() == 2


def test_a_colleague_who_answers_later_reads_what_was_answered(
    cast: Cast, client: Client, running: AgreementVersion
) -> None:
    trial(running, 1)
    with later(2):
        say(running, cast.dex, Choice.STOP)
        phone = cast.sit(client, cast.noor)
        response = answer(phone, running, "proef", "go_on", text="Het was leuk.")
        body = response.content.decode()
        assert response.status_code == 409
        assert "Iemand van jullie kant antwoordde net: stoppen." in body
        assert 'value="Het was leuk."' in body, "what was typed stays"
        assert SideAnswer.objects.get().choice == Choice.STOP
        seen = SideAnswer.objects.get().said_at.isoformat()
        assert f'name="seen" value="{seen}"' in body
        assert answer(phone, running, "proef", "go_on", seen=seen).status_code == 303


def test_a_double_tap_is_one_answer(cast: Cast, client: Client, running: AgreementVersion) -> None:
    trial(running, 1)
    with later(2):
        phone = cast.sit(client, cast.dex)
        for _tap in range(2):
            assert answer(phone, running, "proef", "longer").status_code == 303
    assert Event.objects.filter(verb="answered_trial").count() == 1


@pytest.mark.parametrize("choice", ["", "onzin", "talk"])
def test_only_the_answers_that_stand_there_are_taken(
    cast: Cast, official: Client, running: AgreementVersion, choice: str
) -> None:
    """`talk` is an answer to other questions."""
    trial(running, 0)
    assert answer(official, running, "proef", choice).status_code == 422
    assert not SideAnswer.objects.exists()
    with pytest.raises(Refused):
        say(running, cast.wouter, Choice.TALK)


def test_what_is_not_asked_cannot_be_answered(
    cast: Cast, official: Client, running: AgreementVersion
) -> None:
    trial(running, 3)
    for slug in ("proef", "einde", "nog-van-jullie"):
        response = answer(official, running, slug, "go_on")
        assert response.status_code == 409
        assert "Deze vraag is er nu niet." in response.content.decode()
    assert official.get(reverse("side_answer", args=[running.pk, "onzin"])).status_code == 404


def test_a_replaced_text_asks_nothing_and_says_where_to_look(
    cast: Cast, official: Client, running: AgreementVersion
) -> None:
    trial(running, 0)
    second = running.agreement.renew(
        fresh(running), by=cast.wouter, look_back_on=in_days(20), ends_on=in_days(90)
    )
    world.carry(cast, second)
    second.take_effect(by=cast.wouter)
    response = answer(official, running, "proef", "go_on")
    assert response.status_code == 409
    assert "Deze tekst geldt niet meer." in response.content.decode()
    assert questions(running) == [] == questions(second)


def test_what_stands_still_asks_nothing(cast: Cast, running: AgreementVersion) -> None:
    trial(running, 0)
    assert topics(running) == ["trial"]
    Pause.begin(running.agreement, by=cast.noor, because="Zomer.", look_again_on=in_days(9))
    assert topics(running) == []
    with_it = AgreementVersion.objects.with_pause().select_related("agreement__initiative")
    assert load_questions([with_it.get(pk=running.pk)]) == {}
    Pause.resume(running.agreement, by=cast.noor)
    assert topics(running) == ["trial"]


# Words that go with it -------------------------------------------------------------------------


def test_a_line_that_goes_with_it_can_be_reported_and_hidden(
    cast: Cast, client: Client, official: Client, running: AgreementVersion
) -> None:
    trial(running, 0)
    phone = cast.sit(client, cast.noor)
    answer(phone, running, "proef", "stop", text="Het was steeds dicht.")
    said = SideAnswer.objects.get()
    assert "Het was steeds dicht." in page(official, running)
    report = reverse("report_text", args=["antwoord", said.pk])
    assert report in page(official, running)
    assert official.get(report).status_code == 200
    hide = reverse("hide_text", args=["antwoord", said.pk])
    assert phone.post(hide, {"because": "Te fel."}).status_code == 302
    for browser in (phone, official):
        assert "Het was steeds dicht." not in page(browser, running)
        history = browser.get(reverse("versions", args=[running.agreement_id]))
        assert "Het was steeds dicht." not in history.content.decode()
        again = browser.get(reverse("side_answer", args=[running.pk, "proef"]))
        assert again.status_code == 200 and "Het was steeds dicht." not in again.content.decode()


def test_nicknames_stay_with_the_group(
    cast: Cast, client: Client, official: Client, running: AgreementVersion
) -> None:
    trial(running, 0)
    answer(cast.sit(client, cast.noor), running, "proef", "stop")
    paths = [
        reverse("version", args=[running.pk]),
        reverse("side_answer", args=[running.pk, "proef"]),
        reverse("versions", args=[running.agreement_id]),
        reverse("timeline", args=[cast.club.pk]),
    ]
    for path in paths:
        assert "Zwaluwnoor" not in official.get(path).content.decode(), path
    assert "Zwaluwnoor" in client.get(paths[0]).content.decode()


def test_the_questions_of_many_agreements_take_three_queries(
    cast: Cast, django_assert_max_num_queries
) -> None:
    versions = []
    for n in range(12):
        version = world.run(cast, title=f"Afspraak {n}")
        versions.append(trial(version, 0))
        say(version, cast.noor, Choice.STOP)
    with django_assert_max_num_queries(3):
        found = load_questions(versions)
        for asked in found.values():
            assert [q.waits_for for q in asked] == [["municipality"]]
