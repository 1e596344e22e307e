"""Friendly notes on long sentences and words of the office."""

from agreements.library import CLAUSES
from agreements.readable import lengths_of, notes_on, words_a_sentence


def test_a_sentence_of_twenty_words_is_fine_and_one_more_is_long() -> None:
    assert notes_on(["woord " * 20 + "."]) == []
    assert notes_on(["woord " * 21 + "."]) == ["Een zin van 21 woorden is lang. Kan het in twee?"]


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


def test_the_average_is_rounded() -> None:
    assert words_a_sentence(["Een twee drie.", "Vier vijf."]) == 2
    assert words_a_sentence([]) == 0


def test_our_own_library_reads_well() -> None:
    texts = [line.text for clause in CLAUSES for line in clause.lines]
    assert notes_on(texts) == []
