"""On which devices somebody is signed in, and ending that."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import Device, Session
from accounts.sessions import SessionStore, kept_as
from tests.factories import make_user
from tests.fingerprint import fingerprint

PROFILE, END, LOGIN = "/mijn-gegevens/", "/mijn-gegevens/afmelden/", "/aanmelden/"
COOKIE = "onderling-session"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


def signed_in(user):
    device = Client()
    device.force_login(user)
    return device


def by_code(user, newest_code, agent, **cookies):
    device = Client(headers={"User-Agent": agent})
    device.cookies.load(cookies)
    device.post(LOGIN, {"login": user.email})
    device.post("/aanmelden/code/", {"code": newest_code()})
    return device


def saved(device):
    """Something small that changes."""
    return device.post(PROFILE, {"name": "Sanne", "organisation": ""})


# What is kept ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("agent", "kind"), [(IPHONE, Device.PHONE), (LAPTOP, Device.COMPUTER)])
def test_a_session_knows_whose_it_is_and_no_more_than_the_kind_of_device(
    official, newest_code, agent, kind
):
    device = by_code(official, newest_code, agent)
    session = Session.objects.get(user=official)
    assert session.device == kind
    everything = f"{Session.objects.values().get(pk=session.pk)} {session.get_decoded()}"
    for secret in (agent, "iPhone;", "Linux", "127.0.0.1"):
        assert secret not in everything
    assert device.get(PROFILE).status_code == 200


def test_a_copy_of_the_database_signs_nobody_in(official):
    device = signed_in(official)
    key = device.cookies[COOKIE].value
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_session")
        rows = str(cursor.fetchall())
    assert key not in rows
    assert kept_as(key) in rows
    thief = Client()
    thief.cookies[COOKIE] = kept_as(key)
    assert thief.get(PROFILE).status_code == 302


def test_signing_in_takes_no_key_that_somebody_else_chose(official, newest_code):
    chosen = "gekozendooreenander0123456789abc"
    device = by_code(official, newest_code, LAPTOP, **{COOKIE: chosen})
    assert device.cookies[COOKIE].value != chosen
    assert device.get(PROFILE).status_code == 200
    other = Client()
    other.cookies[COOKIE] = chosen
    assert other.get(PROFILE).status_code == 302


def test_signing_in_gives_another_key_than_the_steps_before(official, newest_code):
    device = Client()
    device.post(LOGIN, {"login": official.email})
    before = device.cookies[COOKIE].value
    device.post("/aanmelden/code/", {"code": newest_code()})
    assert device.cookies[COOKIE].value != before
    other = Client()
    other.cookies[COOKIE] = before
    assert other.get(PROFILE).status_code == 302
    assert Session.objects.count() == 1


# How long ----------------------------------------------------------------------------------------


def test_a_session_ends_two_weeks_after_the_last_change(official):
    with time_machine.travel("2026-11-02T10:00:00Z", tick=False) as clock:
        device = signed_in(official)
        clock.shift(timedelta(days=13))
        assert saved(device).status_code == 302
        clock.shift(timedelta(days=13))
        assert device.get(PROFILE).status_code == 200
        clock.shift(timedelta(days=1, minutes=1))
        assert device.get(PROFILE).status_code == 302


def test_a_session_ends_after_thirty_days_in_any_case(official):
    with time_machine.travel("2026-11-02T10:00:00Z", tick=False) as clock:
        device = signed_in(official)
        for _week in range(4):
            clock.shift(timedelta(days=7))
            assert saved(device).status_code == 302
        clock.shift(timedelta(days=2, minutes=-1))
        assert device.get(PROFILE).status_code == 200
        clock.shift(timedelta(minutes=2))
        assert device.get(PROFILE).status_code == 302


def test_reading_moves_nothing_and_a_day_of_changes_writes_once(
    official, django_assert_max_num_queries
):
    with time_machine.travel("2026-11-02T10:00:00Z", tick=False) as clock:
        device = signed_in(official)
        clock.shift(timedelta(days=2))
        before = fingerprint()
        device.get(PROFILE)
        device.head(PROFILE)
        assert fingerprint() == before
        saved(device)
        session = Session.objects.get()
        assert str(session.last_used_on) == "2026-11-04"
        until = session.expire_date
        clock.shift(timedelta(hours=3))
        saved(device)
        assert Session.objects.get().expire_date == until


def test_what_is_over_is_thrown_away(official, coordinator):
    with time_machine.travel("2026-11-02T10:00:00Z", tick=False) as clock:
        signed_in(official)
        clock.shift(timedelta(days=10))
        signed_in(coordinator)
        clock.shift(timedelta(days=5))
        call_command("clearsessions", stdout=StringIO())
        assert [session.user for session in Session.objects.all()] == [coordinator]


def test_the_steps_of_signing_in_are_of_nobody_and_last_a_day(db, client):
    with time_machine.travel("2026-11-02T10:00:00Z", tick=False) as clock:
        client.post(LOGIN, {"login": "niemand@x.example"})
        session = Session.objects.get()
        assert session.user is None
        clock.shift(timedelta(days=1, seconds=1))
        SessionStore.clear_expired()
        assert not Session.objects.exists()


# Seeing and ending -------------------------------------------------------------------------------


def test_the_page_lists_the_own_devices_and_marks_this_one(official, coordinator, newest_code):
    phone, laptop = (by_code(official, newest_code, agent) for agent in (IPHONE, LAPTOP))
    other = signed_in(coordinator)
    page = phone.get(PROFILE)
    assertContains(page, ">dit apparaat<", 1)
    assertContains(page, "<p>Telefoon</p>", 1)
    assertContains(page, "<p>Computer</p>", 1)
    assertContains(page, kept_as(laptop.cookies[COOKIE].value))
    for device in (phone, laptop, other):
        assertNotContains(page, device.cookies[COOKIE].value)
    assertNotContains(page, kept_as(other.cookies[COOKIE].value))


def test_one_device_is_signed_off(official):
    here, there, third = (signed_in(official) for _n in range(3))
    name = kept_as(there.cookies[COOKIE].value)
    response = here.post(END, {"session": name}, follow=True)
    assertContains(response, "Er is 1 apparaat afgemeld.")
    assert [d.get(PROFILE).status_code for d in (here, there, third)] == [200, 302, 200]
    assertContains(here.post(END, {"session": name}, follow=True), "was al afgemeld")


def test_all_others_are_signed_off(official, coordinator):
    here, there, third = (signed_in(official) for _n in range(3))
    somebody = signed_in(coordinator)
    response = here.post(END, {"session": "others"}, follow=True)
    assertContains(response, "Er zijn 2 apparaten afgemeld.")
    codes = [d.get(PROFILE).status_code for d in (here, there, third, somebody)]
    assert codes == [200, 302, 302, 200]


def test_a_session_of_somebody_else_cannot_be_ended(official, coordinator):
    here, other = signed_in(official), signed_in(coordinator)
    here.post(END, {"session": kept_as(other.cookies[COOKIE].value)})
    assert other.get(PROFILE).status_code == 200


@pytest.mark.parametrize("odd", ["", "x", "%", "\x00", "9" * 500])
def test_an_odd_name_ends_nothing(official, odd):
    here, there = signed_in(official), signed_in(official)
    assert here.post(END, {"session": odd}).status_code == 302
    assert there.get(PROFILE).status_code == 200


def test_this_device_goes_through_signing_off(official):
    here = signed_in(official)
    response = here.post(END, {"session": kept_as(here.cookies[COOKIE].value)})
    assertRedirects(response, "/aanmelden/afmelden/")
    assert here.get(PROFILE).status_code == 200


def test_a_session_that_was_ended_does_not_come_back(official):
    """Also not when a page of that device is on its way: its answer saves no session again."""
    here = signed_in(official)
    Session.objects.all().delete()
    saved(here)
    assert not Session.objects.filter(user=official).exists()


def test_who_is_signed_out_everywhere_by_a_change_of_address_gets_a_page(client, coordinator):
    """A coordinator who changes the own address ends the own session as well."""
    client.force_login(coordinator)
    sent = {"name": "Mira", "email": "mira@nieuw.example", "function": "policy_officer",
            "is_manager": "on", "revision": "1"}  # fmt: skip
    response = client.post(f"/collegas/{coordinator.pk}/", sent)
    assert response.status_code == 302
    assert client.get(PROFILE).status_code == 302


# Who is signed in comes along with the session ------------------------------------------------


def asked(device, capture):
    with capture(connection) as queries:
        response = device.get("/mijn-gegevens/")
    about = [q["sql"] for q in queries if '"accounts_user"' in q["sql"].partition(" FROM ")[2]]
    return response, about


def test_the_session_and_its_user_are_one_query(official):
    response, about = asked(signed_in(official), CaptureQueriesContext)
    assert response.status_code == 200
    assert len([sql for sql in about if "session_data" in sql]) == 1
    assert not [sql for sql in about if "session_data" not in sql and "LIMIT 21" in sql]


def test_an_account_that_stopped_is_signed_out_at_once(official):
    device = signed_in(official)
    assert device.get(PROFILE).status_code == 200
    type(official).objects.filter(pk=official.pk).update(is_active=False)
    assert device.get(PROFILE).status_code == 302


def test_another_password_hash_ends_the_session(official):
    """What Django does when somebody's secret changes still happens."""
    device = signed_in(official)
    type(official).objects.filter(pk=official.pk).update(password="!other")
    assert device.get(PROFILE).status_code == 302
    assert not Session.objects.filter(user=official).exists()


def test_a_session_of_somebody_else_in_the_row_counts_for_nothing(official):
    """The signed data says whose session it is, not the column beside it."""
    device = signed_in(official)
    other = make_user("Iemand Anders")
    Session.objects.update(user=other)
    response = device.get(PROFILE)
    assert other.name not in response.content.decode()
