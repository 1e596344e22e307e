"""The page of one initiative, for who takes part; and the card for colleagues from elsewhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Comment, Confirmation
from agreements.states import CommentKind, Word
from initiatives.models import DutyKind, JoinRequest, ShareLink, Side
from initiatives.who import Claim
from tests.conftest import Cast, with_claims
from tests.factories import make_agreement, make_initiative, make_participant
from tests.overview import world


def url(cast: Cast) -> str:
    return reverse("initiative", args=[cast.club.pk])


def body(cast: Cast, person) -> str:
    response = world.signed_in(person).get(url(cast))
    assert response.status_code == 200
    return response.content.decode()


def test_who_takes_part_sees_what_waits_agreements_people_and_timeline(cast):
    version = world.propose(cast)
    Confirmation.say(version, by=cast.noor, word=Word.BEHIND)
    page = body(cast, cast.samira)
    assert "Een eigen plek." in page
    assert "De gemeente staat nog niet achter versie 1" in page
    assert "1 van de 2 die hier meedoen staat erachter." in page
    assert f"/afspraak/{version.agreement_id}/" in page
    assert "2 doen mee onder een naam." in page
    assert "De groep is met ongeveer 12." in page
    assert "Wouter de Graaf" in page
    assert "stelde versie 1 voor van De Kelder." in page
    assert reverse("timeline", args=[cast.club.pk]) in page


def test_both_sides_stand_at_their_own_place(cast):
    world.propose(cast)
    for person, words in (
        (cast.samira, ("Wacht op ons", "Wacht op de gemeente")),
        (cast.wouter, ("Wacht op de groep", "Wacht op ons")),
        (cast.police, ("Wacht op de groep", "Wacht op de gemeente")),
    ):
        page = body(cast, person)
        left, right = (page.index(f">{word}<") for word in words)
        assert left < right, "the group left, the municipality right, for every reader"


def test_what_there_is_to_do_follows_the_table(cast):
    main = {p: body(cast, p) for p in (cast.samira, cast.wouter, cast.police)}
    edit = reverse("edit_initiative", args=[cast.club.pk])
    start = reverse("start_agreement", args=[cast.club.pk])
    link = reverse("group_link", args=[cast.club.pk])
    assert [edit in main[p] for p in main] == [True, True, False]
    assert [start in main[p] for p in main] == [True, True, False]
    assert [link in main[p] for p in main] == [True, False, False]


def test_the_municipality_may_make_the_first_link_where_nobody_else_can(cast):
    alone = make_initiative("Alleen de gemeente")
    official = make_participant(alone, Side.MUNICIPALITY, user=cast.wouter.user)
    page = world.signed_in(official).get(reverse("initiative", args=[alone.pk]))
    assert reverse("group_link", args=[alone.pk]) in page.content.decode()
    make_participant(alone, Side.GUIDE)
    page = world.signed_in(official).get(reverse("initiative", args=[alone.pk]))
    assert reverse("group_link", args=[alone.pk]) not in page.content.decode()


def test_an_empty_initiative_says_what_to_do_next(cast):
    ShareLink.objects.all().delete()
    page = body(cast, cast.samira)
    assert "Niemand wacht op iemand." in page
    assert "Er is nog geen afspraak." in page
    assert "De groep kan nog niet meelezen." in page


def test_how_the_group_can_be_reached(cast):
    assert "via de begeleiding" in body(cast, cast.wouter)
    cast.samira.leave(by=None)
    assert "via de groepslink" in body(cast, cast.wouter)
    cast.noor.take_duty(DutyKind.CONTACT, by=cast.noor)
    assert "Te bereiken: iemand van de groep" in " ".join(body(cast, cast.wouter).split())
    cast.noor.show_name(by=cast.noor, is_named=True)
    assert "Te bereiken: Zwaluwnoor" in " ".join(body(cast, cast.wouter).split())


def test_no_nickname_reaches_other_sides(cast):
    version = world.propose(cast)
    clause = version.clauses.all()[0]
    for person in (cast.noor, cast.dex):
        Comment.add(clause, by=person, kind=CommentKind.QUESTION, text="Mag dat?")
        Confirmation.say(version, by=person, word=Word.OBJECT, text="Te vroeg.")
        cast.club.tell("participant_added", by=person, about=person)
    for person in (cast.wouter, cast.police):
        page = body(cast, person)
        assert not any(name in page for name in world.NICKNAMES)
    assert all(name in body(cast, cast.samira) for name in world.NICKNAMES)


def test_a_closed_draft_of_the_other_side_is_not_there(cast):
    draft = make_agreement(cast.club, by=cast.wouter, title="Heel geheim")
    write = reverse("write", args=[draft.pk])
    assert write in body(cast, cast.wouter)
    page = body(cast, cast.samira)
    assert write not in page
    assert f"/afspraak/{draft.agreement_id}/" not in page


@pytest.mark.parametrize("kind", ["reader", "seat"])
def test_a_guest_goes_on_to_the_groups_page(cast, kind):
    client = Client()
    client = cast.read(client) if kind == "reader" else cast.sit(client, cast.noor)
    assert client.get(url(cast)).headers["Location"] == f"/groep/{cast.club.pk}/"


def test_a_colleague_from_elsewhere_gets_the_card_only(cast):
    world.run(cast, title="Heel geheim")
    page = body(cast, cast.elsewhere)
    assert "Chillclub De Kelder" in page
    assert "Een eigen plek." in page
    assert "2 doen mee onder een naam." in page
    assert reverse("ask_to_join", args=[cast.club.pk]) in page
    for secret in ("Heel geheim", "Zwaluw", "Samira", "Wouter", "Laatste dag", "/tijdlijn/"):
        assert secret not in page
    assert reverse("place_official", args=[cast.club.pk]) not in page


def test_a_coordinator_outside_sees_dates_too_and_may_place(cast):
    version = world.run(cast, title="Heel geheim")
    world.set_dates(version, ends_on=timezone.localdate() + timedelta(days=70))
    page = body(cast, cast.manager)
    assert "over 2 maanden" in page
    assert reverse("place_official", args=[cast.club.pk]) in page
    for secret in ("Heel geheim", "Zwaluw", "Samira", "Vraag 1?"):
        assert secret not in page


def test_who_asked_is_told_that_it_waits(cast):
    JoinRequest.ask(cast.club, user=cast.elsewhere, side=Side.GUIDE, sentence="Ik help.")
    page = body(cast, cast.elsewhere)
    assert "Je vraag wacht." in page
    assert reverse("ask_to_join", args=[cast.club.pk]) not in page


def test_a_colleague_with_the_link_may_also_read(cast):
    client = with_claims(
        world.signed_in(cast.elsewhere), [Claim(cast.link.pk, cast.link.generation)]
    )
    page = client.get(url(cast)).content.decode()
    assert reverse("group_page", args=[cast.club.pk]) in page
    assert reverse("ask_to_join", args=[cast.club.pk]) in page


def test_strangers_get_nothing(cast):
    assert world.signed_in(cast.resident).get(url(cast)).status_code == 404
    assert Client().get(url(cast)).status_code == 302


@pytest.mark.parametrize(("people", "clauses"), [(5, 5), (200, 60)])
def test_queries_do_not_grow(cast, people, clauses, django_assert_max_num_queries):
    world.crowd(cast, people=people, clauses=clauses)
    for person in (cast.samira, cast.wouter, cast.elsewhere, cast.manager):
        client = with_claims(world.signed_in(person), [Claim(cast.link.pk, cast.link.generation)])
        with django_assert_max_num_queries(8):
            assert client.get(url(cast)).status_code == 200


def test_the_group_sees_who_does_what_at_the_municipality(cast):
    els = make_participant(cast.club, Side.MUNICIPALITY, "Els Hoekstra", duty=DutyKind.DECIDER)
    els.take_duty(DutyKind.DIRECTOR, by=None)
    make_participant(cast.club, Side.MUNICIPALITY, "Ad Zonder Taak")
    page = body(cast, cast.samira).split("Wie doet wat bij de gemeente")[1]
    names = [page.index(name) for name in ("Wouter de Graaf", "Els Hoekstra", "Ad Zonder Taak")]
    assert names == sorted(names), "the fixed contact first"
    assert "vast gezicht" in page
    assert "beslisser, regisseur" in page
    els.leave(by=None)
    card = body(cast, cast.samira).split("Wie doet wat bij de gemeente")[1].split("</section>")[0]
    assert "beslisser" not in card
