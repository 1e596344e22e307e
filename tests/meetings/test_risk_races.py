"""Several phones at once on the risks of one initiative. Each race with its control."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from initiatives.models import DutyKind, Initiative, Participant, Side
from initiatives.states import Refused
from meetings.carrying_over import needing_a_word
from meetings.models import Meeting, RiskItem, RiskReview
from meetings.models.meeting import MeetingQuerySet
from meetings.models.risk import RiskItemQuerySet
from meetings.states import RiskKind, RiskWord, Status
from tests import factories as make
from tests.racing import meet_before, race, without_constraint, without_transactions
from tests.world_meetings import make_meeting

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def official() -> Participant:
    club = make.make_initiative()
    return make.make_participant(club, Side.MUNICIPALITY, duty=DutyKind.CONTACT)


def home_of(person: Participant) -> Initiative:
    """As a request of its own loads it."""
    return Initiative.objects.get(pk=person.initiative_id)


def under_way(official: Participant) -> Meeting:
    return make_meeting(home_of(official), official, days=0, status=Status.UNDER_WAY)


def name(official: Participant, text: str, meeting: Meeting | None = None) -> RiskItem:
    return RiskItem.name_one(
        home_of(official),
        by=None,
        side=Side.GROUP,
        kind=RiskKind.RISK,
        text=text,
        meeting=meeting,
    )


def no_other(results: list[Any]) -> int:
    """How many were refused; anything else that was raised is wrong."""
    other = [r for r in results if isinstance(r, Exception) and not isinstance(r, Refused)]
    assert not other, other
    return sum(isinstance(result, Refused) for result in results)


# Closing while somebody names a risk. ---------------------------------------------------------


def closing_while_naming(official: Participant) -> tuple[list[Any], Meeting]:
    """Two name something: one in the meeting, one at home before the next; the third closes."""
    meeting = under_way(official)

    def act(n: int) -> Any:
        now = Meeting.objects.select_related("initiative").get(pk=meeting.pk)
        if n == 2:
            return now.close(by=official)
        return name(official, f"Nummer {n}.", now if n else None)

    results = race(act)
    no_other(results)
    meeting.refresh_from_db()
    return results, meeting


def is_right(meeting: Meeting) -> bool:
    """A meeting that is closed said a word of everything that it had; and what was named during
    it was named before it closed."""
    if meeting.status != Status.CLOSED:
        return True
    minutes = RiskItem.objects.filter(
        models.Q(named_in=meeting) | models.Q(reviews__meeting=meeting)
    )
    return all(risk.pk in KNOWN_AT_CLOSE for risk in minutes)


KNOWN_AT_CLOSE: set[int] = set()


def remember(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps which risks there were at the moment that a meeting became closed."""
    KNOWN_AT_CLOSE.clear()
    original = Meeting.save

    def save(self: Meeting, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        if self.status == Status.CLOSED:
            KNOWN_AT_CLOSE.update(RiskItem.objects.values_list("pk", flat=True))

    monkeypatch.setattr(Meeting, "save", save)


def test_what_is_named_while_a_meeting_closes_is_in_it_or_on_the_next(
    official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(monkeypatch)
    meet_before(monkeypatch, models.QuerySet, "create", runners=2)
    results, meeting = closing_while_naming(official)
    assert is_right(meeting)
    named = [r for r in results if isinstance(r, RiskItem)]
    assert len(named) == 2, "nobody loses what they typed"
    following = make_meeting(home_of(official), official)
    assert set(RiskItem.objects.open()) == set(named)
    assert set(needing_a_word(following)) == set(named)


def test_control_without_the_lock_minutes_get_a_risk_after_they_were_closed(
    official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read as under way, named when it has closed: the race of the guard, one step at a time."""
    remember(monkeypatch)
    meeting = under_way(official)

    def unlocked(_self: MeetingQuerySet, _initiative: Initiative) -> list[Meeting]:
        return list(Meeting.objects.filter(pk=meeting.pk))

    monkeypatch.setattr(MeetingQuerySet, "lock_ahead", unlocked)
    original = RiskItemQuerySet.count

    def close_first(self: Any) -> int:
        monkeypatch.setattr(RiskItemQuerySet, "count", original)
        Meeting.objects.select_related("initiative").get(pk=meeting.pk).close(by=official)
        return original(self)

    monkeypatch.setattr(RiskItemQuerySet, "count", close_first, raising=False)
    name(official, "Te laat.", meeting)
    meeting.refresh_from_db()
    assert meeting.status == Status.CLOSED
    assert not is_right(meeting)


# The same form from one finger twice. ---------------------------------------------------------


def three_times_the_same(official: Participant) -> int:
    def act(_n: int) -> RiskItem:
        return name(official, "Het is donker.")

    no_other(race(act))
    return RiskItem.objects.count()


def test_the_same_form_three_times_at_once_is_one_risk(
    official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when no meeting lies ahead that could be locked."""
    meet_before(monkeypatch, RiskItemQuerySet, "create")
    assert three_times_the_same(official) == 1


def test_control_without_a_lock_it_is_three(
    official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_transactions(monkeypatch)
    meet_before(monkeypatch, RiskItemQuerySet, "create")
    assert three_times_the_same(official) > 1


# Three taps at once. --------------------------------------------------------------------------


def three_taps(official: Participant) -> tuple[list[Any], list[str]]:
    risk = name(official, "Het is donker.")
    meeting = under_way(official)
    words = [RiskWord.BETTER, RiskWord.WORSE, RiskWord.SAME]

    def act(n: int) -> RiskReview:
        now = Meeting.objects.select_related("initiative").get(pk=meeting.pk)
        return RiskReview.say(risk, now, by=official, word=words[n], seen=None)

    results = race(act)
    return results, list(RiskReview.objects.values_list("word", flat=True))


def test_of_three_taps_at_once_two_are_shown_the_first(
    official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, RiskReview, "save")
    results, words = three_taps(official)
    assert no_other(results) == 2 and len(words) == 1


def test_control_without_a_lock_a_meeting_says_three_words(
    official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_transactions(monkeypatch)
    meet_before(monkeypatch, RiskReview, "save")
    with without_constraint(RiskReview, "one_word_of_a_risk_a_meeting"):
        _results, words = three_taps(official)
        assert len(words) > 1
