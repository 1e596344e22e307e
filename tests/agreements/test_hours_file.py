"""The hours of an agreement as a file: what it holds through the life of the agreement."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from agreements.models import Agreement, AgreementVersion, Pause
from places.models import Place
from tests.agreements.calendars import read_moments
from tests.agreements.holding import held, put_in_effect, written
from tests.conftest import Cast
from tests.factories import add_hours, make_place
from tests.overview.world import signed_in

# A Wednesday.
pytestmark = pytest.mark.at("2027-03-10 12:00")
TODAY = date(2027, 3, 10)


def raw_of(cast: Cast, agreement: Agreement, client: Client | None = None) -> bytes:
    client = client or signed_in(cast.wouter)
    response = client.get(reverse("hours_file", args=[agreement.pk]))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="onze-tijden.ics"'
    return response.content


def events(cast: Cast, agreement: Agreement) -> list[Any]:
    return list(Calendar.from_ical(raw_of(cast, agreement)).walk("VEVENT"))


def room() -> Place:
    return make_place("De Kelder", building=make_place("De Brug", address="Dorpsstraat 1"))


def test_what_a_calendar_gets(cast: Cast):
    version = held(cast.wouter, room(), "5", "20:00", "01:00", label="Voor Zwaluwnoor")
    (week, *nights) = events(cast, version.agreement)
    assert week["SUMMARY"] == "Chillclub De Kelder"
    assert week["LOCATION"] == "De Kelder, De Brug, Dorpsstraat 1"
    assert week["STATUS"] == "CONFIRMED"
    assert week["URL"].endswith(reverse("our_place", args=[cast.club.pk]))
    assert week["DTSTART"].to_ical() == b"20270312T200000"
    assert nights == [], "on a Friday night the clock never changes"


def test_nobody_is_named_in_it(cast: Cast):
    draft = written(cast.wouter, room(), "5", label="Voor Zwaluwnoor")
    draft.slots.get().add_exception(on=date(2027, 3, 19), because="Zwaluwdex is jarig")
    raw = raw_of(cast, put_in_effect(draft, cast.wouter).agreement).replace(b"\r\n ", b"")
    for name in (b"Zwaluw", b"Wouter", b"jarig"):
        assert name not in raw


def test_the_same_moments_as_our_own_grid_for_two_years(cast: Cast):
    draft = written(cast.wouter, room(), "6", "22:00", "04:00")
    add_hours(draft, room(), "3", "14:00", "17:00", first_on=date(2027, 7, 1))
    draft.slots.all()[0].add_exception(on=date(2027, 5, 1))
    draft.slots.all()[0].add_exception(on=date(2027, 5, 2), starts=time(10), ends=time(12))
    version = put_in_effect(draft, cast.wouter)
    until = TODAY + timedelta(days=730)
    ours = sorted(
        (span.began.astimezone(UTC), span.ended.astimezone(UTC))
        for slot in version.slots.with_hours()
        for span in slot.hours.between(TODAY, until)
    )
    assert read_moments(raw_of(cast, version.agreement), TODAY, until) == ours


def test_it_begins_on_the_day_on_which_the_text_took_effect(cast: Cast):
    version = held(cast.wouter, room(), "123")
    (week,) = events(cast, version.agreement)
    assert week["DTSTART"].dt.date() == TODAY


def later(cast: Cast, version: AgreementVersion, *hours: str) -> AgreementVersion:
    """The next text, with other hours in the same slot, or without when none are given."""
    draft = version.agreement.start_version(by=cast.wouter)
    slot = draft.slots.get()
    if hours:
        weekdays, starts, ends = hours
        as_it_was = slot.as_written()
        as_it_was |= {
            "weekdays": weekdays,
            "starts": time.fromisoformat(starts),
            "ends": time.fromisoformat(ends),
        }
        slot.rewrite(revision=slot.revision, **as_it_was)
    else:
        slot.remove()
        add_hours(draft, slot.place, "7")
    draft.propose(by=cast.wouter)
    return put_in_effect(draft, cast.wouter)


def test_a_new_text_moves_what_the_calendar_has(cast: Cast):
    version = held(cast.wouter, room(), "5")
    (before,) = events(cast, version.agreement)
    later(cast, version, "4", "18:00", "20:00")
    (after,) = events(cast, version.agreement)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["RRULE"]["BYDAY"] == ["TH"]


def test_hours_that_are_not_there_any_more_are_called_off(cast: Cast):
    version = held(cast.wouter, room(), "5")
    (before,) = events(cast, version.agreement)
    later(cast, version)
    by_uid = {event["UID"]: event for event in events(cast, version.agreement)}
    assert len(by_uid) == 2
    assert by_uid.pop(before["UID"])["STATUS"] == "CANCELLED"
    ((_uid, now),) = by_uid.items()
    assert now["STATUS"] == "CONFIRMED"


def test_a_day_on_top_that_is_taken_out_is_called_off(cast: Cast):
    draft = written(cast.wouter, room(), "5")
    draft.slots.get().add_exception(on=date(2027, 4, 3), starts=time(14), ends=time(17))
    version = put_in_effect(draft, cast.wouter)
    assert len(events(cast, version.agreement)) == 2
    second = version.agreement.start_version(by=cast.wouter)
    second.slots.get().exceptions.get().remove()
    second.propose(by=cast.wouter)
    put_in_effect(second, cast.wouter)
    states = sorted(event["STATUS"] for event in events(cast, version.agreement))
    assert states == ["CANCELLED", "CONFIRMED"]


def test_a_pause_calls_it_off_and_afterwards_it_is_on_again(cast: Cast):
    version = held(cast.wouter, room(), "5")
    agreement = version.agreement
    found = [events(cast, agreement)]
    Pause.begin(agreement, by=cast.wouter, because="x", look_again_on=date(2027, 4, 1))
    found.append(events(cast, agreement))
    Pause.resume(agreement, by=cast.wouter)
    found.append(events(cast, agreement))
    assert [event["STATUS"] for (event,) in found] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    sequences = [event["SEQUENCE"] for (event,) in found]
    assert sequences == sorted(set(sequences))
    assert len({event["UID"] for (event,) in found}) == 1


def test_an_end_calls_it_off(cast: Cast):
    version = held(cast.wouter, room(), "5")
    (before,) = events(cast, version.agreement)
    version.agreement.end(by=cast.wouter, because="Klaar.")
    (after,) = events(cast, version.agreement)
    assert after["STATUS"] == "CANCELLED"
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_a_proposal_changes_nothing_yet(cast: Cast):
    version = held(cast.wouter, room(), "5")
    before = events(cast, version.agreement)
    draft = version.agreement.start_version(by=cast.wouter)
    add_hours(draft, room(), "7")
    draft.propose(by=cast.wouter)
    assert events(cast, version.agreement) == before


def test_what_never_held_is_an_empty_calendar(cast: Cast):
    proposal = written(cast.wouter, room())
    proposal.propose(by=cast.wouter)
    assert events(cast, proposal.agreement) == []


def test_the_same_hours_keep_their_number_when_the_address_of_the_app_is_another(cast: Cast):
    version = held(cast.wouter, room(), "5")
    (here,) = events(cast, version.agreement)
    client = signed_in(cast.wouter)
    client.defaults["SERVER_NAME"] = "127.0.0.1"
    (there,) = Calendar.from_ical(raw_of(cast, version.agreement, client)).walk("VEVENT")
    assert there["UID"] == here["UID"]
    assert there["URL"] != here["URL"]


def test_every_event_has_a_number_of_its_own(cast: Cast):
    draft = written(cast.wouter, room(), "6", "22:00", "04:00")
    add_hours(draft, room(), "6", "23:00", "05:00")
    version = put_in_effect(draft, cast.wouter)
    found = events(cast, version.agreement)
    nights = [event for event in found if "RRULE" not in event]
    assert len({event["UID"] for event in found}) == len(found)
    assert [event["DTSTART"].dt.date() for event in nights][:2] == [
        date(2027, 3, 27),
        date(2027, 10, 30),
    ]


def test_two_years_later_the_next_nights_are_in_it(cast: Cast):
    version = held(cast.wouter, room(), "6", "22:00", "04:00")

    def last_night() -> Any:
        nights = [e for e in events(cast, version.agreement) if "RRULE" not in e]
        return max(event["DTSTART"].dt for event in nights)

    now = last_night()
    with time_machine.travel("2029-03-01 12:00", tick=False):
        assert last_night() > now


def test_signs_of_the_format_in_a_name_come_through(cast: Cast):
    name = "Kelder; achterom, via \\ het hek\u0007"
    place = make_place("x")
    Place.objects.filter(pk=place.pk).update(name=name)
    place.refresh_from_db()
    (event,) = events(cast, held(cast.wouter, place, "5").agreement)
    assert event["LOCATION"] == "Kelder; achterom, via \\ het hek "


def test_who_reads_the_agreement_gets_it_and_nobody_else(cast: Cast):
    version = held(cast.wouter, room())
    raw_of(cast, version.agreement, cast.read(Client()))
    raw_of(cast, version.agreement, cast.sit(Client(), cast.noor))
    address = reverse("hours_file", args=[version.agreement.pk])
    for person in (cast.elsewhere, cast.resident):
        assert signed_in(person).get(address).status_code == 404


@pytest.mark.parametrize("slots", [3, 60])
def test_queries_do_not_grow(cast: Cast, slots, django_assert_max_num_queries):
    draft = written(cast.wouter, room(), "1", "08:00", "09:00")
    place = draft.slots.get().place
    for n in range(slots - 1):
        slot = add_hours(draft, place, "67", f"{n % 20:02}:{n // 20:02}", "21:30")
        slot.add_exception(on=date(2027, 4, 3))
    version = put_in_effect(draft, cast.wouter)
    client = signed_in(cast.wouter)
    with django_assert_max_num_queries(10):
        raw_of(cast, version.agreement, client)
