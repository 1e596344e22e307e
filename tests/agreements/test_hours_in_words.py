"""Hours as people say them."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from agreements.hours_in_words import words_of
from agreements.models import AgreementVersion, UseSlot
from tests.factories import add_hours, make_place


@pytest.fixture
def slot(draft: AgreementVersion) -> UseSlot:
    return add_hours(draft, make_place("De Kelder"), "56", "20:00", "23:00")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({}, "elke vrijdag van 19.00 tot 22.00 uur"),
        ({"weekdays": "15"}, "elke maandag en vrijdag van 19.00 tot 22.00 uur"),
        ({"weekdays": "135"}, "elke maandag, woensdag en vrijdag van 19.00 tot 22.00 uur"),
        ({"weekdays": "1234"}, "elke maandag tot en met donderdag van 19.00 tot 22.00 uur"),
        ({"weekdays": "1234567"}, "elke dag van 19.00 tot 22.00 uur"),
        ({"ends": "01:00"}, "elke vrijdag van 19.00 tot 01.00 uur (de volgende dag)"),
        ({"ends": "00:00"}, "elke vrijdag van 19.00 tot 00.00 uur"),
        (
            {"first_on": date(2027, 6, 4), "last_on": date(2027, 6, 4)},
            "op vrijdag 4 juni 2027 van 19.00 tot 22.00 uur",
        ),
        (
            {"first_on": date(2027, 6, 1), "last_on": date(2027, 8, 31)},
            "elke vrijdag van 19.00 tot 22.00 uur, van 1 juni tot en met 31 augustus 2027",
        ),
        (
            {"first_on": date(2026, 11, 1), "last_on": date(2027, 3, 31)},
            "elke vrijdag van 19.00 tot 22.00 uur, van 1 november 2026 tot en met 31 maart 2027",
        ),
        (
            {"first_on": date(2027, 6, 1)},
            "elke vrijdag van 19.00 tot 22.00 uur, vanaf 1 juni 2027",
        ),
        (
            {"last_on": date(2027, 8, 31)},
            "elke vrijdag van 19.00 tot 22.00 uur, tot en met 31 augustus 2027",
        ),
    ],
)
def test_when(draft: AgreementVersion, written: dict[str, Any], said: str) -> None:
    words = words_of(add_hours(draft, make_place(), **written))
    assert words.sentence == said


def close(slot: UseSlot, *days: date, because: str = "vakantie") -> None:
    for day in days:
        slot.add_exception(on=day, because=because)


FRIDAY = date(2027, 5, 14)


def weekend(n: int) -> tuple[date, date]:
    return FRIDAY + timedelta(weeks=n), FRIDAY + timedelta(weeks=n, days=1)


def test_a_holiday_is_one_sentence(slot: UseSlot) -> None:
    close(slot, *weekend(0), *weekend(1))
    assert words_of(slot).exceptions == (
        "niet van vrijdag 14 mei 2027 tot en met zaterdag 22 mei 2027: vakantie",
    )
    assert words_of(slot, outside=True).exceptions == (
        "niet van vrijdag 14 mei 2027 tot en met zaterdag 22 mei 2027",
    )


def test_two_days_are_two(slot: UseSlot) -> None:
    close(slot, *weekend(0))
    assert len(words_of(slot).exceptions) == 2


def test_what_is_held_between_ends_a_holiday(slot: UseSlot) -> None:
    close(slot, *weekend(0), weekend(1)[1], *weekend(2))
    assert words_of(slot).exceptions == (
        "niet op vrijdag 14 mei 2027: vakantie",
        "niet op zaterdag 15 mei 2027: vakantie",
        "niet van zaterdag 22 mei 2027 tot en met zaterdag 29 mei 2027: vakantie",
    )


def test_another_reason_and_a_day_on_top_end_a_holiday(slot: UseSlot) -> None:
    close(slot, *weekend(0))
    close(slot, *weekend(1), because="verbouwing")
    assert len(words_of(slot).exceptions) == 4
    slot.exceptions.all().delete()
    close(slot, *weekend(0), *weekend(1))
    slot.add_exception(on=FRIDAY + timedelta(days=3), starts=time(10), ends=time(12))
    said = words_of(slot).exceptions
    assert len(said) == 5
    assert said[2] == "ook op maandag 17 mei 2027, van 10.00 tot 12.00 uur"


def test_of_one_day_first_that_it_is_closed(slot: UseSlot) -> None:
    slot.add_exception(on=FRIDAY, starts=time(10), ends=time(12))
    slot.add_exception(on=FRIDAY)
    assert words_of(slot).exceptions == (
        "niet op vrijdag 14 mei 2027",
        "ook op vrijdag 14 mei 2027, van 10.00 tot 12.00 uur",
    )
