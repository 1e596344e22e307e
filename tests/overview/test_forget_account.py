"""A resident takes the own account away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from initiatives.models import Participant, merging
from tests.conftest import Cast
from tests.dump import hits
from tests.factories import make_participant
from tests.overview.world import signed_in

PATH = reverse("forget_account")


@pytest.fixture(autouse=True)
def erased_file(tmp_path: Path, settings: Any) -> None:
    settings.ERASED_FILE = tmp_path / "erased.txt"


def test_everything_of_a_resident_is_gone(cast: Cast) -> None:
    make_participant(cast.club, name="Rietvink", user=cast.resident)
    make_participant(cast.garden, name="Rietzanger", user=cast.resident)
    browser = signed_in(cast.resident)
    assert "Dit kan niet terug." in browser.get(PATH).content.decode()
    response = browser.post(PATH, follow=True)
    assert response.redirect_chain == [("/", 303)]
    assert "Je account is weg." in response.content.decode()
    assert hits("Rietvink", "Rietzanger", cast.resident.name, cast.resident.email) == []
    assert "Aanmelden" in browser.get("/").content.decode()


def test_looking_takes_nothing_away(cast: Cast) -> None:
    signed_in(cast.resident).get(PATH)
    assert User.objects.filter(pk=cast.resident.pk).exists()


def test_who_signs_in_for_work_asks_a_coordinator(cast: Cast) -> None:
    response = signed_in(cast.samira).post(PATH)
    assert response.status_code == 403
    assert "Vraag een coördinator" in response.content.decode()


def test_a_phone_without_account_is_told_where(cast: Cast, client: Client) -> None:
    cast.sit(client, cast.noor, cast.link)
    response = client.get(PATH)
    assert response.status_code == 403
    assert "bij je initiatief" in response.content.decode()


def test_a_name_merged_into_mine_does_not_go_with_my_account(cast: Cast) -> None:
    riet = make_participant(cast.club, name="Rietvink", user=cast.resident)
    merging.merge(cast.noor, into=riet, by=riet)
    assert signed_in(cast.resident).post(reverse("forget_account")).status_code == 409
    assert Participant.objects.get(pk=cast.noor.pk).name
