"""The same text with new days: seen from a month before, and proposed in one step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion, Confirmation
from agreements.states import Status, Word
from initiatives.models import Event
from initiatives.states import Refused
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement
from tests.overview import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def running(cast: Cast) -> AgreementVersion:
    version = world.run(cast, line("Wij vegen.", "group"), line("Samen koken we.", "both"))
    world.set_dates(version, look_back_on=None, ends_on=in_days(60))
    return version


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def later(days: int) -> time_machine.travel:
    return time_machine.travel(timezone.localtime() + timedelta(days=days), tick=True)


def renew(client: Client, version: AgreementVersion, **days: date | str):
    data = {"look_back_on": in_days(30), "ends_on": in_days(200), **days}
    sent = {name: str(day) for name, day in data.items()}
    return client.post(reverse("renew", args=[version.pk]), sent)


def fresh(version: AgreementVersion) -> AgreementVersion:
    return AgreementVersion.objects.select_related("agreement__initiative").get(pk=version.pk)


def lines(version: AgreementVersion) -> list[tuple[str, str, str]]:
    return [
        (clause.key, item.key, item.text)
        for clause in version.clauses.all()
        for item in clause.commitments.all()
    ]


def test_from_thirty_days_before_both_sides_see_it_and_can_go_on_in_one_step(
    cast: Cast, client: Client, running: AgreementVersion
) -> None:
    phone = cast.sit(client, cast.noor)
    path = reverse("version", args=[running.pk])
    with later(29):
        assert "loopt bijna af" not in phone.get(path).content.decode()
    with later(30):
        for browser in (phone, world.signed_in(cast.wouter)):
            card = browser.get(path).content.decode().split('id="loopt-af"')[1]
            card = card.split("</section>")[0]
            assert "over 4 weken" in card
            assert reverse("renew", args=[running.pk]) in card
            assert reverse("start_version", args=[running.agreement_id]) in card
    with later(61):
        page = phone.get(path).content.decode()
        assert "loopt bijna af" not in page and "De laatste dag is voorbij." in page


def test_a_reader_sees_that_it_ends_and_nothing_to_tap(
    cast: Cast, client: Client, running: AgreementVersion
) -> None:
    with later(40):
        page = cast.read(client).get(reverse("version", args=[running.pk])).content.decode()
        assert "Deze afspraak loopt bijna af" in page
        assert reverse("renew", args=[running.pk]) not in page


def test_it_lies_there_with_the_same_text_and_everybody_is_asked_again(
    cast: Cast, client: Client, running: AgreementVersion
) -> None:
    Confirmation.say(running, by=cast.noor, word=Word.BEHIND, except_keys=[])
    response = renew(cast.sit(client, cast.noor), running)
    second = running.agreement.versions.get(number=2)
    assert response.status_code == 303
    assert response["Location"] == reverse("version", args=[second.pk])
    assert (second.status, second.ends_on) == (Status.PROPOSED, in_days(200))
    assert second.has_valid_seal() and lines(second) == lines(running)
    assert fresh(running).status == Status.IN_EFFECT, "until the new one takes effect"
    assert not second.confirmations.exists()
    page = client.get(reverse("version", args=[second.pk])).content.decode()
    assert reverse("still_behind", args=[second.pk]) in page
    world.carry(cast, second)
    second.take_effect(by=cast.wouter)
    assert fresh(running).status == Status.REPLACED
    assert Event.objects.filter(verb="renewal_proposed").count() == 1


def test_while_it_lies_there_the_card_is_gone(
    cast: Cast, client: Client, running: AgreementVersion
) -> None:
    with later(40):
        phone = cast.sit(client, cast.noor)
        renew(phone, running)
        page = phone.get(reverse("version", args=[running.pk])).content.decode()
        assert "loopt bijna af" not in page and "ligt voor" in page
        page = phone.get(reverse("renew", args=[running.pk])).content.decode()
        assert "<form class=" not in page and "Versie 2 ligt al voor." in page


def test_the_same_form_twice_also_from_the_other_side_makes_one(
    cast: Cast, client: Client, official: Client, running: AgreementVersion
) -> None:
    phone = cast.sit(client, cast.noor)
    addresses = {renew(browser, running)["Location"] for browser in (phone, phone, official)}
    assert len(addresses) == 1 and running.agreement.versions.count() == 2
    response = renew(official, running, ends_on=in_days(90))
    assert response.status_code == 409
    assert "Er ligt al een nieuwe tekst voor." in response.content.decode()


@pytest.mark.parametrize(
    ("field", "days"),
    [
        ("look_back_on", {"look_back_on": ""}),
        ("look_back_on", {"look_back_on": "onzin"}),
        ("look_back_on", {"look_back_on": in_days(0)}),
        ("look_back_on", {"look_back_on": in_days(201)}),
        ("ends_on", {"ends_on": ""}),
        ("ends_on", {"ends_on": in_days(-1)}),
        ("ends_on", {"ends_on": "2999-01-01"}),
    ],
)
def test_a_strange_day_is_said_at_its_field(
    cast: Cast, official: Client, running: AgreementVersion, field: str, days: dict[str, Any]
) -> None:
    response = renew(official, running, **days)
    assert response.status_code == 422
    part = response.content.decode().split(f'id="field-{field}"')[1].split("</div>")[0]
    assert "field--invalid" in response.content.decode() and "error-message" in part
    assert running.agreement.versions.count() == 1


def test_a_trial_goes_on_as_a_trial_or_is_over(
    cast: Cast, official: Client, running: AgreementVersion
) -> None:
    world.set_dates(running, trial_until=in_days(20), trial_decider="wij", trial_then="Dan door.")
    page = official.get(reverse("renew", args=[running.pk])).content.decode()
    assert 'name="trial_until"' in page
    assert renew(official, running, trial_until=in_days(201)).status_code == 422
    renew(official, running, trial_until=in_days(90), ends_on="")
    second = running.agreement.versions.get(number=2)
    assert (second.trial_until, second.ends_on) == (in_days(90), None)
    assert second.trial_decider == "wij"
    fresh(second).withdraw(by=cast.wouter)
    renew(official, running, trial_until="")
    third = running.agreement.versions.get(number=3)
    assert (third.trial_until, third.trial_decider, third.trial_then) == (None, "", "")


def test_what_has_to_be_done_first_is_said_and_nothing_is_left_behind(
    cast: Cast, running: AgreementVersion
) -> None:
    """Nobody is the face of the municipality any more."""
    cast.wouter.duties.update(ended_on=timezone.localdate())
    guide = world.signed_in(cast.samira)
    response = renew(guide, running)
    assert response.status_code == 422
    assert "Kies wie het vaste gezicht van de gemeente is." in response.content.decode()
    assert running.agreement.versions.count() == 1
    assert not Event.objects.filter(verb="renewal_proposed").exists()


def test_beside_a_draft_it_cannot_and_the_draft_is_named(
    cast: Cast, client: Client, official: Client, running: AgreementVersion
) -> None:
    draft = running.agreement.start_version(by=cast.wouter)
    page = official.get(reverse("renew", args=[running.pk])).content.decode()
    assert reverse("write", args=[draft.pk]) in page
    response = renew(official, running)
    assert response.status_code == 409
    assert "De gemeente is al bezig met een nieuwe versie." in response.content.decode()
    phone = cast.sit(client, cast.noor)
    page = phone.get(reverse("renew", args=[running.pk])).content.decode()
    assert reverse("write", args=[draft.pk]) not in page, "not for the other side"


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.REPLACED, Status.ENDED])
def test_only_what_holds_is_renewed(
    cast: Cast, official: Client, running: AgreementVersion, status: Status
) -> None:
    if status == Status.ENDED:
        running.agreement.end(by=cast.wouter, because="Klaar.")
        other = running
    elif status == Status.PROPOSED:
        other = world.propose(cast, title="Nieuw")
    else:
        other = running
        second = running.agreement.start_version(by=cast.wouter)
        AgreementVersion.objects.filter(pk=second.pk).update(
            look_back_on=in_days(9), ends_on=in_days(99)
        )
        fresh(second).propose(by=cast.wouter)
        world.carry(cast, fresh(second))
        fresh(second).take_effect(by=cast.wouter)
    assert official.get(reverse("renew", args=[other.pk])).status_code == 200
    assert renew(official, other).status_code == 409
    with pytest.raises(Refused):
        other.agreement.renew(
            fresh(other), by=cast.wouter, look_back_on=in_days(9), ends_on=in_days(90)
        )


def test_the_read_link_and_the_wall_say_that_it_holds_until_something_else_is_agreed(
    cast: Cast, official: Client, running: AgreementVersion
) -> None:
    from agreements.models import ReadLink
    from initiatives.who import Claim
    from tests.conftest import with_claims

    link = ReadLink.make(running, by=cast.wouter).link
    path = reverse("read_agreement", args=[link.pk])
    with later(500):
        wall = with_claims(Client(), [Claim(link.pk, link.generation)])
        page = wall.get(path)
        assert page.status_code == 200
        text = page.content.decode()
        assert "Die geldt tot groep en gemeente iets anders afspreken." in text
        assert "Deze afspraak is afgelopen" not in text
        browser = world.signed_in(cast.wouter)
        paper = browser.get(reverse("print_agreement", args=[running.pk])).content.decode()
        assert "Dit geldt tot jullie iets anders afspreken." in paper


@pytest.mark.parametrize("clauses", [2, 30])
def test_few_queries_whatever_the_size(
    cast: Cast, official: Client, clauses: int, django_assert_max_num_queries
) -> None:
    version = make_agreement(cast.club, by=cast.wouter, clauses=0)
    for n in range(clauses):
        add_clause(version, f"Vraag {n}?", *(line(f"Wij {n} {m}.", "group") for m in range(10)))
    version.propose(by=cast.wouter)
    world.carry(cast, version)
    version.take_effect(by=cast.wouter)
    world.set_dates(version, trial_until=in_days(0), look_back_on=None)
    for path in (
        reverse("renew", args=[version.pk]),
        reverse("side_answer", args=[version.pk, "proef"]),
    ):
        official.get(path)
        with django_assert_max_num_queries(8):
            assert official.get(path).status_code == 200
