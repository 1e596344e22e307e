"""The demo lets a visitor be one of its people; nothing else does."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import Function, User

DEMO = "/aanmelden/demo/"


@pytest.fixture
def demo(settings):
    settings.MODE = "demo"


@pytest.fixture
def people(official, coordinator):
    make = User.objects.create_user
    return {
        "official": official,
        "coordinator": coordinator,
        "resident": make("noor@demo.invalid", "Noor"),
        "visitor": make("echt@mens.example", "Een echt mens"),
        "closed": make("oud@demo.invalid", "Weg", Function.YOUTH_WORKER, is_active=False),
    }


@pytest.mark.parametrize("mode", ["production", "test"])
def test_outside_the_demo_the_page_is_not_there(client, people, settings, mode):
    settings.MODE = mode
    for response in (client.get(DEMO), client.post(DEMO, {"person": people["official"].pk})):
        assert response.status_code == 404
    assert "_auth_user_id" not in client.session
    assertNotContains(client.get("/aanmelden/"), "Kies een persoon")


@pytest.mark.parametrize("page", [DEMO, "/aanmelden/"])
def test_the_demo_shows_its_people(client, people, demo, page):
    response = client.get(page)
    assertContains(response, "Kies een persoon van de demo")
    assertContains(response, "Sanne<br><small>ambtenaar</small>")
    assertContains(response, "Mira<br><small>beleidsmedewerker, coördinator</small>")
    assertContains(response, "Noor<br><small>bewoner</small>")
    assertNotContains(response, "Een echt mens")
    assertNotContains(response, "Weg")


def test_one_tap_signs_in_with_a_new_session(client, people, demo):
    client.get("/aanmelden/")
    client.session["from"] = "before"
    response = client.post(DEMO, {"person": people["official"].pk})
    assertRedirects(response, reverse("start"), fetch_redirect_response=False)
    first = client.cookies["onderling-session"].value
    assertContains(client.get("/mijn-gegevens/"), "Sanne")
    client.post(DEMO, {"person": people["resident"].pk})
    assertContains(client.get("/mijn-gegevens/"), "Noor")
    assert client.cookies["onderling-session"].value != first


def test_a_session_from_before_is_not_adopted(client, people, demo):
    client.post("/aanmelden/", {"login": people["official"].email})
    before = client.cookies["onderling-session"].value
    client.post(DEMO, {"person": people["official"].pk})
    assert client.cookies["onderling-session"].value != before


@pytest.mark.parametrize("person", ["visitor", "closed"])
def test_only_its_people_can_be_chosen(client, people, demo, person):
    assert client.post(DEMO, {"person": people[person].pk}).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("person", ["", "x", "-1", "٣", "9" * 30, "1 or 1=1"])
def test_what_is_no_person_is_not_found(client, people, demo, person):
    assert client.post(DEMO, {"person": person}).status_code == 404


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/mijn-gegevens/", "/mijn-gegevens/"),
        ("//boos.example", "/"),
        ("https://boos.example", "/"),
    ],
)
def test_next_is_kept_when_it_is_ours(client, people, demo, wanted, reached):
    assertContains(client.get(f"/aanmelden/?next={wanted}"), f'name="next" value="{wanted}"')
    response = client.post(DEMO, {"person": people["official"].pk, "next": wanted})
    assertRedirects(response, reached, fetch_redirect_response=False)


def test_a_demo_without_people_says_so(client, db, demo):
    assertContains(client.get(DEMO), "Er zijn nog geen personen in de demo.")
