"""Days on which the hours of a draft are different: off, a holiday, or on top."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, UseSlot
from places.models import Place
from tests.factories import add_hours, make_place


@pytest.fixture
def cellar(db: None) -> Place:
    return make_place("De Kelder")


@pytest.fixture
def slot(draft: AgreementVersion, cellar: Place) -> UseSlot:
    return add_hours(draft, cellar, "5", "20:00", "23:00")


def add_day(client: Client, slot: UseSlot, **fields: Any) -> Any:
    usual = {"version": slot.version_id, "kind": "closed", "on": "2027-06-04"}
    return client.post(reverse("add_exception", args=[slot.pk]), {**usual, **fields})


def words(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def shown_on(client: Client, name: str, *args: Any) -> str:
    return words(client.get(reverse(name, args=args)))


def test_a_day_off_is_added_and_said(official: Client, slot: UseSlot) -> None:
    response = add_day(official, slot, because="Pinksteren")
    assert response.status_code == 302
    assert [(e.on, e.is_closed) for e in slot.exceptions.all()] == [(date(2027, 6, 4), True)]
    shown = shown_on(official, "hours", slot.version_id)
    assert "Niet op vrijdag 4 juni 2027: Pinksteren" in shown


def test_of_a_holiday_every_time_falls_out_once(official: Client, slot: UseSlot) -> None:
    slot.add_exception(on=date(2027, 7, 16), because="toernooi")
    sent = {"on": "2027-07-10", "until": "2027-08-01", "because": "vakantie"}
    for _twice in range(2):
        assert add_day(official, slot, **sent).status_code == 302
    days = {e.on: e.because for e in slot.exceptions.all()}
    assert days == {
        date(2027, 7, 16): "toernooi",
        date(2027, 7, 23): "vakantie",
        date(2027, 7, 30): "vakantie",
    }


def test_a_day_on_top_has_its_own_times(official: Client, slot: UseSlot) -> None:
    sent = {"kind": "extra", "on": "2027-06-05", "starts": "14:00", "ends": "17:00"}
    for _twice in range(2):
        assert add_day(official, slot, **sent).status_code == 302
    extra = slot.exceptions.get()
    assert (extra.starts, extra.ends) == (time(14), time(17))
    shown = shown_on(official, "hours", slot.version_id)
    assert "Ook op zaterdag 5 juni 2027, van 14.00 tot 17.00 uur" in shown


EXTRA = {"kind": "extra", "on": "2027-06-05", "starts": "14:00", "ends": "17:00"}
ON_A_FRIDAY = {**EXTRA, "on": "2027-06-04"}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"kind": ""}, "Kies wat er anders is."),
        ({"kind": "x"}, "Kies een van deze twee."),
        ({"on": ""}, "Kies een dag."),
        ({"on": "2027-02-30"}, "Dit is geen dag."),
        ({"on": "2027-06-05"}, "Op die dag zijn er geen tijden. Die zijn er op vrijdag."),
        ({"on": "2027-06-05", "until": "2027-06-08"}, "Op die dagen zijn er geen tijden."),
        ({"until": "2027-06-01"}, "De laatste dag komt nu voor de eerste."),
        ({"until": "2029-06-01"}, "Dat is meer dan een jaar."),
        ({**EXTRA, "starts": ""}, "Vul een tijd in."),
        ({**EXTRA, "ends": "30:00"}, "Dit is geen tijd."),
        ({**EXTRA, "ends": "14:00"}, "Dit begint en eindigt even laat."),
        ({**EXTRA, "ends": "13:00"}, "Dat is 23 uur achter elkaar."),
        ({**EXTRA, "until": "2027-06-06"}, "Extra kan per dag."),
        (
            {**EXTRA, "on": "2027-06-04", "starts": "19:00", "ends": "21:00"},
            "Dan zijn jullie er al.",
        ),
        (
            {**EXTRA, "on": "2027-06-04", "starts": "20:00", "ends": "23:00"},
            "Dan zijn jullie er al.",
        ),
        ({"because": "x" * 101}, "Dit is te lang"),
    ],
)
def test_a_day_that_can_not_be_is_said_and_stays(
    official: Client, slot: UseSlot, fields: dict[str, Any], says: str
) -> None:
    response = add_day(official, slot, **{"because": "feest", **fields})
    assert response.status_code == 422
    assert says in words(response)
    assert slot.exceptions.count() == 0
    assert f'value="{fields.get("because", "feest")}"' in response.content.decode()


def test_a_day_outside_the_season_is_refused(
    official: Client, draft: AgreementVersion, cellar: Place
) -> None:
    season = {"first_on": date(2027, 6, 1), "last_on": date(2027, 8, 31)}
    slot = add_hours(draft, cellar, **season)
    response = add_day(official, slot, on="2027-09-03")
    assert response.status_code == 422
    assert "Die dag valt buiten het seizoen van deze tijden." in words(response)


def test_a_day_that_is_off_already_is_said_with_what_was_typed(
    official: Client, slot: UseSlot
) -> None:
    slot.add_exception(on=date(2027, 6, 4), because="Pinksteren")
    response = add_day(official, slot, because="iets anders")
    assert response.status_code == 409
    assert "Die dag staat er al bij." in words(response)
    assert 'value="iets anders"' in response.content.decode()


def test_a_day_of_hours_that_were_taken_out_gives_back_what_was_typed(
    official: Client, slot: UseSlot
) -> None:
    slot.remove()
    response = add_day(official, slot, because="feest")
    assert response.status_code == 409 and "feest" in words(response)


def test_a_day_is_taken_out_after_asking_and_twice_is_once(official: Client, slot: UseSlot) -> None:
    day = slot.add_exception(on=date(2027, 6, 4), because="Pinksteren")
    address = reverse("remove_exception", args=[day.pk])
    assert "Niet op vrijdag 4 juni 2027: Pinksteren" in words(official.get(address))
    for _twice in range(2):
        response = official.post(address, {"version": slot.version_id})
        assert response.headers["Location"].startswith(reverse("hours", args=[slot.version_id]))
    assert slot.exceptions.count() == 0


def test_a_day_off_on_another_weekday_is_said(official: Client, slot: UseSlot) -> None:
    slot.add_exception(on=date(2027, 6, 4))
    now = UseSlot.objects.get(pk=slot.pk)
    now.rewrite(revision=now.revision, **{**now.as_written(), "weekdays": "6"})
    shown = shown_on(official, "hours", slot.version_id)
    assert "Op vrijdag 4 juni 2027 zijn er geen tijden meer. Haal die dag weg." in shown
