"""Meetings that talk about risks, in few words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from initiatives.models import Participant, Side
from meetings.models import Meeting, RiskItem, RiskReview
from meetings.states import RiskKind, RiskWord, Status
from tests.conftest import Cast
from tests.world_meetings import make_meeting


def under_way(cast: Cast) -> Meeting:
    found = Meeting.objects.filter(initiative=cast.club, status=Status.UNDER_WAY).first()
    return found or make_meeting(cast.club, cast.wouter, days=0, status=Status.UNDER_WAY)


def name(
    cast: Cast,
    text: str = "Het is donker bij de deur.",
    *,
    by: Participant | None = None,
    **more: Any,
) -> RiskItem:
    """A bottleneck that Noor names; before any meeting unless `meeting` is given."""
    by = by or cast.noor
    return RiskItem.name_one(
        cast.club, by=by, side=Side(by.side), kind=RiskKind.BOTTLENECK, text=text, **more
    )


def closed_with(cast: Cast, days_ago: int, words: dict[RiskItem, str]) -> Meeting:
    """A meeting so many days ago that said these words, and closed."""
    meeting = make_meeting(cast.club, cast.wouter, days=-days_ago, status=Status.CLOSED)
    moment = timezone.localtime() - timedelta(days=days_ago)
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=moment)
    for risk, word in words.items():
        RiskReview.objects.create(risk=risk, meeting=meeting, by=cast.wouter, word=RiskWord(word))
        if word == RiskWord.GONE:
            RiskItem.objects.filter(pk=risk.pk).update(gone_at=moment)
    meeting.refresh_from_db()
    return meeting
