"""Where a coordinator lets colleagues in and out."""

import threading
from contextlib import suppress

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import Function, User

LIST = "/collegas/"
PROFILE = "/mijn-gegevens/"


def page_of(user):
    return f"{LIST}{user.pk}/"


def filled_in(user, **changes):
    """What the form about `user` posts when only `changes` were made."""
    values = {
        "name": user.name,
        "email": user.email,
        "function": user.function,
        "organisation": user.organisation,
        "is_manager": "on" if user.is_manager else "",
        "revision": user.revision,
    }
    return values | changes


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


# Who may -----------------------------------------------------------------------------------------


def test_only_coordinators(official):
    for page in (LIST, "/collegas/uitnodigen/", page_of(official)):
        assertRedirects(Client().get(page), f"/aanmelden/?next={page}")
        colleague = Client()
        colleague.force_login(official)
        for response in (colleague.get(page), colleague.post(page, filled_in(official))):
            assert response.status_code in (403, 405)
    assert User.objects.count() == 1


def test_a_coordinator_who_is_none_any_more_changes_nothing(coordinator, official):
    coordinator.is_manager = False
    with pytest.raises(PermissionDenied):
        official.change(by=coordinator, **arguments(official, name="Anders"))
    for verb in (official.deactivate, official.reactivate):
        with pytest.raises(PermissionDenied):
            verb(by=coordinator)


def arguments(user, **changes):
    names = ["revision", "name", "email", "function", "organisation", "is_manager"]
    return {name: getattr(user, name) for name in names} | changes


# The list ----------------------------------------------------------------------------------------


def test_the_list_shows_who_can_sign_in(client, official):
    User.objects.create_user("oud@x.example", "Otto", is_active=False, organisation="Politie")
    response = client.get(LIST)
    assertContains(response, "3 personen")
    assertContains(response, "ambtenaar, Gemeente")
    assertContains(response, "bewoner, Politie")
    assertContains(response, "kan niet aanmelden")
    assertNotContains(response, "@")


def test_the_list_shows_colleagues_before_residents(client, official):
    User.objects.create_user("aad@x.example", "Aad")
    page = client.get(LIST).content.decode()
    assert page.index("Sanne") < page.index("Aad")


def test_the_list_leaves_out_who_never_proved_an_address(client):
    Client().post("/aanmelden/account-maken/", {"email": "nep@x.example", "name": "Nep"})
    assertNotContains(client.get(LIST), "Nep")
    assert client.get(page_of(User.objects.get(name="Nep"))).status_code == 404


@pytest.mark.parametrize(
    ("sought", "found"),
    [("san", True), (" SANNE ", True), ("bob", False), ("%", False), ("_", False)],
)
def test_the_list_can_be_searched_by_name(client, official, sought, found):
    response = client.get(LIST, {"q": sought})
    assert ("ambtenaar, Gemeente" in response.content.decode()) is found
    if not found:
        assertContains(response, "Niemand gevonden met deze naam.")


@pytest.mark.parametrize("sought", ["a\x00b", "x" * 61, "a\nb"])
def test_a_search_that_cannot_be_done_is_said(client, sought):
    assertContains(client.get(LIST, {"q": sought}), 'aria-invalid="true"')


def test_the_list_has_pages_and_few_queries(client, django_assert_max_num_queries):
    for number in range(500):
        User.objects.create_user(f"p{number}@x.example", f"Persoon {number:03}")
    with django_assert_max_num_queries(8):
        first = client.get(LIST, {"q": "persoon"})
    assertContains(first, "Persoon 024")
    assertNotContains(first, "Persoon 025")
    assertContains(first, "?q=persoon&amp;page=2")
    assertContains(client.get(LIST, {"q": "persoon", "page": 20}), "Persoon 499")
    for odd in ("0", "99", "x", "-1", "9" * 30):
        assert client.get(LIST, {"page": odd}).status_code == 200


# Changing ----------------------------------------------------------------------------------------


def test_a_colleague_can_be_changed(client, official):
    assertContains(client.get(page_of(official)), 'value="sanne@gemeente.example"')
    changes = {
        "name": "Sanne B",
        "function": "district_manager",
        "organisation": "",
        "is_manager": "on",
    }
    response = client.post(page_of(official), filled_in(official, **changes), follow=True)
    assertRedirects(response, LIST)
    assertContains(response, "De gegevens van Sanne B zijn bewaard.")
    official.refresh_from_db()
    assert (official.name, official.function) == ("Sanne B", Function.DISTRICT_MANAGER)
    assert (official.organisation, official.is_manager, official.is_active) == ("", True, True)


def test_another_address_ends_sessions_and_the_old_address_is_dead(client, official, mailoutbox):
    device = Client()
    device.force_login(official)
    client.post(page_of(official), filled_in(official, email="Sanne@nieuw.example"))
    assert device.get(PROFILE).status_code == 302
    assert [a.email for a in EmailAddress.objects.filter(user=official)] == ["sanne@nieuw.example"]
    Client().post("/aanmelden/", {"login": "sanne@gemeente.example"})
    Client().post("/aanmelden/", {"login": "sanne@nieuw.example"})
    assert [m.subject for m in mailoutbox] == [
        "Er is geen account met dit adres",
        "Je code voor Onderling",
    ]


def test_a_code_to_the_old_address_lets_nobody_in(client, official, newest_code):
    device = Client()
    device.post("/aanmelden/", {"login": official.email})
    client.post(page_of(official), filled_in(official, email="sanne@nieuw.example"))
    assertRedirects(device.post("/aanmelden/code/", {"code": newest_code()}), "/aanmelden/")
    assert device.get(PROFILE).status_code == 302
    assert [a.email for a in EmailAddress.objects.filter(user=official)] == ["sanne@nieuw.example"]


def test_other_changes_end_no_session(client, official):
    device = Client()
    device.force_login(official)
    client.post(page_of(official), filled_in(official, name="Sanne B"))
    assertContains(device.get(PROFILE), "Sanne B")


def test_who_is_let_out_is_signed_out_for_good(client, coordinator, official):
    device = Client()
    device.force_login(official)
    official.deactivate(by=coordinator)
    assertRedirects(device.get(PROFILE), f"/aanmelden/?next={PROFILE}")
    assertContains(client.get(page_of(official)), "Sanne kan niet aanmelden")
    response = client.post(f"{page_of(official)}weer-aan/", follow=True)
    assertContains(response, "Sanne kan weer aanmelden.")
    official.refresh_from_db()
    assert official.is_active
    assert device.get(PROFILE).status_code == 302


def test_the_form_about_somebody_closes_no_account(client, official):
    client.post(page_of(official), filled_in(official, name="Sanne B") | {"is_active": ""})
    official.refresh_from_db()
    assert (official.name, official.is_active) == ("Sanne B", True)


def test_an_address_of_somebody_else_is_refused(client, official, coordinator):
    response = client.post(page_of(official), filled_in(official, email=coordinator.email))
    assertContains(response, "Er is al iemand met dit e-mailadres.", status_code=422)
    official.refresh_from_db()
    assert official.email == "sanne@gemeente.example"


def test_the_second_of_two_editors_is_shown_both(client, official):
    mine = filled_in(official, name="Mijn Sanne")
    client.post(page_of(official), filled_in(official, name="Haar Sanne"))
    response = client.post(page_of(official), mine)
    assertContains(response, "Haar Sanne, ambtenaar, Gemeente", status_code=409)
    assertContains(response, 'value="Mijn Sanne"', status_code=409)
    assertContains(response, 'name="revision" value="2"', status_code=409)
    official.refresh_from_db()
    assert official.name == "Haar Sanne"
    client.post(page_of(official), mine | {"revision": "2"})
    official.refresh_from_db()
    assert official.name == "Mijn Sanne"


def test_a_mistake_does_not_hide_that_somebody_else_was_first(client, official):
    client.post(page_of(official), filled_in(official, name="Haar Sanne"))
    response = client.post(page_of(official), filled_in(official, name=""))
    assertContains(response, 'name="revision" value="1"', status_code=422)


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30])
def test_a_revision_that_is_none_changes_nothing(client, official, revision):
    response = client.post(page_of(official), filled_in(official, name="X", revision=revision))
    assert response.status_code == 422


def test_who_is_not_there_is_not_found(client):
    assert client.get(f"{LIST}999999/").status_code == 404


# Somebody must be left ---------------------------------------------------------------------------


def test_the_last_coordinator_cannot_stop(client, coordinator):
    User.objects.create_user("x@x.example", "X", is_manager=True, is_active=False)
    response = client.post(page_of(coordinator), filled_in(coordinator, is_manager=""))
    assertContains(response, "Je bent de enige coördinator.", status_code=422)
    with pytest.raises(ValidationError, match="enige"):
        coordinator.deactivate(by=coordinator)
    coordinator.refresh_from_db()
    assert coordinator.is_manager
    assert coordinator.is_active


def test_one_of_two_coordinators_can_stop(client, coordinator):
    User.objects.create_user("x@x.example", "X", is_manager=True)
    client.post(page_of(coordinator), filled_in(coordinator, is_manager=""))
    assert client.get(LIST).status_code == 403


def test_one_of_two_coordinators_can_go(client, coordinator):
    User.objects.create_user("x@x.example", "X", is_manager=True)
    coordinator.deactivate(by=coordinator)
    assert client.get(LIST).status_code == 302


def stop_together(first, second, *, goes):
    """Both stop at the same moment. Gives how many succeeded."""
    stopped = []

    def stop(user):
        try:
            if goes:
                user.deactivate(by=user)
            else:
                user.change(by=user, **arguments(user, is_manager=False))
            stopped.append(user.pk)
        except ValidationError:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=stop, args=[user]) for user in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(stopped)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("goes", [True, False])
@pytest.mark.parametrize("guarded", [True, False])
def test_the_last_two_coordinators_cannot_stop_together(guarded, goes, monkeypatch):
    """Each waits after its check for the other to have checked too, which the guard prevents.
    Without the guard both succeed, so the test would see it."""
    check = User._refuse_if_last_manager
    both_checked = threading.Barrier(2, timeout=1)

    def check_and_wait(user):
        if guarded:
            check(user)
        with suppress(threading.BrokenBarrierError):
            both_checked.wait()

    monkeypatch.setattr(User, "_refuse_if_last_manager", check_and_wait)
    pair = [
        User.objects.create_user(f"{name}@x.example", name, is_manager=True) for name in ("A", "B")
    ]
    assert stop_together(*pair, goes=goes) == (1 if guarded else 2)
    assert User.objects.filter(is_manager=True, is_active=True).count() == (1 if guarded else 0)
