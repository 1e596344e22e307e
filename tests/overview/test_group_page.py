"""The group's page: what it says to each who opens it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Comment, Confirmation
from agreements.states import CommentKind, Word
from initiatives.models import DutyKind, LadderStep, Seat, ShareLink, Side
from initiatives.who import Claim
from overview.changes import shorten
from tests.conftest import Cast, with_claims
from tests.factories import line, make_agreement, make_participant
from tests.overview import world

TIMES = "Vrijdag van 19.00 tot 22.00 uur."


def get(cast: Cast, client: Client) -> str:
    response = client.get(reverse("group_page", args=[cast.club.pk]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def as_reader(cast: Cast) -> str:
    return get(cast, cast.read(Client()))


def as_seat(cast: Cast, person=None) -> str:
    person = person or cast.noor
    seat, _new = Seat.objects.get_or_create(link=cast.link, participant=person, ended_at=None)
    claim = Claim(cast.link.pk, cast.link.generation, seat.pk)
    return get(cast, with_claims(Client(), [claim]))


def as_user(cast: Cast, person) -> str:
    return get(cast, world.signed_in(person))


def section(page: str, anchor: str) -> str:
    """One card of the page; empty when it is not there."""
    found = re.search(rf'<section[^>]*id="{anchor}".*?</section>', page)
    return found[0] if found else ""


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


def test_what_this_is_and_who_can_read_it(cast):
    page = as_reader(cast)
    assert "<h1>Chillclub De Kelder</h1>" in page
    assert "Een eigen plek." in page
    assert "Iedereen met de link van de groep kan dit lezen." in page
    assert "De gemeente ziet met hoeveel jullie zijn, niet wie." in page
    cast.club.open_names(by=cast.noor, is_open=True)
    page = as_reader(cast)
    assert "niet wie" not in page
    assert "De groep laat haar namen aan de gemeente zien." in page


def test_what_the_municipality_does_comes_first(cast):
    world.run(
        cast,
        line("Wij ruimen op.", "group"),
        line("We bellen liever.", "both"),
        line("De buurman let op.", "other", party_name="De buurman"),
        line("Er komt wifi.", "municipality", kind="intention", reservation="geld"),
        line("De verzekering geldt.", "municipality", kind="information"),
        line("Er komt een sleutel.", "municipality", kind="promise", rhythm="elk jaar"),
        line("Er komen lampen.", "municipality", kind="promise", due_on=in_days(-21)),
    )
    page = as_reader(cast)
    order = [page.index(f'id="{part}"') for part in ("gemeente", "wij", "samen", "anderen")]
    assert order == sorted(order)
    theirs = section(page, "gemeente")
    lines = ["Er komen lampen.", "Er komt een sleutel.", "Er komt wifi.", "De verzekering geldt."]
    places = [theirs.index(text) for text in lines]
    assert places == sorted(places), "late first, then by what binds most"
    assert "te laat" in theirs[places[0] : places[1]]
    assert "beloofd voor" in theirs[places[0] : places[1]]
    assert "3 weken geleden" in theirs[places[0] : places[1]]
    assert "toezegging" in theirs[places[1] : places[2]]
    assert "elk jaar" in theirs[places[1] : places[2]]
    assert "voornemen" in theirs[places[2] : places[3]]
    assert "onder voorbehoud van geld" in theirs[places[2] : places[3]]
    assert "informatie" in theirs[places[3] :]
    assert "Wij ruimen op." in section(page, "wij")
    assert "We bellen liever." in section(page, "samen")
    assert "De buurman" in section(page, "anderen")


def test_an_intention_past_its_day_is_not_called_late(cast):
    world.run(cast, line("Er komt wifi.", "municipality", kind="intention", due_on=in_days(-2)))
    assert "te laat" not in as_reader(cast)


def test_a_long_list_folds(cast):
    world.run(cast, *(line(f"Ding {n}.", "municipality", kind="promise") for n in range(7)))
    theirs = section(as_reader(cast), "gemeente")
    assert "Nog 3 regels" in theirs
    assert theirs.index("<details") < theirs.index("Ding 4.")


def test_questions_without_an_answer_show_how_long_it_is_silent(cast):
    clause = world.run(cast).clauses.all()[0]
    comment = Comment.add(clause, by=cast.dex, kind=CommentKind.QUESTION, text="Mag het later?")
    Comment.objects.update(at=timezone.localtime() - timedelta(days=21))
    Comment.add(clause, by=cast.wouter, kind=CommentKind.QUESTION, text="Lukt het opruimen?")
    page = as_reader(cast)
    theirs = section(page, "gemeente")
    assert "Mag het later?" in theirs
    assert "3 weken stil" in theirs
    assert "iemand van de groep" in theirs
    assert f"#reactie-{comment.pk}" in theirs
    assert "Lukt het opruimen?" in section(page, "wij")
    assert "Zwaluwdex" in section(as_seat(cast), "gemeente")


# The one next step --------------------------------------------------------------------------


def test_a_reader_is_asked_for_a_name_only_when_nothing_else_waits(cast):
    world.run(cast)
    page = as_reader(cast)
    assert "Doe je mee?" in section(page, "nu")
    assert "Wie ben je?" in page
    assert reverse("take_seat", args=[cast.club.pk]) in page
    world.propose(cast, title="Nog een")
    assert "Er is een voorstel" in section(as_reader(cast), "nu")


def test_a_first_proposal_is_to_be_read(cast):
    version = world.propose(cast)
    step = section(as_seat(cast), "nu")
    assert "Er is een voorstel" in step
    assert "De Kelder" in step
    assert "Wij willen samen een eigen plek." in step
    assert reverse("version", args=[version.pk]) in step
    assert "<form" not in step, "nobody stands behind a text from a card unread"
    assert "Er geldt nog niets" in section(as_seat(cast), "straks")


def test_who_stood_behind_the_last_text_sees_what_changed_and_one_button(cast):
    running = world.run(cast, line(TIMES), line("We ruimen op."))
    version = world.next_text(cast, running, text=TIMES.replace("22.00", "23.00"))
    client = cast.sit(Client(), cast.noor)
    step = section(get(cast, client), "nu")
    assert "Er is een nieuwe tekst" in step
    assert "Wanneer mogen we erin?" in step
    assert re.search(r"<del>.*?22.00.*?</del><ins>.*?23.00.*?</ins>", step)
    assert "We ruimen op." not in step
    assert "Sta je er nog achter?" in step
    action = re.search(r'<form method="post" action="([^"]+)"', step)
    assert action
    assert client.post(action[1]).status_code in (302, 422)
    client.post(action[1], {"text": ""})
    word = Confirmation.objects.get(version=version, by=cast.noor)
    assert word.word == Word.BEHIND
    step = section(get(cast, client), "nu")
    assert "Jij staat achter het voorstel" in step
    assert "Iemand moet er namens de gemeente achter staan." in step


def test_who_did_not_say_so_before_reads_first(cast):
    lina = make_participant(cast.club, name="Zwaluwlina")
    running = world.run(cast, line(TIMES))
    world.next_text(cast, running, text="Nooit.")
    for page in (as_seat(cast, lina), as_reader(cast), as_user(cast, cast.samira)):
        step = section(page, "nu")
        assert "Er is een nieuwe tekst" in step
        assert "<form" not in step


def test_many_changes_are_counted(cast):
    running = world.run(cast, *(line(f"Regel {n}.") for n in range(4)))
    draft = running.agreement.start_version(by=cast.samira)
    clause = draft.clauses.get()
    clause.rewrite(
        revision=clause.revision, heading=clause.heading, lines=[line("Iets heel anders.")]
    )
    draft.propose(by=cast.samira)
    assert "En nog 3 regels zijn anders." in section(as_reader(cast), "nu")


def test_a_text_that_both_carry_can_take_effect(cast):
    world.carry(cast, world.propose(cast))
    assert "De afspraak kan ingaan" in section(as_seat(cast), "nu")
    assert "Bekijk en laat ingaan" in section(as_user(cast, cast.samira), "nu")
    assert "Bekijk en laat ingaan" not in section(as_user(cast, cast.police), "nu")


def test_a_newcomer_is_welcomed_and_who_was_silent_is_asked(cast):
    running = world.run(cast)
    new = cast.club.add_to_group("Zwaluwnieuw", by=cast.noor)
    step = section(as_seat(cast, new), "nu")
    assert "Welkom" in step
    assert reverse("version", args=[running.pk]) in step
    silent = make_participant(cast.club, name="Zwaluwstil")
    assert "Sta jij er ook achter?" in section(as_seat(cast, silent), "nu")
    assert section(as_seat(cast, cast.noor), "nu") == "", "nothing to do is nothing shown"


def test_a_read_only_link_asks_for_nothing(cast):
    ShareLink.objects.update(is_read_only=True)
    running = world.run(cast, line(TIMES))
    assert section(as_reader(cast), "nu") == ""
    world.next_text(cast, running, text="Nooit.")
    page = as_seat(cast)
    assert "Lees de nieuwe tekst" in section(page, "nu")
    assert "<form" not in section(page, "nu")
    assert "Maak nog een afspraak" not in page


# Who looks ----------------------------------------------------------------------------------


def test_an_official_sees_it_as_the_group_does(cast):
    world.run(cast)
    page = as_user(cast, cast.wouter)
    assert "Zo ziet de groep deze pagina op haar eigen telefoon." in page
    assert 'class="tabs"' in page
    assert "Zo ziet de groep" not in as_seat(cast)


def test_a_guest_has_at_most_four_ways_on(cast):
    version = world.run(cast)
    bar = re.search(r'<nav class="bottom-nav".*?</nav>', as_seat(cast))
    assert bar
    assert bar[0].count("<li>") == 4
    assert 'aria-current="page"' in bar[0]
    assert reverse("agreement", args=[version.agreement_id]) in bar[0]


def test_own_name_stands_in_the_header_of_a_seat(cast):
    page = as_seat(cast)
    header = page[page.index("<header") : page.index("</header>")]
    assert "Zwaluwnoor" in header
    assert "Wie ben je?" not in header


@pytest.mark.parametrize("state", ["nothing", "draft", "own draft", "proposal", "running"])
def test_no_nickname_reaches_other_sides(cast, state):
    if state == "draft":
        make_agreement(cast.club, by=cast.wouter)
    elif state == "own draft":
        make_agreement(cast.club, by=cast.noor).open_draft(by=cast.noor)
    elif state != "nothing":
        version = world.propose(cast, line(f"{{@{cast.noor.pk}}} heeft de sleutel.", "group"))
        clause = version.clauses.all()[0]
        Comment.add(clause, by=cast.dex, kind=CommentKind.QUESTION, text="Mag dat?")
        if state == "running":
            world.carry(cast, version)
            version.take_effect(by=cast.noor)
    for page in (as_reader(cast), as_user(cast, cast.wouter), as_user(cast, cast.police)):
        assert not any(name in page for name in world.NICKNAMES)
    if state == "running":
        assert "Zwaluwnoor heeft de sleutel." in as_seat(cast)
        assert "Een deelnemer van de groep heeft de sleutel." in as_reader(cast)


def test_what_comes_next_where_nothing_is(cast):
    start = reverse("start_agreement", args=[cast.club.pk])
    assert "Er is nog geen afspraak" in as_reader(cast)
    assert start not in as_reader(cast)
    assert start in as_seat(cast)
    draft = make_agreement(cast.club, by=cast.noor, title="Van ons")
    assert "Er wordt aan een tekst gewerkt" in as_seat(cast)
    assert reverse("write", args=[draft.pk]) in as_seat(cast)
    for page in (as_reader(cast), as_user(cast, cast.wouter)):
        assert "Er is nog geen afspraak" in page
        assert "Van ons" not in page


def test_strangers_get_nothing(cast):
    path = reverse("group_page", args=[cast.club.pk])
    for person in (cast.elsewhere, cast.manager, cast.resident):
        assert world.signed_in(person).get(path).status_code == 404
    assert cast.read(Client()).get(f"/groep/{cast.garden.pk}/").status_code == 404


def test_a_visitor_may_read_along(cast):
    visitor = make_participant(cast.club, name="Zwaluwkijk")
    visitor.periods.update(step=LadderStep.VISITOR)
    world.propose(cast)
    assert "Er is een voorstel" in section(as_seat(cast, visitor), "nu")


@pytest.mark.parametrize(("people", "clauses"), [(5, 5), (200, 60)])
def test_queries_do_not_grow(cast, people, clauses, django_assert_max_num_queries):
    world.crowd(cast, people=people, clauses=clauses)
    member = make_participant(cast.club, Side.GROUP, "Lid", has_account=True)
    claim = [Claim(cast.link.pk, cast.link.generation)]
    for client in (
        cast.read(Client()),
        cast.sit(Client(), cast.noor),
        *(with_claims(world.signed_in(p), claim) for p in (cast.samira, cast.wouter, member)),
        with_claims(world.signed_in(cast.resident), claim),
    ):
        with django_assert_max_num_queries(9):
            get(cast, client)


def test_only_some_words_stay_around_a_change():
    from agreements.comparing import Piece

    long = "een heel lang stuk dat hetzelfde bleef en dat niemand hoeft te lezen " * 4
    pieces = shorten([Piece("same", long), Piece("added", "nieuw"), Piece("same", long)])
    first, added, last = (piece.text for piece in pieces)
    assert first.startswith(" … ")
    assert first.endswith("te lezen ")
    assert added == "nieuw"
    assert last.startswith("een heel lang stuk")
    assert last.endswith(" … ")
    assert len(first) < 50 > len(last)


def test_the_group_sees_who_does_what_at_the_municipality(cast):
    els = make_participant(cast.club, Side.MUNICIPALITY, "Els Hoekstra", duty=DutyKind.ADVISER)
    page = cast.read(Client()).get(reverse("group_page", args=[cast.club.pk])).content.decode()
    assert "Wie doet wat bij de gemeente" in page
    assert page.index("vast gezicht") < page.index("Els Hoekstra") < page.index("adviseur")
    els.drop_duty(DutyKind.ADVISER, by=None)
    page = cast.read(Client()).get(reverse("group_page", args=[cast.club.pk])).content.decode()
    assert "adviseur" not in page
