"""Two texts as words struck and added: right whatever the texts, and never slow."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements import comparing
from agreements.comparing import MOST_STEPS, Budget, Piece, compare

TEXTS = st.text(alphabet="ab1. \n,'-", max_size=60) | st.text(max_size=40)
FEW_WORDS = st.lists(st.sampled_from(["de", "kelder", "is", "open", "om", "22.00", "uur."]))


def both_texts(pieces: list[Piece]) -> tuple[str, str]:
    old = "".join(piece.text for piece in pieces if piece.kind != "added")
    return old, "".join(piece.text for piece in pieces if piece.kind != "removed")


@given(old=TEXTS, new=TEXTS)
def test_the_pieces_give_both_texts_back(old: str, new: str) -> None:
    assert both_texts(compare(old, new)) == (old, new)


@given(old=FEW_WORDS, new=FEW_WORDS)
def test_sentences_of_the_same_words_come_back_too(old: list[str], new: list[str]) -> None:
    texts = " ".join(old), " ".join(new)
    assert both_texts(compare(*texts)) == texts


@given(old=TEXTS, new=TEXTS, steps=st.integers(0, 30))
def test_both_texts_come_back_when_the_budget_runs_out(old: str, new: str, steps: int) -> None:
    assert both_texts(compare(old, new, Budget(steps))) == (old, new)


@given(old=TEXTS, new=TEXTS)
def test_no_piece_is_empty_and_kinds_alternate(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert all(piece.text for piece in pieces)
    kinds = [piece.kind for piece in pieces]
    assert all(a != b for a, b in pairwise(kinds))
    assert ("added", "removed") not in pairwise(kinds), "struck comes first"


@given(text=TEXTS)
def test_the_same_text_is_the_same(text: str) -> None:
    assert [piece.kind for piece in compare(text, text)] == (["same"] if text else [])


@given(words=st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=30), data=st.data())
def test_one_word_more_is_one_piece_more(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words)))
    old, new = " ".join(words), " ".join([*words[:at], "nieuw", *words[at:]])
    changed = [piece for piece in compare(old, new) if piece.kind != "same"]
    assert [piece.kind for piece in changed] == ["added"]
    assert changed[0].text.strip() == "nieuw"


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        (
            "Vrijdag van 19.00 tot 22.00 uur.",
            "Vrijdag van 19.00 tot 23.00 uur.",
            [
                ("same", "Vrijdag van 19.00 tot "),
                ("removed", "22.00 "),
                ("added", "23.00 "),
                ("same", "uur."),
            ],
        ),
        (
            "Open tot tien.",
            "Open tot tien uur, behalve zondag.",
            [("same", "Open tot tien"), ("added", " uur, behalve zondag"), ("same", ".")],
        ),
        (
            "We ruimen de kelder op.",
            "Wij maken de zolder schoon.",
            [
                ("removed", "We ruimen de kelder op"),
                ("added", "Wij maken de zolder schoon"),
                ("same", "."),
            ],
        ),
        ("", "Erbij.", [("added", "Erbij.")]),
        ("Weg.", "", [("removed", "Weg.")]),
    ],
)
def test_only_the_words_that_differ_are_marked(
    old: str, new: str, pieces: list[tuple[str, str]]
) -> None:
    assert [(piece.kind, piece.text) for piece in compare(old, new)] == pieces


def test_a_sentence_that_stayed_is_not_cut_up() -> None:
    old = "We ruimen op. De deur gaat op slot."
    new = "We koken. We ruimen op. De deur gaat op slot."
    assert [piece.kind for piece in compare(old, new)] == ["added", "same"]


# Never slow --------------------------------------------------------------------------------------


def many(words: str, times: int) -> str:
    return words * times


HOSTILE = {
    "nothing in common": (many("a ", 5000), many("b ", 5000)),
    "turned round": (" ".join(map(str, range(5000))), " ".join(map(str, range(4999, -1, -1)))),
    "two words in turn": (many("a b ", 2500), many("b a ", 2500)),
    "three words in turn": (many("a b c ", 1700), many("c a b b ", 1250)),
    "short sentences": (many("a. b. ", 2500), many("b. a. c. ", 1600)),
    "only dots": (many(".", 20000), many(".,", 10000)),
    "only lines": (many("a\n", 5000), many("b\na\n", 2500)),
    "one long word": ("a" * 30000, "a" * 29999 + "b"),
    "blanks": (many(" ", 20000), many("\t ", 10000)),
}


def counted(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> int:
    """How many pairs of words are held against each other."""
    asked = 0
    original = comparing._pairs

    def pairs(n, m, is_same, budget):
        def ask(x, y):
            nonlocal asked
            asked += 1
            return is_same(x, y)

        return original(n, m, ask, budget)

    monkeypatch.setattr(comparing, "_pairs", pairs)
    assert both_texts(compare(old, new)) == (old, new)
    return asked


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_made_to_be_slow_takes_a_bounded_number_of_steps(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    old, new = HOSTILE[name]
    asked = counted(monkeypatch, old, new)
    # Twice: by sentence and by word; the last round may go over what was left.
    assert asked <= 2 * (MOST_STEPS + len(old) + len(new))


def test_control_without_the_budget_it_takes_far_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Budget, "spend", lambda *_any: True)
    numbers = list(map(str, range(1300)))
    asked = counted(monkeypatch, " ".join(numbers), " ".join(reversed(numbers)))
    assert asked > 2 * (MOST_STEPS + 20000)


def test_a_page_shares_one_budget() -> None:
    budget = Budget()
    old, new = HOSTILE["turned round"]
    compare(old, new, budget)
    assert budget.steps < 0
    assert compare("a b c d", "a x c d", budget) == [
        Piece("same", "a "),
        Piece("removed", "b "),
        Piece("added", "x "),
        Piece("same", "c d"),
    ], "what needs no search is still shown word by word"
