"""The form fields for what people write."""

import unicodedata

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts.fields import OneLine, PlainText

any_text = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  een\r\ntwee\rdrie\u2028vier\n ", "een\ntwee\ndrie\nvier"),
        ("- a\n\n- b\tc", "- a\n\n- b\tc"),
        ("e\u0301e\u0301n", "één"),
        ("wit\u202eoranje", "witoranje"),
        ("👩‍👩‍👧 hoi", "👩‍👩‍👧 hoi"),
        ("3 < 4 & <b>", "3 < 4 & <b>"),
    ],
)
def test_plain_text_is_kept_as_it_was_meant(typed, kept):
    assert PlainText(max_length=100).clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  De\u00a0 chillclub ", "De chillclub"),
        ("Sa\u200bm\ufeff", "Sam"),
        ("Sam\u00ad\u2060", "Sam"),
        ("a\tb", "a b"),
        ("Zoë\n", "Zoë"),
    ],
)
def test_one_line_holds_nothing_that_cannot_be_seen(typed, kept):
    assert OneLine(max_length=100).clean(typed) == kept


@pytest.mark.parametrize("field", [PlainText(max_length=9), OneLine(max_length=9)])
@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\ud800"])
def test_what_cannot_be_kept_is_refused_in_plain_dutch(field, sign):
    with pytest.raises(ValidationError) as refused:
        field.clean(f"a{sign}b")
    assert refused.value.code == "unkeepable"
    assert "onzichtbaar teken" in refused.value.messages[0]


@pytest.mark.parametrize("field", [PlainText(max_length=5), OneLine(max_length=5)])
def test_the_limit_is_said(field):
    assert field.clean(" " * 9 + "vijf!" + " " * 9) == "vijf!"
    with pytest.raises(ValidationError) as refused:
        field.clean("zes! 6")
    assert refused.value.messages == ["Dit is te lang: 6 tekens. Er passen er 5."]


def test_a_line_end_does_not_fit_on_one_line():
    with pytest.raises(ValidationError) as refused:
        OneLine(max_length=100).clean("een\ntwee")
    assert refused.value.messages == ["Dit past op één regel. Haal de regeleinden weg."]


@pytest.mark.parametrize("empty", ["", None, "  \r\n ", "\u200b", "\ufeff \u2060"])
def test_empty_is_empty_also_when_it_is_invisible(empty):
    assert OneLine(max_length=9, required=False).clean(empty) == ""
    with pytest.raises(ValidationError) as refused:
        OneLine(max_length=9).clean(empty)
    assert refused.value.messages == ["Vul dit in."]


def test_a_browser_cuts_nothing_off():
    class Form(forms.Form):
        name = OneLine(max_length=9)
        text = PlainText(max_length=9)

    assert "maxlength" not in str(Form())
    assert "<textarea" in str(Form()["text"])


@given(any_text)
def test_plain_text_holds_only_what_can_be_kept(text):
    try:
        kept = PlainText(max_length=30, required=False).clean(text)
    except ValidationError:
        return
    assert len(kept) <= 30
    assert kept == kept.strip()
    kept.encode()
    assert not [s for s in kept if unicodedata.category(s) in ("Cc", "Cs") and s not in "\n\t"]
    assert PlainText(max_length=30, required=False).clean(kept) == kept


@given(any_text)
def test_one_line_is_one_line_that_can_be_seen(text):
    try:
        kept = OneLine(max_length=30, required=False).clean(text)
    except ValidationError:
        return
    assert len(kept.splitlines()) <= 1
    assert not [s for s in kept if unicodedata.category(s) in ("Cc", "Cs", "Cf", "Zl", "Zp")]
    assert "  " not in kept
    assert OneLine(max_length=30, required=False).clean(kept) == kept


@given(st.text("abc\r\n\t é", max_size=30))
def test_ordinary_text_is_never_refused(text):
    kept = PlainText(max_length=30, required=False).clean(text)
    assert kept.split() == text.split()
