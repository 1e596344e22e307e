"""Your own data."""

import pytest
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from accounts.models import Function

PROFILE = "/mijn-gegevens/"


@pytest.fixture
def client(client, official):
    client.force_login(official)
    return client


def test_it_shows_what_we_know_and_who_changes_it(client):
    response = client.get(PROFILE)
    assertContains(response, "sanne@gemeente.example")
    assertContains(response, "ambtenaar")
    assertContains(response, "Een coördinator kan het veranderen.")


def test_name_and_organisation_can_be_changed(client, official):
    response = client.post(PROFILE, {"name": "Sanne B", "organisation": "Team Wijken"}, follow=True)
    assertRedirects(response, PROFILE)
    assertContains(response, "Je gegevens zijn bewaard.")
    official.refresh_from_db()
    assert (official.name, official.organisation) == ("Sanne B", "Team Wijken")


def test_the_rest_cannot(client, official):
    more = {
        "email": "x@x.example", "function": "youth_worker", "is_manager": "on",
        "is_active": "", "revision": "9", "id": "1",
    }  # fmt: skip
    client.post(PROFILE, {"name": "Sanne", "organisation": "", **more})
    official.refresh_from_db()
    assert (official.email, official.function) == ("sanne@gemeente.example", Function.CIVIL_SERVANT)
    assert not official.is_manager
    assert official.is_active


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "", "organisation": "Team"}, "Vul dit in."),
        ({"name": "S", "organisation": "x" * 81}, "Dit is te lang: 81 tekens. Er passen er 80."),
        ({"name": "S\x07", "organisation": "Team"}, "onzichtbaar teken"),
    ],
)
def test_what_does_not_fit_is_said_and_kept(client, official, typed, said):
    response = client.post(PROFILE, typed)
    assertContains(response, said, status_code=422)
    assertContains(response, f'value="{typed["organisation"]}"', status_code=422)
    official.refresh_from_db()
    assert official.name == "Sanne"


def test_a_name_is_shown_as_text(client):
    response = client.post(PROFILE, {"name": "<b>S</b>", "organisation": ""}, follow=True)
    assertContains(response, "&lt;b&gt;S&lt;/b&gt;")


def test_nobody_is_asked_to_sign_in(db):
    assertRedirects(Client().get(PROFILE), f"/aanmelden/?next={PROFILE}")
