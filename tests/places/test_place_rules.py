"""What a place is: which places share space, when one is open, what a room takes from its building,
and what the database keeps out."""

from __future__ import annotations

from datetime import time
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from initiatives.states import Overtaken, Refused
from places.models import Place
from places.models.place import WRITTEN, as_list
from tests.conftest import Cast
from tests.factories import make_neighbourhood, make_place

DAY = 24 * 60
clocks = st.integers(0, DAY - 1).map(lambda minute: time(minute // 60, minute % 60))


@pytest.fixture
def brug(cast: Cast) -> Place:
    return make_place("De Brug", by=cast.manager)


@pytest.fixture
def zaal(cast: Cast, brug: Place) -> Place:
    return make_place("Zaal", building=brug, by=cast.manager)


# Sharing space ---------------------------------------------------------------------------------


def test_a_room_shares_space_with_itself_and_its_building_only(
    cast: Cast, brug: Place, zaal: Place
) -> None:
    hal = make_place("Hal", building=brug, by=cast.manager)
    schuur = make_place("Schuur", by=cast.manager)
    every = [brug, zaal, hal, schuur]
    pairs = {(a.name, b.name) for a, b in product(every, every) if a.shares_space_with(b)}
    both_ways = {("De Brug", "Zaal"), ("De Brug", "Hal")}
    own = {(place.name, place.name) for place in every}
    assert pairs == own | both_ways | {(b, a) for a, b in both_ways}


def test_the_question_to_the_database_says_the_same(cast: Cast, brug: Place, zaal: Place) -> None:
    hal = make_place("Hal", building=brug, by=cast.manager)
    every = [brug, zaal, hal, make_place("Schuur", by=cast.manager)]
    hal.take_away(by=cast.manager)
    for some in ([brug], [zaal], [hal], every[1:3], every[2:], every, []):
        found = set(Place.objects.sharing_space_with(some))
        assert found == {b for a, b in product(some, every) if a.shares_space_with(b)}


def test_the_lock_is_on_buildings_in_one_order(cast: Cast, brug: Place, zaal: Place) -> None:
    schuur = make_place("Schuur", by=cast.manager)
    with transaction.atomic(), CaptureQueriesContext(connection) as asked:
        Place.objects.lock_for([schuur, zaal, zaal])
        Place.objects.lock_for([])
    (sql,) = [query["sql"] for query in asked if "places_place" in query["sql"]]
    inside, order = sql.split(" IN (")[1].split(")", 1)
    assert {int(pk) for pk in inside.split(",")} == {schuur.pk, brug.pk}
    assert order.strip().startswith('ORDER BY "places_place"."id" ASC')


# Open --------------------------------------------------------------------------------------------


def minutes_of(starts: time, ends: time) -> set[int]:
    """Every minute from `starts` on, counted on past midnight."""
    begin = starts.hour * 60 + starts.minute
    until = ends.hour * 60 + ends.minute
    return set(range(begin, until if until > begin else until + DAY))


@given(opens=clocks, closes=clocks, starts=clocks, ends=clocks)
@example(opens=time(9), closes=time(1), starts=time(22), ends=time(1))
@example(opens=time(9), closes=time(0), starts=time(22), ends=time(0))
@example(opens=time(9), closes=time(1), starts=time(0), ends=time(1))
@example(opens=time(9), closes=time(23), starts=time(22), ends=time(0))
def test_open_against_every_minute(opens: time, closes: time, starts: time, ends: time) -> None:
    """Hours lie within the opening times when every minute does, today's or yesterday's."""
    if opens == closes or starts == ends:
        return
    place = Place(opens_at=opens, closes_at=closes)
    open_minutes, asked = minutes_of(opens, closes), minutes_of(starts, ends)
    shifted = ({minute + shift for minute in open_minutes} for shift in (-DAY, 0, DAY))
    assert place.is_open_for(starts, ends) == any(asked <= minutes for minutes in shifted)


def test_without_opening_times_it_is_always_open(brug: Place) -> None:
    assert brug.is_open_for(time(3), time(5))


def test_a_room_is_open_as_its_building_is_unless_it_says_otherwise(cast: Cast) -> None:
    brug = make_place("De Brug", by=cast.manager, opens_at=time(9), closes_at=time(17))
    hal = make_place("Hal", building=brug, by=cast.manager)
    zaal = make_place(
        "Zaal", building=brug, by=cast.manager, opens_at=time(0), closes_at=time(23, 59)
    )
    assert not hal.is_open_for(time(19), time(22)) and hal.is_open_for(time(9), time(17))
    assert zaal.is_open_for(time(19), time(22)), "midnight is a time too, not nothing"


HALF_OPEN: tuple[dict[str, Any], ...] = (
    {"opens_at": time(9)},
    {"closes_at": time(9)},
    {"opens_at": time(9), "closes_at": time(9)},
)


@pytest.mark.parametrize("times", HALF_OPEN)
def test_the_database_keeps_out_half_opening_times(cast: Cast, times: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_place("Half", by=cast.manager, **times)


# What a coordinator writes -----------------------------------------------------------------------


def test_every_field_that_a_coordinator_writes_is_known() -> None:
    ours = {"id", "building", "revision", "changed_by", "changed_at", "gone_at"}
    assert set(WRITTEN) | ours == {field.name for field in Place._meta.fields}


def other_value(name: str) -> Any:
    field = Place._meta.get_field(name)
    if name == "neighbourhood":
        return make_neighbourhood()
    if isinstance(field, models.TimeField):
        return time(10) if name == "opens_at" else time(22)
    return 12 if name == "capacity" else "Anders"


def test_each_of_them_is_changed_and_shown_to_the_second(cast: Cast, brug: Place) -> None:
    written = {name: other_value(name) for name in WRITTEN}
    brug.change(by=cast.manager, revision=1, **written)
    assert {name: getattr(brug, name) for name in WRITTEN} == written
    with pytest.raises(Overtaken) as overtaken:
        brug.change(by=cast.manager, revision=1, **written | {"name": "Nog anders"})
    assert overtaken.value.now == written
    brug.change(by=cast.manager, revision=1, **written)  # the same form, once more
    assert brug.revision == 2


@pytest.mark.parametrize("written", [{}, {"house_rules": "Stil."}])
def test_what_a_room_leaves_empty_its_building_says(cast: Cast, written: dict[str, str]) -> None:
    brug = make_place("De Brug", by=cast.manager, house_rules="Voeten vegen.", address="Kade 1")
    zaal = make_place("Zaal", building=brug, by=cast.manager, **written)
    assert zaal.of_building("house_rules") == written.get("house_rules", "Voeten vegen.")
    assert (zaal.where, zaal.whole_name) == ("Kade 1", "Zaal, De Brug")
    assert (brug.where, brug.whole_name) == ("Kade 1", "De Brug")


def test_no_room_in_a_room_and_the_name_that_was_typed_is_kept(cast: Cast, zaal: Place) -> None:
    with pytest.raises(Refused) as refusal:
        make_place("Kast", building=zaal, by=cast.manager)
    assert refusal.value.kept == "Kast"


def test_gone_is_gone_with_its_building_and_comes_back_as_it_was(
    cast: Cast, brug: Place, zaal: Place
) -> None:
    zaal.take_away(by=cast.manager)
    since = zaal.gone_at
    zaal.take_away(by=cast.manager)
    assert zaal.gone_at == since
    brug.take_away(by=cast.manager)
    assert not Place.objects.in_use().exists()
    brug.bring_back(by=cast.manager)
    assert set(Place.objects.in_use()) == {brug}
    assert Place.objects.select_related("building").get(pk=zaal.pk).is_gone
    zaal.bring_back(by=cast.manager)
    assert not Place.objects.select_related("building").get(pk=zaal.pk).is_gone


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("Licht uit\nDeur op slot", ["Licht uit", "Deur op slot"]),
        ("- Licht uit\r\n\r\n  * Deur op slot \n• Ramen", ["Licht uit", "Deur op slot", "Ramen"]),
        ("-\n - \n", []),
    ],
)
def test_a_list_is_read_without_its_marks(text: str, lines: list[str]) -> None:
    assert as_list(text) == lines
