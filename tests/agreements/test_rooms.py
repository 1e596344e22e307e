"""Who uses a room, who may see it, and who reads what was reported there."""

from __future__ import annotations

import pytest

from agreements.rooms import home_in, places_for, reports_for, users_of, uses
from initiatives.access import Action
from initiatives.models import Participant, Seat
from initiatives.who import Claim, Who
from places.models import Place, PlaceReport, RoomLink
from tests.agreements.holding import held, official_of, written
from tests.conftest import Cast
from tests.factories import make_place


@pytest.fixture
def neighbour(cast: Cast) -> Participant:
    return official_of(cast.garden, "Bea Buurman")


@pytest.fixture
def building(cast: Cast) -> Place:
    return make_place("De Brug", by=cast.manager)


@pytest.fixture
def cellar(building: Place, cast: Cast) -> Place:
    return make_place("De Kelder", building=building, by=cast.manager)


@pytest.fixture
def loft(building: Place, cast: Cast) -> Place:
    return make_place("De Zolder", building=building, by=cast.manager)


def who(person: Participant) -> Who:
    return Who(person.user, [])


def on_seat(cast: Cast, person: Participant) -> Who:
    seat = Seat.objects.create(link=cast.link, participant=person)
    return Who(None, [Claim(cast.link.pk, cast.link.generation, seat.pk)])


def report(place: Place) -> PlaceReport:
    return PlaceReport.write(RoomLink.make(place, by=place.changed_by), text="De kraan lekt.")


def test_users_of_a_room_of_its_building_and_of_the_room_beside_it(
    cast, neighbour, building, cellar, loft
):
    held(cast.wouter, cellar)
    held(neighbour, loft)
    assert set(users_of(cellar)) == {cast.club}
    assert set(users_of(loft)) == {cast.garden}
    assert set(users_of(building)) == {cast.club, cast.garden}


def test_who_has_the_whole_building_uses_every_room(cast, building, cellar):
    held(cast.wouter, building)
    assert set(users_of(cellar)) == {cast.club}


def test_what_is_not_in_effect_makes_no_user(cast, cellar):
    version = written(cast.wouter, cellar)
    assert not users_of(cellar).exists()
    version.propose(by=cast.wouter)
    assert not users_of(cellar).exists()


def test_what_ended_makes_no_user_any_more_and_stays_readable(cast, cellar):
    version = held(cast.wouter, cellar)
    version.agreement.end(by=cast.wouter, because="Klaar.")
    assert not users_of(cellar).exists()
    assert cellar in places_for(on_seat(cast, cast.noor))


def test_the_group_sees_the_buildings_of_texts_that_it_may_read(
    cast, neighbour, building, cellar, loft
):
    held(neighbour, make_place("Elders", by=cast.manager))
    held(cast.wouter, cellar)
    assert set(places_for(on_seat(cast, cast.noor))) == {building, cellar, loft}
    assert not places_for(Who(None, [])).exists()
    assert not places_for(Who(cast.resident, [])).exists()
    assert places_for(Who(cast.elsewhere, [])).count() == 4


def test_in_which_initiative_somebody_acts_for_a_room(cast, neighbour, cellar):
    assert home_in(who(cast.wouter), cellar) is None
    held(cast.wouter, cellar)
    for person in (cast.wouter, cast.samira):
        assert home_in(who(person), cellar) == cast.club
        assert uses(who(person), cellar)
    assert home_in(on_seat(cast, cast.noor), cellar, Action.SHOW_ROOM_LINK) == cast.club
    for person in (neighbour, cast.police):
        assert home_in(who(person), cellar) is None
        assert not uses(who(person), cellar)


def test_reports_of_the_own_room_of_its_building_and_of_no_other_room(
    cast, neighbour, building, cellar, loft
):
    held(cast.wouter, cellar)
    held(neighbour, loft)
    ours, theirs, of_all = report(cellar), report(loft), report(building)
    assert set(reports_for(on_seat(cast, cast.noor))) == {ours, of_all}
    assert set(reports_for(who(cast.wouter))) == {ours, of_all}
    assert set(reports_for(who(neighbour))) == {theirs, of_all}
    assert set(reports_for(Who(cast.manager, []))) == {ours, theirs, of_all}
    for nobody in (Who(cast.elsewhere, []), who(cast.police), Who(None, [])):
        assert not reports_for(nobody).exists()


def test_who_has_the_whole_building_reads_of_every_room(cast, building, cellar):
    held(cast.wouter, building)
    there = report(cellar)
    assert set(reports_for(who(cast.wouter))) == {there}
