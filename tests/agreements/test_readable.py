"""Friendly notes on long sentences, words of the office, who does it, and the length on paper."""

import time

import pytest

from agreements.library import CLAUSES
from agreements.readable import (
    WORDS_A_PAGE,
    length_of,
    lengths_of,
    notes_on,
    passives_in,
    words_a_sentence,
)


def test_a_sentence_of_fifteen_words_is_fine_and_one_more_is_long() -> None:
    assert notes_on(["woord " * 15 + "."]) == []
    assert notes_on(["woord " * 16 + "."]) == ["Een zin van 16 woorden is lang. Kan het in twee?"]


def test_a_blank_and_a_person_count_as_one_word() -> None:
    assert lengths_of("{naam en functie van wie} en {@12} sluiten af. Klaar!") == [5, 1]
    assert lengths_of("Tot 22.00 uur, elke dag.") == [5]
    assert lengths_of("  \n ") == []


def test_words_of_the_office_get_a_simpler_one_each_once() -> None:
    notes = notes_on(["De groep DIENT indien nodig te bellen.", "Men dient dat, conform alles."])
    assert notes == [
        "“DIENT” kan simpeler: “moet”.",
        "“indien” kan simpeler: “als”.",
        "“dient” kan simpeler: “moet”.",
        "“conform” kan simpeler: “volgens”.",
    ]
    assert notes_on(["Een ingediend plan en indienen."]) == [], "not inside another word"


def test_words_of_a_coordinator_count_too_and_go_before_ours() -> None:
    added = {"participatie": "meedoen", "indien": "wanneer", "op (termijn)": "later"}
    assert notes_on(["Participatie kan, indien nodig op  (termijn)."], added) == [
        "“Participatie” kan simpeler: “meedoen”.",
        "“indien” kan simpeler: “wanneer”.",
        "“op  (termijn)” kan simpeler: “later”.",
    ]
    assert notes_on(["Participatie mag."]) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("De deur wordt om tien uur gesloten.", "wordt … gesloten"),
        ("Er wordt gepraat.", "wordt gepraat"),
        ("De zaal wordt schoongemaakt door de groep.", "wordt schoongemaakt"),
        ("De spullen zullen worden opgehaald", "worden opgehaald"),
        ("We wachten tot de deur gesloten wordt.", "gesloten wordt"),
        ("De sleutel WERD door {@12} bewaard.", "WERD … bewaard"),
        ("De bank wordt in {periode} verzorgd, of vervangen.", "wordt … verzorgd"),
    ],
)
def test_a_sentence_that_does_not_say_who_gets_a_note(text: str, said: str) -> None:
    assert passives_in(text) == [said]
    assert f"“{said}”: schrijf wie het doet." in notes_on([text])


@pytest.mark.parametrize(
    "text",
    [
        "Het wordt donker.",
        "We worden vrienden van de gemeente.",
        "Wie wordt er aanspreekpunt van het gebied?",
        "Het werd een mooi feest in alle gebouwen.",
        "Zo worden regels duidelijk.",
        "Dan wordt het {datum}, of we zoeken een andere plek.",
        "Het wordt beter. Wij hebben dat beloofd.",
        "De groep heeft de deur gesloten.",
    ],
)
def test_what_is_not_passive_gets_none(text: str) -> None:
    assert passives_in(text) == []


def test_the_average_is_rounded() -> None:
    assert words_a_sentence(["Een twee drie.", "Vier vijf."]) == 2
    assert words_a_sentence([]) == 0


def test_two_pages_are_fine_and_a_word_more_is_long() -> None:
    length = length_of(["woord " * WORDS_A_PAGE, "woord " * WORDS_A_PAGE])
    assert (length.words, length.pages, length.is_long) == (800, 2, False)
    length = length_of(["woord " * (2 * WORDS_A_PAGE + 1)])
    assert (length.pages, length.is_long) == (3, True)
    assert length_of([]).pages == 0


def test_our_own_library_reads_well() -> None:
    texts = [line.text for clause in CLAUSES for line in clause.lines]
    assert notes_on(texts) == []


@pytest.mark.parametrize(
    "text", ["wordt " * 100, "ge" * 300, "wordt " + "ge" * 290, "wordt een " * 60, "w" * 600]
)
def test_hostile_texts_take_no_time(text: str) -> None:
    """The control of time is wide: what goes wrong here takes minutes, not a second."""
    began = time.process_time()
    notes_on([text])
    assert time.process_time() - began < 2
