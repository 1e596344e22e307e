"""Hoe wil je meedoen? Asked once of who just came in by the link."""

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.models import Event, LadderStep, Participant
from tests.initiatives.conftest import text_of


@pytest.fixture
def path(cast):
    return reverse("first_step", args=[cast.club.pk])


@pytest.fixture
def newcomer(cast):
    """A phone on which somebody just typed a new name."""
    client = Client()
    client.get(reverse("open_link", args=[cast.link.token]))
    goal = reverse("group_page", args=[cast.club.pk])
    door = reverse("take_seat", args=[cast.club.pk])
    response = client.post(door, {"name": "Rayan", "next": goal})
    assert response["Location"].startswith(reverse("first_step", args=[cast.club.pk]))
    return client


def step_of(name: str) -> str:
    person = Participant.objects.get(name=name)
    return person.periods.get(ended_on=None).step


def test_a_newcomer_chooses_in_one_tap_and_goes_on(cast, newcomer, path):
    page = text_of(newcomer.get(path))
    assert page.count('name="step"') == 6
    assert all(f'value="{step.value}"' in page for step in LadderStep)
    assert "checked" not in page
    goal = reverse("group_page", args=[cast.club.pk])
    response = newcomer.post(path, {"step": "supporter", "next": goal})
    assert (response.status_code, response["Location"]) == (303, goal)
    assert step_of("Rayan") == LadderStep.SUPPORTER


def test_passing_it_by_changes_nothing(cast, newcomer, path):
    events = Event.objects.count()
    page = text_of(newcomer.get(path))
    goal = reverse("group_page", args=[cast.club.pk])
    assert f'href="{goal}">Sla over</a>' in page
    assert newcomer.get(goal).status_code == 200
    assert step_of("Rayan") == LadderStep.JOINER
    assert Event.objects.count() == events


def test_who_wants_to_react_first_is_not_held_up(cast):
    client = Client()
    client.get(reverse("open_link", args=[cast.link.token]))
    goal = reverse("timeline", args=[cast.club.pk])
    door = reverse("take_seat", args=[cast.club.pk])
    assert client.post(door, {"name": "Rayan", "next": goal})["Location"] == goal


def test_what_is_no_way_of_taking_part_is_refused(cast, newcomer, path):
    for step in ("", "boss", "SUPPORTER", "\u200b"):
        response = newcomer.post(path, {"step": step})
        assert response.status_code == 422
        assert "Kies een van de zes manieren." in text_of(response)
    assert step_of("Rayan") == LadderStep.JOINER


def test_who_comes_back_on_another_phone_is_asked_nothing(cast, newcomer, path):
    Participant.objects.get(name="Rayan").seats.get().free(by=cast.samira)
    other = Client()
    other.get(reverse("open_link", args=[cast.link.token]))
    response = other.post(reverse("take_seat", args=[cast.club.pk]), {"name": "Rayan"})
    assert response["Location"] == reverse("group_page", args=[cast.club.pk])


def test_a_newcomer_with_an_account_is_asked_too(cast, path):
    client = Client()
    client.get(reverse("open_link", args=[cast.link.token]))
    client.force_login(cast.resident)
    response = client.post(reverse("take_seat", args=[cast.club.pk]), {"name": "Riet"})
    assert response["Location"].startswith(path)
    assert client.post(path, {"step": "driver"}).status_code == 303
    assert step_of("Riet") == LadderStep.DRIVER


def test_only_the_group_chooses_so_and_only_for_oneself(as_, cast, path):
    assert as_(cast.noor).get(path).status_code == 200
    for person in (cast.samira, cast.wouter):
        assert as_(person).get(path).status_code == 403
        assert as_(person).post(path, {"step": "driver"}).status_code == 403
    reader = Client()
    reader.get(reverse("open_link", args=[cast.link.token]))
    assert reader.post(path, {"step": "driver"}).status_code == 403
    assert step_of(cast.dex.name) == step_of(cast.noor.name) == LadderStep.JOINER


def test_it_takes_few_queries(newcomer, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        assert newcomer.get(path).status_code == 200
