"""For any history of meetings: nothing that is open is missing from the next agenda, nothing stands
there twice, and everything that is gone is in the register.

People plan, begin, close, reopen, cancel and put back meetings in any order, and in between name,
tap, add, reach, take back and settle. The test keeps its own account of what is open, by what they
did, and after every step compares it with what the agenda shows.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.db import models, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from meetings import carrying_over
from meetings.agenda import agenda_of
from meetings.carrying_over import actions_of, needing_a_word, next_meeting, points_of, risks_of
from meetings.models import Meeting, RiskItem, closing
from meetings.risk_page import Register
from meetings.risk_talk import RiskTalk
from meetings.states import Status
from tests.conftest import Cast
from tests.meetings.any_history import (
    ACTS,
    BEGUN,
    GONE,
    Account,
    cancel,
    close,
    come_back,
    plan,
    reopen,
    rest,
    steps,
    tap,
)

# What has to be so after each of them. --------------------------------------------------------


def check(a: Account) -> None:
    open_risks = {risk for risk, is_open in a.risks.items() if is_open}
    for meeting in a.meetings(Status.PLANNED, Status.UNDER_WAY):
        said = set(a.words.get(meeting.pk, {})) if meeting == a.running else set()
        once(risks_of(meeting), open_risks | said)
        once(actions_of(meeting), {pk for pk, is_open in a.actions.items() if is_open})
        assert sum(entry.is_standing for entry in agenda_of(meeting)) == 1
        once(points_of(meeting).exclude(fixed=""), fixed_of(meeting))
    following = next_meeting(a.cast.club)
    if following is not None:
        once(points_of(following).filter(fixed=""), points_next(a, following))
        once([entry.item for entry in agenda_of(following) if entry.item], all_on(following))
        talked = [stands.risk for stands in RiskTalk(following).every]
        once(talked, {risk.pk for risk in risks_of(following)})
    if a.running is not None:
        new = a.new_in.get(a.running.pk, set())
        left = open_risks - set(a.words.get(a.running.pk, {})) - new
        once(needing_a_word(a.running), left)
    in_register = {s.risk.pk for s in Register(a.cast.club, gone=True).stands}
    assert in_register == set(a.risks) - open_risks
    assert {s.risk.pk for s in Register(a.cast.club).stands} == open_risks


def once(found: Any, wanted: set[int]) -> None:
    """Each of `wanted`, none twice, and nothing else."""
    counted = Counter(thing.pk for thing in found)
    assert set(counted) == wanted
    assert not counted or max(counted.values()) == 1


def fixed_of(meeting: Meeting) -> set[int]:
    return set(meeting.items.exclude(fixed="").values_list("pk", flat=True))


def all_on(meeting: Meeting) -> set[int]:
    return {item.pk for item in points_of(meeting)}


def points_next(a: Account, following: Meeting) -> set[int]:
    """Put there, or put where it is over and nobody got to it; and what this one got to."""
    found = set()
    for item, home in a.put.items():
        is_home_or_over = home == following.pk or a.status[home] in (
            Status.CLOSED,
            Status.CANCELLED,
        )
        waits = item not in a.reached and is_home_or_over
        if item not in a.withdrawn and (waits or a.reached.get(item) == following.pk):
            found.add(item)
    return found


def play(cast: Cast, acts: list[tuple[int, int, int]]) -> Account:
    account = Account(cast)
    for act, n, m in acts:
        ACTS[act % len(ACTS)](account, n, m)
        check(account)
    return account


HISTORIES = st.lists(
    st.tuples(st.integers(0, len(ACTS) - 1), st.integers(0, 5), st.integers(0, 4)), max_size=22
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=HISTORIES, begun=st.booleans())
@example(
    acts=steps((tap, 0, GONE), (close, 1, 0), (come_back, 0, 0), (reopen, 0, 0), (close, 1, 0)),
    begun=True,
)
@example(
    acts=steps((tap, 0, GONE), (close, 0, 0), (reopen, 0, 0), (tap, 0, 0), (close, 1, 0)),
    begun=True,
)
@example(acts=steps((rest, 0, 0), (close, 1, 0), (cancel, 0, 0), (plan, 0, 0)), begun=True)
def test_nothing_that_is_open_is_forgotten(
    cast: Cast, acts: list[tuple[int, int, int]], begun: bool
) -> None:
    with transaction.atomic():
        play(cast, [*(BEGUN if begun else []), *acts])
        transaction.set_rollback(True)


# Without one of the rules the account must notice. --------------------------------------------


def nothing_carried(_initiative: int) -> models.Q:
    return models.Q(pk=None)


def all_that_was_said(meeting: Meeting) -> models.QuerySet[RiskItem]:
    return RiskItem.objects.filter(reviews__meeting=meeting)


@pytest.mark.parametrize(
    ("module", "rule", "broken"),
    [(carrying_over, "carried", nothing_carried), (closing, "_said_gone", all_that_was_said)],
)
def test_a_control_without_the_rule_fails(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, module: Any, rule: str, broken: Any
) -> None:
    monkeypatch.setattr(module, rule, broken)
    with pytest.raises(AssertionError):
        play(cast, [*BEGUN, *steps((rest, 0, 0), (close, 1, 0))])
