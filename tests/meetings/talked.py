"""A meeting of the chillclub at which something of everything was said."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from initiatives.models import Side
from meetings.models import (
    ActionItem,
    ActionUpdate,
    AgendaItem,
    Attendance,
    Decision,
    Knot,
    Meeting,
    Perspective,
    RiskItem,
    RiskReview,
)
from meetings.states import RiskKind, RiskWord, Status
from tests.conftest import Cast
from tests.world_meetings import make_meeting


def begun(cast: Cast, *, days: int = 0) -> Meeting:
    """Under way, and nothing was said yet."""
    meeting = make_meeting(cast.club, cast.wouter, days=days, status=Status.UNDER_WAY)
    started = timezone.now() - timedelta(minutes=50)
    Meeting.objects.filter(pk=meeting.pk).update(started_at=started)
    meeting.refresh_from_db()
    return meeting


def make_risk(cast: Cast, text: str, meeting: Meeting | None = None, word: str = "") -> RiskItem:
    risk = RiskItem.objects.create(
        initiative=cast.club, by=cast.noor, side=Side.GROUP, kind=RiskKind.BOTTLENECK, text=text
    )
    if meeting is not None and word:
        RiskReview.objects.create(
            risk=risk, meeting=meeting, by=cast.wouter, word=word, text=f"Over {text.lower()}"
        )
    return risk


def put(cast: Cast, meeting: Meeting, text: str, *, heard: str = "", means: str = "") -> AgendaItem:
    """A point of the group; reached when something was noted."""
    return AgendaItem.objects.create(
        meeting=meeting,
        by=cast.noor,
        side=Side.GROUP,
        text=text,
        position=9,
        heard=heard,
        means=means,
        reached_in=meeting if heard or means else None,
    )


def talked(cast: Cast, *, days: int = 0) -> Meeting:
    """Under way, with something of everything in it; ready to close."""
    meeting = begun(cast, days=days)
    for text, word in (
        ("Het lek is dicht", RiskWord.GONE),
        ("Fietsen in de weg", RiskWord.BETTER),
        ("Donker bij de deur", RiskWord.WORSE),
        ("De buren klagen", RiskWord.NOT_REACHED),
    ):
        make_risk(cast, text, meeting, word)
    new = make_risk(cast, "Een sleutelhouder stopt")
    RiskItem.objects.filter(pk=new.pk).update(named_in=meeting)
    point = put(cast, meeting, "Verlichting", heard="Het is donker.", means="Er komt een lamp.")
    put(cast, meeting, "De barbecue")
    Perspective.objects.create(
        meeting=meeting, item=point, side=Side.GROUP, by=cast.noor, text="Wij vinden het eng."
    )
    Decision.objects.create(
        meeting=meeting, by=cast.wouter, text="We gaan tot tien uur open.", by_group=True
    )
    ActionItem.objects.create(
        initiative=cast.club,
        meeting=meeting,
        by=cast.wouter,
        text="Een lamp ophangen",
        owner=cast.dex,
        owner_side=Side.GROUP,
        second=cast.wouter,
        second_side=Side.MUNICIPALITY,
        due_on=timezone.localdate() + timedelta(days=14),
    )
    earlier = ActionItem.objects.create(
        initiative=cast.club, by=cast.noor, text="Sleutels bijmaken", owner_side=Side.MUNICIPALITY
    )
    ActionUpdate.objects.create(action=earlier, by=cast.wouter, state="done", text="Vier stuks.")
    Knot.objects.create(
        initiative=cast.club,
        meeting=meeting,
        by=cast.noor,
        question="Mag het licht buiten aan?",
        why_stuck="Niemand weet wie dat betaalt.",
        decider=cast.wouter,
        before_on=timezone.localdate() + timedelta(days=14),
    )
    for person in (cast.noor, cast.dex, cast.wouter):
        Attendance.objects.create(meeting=meeting, participant=person, was_there=True)
    return meeting


def closed(cast: Cast, *, days: int = 0) -> Meeting:
    meeting = talked(cast, days=days)
    meeting.close(by=cast.wouter)
    return Meeting.objects.get(pk=meeting.pk)
