"""A personal link: one button, one seat, and the old phone stops."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Event, Seat, ShareLink, Side
from tests.conftest import with_claims
from tests.factories import make_initiative, make_link, make_participant
from tests.initiatives.conftest import NAUGHTY, text_of
from tests.initiatives.test_take_seat import seat_of

BUTTON = "Ja, dit ben ik, verder op deze telefoon"


@pytest.fixture(autouse=True)
def no_forms_yet():
    cache.clear()


@pytest.fixture
def link(cast):
    return ShareLink.make_personal(cast.noor, by=cast.samira)


@pytest.fixture
def path(link):
    return reverse("this_is_me", args=[link.pk])


@pytest.fixture
def phone(link):
    client = Client()
    response = client.get(reverse("open_link", args=[link.token]))
    assert response.status_code == 303
    assert response["Location"] == reverse("this_is_me", args=[link.pk])
    return client


def acts(client: Client, cast) -> bool:
    return client.post(reverse("leave", args=[cast.dex.pk])).status_code == 303


def test_opening_it_asks_with_one_button_and_takes_nothing(phone, cast, path):
    page = text_of(phone.get(path))
    assert "Ben jij Zwaluwnoor?" in page
    assert page.count(BUTTON) == 1
    assert page.split("<main")[1].count("<button") == 1
    assert not Seat.objects.exists()
    assert "andere telefoon" not in page
    assert phone.post(reverse("leave", args=[cast.dex.pk])).status_code == 403


def test_the_button_takes_the_seat(phone, cast, path):
    response = phone.post(path)
    assert response.status_code == 303
    assert response["Location"] == reverse("group_page", args=[cast.club.pk])
    seat = Seat.objects.taken().get()
    assert seat.participant == cast.noor
    assert seat_of(phone) == seat.pk
    assert "Hoi Zwaluwnoor, je doet mee." in text_of(phone.get(response["Location"]))
    assert acts(phone, cast)
    assert phone.get(path).status_code == 303, "nothing left to ask"


def test_the_old_phone_is_said_first_and_then_stops(as_, phone, cast, path):
    old = as_(cast.noor)
    assert "Je doet nu mee op een andere telefoon." in text_of(phone.get(path))
    phone.post(path)
    assert not acts(old, cast)
    assert acts(phone, cast)
    assert Seat.objects.filter(participant=cast.noor, ended_at=None).count() == 1


def test_somebody_else_on_this_phone_is_said_and_stops_here(as_, link, cast, path):
    phone = as_(cast.dex)
    phone.get(reverse("open_link", args=[link.token]))
    assert "Op deze telefoon doet nu Zwaluwdex mee." in text_of(phone.get(path))
    assert phone.get(reverse("people", args=[cast.club.pk])).status_code == 200
    phone.post(path)
    assert list(Seat.objects.taken().values_list("participant", flat=True)) == [cast.noor.pk]
    assert (
        cast.read(Client())
        .post(reverse("take_seat", args=[cast.club.pk]), {"name": "Zwaluwdex"})
        .status_code
        == 303
    ), "the name is free for another phone"


def test_a_double_tap_keeps_one_seat(phone, cast, path):
    cookies = dict(phone.cookies)
    once = {"once": "A1b2C3d4E5f6G7h8I9j0Kl"}
    phone.post(path, once)
    first = seat_of(phone)
    again = Client()
    again.cookies.update(cookies)
    again.post(path, once)
    assert seat_of(again) == first
    assert Seat.objects.count() == 1


def test_one_goes_on_to_what_one_wanted_to_do(phone, cast, path):
    goal = reverse("people", args=[cast.club.pk])
    response = phone.get(reverse("take_seat", args=[cast.club.pk]), {"next": goal})
    assert response.status_code == 303
    assert response["Location"].startswith(path), "no name is asked of this phone"
    assert f'name="next" value="{goal}"' in text_of(phone.get(response["Location"]))
    assert phone.post(path, {"next": goal})["Location"] == goal


@pytest.mark.parametrize("text", [*NAUGHTY, "//evil.invalid/", "https://evil.invalid/"])
def test_strange_input_does_no_harm(phone, cast, path, text):
    response = phone.post(path, {"next": text, "once": text})
    assert response["Location"] == reverse("group_page", args=[cast.club.pk])


def test_only_who_opened_this_link_sees_the_page_and_the_name(as_, cast, path, link):
    make_link(cast.garden)
    for client in (as_(cast.dex), as_(None), as_(cast.samira), as_(cast.wouter)):
        for response in (client.get(path), client.post(path)):
            assert response.status_code == 404
            assert "Zwaluwnoor" not in text_of(response)
    assert Client().get(path).status_code == 302
    forged = with_claims(Client(), [])
    assert forged.get(path).status_code == 302


def test_a_phone_with_the_link_reads_and_may_take_no_other_name(phone, cast):
    assert phone.get(reverse("group_page", args=[cast.club.pk])).status_code == 200
    response = phone.post(reverse("take_seat", args=[cast.club.pk]), {"name": "Iemand anders"})
    assert response.status_code == 303
    assert not Seat.objects.exists()
    assert not cast.club.participants.filter(name="Iemand anders").exists()


def test_who_is_signed_in_stays_that_user(link, path, cast):
    client = Client()
    client.force_login(cast.resident)
    client.get(reverse("open_link", args=[link.token]))
    page = text_of(client.get(path))
    assert "Je bent al aangemeld" in page
    assert BUTTON not in page
    assert "Zwaluwnoor" not in page
    assert client.post(path).status_code == 403
    assert not Seat.objects.exists()


def test_there_is_one_for_each_person(as_, cast, link):
    assert ShareLink.make_personal(cast.noor, by=cast.dex) == link
    assert ShareLink.make_personal(cast.dex, by=cast.dex) != link
    assert Event.objects.filter(verb="personal_link_made").count() == 2


@pytest.mark.parametrize("who", ["wouter", "gone", "member"])
def test_it_is_for_somebody_of_the_group_who_takes_part(as_, cast, who):
    gone = make_participant(cast.club, name="Weg")
    gone.leave(by=cast.samira)
    member = make_participant(cast.club, name="Met account", has_account=True)
    person = {"wouter": cast.wouter, "gone": gone, "member": member}[who]
    path = reverse("make_personal_link", args=[cast.club.pk])
    response = as_(cast.samira).post(path, {"person": person.pk})
    assert response.status_code == 422
    assert not ShareLink.objects.filter(kind="personal").exists()


def test_who_left_does_not_come_in_by_the_own_link(phone, cast, path):
    cast.noor.leave(by=cast.samira)
    response = phone.post(path)
    assert response.status_code == 409
    assert "Zwaluwnoor doet nu niet mee." in text_of(response)


def test_stopping_it_ends_the_phone_that_came_by_it_and_no_other(as_, phone, cast, path, link):
    phone.post(path)
    dex = as_(cast.dex)
    as_(cast.samira).post(reverse("revoke_link", args=[link.pk]))
    assert phone.get(reverse("people", args=[cast.club.pk])).status_code == 302
    assert acts(dex, cast)


@pytest.mark.parametrize(("for_all", "stays"), [("no", True), ("yes", False)])
def test_renewing_in_both_ways(as_, phone, cast, path, link, for_all, stays):
    phone.post(path)
    token = link.token
    as_(cast.samira).post(reverse("renew_link", args=[link.pk]), {"for_all": for_all})
    assert Client().get(reverse("open_link", args=[token])).status_code == 404
    assert acts(phone, cast) is stays


def test_it_can_be_put_on_read_only(as_, phone, cast, path, link):
    phone.post(path)
    guide, read_only = as_(cast.samira), reverse("read_only_link", args=[link.pk])
    guide.post(read_only, {"is_read_only": "yes"})
    assert not acts(phone, cast)
    assert phone.get(reverse("people", args=[cast.club.pk])).status_code == 200
    guide.post(read_only, {"is_read_only": "no"})
    assert acts(phone, cast)


def test_on_read_only_it_takes_no_seat_and_stops_no_phone(phone, cast, path, link):
    seat = Seat.objects.create(link=cast.link, participant=cast.noor)
    link.set_read_only(is_read_only=True, by=cast.samira)
    assert phone.post(path).status_code == 409
    assert list(Seat.objects.filter(ended_at=None)) == [seat]


def test_the_own_phone_is_not_locked_out_when_nobody_could_undo_it(phone, cast, path, link):
    cast.samira.leave(by=None)
    phone.post(path)
    assert phone.post(reverse("revoke_link", args=[link.pk])).status_code == 409


def test_writing_moves_the_expiry_on(phone, cast, path, link):
    soon = timezone.localdate() + timedelta(days=3)
    ShareLink.objects.filter(pk=link.pk).update(expires_on=soon)
    phone.get(path)
    link.refresh_from_db()
    assert (link.expires_on, link.last_used_on) == (soon, None)
    phone.post(path)
    link.refresh_from_db()
    assert link.expires_on > soon
    assert link.last_used_on == timezone.localdate()


def test_a_lost_cookie_comes_back_by_the_link(phone, cast, path, link):
    phone.post(path)
    fresh = Client()
    fresh.get(reverse("open_link", args=[link.token]))
    fresh.post(path)
    assert acts(fresh, cast)
    assert not acts(phone, cast)


def test_it_is_of_its_own_initiative(cast, link):
    other = make_initiative()
    person = make_participant(other, Side.GROUP)
    theirs = ShareLink.make_personal(person, by=make_participant(other, Side.GUIDE))
    client = Client()
    client.get(reverse("open_link", args=[theirs.token]))
    assert client.get(reverse("this_is_me", args=[link.pk])).status_code == 404
    assert client.get(reverse("group_page", args=[cast.club.pk])).status_code == 404


def test_it_takes_eight_queries(phone, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        assert phone.get(path).status_code == 200
