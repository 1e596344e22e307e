"""Putting another text into the lines of a draft, and showing the words that differ: any texts."""

from hypothesis import given
from hypothesis import strategies as st

from agreements.comparing import Piece, compare
from agreements.excerpts import around
from agreements.models import Line, TextChange
from agreements.taking_over import How, merge

words = st.sampled_from(["a", "b", "c", "d"])
parties = st.sampled_from(["group", "municipality", "both"])
kinds = st.sampled_from(["", "promise"])


@st.composite
def drafts(draw: st.DrawFn) -> list[Line]:
    many = draw(st.integers(0, 4))
    return [
        Line(text=draw(words), party=draw(parties), kind=draw(kinds), key=f"k-{n}")
        for n in range(many)
    ]


@st.composite
def wishes(draw: st.DrawFn) -> list[TextChange]:
    """About lines that are there, that are gone, and new ones; one wish a line at most."""
    keys = draw(st.lists(st.sampled_from(["k-0", "k-1", "k-2", "k-9"]), unique=True))
    about = [
        TextChange(
            text=draw(st.one_of(st.just(""), words)),
            party="municipality",
            line_key=key,
            base_text=draw(words),
        )
        for key in keys
    ]
    new = draw(st.lists(words, max_size=2, unique=True))
    return about + [TextChange(text=text, party="municipality") for text in new]


@given(drafts(), wishes(), st.booleans())
def test_beside_loses_no_word_of_either(
    now: list[Line], changes: list[TextChange], keeps_kind: bool
) -> None:
    merged = merge(now, changes, how=How.BESIDE, keeps_kind=keeps_kind)
    texts = [line.text for line in merged.lines]
    by_key = {change.line_key: change for change in changes if change.line_key}
    for line in now:
        change = by_key.get(line.key)
        if change is None or change.base_text != line.text:
            assert line.text in texts, "what the proposer never saw stays"
    assert all(change.text in texts for change in changes if change.text)


@given(drafts(), wishes())
def test_what_was_proposed_on_just_this_text_needs_no_question(
    now: list[Line], changes: list[TextChange]
) -> None:
    there = {line.key: line.text for line in now}
    fresh = [
        TextChange(
            text=change.text,
            party=change.party,
            line_key=change.line_key,
            base_text=there.get(change.line_key, ""),
        )
        for change in changes
        if not change.line_key or change.line_key in there
    ]
    assert not merge(now, fresh, how=How.ASK, keeps_kind=False).overlaps


@given(drafts(), wishes(), st.sampled_from(list(How)))
def test_nobody_else_makes_the_municipality_promise_something_new(
    now: list[Line], changes: list[TextChange], how: How
) -> None:
    promised = {(line.key, line.text) for line in now if line.kind}
    merged = merge(now, changes, how=how, keeps_kind=False)
    for line in merged.lines:
        if line.party == "municipality" and line.kind:
            assert (line.key, line.text) in promised


@given(drafts(), wishes())
def test_doing_it_twice_is_doing_it_once(now: list[Line], changes: list[TextChange]) -> None:
    changes = [change for change in changes if change.text and change.line_key != "k-9"]
    once = merge(now, changes, how=How.REPLACE, keeps_kind=True).lines
    here = {line.key for line in once}
    again = [change for change in changes if not change.line_key or change.line_key in here]
    assert merge(once, again, how=How.REPLACE, keeps_kind=True).lines == once


@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 4))
def test_around_a_change_every_changed_word_stays(old: str, new: str, n: int) -> None:
    pieces = compare(old, new)
    short = around(pieces, n)
    changed = [piece for piece in pieces if piece.kind != "same"]
    assert [piece for piece in short if piece.kind != "same"] == changed


def test_around_a_change_only_some_words_stay() -> None:
    before = Piece("same", "een twee drie vier vijf zes ")
    after = Piece("same", "een twee drie vier vijf zes")
    change = Piece("added", "ja ")
    assert around([before, change, after], 2) == [
        Piece("same", "… vijf zes "),
        change,
        Piece("same", "een twee …"),
    ]
    between = around([change, Piece("same", "a b c d e f g h "), change], 2)
    assert between[1] == Piece("same", "a b … g h ")
    assert around([before], 2) == [before], "nothing changed: nothing is left out"
