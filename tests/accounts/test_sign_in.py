"""Signing in with a code by e-mail."""

import re
import smtplib
from contextlib import nullcontext

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import User

LOGIN, CODE = "/aanmelden/", "/aanmelden/code/"
SIGN_UP, CONFIRM = "/aanmelden/account-maken/", "/aanmelden/bevestigen/"
PROFILE = "/mijn-gegevens/"


def seen(response):
    """What a visitor can compare: status, address and page, without the token of the form."""
    token = r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"'
    page = re.sub(token, "", response.content.decode())
    return response.status_code, response.headers.get("Location"), page


def test_every_sign_in_page_begins_with_the_path_that_may_write_on_reading():
    names = """account_login account_confirm_login_code account_signup account_logout
        account_email_verification_sent account_inactive account_request_login_code demo_sign_in"""
    assert all(reverse(name).startswith(LOGIN) for name in names.split())


def test_a_code_signs_somebody_in(client, official, newest_code):
    response = client.post(LOGIN, {"login": "Sanne@Gemeente.example"})
    assertRedirects(response, CODE)
    assertContains(client.get(CODE), "sanne@gemeente.example")
    response = client.post(CODE, {"code": newest_code()})
    assertRedirects(response, reverse("start"), fetch_redirect_response=False)
    assertContains(client.get(PROFILE), "Sanne")


def test_the_mail_is_plain_text_in_plain_dutch(client, official, newest_code):
    client.post(LOGIN, {"login": official.email})
    message = mail.outbox[0]
    assert message.to == [official.email]
    assert message.subject == "Je code voor Onderling"
    assert message.content_subtype == "plain"
    assert not getattr(message, "alternatives", [])
    assert newest_code() in message.body
    assert "&" not in message.body


def test_a_code_may_be_typed_in_small_letters_with_blanks(client, official, newest_code):
    client.post(LOGIN, {"login": official.email})
    client.post(CODE, {"code": newest_code().lower().replace("-", " ")})
    assert client.get(PROFILE).status_code == 200


def test_a_wrong_code_keeps_what_was_typed_and_three_end_it(client, official, newest_code):
    client.post(LOGIN, {"login": official.email})
    response = client.post(CODE, {"code": "XXXX-XXXX"})
    assert response.status_code == 422
    assertContains(response, "Deze code klopt niet", status_code=422)
    assertContains(response, 'value="XXXX-XXXX"', status_code=422)
    client.post(CODE, {"code": "XXXX-XXXX"})
    response = client.post(CODE, {"code": "XXXX-XXXX"}, follow=True)
    assertContains(response, "Dit is te vaak geprobeerd")
    client.post(CODE, {"code": newest_code()})
    assertRedirects(client.get(PROFILE), f"{LOGIN}?next={PROFILE}")


def test_a_code_works_a_quarter_of_an_hour(client, official, newest_code):
    with time_machine.travel("2026-11-02T10:00:00Z", tick=False) as clock:
        client.post(LOGIN, {"login": official.email})
        clock.shift(14 * 60)
        assert client.get(CODE).status_code == 200
        clock.shift(2 * 60)
        client.post(CODE, {"code": newest_code()})
        assert client.get(PROFILE).status_code == 302


def test_a_code_works_once(client, official, newest_code):
    client.post(LOGIN, {"login": official.email})
    code = newest_code()
    client.post(CODE, {"code": code})
    client.post("/aanmelden/afmelden/")
    client.post(CODE, {"code": code})
    assert client.get(PROFILE).status_code == 302


def test_a_code_of_another_device_does_not_work(client, official, newest_code):
    client.post(LOGIN, {"login": official.email})
    elsewhere = Client()
    elsewhere.post(CODE, {"code": newest_code()})
    assert elsewhere.get(PROFILE).status_code == 302


def test_signing_in_gives_a_new_session(client, official, newest_code):
    client.post(LOGIN, {"login": official.email})
    before = client.cookies["onderling-session"].value
    client.post(CODE, {"code": newest_code()})
    assert client.cookies["onderling-session"].value != before


def test_next_is_kept_through_the_code(client, official, newest_code):
    assertRedirects(client.get(PROFILE), f"{LOGIN}?next={PROFILE}")
    assertContains(client.get(f"{LOGIN}?next={PROFILE}"), f'name="next" value="{PROFILE}"')
    response = client.post(LOGIN, {"login": official.email, "next": PROFILE})
    assertRedirects(response, f"{CODE}?next=%2Fmijn-gegevens%2F")
    page = client.get(response.headers["Location"])
    assertContains(page, f'name="next" value="{PROFILE}"')
    response = client.post(CODE, {"code": newest_code(), "next": PROFILE})
    assertRedirects(response, PROFILE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://boos.example/",
        "//boos.example",
        "javascript:alert(1)",
        "/\\boos.example",
        "https:///b",
    ],
)
def test_next_never_leads_to_another_site(client, official, newest_code, elsewhere):
    client.post(LOGIN, {"login": official.email, "next": elsewhere})
    response = client.post(CODE, {"code": newest_code(), "next": elsewhere})
    assertRedirects(response, reverse("start"), fetch_redirect_response=False)


def test_starting_again_lets_another_address_be_typed(client, official):
    client.post(LOGIN, {"login": "verkeerd@gemeente.example"})
    assertRedirects(client.get(LOGIN), CODE)
    assertRedirects(client.post("/aanmelden/afmelden/", {"next": LOGIN}), LOGIN)


@pytest.mark.parametrize("typed", ["", "geen adres", "a\x00b@x.example", "x" * 400 + "@x.example"])
def test_what_is_no_address_is_said_and_kept(client, db, typed):
    response = client.post(LOGIN, {"login": typed})
    assert response.status_code == 422
    assert not mail.outbox
    assertContains(response, 'aria-invalid="true"', status_code=422)


@pytest.mark.parametrize(
    "odd",
    ["a..b@x.example", '"een naam"@x.example', "a@[127.0.0.1]", "a@münchen.example", "é@x.nl"],
)
def test_odd_addresses_never_break_the_page(client, db, odd):
    assert client.post(LOGIN, {"login": odd}).status_code in (302, 422)
    assert client.post(SIGN_UP, {"email": odd, "name": "Sam"}).status_code in (302, 422)


# Nobody learns who has an account ----------------------------------------------------------------


def answers(steps):
    """Walks through `steps` with a new device and gives what was seen at each."""
    client = Client()
    return [seen(getattr(client, method)(path, data)) for method, path, data in steps]


def sign_in_steps(address):
    return [
        ("post", LOGIN, {"login": address}),
        ("get", CODE, {}),
        ("post", CODE, {"code": "XXXX-XXXX"}),
        ("get", LOGIN, {}),
        ("post", CODE, {"action": "resend"}),
        ("post", CODE, {"code": ""}),
        ("get", LOGIN, {}),
    ]


def sign_up_steps(address):
    return [
        ("post", SIGN_UP, {"email": address, "name": "Sam"}),
        ("get", CONFIRM, {}),
        ("post", CONFIRM, {"code": "XXXX-XXXX"}),
        ("post", CONFIRM, {"action": "change", "email": "ander@x.example"}),
        ("get", SIGN_UP, {}),
        ("get", LOGIN, {}),
        ("post", "/aanmelden/afmelden/", {"next": SIGN_UP}),
        ("get", CONFIRM, {}),
        ("get", CODE, {}),
    ]


@pytest.mark.parametrize("steps", [sign_in_steps, sign_up_steps])
@pytest.mark.parametrize("broken", [False, True])
def test_known_and_unknown_addresses_see_the_same(official, steps, broken, no_mail):
    User.objects.create_user("weg@gemeente.example", "Weg", is_active=False)
    with no_mail() if broken else nullcontext():
        known = answers(steps("sanne@gemeente.example"))
        closed = answers(steps("weg@gemeente.example"))
        unknown = answers(steps("nooit@gemeente.example"))
    assert without_address(known) == without_address(unknown)
    assert without_address(closed) == without_address(unknown)


def without_address(steps):
    return [
        (status, where, re.sub(r"(sanne|weg|nooit)@gemeente\.example", "ADDRESS", page))
        for status, where, page in steps
    ]


def test_each_of_them_gets_one_mail(client, official):
    client.post(LOGIN, {"login": "nooit@gemeente.example"})
    Client().post(SIGN_UP, {"email": official.email, "name": "Sam"})
    assert [m.subject for m in mail.outbox] == [
        "Er is geen account met dit adres",
        "Je hebt al een account",
    ]
    assert f"http://testserver{SIGN_UP}" in mail.outbox[0].body
    assert f"http://testserver{LOGIN}" in mail.outbox[1].body
    assert User.objects.count() == 1


# When no mail goes out ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "error", [TimeoutError, ConnectionRefusedError, smtplib.SMTPServerDisconnected("weg")]
)
@pytest.mark.parametrize("address", ["sanne@gemeente.example", "nooit@gemeente.example"])
def test_a_mail_that_fails_is_said_plainly(client, official, no_mail, error, address):
    with no_mail(error):
        response = client.post(LOGIN, {"login": address, "next": PROFILE})
    assert response.status_code == 503
    said = "De mail met de code is niet verstuurd. Probeer het over een paar minuten opnieuw."
    assertContains(response, said, status_code=503)
    assertContains(response, f'name="login" value="{address}"', status_code=503)
    assertContains(response, f'name="next" value="{PROFILE}"', status_code=503)


def test_after_a_mail_that_failed_the_same_again_works(client, official, no_mail, newest_code):
    with no_mail():
        client.post(LOGIN, {"login": official.email})
    assertRedirects(client.post(LOGIN, {"login": official.email}), CODE)
    client.post(CODE, {"code": newest_code()})
    assert client.get(PROFILE).status_code == 200


# Too often ---------------------------------------------------------------------------------------


def test_too_often_is_said_plainly(client, official):
    for number in range(31):
        response = client.post(LOGIN, {"login": f"niemand{number}@x.example"})
        if response.status_code == 429:
            break
        client.post("/aanmelden/afmelden/")
    assertContains(response, "Wacht een minuut en probeer het dan opnieuw.", status_code=429)
    assert client.post(SIGN_UP, {"email": "a@x.example", "name": "A"}).status_code == 302


def test_one_address_gets_few_codes_even_from_many_places(official):
    for number in range(3):
        address = f"10.0.0.{number}"
        assert Client(REMOTE_ADDR=address).post(LOGIN, {"login": official.email}).status_code == 302
    response = Client(REMOTE_ADDR="10.0.0.9").post(LOGIN, {"login": official.email})
    assertContains(response, "Dit is te vaak geprobeerd", status_code=422)
    assert len(mail.outbox) == 3


def test_a_forged_address_of_a_proxy_does_not_help(official):
    for number in range(31):
        client = Client(headers={"X-Forwarded-For": f"10.0.0.{number}"})
        response = client.post(LOGIN, {"login": f"niemand{number}@x.example"})
    assert response.status_code in (422, 429)


# Signing out, and being let out ------------------------------------------------------------------


def test_signing_out_asks_first(client, official):
    client.force_login(official)
    assertContains(client.get("/aanmelden/afmelden/"), "Ja, meld mij af")
    assert client.get(PROFILE).status_code == 200
    client.post("/aanmelden/afmelden/")
    assert client.get(PROFILE).status_code == 302


def test_somebody_let_out_is_signed_out_and_gets_no_code(client, official, mailoutbox):
    client.force_login(official)
    User.objects.filter(pk=official.pk).update(is_active=False)
    assertRedirects(client.get(PROFILE), f"{LOGIN}?next={PROFILE}")
    client.post(LOGIN, {"login": official.email})
    assert [m.subject for m in mailoutbox] == ["Er is geen account met dit adres"]


def test_somebody_let_out_between_mail_and_code_stays_out(client, official, newest_code):
    client.post(LOGIN, {"login": official.email})
    User.objects.filter(pk=official.pk).update(is_active=False)
    response = client.post(CODE, {"code": newest_code()}, follow=True)
    assertContains(response, "Je account staat uit.")
    assert client.get(PROFILE).status_code == 302


def test_every_sign_in_page_answers_everybody(client, official):
    pages = [LOGIN, CODE, SIGN_UP, CONFIRM, "/aanmelden/afmelden/", "/aanmelden/geen-toegang/"]
    for _visit in range(2):
        for page in pages:
            assert client.get(page).status_code in (200, 302)
            assert client.post(page).status_code in (200, 302, 405, 422)
        client.force_login(official)


def test_addresses_are_one_whatever_their_case(official):
    assert User.objects.create_user("B@X.example", "B").email == "b@x.example"
    with pytest.raises(IntegrityError):
        User.objects.create(email="SANNE@gemeente.example", name="Dubbel")


def test_somebody_has_one_address_to_sign_in_with(official):
    address = EmailAddress.objects.get(user=official)
    assert (address.email, address.verified) == (official.email, True)


def test_no_page_asks_for_a_password(client, db):
    assertNotContains(client.get(LOGIN), "password")
    assertNotContains(client.get(SIGN_UP), "password")
