"""Names go out of keys, rounds and reports too; and what is old goes by itself."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from meetings.from_a_room import put_check_on_agenda, put_report_on_agenda
from meetings.models import RiskItem
from overview import own_data
from overview.forgetting import fade, forget_user
from overview.own_data import as_file
from places.models import ClosingCheck, Key, Place, PlaceReport, RoomLink
from places.models.closing_check import Ticked
from tests.conftest import Cast
from tests.factories import make_place
from tests.world_keys import room_of

TICKS = [Ticked(text="Ramen dicht", ok=True), Ticked(text="Licht uit", ok=False)]


def report_in(place: Place, text: str, *, days_ago: int = 0) -> PlaceReport:
    day = timezone.localdate() - timedelta(days=days_ago)
    return PlaceReport.objects.create(place=place, text=text, on=day)


def test_a_name_goes_out_of_what_is_written_about_a_room(cast: Cast) -> None:
    room, elsewhere = room_of(cast.club, cast.wouter), make_place()
    for label in ("Sleutel van Zwaluwnoor", "Sleutel van een deelnemer", "Voor Zwaluwnoor"):
        Key.give(room, holder=cast.wouter, label=label, by=cast.wouter)
    check = ClosingCheck.note(room, by=cast.wouter, ticks=TICKS, problem="Zwaluwnoor weet ervan.")
    here = report_in(room, "Vraag het aan Zwaluwnoor.")
    near = report_in(room.building or room, "Bij Zwaluwnoor te halen.")
    far = report_in(elsewhere, "Zwaluwnoor is een vogel.")
    long_ago = report_in(room, "Zwaluwnoor is een vogel.", days_ago=400)
    put_check_on_agenda(check, by=cast.wouter)
    put_report_on_agenda(here, by=cast.wouter)
    assert fade(cast.noor, by=cast.noor)
    for row in (check, here, near, far, long_ago):
        row.refresh_from_db()
    assert check.problem == "Een deelnemer weet ervan."
    assert here.text == "Vraag het aan een deelnemer."
    assert near.text == "Bij een deelnemer te halen."
    assert far.text == long_ago.text == "Zwaluwnoor is een vogel."
    # Two keys that would be called the same are still told apart.
    assert sorted(Key.objects.values_list("label", flat=True)) == [
        "Sleutel van een deelnemer",
        "Sleutel van een deelnemer 2",
        "Voor een deelnemer",
    ]
    assert not RiskItem.objects.filter(text__icontains="zwaluw").exists()


def test_who_was_forgotten_still_holds_the_key_without_a_name(cast: Cast) -> None:
    room = room_of(cast.club, cast.wouter)
    key = Key.give(room, holder=cast.noor, label="Een", by=cast.noor, agreed_to_be_named=True)
    fade(cast.noor, by=cast.noor)
    key.refresh_from_db()
    assert key.ended_on is None and key.holder.name == ""


def test_own_data_says_which_keys_and_rounds(cast: Cast) -> None:
    from initiatives.who import Who

    room = room_of(cast.club, cast.wouter)
    Key.give(room, holder=cast.wouter, label="Voordeur", by=cast.wouter)
    Key.give(room, holder=cast.noor, label="Van Noor", by=cast.noor, agreed_to_be_named=True)
    ClosingCheck.note(room, by=cast.wouter, ticks=TICKS, problem="De lamp is stuk.")
    who = Who(cast.wouter.user, [])
    text = str(as_file(who))
    assert "Voordeur" in text and "De lamp is stuk." in text and "Van Noor" not in text
    found = own_data.rows_of(who, list(own_data.people_of(who)))
    assert found is not None
    said = {one.text for entry in own_data.entries(found) for one in entry.said}
    assert "Ramen dicht, Licht uit (niet in orde)" in said


def test_reports_and_rounds_go_after_a_year(cast: Cast) -> None:
    room = room_of(cast.club, cast.wouter)
    old, young = report_in(room, "Oud.", days_ago=370), report_in(room, "Jong.", days_ago=360)
    checks = [
        ClosingCheck.note(room, by=cast.wouter, ticks=TICKS, problem=text)
        for text in ("Oud.", "Jong.")
    ]
    year_ago = timezone.now() - timedelta(days=370)
    ClosingCheck.objects.filter(pk=checks[0].pk).update(at=year_ago)
    risk = put_check_on_agenda(checks[0], by=cast.wouter)
    kept = put_report_on_agenda(old, by=cast.wouter)
    call_command("retention", verbosity=0)
    assert list(PlaceReport.objects.all()) == [young]
    assert list(ClosingCheck.objects.all()) == [checks[1]]
    # What is on the agenda because of them stays.
    risk.refresh_from_db()
    kept.refresh_from_db()
    assert risk.closing_check is None and kept.place_report is None


def test_a_coordinator_who_kept_places_can_be_forgotten(cast: Cast) -> None:
    place = make_place(by=cast.manager)
    link = RoomLink.make(place, by=cast.manager)
    cast.manager.is_active = False
    cast.manager.save()
    forget_user(cast.manager)
    place.refresh_from_db()
    link.refresh_from_db()
    assert place.changed_by is None and link.made_by is None
