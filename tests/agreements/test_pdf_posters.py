"""House rules and cards as PDF: one A4, for everybody to read, and never more than fits."""

import time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.library import BY_KEY
from agreements.models import AgreementVersion, ReadLink
from agreements.states import Kind
from config import pdf
from initiatives.models import ShareLink
from places.models import Place, RoomLink
from tests.conftest import Cast
from tests.factories import add_clause, add_hours, line, make_agreement, make_place
from tests.paper_reading import Paper, paper_in
from tests.world_makers import take_effect


@pytest.fixture
def draft(cast: Cast) -> AgreementVersion:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    for key in ("house_rules", "alcohol", "expenses"):
        draft.add_clause(BY_KEY[key])
    for clause in draft.clauses.all():
        lines = [
            line(f"{{@{cast.noor.pk}}} let op {clause.key}.", "group"),
            line(
                f"De lamp van {clause.key}.", "municipality", kind=Kind.PROMISE, reservation="geld"
            ),
        ]
        clause.rewrite(revision=clause.revision, heading=f"Kop {clause.key}?", lines=lines)
    return draft


def official(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.wouter.user)
    return client


def poster(client: Client, version: AgreementVersion, **query: object) -> Paper:
    return paper_in(client.get(reverse("house_rules_pdf", args=[version.pk]), query))


def test_the_rules_are_on_one_sheet_and_the_rest_is_not(cast: Cast, draft) -> None:
    found = poster(official(cast), draft)
    assert found.pages == 1
    assert found.of("H1") == ["Onze huisregels"]
    assert found.of("H2") == ["Kop house_rules?", "Kop alcohol?"]
    assert "van de groep let op alcohol." in found.text
    assert cast.noor.name not in found.text
    assert "De gemeente De lamp van alcohol. onder voorbehoud van geld" in found.text
    assert "Dit is nog niet afgesproken." in found.text
    assert "expenses" not in found.text


def test_which_clauses_are_on_it_can_be_chosen(cast: Cast, draft) -> None:
    found = poster(official(cast), draft, onderdeel=["expenses", "x" * 500])
    assert found.of("H2") == ["Kop expenses?"]


def test_without_rules_somebody_chooses_first(cast: Cast) -> None:
    draft = make_agreement(cast.club, by=cast.wouter)
    answer = official(cast).get(reverse("house_rules_pdf", args=[draft.pk]))
    assert answer.status_code in (302, 303)
    assert answer["Location"] == reverse("house_rules", args=[draft.pk])


def test_the_code_is_there_for_who_may_show_it(cast: Cast, draft) -> None:
    draft.propose(by=cast.wouter)
    ReadLink.make(draft, by=cast.wouter)
    assert poster(official(cast), draft).alts == ["QR-code van de leeslink"]
    assert poster(cast.read(Client()), draft).alts == []


def test_a_hundred_clauses_are_refused_at_once(cast: Cast) -> None:
    """What does not fit is never laid out: trying every size of letters would take long."""
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    for n in range(100):
        add_clause(draft, f"Regel {n}?", line("Wij ruimen op en doen het licht uit. " * 12))
    keys = list(draft.clauses.values_list("key", flat=True))
    began = pdf._made_of.cache_info().misses
    answer = official(cast).get(reverse("house_rules_pdf", args=[draft.pk]), {"onderdeel": keys})
    assert answer.status_code == 409
    assert "Dit past niet op één blad. Kies minder onderdelen." in answer.content.decode()
    assert pdf._made_of.cache_info().misses == began


@pytest.mark.parametrize(
    ("clauses", "text"),
    [
        (1, "Wij ruimen elke avond samen op. " * 12),
        (5, "Wij ruimen elke avond samen op. " * 9),
        (20, "Wij ruimen alles op. " * 2),
        (3, "W" * 590),
        (6, "x\n\n" * 12),
        (2, "- x\n" * 40),
    ],
)
def test_what_is_laid_out_fits_on_one_sheet_or_is_refused(
    cast: Cast, clauses: int, text: str
) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    for n in range(clauses):
        add_clause(draft, f"Regel {n}?", line(text))
    keys = list(draft.clauses.values_list("key", flat=True))
    client = official(cast)
    began = time.process_time()
    answer = client.get(reverse("house_rules_pdf", args=[draft.pk]), {"onderdeel": keys})
    assert time.process_time() - began < 2, "the app itself waits, and does nothing"
    if answer.status_code == 409:
        assert "Dit past niet op één blad." in answer.content.decode()
        assert clauses != 5
    else:
        assert paper_in(answer).pages == 1


# Of a room -------------------------------------------------------------------------------------


@pytest.fixture
def room(cast: Cast) -> Place:
    building = make_place(
        "De Brug", address="Dorpsstraat 1", house_rules="Iedereen is welkom.\nWe roken niet."
    )
    room = make_place("De Kelder", building=building, capacity=30, caretaker="Beheer, 012 345")
    draft = make_agreement(cast.club, by=cast.wouter)
    add_hours(draft, room, label="Van Zwaluwnoor")
    draft.propose(by=cast.wouter)
    take_effect(draft, cast.wouter)
    return room


def of_room(client: Client, room: Place) -> Paper:
    return paper_in(client.get(reverse("room_poster", args=[room.pk])))


def test_a_room_has_a_poster_of_its_own(cast: Cast, room) -> None:
    link = RoomLink.make(room, by=cast.manager)
    found = of_room(official(cast), room)
    assert found.pages == 1
    assert found.title == "Huisregels – De Kelder, De Brug"
    assert "Dorpsstraat 1 · Er mogen 30 mensen in." in found.text
    assert found.of("LBody") == [
        "Iedereen is welkom.", "We roken niet.",
        "Ramen dicht", "Licht uit", "Verwarming laag", "Deur op slot",
    ]  # fmt: skip
    assert "Beheer: Beheer, 012 345" in found.text
    assert found.alts == ["QR-code van deze ruimte"]
    assert "Zwaluw" not in found.text
    assert of_room(cast.read(Client()), room).alts == [], "a reader may not show the code"
    link.revoke()
    assert of_room(official(cast), room).alts == []


def test_a_place_that_is_not_yours_to_see_has_none(cast: Cast, room) -> None:
    client = Client()
    client.force_login(cast.resident)
    assert client.get(reverse("room_poster", args=[room.pk])).status_code == 404


def test_the_longest_rules_of_a_room_fit(cast: Cast, room) -> None:
    """What the fields of a place take at most; or it is refused with a sentence."""
    for text in ("Wij ruimen elke avond op. ", "x\n"):
        many = {
            "house_rules": (text * 700)[:1500],
            "opening_list": (text * 400)[:800],
            "closing_list": (text * 400)[:800],
        }
        Place.objects.filter(pk=room.pk).update(**many)
        answer = official(cast).get(reverse("room_poster", args=[room.pk]))
        if answer.status_code == 409:
            assert "Dit past niet op één blad." in answer.content.decode()
        else:
            assert paper_in(answer).pages == 1


# Cards -----------------------------------------------------------------------------------------


def cards(client: Client, cast: Cast, **query: str) -> Paper:
    return paper_in(client.get(reverse("cards_pdf", args=[cast.club.pk]), query))


def test_eight_cards_with_the_group_link(cast: Cast) -> None:
    found = cards(cast.sit(Client(), cast.noor), cast)
    assert found.pages == 1
    assert found.alts == ["QR-code van de groepslink"] * 8
    assert found.text.count("Een account is niet nodig.") == 8


def test_a_card_for_each_person_on_as_many_sheets_as_it_takes(cast: Cast) -> None:
    from tests.factories import make_participant

    for n in range(11):
        ShareLink.make_personal(make_participant(cast.club, name=f"Kaart {n:02}"), by=cast.samira)
    found = cards(cast.sit(Client(), cast.noor), cast, soort="eigen")
    assert found.pages == 2
    assert [alt for alt in found.alts if "Kaart" in alt] == [
        f"QR-code voor Kaart {n:02}" for n in range(11)
    ]


def test_without_a_link_there_are_none(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.samira.user)
    ShareLink.objects.update(revoked_at=timezone.now())
    assert client.get(reverse("cards_pdf", args=[cast.club.pk])).status_code == 404


def test_the_municipality_has_no_cards(cast: Cast) -> None:
    assert official(cast).get(reverse("cards_pdf", args=[cast.club.pk])).status_code == 403
