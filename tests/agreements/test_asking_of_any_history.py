"""What is asked of both sides on any day, for any history of answers and of people who leave.

The facts are played day by day, as the clock would; whoever is asked answers, or waits.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from math import log2
from typing import Any

import time_machine
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agreements.asking import (
    SIDES,
    Asked,
    Given,
    Question,
    asked_on,
    decided_on,
    near_end,
    ran_out_on,
)
from agreements.models import AgreementVersion, SideAnswer
from agreements.states import CHOICES_OF, Choice, Status, Topic

# Around the change of the year, a leap day and the clocks.
BEGAN = st.sampled_from(
    [date(2026, 12, 1), date(2028, 2, 20), date(2027, 3, 20), date(2027, 10, 1)]
)
SPAN = 120


@st.composite
def histories(draw: st.DrawFn) -> dict[str, Any]:
    trial = draw(st.none() | st.integers(1, SPAN))
    ends = draw(st.none() | st.integers(trial or 1, SPAN + 10))
    behind = draw(st.integers(0, 40))
    # On which day how many have left by then: it grows, and now and then somebody comes back.
    left = draw(st.lists(st.integers(0, behind), min_size=SPAN, max_size=SPAN))
    # Who answers what on a day, if it is asked; a side may also change its answer.
    acts = st.tuples(st.integers(0, SPAN - 1), st.sampled_from(SIDES), st.integers(0, 3))
    return {
        "began": draw(BEGAN),
        "trial": trial,
        "ends": ends,
        "behind": behind,
        "left": sorted(left) if draw(st.booleans()) else left,
        "acts": draw(st.lists(acts, max_size=30)),
    }


def play(h: dict[str, Any]):
    """Day by day: the day, what is asked, and what was answered up to then."""
    began = h["began"]
    trial = h["trial"] and began + timedelta(days=h["trial"])
    ends = h["ends"] and began + timedelta(days=h["ends"])
    answers: dict[tuple[Topic, int, str], Given] = {}
    for n in range(SPAN):
        today = began + timedelta(days=n)
        facts = {"trial_until": trial, "ends_on": ends, "behind": h["behind"], "left": h["left"][n]}
        asked = asked_on(today, **facts, given=answers.values())
        yield today, facts, asked, dict(answers)
        for day, side, pick in h["acts"]:
            if day != n:
                continue
            for one in asked_on(today, **facts, given=answers.values()):
                choices = CHOICES_OF[one.topic]
                choice = choices[pick % len(choices)]
                answers[one.topic, one.round, side] = Given(
                    one.topic, one.round, side, choice, today
                )


@settings(max_examples=300, deadline=None)
@given(histories())
def test_each_question_stands_on_its_days_one_about_days_at_a_time(
    h: dict[str, Any],
) -> None:
    for today, facts, asked, answers in play(h):
        topics = [one.topic for one in asked]
        assert len(topics) == len(set(topics))
        trial, ends = facts["trial_until"], facts["ends_on"]
        assert (Topic.TRIAL in topics) == (trial is not None and today >= trial)
        assert (Topic.STILL_OURS in topics) == (2 * facts["left"] > facts["behind"])
        if Topic.PAST_END in topics:
            assert ends is not None and today > ends
            decided = decided_on(Topic.TRIAL, answers.values())
            assert trial is None or (decided is not None and decided <= ends)
        if ends is not None and today > ends:
            assert {Topic.TRIAL, Topic.PAST_END} & set(topics), "nobody is left without"


@settings(max_examples=300, deadline=None)
@given(histories())
def test_a_side_that_answered_is_asked_again_only_for_a_new_reason(h: dict[str, Any]) -> None:
    """About the people: when most of those who were there at its answer left as well."""
    rounds: list[int] = []
    before: set[tuple[Topic, int]] = set()
    for _today, facts, asked, answers in play(h):
        now = {(one.topic, one.round) for one in asked}
        for topic, n in now - before:
            if topic != Topic.STILL_OURS:
                assert n == 0
            elif n not in rounds:
                answered = [r for (t, r, _side) in answers if t == Topic.STILL_OURS]
                last = max(answered, default=0)
                assert 2 * (n - last) > facts["behind"] - last
        rounds += sorted({r for (t, r, _side) in answers if t == Topic.STILL_OURS} - set(rounds))
        before |= now
    # Each time more than half of the rest left.
    assert len(rounds) <= log2(h["behind"] or 1) + 2


@settings(max_examples=200, deadline=None)
@given(histories())
def test_no_round_comes_back_that_was_left_behind(h: dict[str, Any]) -> None:
    highest = 0
    for _today, _facts, asked, answers in play(h):
        answered = [r for (t, r, _side) in answers if t == Topic.STILL_OURS]
        highest = max([highest, *answered])
        assert all(one.round >= highest for one in asked if one.topic == Topic.STILL_OURS)


@settings(max_examples=25, deadline=None)
@given(histories(), st.sampled_from([time(0, 0), time(2, 30), time(23, 59)]))
def test_what_comes_near_and_what_ran_out_is_right_on_any_day(h: dict[str, Any], at: time) -> None:
    """Also in the hour that the clock skips, and just before midnight."""
    for today, facts, asked, answers in play(h):
        days = {name: facts[name] for name in ("trial_until", "ends_on")}
        version = AgreementVersion(status=Status.IN_EFFECT, **days)
        questions = [
            Question(version, one.topic, one.round, one.since, said_to(one, answers))
            for one in asked
        ]
        settled = {q.topic for q in questions if q.is_settled}
        moment = datetime.combine(today, at, tzinfo=timezone.get_default_timezone())
        with time_machine.travel(moment, tick=False):
            near, past = near_end(version, questions), ran_out_on(version, questions)
        last = version.last_day
        assert not (near and past), "it comes, or it is past"
        if near:
            assert today <= near <= today + timedelta(days=30)
            assert near == version.ends_on or Topic.TRIAL not in settled
        if past:
            assert past < today
        trial = version.trial_until
        if trial and trial < today and Topic.TRIAL not in settled:
            assert past == trial
        is_over = last is not None and all(d < today for d in days.values() if d)
        assert bool(past) == is_over or (Topic.TRIAL in {q.topic for q in questions})
        if Topic.PAST_END in {q.topic for q in questions}:
            assert past == version.ends_on


def said_to(one: Asked, answers: dict[tuple[Topic, int, str], Given]) -> dict[str, SideAnswer]:
    return {
        side: SideAnswer(topic=topic, side=side, choice=given.choice)
        for (topic, n, side), given in answers.items()
        if (topic, n) == (one.topic, one.round)
    }


@given(st.dates(date(2026, 1, 1), date(2029, 1, 1)), st.integers(0, 40))
@example(date(2028, 2, 29), 0)
def test_a_last_day_that_both_decided_about_is_not_asked_about_again(day: date, after: int) -> None:
    """The trial and the text end on one day; both chose to go on."""
    on = day + timedelta(days=after)
    answers = [Given(Topic.TRIAL, 0, side, Choice.GO_ON, on) for side in SIDES]
    later = on + timedelta(days=1)
    assert asked_on(later, trial_until=day, ends_on=day, given=answers) == [
        Asked(Topic.TRIAL, since=day)
    ]


def test_half_is_not_more_than_half() -> None:
    assert asked_on(date(2027, 1, 1), behind=4, left=2) == []
    assert asked_on(date(2027, 1, 1), behind=4, left=3) == [Asked(Topic.STILL_OURS, 3)]
    assert asked_on(date(2027, 1, 1)) == [], "nobody stood behind it by name"
