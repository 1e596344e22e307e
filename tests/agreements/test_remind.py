"""Reminding the group: a ready text, once a version, without names and without what others said."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements import reminding
from agreements.models import AgreementVersion
from agreements.states import Word
from initiatives.models import Event
from initiatives.states import Refused
from tests.agreements.saying import html, renewed, say, signed_in, three_clauses
from tests.conftest import Cast


@pytest.fixture
def proposal(cast: Cast) -> AgreementVersion:
    return three_clauses(cast)


def test_it_makes_a_text_for_the_group_app(cast: Cast, proposal: AgreementVersion) -> None:
    say(proposal, cast.dex, Word.OBJECT, text="Te vroeg dicht.")
    guide = signed_in(cast.samira)
    assert reverse("remind", args=[proposal.pk]) in html(guide, "version", proposal.pk)
    body = html(guide, "remind", proposal.pk)
    assert "1 persoon die meedoet zei nog niets" in body
    assert "Zet dit in de groepsapp" not in body, "only after it was asked for"
    assert guide.post(reverse("remind", args=[proposal.pk])).status_code == 302
    body = html(guide, "remind", proposal.pk)
    assert "Zet dit in de groepsapp" in body and "https://wa.me/?text=" in body
    text = body.split("readonly>")[1].split("</textarea>")[0]
    assert reverse("version", args=[proposal.pk]) in text
    for told in (cast.noor.name, cast.dex.name, "Te vroeg dicht.", "bezwaar"):
        assert told not in text
    assert Event.objects.filter(verb="group_reminded").count() == 1


def test_it_goes_once_a_version_and_says_when(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    reminding.remind(proposal, by=cast.samira)
    reminding.remind(proposal, by=cast.samira)
    assert Event.objects.filter(verb="group_reminded").count() == 1, "a double tap is one"
    with pytest.raises(Refused, match="al herinnerd"):
        reminding.remind(proposal, by=cast.noor)
    body = html(cast.sit(client, cast.noor), "remind", proposal.pk)
    assert "Samira Bakali maakte de herinnering" in body and "groepsapp</h2>" not in body
    AgreementVersion.objects.update(reminded_at=timezone.localtime() - timedelta(days=2))
    proposal.refresh_from_db()
    guide = signed_in(cast.samira)
    assert guide.post(reverse("remind", args=[proposal.pk])).status_code == 409
    assert "Wie niets zegt, mag dat." in html(guide, "remind", proposal.pk)
    second = renewed(proposal, cast.samira, "Sleutel?")
    reminding.remind(second, by=cast.noor)
    second.refresh_from_db()
    assert second.reminded_by == cast.noor


def test_nobody_is_reminded_when_everybody_said_something(
    cast: Cast, proposal: AgreementVersion
) -> None:
    for person in (cast.noor, cast.dex):
        say(proposal, person)
    with pytest.raises(Refused, match="Iedereen zei al iets"):
        reminding.remind(proposal, by=cast.samira)
    guide = signed_in(cast.samira)
    assert reverse("remind", args=[proposal.pk]) not in html(guide, "version", proposal.pk)
    assert "Iedereen zei al iets." in html(guide, "remind", proposal.pk)


def test_only_of_a_proposal(cast: Cast, proposal: AgreementVersion) -> None:
    say(proposal, cast.noor)
    say(proposal, cast.wouter, has_mandate=True)
    proposal.take_effect(by=cast.noor)
    with pytest.raises(Refused, match="geen voorstel meer"):
        reminding.remind(proposal, by=cast.samira)
    assert "geen voorstel meer" in html(signed_in(cast.samira), "remind", proposal.pk)


def test_the_municipality_does_not_press(cast: Cast, proposal: AgreementVersion) -> None:
    official = signed_in(cast.wouter)
    address = reverse("remind", args=[proposal.pk])
    assert address not in html(official, "version", proposal.pk)
    assert official.post(address).status_code == 403
