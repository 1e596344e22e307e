""" "Vergeet mij", and "Haal deze naam weg" for somebody of the group."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Event, Participant, Seat, ShareLink, merging
from overview.forgetting import fade
from tests.conftest import Cast
from tests.dump import hits
from tests.factories import make_participant
from tests.overview.world import signed_in

NAME = "Zwaluwnoor"


@pytest.fixture(autouse=True)
def erased_file(tmp_path: Path, settings: Any) -> None:
    settings.ERASED_FILE = tmp_path / "erased.txt"


def days_ago(n: int) -> datetime:
    return timezone.localtime() - timedelta(days=n)


def path_of(person: Participant) -> str:
    return reverse("forget", args=[person.pk])


def test_oneself_on_a_seat(cast: Cast, client: Client) -> None:
    cast.sit(client, cast.noor, cast.link)
    page = client.get(path_of(cast.noor)).content.decode()
    assert "Vergeet mij" in page
    assert "Dit kan niet terug." in page
    response = client.post(path_of(cast.noor), follow=True)
    assert response.redirect_chain == [(reverse("group_page", args=[cast.club.pk]), 303)]
    assert "Je naam is weg." in response.content.decode()
    assert hits(NAME) == []
    assert not Seat.objects.filter(participant=cast.noor).exists()
    assert Event.objects.get(verb="name_faded").by == cast.noor


def test_looking_at_the_page_forgets_nobody(cast: Cast, client: Client) -> None:
    cast.sit(client, cast.noor, cast.link)
    client.get(path_of(cast.noor))
    assert Participant.objects.get(pk=cast.noor.pk).name == NAME


@pytest.mark.parametrize("by", ["dex", "samira"])
def test_group_and_guide_for_somebody_of_the_group(cast: Cast, client: Client, by: str) -> None:
    person: Participant = getattr(cast, by)
    browser = signed_in(person) if person.user else cast.sit(client, person, cast.link)
    if person == cast.dex:
        # Whoever still takes part decides; a guide can do it for them.
        assert browser.post(path_of(cast.noor)).status_code == 403
        cast.noor.leave(by=person)
        assert browser.post(path_of(cast.noor)).status_code == 403, "not in two taps"
        Event.objects.filter(verb="participant_left").update(at=days_ago(8))
    assert f"De naam {NAME} weghalen" in browser.get(path_of(cast.noor)).content.decode()
    response = browser.post(path_of(cast.noor))
    assert response["Location"] == reverse("people", args=[cast.club.pk])
    assert hits(NAME) == []
    assert Event.objects.get(verb="name_faded").by == person


def test_who_is_new_by_the_link_cannot_take_away_others(cast: Cast, client: Client) -> None:
    new = make_participant(cast.club, came_by_link=True, was_accepted=False)
    cast.noor.leave(by=cast.noor)
    browser = cast.sit(client, new, cast.link)
    assert browser.post(path_of(cast.noor)).status_code == 403
    assert browser.post(path_of(new)).status_code == 303, "the own name always"
    assert hits(NAME)


def test_also_of_who_left(cast: Cast) -> None:
    cast.noor.leave(by=cast.noor)
    signed_in(cast.samira).post(path_of(cast.noor))
    assert hits(NAME) == []


def test_a_resident_who_left_forgets_the_own_name(cast: Cast) -> None:
    riet = make_participant(cast.club, name="Rietvink", user=cast.resident)
    riet.leave(by=riet)
    browser = signed_in(cast.resident)
    assert browser.get(path_of(riet)).status_code == 200
    response = browser.post(path_of(riet), follow=True)
    assert response.redirect_chain == [(reverse("own_data"), 303)]
    assert hits("Rietvink") == []
    assert browser.get(path_of(riet)).status_code == 404, "nobody's any more"


@pytest.mark.parametrize("by", ["wouter", "police"])
def test_not_the_municipality_nor_others(cast: Cast, by: str) -> None:
    assert signed_in(getattr(cast, by)).post(path_of(cast.noor)).status_code == 403
    assert Participant.objects.get(pk=cast.noor.pk).name == NAME


@pytest.mark.parametrize("person", ["wouter", "samira", "police"])
def test_nobody_who_is_there_for_work(cast: Cast, person: str) -> None:
    who: Participant = getattr(cast, person)
    assert signed_in(cast.samira).post(path_of(who)).status_code == 403
    assert signed_in(who).post(path_of(who)).status_code == 403
    who.refresh_from_db()
    assert who.name


def test_a_link_that_is_read_only_changes_nothing(cast: Cast, client: Client) -> None:
    cast.sit(client, cast.noor, cast.link)
    ShareLink.objects.update(is_read_only=True)
    assert client.post(path_of(cast.noor)).status_code == 403
    assert hits(NAME)


def test_a_second_tap_is_the_same_as_one(cast: Cast) -> None:
    browser = signed_in(cast.samira)
    for _n in range(2):
        assert browser.post(path_of(cast.noor)).status_code == 303
    assert browser.get(path_of(cast.noor)).status_code == 303
    assert Event.objects.filter(verb="name_faded").count() == 1


def test_a_forgotten_person_has_no_page_any_more(cast: Cast) -> None:
    fade(cast.noor, by=None)
    browser = signed_in(cast.samira)
    for name in ("participant", "leave", "come_back", "free_seat"):
        path = reverse(name, args=[cast.noor.pk])
        assert browser.post(path).status_code == 404, name


def test_the_page_of_a_person_leads_here(cast: Cast, client: Client) -> None:
    own = cast.sit(client, cast.noor, cast.link)
    page = reverse("participant", args=[cast.noor.pk])
    for browser in (own, signed_in(cast.samira)):
        assert path_of(cast.noor) in browser.get(page).content.decode()


def test_who_left_by_themselves_need_not_wait(cast: Cast, client: Client) -> None:
    cast.noor.leave(by=cast.noor)
    assert cast.sit(client, cast.dex, cast.link).post(path_of(cast.noor)).status_code == 303
    assert hits(NAME) == []


def test_a_name_merged_into_mine_does_not_go_with_mine(cast: Cast, client: Client) -> None:
    new = make_participant(cast.club, came_by_link=True, was_accepted=False)
    browser = cast.sit(client, new, cast.link)
    merge = reverse("merge_participants", args=[cast.noor.pk])
    assert browser.post(merge, {"person": new.pk}).status_code == 403, "nobody accepted this one"
    new.accept(by=cast.dex)
    assert browser.post(merge, {"person": new.pk}).status_code == 303
    assert browser.post(path_of(new)).status_code == 409
    assert hits(NAME)
    Event.objects.filter(verb="participants_merged").update(at=days_ago(8))
    assert browser.post(path_of(new)).status_code == 303, "there was time to take it apart"


def test_a_guide_said_that_it_is_a_double(cast: Cast, client: Client) -> None:
    merging.merge(cast.noor, into=cast.dex, by=cast.samira)
    assert cast.sit(client, cast.dex, cast.link).post(path_of(cast.dex)).status_code == 303
    assert hits(NAME) == []


def test_by_a_double_nobody_takes_away_who_still_takes_part(cast: Cast, client: Client) -> None:
    double = make_participant(cast.club, name="Lijster")
    merging.merge(double, into=cast.noor, by=cast.samira)
    browser = cast.sit(client, cast.dex, cast.link)
    assert browser.post(path_of(double)).status_code == 403
    assert hits(NAME)
