"""Meetings, with what was named, done and decided. The widest initiative has thirty, with 200 risks
and bottlenecks, 60 actions and a long next agenda; most have a few."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from agreements.every import Every
from agreements.states import ProgressState
from initiatives.models import Side
from meetings.models import (
    ActionItem,
    ActionUpdate,
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    RiskItem,
    RiskReview,
)
from meetings.models.planning import FIXED
from meetings.states import Coming, RiskKind, RiskWord, Status

from . import words
from .dice import Dice
from .people import Circle
from .rows import Rows, moment, tell

# Closed meetings, risks, actions, and points that somebody put on the next agenda.
FIRST_COUNTS = {0: (29, 200, 60, 90), 1: (1, 1, 1, 1), 2: (4, 5, 6, 3)}
WORDS = (*(RiskWord.SAME,) * 4, RiskWord.BETTER, RiskWord.WORSE, RiskWord.NOT_REACHED)
MEETING_KINDS = (Meeting, AgendaItem, RiskItem, RiskReview)
LAST_MEETING_KINDS = (ActionItem, ActionUpdate, Decision, Attendance)


def add_meetings(circle: Circle, seed: str, rows: Rows) -> None:
    """Everything of the meetings of one initiative, unsaved. Throws its own dice, so that nothing
    else changes."""
    dice = Dice(seed, "meetings", circle.number)
    if not circle.officials:
        return
    few = (dice.between(0, 3), dice.between(0, 6), dice.between(0, 5), dice.between(0, 3))
    held, risks, actions, points = FIRST_COUNTS.get(circle.number, few)
    days = [timezone.localdate() - timedelta(days=12 * n + 2) for n in reversed(range(held))]
    closed = [_closed(circle, day, dice, rows) for day in days if day >= circle.born_on]
    upcoming = _planned(circle, points, dice, rows)
    for _ in range(risks):
        _risk(circle, closed, dice, rows)
    for _ in range(actions):
        _action(circle, closed, dice, rows)
    for person in dice.some([*circle.officials, *circle.group[:12]], 8):
        coming = dice.pick((Coming.YES, Coming.YES, Coming.MAYBE, Coming.NO))
        rows.add(Attendance(meeting=upcoming, participant=person, coming=coming))


def _evening(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(19, 30)))


def _meeting(circle: Circle, day: date, rows: Rows, **fields: object) -> Meeting:
    meeting = Meeting(
        initiative=circle.initiative,
        starts_at=_evening(day),
        place="Buurthuis De Merel",
        every=Every.TWO_WEEKS,
        led_by_side=Side.GROUP,
        planned_by=circle.guide,
        **fields,
    )
    rows.add(meeting)
    rows.add(
        *(
            AgendaItem(
                meeting=meeting, fixed=fixed, position=place, minutes=minutes, side=Side.GUIDE
            )
            for fixed, place, minutes in FIXED
        )
    )
    return meeting


def _closed(circle: Circle, day: date, dice: Dice, rows: Rows) -> Meeting:
    """One that is over, with a point and a decision."""
    by, evening = circle.officials[0], _evening(day)
    meeting = _meeting(
        circle,
        day,
        rows,
        status=Status.CLOSED,
        started_at=evening,
        closed_at=evening + timedelta(minutes=70),
        closed_by=by,
        group_count=dice.between(2, 9),
    )
    rows.add(
        AgendaItem(
            meeting=meeting,
            by=circle.guide,
            side=Side.GUIDE,
            text=dice.pick(words.POINTS),
            position=6,
            heard=dice.pick(words.LOG_LINES),
            reached_in=meeting,
        ),
        Decision(meeting=meeting, by=by, text=dice.pick(words.DECISIONS), by_group=True,
                 by_municipality=True),
        Attendance(meeting=meeting, participant=by, coming=Coming.YES, was_there=True),
        tell(circle.initiative, "meeting_closed", meeting.closed_at or evening, by=by),
    )  # fmt: skip
    return meeting


def _planned(circle: Circle, points: int, dice: Dice, rows: Rows) -> Meeting:
    day = timezone.localdate() + timedelta(days=dice.between(2, 12))
    meeting = _meeting(circle, day, rows)
    rows.add(
        *(
            AgendaItem(
                meeting=meeting,
                by=None,
                side=Side.GROUP,
                text=f"{dice.pick(words.POINTS)} ({n})",
                position=5 + n,
                minutes=dice.pick((5, 10)),
            )
            for n in range(1, points + 1)
        )
    )
    return meeting


def _risk(circle: Circle, closed: list[Meeting], dice: Dice, rows: Rows) -> None:
    """One that was named before one of the meetings, and talked about in each since."""
    by = dice.pick([circle.guide, *circle.officials])
    later = closed[dice.between(0, len(closed) - 1) :] if closed else []
    added_on = later[0].day - timedelta(days=1) if later else timezone.localdate()
    risk = RiskItem(
        initiative=circle.initiative,
        by=by,
        side=by.side,
        kind=dice.pick(RiskKind.values),
        text=dice.pick(words.LOG_LINES),
        added_on=added_on,
    )
    rows.add(risk)
    for meeting in later:
        word = RiskWord.GONE if dice.chance(2) else dice.pick(WORDS)
        text = dice.pick(words.PROGRESS) if dice.chance(20) else ""
        rows.add(
            RiskReview(
                risk=risk,
                meeting=meeting,
                by=circle.officials[0],
                word=word,
                text=text,
                said_at=meeting.starts_at,
            )
        )
        if word == RiskWord.GONE:
            risk.gone_at = meeting.closed_at
            return


def _action(circle: Circle, closed: list[Meeting], dice: Dice, rows: Rows) -> None:
    meeting = dice.pick(closed) if closed else None
    day = meeting.day if meeting else timezone.localdate() - timedelta(days=1)
    owner = dice.pick([circle.guide, *circle.officials])
    action = ActionItem(
        initiative=circle.initiative,
        meeting=meeting,
        text=dice.pick(words.ACTIONS),
        by=circle.guide,
        owner=owner,
        owner_side=owner.side,
        second_side=Side.GROUP if dice.chance(30) else "",
        due_on=day + timedelta(days=dice.between(5, 60)),
        added_at=moment(day, dice),
    )
    rows.add(action)
    if dice.chance(40):
        state = dice.pick((ProgressState.DONE, ProgressState.ON_TRACK, ProgressState.STUCK))
        update = ActionUpdate(
            action=action,
            by=owner,
            state=state,
            text=dice.pick(words.PROGRESS),
            said_at=moment(day + timedelta(days=3), dice),
        )
        if state == ProgressState.DONE:
            action.settled_at = update.said_at
        rows.add(update)
