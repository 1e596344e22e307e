"""Who has a room already: said before proposing, and refused when it would begin to hold."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion, Confirmation, OnBehalf, Pause
from agreements.states import Status, Word
from initiatives.models import DutyKind, Participant, Side
from places.models import Place
from tests.conftest import Cast
from tests.factories import add_hours, make_agreement, make_link, make_participant, make_place
from tests.world_makers import take_effect


@pytest.fixture
def room() -> Place:
    return make_place("De Kelder")


@pytest.fixture
def neighbour(cast: Cast) -> Participant:
    make_link(cast.garden)
    return make_participant(cast.garden, Side.MUNICIPALITY, "Nel", duty=DutyKind.CONTACT)


@pytest.fixture
def theirs(neighbour: Participant, room: Place, cast: Cast) -> AgreementVersion:
    """Of the garden, in effect: Friday evening."""
    version = make_agreement(cast.garden, by=neighbour, title="Geheime tuinplannen")
    add_hours(version, room, "5", "18:00", "21:00", label="zaadjes ruilen")
    version.propose(by=neighbour)
    return take_effect(version, neighbour)


@pytest.fixture
def draft(cast: Cast, room: Place) -> AgreementVersion:
    version = make_agreement(cast.club, by=cast.wouter)
    add_hours(version, room, "5", "20:00", "23:00")
    return version


def carried(version: AgreementVersion, cast: Cast) -> AgreementVersion:
    """Proposed, and both sides carry it."""
    version.propose(by=cast.wouter)
    OnBehalf.note(
        version,
        by=cast.wouter,
        decided_on=timezone.localdate(),
        present_count=5,
        agreed_count=5,
        how="Handen omhoog.",
    )
    Confirmation.say(version, by=cast.wouter, word=Word.BEHIND, has_mandate=True)
    return version


def words(response: Any) -> str:
    body = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(body.split())


SENTENCE = re.compile(r"vrijdag \d+ \w+ \d+ van 18\.00 tot 21\.00 uur in De Kelder: Groene Hoek")


@pytest.mark.parametrize("name", ["propose", "hours"])
def test_it_is_said_before_proposing_with_whom_and_when(
    official: Client, theirs: AgreementVersion, draft: AgreementVersion, name: str
) -> None:
    response = official.get(reverse(name, args=[draft.pk]))
    shown = words(response)
    assert "Iemand anders is er dan al" in shown and SENTENCE.search(shown)
    body = response.content.decode()
    assert "Geheime tuinplannen" not in body and "zaadjes ruilen" not in body
    assert reverse("agreement", args=[theirs.agreement_id]) not in body


def test_proposing_goes_through_all_the_same(
    official: Client, theirs: AgreementVersion, draft: AgreementVersion
) -> None:
    response = official.post(reverse("propose", args=[draft.pk]))
    assert response.headers["Location"] == reverse("version", args=[draft.pk])


def test_taking_effect_is_refused_and_keeps_everything(
    official: Client, cast: Cast, theirs: AgreementVersion, draft: AgreementVersion
) -> None:
    carried(draft, cast)
    said = draft.confirmations.count()
    response = official.post(reverse("take_effect", args=[draft.pk]))
    assert response.status_code == 409
    shown = words(response)
    assert "De afspraak kan nog niet ingaan" in shown and SENTENCE.search(shown)
    assert "Geheime tuinplannen" not in response.content.decode()
    draft.refresh_from_db()
    assert (draft.status, draft.confirmations.count()) == (Status.PROPOSED, said)
    # The way on: a version with other times.
    start = reverse("start_version", args=[draft.agreement_id])
    assert f'action="{start}"' in response.content.decode()
    reason = re.search(r'name="reason" value="([^"]+)"', response.content.decode())
    assert reason is not None
    assert official.post(start, {"reason": reason[1]}).status_code == 302
    assert draft.agreement.versions.filter(status=Status.DRAFT).exists()


def test_once_the_others_are_gone_it_takes_effect(
    official: Client, cast: Cast, theirs: AgreementVersion, draft: AgreementVersion, neighbour: Any
) -> None:
    carried(draft, cast)
    assert official.post(reverse("take_effect", args=[draft.pk])).status_code == 409
    theirs.agreement.end(by=neighbour, because="We verhuizen.")
    response = official.post(reverse("take_effect", args=[draft.pk]))
    assert response.headers["Location"] == reverse("version", args=[draft.pk])
    draft.refresh_from_db()
    assert draft.status == Status.IN_EFFECT


def test_going_on_after_a_pause_is_refused_and_stays_on_pause(
    official: Client, cast: Cast, draft: AgreementVersion, room: Place, neighbour: Participant
) -> None:
    draft.propose(by=cast.wouter)
    take_effect(draft, cast.wouter)
    day = timezone.localdate() + timedelta(days=20)
    pause = Pause.begin(draft.agreement, by=cast.wouter, because="We verbouwen.", look_again_on=day)
    version = make_agreement(cast.garden, by=neighbour)
    add_hours(version, room, "5", "18:00", "21:00")
    version.propose(by=neighbour)
    take_effect(version, neighbour)
    response = official.post(reverse("resume_agreement", args=[draft.agreement_id]))
    assert response.status_code == 409
    shown = words(response)
    assert "De afspraak kan nog niet verder" in shown and SENTENCE.search(shown)
    assert "De afspraak blijft op pauze tot het opgelost is." in shown
    pause.refresh_from_db()
    assert pause.ended_at is None


def test_the_page_before_proposing_takes_ten_queries_at_most(
    official: Client,
    theirs: AgreementVersion,
    draft: AgreementVersion,
    room: Place,
    django_assert_max_num_queries: Any,
) -> None:
    for n in range(20):
        add_hours(draft, room, "2", f"{n:02}:00", f"{n:02}:30")
    for name in ("propose", "hours"):
        with django_assert_max_num_queries(10):
            assert official.get(reverse(name, args=[draft.pk])).status_code == 200
