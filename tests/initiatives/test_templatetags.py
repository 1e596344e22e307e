"""How days and texts look on a page."""

from datetime import date

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from initiatives.templatetags.dates import day, distance, human_day
from initiatives.templatetags.texts import plain_text


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 22), "vandaag"),
        (date(2026, 11, 23), "morgen"),
        (date(2026, 11, 21), "gisteren"),
        (date(2026, 11, 25), "over 3 dagen"),
        (date(2026, 12, 8), "over 2 weken"),
        (date(2026, 10, 31), "3 weken geleden"),
        (date(2027, 5, 22), "over 6 maanden"),
    ],
)
@time_machine.travel("2026-11-22 12:00+01:00", tick=False)
def test_distance(on: date, said: str) -> None:
    assert distance(on) == said


@time_machine.travel("2026-11-22 12:00+01:00", tick=False)
def test_days_as_people_say_them() -> None:
    assert ">dinsdag 8 december</time>, over 2 weken" in human_day(date(2026, 12, 8))
    assert 'title="8 december 2026"' in day(date(2026, 12, 8))
    assert ">vrijdag 8 januari 2027</time>" in day(date(2027, 1, 8))
    assert day(None) == human_day(None) == distance(None) == ""


def test_texts_are_paragraphs_lists_and_links() -> None:
    shown = plain_text("Een.\nTwee.\n\n- a\n- b\n\nZie https://voorbeeld.invalid/pad?a=1&b=2.")
    assert "<p>Een.<br>Twee.</p>" in shown
    assert "<ul><li>a</li><li>b</li></ul>" in shown
    assert 'href="https://voorbeeld.invalid/pad?a=1&amp;b=2"' in shown
    assert 'rel="noreferrer noopener nofollow"' in shown


@pytest.mark.parametrize(
    "text", ["<script>x</script>", "javascript:alert(1)", 'https://x.invalid/"><b>']
)
def test_nothing_in_a_text_becomes_markup(text: str) -> None:
    shown = plain_text(text)
    assert "<script" not in shown and "<b>" not in shown
    assert 'href="javascript' not in shown


@given(st.text(max_size=200))
def test_any_text_can_be_shown(text: str) -> None:
    plain_text(text)
