"""The page of a meeting that is under way, on every phone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives.models import Side
from initiatives.states import Refused
from meetings.agenda import agenda_of
from meetings.live_page import Clock
from meetings.models import ActionItem, AgendaItem, Attendance, Decision, Meeting, RiskItem
from meetings.states import FixedPoint, RiskKind
from tests.conftest import Cast
from tests.factories import make_participant
from tests.meetings.planned import path, plan, read, signed_in
from tests.meetings.running import at_point, under_way


def go(client: Client, meeting: Meeting, point: str) -> Any:
    return client.post(path("go_to_point", meeting.pk), {"point": point})


def test_it_shows_one_thing_and_what_comes(cast: Cast) -> None:
    meeting, _item = at_point(cast)
    page = read(signed_in(cast.wouter), "live_meeting", meeting.pk)
    assert "Punt 4 van 6" in page
    assert '<h1 class="sentence" lang="nl">De sleutel</h1>' in page
    assert "Wat hoorden we?" in page
    assert "Afspraken en acties: lukt dat?" in page


def test_next_goes_on_and_tells_which(cast: Cast) -> None:
    meeting, item = under_way(cast)
    client = signed_in(cast.wouter)
    for entry in agenda_of(meeting)[1:]:
        assert go(client, meeting, entry.key).status_code == 303
        now = Meeting.objects.get(pk=meeting.pk)
        assert now.current_item == entry.item
    item.refresh_from_db()
    assert item.reached_in == meeting


def test_next_twice_is_once_and_the_clock_goes_on(cast: Cast) -> None:
    meeting, item = at_point(cast)
    since = Meeting.objects.get(pk=meeting.pk).current_since
    go(signed_in(cast.wouter), meeting, f"punt-{item.pk}")
    assert Meeting.objects.get(pk=meeting.pk).current_since == since


def test_the_standing_item_can_be_gone_to(cast: Cast) -> None:
    meeting, _item = at_point(cast)
    client = signed_in(cast.wouter)
    assert go(client, meeting, "risicos").status_code == 303
    page = read(client, "live_meeting", meeting.pk)
    assert "Punt 3 van 6" in page
    assert "Risico&#x27;s en knelpunten</h1>" in page


def test_a_point_of_another_meeting_is_not_found(cast: Cast) -> None:
    meeting, _item = under_way(cast)
    elsewhere = Meeting.plan(
        cast.garden, by=cast.gardener, starts_at=meeting.starts_at, place="Tuin"
    )
    theirs = elsewhere.items.all()[0]
    later = plan(cast, starts_at=meeting.starts_at + timedelta(days=30)).items.all()[0]
    client = signed_in(cast.wouter)
    for item in (theirs, later):
        assert go(client, meeting, f"punt-{item.pk}").status_code == 404
        with pytest.raises(Refused):
            meeting.go_to(by=cast.wouter, item=item)
    assert go(client, meeting, "punt-x").status_code == 404


@pytest.mark.parametrize("state", ["planned", "cancelled", "closed"])
def test_when_it_is_not_under_way_it_leads_to_where_it_can_be_read(cast: Cast, state: str) -> None:
    meeting = plan(cast)
    leads = "meeting"
    if state == "cancelled":
        meeting.cancel(by=cast.wouter, because="Ziek")
    if state == "closed":
        meeting.start(by=cast.wouter).close(by=cast.wouter)
        leads = "minutes"
    response = signed_in(cast.wouter).get(path("live_meeting", meeting.pk))
    assert (response.status_code, response.headers["Location"]) == (302, path(leads, meeting.pk))


def test_a_reader_follows_and_has_no_buttons(client: Client, cast: Cast) -> None:
    meeting, _item = at_point(cast)
    page = read(cast.read(client), "live_meeting", meeting.pk)
    assert "Je kijkt mee." in page
    assert path("go_to_point", meeting.pk) not in page
    assert "Bewaar de notitie" not in page


def test_who_follows_by_the_link_can_say_who_it_is(cast: Cast) -> None:
    meeting, _item = at_point(cast)
    way_in = f"{path('take_seat', cast.club.pk)}?next={path('live_meeting', meeting.pk)}"
    assert way_in in read(cast.read(Client()), "live_meeting", meeting.pk)
    for known in (cast.sit(Client(), cast.noor), signed_in(cast.wouter)):
        assert way_in not in read(known, "live_meeting", meeting.pk)


def test_who_does_not_note_reads_what_was_noted(client: Client, cast: Cast) -> None:
    meeting, item = at_point(cast)
    meeting.note(item, by=cast.wouter, heard="De deur klemt.", means="", seen=item.revision)
    assert "De deur klemt." in read(cast.read(client), "live_meeting", meeting.pk)


def test_the_name_of_who_asked_is_for_the_group(client: Client, cast: Cast) -> None:
    meeting, _item = at_point(cast)
    assert "Zwaluwnoor" not in read(signed_in(cast.wouter), "live_meeting", meeting.pk)
    assert "Zwaluwnoor" in read(cast.sit(client, cast.dex), "live_meeting", meeting.pk)


def test_a_hidden_point_is_shown_to_nobody(cast: Cast) -> None:
    meeting, item = at_point(cast, "Iets over een persoon")
    meeting.note(item, by=cast.wouter, heard="Ook erover", means="", seen=item.revision)
    item.refresh_from_db()
    item.hide(by=cast.noor, because="over een persoon")
    for person in (cast.wouter, cast.samira):
        page = read(signed_in(person), "live_meeting", meeting.pk)
        assert "Iets over een persoon" not in page
        assert "Ook erover" not in page


def test_not_reached_goes_on_to_the_next_one_and_the_talk_goes_on(cast: Cast) -> None:
    meeting, item = at_point(cast)
    response = signed_in(cast.wouter).post(path("point_not_reached", meeting.pk, item.pk))
    assert response.status_code == 303
    item.refresh_from_db()
    now = Meeting.objects.get(pk=meeting.pk)
    assert item.reached_in is None
    assert now.current_item is not None
    assert now.current_item.fixed == FixedPoint.ACTIONS
    now.close(by=cast.wouter)
    later = plan(cast, starts_at=meeting.starts_at + timedelta(days=30))
    assert item in [entry.item for entry in agenda_of(later)]


def test_what_comes_by_itself_or_has_words_is_not_passed_by(cast: Cast) -> None:
    meeting, item = at_point(cast)
    fixed = meeting.items.filter(fixed=FixedPoint.CHECK_IN).get()
    client = signed_in(cast.wouter)
    assert client.post(path("point_not_reached", meeting.pk, fixed.pk)).status_code == 409
    Decision.objects.create(meeting=meeting, item=item, by=cast.wouter, text="Ja.", by_group=True)
    assert client.post(path("point_not_reached", meeting.pk, item.pk)).status_code == 409
    item.refresh_from_db()
    assert item.reached_in == meeting


def test_the_clock_is_friendly() -> None:
    now = timezone.now()
    assert Clock(now, now + timedelta(minutes=7, seconds=20)).minutes_left == 8
    assert Clock(now, now).minutes_left == 0
    late = Clock(now, now - timedelta(minutes=3, seconds=20))
    assert (late.minutes_left, late.minutes_over) == (-3, 3)
    assert Clock(now, now - timedelta(seconds=20)).minutes_over == 0


def test_the_clock_counts_from_when_the_point_began(cast: Cast) -> None:
    meeting, item = at_point(cast)
    since = timezone.now() - timedelta(minutes=item.minutes + 4, seconds=5)
    Meeting.objects.filter(pk=meeting.pk).update(current_since=since)
    assert "4 min langer" in read(signed_in(cast.wouter), "live_meeting", meeting.pk)


def fill(cast: Cast, meeting: Meeting, n: int) -> None:
    for i in range(n):
        person = make_participant(cast.club)
        Attendance.objects.create(meeting=meeting, participant=person, was_there=True)
        RiskItem.objects.create(
            initiative=cast.club, by=person, side=Side.GROUP, kind=RiskKind.RISK, text=f"Risico {i}"
        )
        ActionItem.objects.create(
            initiative=cast.club, by=person, owner=person, owner_side=Side.GROUP, text=f"Actie {i}"
        )
        item = AgendaItem.objects.create(
            meeting=meeting, by=person, side=Side.GROUP, text=f"Punt {i}", position=9
        )
        Decision.objects.create(
            meeting=meeting, item=item, by=cast.wouter, text=f"Besluit {i}", by_group=True
        )


def queries(client: Client, meeting: Meeting) -> dict[str, int]:
    """Of each kind of point."""
    found = {}
    for entry in agenda_of(meeting):
        kind = entry.item.fixed or "own" if entry.item else "risks"
        if kind in found:
            continue
        Meeting.objects.filter(pk=meeting.pk).update(current_item=entry.item)
        with CaptureQueriesContext(connection) as captured:
            read(client, "live_meeting", meeting.pk)
        found[kind] = len(captured)
    return found


def test_few_queries_at_every_point_and_no_more_with_much_more(client: Client, cast: Cast) -> None:
    meeting, _item = under_way(cast)
    fill(cast, meeting, 3)
    clients = (signed_in(cast.wouter), cast.sit(client, cast.noor))
    few = [queries(each, meeting) for each in clients]
    fill(cast, meeting, 30)
    assert [queries(each, meeting) for each in clients] == few
    assert max(max(found.values()) for found in few) <= 10, few
