"""Wie ben je? And: this is not my phone."""

import pytest
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from initiatives.models import (
    Event,
    Initiative,
    InitiativeKind,
    Participant,
    Seat,
    ShareLink,
    Side,
)
from initiatives.models.link import WRITES
from initiatives.who import read_claims
from tests import factories as make
from tests.initiatives.conftest import NAUGHTY, text_of


@pytest.fixture(autouse=True)
def no_forms_yet():
    cache.clear()


@pytest.fixture
def path(cast):
    return reverse("take_seat", args=[cast.club.pk])


@pytest.fixture
def reader(cast):
    client = Client()
    client.get(reverse("open_link", args=[cast.link.token]))
    return client


def seat_of(client: Client) -> int:
    request = HttpRequest()
    request.COOKIES = {key: morsel.value for key, morsel in client.cookies.items()}
    return read_claims(request)[0].seat


def test_no_names_are_listed(reader, path):
    page = text_of(reader.get(path))
    assert "Zwaluw" not in page
    assert "geen achternaam" in page.lower()
    assert page.count('type="text"') == 1, "one field"


def test_a_new_name_takes_part_at_once_and_is_new(reader, cast, path, settings):
    before = reader.cookies[settings.SEAT_COOKIE_NAME].value
    response = reader.post(path, {"name": "  Rayan  "})
    assert response.status_code == 303
    assert response["Location"].startswith(reverse("first_step", args=[cast.club.pk]))
    rayan = Participant.objects.get(name="Rayan")
    assert (rayan.side, rayan.came_by_link, rayan.was_accepted) == (Side.GROUP, True, False)
    assert reader.cookies[settings.SEAT_COOKIE_NAME].value != before
    assert seat_of(reader) == rayan.seats.get().pk
    assert reader.post(reverse("leave", args=[cast.dex.pk])).status_code == 303, "may act"


def test_a_name_without_a_seat_gives_that_seat(reader, cast, path):
    reader.post(path, {"name": "ZWALUW dex"})
    assert cast.dex.seats.get().pk == seat_of(reader)
    assert Participant.objects.filter(initiative=cast.club, side=Side.GROUP).count() == 2
    assert Event.objects.filter(verb="seat_taken").count() == 1


@pytest.mark.parametrize(
    ("name", "status", "sentence"),
    [
        ("", 422, "Vul dit in."),
        ("J", 422, "Een naam heeft hier minstens twee tekens."),
        ("n" * 25, 422, "Dit is te lang: 25 tekens. Er passen er 24."),
        ("\u200b\u200b\u200b", 422, "Vul dit in."),
        ("\u3164\u3164", 422, "Een naam heeft hier minstens twee tekens."),
        ("jay@example.org", 422, "Gebruik geen mailadres of link."),
        ("06-12345678", 422, "Gebruik geen nummer."),
        ("Jay 123456782", 422, "Gebruik geen nummer."),
        ("GEMEENTE", 422, "Die naam lijkt op een kant van de afspraak."),
        ("De Groep", 422, "Die naam lijkt op een kant van de afspraak."),
        ("Zwaluwnoor", 409, "Zwaluwnoor doet al mee op een andere telefoon."),
        ("Samira Bakali", 409, "Die naam is van iemand anders."),
        ("samirabakali", 409, "Die naam is van iemand anders."),
        ("Wouter de Graaf", 409, "Die naam is van iemand anders."),
    ],
)
def test_a_name_that_cannot_be_says_why_at_the_field(reader, cast, path, name, status, sentence):
    Seat.objects.create(link=cast.link, participant=cast.noor)
    response = reader.post(path, {"name": name})
    assert response.status_code == status
    assert response.context["form"].errors["name"][0].startswith(sentence)
    assert sentence in text_of(response)
    assert not seat_of(reader)


def test_who_left_asks_the_group(reader, cast, path):
    cast.dex.leave(by=cast.samira)
    response = reader.post(path, {"name": "Zwaluwdex"})
    assert response.status_code == 409
    assert "Zwaluwdex doet nu niet mee." in text_of(response)


@pytest.mark.parametrize("name", ["Dex2008", "🦊🦊", "Noë", "\u0635\u0628\u0627\u062d", "O'Neil"])
def test_names_as_people_have_them(reader, path, name):
    assert reader.post(path, {"name": name}).status_code == 303


@pytest.mark.parametrize("text", NAUGHTY)
@pytest.mark.parametrize("field", ["name", "next", "once"])
def test_strange_input_does_no_harm(reader, path, field, text):
    response = reader.post(path, {"name": "Rayan", field: text}, follow=True)
    assert response.status_code in (200, 422)
    assert "<script>alert" not in text_of(response)


def test_one_goes_on_to_what_one_wanted_to_do(reader, cast, path):
    goal = f"/initiatief/{cast.club.pk}/mensen/"
    page = text_of(reader.get(path, {"next": goal}))
    assert f'name="next" value="{goal}"' in page
    response = reader.post(path, {"name": "Rayan", "next": goal})
    assert response["Location"] == goal


@pytest.mark.parametrize(
    "goal",
    [
        "//evil.example", "/\\evil.example", "https://evil.example", "https:evil.example",
        "http:///evil.example", "javascript:alert(1)", "\\\\evil.example", "evil.example/",
        "/\tevil", "\t//evil.example", " //evil.example", "/ok\r\nSet-Cookie: a=b",
        "///evil.example",
        "/" + "x" * 600, "data:text/html,x", "//evil.example@127.0.0.1", "%2f%2fevil.example",
    ],
)  # fmt: skip
def test_one_never_goes_to_somebody_else(reader, cast, path, goal):
    assert reader.get(path, {"next": goal}).context["next"] == f"/groep/{cast.club.pk}/"
    response = reader.post(path, {"name": "Rayan", "next": goal}, follow=True)
    assert response.context["next"] == f"/groep/{cast.club.pk}/"
    step = reverse("first_step", args=[cast.club.pk])
    assert reader.get(step, {"next": goal}).context["next"] == f"/groep/{cast.club.pk}/"
    response = reader.post(step, {"step": "driver", "next": goal})
    assert response["Location"] == f"/groep/{cast.club.pk}/"


def test_a_double_tap_of_which_the_first_answer_was_lost(reader, cast, path):
    once = reader.get(path).context["once"]
    lost = Client()
    lost.cookies.update(reader.cookies)
    lost.post(path, {"name": "Rayan", "once": once})
    response = reader.post(path, {"name": "Rayan", "once": once})
    assert response.status_code == 303, "not: that name is on another phone"
    assert seat_of(reader) == Participant.objects.get(name="Rayan").seats.get().pk


def test_another_form_does_not_get_that_seat(reader, cast, path):
    once = reader.get(path).context["once"]
    reader.post(path, {"name": "Rayan", "once": once})
    other = Client()
    other.get(reverse("open_link", args=[cast.link.token]))
    for number in ("", "x" * 22, once[:-1], other.get(path).context["once"]):
        assert other.post(path, {"name": "Rayan", "once": number}).status_code == 409


def test_the_form_of_another_link_does_not_either(reader, cast, path):
    once = reader.get(path).context["once"]
    reader.post(path, {"name": "Rayan", "once": once})
    link = make.make_link(cast.garden)
    other = Client()
    other.get(reverse("open_link", args=[link.token]))
    response = other.post(
        reverse("take_seat", args=[cast.garden.pk]), {"name": "Rayan", "once": once}
    )
    assert response.status_code == 303
    assert seat_of(other) == link.seats.get().pk


def test_who_takes_part_already_goes_on(as_, cast, path):
    for person in (cast.noor, cast.samira, cast.wouter):
        response = as_(person).get(path, {"next": "/privacy/"})
        assert (response.status_code, response["Location"]) == (303, "/privacy/")
    assert as_(cast.noor).post(path, {"name": "Anders"}).status_code == 303
    assert not Participant.objects.filter(name="Anders").exists()


def test_without_the_link_it_is_not_there(cast, path, client):
    assert client.get(path).status_code == 302
    client.force_login(cast.resident)
    assert client.get(path).status_code == 404
    client.force_login(cast.elsewhere)
    assert client.get(path).status_code == 403
    other = Client()
    other.get(reverse("open_link", args=[make.make_link(cast.garden).token]))
    assert other.get(path).status_code == 404


def test_a_professional_with_the_link_takes_no_seat(reader, cast, path):
    reader.force_login(cast.elsewhere)
    page = text_of(reader.get(path))
    assert reverse("ask_to_join", args=[cast.club.pk]) in page
    assert reader.post(path, {"name": "Rayan"}).status_code == 403
    assert not Participant.objects.filter(name="Rayan").exists()


def test_a_resident_with_an_account_takes_part_without_a_seat(reader, cast, path):
    reader.force_login(cast.resident)
    assert reader.post(path, {"name": "Riet"}).status_code == 303
    riet = Participant.objects.get(name="Riet")
    assert riet.user == cast.resident
    assert not riet.seats.exists()
    people = reverse("people", args=[cast.club.pk])
    assert "dat ben jij" in text_of(reader.get(people))


def test_an_account_does_not_take_a_name_from_a_phone(reader, cast, path):
    Seat.objects.create(link=cast.link, participant=cast.noor)
    reader.force_login(cast.resident)
    assert reader.post(path, {"name": "Zwaluwnoor"}).status_code == 409
    cast.noor.refresh_from_db()
    assert cast.noor.user is None


def test_an_account_that_stopped_does_not_come_back_by_itself(reader, cast, path):
    riet = make.make_participant(cast.club, name="Riet", user=cast.resident)
    riet.leave(by=cast.samira)
    reader.force_login(cast.resident)
    response = reader.post(path, {"name": "Riet twee"})
    assert response.status_code == 409
    assert "Riet doet nu niet mee." in text_of(response)


def test_names_cannot_be_tried_without_end(reader, cast, path):
    Seat.objects.create(link=cast.link, participant=cast.noor)
    for _ in range(WRITES):
        reader.post(path, {"name": "Zwaluwnoor"})
    response = reader.post(path, {"name": "Zwaluwdex"})
    assert response.status_code == 409
    assert "Wacht tien minuten." in text_of(response)
    assert 'value="Zwaluwdex"' in text_of(response)


def test_a_read_only_link_gives_no_seat(reader, cast, path):
    ShareLink.objects.update(is_read_only=True)
    assert reader.post(path, {"name": "Rayan"}).status_code == 403


def test_a_read_only_link_lets_no_account_in_either(reader, cast, path):
    ShareLink.objects.update(is_read_only=True)
    reader.force_login(cast.resident)
    response = reader.post(path, {"name": "Rayan"})
    assert response.status_code == 403
    assert "De link staat op alleen lezen." in text_of(response)
    assert not Participant.objects.filter(name="Rayan").exists()


@pytest.mark.parametrize("name", ["Rayan", "Zwaluwdex"])
def test_no_account_comes_into_a_group_of_youth_by_the_link(reader, cast, path, name):
    Initiative.objects.filter(pk=cast.club.pk).update(kind=InitiativeKind.YOUTH)
    reader.force_login(cast.resident)
    response = reader.post(path, {"name": name})
    assert response.status_code == 409
    assert "bewaren we geen e-mailadressen" in text_of(response)
    assert not Participant.objects.filter(user=cast.resident).exists()


def test_it_takes_few_queries(reader, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        assert reader.get(path).status_code == 200


# Another phone ----------------------------------------------------------------------------------


def test_a_guide_or_a_seat_frees_a_seat_with_one_tap(as_, cast, reader, path):
    for by in (cast.samira, cast.dex):
        Seat.objects.create(link=cast.link, participant=cast.noor)
        response = as_(by).post(reverse("free_seat", args=[cast.noor.pk]))
        assert response.status_code == 303
        assert not cast.noor.seats.filter(ended_at=None).exists()
    assert Event.objects.filter(verb="seat_freed", about=cast.noor).count() == 2
    assert reader.post(path, {"name": "Zwaluwnoor"}).status_code == 303


def test_a_freed_phone_reads_on_and_writes_no_more(as_, cast):
    phone = as_(cast.noor)
    as_(cast.samira).post(reverse("free_seat", args=[cast.noor.pk]))
    assert phone.get(reverse("people", args=[cast.club.pk])).status_code == 200
    assert phone.post(reverse("leave", args=[cast.dex.pk])).status_code == 403


def test_freeing_the_own_seat_ends_on_a_page(as_, cast):
    response = as_(cast.noor).post(reverse("free_seat", args=[cast.noor.pk]), follow=True)
    assert response.status_code == 200


def test_freeing_what_is_free_does_nothing(as_, cast):
    assert as_(cast.samira).post(reverse("free_seat", args=[cast.dex.pk])).status_code == 303
    assert not Event.objects.filter(verb="seat_freed").exists()


@pytest.mark.parametrize("person", ["wouter", "police", None])
def test_others_free_nothing(as_, cast, person):
    Seat.objects.create(link=cast.link, participant=cast.noor)
    client = as_(person and getattr(cast, person))
    assert client.post(reverse("free_seat", args=[cast.noor.pk])).status_code == 403
    assert cast.noor.seats.filter(ended_at=None).exists()


def test_officials_have_no_seat(as_, cast):
    assert as_(cast.samira).post(reverse("free_seat", args=[cast.wouter.pk])).status_code == 403


# Not my phone -----------------------------------------------------------------------------------

AWAY = "/niet-mijn-telefoon/"


def test_it_asks_first_and_a_get_changes_nothing(as_, cast):
    phone = as_(cast.noor)
    assert "Ja, haal alles weg" in text_of(phone.get(AWAY))
    assert cast.noor.seats.filter(ended_at=None).exists()


def test_everything_is_taken_from_the_phone(as_, cast, settings):
    phone = as_(cast.noor)
    response = phone.post(AWAY)
    assert response.status_code == 303
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert phone.cookies[settings.SEAT_COOKIE_NAME].value == ""
    assert not cast.noor.seats.filter(ended_at=None).exists()
    assert "Deze telefoon is leeg" in text_of(phone.get(response["Location"]))
    assert phone.get(reverse("people", args=[cast.club.pk])).status_code == 302


def test_the_seats_of_other_phones_stay(as_, cast):
    as_(cast.dex)
    as_(cast.noor).post(AWAY)
    assert cast.dex.seats.filter(ended_at=None).exists()


def test_the_name_can_come_back_on_another_phone(as_, cast, reader, path):
    as_(cast.noor).post(AWAY)
    assert reader.post(path, {"name": "Zwaluwnoor"}).status_code == 303


def test_an_account_stays_signed_in(as_, cast):
    client = as_(cast.samira)
    page = text_of(client.post(AWAY, follow=True))
    assert "Je bent nog wel aangemeld." in page


def test_it_works_for_a_phone_of_which_the_link_was_stopped(as_, cast):
    phone = as_(cast.noor)
    cast.link.revoke(by=cast.samira)
    assert phone.post(AWAY, follow=True).status_code == 200


def test_the_cookies_of_a_resident_and_of_an_official_do_not_mix(reader, cast, path):
    """A seat on the phone does not speak while somebody is signed in on it."""
    reader.post(path, {"name": "Rayan"}, follow=True)
    official = make.make_participant(cast.club, Side.MUNICIPALITY, "Els")
    assert official.user is not None
    reader.force_login(official.user)
    page = text_of(reader.get(reverse("people", args=[cast.club.pk])))
    assert "Zwaluw" not in page
    assert "Rayan" not in page


def test_somebody_who_may_not_sign_in_any_more_is_nobody(as_, cast):
    client = as_(cast.samira)
    assert cast.samira.user is not None
    cast.samira.user.is_active = False
    cast.samira.user.save()
    assert client.get(reverse("people", args=[cast.club.pk])).status_code == 302
