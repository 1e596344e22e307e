"""The start page: a welcome, a guest's groups, or "Mijn initiatieven"."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from agreements.models import Comment
from agreements.states import CommentKind
from initiatives.models import Initiative, Participant, Period, Side
from initiatives.who import Claim
from tests.conftest import Cast, with_claims
from tests.factories import line, make_agreement, make_link
from tests.overview import world


def body(client: Client, **query: str) -> str:
    response = client.get("/", query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_stranger_is_welcomed_and_told_what_to_do(db):
    page = body(Client())
    assert "/aanmelden/" in page
    assert "Open die in de groepsapp." in page


def test_a_guest_sees_the_groups_of_the_device(cast):
    client = Client()
    garden = make_link(cast.garden)
    seat = cast.noor.seats.create(link=cast.link)
    with_claims(
        client,
        [
            Claim(cast.link.pk, cast.link.generation, seat.pk),
            Claim(garden.pk, garden.generation),
        ],
    )
    page = body(client)
    assert f"/groep/{cast.club.pk}/" in page
    assert f"/groep/{cast.garden.pk}/" in page
    assert "Zwaluwnoor" in page, "the name one sits as"


def test_one_group_is_still_a_page(cast):
    page = body(cast.read(Client()))
    assert page.count('href="/groep/') == 1
    assert "Zwaluw" not in page


def test_what_waits_for_me_and_for_the_other(cast):
    version = world.propose(cast)
    Comment.add(version.clauses.all()[0], by=cast.dex, kind=CommentKind.QUESTION, text="Mag dat?")
    official = body(world.signed_in(cast.wouter))
    assert official.index("Wacht op ons") < official.index("Een vraag bij")
    assert official.index("Een vraag bij") < official.index("Wacht op de groep")
    assert "2 dingen wachten op jou of je collega’s." in official
    assert "1 wacht op de andere kant." in official
    guide = body(world.signed_in(cast.samira))
    assert guide.index("De groep staat nog niet") < guide.index("Wacht op de gemeente")
    other = body(world.signed_in(cast.police))
    assert "Wacht op ons" not in other
    assert "Wacht op de groep of de gemeente" in other


def test_what_waits_longest_for_me_comes_first(cast):
    garden_official = Participant.begin(
        cast.garden, side=Side.MUNICIPALITY, name="Wouter de Graaf", user=cast.wouter.user
    )
    version = make_agreement(cast.garden, by=garden_official, title="Tuin")
    page = body(world.signed_in(cast.wouter))
    assert page.index("Groene Hoek") < page.index("Chillclub"), "only the garden waits"
    running = world.run(
        cast,
        line(
            "Lampen.",
            "municipality",
            kind="promise",
            due_on=timezone.localdate() - timedelta(days=40),
        ),
    )
    page = body(world.signed_in(cast.wouter))
    assert page.index("Chillclub") < page.index("Groene Hoek"), "and longer here"
    assert running.pk != version.pk


def test_nothing_waits(cast):
    page = body(world.signed_in(cast.samira))
    assert "Er wacht niets op jou." in page
    assert "Niemand wacht op iemand." in page


@pytest.mark.parametrize("kind", ["professional", "manager", "resident"])
def test_buttons_for_who_may(cast, kind):
    user = {"professional": cast.elsewhere, "manager": cast.manager, "resident": cast.resident}
    page = body(world.signed_in(user[kind]))
    main = page[page.index("<main") :]
    assert ("/initiatieven/nieuw/" in main) == (kind != "resident")
    assert ('href="/initiatieven/"' in main) == (kind != "resident")
    assert ("/collegas/" in main) == (kind == "manager")
    assert "Je doet nog nergens mee." in main


def test_who_only_reads_by_a_link_goes_to_the_groups_page(cast):
    world.propose(cast)
    client = world.signed_in(cast.resident)
    page = body(with_claims(client, [Claim(cast.link.pk, cast.link.generation)]))
    assert f'href="/groep/{cast.club.pk}/"' in page
    assert "Je leest mee via de groepslink." in page
    assert "staat nog niet achter" not in page


def test_no_nickname_reaches_other_sides(cast):
    version = world.propose(cast)
    clause = version.clauses.all()[0]
    Comment.add(clause, by=cast.dex, kind=CommentKind.QUESTION, text="Mag dat?")
    for person in (cast.wouter, cast.police):
        page = body(world.signed_in(person))
        assert not any(name in page for name in world.NICKNAMES)


def many_initiatives(cast: Cast, n: int) -> None:
    """`n` initiatives of the youth worker, each with a proposal, comments and people."""
    rows = Initiative.objects.bulk_create(
        [Initiative(name=f"Groep {i:04}", headcount=9) for i in range(n)]
    )
    people = Participant.objects.bulk_create(
        [Participant(initiative=i, side=Side.GUIDE, name="S", user=cast.samira.user) for i in rows]
    )
    today = timezone.localdate()
    Period.objects.bulk_create([Period(participant=p, started_on=today) for p in people])
    for initiative in rows[:30]:
        one = Participant.begin(initiative, side=Side.GROUP, name="Zwaluw", started_on=today)
        version = make_agreement(initiative, by=one)
        version.is_open = True
        version.save()
        Comment.add(version.clauses.all()[0], by=one, kind=CommentKind.QUESTION, text="Mag dat?")


@pytest.mark.parametrize("n", [10, 1000])
def test_queries_do_not_grow(cast, n, django_assert_max_num_queries):
    many_initiatives(cast, n)
    world.propose(cast)
    client = with_claims(world.signed_in(cast.samira), [Claim(cast.link.pk, cast.link.generation)])
    with django_assert_max_num_queries(8):
        page = body(client)
    assert page.count('aria-labelledby="initiatief-') == min(n + 1, 25)
    assert ("?page=2" in page) == (n > 25)
    if n > 25:
        assert "?page=1" in body(client, page="2")
