"""From a seat to an account: the same person, and nothing left over."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from agreements.carrying import carrying_of
from agreements.models import Comment, Confirmation
from agreements.states import CommentKind, Word
from initiatives.models import Event, Initiative, Participant, Seat, ShareLink
from initiatives.states import Refused
from tests.factories import make_participant, make_proposal
from tests.initiatives.conftest import text_of
from tests.initiatives.test_take_seat import seat_of

AGE = "Ik ben 16 jaar of ouder"


@pytest.fixture(autouse=True)
def no_limits_from_earlier_tests():
    cache.clear()


@pytest.fixture
def path(cast):
    return reverse("into_account", args=[cast.club.pk])


def code() -> str:
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.MULTILINE)
    assert found
    return found[0]


def make_account(phone: Client, start: str) -> str:
    """From the tick to the code; gives where one lands."""
    response = phone.post(start, {"is_16": "on"})
    assert response.status_code == 303
    sign_up = response["Location"]
    assert sign_up == f"/aanmelden/account-maken/?next={start.replace('/', '%2F')}"
    response = phone.post(sign_up, {"name": "Noor Account", "email": "noor@voorbeeld.invalid"})
    response = phone.post(response["Location"], {"code": code()})
    assert response.status_code == 302
    return str(response["Location"])


def test_the_whole_way(as_, cast, path, settings):
    version = make_proposal(cast.club, by=cast.wouter)
    clause = version.clauses.all()[0]
    phone = as_(cast.noor)
    personal = ShareLink.make_personal(cast.noor, by=cast.samira)
    Comment.add(clause, by=cast.noor, kind=CommentKind.IDEA, text="Van mij.")
    Confirmation.say(version, by=cast.noor, word=Word.BEHIND)
    people, counted = Participant.objects.count(), carrying_of(version).backing

    page = text_of(phone.get(path))
    assert AGE in page
    assert "Je blijft Zwaluwnoor." in page
    assert make_account(phone, path) == path
    page = text_of(phone.get(path))
    assert "Ja, ga verder als Zwaluwnoor" in page
    assert AGE not in page, "that was asked already"
    assert phone.post(path)["Location"] == reverse("group_page", args=[cast.club.pk])

    cast.noor.refresh_from_db()
    user = User.objects.get(email="noor@voorbeeld.invalid")
    assert cast.noor.user == user
    assert cast.noor.name == "Zwaluwnoor"
    assert Participant.objects.count() == people
    assert carrying_of(version).backing == counted
    assert not Seat.objects.filter(participant=cast.noor, ended_at=None).exists()
    assert not ShareLink.objects.filter(pk=personal.pk, revoked_at=None).exists()
    assert Event.objects.filter(verb="seat_into_account", about=cast.noor).count() == 1

    # On the next pages they act as that user, also on a device that never had the link.
    laptop = Client()
    laptop.force_login(user)
    for browser in (phone, laptop):
        response = browser.post(
            reverse("react", args=[clause.pk]), {"kind": "idea", "text": "Met account."}
        )
        assert response.status_code == 303
    assert Comment.objects.filter(by=cast.noor).count() == 3
    del phone.cookies[settings.SESSION_COOKIE_NAME]
    assert phone.get(reverse("people", args=[cast.club.pk])).status_code == 302, "no claim is left"


def test_the_claim_goes_and_those_of_other_initiatives_stay(as_, cast, path):
    phone = as_(cast.noor)
    garden = ShareLink.make(cast.garden, by=None)
    phone.get(reverse("open_link", args=[garden.token]))
    phone.force_login(cast.resident)
    phone.post(path, {"is_16": "on"})
    assert seat_of(phone) == 0
    assert phone.get(reverse("group_page", args=[cast.garden.pk])).status_code == 200


def test_the_tick_is_required(as_, cast, path):
    phone = as_(cast.noor)
    for sent in ({}, {"is_16": ""}):
        response = phone.post(path, sent)
        assert response.status_code == 422
        assert "Een account maken kan vanaf 16 jaar." in text_of(response)
    phone.force_login(cast.resident)
    assert AGE in text_of(phone.get(path)), "also when somebody signed in another way"
    assert phone.post(path).status_code == 422
    cast.noor.refresh_from_db()
    assert cast.noor.user is None
    assert phone.post(path, {"is_16": "on"}).status_code == 303


def test_it_is_off_for_youth_and_says_why(as_, cast, path):
    Initiative.objects.filter(pk=cast.club.pk).update(kind="youth")
    phone = as_(cast.noor)
    page = text_of(phone.get(path))
    assert "Bij een groep van jongeren bewaren we geen e-mailadressen" in page
    assert AGE not in page
    assert phone.post(path, {"is_16": "on"}).status_code == 409
    phone.force_login(cast.resident)
    assert phone.post(path, {"is_16": "on"}).status_code == 409
    cast.noor.refresh_from_db()
    assert cast.noor.user is None
    assert Seat.objects.filter(participant=cast.noor, ended_at=None).exists()


def test_who_takes_part_already_takes_no_second_one(as_, cast, path):
    make_participant(cast.club, name="Riet", user=cast.resident)
    phone = as_(cast.noor)
    phone.force_login(cast.resident)
    response = phone.post(path, {"is_16": "on"})
    assert response.status_code == 409
    assert "Je doet hier al mee met je account." in text_of(response)
    cast.noor.refresh_from_db()
    assert cast.noor.user is None


def test_a_professional_does_not(as_, cast, path):
    phone = as_(cast.noor)
    phone.force_login(cast.elsewhere)
    assert phone.get(path).status_code == phone.post(path, {"is_16": "on"}).status_code == 403


@pytest.mark.parametrize("person", ["samira", "wouter", "police", None])
def test_others_have_no_seat(as_, cast, path, person):
    client = as_(person and getattr(cast, person))
    assert client.get(path).status_code == client.post(path, {"is_16": "on"}).status_code == 403


def test_a_seat_that_was_taken_away_meanwhile(as_, cast, path):
    phone = as_(cast.noor)
    seat = cast.noor.seats.get()
    phone.force_login(cast.resident)
    seat.free(by=cast.dex)
    assert phone.post(path, {"is_16": "on"}).status_code in (403, 404)
    with pytest.raises(Refused):
        seat.into_account(cast.resident)
    cast.noor.refresh_from_db()
    assert cast.noor.user is None


def test_a_link_on_read_only_makes_no_account(as_, cast, path):
    phone = as_(cast.noor)
    cast.link.set_read_only(is_read_only=True, by=cast.samira)
    assert phone.post(path, {"is_16": "on"}).status_code == 403
    phone.force_login(cast.resident)
    assert phone.post(path, {"is_16": "on"}).status_code == 403


def test_the_way_there_stands_on_the_own_page(as_, cast, path):
    phone = as_(cast.noor)
    assert path in text_of(phone.get(reverse("participant", args=[cast.noor.pk])))
    assert path not in text_of(phone.get(reverse("participant", args=[cast.dex.pk])))


def test_it_takes_eight_queries(as_, cast, path, django_assert_max_num_queries):
    phone = as_(cast.noor)
    with django_assert_max_num_queries(8):
        assert phone.get(path).status_code == 200
    phone.force_login(cast.resident)
    with django_assert_max_num_queries(8):
        assert phone.get(path).status_code == 200
