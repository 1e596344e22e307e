"""Blanks in a sentence: found, filled in order, and shown apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.blanks import fill_blanks, open_blanks, split_on_blanks

SENTENCE = "Open op {dag} van {tijd} tot {tijd}. {@12} sluit af."


def test_a_person_is_no_blank() -> None:
    assert open_blanks(SENTENCE) == ["dag", "tijd", "tijd"]


def test_blanks_are_filled_in_order_and_an_empty_answer_leaves_one_open() -> None:
    filled = fill_blanks(SENTENCE, ["vrijdag", "", "22.00"])
    assert filled == "Open op vrijdag van {tijd} tot 22.00. {@12} sluit af."


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("{nog een}", "Open op (nog een)."),
        ("{@Noor}", "Open op {@Noor}."),
        ("{@Noor} {en}", "Open op {@Noor} (en)."),
        ("{@Noor}, kok", "Open op {@Noor}, kok."),
        ("  vrijdag  ", "Open op vrijdag."),
        ("<b>vrijdag</b>", "Open op <b>vrijdag</b>."),
    ],
)
def test_an_answer_makes_no_new_blank(answer: str, expected: str) -> None:
    assert fill_blanks("Open op {dag}.", [answer]) == expected


@given(st.text(), st.lists(st.text()))
def test_filling_never_adds_a_blank(text: str, answers: list[str]) -> None:
    assert len(open_blanks(fill_blanks(text, answers))) <= len(open_blanks(text))


@given(st.text(alphabet="ab {}@\n", max_size=60))
def test_the_pieces_hold_the_whole_text(text: str) -> None:
    whole = "".join(f"{{{piece}}}" if blank else piece for piece, blank in split_on_blanks(text))
    assert whole == text.replace("{}", "{…}")
