"""What closing settles, and what reopening takes back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from initiatives.models import Event, Side
from initiatives.states import Refused
from meetings.carrying_over import needing_a_word, points_of
from meetings.models import AgendaItem, Correction, Meeting, PassedOver, RiskItem, RiskReview
from meetings.models.closing import NeedsAWord
from meetings.states import RiskKind, RiskWord, Status
from tests.conftest import Cast
from tests.world_meetings import make_meeting


def under_way(cast: Cast, **fields: int) -> Meeting:
    return make_meeting(cast.club, cast.wouter, status=Status.UNDER_WAY, **{"days": 0, **fields})


def planned(cast: Cast, days: int = 14) -> Meeting:
    return make_meeting(cast.club, cast.wouter, days=days)


def name_risk(cast: Cast, text: str = "Het is donker.", **fields: object) -> RiskItem:
    return RiskItem.objects.create(
        initiative=cast.club,
        by=cast.noor,
        side=Side.GROUP,
        kind=RiskKind.BOTTLENECK,
        text=text,
        **fields,
    )


def say(risk: RiskItem, meeting: Meeting, word: RiskWord, cast: Cast) -> None:
    RiskReview.objects.create(risk=risk, meeting=meeting, by=cast.wouter, word=word)


def put(cast: Cast, meeting: Meeting, text: str = "Verlichting") -> AgendaItem:
    return AgendaItem.objects.create(
        meeting=meeting, by=cast.noor, side=Side.GROUP, text=text, position=9
    )


def test_an_empty_meeting_closes(cast: Cast) -> None:
    meeting = under_way(cast)
    meeting.close(by=cast.wouter)
    meeting.refresh_from_db()
    assert (meeting.status, meeting.closed_by) == (Status.CLOSED, cast.wouter)
    assert meeting.closed_at is not None and meeting.current_since is None
    assert Event.objects.filter(verb="meeting_closed").count() == 1
    assert not PassedOver.objects.exists(), "the points that come by themselves stay where they are"


def test_it_does_not_close_while_an_open_risk_has_no_word(cast: Cast) -> None:
    meeting, risk = under_way(cast), name_risk(cast)
    other = name_risk(cast, "De sleutel is zoek.")
    say(other, meeting, RiskWord.SAME, cast)
    new = name_risk(cast, "Dit noemen we nu.", named_in=meeting)
    with pytest.raises(NeedsAWord) as refused:
        meeting.close(by=cast.wouter)
    assert refused.value.risks == [risk]
    meeting.refresh_from_db()
    assert meeting.status == Status.UNDER_WAY
    say(risk, meeting, RiskWord.NOT_REACHED, cast)
    meeting.close(by=cast.wouter)
    assert set(RiskItem.objects.open()) == {risk, other, new}


def test_what_it_said_is_gone_is_gone_from_then_on(cast: Cast) -> None:
    meeting, risk = under_way(cast), name_risk(cast)
    say(risk, meeting, RiskWord.GONE, cast)
    assert risk in RiskItem.objects.open(), "until it closes"
    meeting.close(by=cast.wouter)
    assert not RiskItem.objects.open().exists()


def test_a_point_that_nobody_got_to_goes_on_to_the_next(cast: Cast) -> None:
    meeting = under_way(cast)
    reached, left = put(cast, meeting, "Wel"), put(cast, meeting, "Niet")
    AgendaItem.objects.filter(pk=reached.pk).update(reached_in=meeting)
    after = planned(cast)
    meeting.close(by=cast.wouter)
    meeting.refresh_from_db()
    assert [row.item for row in PassedOver.objects.filter(meeting=meeting)] == [left]
    assert left in points_of(after) and reached not in points_of(after)
    assert {reached, left} <= set(points_of(meeting)), "the minutes tell of both"


def test_a_point_goes_on_as_often_as_it_is_passed_over(cast: Cast) -> None:
    meeting = under_way(cast, days=-14)
    point = put(cast, meeting)
    meeting.close(by=cast.wouter)
    second = planned(cast)
    Meeting.objects.filter(pk=second.pk).update(status=Status.UNDER_WAY)
    second.close(by=cast.wouter)
    assert PassedOver.objects.filter(item=point).count() == 2


def test_reopening_takes_back_what_closing_settled(cast: Cast) -> None:
    meeting, risk = under_way(cast), name_risk(cast)
    point = put(cast, meeting)
    say(risk, meeting, RiskWord.GONE, cast)
    meeting.close(by=cast.wouter)
    meeting.reopen(by=cast.noor)
    meeting.refresh_from_db()
    assert (meeting.status, meeting.closed_at) == (Status.UNDER_WAY, None)
    assert risk in RiskItem.objects.open() and not PassedOver.objects.exists()
    assert point in points_of(meeting)
    assert not needing_a_word(meeting).exists(), "its word stands"
    meeting.close(by=cast.wouter)
    assert not RiskItem.objects.open().exists()
    assert PassedOver.objects.count() == 1
    assert Event.objects.filter(verb="meeting_reopened").count() == 1


def test_what_came_back_meanwhile_needs_a_new_word(cast: Cast) -> None:
    meeting, risk = under_way(cast), name_risk(cast)
    say(risk, meeting, RiskWord.GONE, cast)
    meeting.close(by=cast.wouter)
    RiskItem.objects.filter(pk=risk.pk).update(gone_at=None, back_on=timezone.localdate())
    meeting.reopen(by=cast.wouter)
    assert list(needing_a_word(meeting)) == [risk]


def test_only_the_newest_closed_one_opens_again(cast: Cast) -> None:
    first = under_way(cast, days=-14)
    first.close(by=cast.wouter)
    second = under_way(cast)
    with pytest.raises(Refused, match="al een ander overleg bezig"):
        first.reopen(by=cast.wouter)
    second.close(by=cast.wouter)
    with pytest.raises(Refused, match="nieuwer overleg"):
        first.reopen(by=cast.wouter)
    second.reopen(by=cast.wouter)
    second.refresh_from_db()
    assert second.status == Status.UNDER_WAY


def test_newest_is_the_one_that_closed_last_whenever_it_began(cast: Cast) -> None:
    late = under_way(cast, days=3)
    late.close(by=cast.wouter)
    early = under_way(cast, days=-3)
    early.close(by=cast.wouter)
    with pytest.raises(Refused):
        late.reopen(by=cast.wouter)
    early.reopen(by=cast.wouter)


@pytest.mark.parametrize("status", [Status.PLANNED, Status.CANCELLED])
def test_what_was_not_under_way_neither_closes_nor_opens_again(cast: Cast, status: Status) -> None:
    meeting = make_meeting(cast.club, cast.wouter, status=status)
    with pytest.raises(Refused):
        meeting.close(by=cast.wouter)
    with pytest.raises(Refused):
        meeting.reopen(by=cast.wouter)
    meeting.refresh_from_db()
    assert meeting.status == status
    assert not Event.objects.filter(verb__in=("meeting_closed", "meeting_reopened")).exists()


def test_the_same_button_twice_is_once(cast: Cast) -> None:
    meeting = under_way(cast)
    meeting.close(by=cast.wouter)
    meeting.close(by=cast.wouter)
    with pytest.raises(Refused, match="klaar"):
        meeting.close(by=cast.noor)
    meeting.reopen(by=cast.noor)
    meeting.reopen(by=cast.noor)
    verbs = list(Event.objects.filter(verb__startswith="meeting_").values_list("verb", flat=True))
    assert sorted(verbs) == ["meeting_closed", "meeting_reopened"]


def test_a_correction_can_be_said_until_the_next_meeting_closes(cast: Cast) -> None:
    meeting = under_way(cast, days=-14)
    with pytest.raises(Refused):
        Correction.add(meeting, by=cast.noor, text="Te vroeg.")
    meeting.close(by=cast.wouter)
    once = Correction.add(meeting, by=cast.noor, text="Het was de schuur.")
    assert Correction.add(meeting, by=cast.noor, text="Het was de schuur.") == once
    second = under_way(cast)
    Correction.add(meeting, by=cast.police, text="Wij waren er ook.")
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=timezone.localtime() - timedelta(days=1))
    second.close(by=cast.wouter)
    with pytest.raises(Refused) as refused:
        Correction.add(meeting, by=cast.noor, text="Nog iets.")
    assert refused.value.kept == "Nog iets."
    # A form that was sent twice is no other text.
    assert Correction.add(meeting, by=cast.noor, text="Het was de schuur.") == once
    assert meeting.corrections.count() == 2
    assert Event.objects.filter(verb="minutes_corrected").count() == 2


def test_the_next_one_has_the_same_two_hosts_and_who_takes_notes_if_they_still_take_part(
    cast: Cast,
) -> None:
    meeting = under_way(cast)
    Meeting.objects.filter(pk=meeting.pk).update(
        led_by=cast.samira, also_led_by=cast.wouter, noted_by=cast.dex
    )
    cast.dex.leave(by=cast.samira)
    meeting.close(by=cast.wouter, next_at=timezone.localtime() + timedelta(days=14))
    following = meeting.next
    assert (following.led_by, following.also_led_by) == (cast.samira, cast.wouter)
    assert following.noted_by is None
