"""Going round before leaving, and "er is iets" from the wall: what is kept, once, and how much."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from initiatives.models import Event
from initiatives.states import Refused
from initiatives.who import Who
from places.models import ClosingCheck, Place, PlaceReport, RoomLink
from places.models.closing_check import Ticked
from places.models.report import MOST_OPEN
from places.models.room_link import REPORTS
from tests.conftest import Cast
from tests.factories import make_place

FINE: list[Ticked] = [{"text": "Ramen dicht", "ok": True}, {"text": "Licht uit", "ok": True}]
WINDOW: list[Ticked] = [{"text": "Ramen dicht", "ok": False}, {"text": "Licht uit", "ok": True}]


@pytest.fixture
def room(cast: Cast) -> Place:
    return make_place("De Kelder", by=cast.manager)


@pytest.fixture
def link(cast: Cast, room: Place) -> RoomLink:
    return RoomLink.make(room, by=cast.manager)


def told() -> int:
    return Event.objects.filter(verb="place_closed").count()


# A round -----------------------------------------------------------------------------------------


def test_the_same_round_twice_is_one(cast: Cast, room: Place) -> None:
    sent = {"by": cast.noor, "ticks": WINDOW, "problem": "Ruit stuk"}
    assert ClosingCheck.note(room, **sent) == ClosingCheck.note(room, **sent)
    assert told() == 1


def test_another_evening_another_person_or_another_word_is_another_round(
    cast: Cast, room: Place
) -> None:
    ClosingCheck.note(room, by=cast.noor, ticks=FINE)
    ClosingCheck.note(room, by=cast.dex, ticks=FINE)
    ClosingCheck.note(room, by=cast.noor, ticks=WINDOW)
    ClosingCheck.note(room, by=cast.noor, ticks=FINE, problem="Het stinkt")
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        ClosingCheck.note(room, by=cast.noor, ticks=FINE)
    assert ClosingCheck.objects.count() == 5 == told()


def test_what_was_not_in_order_is_a_problem_also_without_words(cast: Cast, room: Place) -> None:
    fine = ClosingCheck.note(room, by=cast.noor, ticks=FINE)
    window = ClosingCheck.note(room, by=cast.noor, ticks=WINDOW)
    words = ClosingCheck.note(room, by=cast.noor, ticks=FINE, problem="Het stinkt")
    assert [check.has_problem for check in (fine, window, words)] == [False, True, True]
    assert window.not_in_order == ["Ramen dicht"]


def test_a_round_keeps_the_list_as_it_read_that_evening(cast: Cast, room: Place) -> None:
    check = ClosingCheck.note(room, by=cast.noor, ticks=WINDOW)
    room.change(by=cast.manager, revision=room.revision, closing_list="Kachel laag")
    check.refresh_from_db()
    assert [tick["text"] for tick in check.ticks] == ["Ramen dicht", "Licht uit"]


def test_a_round_is_seen_inside_the_initiative_only(cast: Cast, room: Place) -> None:
    ClosingCheck.note(room, by=cast.noor, ticks=FINE)

    def sees(user: object) -> bool:
        return ClosingCheck.objects.visible_to(Who(user, [])).exists()

    assert sees(cast.samira.user) and sees(cast.wouter.user)
    assert not sees(cast.elsewhere) and not sees(cast.resident) and not sees(cast.manager)


# A report ----------------------------------------------------------------------------------------


def test_the_same_words_on_one_day_are_one_report(link: RoomLink) -> None:
    first = PlaceReport.write(link, text="De kraan lekt")
    assert PlaceReport.write(link, text="De kraan lekt") == first
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert PlaceReport.write(link, text="De kraan lekt") != first


def test_what_was_settled_can_be_reported_again_that_day(cast: Cast, link: RoomLink) -> None:
    first = PlaceReport.write(link, text="De kraan lekt")
    first.settle(by=cast.noor)
    assert PlaceReport.write(link, text="De kraan lekt") != first


def test_a_report_has_no_moment_and_no_hand(link: RoomLink) -> None:
    """Nothing in its row leads to who wrote it, nor to when on that day."""
    before = Event.objects.count()
    PlaceReport.write(link, text="De kraan lekt")
    fields = {field.name for field in PlaceReport._meta.fields}
    assert fields == {"id", "place", "text", "on", "settled_on", "settled_by"}
    assert Event.objects.count() == before


def test_reports_of_a_day_stand_in_no_order_of_time(link: RoomLink) -> None:
    for text in ("Zeep op", "Alarm piept", "Kraan lekt"):
        PlaceReport.write(link, text=text)
    texts = [report.text for report in PlaceReport.objects.all()]
    assert texts == sorted(texts)


def test_so_many_in_ten_minutes_and_the_words_are_kept(link: RoomLink) -> None:
    for n in range(REPORTS):
        PlaceReport.write(link, text=f"Lek {n}")
    with pytest.raises(Refused, match="tien minuten") as refusal:
        PlaceReport.write(link, text="Nog een lek")
    assert refusal.value.kept == "Nog een lek"
    assert PlaceReport.objects.count() == REPORTS
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        PlaceReport.write(link, text="Nog een lek")
    assert PlaceReport.objects.count() == REPORTS + 1


def test_a_room_has_no_more_open_reports_than_anybody_deals_with(
    cast: Cast, link: RoomLink
) -> None:
    reports = [PlaceReport(place=link.place, text=f"Lek {n}") for n in range(MOST_OPEN)]
    PlaceReport.objects.bulk_create(reports)
    with pytest.raises(Refused, match=f"al {MOST_OPEN} meldingen") as refusal:
        PlaceReport.write(link, text="Nog een lek")
    assert refusal.value.kept == "Nog een lek"
    assert PlaceReport.write(link, text="Lek 1"), "that one is there"
    PlaceReport.objects.earliest("pk").settle(by=cast.noor)
    assert PlaceReport.write(link, text="Nog een lek")


def test_one_wall_does_not_use_up_the_reports_of_another(cast: Cast, link: RoomLink) -> None:
    for n in range(REPORTS):
        PlaceReport.write(link, text=f"Lek {n}")
    other = RoomLink.make(make_place("Zolder", by=cast.manager), by=cast.manager)
    assert PlaceReport.write(other, text="Hier ook")


def test_the_first_who_settled_it_stays(cast: Cast, link: RoomLink) -> None:
    report = PlaceReport.write(link, text="De kraan lekt")
    old = PlaceReport.objects.get(pk=report.pk)
    report.settle(by=cast.noor)
    old.settle(by=cast.wouter)
    assert (old.settled_by, old.settled_on) == (cast.noor, timezone.localdate())


# The code on the wall ----------------------------------------------------------------------------


def test_one_code_that_works_and_never_the_same_token_again(cast: Cast, room: Place) -> None:
    tokens = []
    for _time in range(3):
        link = RoomLink.make(room, by=cast.manager)
        assert RoomLink.make(room, by=cast.manager) == link
        for _tap in range(2):
            link.renew(generation=1)
        tokens.append(link.token)
        assert link.generation == 2
        link.revoke()
        link.revoke()
        with pytest.raises(Refused, match="staat al uit"):
            link.renew(generation=2)
    assert len(set(tokens)) == 3
    assert not any(RoomLink.objects.by_token(token) for token in tokens)


def test_what_hung_there_before_opens_nothing(cast: Cast, room: Place, link: RoomLink) -> None:
    old = link.token
    assert RoomLink.objects.by_token(old) == link
    link.renew(generation=1)
    assert RoomLink.objects.by_token(old) is None
    assert RoomLink.objects.by_token(link.token) == link
    room.take_away(by=cast.manager)
    assert RoomLink.objects.by_token(link.token) is None
    room.bring_back(by=cast.manager)
    assert RoomLink.objects.by_token(link.token) == link


@pytest.mark.parametrize("token", ["", "x", "A" * 22, "é" * 22, "A" * 10_000, "\x00"])
def test_a_wrong_token_opens_nothing(link: RoomLink, token: str) -> None:
    assert RoomLink.objects.by_token(token) is None
