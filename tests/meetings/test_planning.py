"""The verbs of planning: plan, change, cancel, the rhythm, and who comes."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from agreements.every import Every
from initiatives.models import Event, Side
from initiatives.states import Overtaken, Refused
from meetings.carrying_over import next_meeting
from meetings.models import Attendance, Meeting, MeetingMove
from meetings.models.planning import MOST_PLANNED, Overlaps
from meetings.states import Coming, FixedPoint, MeetingKind, Status
from tests.meetings.planned import at, on, plan

pytestmark = pytest.mark.django_db


def test_a_meeting_begins_with_the_points_that_come_by_themselves(cast):
    meeting = plan(cast)
    assert [(i.fixed, i.position, i.minutes) for i in meeting.items.all()] == [
        (FixedPoint.CHECK_IN, 1, 5),
        (FixedPoint.SINCE_LAST, 2, 10),
        (FixedPoint.ACTIONS, 4, 5),
        (FixedPoint.BETWEEN_US, 5, 5),
    ]
    assert (meeting.risks_position, meeting.risks_minutes) == (3, 15)
    event = Event.objects.get(verb="meeting_planned")
    assert (event.by, event.data) == (cast.wouter, {"meeting": meeting.pk})


def test_the_same_form_twice_is_one_meeting(cast):
    once = uuid.uuid4()
    assert plan(cast, once=once) == plan(cast, once=once, place="Elders")
    assert plan(cast, once=uuid.uuid4()) != plan(cast, once=once)
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize(
    ("starts_at", "words"),
    [
        (datetime(1900, 1, 1, tzinfo=UTC), "al voorbij"),
        (datetime(9998, 1, 1, tzinfo=UTC), "twee jaar"),
    ],
)
def test_a_meeting_in_1900_or_in_a_far_year_is_refused_with_a_sentence(cast, starts_at, words):
    with pytest.raises(Refused, match=words):
        plan(cast, starts_at=starts_at)
    meeting = plan(cast)
    with pytest.raises(Refused, match=words):
        meeting.move(by=cast.noor, starts_at=starts_at, place="De kelder")
    assert Meeting.objects.get().starts_at == meeting.starts_at
    assert not MeetingMove.objects.exists()


def test_earlier_today_can_be_planned_and_yesterday_cannot(cast):
    with time_machine.travel(datetime(2026, 12, 8, 20, 0, tzinfo=UTC), tick=False):
        plan(cast, starts_at=at(0, 9))
        with pytest.raises(Refused, match="al voorbij"):
            plan(cast, starts_at=at(-1, 23))


@pytest.mark.parametrize("minutes", [0, 481])
def test_a_meeting_of_no_length_or_of_days_is_refused(cast, minutes):
    with pytest.raises(Refused, match="8 uur"):
        plan(cast, minutes=minutes)


def test_more_meetings_than_anybody_keeps_in_mind_are_refused(cast):
    for n in range(MOST_PLANNED):
        plan(cast, starts_at=at(n + 1))
    with pytest.raises(Refused, match=str(MOST_PLANNED)):
        plan(cast)
    # Not those of another initiative.
    Meeting.plan(cast.garden, by=cast.wouter, starts_at=at(), place="Tuin")


@pytest.mark.parametrize(
    ("minutes", "is_overlap"), [(-60, False), (-59, True), (0, True), (59, True), (60, False)]
)
def test_two_at_once_are_told_and_can_still_be_meant(cast, minutes, is_overlap):
    first = plan(cast)
    moment = at() + timedelta(minutes=minutes)
    if is_overlap:
        with pytest.raises(Overlaps) as refusal:
            plan(cast, starts_at=moment, may_overlap=False)
        assert refusal.value.other == first
    else:
        plan(cast, starts_at=moment, may_overlap=False)
    plan(cast, starts_at=moment, place="De schuur")


def test_a_meeting_does_not_overlap_itself_or_one_that_is_cancelled(cast):
    meeting = plan(cast)
    meeting.change(by=cast.noor, starts_at=at(14, 20), may_overlap=False)
    plan(cast, starts_at=at(20)).cancel(by=cast.noor, because="Ziek.")
    meeting.change(by=cast.noor, starts_at=at(20), may_overlap=False)


def test_a_move_keeps_what_it_was_and_the_number_in_calendars(cast):
    meeting = plan(cast)
    before = (meeting.starts_at, meeting.uid)
    Attendance.answer(meeting, by=cast.noor, coming=Coming.YES)
    now = meeting.move(by=cast.noor, starts_at=at(21), place="De schuur")
    move = MeetingMove.objects.get()
    assert (move.starts_at, move.place, move.by) == (before[0], "De kelder", cast.noor)
    assert (now.starts_at, now.place, now.uid) == (at(21), "De schuur", before[1])
    assert now.calendar_sequence == 1
    # They said yes to another evening.
    assert Attendance.objects.get().coming == ""
    assert Event.objects.filter(verb="meeting_moved").count() == 1
    now.move(by=cast.noor, starts_at=at(21), place="De schuur")
    assert MeetingMove.objects.count() == 1


def test_another_place_keeps_who_said_they_come(cast):
    meeting = plan(cast)
    Attendance.answer(meeting, by=cast.noor, coming=Coming.YES)
    meeting.move(by=cast.noor, starts_at=meeting.starts_at, place="De schuur")
    assert Attendance.objects.get().coming == Coming.YES


def test_two_who_change_two_things_lose_neither(cast):
    meeting = plan(cast, led_by_side=Side.GROUP)
    meeting.change(by=cast.noor, before={"place": "De kelder"}, place="De schuur")
    meeting.change(by=cast.wouter, before={"leader": "group"}, leader=str(cast.samira.pk))
    now = Meeting.objects.get()
    assert (now.place, now.led_by, now.led_by_side) == ("De schuur", cast.samira, "")


def test_two_who_change_the_same_are_shown_both(cast):
    meeting = plan(cast)
    meeting.change(by=cast.noor, before={"place": "De kelder"}, place="De schuur")
    with pytest.raises(Overtaken) as refusal:
        meeting.change(by=cast.wouter, before={"place": "De kelder"}, place="Het gemeentehuis")
    assert refusal.value.now == {"place": "De schuur"}
    assert Meeting.objects.get().place == "De schuur"


def test_cancelling_keeps_the_meeting_and_twice_is_once(cast):
    meeting = plan(cast)
    meeting.cancel(by=cast.noor, because="De zaal is dicht.")
    now = meeting.cancel(by=cast.noor, because="De zaal is dicht.")
    assert (now.status, now.cancelled_because) == (Status.CANCELLED, "De zaal is dicht.")
    assert (now.uid, now.calendar_sequence) == (meeting.uid, 1)
    assert Event.objects.filter(verb="meeting_cancelled").count() == 1
    assert next_meeting(cast.club) is None
    with pytest.raises(Refused, match="gaat niet door"):
        meeting.cancel(by=cast.wouter, because="Anders.")
    with pytest.raises(Refused, match="gaat niet door"):
        meeting.move(by=cast.wouter, starts_at=at(30), place="De schuur")


@pytest.mark.parametrize("status", [Status.UNDER_WAY, Status.CLOSED])
def test_what_began_is_not_moved_or_cancelled(cast, status):
    meeting = plan(cast)
    Meeting.objects.update(status=status)
    with pytest.raises(Refused):
        meeting.move(by=cast.noor, starts_at=at(21), place="De schuur")
    with pytest.raises(Refused) as refusal:
        meeting.cancel(by=cast.noor, because="Getypt.")
    assert refusal.value.kept == "Getypt."


def test_only_one_comes_after_another(cast):
    first = plan(cast)
    assert plan(cast, previous=first, starts_at=at(30)).previous == first
    assert plan(cast, previous=first, starts_at=at(40)).previous is None


def test_a_person_leads_or_a_side_never_both(cast):
    meeting = plan(cast, led_by=cast.samira, led_by_side=Side.GROUP)
    assert (meeting.led_by, meeting.led_by_side) == (cast.samira, "")
    now = meeting.change(by=cast.noor, leader="municipality", second=str(cast.noor.pk))
    assert (now.led_by, now.led_by_side, now.also_led_by) == (None, "municipality", cast.noor)


def test_every_six_weeks_is_at_the_same_time_on_the_clock_in_summer_and_in_winter(cast):
    with time_machine.travel(datetime(2026, 10, 1, 12, tzinfo=UTC), tick=False):
        meeting = plan(
            cast,
            starts_at=on(date(2026, 10, 13), time(19, 30)),
            every=Every.SIX_WEEKS,
        )
    with time_machine.travel(datetime(2026, 10, 14, 12, tzinfo=UTC), tick=False):
        following = meeting.next_by_rhythm()
    assert following is not None
    assert timezone.localtime(following).strftime("%Y-%m-%d %H:%M") == "2026-11-24 19:30"
    # In Greenwich it is an hour later.
    before = meeting.starts_at.astimezone(UTC)
    assert following.astimezone(UTC) - before == timedelta(weeks=6, hours=1)


def test_the_next_by_the_rhythm_lies_ahead(cast):
    meeting = plan(cast, every=Every.TWO_WEEKS)
    with time_machine.travel(at(100), tick=False):
        following = meeting.next_by_rhythm()
        assert following is not None
        assert 0 < (timezone.localdate(following) - timezone.localdate()).days <= 14
        # A multiple of two weeks after it: the same day of the week.
        between = timezone.localdate(following) - timezone.localdate(meeting.starts_at)
        assert between.days % 14 == 0
    assert plan(cast, starts_at=at(50)).next_by_rhythm() is None


@pytest.mark.parametrize(
    ("every", "day", "after"),
    [
        (Every.WEEK, date(2026, 12, 29), date(2027, 1, 5)),
        (Every.EIGHT_WEEKS, date(2026, 12, 8), date(2027, 2, 2)),
        # The second Tuesday, and of a fifth one the last.
        (Every.MONTH, date(2026, 12, 8), date(2027, 1, 12)),
        (Every.MONTH, date(2026, 12, 29), date(2027, 1, 26)),
        (Every.QUARTER, date(2026, 11, 3), date(2027, 2, 2)),
    ],
)
def test_the_day_of_the_week_stays(every, day, after):
    assert every.after(day, 1) == after
    assert after.weekday() == day.weekday()


@pytest.mark.parametrize("every", Every)
def test_every_rhythm_goes_on_and_on(every):
    days = [every.after(date(2026, 1, 31), k) for k in range(1, 40)]
    assert days == sorted(set(days))
    assert {day.weekday() for day in days} == {date(2026, 1, 31).weekday()}


def test_an_answer_takes_the_place_of_the_one_before(cast):
    meeting = plan(cast, kind=MeetingKind.THEME)
    revision = Meeting.objects.get().revision
    Attendance.answer(meeting, by=cast.noor, coming=Coming.MAYBE)
    Attendance.answer(meeting, by=cast.noor, coming=Coming.NO)
    Attendance.answer(meeting, by=cast.dex, coming=Coming.YES)
    said = dict(meeting.attendances.values_list("participant", "coming"))
    assert said == {cast.noor.pk: "no", cast.dex.pk: "yes"}
    assert Meeting.objects.get().revision > revision
    meeting.cancel(by=cast.noor, because="Ziek.")
    with pytest.raises(Refused):
        Attendance.answer(meeting, by=cast.noor, coming=Coming.YES)
