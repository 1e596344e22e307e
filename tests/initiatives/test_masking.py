"""A name is taken out of a text where it stands as a word, and nowhere else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.masking import INSTEAD, ORDINARY, Mask
from initiatives.names import name_key


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Vraag Noor om de sleutel.", "Vraag een deelnemer om de sleutel."),
        ("Noor heeft hem.", "Een deelnemer heeft hem."),
        (
            "Kijk. Noor weet het. En Noor ook.",
            "Kijk. Een deelnemer weet het. En een deelnemer ook.",
        ),
        ("- Noor\n- Dex", "- Een deelnemer\n- Dex"),
        (
            "Noors fiets, Noor's fiets, Noor’s fiets",
            "Een deelnemer fiets, een deelnemer fiets, een deelnemer fiets",
        ),
        ("(Noor), “Noor”; Noor!", "(een deelnemer), “een deelnemer”; een deelnemer!"),
        ("Noor en Kleine Noor", "Een deelnemer en een deelnemer"),
        ("Kleine\nNoor", "Een deelnemer"),
        ("Noord, Noortje, noor, NOOR, DeNoor, Noor2", "Noord, Noortje, noor, NOOR, DeNoor, Noor2"),
        ("De sleutel is bij {@12}.", "De sleutel is bij {@12}."),
        ("", ""),
    ],
)
def test_examples(text: str, masked: str) -> None:
    assert Mask(["Noor", "Kleine Noor"]).over(text) == masked


@pytest.mark.parametrize("name", ["K.", "🦊", "J-P", "d'Arc", "A+B", "Zoë", "Hans"])
def test_names_of_every_shape(name: str) -> None:
    assert Mask([name]).over(f"Vraag {name} even, {name}.") == f"Vraag {INSTEAD} even, {INSTEAD}."


def test_the_possessive_of_a_name_that_ends_in_s() -> None:
    assert Mask(["Hans"]).over("Dit is Hans’ fiets en Hans' bel.") == (
        f"Dit is {INSTEAD} fiets en {INSTEAD} bel."
    )


def test_ordinary_words_are_left_where_they_are() -> None:
    mask = Mask(["Ik", "Van", ""])
    assert not mask
    assert mask.over("Ik ben van de groep.") == "Ik ben van de groep."
    assert all(name_key(word) == word for word in ORDINARY)


def test_what_would_not_fit_becomes_shorter_instead() -> None:
    assert Mask(["Bo"]).over("Bo en Bo", most=10) == "… en …"
    assert Mask(["Bo"]).over("Bo en Bo", most=40) == "Een deelnemer en een deelnemer"


def test_what_json_holds() -> None:
    data = {"name": "Noor", "title": "Bij Noor", "deep": [{"x": "Noor"}], "n": 3, "is": None}
    assert Mask(["Noor"]).over_value(data) == {
        "name": "",
        "title": "Bij een deelnemer",
        "deep": [{"x": "Een deelnemer"}],
        "n": 3,
        "is": None,
    }


NAMES = st.text(st.characters(categories=["Lu", "Ll", "Nd", "Zs", "Pd"]), min_size=2, max_size=12)


@given(NAMES, st.lists(st.sampled_from(["een", "Zin.", "(", ")", "\n", "{@3}", "x"])))
def test_no_text_still_holds_the_name_and_twice_is_once(name: str, words: list[str]) -> None:
    name = " ".join(name.split())
    mask = Mask([name])
    if not mask or name.casefold() in INSTEAD:
        return
    text = " ".join([*words, name, *words, name])
    masked = mask.over(text)
    assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", masked)
    assert mask.over(masked) == masked
    assert mask.over(" ".join(words)) == " ".join(words)


def test_a_name_typed_without_a_capital_is_found_with_one() -> None:
    assert Mask(["zwaluw"]).over("Toen was Zwaluw er.") == "Toen was een deelnemer er."


def test_a_nickname_of_digits_leaves_who_is_named_by_number() -> None:
    mask = Mask(["12"])
    assert mask.over("{@12} opent, zei 12.") == "{@12} opent, zei een deelnemer."
    assert mask.over("{@12} en 12", most=9) == "{@12} en …"
