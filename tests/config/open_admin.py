"""What the admin site does when ADMIN=yes opens it. Run by test_admin.py, in its own process."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Invitation, User
from initiatives.models import Neighbourhood
from tests import access_world as w
from tests.conftest import Cast
from tests.factories import make_invitation
from tests.fingerprint import fingerprint


@pytest.fixture
def people(cast: Cast) -> w.People:
    Neighbourhood.objects.create(name="Vogelbuurt")
    make_invitation(by=cast.manager)
    return w.People(cast)


def pages() -> list[str]:
    user, invitation = User.objects.order_by("pk")[0], Invitation.objects.order_by("pk")[0]
    return [
        reverse("admin:index"),
        *(reverse(f"admin:{name}_changelist") for name in MODELS),
        reverse("admin:accounts_user_change", args=[user.pk]),
        reverse("admin:accounts_invitation_change", args=[invitation.pk]),
        reverse("admin:initiatives_neighbourhood_add"),
        reverse("admin:initiatives_neighbourhood_change", args=[Neighbourhood.objects.get().pk]),
    ]


MODELS = ("accounts_user", "accounts_invitation", "initiatives_neighbourhood")
MANAGERS = {w.MANAGER_OUT, w.MANAGER_IN}


@pytest.mark.parametrize("kind", w.KINDS)
def test_only_coordinators_open_it(kind: str, people: w.People) -> None:
    client = people.browser(kind)
    for path in pages():
        for answer in (client.get(path), client.post(path, {})):
            if kind in MANAGERS:
                assert answer.status_code in (200, 403), path
            elif kind in w.USERS:
                assert answer.status_code == 403, path
            else:
                assert answer.status_code == 302, path
                assert answer.headers["Location"].startswith("/aanmelden/?next="), path


def test_there_is_no_password_form(people: w.People) -> None:
    for kind in (w.NOBODY, w.GUIDE, w.MANAGER_OUT):
        client = people.browser(kind)
        answer = client.get("/beheer/login/")
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/aanmelden/")
        sent = {"username": "els@x.example", "password": "geheim"}
        assert client.post("/beheer/login/", sent).status_code == 302
    manager = people.browser(w.MANAGER_OUT)
    assert manager.get("/beheer/password_change/").status_code == 404
    assert manager.get("/beheer/password_change/done/").status_code == 404
    assert manager.get("/beheer/logout/").headers["Location"] == "/aanmelden/afmelden/"
    assert 'type="password"' not in manager.get("/beheer/").content.decode()


def test_only_what_a_coordinator_may_see_is_there() -> None:
    from config.admin import site

    names = {model._meta.label for model in site._registry}
    assert names == {"accounts.User", "accounts.Invitation", "initiatives.Neighbourhood"}


def test_accounts_and_invitations_are_only_read(people: w.People) -> None:
    manager = people.browser(w.MANAGER_OUT)
    before = fingerprint(leave_out=["accounts_session"])
    for model, pk in (
        ("accounts_user", people.cast.resident.pk),
        ("accounts_invitation", people.invitation.pk),
    ):
        assert manager.get(reverse(f"admin:{model}_add")).status_code == 403
        for verb in ("change", "delete"):
            path = reverse(f"admin:{model}_{verb}", args=[pk])
            sent = {"is_manager": "on", "name": "Anders", "post": "yes"}
            assert manager.post(path, sent).status_code == 403, path
    assert fingerprint(leave_out=["accounts_session"]) == before


def test_no_secret_stands_there(people: w.People) -> None:
    manager = people.browser(w.MANAGER_OUT)
    hashes = list(Invitation.objects.values_list("token_hash", flat=True))
    passwords = list(User.objects.values_list("password", flat=True))
    for path in pages():
        page = manager.get(path).content.decode()
        assert not [secret for secret in [*hashes, *passwords] if secret in page], path


def test_a_neighbourhood_can_be_renamed_and_never_taken_away(people: w.People) -> None:
    manager = people.browser(w.MANAGER_OUT)
    pk = Neighbourhood.objects.get().pk
    change = reverse("admin:initiatives_neighbourhood_change", args=[pk])
    assert manager.post(change, {"name": "  Vogel\u200bbuurt   Oost "}).status_code == 302
    assert Neighbourhood.objects.get().name == "Vogelbuurt Oost"
    assert manager.post(change, {"name": "a\x00"}).status_code == 200
    delete = reverse("admin:initiatives_neighbourhood_delete", args=[pk])
    assert manager.post(delete, {"post": "yes"}).status_code == 403
    assert Neighbourhood.objects.exists()


def test_reading_writes_nothing_and_needs_nothing_inline(people: w.People) -> None:
    manager = people.browser(w.MANAGER_OUT)
    before = fingerprint()
    for path in pages():
        answer = manager.get(path)
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        page = answer.content.decode()
        assert not re.search(r"<style\b|\sstyle=|<script(?![^>]*\ssrc=)(?![^>]*json)", page), path
        assert not re.search(r"""\son[a-z]+=["']|javascript:""", page), path
    assert fingerprint() == before


def test_who_is_no_coordinator_any_more_is_out_at_once(people: w.People) -> None:
    manager: Client = people.browser(w.MANAGER_OUT)
    assert manager.get("/beheer/").status_code == 200
    User.objects.filter(pk=people.cast.manager.pk).update(is_manager=False)
    assert manager.get("/beheer/").status_code == 403
