"""Several close at once, or somebody adds something meanwhile. On both databases."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from initiatives.models import Event, Initiative, Participant, Side
from initiatives.states import Refused
from meetings.carrying_over import needing_a_word
from meetings.models import (
    AgendaItem,
    Correction,
    Meeting,
    PassedOver,
    RiskItem,
    RiskReview,
    closing,
)
from meetings.states import RiskKind, RiskWord, Status
from tests import factories as make
from tests.racing import meet_before, race, without_constraint, without_transactions
from tests.world_meetings import make_meeting

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

Act = Callable[[int], Any]


@pytest.fixture
def official() -> Participant:
    return make.make_participant(make.make_initiative(), Side.MUNICIPALITY)


@pytest.fixture
def club(official: Participant) -> Initiative:
    return official.initiative


@pytest.fixture
def meeting(club: Initiative, official: Participant) -> Meeting:
    found = make_meeting(club, official, days=0, status=Status.UNDER_WAY)
    AgendaItem.objects.create(
        meeting=found, by=official, side=Side.MUNICIPALITY, text="Lampen", position=9
    )
    Meeting.objects.filter(pk=found.pk).update(started_at=timezone.now())
    return found


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("initiative").get(pk=meeting.pk)


def three_close(meeting: Meeting) -> Act:
    """Three people, each at a screen of their own."""
    people = [make.make_participant(meeting.initiative, Side.MUNICIPALITY) for _ in range(3)]

    def act(n: int) -> Meeting:
        return fresh(meeting).close(by=people[n])

    return act


def test_several_who_close_close_it_once(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    act = three_close(meeting)
    meet_before(monkeypatch, closing, "_said_gone")
    results = race(act)
    assert len([r for r in results if isinstance(r, Refused)]) == 2, results
    assert Event.objects.filter(verb="meeting_closed").count() == 1
    assert PassedOver.objects.count() == 1


def test_control_without_the_lock_it_closes_more_than_once(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = three_close(meeting)
    meet_before(monkeypatch, closing, "_said_gone")
    with without_constraint(PassedOver, "passed_over_once_a_meeting"):
        with monkeypatch.context() as off:
            without_transactions(off)
            results = race(act)
        assert Event.objects.filter(verb="meeting_closed").count() > 1, results
        assert PassedOver.objects.count() > 1


def a_double_tap(meeting: Meeting, official: Participant) -> Act:
    def act(_n: int) -> Meeting:
        return fresh(meeting).close(by=official)

    return act


def test_a_double_tap_is_no_error(
    meeting: Meeting, official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, closing, "_said_gone")
    results = race(a_double_tap(meeting, official))
    assert not [r for r in results if isinstance(r, Exception)], results
    assert Event.objects.filter(verb="meeting_closed").count() == 1


def closes_while_named(
    meeting: Meeting,
    official: Participant,
    writer: Participant,
    monkeypatch: pytest.MonkeyPatch,
) -> Act:
    """One closes; when that one has looked what needs a word, the others name a risk.

    With the lock they wait until it closed; without it they do so before.
    """
    looked, original = threading.Event(), closing._said_gone

    def wait_for_the_others(now: Meeting) -> Any:
        looked.set()
        time.sleep(0.5)
        return original(now)

    monkeypatch.setattr(closing, "_said_gone", wait_for_the_others)

    def act(n: int) -> Any:
        if n == 0:
            return fresh(meeting).close(by=official)
        looked.wait(5)
        return RiskItem.name_one(
            Initiative.objects.get(pk=meeting.initiative_id),
            by=writer,
            side=Side.GROUP,
            kind=RiskKind.RISK,
            text=f"Het lekt, plek {n}.",
        )

    return act


def left_without_a_word(meeting: Meeting) -> int:
    """Risks that the closed meeting should have said something of: named before it closed."""
    now = fresh(meeting)
    if now.status != Status.CLOSED:
        return 0
    closed = Event.objects.get(verb="meeting_closed").pk
    named = Event.objects.filter(verb="risk_named", pk__lt=closed).count()
    return named if needing_a_word(now).exists() else 0


def test_a_risk_that_is_named_while_it_closes_is_never_passed_by(
    meeting: Meeting, official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = make.make_participant(meeting.initiative)
    results = race(closes_while_named(meeting, official, writer, monkeypatch))
    assert fresh(meeting).status == Status.CLOSED, results
    assert RiskItem.objects.open().count() == 2, results
    # It closed first, and both stand on the next agenda.
    assert left_without_a_word(meeting) == 0, results


def test_control_without_the_lock_a_risk_is_passed_by(
    meeting: Meeting, official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = make.make_participant(meeting.initiative)
    act = closes_while_named(meeting, official, writer, monkeypatch)
    with monkeypatch.context() as off:
        without_transactions(off)
        results = race(act)
    assert left_without_a_word(meeting) > 0, results


@pytest.mark.parametrize("_round", range(3))
def test_who_closes_and_who_names_never_wait_for_each_other(
    _round: int, meeting: Meeting, official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both lock the initiative or its meeting; in another order they would hold each other up."""
    writer = make.make_participant(meeting.initiative)

    def act(n: int) -> Any:
        if n == 0:
            return fresh(meeting).close(by=official)
        club = Initiative.objects.get(pk=meeting.initiative_id)
        named = {"side": Side.GROUP, "kind": RiskKind.RISK, "text": f"Het lekt, plek {n}."}
        return RiskItem.name_one(club, by=writer, **named)

    meet_before(monkeypatch, closing, "_said_gone")
    results = race(act)
    assert RiskItem.objects.open().count() == 2, results
    assert isinstance(results[0], (Meeting, closing.NeedsAWord)), results
    assert left_without_a_word(meeting) == 0, results


def notes_while_closing(meeting: Meeting, official: Participant, writer: Participant) -> Act:
    item = meeting.items.get(fixed="")

    def act(n: int) -> Any:
        if n == 0:
            return fresh(meeting).close(by=official)
        now = fresh(meeting)
        return now.note(
            AgendaItem.objects.get(pk=item.pk), by=writer, heard="Donker.", means="", seen=1
        )

    return act


def noted_and_passed_by(meeting: Meeting) -> bool:
    """A point that has its note in this meeting and goes on to the next as if it had none."""
    item = meeting.items.get(fixed="")
    return bool(item.heard) and PassedOver.objects.filter(item=item).exists()


def test_a_note_written_while_it_closes_is_in_the_minutes_or_refused(
    meeting: Meeting, official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = make.make_participant(meeting.initiative)
    act = notes_while_closing(meeting, official, writer)
    meet_before(monkeypatch, closing, "_said_gone", runners=2)
    results = race(act, runners=2)
    assert fresh(meeting).status == Status.CLOSED
    assert not noted_and_passed_by(meeting), results
    note = results[1]
    assert isinstance(note, Refused) == (not meeting.items.get(fixed="").heard)
    if isinstance(note, Refused):
        assert note.kept == "Donker."


def test_control_without_the_lock_a_noted_point_goes_on(
    meeting: Meeting, official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = make.make_participant(meeting.initiative)
    act = notes_while_closing(meeting, official, writer)
    meet_before(monkeypatch, closing, "_said_gone", runners=2)
    meet_before(monkeypatch, AgendaItem, "save", runners=2)
    with monkeypatch.context() as off:
        without_transactions(off)
        results = race(act, runners=2)
    assert noted_and_passed_by(meeting), results


def test_what_was_said_gone_while_it_closes_is_gone_or_refused(
    meeting: Meeting, official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    risk = RiskItem.objects.create(
        initiative=meeting.initiative, by=official, side=official.side, kind="risk", text="Nat."
    )
    RiskReview.say(risk, meeting, by=official, word=RiskWord.SAME, seen=None)

    def act(n: int) -> Any:
        if n == 0:
            return fresh(meeting).close(by=official)
        return RiskReview.say(risk, fresh(meeting), by=official, word=RiskWord.GONE, seen=1)

    meet_before(monkeypatch, closing, "_said_gone", runners=2)
    results = race(act, runners=2)
    risk.refresh_from_db()
    word = RiskReview.objects.get(risk=risk).word
    assert (word == RiskWord.GONE) == (risk.gone_at is not None), results


def test_a_correction_while_the_next_one_closes_is_kept_or_refused(
    meeting: Meeting, official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting.close(by=official)
    first = fresh(meeting)
    second = make_meeting(meeting.initiative, official, days=7, status=Status.UNDER_WAY)
    PassedOver.objects.all().delete()

    def act(n: int) -> Any:
        if n == 0:
            return fresh(second).close(by=official)
        return Correction.add(first, by=official, text="Het was de schuur.")

    results = race(act, runners=2)
    assert fresh(second).status == Status.CLOSED
    assert isinstance(results[1], (Correction, Refused)), results
    told = {e.verb: e.pk for e in Event.objects.filter(verb__startswith="m").order_by("pk")}
    if isinstance(results[1], Correction):
        assert told["minutes_corrected"] < told["meeting_closed"]


def test_reopening_and_beginning_another_leaves_one_under_way(
    meeting: Meeting, official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting.close(by=official)
    other = make_meeting(meeting.initiative, official, days=7)

    def act(n: int) -> Any:
        if n == 0:
            return fresh(meeting).reopen(by=official)
        return fresh(other).start(by=official)

    results = race(act, runners=2)
    assert Meeting.objects.filter(status=Status.UNDER_WAY).count() == 1
    assert len([r for r in results if isinstance(r, Refused)]) == 1, results


def test_what_came_back_while_it_opens_again_is_not_gone_at_the_next_close(
    meeting: Meeting, official: Participant
) -> None:
    risk = RiskItem.objects.create(
        initiative=meeting.initiative, by=official, side=official.side, kind="risk", text="Nat."
    )
    RiskReview.say(risk, meeting, by=official, word=RiskWord.GONE, seen=None)
    meeting.close(by=official)
    is_back = threading.Event()

    def act(n: int) -> Any:
        if n == 1:
            is_back.wait(10)
            return fresh(meeting).reopen(by=official)
        with transaction.atomic():
            RiskItem.objects.get(pk=risk.pk).come_back(by=official)
            is_back.set()
            time.sleep(0.3)
        return None

    results = race(act, runners=2)
    assert not RiskReview.objects.filter(risk=risk).exists(), results
    assert [r.pk for r in needing_a_word(fresh(meeting))] == [risk.pk], results


def test_who_waits_for_one_meeting_holds_no_later_one(
    meeting: Meeting, official: Participant
) -> None:
    """Else two who each hold one wait for each other, and one of them loses what was typed."""
    later = make_meeting(meeting.initiative, official, days=7)
    # Written again, so that it lies behind the later one.
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now())
    is_held = threading.Event()

    def act(n: int) -> Any:
        with transaction.atomic():
            if n == 1:
                is_held.wait(10)
                return Meeting.objects.lock_ahead(meeting.initiative)
            fresh(meeting).lock()
            is_held.set()
            time.sleep(0.3)
            return Meeting.objects.select_for_update(nowait=True).get(pk=later.pk)

    assert race(act, runners=2) == [later, [meeting, later]]
