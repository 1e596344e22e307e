"""Stopping asks for key, place and lesson; a key that was not back yet can come back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, AgreementVersion
from initiatives.models import Event
from overview.forgetting import fade
from tests.conftest import Cast
from tests.factories import make_participant
from tests.overview import world

pytestmark = pytest.mark.django_db
LEFT = {
    "because": "Het gebouw gaat dicht.",
    "key": "not_yet",
    "place": "Leeg en schoon, de bank blijft staan.",
    "lesson": "Eerder met de buren praten.",
}


@pytest.fixture
def ended(cast: Cast, official: Client) -> AgreementVersion:
    version = world.run(cast)
    path = reverse("end_agreement", args=[version.agreement_id])
    page = official.get(path).content.decode()
    assert all(f'name="{name}"' in page for name in LEFT)
    assert official.post(path, LEFT).status_code == 302
    return version


def test_how_people_left_is_read_by_both_sides_and_stays_in_the_history(
    cast: Cast, client: Client, official: Client, ended: AgreementVersion
) -> None:
    for browser in (cast.sit(client, cast.noor), official):
        for name, pk in (("version", ended.pk), ("versions", ended.agreement_id)):
            page = browser.get(reverse(name, args=[pk])).content.decode()
            assert LEFT["place"] in page and LEFT["lesson"] in page
            assert "De sleutel is nog niet terug." in page


def test_the_key_comes_back_later_once(
    cast: Cast, client: Client, official: Client, ended: AgreementVersion
) -> None:
    path = reverse("return_key", args=[ended.agreement_id])
    phone = cast.sit(client, cast.noor)
    for browser in (phone, phone, official):
        assert browser.post(path).status_code == 302
    page = phone.get(reverse("version", args=[ended.pk])).content.decode()
    assert "De sleutel is terug." in page and path not in page
    assert Event.objects.filter(verb="key_returned").count() == 1


def test_without_a_key_nothing_comes_back(cast: Cast, official: Client) -> None:
    version = world.run(cast)
    path = reverse("return_key", args=[version.agreement_id])
    assert official.post(path).status_code == 302
    version.agreement.end(by=cast.wouter, because="Klaar.", key="none")
    official.post(path)
    version.agreement.refresh_from_db()
    assert version.agreement.ended_key == "none"
    assert not Event.objects.filter(verb="key_returned").exists()


def test_a_name_in_what_was_learned_goes_out_when_somebody_is_forgotten(cast: Cast) -> None:
    """Also of somebody who came after the agreement began."""
    version = world.run(cast)
    long_ago = timezone.localtime() - timedelta(days=90)
    Agreement.objects.filter(pk=version.agreement_id).update(started_at=long_ago)
    sanne = make_participant(cast.club, name="Zwaluwsanne", started_on=timezone.localdate())
    version.agreement.end(
        by=cast.wouter, because="Klaar.", place="Bij Zwaluwsanne.", lesson="Vraag Zwaluwsanne."
    )
    fade(sanne, by=sanne)
    now = Agreement.objects.get(pk=version.agreement_id)
    assert (now.ended_place, now.ended_lesson) == ("Bij een deelnemer.", "Vraag een deelnemer.")


@pytest.mark.parametrize(
    "wrong", [{"key": "onzin"}, {"place": "x" * 201}, {"lesson": "x" * 601}, {"place": "{@1}"}]
)
def test_strange_answers_end_nothing_and_are_kept(
    cast: Cast, official: Client, wrong: dict[str, str]
) -> None:
    version = world.run(cast)
    path = reverse("end_agreement", args=[version.agreement_id])
    response = official.post(path, {**LEFT, **wrong})
    assert response.status_code == 422 and "error-message" in response.content.decode()
    assert "Het gebouw gaat dicht." in response.content.decode()
    version.refresh_from_db()
    assert version.status == "in_effect"
