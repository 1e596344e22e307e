"""Opening an invitation, and coming in by it: once, and only as who was invited."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import Function, Invitation, InvitationGone, User
from tests.factories import make_invitation
from tests.racing import race

LIST = "/collegas/"
ADDRESS = "bob@welzijn.example"


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def phone(db):
    """A phone on which nobody is signed in."""
    return Client()


def path_of(invitation):
    return f"/u/{invitation.token}/"


def test_it_works_seven_days(phone, coordinator):
    with time_machine.travel("2026-11-02T10:00:00Z", tick=False) as clock:
        invitation = make_invitation(by=coordinator)
        clock.shift(timedelta(days=7))
        assert phone.get(path_of(invitation)).status_code == 200
        clock.shift(timedelta(days=1))
        assert phone.get(path_of(invitation)).status_code == 404
        assert phone.post(path_of(invitation)).status_code == 404
        with pytest.raises(InvitationGone):
            invitation.accept()
    assert not User.objects.filter(email=invitation.email).exists()


def test_expired_used_revoked_and_wrong_give_the_same_page(phone, coordinator):
    expired, used, revoked = (make_invitation(by=coordinator) for _n in range(3))
    Invitation.objects.filter(pk=expired.pk).update(expires_on="2020-01-01")
    used.accept()
    revoked.revoke(by=coordinator)
    paths = [*map(path_of, (expired, used, revoked)), "/u/A1b2C3d4E5f6G7h8I9j0Kl/", "/u/x/"]
    for ask in (phone.get, phone.post):
        answers = [ask(path) for path in paths]
        assert {answer.status_code for answer in answers} == {404}
        pages = {re.sub(r'value="[^"]*"|Token": "[^"]*"', "", a.content.decode()) for a in answers}
        pages = {
            page.replace(path, "") for page in pages for path in paths if path in page
        } or pages
        assert len({re.sub(r"/u/[^/]+/", "", page) for page in pages}) == 1


def test_opening_it_changes_nothing(phone, coordinator):
    invitation = make_invitation(by=coordinator)
    before = Invitation.objects.values().get()
    phone.get(path_of(invitation))
    phone.head(path_of(invitation))
    assert Invitation.objects.values().get() == before
    assert not phone.cookies.get("onderling-session")


def test_a_preview_sees_one_neutral_card(phone, coordinator):
    invitation = make_invitation(by=coordinator, name="Bob Genodigde")
    agent = {"User-Agent": "WhatsApp/2.23.20.0"}
    card = phone.get(path_of(invitation), headers=agent)
    assertNotContains(card, "Bob")
    assert card.content == phone.get("/u/verkeerd/", headers=agent).content


def test_guessing_is_slowed_down_and_a_right_link_still_works(phone, coordinator):
    invitation = make_invitation(by=coordinator)
    answers = [phone.get(f"/u/geraden{n}/") for n in range(25)]
    assert [a.status_code for a in answers] == [404] * 20 + [429] * 5
    assert answers[-1].headers["Retry-After"] == "600"
    assert phone.get(path_of(invitation)).status_code == 200


def test_nothing_that_is_posted_changes_who_comes_in(phone, coordinator):
    invitation = make_invitation(by=coordinator)
    sent = {"email": "ander@x.example", "function": "policy_officer", "is_manager": "on",
            "name": "Ander", "expires_on": "2099-01-01"}  # fmt: skip
    phone.post(path_of(invitation), sent)
    made = User.objects.get(email=invitation.email)
    assert (made.name, made.function, made.is_manager) == (
        invitation.name, invitation.function, False,
    )  # fmt: skip
    assert not User.objects.filter(email="ander@x.example").exists()


def test_somebody_signed_in_is_told_to_sign_off_first(client, official, coordinator):
    invitation = make_invitation(by=coordinator)
    client.force_login(official)
    assertContains(client.get(path_of(invitation)), "Je bent nu aangemeld als Sanne.")
    assert client.post(path_of(invitation)).status_code == 403
    assert not User.objects.filter(email=invitation.email).exists()


def test_an_account_that_came_first_is_said_and_stays_as_it_is(phone, coordinator):
    invitation = make_invitation(by=coordinator, email=ADDRESS, function=Function.POLICY_OFFICER)
    User.objects.create_user(ADDRESS, "Bob zelf")
    assertContains(phone.get(path_of(invitation)), "Er is al een account met dit adres.")
    assertContains(phone.post(path_of(invitation)), "Er is al een account", status_code=409)
    invitation.refresh_from_db()
    assert invitation.used_at is None
    assert User.objects.get(email=ADDRESS).function == Function.RESIDENT


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_manager": False}])
def test_who_may_let_nobody_in_any_more_leaves_no_way_in(client, phone, change):
    left = User.objects.create_user("weg@x.example", "Weg", is_manager=True)
    invitation = make_invitation(by=left)
    User.objects.filter(pk=left.pk).update(**change)
    assert phone.post(path_of(invitation)).status_code == 404
    assertContains(client.get(LIST), "werkt niet meer")
    client.post(f"/collegas/uitnodiging/{invitation.pk}/opnieuw/")
    assert Invitation.objects.working().count() == 1


# Once --------------------------------------------------------------------------------------------


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("guarded", [True, False])
def test_twenty_at_once_make_one_account(guarded, monkeypatch):
    """Without the guard more than one gets past it, and only the rule on addresses holds them."""
    invitation = make_invitation()
    if not guarded:
        monkeypatch.setattr(Invitation, "_use", lambda _self: True)
    results = race(lambda _n: Invitation.objects.get(pk=invitation.pk).accept(), runners=20)
    assert User.objects.filter(email=invitation.email).count() == 1
    assert sum(isinstance(result, User) for result in results) == 1
    gone = sum(isinstance(result, InvitationGone) for result in results)
    taken = sum(isinstance(result, ValidationError) for result in results)
    assert (gone, taken) == ((19, 0) if guarded else (0, 19)), results
