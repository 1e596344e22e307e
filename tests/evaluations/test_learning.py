"""What people learned, to find back: by kind, pattern and words, and for whom it is meant."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evaluations.ready_questions import READY_QUESTIONS, questions_for
from initiatives.models import Circle, Side
from tests.conftest import Cast
from tests.evaluations import learning as made
from tests.evaluations.learning import page
from tests.overview.world import signed_in


def test_everyone_here_reads_what_is_for_everyone(cast: Cast, client: Client) -> None:
    made.example(cast.noor, title="Voor iedereen")
    made.example(cast.noor, title="Alleen voor ons", is_for_everyone=False)
    made.lesson(cast.noor, text="Bel eerder.", is_for_everyone=True)
    made.experiment(cast.noor, text="Samen koken.", is_for_everyone=True)
    reader = cast.sit(client, cast.gardener)
    for browser in (reader, signed_in(cast.elsewhere), signed_in(cast.resident)):
        body = page(browser, "learning")
        assert all(text in body for text in ("Voor iedereen", "Bel eerder.", "Samen koken."))
        assert "Alleen voor ons" not in body
    assert "Alleen voor ons" in page(signed_in(cast.wouter), "learning")


def test_only_who_may_see_the_card_reads_of_which_initiative_it_is(
    cast: Cast, client: Client
) -> None:
    found = made.example(cast.noor)
    names = {
        True: [signed_in(cast.elsewhere), signed_in(cast.wouter)],
        False: [cast.sit(client, cast.gardener), signed_in(cast.resident)],
    }
    for sees, browsers in names.items():
        for browser in browsers:
            for body in (page(browser, "learning"), page(browser, "example", found.pk)):
                assert ("Chillclub De Kelder" in body) is sees
                assert ("een ander initiatief" in body) is not sees
                assert "Zwaluw" not in body


def test_no_name_goes_to_other_initiatives_whatever_was_chosen(cast: Cast) -> None:
    """Not that of an official, nor of somebody of the group who is named to everybody here."""
    cast.noor.is_named = True
    cast.noor.save(update_fields=["is_named"])
    things = [
        ("example", made.example(cast.wouter)),
        ("example", made.example(cast.noor, title="Nog een")),
        ("experiment", made.experiment(cast.noor, is_for_everyone=True)),
    ]
    for name, thing in things:
        outside = page(signed_in(cast.elsewhere), name, thing.pk)
        assert "Wouter" not in outside and "Zwaluw" not in outside
        inside = page(signed_in(cast.samira), name, thing.pk)
        assert "Wouter" in inside or "Zwaluwnoor" in inside


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"wat": "voorbeelden"}, {"Kastje", "Kookavond"}),
        ({"wat": "voorbeeld-activity"}, {"Kookavond"}),
        ({"wat": "lessen"}, {"Bel eerder."}),
        ({"wat": "experimenten"}, {"Zelf sluiten."}),
        ({"wat": "leervragen"}, {"Hoe dan?"}),
        ({"patroon": "junk"}, {"Kastje"}),
        ({"patroon": "junk", "wat": "experimenten"}, set()),
        ({"q": "SLEUTEL"}, {"Kastje"}),
        ({"q": "sleutel soep"}, set()),
        ({"q": "lamp"}, {"Bel eerder."}),
        ({"wat": "onzin", "patroon": "onzin"}, "all"),
    ],
)
def test_it_is_found_by_kind_pattern_and_words(
    cast: Cast, asked: dict[str, str], found: Any
) -> None:
    made.example(cast.noor, title="Kastje", text="Met een sleutel.", pattern="junk")
    made.example(cast.noor, title="Kookavond", kind="activity", text="Er was soep.")
    made.lesson(cast.noor, happened="De lamp bleef stuk.", text="Bel eerder.")
    made.experiment(cast.noor, text="Zelf sluiten.")
    made.question(cast.noor, text="Hoe dan?")
    everything = {"Kastje", "Kookavond", "Bel eerder.", "Zelf sluiten.", "Hoe dan?"}
    wanted = everything if found == "all" else found
    browser = signed_in(cast.samira)
    for body in (
        page(browser, "learning", **asked),
        page(browser, "initiative_learning", cast.club.pk, **asked),
    ):
        assert {text for text in everything if text in body} == wanted
        assert ("Probeer een ander woord" in body) is (not wanted)


def test_a_hidden_text_is_found_by_no_word_and_leaves_other_initiatives(cast: Cast) -> None:
    found = made.example(cast.wouter, title="Pietje deed het", text="Met een sleutel.")
    found.hide(by=cast.wouter, because="Er staat een naam in.")
    inside, outside = signed_in(cast.samira), signed_in(cast.elsewhere)
    for browser in (inside, outside):
        for asked in ({}, {"q": "sleutel"}, {"wat": "voorbeelden"}):
            assert "Pietje" not in page(browser, "learning", **asked)
        assert "verborgen" not in page(browser, "learning", q="sleutel")
    assert "Deze tekst is verborgen" in page(inside, "learning")
    assert outside.get(reverse("example", args=[found.pk])).status_code == 404
    body = page(inside, "example", found.pk)
    assert "Pietje" not in body and "Er staat een naam in." in body


def test_one_kind_goes_in_pages_and_all_kinds_show_the_newest(cast: Cast) -> None:
    for n in range(27):
        made.lesson(cast.noor, text=f"Les nummer {n}.", happened=f"Er was {n}.")
    browser = signed_in(cast.wouter)
    body = page(browser, "initiative_learning", cast.club.pk)
    assert body.count("Les nummer") == 5 and "?wat=lessen" in body
    first = page(browser, "initiative_learning", cast.club.pk, wat="lessen", q="nummer")
    assert first.count("Les nummer") == 25
    assert "q=nummer&amp;wat=lessen&amp;page=2" in first
    second = page(browser, "initiative_learning", cast.club.pk, wat="lessen", page="2")
    assert second.count("Les nummer") == 2 and "wat=lessen&amp;page=1" in second


def test_a_word_too_long_is_said_and_nothing_breaks(cast: Cast) -> None:
    browser = signed_in(cast.wouter)
    for asked in ("w" * 500, "\x00", "%_'\"<b>", " "):
        assert browser.get(reverse("learning"), {"q": asked}).status_code == 200
    assert "Er passen er 80" in page(browser, "learning", q="w" * 81)


def test_the_list_alone_answers_htmx(cast: Cast) -> None:
    made.example(cast.noor)
    answer = signed_in(cast.wouter).get(reverse("learning"), headers={"HX-Request": "true"})
    assert b"<html" not in answer.content and "sleutelkastje" in answer.content.decode()
    assert len(answer.content) < 8000


@pytest.mark.parametrize("name", ["learning", "initiative_learning"])
def test_ten_times_as_much_asks_the_database_as_often(
    cast: Cast, name: str, django_assert_max_num_queries: Any
) -> None:
    args = [cast.club.pk] if name == "initiative_learning" else []
    browsers = [signed_in(p) for p in (cast.wouter, cast.samira, cast.resident)]
    browsers = browsers[:2] if args else browsers
    for times in (1, 9):
        for n in range(times * 3):
            text = f"{times} {n}"
            made.example(cast.noor, title=text)
            made.lesson(cast.wouter, text=text, is_for_everyone=True)
            made.question(cast.noor, text=text)
        for browser in browsers:
            with django_assert_max_num_queries(10):
                assert browser.get(reverse(name, args=args)).status_code == 200


def test_the_page_of_an_initiative_says_where_to_begin(cast: Cast, client: Client) -> None:
    body = page(cast.sit(client, cast.noor), "initiative_learning", cast.club.pk)
    for name in ("add_lesson", "start_experiment", "add_example", "add_learning_question"):
        assert reverse(name, args=[cast.club.pk]) in body
    assert "Jullie schreven nog niets op" in body
    assert "Hoe laat ik de groep de agenda maken?" in body
    assert "als ambtenaar" not in body
    assert "als ambtenaar" in page(signed_in(cast.wouter), "initiative_learning", cast.club.pk)


def test_an_experiment_past_its_day_stands_on_top(cast: Cast) -> None:
    made.past(made.experiment(cast.noor, text="Zelf sluiten."))
    body = page(signed_in(cast.wouter), "initiative_learning", cast.club.pk)
    assert "Wat zagen jullie?" in body and "dag voorbij" in body
    assert "Wat zagen jullie?" not in page(
        signed_in(cast.wouter), "initiative_learning", cast.club.pk, wat="lessen"
    )


def test_ready_questions_have_addresses_and_fit_a_side() -> None:
    keys = [question.key for question in READY_QUESTIONS]
    assert len(set(keys)) == len(keys)
    for side in Side:
        of_side = questions_for(side)
        assert of_side and all(len(str(q.text)) <= 200 for q in of_side)
        assert all(len(str(q.trying)) <= 300 for q in of_side)
    assert questions_for(Side.GUIDE) == questions_for(Side.GROUP)
    assert any(q.is_for_team for q in questions_for(Side.MUNICIPALITY))


def test_asking_around_leads_to_a_place_to_write(cast: Cast, client: Client) -> None:
    body = page(cast.sit(client, cast.noor), "ask_around")
    address = reverse("add_learning_question", args=[cast.club.pk]) + "?vraag=rondvragen"
    assert body.count('id="stap-') == 6 and address in body
    form = client.get(address).content.decode()
    assert "Rondvragen bij vijf mensen" in form
    assert address not in page(signed_in(cast.elsewhere), "ask_around")


def test_a_question_of_oneself_stands_in_no_list_of_another(cast: Cast, client: Client) -> None:
    made.question(cast.noor, Circle.OWN, text="Alleen van Noor?")
    made.question(cast.noor, Circle.SIDE, text="Van de groep?")
    made.question(cast.wouter, Circle.SIDE, text="Van de gemeente?")
    expected = {
        "Alleen van Noor?": {"noor"},
        "Van de groep?": {"noor", "dex"},
        "Van de gemeente?": {"wouter"},
    }
    browsers = {
        "noor": cast.sit(Client(), cast.noor),
        "dex": cast.sit(Client(), cast.dex),
        "samira": signed_in(cast.samira),
        "wouter": signed_in(cast.wouter),
        "police": signed_in(cast.police),
        "manager": signed_in(cast.manager),
        "reader": cast.read(client),
        "elsewhere": signed_in(cast.elsewhere),
    }
    for who, browser in browsers.items():
        bodies = [page(browser, "learning"), page(browser, "learning", q="van")]
        if who not in ("manager", "elsewhere"):
            bodies.append(page(browser, "initiative_learning", cast.club.pk, wat="leervragen"))
        for text, readers in expected.items():
            assert all((text in body) is (who in readers) for body in bodies), (who, text)


def test_hidden_words_stand_in_no_form_either(cast: Cast, client: Client) -> None:
    """Who may change them makes them readable first; then they are there again."""
    noor = cast.sit(client, cast.noor)
    things = {
        "example": made.example(cast.noor),
        "experiment": made.experiment(cast.noor),
        "learning_question": made.question(cast.noor),
    }
    for name, thing in things.items():
        url = reverse(f"edit_{name}", args=[thing.pk])
        assert thing.text in noor.get(url).content.decode()
        thing.hide(by=cast.samira, because="Een naam.")
        assert noor.get(url)["Location"] == reverse(name, args=[thing.pk])
        thing.show_again(by=cast.samira)
        assert thing.text in noor.get(url).content.decode()
