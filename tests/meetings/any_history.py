"""What people do with meetings in any order, and an account of what is open by what they did.

The account is kept by hand and shares nothing with what computes an agenda.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from agreements.states import ProgressState
from initiatives.states import Refused
from meetings.agenda import agenda_of
from meetings.carrying_over import next_meeting
from meetings.models import ActionItem, ActionUpdate, AgendaItem, Meeting, RiskItem, RiskReview
from meetings.models.closing import NeedsAWord
from meetings.states import RiskWord, Status
from tests.conftest import Cast
from tests.meetings.risk_talking import name

WORDS = list(RiskWord)
STATES = [ProgressState.ON_TRACK, ProgressState.DONE, ProgressState.DROPPED, ProgressState.STUCK]


@dataclass
class Account:
    """What is open according to what people did. Ids, and the words of meetings by hand."""

    cast: Cast
    risks: dict[int, bool] = field(default_factory=dict)
    # The words of the meeting that is under way, or of closed ones, by meeting and risk.
    words: dict[int, dict[int, str]] = field(default_factory=dict)
    new_in: dict[int, set[int]] = field(default_factory=dict)
    # Where a point was put, the meeting that got to it, and whether somebody took it back.
    put: dict[int, int] = field(default_factory=dict)
    reached: dict[int, int] = field(default_factory=dict)
    withdrawn: set[int] = field(default_factory=set)
    actions: dict[int, bool] = field(default_factory=dict)
    status: dict[int, str] = field(default_factory=dict)
    closed: list[int] = field(default_factory=list)
    count: int = 0

    def meetings(self, *wanted: str) -> list[Meeting]:
        pks = [pk for pk, status in self.status.items() if status in wanted]
        return list(Meeting.objects.filter(pk__in=pks).select_related("initiative").order_by("pk"))

    @property
    def running(self) -> Meeting | None:
        return next(iter(self.meetings(Status.UNDER_WAY)), None)

    def text(self) -> str:
        self.count += 1
        return f"Nummer {self.count}."


def pick(found: list[Any], n: int) -> Any:
    return found[n % len(found)] if found else None


# What people do. Each gives nothing when it makes no sense now. -------------------------------


def plan(a: Account, n: int, _m: int) -> None:
    at = timezone.localtime() + timedelta(days=1 + n, minutes=len(a.status))
    meeting = Meeting.plan(a.cast.club, by=a.cast.wouter, starts_at=at, place="De kelder")
    a.status[meeting.pk] = Status.PLANNED


def start(a: Account, n: int, _m: int) -> None:
    meeting = pick(a.meetings(Status.PLANNED), n)
    if meeting is None:
        return
    try:
        meeting.start(by=a.cast.wouter)
    except Refused:
        assert a.running is not None
        return
    assert a.running is None
    a.status[meeting.pk] = Status.UNDER_WAY
    note_reached(a, meeting)


def note_reached(a: Account, meeting: Meeting) -> None:
    """A meeting that stands at a point got to it."""
    meeting.refresh_from_db()
    item = meeting.current_item_id
    if item in a.put:
        a.reached[item] = meeting.pk


def put_back(a: Account, _n: int, _m: int) -> None:
    meeting = a.running
    if meeting is None:
        return
    try:
        meeting.put_back(by=a.cast.wouter)
    except Refused:
        return
    a.status[meeting.pk] = Status.PLANNED
    a.reached = {item: at for item, at in a.reached.items() if at != meeting.pk}
    assert not a.words.get(meeting.pk) and not a.new_in.get(meeting.pk)


def close(a: Account, n: int, _m: int) -> None:
    meeting = a.running
    if meeting is None:
        return
    if n % 2:
        rest(a, n, 0)
    said = a.words.get(meeting.pk, {})
    left = {risk for risk, is_open in a.risks.items() if is_open} - set(said)
    left -= a.new_in.get(meeting.pk, set())
    if left:
        with pytest.raises(NeedsAWord) as refused:
            meeting.close(by=a.cast.wouter)
        assert {risk.pk for risk in refused.value.risks} == left
        return
    meeting.close(by=a.cast.wouter)
    for risk, word in said.items():
        if word == RiskWord.GONE:
            a.risks[risk] = False
    a.status[meeting.pk] = Status.CLOSED
    a.closed.append(meeting.pk)


def reopen(a: Account, n: int, _m: int) -> None:
    meeting = pick(a.meetings(Status.CLOSED), n)
    if meeting is None:
        return
    may = a.running is None and a.closed[-1] == meeting.pk
    try:
        meeting.reopen(by=a.cast.wouter)
    except Refused:
        assert not may
        return
    assert may
    said = a.words.get(meeting.pk, {})
    for risk in [risk for risk, word in said.items() if word == RiskWord.GONE]:
        if a.risks[risk]:
            # It came back meanwhile: "weg" is no word of it any more.
            del said[risk]
        a.risks[risk] = True
    a.status[meeting.pk] = Status.UNDER_WAY
    a.closed.remove(meeting.pk)


def cancel(a: Account, n: int, _m: int) -> None:
    meeting = pick(a.meetings(Status.PLANNED), n)
    if meeting is not None:
        meeting.cancel(by=a.cast.wouter, because="Niemand kan.")
        a.status[meeting.pk] = Status.CANCELLED


def name_risk(a: Account, n: int, _m: int) -> None:
    meeting = a.running if n % 3 else None
    risk = name(a.cast, a.text(), meeting=meeting)
    a.risks[risk.pk] = True
    if meeting is not None:
        a.new_in.setdefault(meeting.pk, set()).add(risk.pk)


def tap(a: Account, n: int, m: int) -> None:
    meeting = a.running
    risk = pick(sorted(a.risks), n)
    if meeting is None or risk is None:
        return
    before = RiskReview.objects.filter(risk=risk, meeting=meeting).first()
    word = pick(WORDS, m)
    item = RiskItem.objects.get(pk=risk)
    seen = before.revision if before else None
    try:
        RiskReview.say(item, meeting, by=a.cast.noor, word=word, seen=seen)
    except Refused:
        assert not a.risks[risk]
        return
    assert a.risks[risk]
    a.words.setdefault(meeting.pk, {})[risk] = word


def rest(a: Account, _n: int, _m: int) -> None:
    meeting = a.running
    if meeting is None:
        return
    said = a.words.setdefault(meeting.pk, {})
    left = {risk for risk, is_open in a.risks.items() if is_open} - set(said)
    left -= a.new_in.get(meeting.pk, set())
    assert RiskReview.rest_not_reached(meeting, by=a.cast.noor) == len(left)
    said.update(dict.fromkeys(left, RiskWord.NOT_REACHED))


def come_back(a: Account, n: int, _m: int) -> None:
    gone = [risk for risk, is_open in sorted(a.risks.items()) if not is_open]
    risk = pick(gone, n)
    if risk is not None:
        RiskItem.objects.get(pk=risk).come_back(by=a.cast.noor)
        a.risks[risk] = True


def add_point(a: Account, n: int, _m: int) -> None:
    meeting = pick(a.meetings(Status.PLANNED), n)
    if meeting is not None:
        item = AgendaItem.add(meeting, by=a.cast.noor, side="group", text=a.text())
        a.put[item.pk] = meeting.pk


def withdraw(a: Account, n: int, _m: int) -> None:
    following = next_meeting(a.cast.club)
    item = pick(sorted(set(a.put) - a.withdrawn), n)
    if following is None or item is None:
        return
    try:
        AgendaItem.objects.get(pk=item).withdraw(following, by=a.cast.noor)
    except Refused:
        return
    a.withdrawn.add(item)


def go_to(a: Account, n: int, _m: int) -> None:
    meeting = a.running
    if meeting is not None:
        entry = pick(agenda_of(meeting), n)
        meeting.go_to(by=a.cast.wouter, item=entry.item)
        note_reached(a, meeting)


def pass_by(a: Account, n: int, _m: int) -> None:
    meeting = a.running
    mine = [] if meeting is None else [i for i, at in sorted(a.reached.items()) if at == meeting.pk]
    item = pick(mine, n)
    if meeting is None or item is None:
        return
    try:
        meeting.pass_by(AgendaItem.objects.get(pk=item), by=a.cast.wouter)
    except Refused:
        return
    del a.reached[item]
    note_reached(a, meeting)


def add_action(a: Account, n: int, _m: int) -> None:
    action = ActionItem.add(
        a.cast.club,
        by=a.cast.wouter,
        text=a.text(),
        owner=None,
        owner_side="group",
        meeting=a.running if n % 2 else None,
    )
    a.actions[action.pk] = True


def say_action(a: Account, n: int, m: int) -> None:
    action = pick(sorted(a.actions), n)
    if action is not None:
        state = pick(STATES, m)
        found = ActionItem.objects.select_related("initiative").get(pk=action)
        ActionUpdate.say(found, by=a.cast.noor, state=state, text=a.text())
        a.actions[action] = state not in (ProgressState.DONE, ProgressState.DROPPED)


ACTS: list[Callable[[Account, int, int], None]] = [
    plan,
    start,
    close,
    close,
    reopen,
    cancel,
    put_back,
    name_risk,
    name_risk,
    tap,
    tap,
    rest,
    come_back,
    add_point,
    add_point,
    withdraw,
    go_to,
    pass_by,
    add_action,
    say_action,
]


def steps(*acts: tuple[Callable[..., None], int, int]) -> list[tuple[int, int, int]]:
    return [(ACTS.index(act), n, m) for act, n, m in acts]


# Begins with a meeting under way that has a risk, a point and an action.
BEGUN = steps(
    (plan, 1, 0),
    (name_risk, 0, 0),
    (add_point, 0, 0),
    (add_action, 0, 0),
    (plan, 2, 0),
    (start, 0, 0),
)
GONE = WORDS.index(RiskWord.GONE)
