"""An agreement stands still until a day, with a reason; and goes on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, AgreementVersion, Confirmation, Pause
from agreements.states import Status, Word
from initiatives.models import Event
from initiatives.states import Refused
from tests.conftest import Cast
from tests.overview import world


@pytest.fixture
def running(cast: Cast) -> AgreementVersion:
    return world.run(cast)


@pytest.fixture
def agreement(running: AgreementVersion) -> Agreement:
    return running.agreement


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def pause(client: Client, agreement: Agreement, *, days: int = 20, **fields: object):
    data = {"because": "De vloer wordt gelegd.", "look_again_on": in_days(days).isoformat()}
    return client.post(reverse("pause_agreement", args=[agreement.pk]), {**data, **fields})


def test_a_pause_has_a_reason_and_a_day_and_both_sides_read_it(
    cast: Cast, client: Client, official: Client, agreement: Agreement, running: AgreementVersion
) -> None:
    response = pause(cast.sit(client, cast.noor), agreement)
    assert response.status_code == 302
    found = agreement.pauses.get()
    assert (found.began_by, found.because) == (cast.noor, "De vloer wordt gelegd.")
    assert (found.look_again_on, found.ended_at) == (in_days(20), None)
    running.refresh_from_db()
    assert running.status == Status.IN_EFFECT, "the text stays what it is"
    for person in (client, official):
        page = person.get(reverse("version", args=[running.pk])).content.decode()
        assert "Deze afspraak staat op pauze sinds" in page
        assert "De vloer wordt gelegd." in page and "Wat erin staat, geldt nu even niet." in page
    assert Event.objects.filter(verb="agreement_paused").count() == 1


def test_it_goes_on_again(
    cast: Cast, official: Client, agreement: Agreement, running: AgreementVersion
) -> None:
    pause(official, agreement)
    path = reverse("resume_agreement", args=[agreement.pk])
    page = official.get(path).content.decode()
    assert "De vloer wordt gelegd." in page and "Dan geldt versie 1 weer" in page
    assert official.post(path).status_code == 302
    assert agreement.pauses.get().ended_by == cast.wouter
    page = official.get(reverse("version", args=[running.pk])).content.decode()
    assert "staat op pauze" not in page
    assert official.post(path).status_code == 302, "a second tap is no mistake"
    assert Event.objects.filter(verb="agreement_resumed").count() == 1
    assert official.get(path).status_code == 302, "and there is nothing to ask any more"


def test_a_pause_can_be_made_longer_and_every_reason_stays(
    cast: Cast, official: Client, agreement: Agreement
) -> None:
    pause(official, agreement)
    first = agreement.pauses.get()
    page = official.get(reverse("pause_agreement", args=[agreement.pk])).content.decode()
    assert f'name="running" value="{first.pk}"' in page
    pause(official, agreement, days=40, because="De vloer is te laat.", running=first.pk)
    second, before = agreement.pauses.all()
    assert before.pk == first.pk and before.ended_at == second.began_at
    assert (second.because, second.look_again_on) == ("De vloer is te laat.", in_days(40))
    assert Event.objects.filter(verb="pause_lengthened").count() == 1


def test_the_same_form_sent_twice_is_one_pause(official: Client, agreement: Agreement) -> None:
    for _tap in range(2):
        assert pause(official, agreement).status_code == 302
    assert agreement.pauses.count() == 1
    assert Event.objects.filter(verb="agreement_paused").count() == 1


def test_whoever_comes_second_sees_it_and_keeps_the_text(
    cast: Cast, client: Client, official: Client, agreement: Agreement
) -> None:
    pause(official, agreement)
    response = pause(cast.sit(client, cast.noor), agreement, because="Het is zomer.", days=30)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Iemand anders was net voor." in page
    assert "Het is zomer." in page and "De vloer wordt gelegd." in page
    running = agreement.pauses.get()
    assert f'name="running" value="{running.pk}"' in page, "the next try is about what stands there"
    again = pause(client, agreement, because="Het is zomer.", days=30, running=running.pk)
    assert again.status_code == 302 and agreement.pauses.count() == 2


def test_a_form_about_a_pause_that_is_over_is_refused(
    official: Client, agreement: Agreement
) -> None:
    pause(official, agreement)
    old = agreement.pauses.get()
    official.post(reverse("resume_agreement", args=[agreement.pk]))
    response = pause(official, agreement, because="Nog langer.", running=old.pk)
    assert response.status_code == 409
    assert "De pauze is net gestopt." in response.content.decode()
    assert agreement.pauses.count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"because": " "}, "Vul dit in."),
        ({"because": "x" * 301}, "301 tekens"),
        ({"because": "Met {@Noor}."}, "Noem hier niemand"),
        ({"look_again_on": ""}, "Kies een dag. Een pauze zonder dag wordt vergeten."),
        ({"look_again_on": "morgen"}, "Dit is geen dag."),
        ({"look_again_on": timezone.localdate().isoformat()}, "Kies een dag na vandaag."),
        ({"look_again_on": "2000-01-01"}, "Kies een dag na vandaag."),
        ({"running": "abc"}, ""),
    ],
)
def test_what_is_not_right_is_said_at_the_field(
    official: Client, agreement: Agreement, fields: dict[str, Any], said: str
) -> None:
    response = pause(official, agreement, **fields)
    assert response.status_code == 422 and said in response.content.decode()
    assert not agreement.pauses.exists()


def test_only_what_is_in_effect_can_pause(cast: Cast, official: Client) -> None:
    proposal = world.propose(cast)
    assert pause(official, proposal.agreement).status_code == 409
    path = reverse("pause_agreement", args=[proposal.agreement_id])
    page = official.get(path).content.decode()
    assert "Er geldt nog niets dat op pauze kan." in page and "<form class=" not in page
    with pytest.raises(Refused):
        Pause.begin(proposal.agreement, by=cast.wouter, because="x", look_again_on=in_days(9))


def test_a_text_that_takes_effect_ends_the_pause(
    cast: Cast, official: Client, agreement: Agreement, running: AgreementVersion
) -> None:
    pause(official, agreement)
    second = world.next_text(cast, running, text="Anders.")
    world.carry(cast, second)
    second.take_effect(by=cast.noor)
    found = agreement.pauses.get()
    assert found.ended_by == cast.noor and found.ended_at is not None


def test_while_it_stands_still_people_go_on_talking_and_writing(
    cast: Cast, official: Client, agreement: Agreement, running: AgreementVersion
) -> None:
    pause(official, agreement)
    Confirmation.say(running, by=cast.noor, word=Word.BEHIND_WITH_CONCERN, text="Hoe lang?")
    assert agreement.start_version(by=cast.samira).number == 2


def test_the_database_keeps_one_pause_at_a_time_that_ends_after_it_began(
    cast: Cast, agreement: Agreement
) -> None:
    fields = {"began_by": cast.noor, "because": "x", "look_again_on": in_days(9)}
    Pause.objects.create(agreement=agreement, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pause.objects.create(agreement=agreement, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        agreement.pauses.update(ended_at=timezone.localtime() - timedelta(days=1))
