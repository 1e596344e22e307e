"""What people write as a rhythm, and how it is counted over months, leap days and years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from agreements.rhythm import Rhythm, StrangeRhythm, rhythm_of, understood

DAYS = st.dates(date(2023, 1, 1), date(2030, 12, 31))
RHYTHMS = st.builds(Rhythm, st.integers(7, 366), st.just("day")) | st.builds(
    Rhythm, st.integers(1, 12), st.just("month")
)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("elke maand", (1, "month")),
        ("Elke vrijdag.", (7, "day")),
        ("elke eerste vrijdag van de maand", (1, "month")),
        ("om de week", (14, "day")),
        ("om de 3 weken", (21, "day")),
        ("om de andere vrijdag", (14, "day")),
        ("elke twee weken", (14, "day")),
        ("een keer in de twee weken", (14, "day")),
        ("twee keer per jaar", (6, "month")),
        ("3x per week", (7, "day")),
        ("1 keer per 10 dagen", (10, "day")),
        ("per kwartaal", (3, "month")),
        ("elk half jaar", (6, "month")),
        ("elk jaar", (12, "month")),
        ("elke 366 dagen", (366, "day")),
        ("wekelijks", (7, "day")),
        # Nobody is asked every day, also not of what is done every day.
        ("elke dag", (7, "day")),
        ("elke avond", (7, "day")),
    ],
)
def test_what_people_write_is_understood(text, meant):
    assert rhythm_of(text) == Rhythm(*meant)
    assert understood(text).startswith("We vragen elk")


@pytest.mark.parametrize("text", ["na elke open avond", "vaak", "14", "elke {dag}", "in de zomer"])
def test_other_words_are_not_counted_and_that_is_said(text):
    assert rhythm_of(text) is None
    assert understood(text).startswith("Dit kunnen we niet tellen")


@pytest.mark.parametrize(
    "text",
    ["0 dagen", "elke 0 dagen", "10.000 dagen", "elke 10000 dagen", "0 keer per week",
     "twee keer per 0 weken", "elke twee jaar", "elke 367 dagen", "elke 99999999999999999999 jaar"],
)  # fmt: skip
def test_no_day_and_years_cannot_be(text):
    with pytest.raises(StrangeRhythm):
        rhythm_of(text)
    assert understood(text) == ""


@given(st.text(max_size=60))
def test_any_words_are_understood_or_not_but_never_break(text):
    try:
        found = rhythm_of(text)
    except StrangeRhythm:
        return
    assert found is None or 1 <= found.n <= 366


@given(RHYTHMS, DAYS, st.integers(0, 800))
@example(Rhythm(1, "month"), date(2024, 1, 31), 29)
@example(Rhythm(12, "month"), date(2024, 2, 29), 366)
@example(Rhythm(3, "month"), date(2025, 11, 30), 90)
def test_every_day_falls_in_the_round_that_began_last(rhythm, began, later):
    day = began + timedelta(days=later)
    k = 0
    while rhythm.day(began, k + 1) <= day:
        k += 1
    assert rhythm.round_on(began, day) == k
    assert rhythm.round_on(began, began - timedelta(days=1)) == -1


@given(RHYTHMS, DAYS)
def test_the_first_days_of_rounds_go_on_and_months_come_back_to_their_day(rhythm, began):
    days = [rhythm.day(began, k) for k in range(14)]
    assert days[0] == began and days == sorted(set(days))
    if rhythm.unit == "month":
        assert {day.day for day in days} <= {began.day, 28, 29, 30}
        assert rhythm.day(began, 12).day == began.day or (began.month, began.day) == (2, 29)


def save(official: Client, clause, rhythm: str):
    form = official.get(reverse("edit_clause", args=[clause.pk])).context["form"]
    data = {form.add_prefix("heading"): "Wanneer?", form.add_prefix("revision"): clause.revision,
            form.add_prefix("count"): 1, form.add_prefix("0-text"): "De vloer wordt schoon.",
            form.add_prefix("0-party"): "both", form.add_prefix("0-rhythm"): rhythm,
            form.add_prefix("0-key"): clause.commitments.all()[0].key}  # fmt: skip
    return official.post(reverse("edit_clause", args=[clause.pk]), data)


@pytest.mark.parametrize("rhythm", ["0 dagen", "elke 10.000 dagen", "9" * 54 + " dagen"])
def test_a_rhythm_that_cannot_be_is_refused_at_the_field(official, clause, rhythm):
    response = save(official, clause, rhythm)
    shown = response.content.decode()
    assert response.status_code == 422
    assert "Kies iets tussen elke dag en elk jaar." in shown and rhythm in shown
    assert not clause.commitments.filter(rhythm=rhythm).exists()


def test_a_rhythm_of_very_many_digits_is_only_too_long(official, clause):
    response = save(official, clause, "9" * 5000 + " dagen")
    assert response.status_code == 422
    assert "5006 tekens. Er passen er 60." in response.content.decode()


@pytest.mark.parametrize(
    ("rhythm", "says"),
    [
        ("elke maand", "We vragen elke maand hoe het staat."),
        ("na elke open avond", "Dit kunnen we niet tellen."),
    ],
)
def test_whoever_writes_reads_how_it_is_counted(official, clause, rhythm, says):
    assert save(official, clause, rhythm).status_code == 303
    for page in (
        reverse("write", args=[clause.version_id]),
        reverse("edit_clause", args=[clause.pk]),
    ):
        assert says in official.get(page).content.decode()
