"""While the next text is negotiated the running one holds, and every page says so plainly."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion, Pause, ReadLink
from agreements.states import Status
from tests.conftest import Cast
from tests.overview import world


@pytest.fixture
def running(cast: Cast) -> AgreementVersion:
    return world.run(cast)


def body(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(name, args=args), follow=True)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_both_pages_say_which_text_holds_while_a_proposal_lies_on_the_table(
    cast: Cast, client: Client, official: Client, running: AgreementVersion
) -> None:
    following = world.next_text(cast, running, text="Anders.")
    for person in (official, cast.sit(client, cast.noor)):
        page = body(person, "version", running.pk)
        assert "Deze tekst geldt.</strong> Versie 2 ligt voor." in page
        assert reverse("compare_versions", args=[following.pk, running.pk]) in page
        page = body(person, "version", following.pk)
        assert "Deze tekst geldt nog niet.</strong> Versie 1 geldt." in page
        assert reverse("version", args=[running.pk]) in page
    running.refresh_from_db()
    assert running.status == Status.IN_EFFECT


def test_the_draft_says_so_too_to_read_and_to_write(
    cast: Cast, official: Client, running: AgreementVersion
) -> None:
    draft = running.agreement.start_version(by=cast.wouter)
    assert "Deze tekst geldt nog niet." in body(official, "version", draft.pk)
    assert "Versie 1 geldt. Beide kanten houden zich daaraan" in body(official, "write", draft.pk)
    assert "ligt voor" not in body(official, "version", running.pk), "a draft is nobody's business"


def test_where_nothing_else_is_nothing_is_said(
    cast: Cast, official: Client, running: AgreementVersion
) -> None:
    assert "Deze tekst geldt" not in body(official, "version", running.pk)
    first = world.propose(cast, title="Nieuw")
    assert "Deze tekst geldt nog niet." not in body(official, "version", first.pk)


def test_the_text_that_was_replaced_leads_to_the_one_that_holds(
    cast: Cast, official: Client, running: AgreementVersion
) -> None:
    following = world.next_text(cast, running, text="Anders.")
    world.carry(cast, following)
    following.take_effect(by=cast.noor)
    page = body(official, "version", running.pk)
    assert "Nu geldt versie 2." in page and "Versie 1 gold van" in page


def test_the_wall_says_that_it_stands_still_and_that_it_ended(
    cast: Cast, client: Client, running: AgreementVersion
) -> None:
    link = ReadLink.make(running, by=cast.wouter).link
    cast.read(client, link)
    assert "op pauze" not in body(client, "read_agreement", link.pk)
    Pause.begin(
        running.agreement,
        by=cast.noor,
        because="Zomer.",
        look_again_on=timezone.localdate() + timedelta(days=9),
    )
    assert "Deze afspraak staat op pauze sinds" in body(client, "read_agreement", link.pk)
    running.agreement.end(by=cast.noor, because="Klaar.")
    assert "Deze afspraak is afgelopen." in body(client, "read_agreement", link.pk)


@pytest.mark.parametrize("state", ["running", "paused", "ended"])
def test_the_page_takes_ten_queries_at_most_in_every_state(
    cast: Cast, running: AgreementVersion, state: str, django_assert_max_num_queries
) -> None:
    world.next_text(cast, running, text="Anders.")
    if state != "running":
        Pause.begin(
            running.agreement,
            by=cast.noor,
            because="Zomer.",
            look_again_on=timezone.localdate() + timedelta(days=9),
        )
    if state == "ended":
        running.agreement.end(by=cast.noor, because="Klaar.")
    for client in (world.signed_in(cast.wouter), cast.sit(Client(), cast.noor)):
        with django_assert_max_num_queries(10):
            assert client.get(reverse("version", args=[running.pk])).status_code == 200
