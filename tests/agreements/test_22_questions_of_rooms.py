"""Of the 22 questions of practice those about a room: its hours (1) and its keys (3).

The other twenty: test_22_questions.py.
"""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.hours_in_words import day_in_words
from agreements.models import UseSlot
from initiatives.models import DutyKind
from places.models import Key, Place
from tests.agreements.at_the_table import Table, both, group, municipality, words_of
from tests.conftest import Cast
from tests.factories import make_place


@pytest.fixture
def table(cast: Cast) -> Table:
    return Table(cast)


@pytest.fixture
def cellar(cast: Cast) -> Place:
    building = make_place("De Merel", by=cast.manager, caretaker="de beheerder, 012 345 67 89")
    return make_place("De Kelder", by=cast.manager, building=building)


def add_hours(table: Table, place: Place, days: str, starts: str, ends: str, **more: str) -> None:
    data = {"place": place.pk, "weekdays": list(days), "starts": starts, "ends": ends, **more}
    table.post(table.official, "hours", table.version.pk, **data)


def test_1_hours_of_a_weekday_of_a_season_and_of_one_day(table: Table, cellar: Place) -> None:
    table.begin()
    table.add("Wanneer mogen we erin?", both("Zie de tijden. Langer open? Dan vragen we het."))
    year = timezone.localdate().year + 1
    season = {"first_on": f"{year}-07-12", "last_on": f"{year}-08-22"}
    add_hours(table, cellar, "7123", "19:00", "21:30")
    add_hours(table, cellar, "5", "20:00", "01:00", label="open avond")
    add_hours(table, cellar, "24", "13:00", "17:00", **season)
    friday = UseSlot.objects.get(weekdays="5")
    closed = timezone.localdate() + timedelta(days=7)
    closed += timedelta(days=(5 - closed.isoweekday()) % 7)
    for data in (
        {"kind": "closed", "on": closed.isoformat(), "because": "Kerst"},
        {
            "kind": "extra",
            "on": (closed + timedelta(days=1)).isoformat(),
            "starts": "14:00",
            "ends": "17:00",
        },
    ):
        table.post(table.official, "add_exception", friday.pk, **data)
    table.take_effect()
    table.read_back(
        "elke maandag, dinsdag, woensdag en zondag van 19.00 tot 21.30 uur",
        "elke vrijdag van 20.00 tot 01.00 uur (de volgende dag)",
        "elke dinsdag en donderdag van 13.00 tot 17.00 uur",
        f"van 12 juli tot en met 22 augustus {year}",
        f"niet op {day_in_words(closed)}",
        f"ook op {day_in_words(closed + timedelta(days=1))}, van 14.00 tot 17.00 uur",
        "De Kelder",
    )
    # Why, and what for, is for who takes part.
    assert "Kerst" in table.page(table.noor, "version", table.version.pk)
    assert "Kerst" not in table.page(table.wall(), "read_agreement", table.read_link.pk)
    # It is no text: the app knows when it is open.
    friday = UseSlot.objects.held_now().get(weekdays="5")
    assert not friday.hours.on(closed)
    assert friday.hours.on(closed + timedelta(days=7))[0].ends == time(1)
    summer = UseSlot.objects.held_now().exclude(first_on=None).get()
    assert not summer.hours.on(date(year, 6, 29))
    assert summer.hours.on(date(year, 7, 13))


def give(table: Table, place: Place, label: str, holder: int, **more: str) -> Key:
    data = {"place": place.pk, "label": label, "holder": holder, "agreed": "on", **more}
    table.post(table.official, "give_key", table.cast.club.pk, **data)
    return Key.objects.held().get(label=label)


def test_3_several_keys_a_deputy_back_the_same_day_lost_and_a_code(
    table: Table, cellar: Place
) -> None:
    cast = table.cast
    for person in (cast.noor, cast.dex):
        person.show_name(by=person, is_named=True)
        person.take_duty(DutyKind.KEY_HOLDER, by=None)
    today = timezone.localdate().isoformat()
    table.begin()
    hold = f"{{@{cast.noor.name}}} en {{@{cast.dex.name}}} hebben de sleutel."
    same_day = "Leent iemand de sleutel? Dan komt die dezelfde dag terug."
    lost = "Is de sleutel kwijt? Dan bellen we dezelfde dag."
    code = "De kast gaat open met een code. Die wisselt elke maand."
    table.add(
        "Wie heeft de sleutel?",
        group(hold),
        group(same_day),
        group(lost),
        municipality(code, rhythm="elke maand"),
    )
    add_hours(table, cellar, "5", "19:00", "22:00")
    table.take_effect()
    table.read_back("hebben de sleutel.", same_day, lost, code)
    # Beside the text: who has which key now, for both sides.
    give(table, cellar, "Sleutel 1", cast.noor.pk)
    second = give(table, cellar, "Sleutel 2", cast.dex.pk, is_deputy="on")
    back = give(table, cellar, "Berging", cast.dex.pk, due_back_on=today)
    give(table, cellar, "Kastje bij de deur", cast.wouter.pk, is_code="on")
    table.post(table.dex, "key_back", back.pk)
    table.post(table.noor, "key_lost", second.pk)
    for client in (table.noor, table.official):
        said = table.page(client, "keys", cast.club.pk)
        assert all(label in said for label in ("Sleutel 1", "Kastje bij de deur"))
        assert cast.noor.name in said
    held = {key.label: key for key in Key.objects.held()}
    assert set(held) == {"Sleutel 1", "Kastje bij de deur"}
    assert {key.ended_how for key in Key.objects.exclude(ended_on=None)} == {"returned", "lost"}
    # At the wall nobody has a name.
    wall = table.page(table.wall(), "read_agreement", table.read_link.pk)
    assert "Sleutel 1" not in wall


def test_who_is_not_asked_to_be_named_gets_no_key(table: Table, cellar: Place) -> None:
    table.cast.noor.show_name(by=table.cast.noor, is_named=True)
    data = {"place": cellar.pk, "label": "Sleutel 1", "holder": table.cast.noor.pk}
    response = table.official.post(reverse("give_key", args=[table.cast.club.pk]), data)
    assert response.status_code == 422
    assert "Vraag eerst of de gemeente de naam mag zien." in words_of(response)
    assert not Key.objects.exists()
