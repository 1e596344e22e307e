"""Making an account: only residents do, the others are let in by a coordinator."""

import pytest
import time_machine
from django.core import mail
from django.test import Client
from pytest_django.asserts import assertContains, assertRedirects

from accounts.adapter import Adapter
from accounts.models import Function, User

LOGIN, CODE = "/aanmelden/", "/aanmelden/code/"
SIGN_UP, CONFIRM = "/aanmelden/account-maken/", "/aanmelden/bevestigen/"
PROFILE = "/mijn-gegevens/"


def test_a_resident_makes_an_account(client, db, newest_code):
    response = client.post(
        f"{SIGN_UP}?next={PROFILE}", {"email": "Sam@X.example", "name": " Sam  B"}
    )
    assertRedirects(response, CONFIRM)
    assert User.objects.unconfirmed().count() == 1
    assert not User.objects.confirmed().exists()
    response = client.post(CONFIRM, {"code": newest_code()})
    assertRedirects(response, PROFILE)
    sam = User.objects.get()
    assert (sam.email, sam.name, sam.function) == ("sam@x.example", "Sam B", "resident")
    assert list(User.objects.confirmed()) == [sam]
    assert not sam.has_usable_password()


def test_a_sign_up_cannot_give_itself_a_role(client, db, newest_code):
    more = {
        "function": "civil_servant", "is_manager": "on", "is_active": "on", "is_staff": "on",
        "organisation": "Gemeente", "password1": "x" * 20, "password": "x" * 20, "id": "1",
    }  # fmt: skip
    client.post(SIGN_UP, {"email": "sam@x.example", "name": "Sam", **more})
    client.post(CONFIRM, {"code": newest_code(), **more})
    sam = User.objects.get()
    assert (sam.function, sam.is_manager, sam.organisation) == (Function.RESIDENT, False, "")
    assert not sam.has_usable_password()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Vul dit in."),
        ("x" * 61, "Dit is te lang: 61 tekens. Er passen er 60."),
        ("S\x00am", "onzichtbaar teken"),
    ],
)
def test_a_name_that_does_not_fit_is_said_and_kept(client, db, name, said):
    response = client.post(SIGN_UP, {"email": "sam@x.example", "name": name})
    assertContains(response, said, status_code=422)
    assertContains(response, 'value="sam@x.example"', status_code=422)
    assert not User.objects.exists()


def test_an_address_that_is_too_long_is_refused(client, db):
    address = "a@" + ".".join(["x" * 60] * 5) + ".example"
    assert 254 < len(address) <= 320
    response = client.post(SIGN_UP, {"email": address, "name": "Sam"})
    assertContains(response, "Er passen 254 tekens", status_code=422)


def test_an_account_that_was_never_confirmed_can_still_sign_in(client, db, newest_code):
    client.post(SIGN_UP, {"email": "sam@x.example", "name": "Sam"})
    later = Client()
    later.post(LOGIN, {"login": "sam@x.example"})
    response = later.post(CODE, {"code": newest_code(), "next": PROFILE})
    assertRedirects(response, PROFILE)
    assert User.objects.confirmed().count() == 1


def test_two_sign_ups_at_once_make_one_account(client, db, monkeypatch):
    """The check sees nobody, and then the database says that somebody was first."""
    save_user = Adapter.save_user

    def after_somebody_else(self, request, user, form):
        User.objects.get_or_create(email="sam@x.example", defaults={"name": "Eerste Sam"})
        return save_user(self, request, user, form)

    monkeypatch.setattr(Adapter, "save_user", after_somebody_else)
    response = client.post(SIGN_UP, {"email": "sam@x.example", "name": "Sam"})
    assertRedirects(response, CONFIRM)
    assert User.objects.get().name == "Eerste Sam"
    assert [m.subject for m in mail.outbox] == ["Je hebt al een account"]


def test_a_sign_up_without_mail_leaves_nobody_behind(client, db, no_mail):
    with no_mail(), time_machine.travel("2026-11-02T10:00:00Z"):
        response = client.post(SIGN_UP, {"email": "sam@x.example", "name": "Sam"})
        assertContains(response, 'name="name" value="Sam"', status_code=503)
        assert not User.objects.exists()
    with time_machine.travel("2026-11-02T10:01:00Z"):
        response = client.post(SIGN_UP, {"email": "sam@x.example", "name": "Sam"})
        assertRedirects(response, CONFIRM)
