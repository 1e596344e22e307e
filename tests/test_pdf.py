"""Sheets of paper in general: what may go in, what comes out, and what is refused before."""

from __future__ import annotations

import ast
import re
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from config import pdf
from config.pdf import MAY_BREAK, TooLong, blocks_of, make_pdf, our_signs, writable
from tests import conventions
from tests.paper_reading import paper_in

ROOT = Path(__file__).resolve().parent.parent
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def poster(text: str, *, title: str = "Huisregels") -> dict[str, Any]:
    """The smallest sheet that there is, with `text` in it."""
    rule = {"side": "", "word": "", "condition": "", "text": blocks_of(text), "notes": []}
    return {
        "title": title, "heading": title, "above": "De Kelder", "below": "", "foot": [],
        "code": None, "breaks_words": True, "parts": [{"heading": "Regels", "rules": [rule]}],
    }  # fmt: skip


def made(text: str) -> str:
    return paper_in(make_pdf("poster", poster(text), made_at=NOON)).text


def test_the_same_data_gives_the_same_bytes() -> None:
    first = make_pdf("poster", poster("Welkom."), made_at=NOON)
    pdf._made_of.cache_clear()
    assert make_pdf("poster", poster("Welkom."), made_at=NOON) == first
    assert make_pdf("poster", poster("Welkom."), made_at=NOON.replace(hour=13)) != first


def test_a_sheet_is_not_kept_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when nobody asks for another one: a name on it may be forgotten meanwhile."""
    monkeypatch.setattr(pdf, "KEPT_SECONDS", 0.2)
    pdf._made_of.cache_clear()
    for _round in range(2):
        make_pdf("poster", poster("Welkom, Noor."), made_at=NOON)
        assert pdf._made_of.cache_info().currsize == 1
        until = time.monotonic() + 5
        while pdf._made_of.cache_info().currsize and time.monotonic() < until:
            time.sleep(0.02)
        assert not pdf._made_of.cache_info().currsize


@settings(max_examples=8, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=80))
@example("#read(\"../config/settings.py\") #{panic()} $ \\ ` <l> @x // /* */ = - + 'q'")
@example("- \n\n- \n")
@example("\u200b" * 200 + "\ufffd\uffff\U000e0001")
@example("".join(map(chr, range(0x20, 0x250))))
def test_whatever_is_written_gives_a_sheet(text: str) -> None:
    """Nothing that somebody types is read as a layout, and no sign stops it."""
    found = made(f"Begin.\n\n{text}\n\nEind.")
    assert "Begin." in found and "Eind." in found


@pytest.mark.parametrize("title", ["\uffff", "\ue000", "\u200b", "\U000e0041", "\u0301"])
def test_a_title_without_a_sign_gives_a_sheet(title: str) -> None:
    data = poster("Welkom.", title=title)
    data["parts"][0]["heading"] = title
    assert "Welkom." in paper_in(make_pdf("poster", data, made_at=NOON)).text


def test_words_of_people_are_no_layout() -> None:
    text = '#read("common.typ") *vet* _schuin_ $x^2$ #panic("x") @bron = kop'
    found = made(text)
    assert text in found
    assert "sys.inputs" not in found


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Zoë, Šárka, Đỗ en Łukasz", "Zoë, Šárka, Đỗ en Łukasz"),
        ("Ана и Ελένη", "Ана и Ελένη"),
        ("cafe\u0301", "café"),
        ("feest 🎉 🥳!", "feest [plaatje]!"),
        ("👩\u200d👩\u200d👧 ❤\ufe0f", "[plaatje]"),
        ("مرحبا بكم", "[ander schrift]"),
        ("half ½, 𝐯𝐞𝐭, ﬁets", "half ½, vet, fiets"),
        ("e\u0301\u0323\u0308\u0301\u0301\u0301!", "ẹ\u0301\u0308\u0301!"),
        ("naar → daar ✓", "naar -> daar v"),
        ("a\u0000b\u202ec\u2066d", "abcd"),
        ("\uffff\ue000", "?"),
    ],
)
def test_what_the_font_does_not_hold_is_said_in_words(written: str, shown: str) -> None:
    assert writable(written) == shown


@given(st.text(max_size=200))
def test_only_signs_of_the_font_come_out(text: str) -> None:
    assert set(writable(text)) <= our_signs() | {MAY_BREAK}


def test_a_long_word_may_be_broken() -> None:
    assert writable("w" * 60).replace(MAY_BREAK, "") == "w" * 60
    assert max(map(len, writable("w" * 600).split(MAY_BREAK))) <= pdf.LONGEST_WORD
    assert writable("verantwoordelijkheden") == "verantwoordelijkheden"


def test_too_much_is_refused_before_anything_is_made() -> None:
    began = pdf._made_of.cache_info().misses
    for text in ("woord " * 40_000, "a\n\n" * 20_000):
        with pytest.raises(TooLong):
            make_pdf("poster", poster(text), made_at=NOON)
    assert pdf._made_of.cache_info().misses == began


def test_what_does_not_fit_on_one_sheet_says_so() -> None:
    with pytest.raises(TooLong, match="één blad"):
        make_pdf("poster", poster("Wij ruimen elke avond alles op. " * 300), made_at=NOON)


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_SECONDS", 0.001)
    pdf._made_of.cache_clear()
    with pytest.raises(TooLong):
        make_pdf("poster", poster("Welkom."), made_at=NOON)


def test_a_mistake_of_ours_does_not_say_what_somebody_wrote() -> None:
    """An error lands in the log, and a log holds no words of people."""
    broken = poster("Geheim van Noor.")
    del broken["foot"]
    with pytest.raises(pdf.NotMade) as error:
        make_pdf("poster", broken, made_at=NOON)
    assert "Geheim" not in str(error.value)


def test_a_layout_reads_nothing_and_asks_nothing() -> None:
    """It gets its words as data; a package of others would be fetched from the network."""
    for path in (ROOT / "paper").glob("*.typ"):
        text = path.read_text()
        assert re.findall(r'#import "(.*?)"', text) in ([], ["common.typ"]), path
        for word in ("read(", "eval(", "@preview", "plugin(", "include "):
            assert word not in text, (path, word)


def test_the_signs_that_are_written_down_are_those_of_both_fonts() -> None:
    """Asked of the fonts themselves: a sign that they lack is a sheet that cannot be made."""
    signs = "".join(sorted(sign for sign in our_signs() if not sign.isspace()))
    for start in range(0, len(signs), 400):
        assert made(" ".join(signs[start : start + 400]))


@pytest.mark.parametrize("checker", [conventions.official_words, conventions.long_sentences])
def test_paper_speaks_plainly(checker: Any) -> None:
    """What stands on paper is only in Dutch, so it is in no catalogue."""
    found: list[str] = []
    for name in ("paper_text", "public_text", "poster_text"):
        tree = ast.parse((ROOT / "agreements" / f"{name}.py").read_text())
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found += [] if id(node) in docs else checker(node.value)
    assert not found
