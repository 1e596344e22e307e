"""The building of the demo: its rooms, who has which hours there, keys, and what was seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils import timezone

from agreements.models import AgreementVersion, UseSlot
from initiatives.models import Initiative, Neighbourhood, Participant
from places.models import ClosingCheck, Key, Place, PlaceReport, RoomLink
from places.models.closing_check import Ticked
from places.models.key import KeyEnd
from places.models.place import as_list

from .life import agree
from .people import DemoPeople
from .writing import PROMISE, in_days, municipality, we

WEDNESDAY, FRIDAY, SATURDAY = 3, 5, 6


@dataclass
class DemoRooms:
    building: Place
    cellar: Place
    hall: Place


def make_building(people: DemoPeople, neighbourhood: Neighbourhood) -> DemoRooms:
    """A community house with two rooms. The numbers are made up: no area has 012."""
    building = Place.add(
        by=people.karin,
        name="Buurthuis De Merel",
        neighbourhood=neighbourhood,
        address="Merelplein 1",
        capacity=120,
        opens_at=time(8),
        closes_at=time(1),
        opening_list="Alarm uit\nLicht in de gang aan\nNooddeur van het slot",
        closing_list="Ramen dicht\nLicht uit\nVerwarming op 15\nAlarm aan\nDeur op slot",
        house_rules=(
            "We hebben respect voor elkaar.\nBinnen roken we niet.\n"
            "Na tien uur praten we buiten zacht.\nDe nooddeur blijft vrij."
        ),
        caretaker="Beheerder van De Merel, 012 345 67 89",
        deputy="Balie van de gemeente, 012 345 00 00",
        neighbours_contact="Beheerder van De Merel, 012 345 67 89",
    )
    cellar = Place.add(
        by=people.karin,
        building=building,
        name="De Kelder",
        capacity=30,
        house_rules=(
            "Iedereen is welkom.\nWe schelden en vechten niet.\nBinnen roken en vapen we niet.\n"
            "Na tien uur gaat de muziek zacht.\nWe ruimen op voor we gaan.\n"
            "De nooddeur blijft vrij. Er zijn nooit meer dan 30 mensen."
        ),
        closing_list="Ramen dicht\nLicht uit\nVerwarming op 15\nKookplaat uit\nDeur op slot",
    )
    hall = Place.add(by=people.karin, building=building, name="De bovenzaal", capacity=60)
    return DemoRooms(building, cellar, hall)


def add_slot(
    version: AgreementVersion,
    place: Place,
    weekdays: str,
    starts: time,
    ends: time,
    label: str = "",
    season: tuple[date, date] | None = None,
) -> UseSlot:
    first_on, last_on = season or (None, None)
    return UseSlot.add(
        version,
        place=place,
        weekdays=weekdays,
        starts=starts,
        ends=ends,
        first_on=first_on,
        last_on=last_on,
        label=label,
    )


def next_weekday(weekday: int, after: int) -> date:
    """The first such day that is `after` days away or more."""
    day = in_days(after)
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)


def this_summer() -> tuple[date, date]:
    """The six weeks that are to come, or that it is now."""
    today = timezone.localdate()
    year = today.year if today <= date(today.year, 8, 23) else today.year + 1
    return date(year, 7, 13), date(year, 8, 23)


def first_hours(version: AgreementVersion, rooms: DemoRooms) -> None:
    """Wednesday and Friday evening."""
    add_slot(version, rooms.cellar, "3", time(19), time(22))
    add_slot(version, rooms.cellar, "5", time(19), time(22))


def longer_hours(version: AgreementVersion) -> None:
    """An hour more on Friday, afternoons in the summer, one evening closed and one day on top."""
    wednesday, friday = version.slots.select_related("place")
    friday.rewrite(revision=friday.revision, **{**friday.as_written(), "ends": time(23)})
    add_slot(
        version, wednesday.place, "23", time(13), time(17), "In de zomervakantie", this_summer()
    )
    friday.add_exception(on=next_weekday(FRIDAY, 8), because="De vloer wordt geschilderd")
    friday.add_exception(
        on=next_weekday(SATURDAY, 8), starts=time(14), ends=time(17), because="Open middag"
    )


def give_keys(rooms: DemoRooms, by: Participant, noor: Participant, dex: Participant) -> None:
    """After the first text took effect: two keys, and one that got lost and was replaced."""
    cellar = rooms.cellar
    Key.give(cellar, holder=noor, label="Sleutel 1", by=by, agreed_to_be_named=True)
    lost = Key.give(
        cellar, holder=dex, label="Sleutel 2", by=by, is_deputy=True, agreed_to_be_named=True
    )
    lost.end(KeyEnd.LOST, by=dex)
    Key.give(cellar, holder=dex, label="Sleutel 3", by=by, is_deputy=True, agreed_to_be_named=True)
    Key.give(rooms.building, holder=by, label="Hoofdsleutel", by=by)


def lend_key(rooms: DemoRooms, by: Participant, lina: Participant) -> None:
    """For one evening; it should be back by now."""
    Key.give(
        rooms.cellar,
        holder=lina,
        label="Sleutel van de berging",
        by=by,
        agreed_to_be_named=True,
        due_back_on=in_days(2),
    )


def close_up(rooms: DemoRooms, by: Participant, problem: str = "", wrong: str = "") -> None:
    ticks = [Ticked(text=text, ok=text != wrong) for text in as_list(rooms.cellar.closing_list)]
    ClosingCheck.note(rooms.cellar, by=by, ticks=ticks, problem=problem)


def hang_up_codes(rooms: DemoRooms, people: DemoPeople, by: Participant) -> None:
    """A code in each room, and what was reported by it: one is dealt with, one is open."""
    link = RoomLink.make(rooms.cellar, by=people.karin)
    RoomLink.make(rooms.hall, by=people.karin)
    PlaceReport.write(link, text="Het licht op de trap is stuk.").settle(by=by)
    PlaceReport.write(link, text="De wc loopt door.")


def meet_in_hall(
    spot: Initiative, rooms: DemoRooms, official: Participant, group: list[Participant]
) -> AgreementVersion:
    """Neighbours of the green spot swap seeds upstairs, on Friday and Saturday."""

    def hours(version: AgreementVersion) -> None:
        add_slot(version, rooms.hall, "6", time(10), time(13), "Zaden ruilen")
        add_slot(version, rooms.hall, "5", time(20), time(22))

    return agree(
        spot,
        official,
        group,
        title="Zaden ruilen in De Merel",
        purpose="Wij willen samen een plek voor de winter, als het veld te nat is.",
        clauses={
            "Wat doen we daar?": [
                we("Wij ruilen zaden en drinken koffie."),
                we("Wij zetten de tafels terug."),
            ],
            "Wat doet de gemeente?": [municipality("De zaal is gratis.", PROMISE)],
        },
        writing=hours,
    )
