from hypothesis import given
from hypothesis import strategies as st

from agreements.comparing import Piece, compare

TEXTS = st.text(alphabet="ab1. \n,", max_size=60)


@given(old=TEXTS, new=TEXTS)
def test_the_pieces_give_both_texts_back(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert "".join(p.text for p in pieces if p.kind != "added") == old
    assert "".join(p.text for p in pieces if p.kind != "removed") == new


def test_only_the_words_that_differ_are_marked() -> None:
    pieces = compare("Vrijdag van 19.00 tot 22.00 uur.", "Vrijdag van 19.00 tot 23.00 uur.")
    assert pieces == [
        Piece("same", "Vrijdag van 19.00 tot "),
        Piece("removed", "22.00 "),
        Piece("added", "23.00 "),
        Piece("same", "uur."),
    ]


def test_the_same_text_is_one_piece() -> None:
    assert compare("Open. Dicht.", "Open. Dicht.") == [Piece("same", "Open. Dicht.")]


def test_a_huge_text_is_shown_as_a_whole() -> None:
    old, new = "a " * 5000, "b " * 5000
    assert compare(old, new) == [Piece("removed", old), Piece("added", new)]
