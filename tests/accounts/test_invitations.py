"""Inviting a colleague, and coming in by the link in the mail."""

import logging
import re
import smtplib
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts import sessions
from accounts.models import Function, Invitation, InvitationGone, User
from accounts.models.invitation import hash_of
from config.logs import redact
from tests.factories import make_invitation

LIST, NEW, LOGIN = "/collegas/", "/collegas/uitnodigen/", "/aanmelden/"
BOB = {
    "name": "Bob", "email": "Bob@Welzijn.example", "function": "youth_worker",
    "organisation": "Stichting Welzijn",
}  # fmt: skip
ADDRESS = "bob@welzijn.example"


@pytest.fixture
def client(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def phone(db):
    """A phone on which nobody is signed in."""
    return Client()


@pytest.fixture
def path_in_mail(mailoutbox):
    def read():
        return urlsplit(re.search(r"^https?://\S+$", mailoutbox[-1].body, re.MULTILINE)[0]).path

    return read


def path_of(invitation):
    return f"/u/{invitation.token}/"


# The mail ----------------------------------------------------------------------------------------


def test_somebody_invited_comes_in_and_signs_in(client, phone, path_in_mail, newest_code):
    assertContains(client.post(NEW, BOB, follow=True), "De uitnodiging voor Bob is verstuurd.")
    assertNotContains(client.get(LIST), "kan nu aanmelden")
    page = phone.get(path_in_mail())
    assertContains(page, "Mira nodigt je uit voor Onderling.")
    assertContains(page, "jongerenwerker, Stichting Welzijn")
    assert not User.objects.filter(email=ADDRESS).exists()
    assertRedirects(phone.post(path_in_mail()), LOGIN, fetch_redirect_response=False)
    page = phone.get(LOGIN)
    assertContains(page, "Je account staat klaar.")
    assertContains(page, f'value="{ADDRESS}"')
    phone.post(LOGIN, {"login": ADDRESS})
    phone.post("/aanmelden/code/", {"code": newest_code()})
    assertContains(phone.get("/mijn-gegevens/"), "Stichting Welzijn")
    bob = User.objects.get(email=ADDRESS)
    assert (bob.function, bob.is_manager) == (Function.YOUTH_WORKER, False)
    # What was kept to fill in the address is gone.
    assert sessions.ADDRESS not in phone.session


def test_the_mail_is_plain_text_to_one_address(client, mailoutbox, path_in_mail):
    client.post(NEW, BOB | {"name": "Bob & Zn. O'Hara"})
    message = mailoutbox[0]
    assert message.to == [ADDRESS]
    assert message.subject == "Mira nodigt je uit voor Onderling"
    assert message.content_subtype == "plain"
    assert "Hallo Bob & Zn. O'Hara," in message.body
    assert "als jongerenwerker" in message.body
    assert not re.search(r"&amp;|&#", message.body)
    assert path_in_mail().startswith("/u/")


def test_a_name_with_a_line_end_makes_no_header(client, mailoutbox, coordinator):
    User.objects.filter(pk=coordinator.pk).update(name="Mira\r\nBcc: x@x.example")
    with pytest.raises(ValueError, match="newline"):
        client.post(NEW, BOB)
    assert not mailoutbox


def test_the_token_has_128_bits_and_stands_nowhere_but_in_the_mail(client, path_in_mail):
    client.post(NEW, BOB)
    token = path_in_mail().split("/")[2]
    assert len(token) == 22
    row = Invitation.objects.values().get()
    assert token not in str(row)
    assert row["token_hash"] == hash_of(token)
    assertNotContains(client.get(LIST), token)


def test_a_thousand_tokens_differ(coordinator):
    invitation = make_invitation(by=coordinator)
    tokens = {invitation.token}
    for _n in range(200):
        invitation.renew(by=coordinator)
        tokens.add(invitation.token)
    assert len(tokens) == 201


@pytest.mark.parametrize("error", [ConnectionRefusedError, TimeoutError, smtplib.SMTPException])
def test_without_mail_the_page_says_so_and_it_can_be_sent_again(client, no_mail, error, mailoutbox):
    with no_mail(error):
        response = client.post(NEW, BOB)
    assertContains(response, "Het is niet gelukt om Bob te mailen.", status_code=503)
    assert response.headers["Retry-After"] == "120"
    invitation = Invitation.objects.get()
    assert invitation.sent_at is None
    again = f"/collegas/uitnodiging/{invitation.pk}/opnieuw/"
    assertContains(response, f'action="{again}"', status_code=503)
    assertContains(client.get(LIST), "mail niet verstuurd")
    with no_mail(error):
        assert client.post(again).status_code == 503
    assertRedirects(client.post(again), LIST)
    assert len(mailoutbox) == 1
    assertNotContains(client.get(LIST), "mail niet verstuurd")


def test_no_log_holds_the_token(client, phone, path_in_mail, no_mail, caplog):
    caplog.set_level(logging.DEBUG)
    client.post(NEW, BOB)
    path = path_in_mail()
    token = path.split("/")[2]
    phone.get(path + "x/")
    phone.get(f"/%75/{token}")
    with no_mail():
        client.post(f"/collegas/uitnodiging/{Invitation.objects.get().pk}/opnieuw/")
    written = [redact(record.getMessage()) for record in caplog.records]
    assert written
    assert not [line for line in written if token in line]


# Sending again and taking back -------------------------------------------------------------------


def test_sending_again_gives_another_link_and_ends_the_first(client, phone, path_in_mail):
    client.post(NEW, BOB)
    first = path_in_mail()
    invitation = Invitation.objects.get()
    Invitation.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assertContains(client.get(LIST), "werkt niet meer")
    assertRedirects(client.post(f"/collegas/uitnodiging/{invitation.pk}/opnieuw/"), LIST)
    assert phone.get(first).status_code == 404
    assert phone.get(path_in_mail()).status_code == 200
    invitation.refresh_from_db()
    assert invitation.expires_on == timezone.localdate() + timedelta(days=7)


def test_a_page_opened_before_it_was_sent_anew_lets_nobody_in(coordinator):
    invitation = make_invitation(by=coordinator)
    opened = Invitation.objects.get()
    invitation.renew(by=coordinator)
    with pytest.raises(InvitationGone):
        opened.accept()
    assert not User.objects.filter(email=invitation.email).exists()


def test_a_used_or_revoked_one_is_not_sent_again(client, coordinator, mailoutbox):
    used, revoked = make_invitation(by=coordinator), make_invitation(by=coordinator)
    used.accept()
    revoked.revoke(by=coordinator)
    for invitation in (used, revoked):
        response = client.post(f"/collegas/uitnodiging/{invitation.pk}/opnieuw/")
        assertContains(response, "al gebruikt of ingetrokken", status_code=409)
    assert not mailoutbox


def test_revoking_stops_the_link_at_once(client, phone, coordinator):
    invitation = make_invitation(by=coordinator)
    assert phone.get(path_of(invitation)).status_code == 200
    stop = f"/collegas/uitnodiging/{invitation.pk}/intrekken/"
    assertContains(client.post(stop, follow=True), "werkt niet meer.")
    assert phone.post(path_of(invitation)).status_code == 404
    assertNotContains(client.get(LIST), invitation.email)
    assert not User.objects.filter(email=invitation.email).exists()
    assertRedirects(client.post(stop), LIST)


def test_revoking_a_used_one_says_that_it_is_too_late(client, coordinator):
    invitation = make_invitation(by=coordinator)
    invitation.accept()
    response = client.post(f"/collegas/uitnodiging/{invitation.pk}/intrekken/", follow=True)
    assertContains(response, "Te laat: deze uitnodiging is al gebruikt.")


def test_one_address_is_invited_once_at_a_time(client, coordinator):
    make_invitation(by=coordinator, email=ADDRESS)
    response = client.post(NEW, BOB)
    assertContains(response, "Dit adres is al uitgenodigd.", status_code=422)
    Invitation.objects.get().revoke(by=coordinator)
    assertRedirects(client.post(NEW, BOB), LIST)


def test_an_address_with_an_account_is_not_invited(client, official, mailoutbox):
    response = client.post(NEW, BOB | {"email": "SANNE@gemeente.example"})
    assertContains(response, "Er is al een account met dit adres.", status_code=422)
    assert not mailoutbox
    assert not Invitation.objects.exists()


def test_a_sign_up_that_was_never_confirmed_is_in_nobodys_way(client, phone, path_in_mail):
    phone.post("/aanmelden/account-maken/", {"email": ADDRESS, "name": "Nep"})
    client.post(NEW, BOB)
    Client().post(path_in_mail())
    assert User.objects.get(email=ADDRESS).name == "Bob"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "geen adres"}, "geldig e-mailadres"),
        ({"name": ""}, "Vul dit in."),
        ({"name": "x" * 61}, "Dit is te lang: 61 tekens. Er passen er 60."),
        ({"function": ""}, "Kies een functie."),
        ({"function": "boss"}, "boss"),
        ({"organisation": "a\x00"}, "onzichtbaar teken"),
    ],
)
def test_what_does_not_fit_is_said_and_kept(client, mailoutbox, wrong, said):
    response = client.post(NEW, BOB | {"organisation": "Welzijn Oost"} | wrong)
    assertContains(response, said, status_code=422)
    if "organisation" not in wrong:
        assertContains(response, 'value="Welzijn Oost"', status_code=422)
    assert not Invitation.objects.exists()
    assert not mailoutbox


def test_only_coordinators_invite(official, coordinator):
    invitation = make_invitation(by=coordinator)
    for by in (official, User(is_manager=True, is_active=False)):
        with pytest.raises(PermissionDenied):
            Invitation.invite(by=by, email="a@x.example", name="A", function="resident")
        with pytest.raises(PermissionDenied):
            invitation.renew(by=by)
    with pytest.raises(PermissionDenied):
        invitation.revoke(by=official)


def test_it_reads_in_english(phone, client, coordinator, mailoutbox):
    client.post("/taal/", {"language": "en", "next": "/"})
    client.post(NEW, BOB)
    assert "Hier maken bewoners" not in mailoutbox[0].body


# The list ----------------------------------------------------------------------------------------


def test_the_list_holds_exactly_who_waits_and_who_can_be_changed(client, coordinator, official):
    waiting, used, revoked = (make_invitation(by=coordinator) for _n in range(3))
    used.accept()
    revoked.revoke(by=coordinator)
    Client().post("/aanmelden/account-maken/", {"email": "nep@x.example", "name": "Nep"})
    page = client.get(LIST).content.decode()
    assert re.findall(r'id="uitnodiging-(\d+)"', page) == [str(waiting.pk)]
    listed = set(map(int, re.findall(r'href="/collegas/(\d+)/"', page)))
    assert listed == set(User.objects.confirmed().values_list("pk", flat=True))
    assert len(listed) == 3


def test_the_list_has_pages_of_its_own_and_few_queries(
    client, coordinator, django_assert_max_num_queries
):
    for number in range(23):
        make_invitation(by=coordinator, name=f"Genodigde {number:02}")
    for number in range(500):
        User.objects.create_user(f"p{number}@x.example", f"Persoon {number:03}")
    with django_assert_max_num_queries(8):
        first = client.get(LIST)
    assertContains(first, "23 open uitnodigingen")
    assertContains(first, "501 personen")
    assertContains(first, "Genodigde 09")
    assertNotContains(first, "Genodigde 10")
    assertContains(client.get(LIST, {"invited": "3"}), "Genodigde 22")
    assertContains(client.get(LIST, {"q": "digde 1"}), "10 open uitnodigingen")
