"""Meetings in the world of test_access.py: one of each state, made when it is not there yet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from initiatives.models import Circle, Initiative, Participant, Side
from meetings.models import (
    ActionItem,
    AgendaItem,
    Decision,
    Knot,
    Meeting,
    PrepPoint,
    RiskItem,
)
from meetings.states import FixedPoint, PrepKind, RiskKind, Status
from tests.factories import make_participant

if TYPE_CHECKING:
    from tests.access_world import Things


def make_meeting(
    initiative: Initiative, by: Participant, *, days: int = 14, status: str = Status.PLANNED
) -> Meeting:
    """A meeting in so many days, with the points that come by themselves."""
    meeting = Meeting.objects.create(
        initiative=initiative,
        starts_at=timezone.localtime() + timedelta(days=days),
        place="De kelder",
        planned_by=by,
        status=status,
    )
    for position, fixed in enumerate(FixedPoint, start=1):
        AgendaItem.objects.create(
            meeting=meeting, fixed=fixed, position=position, minutes=5, side=by.side
        )
    return meeting


def planned_of(things: Things) -> Meeting:
    found = Meeting.objects.filter(initiative=things.initiative, status=Status.PLANNED).first()
    return found or make_meeting(things.initiative, things.official)


def under_way_of(things: Things) -> Meeting:
    found = Meeting.objects.filter(initiative=things.initiative, status=Status.UNDER_WAY).first()
    return found or make_meeting(
        things.initiative, things.official, days=0, status=Status.UNDER_WAY
    )


def closed_of(things: Things) -> Meeting:
    found = Meeting.objects.filter(initiative=things.initiative, status=Status.CLOSED).first()
    if found is None:
        found = make_meeting(things.initiative, things.official, days=-14, status=Status.CLOSED)
        Meeting.objects.filter(pk=found.pk).update(closed_at=found.starts_at)
    return found


def point_of(things: Things) -> AgendaItem:
    """Of the group, on the meeting that is planned."""
    meeting = planned_of(things)
    found = meeting.items.filter(fixed="").first()
    return found or AgendaItem.objects.create(
        meeting=meeting, by=things.person, side=Side.GROUP, text="De verlichting", position=9
    )


def point_under_way_of(things: Things) -> AgendaItem:
    """Of the group, on the meeting that is under way."""
    meeting = under_way_of(things)
    found = meeting.items.filter(fixed="").first()
    return found or AgendaItem.objects.create(
        meeting=meeting, by=things.person, side=Side.GROUP, text="De sleutel", position=9
    )


def risk_of(things: Things) -> RiskItem:
    """Of the group, and open."""
    found = RiskItem.objects.filter(initiative=things.initiative, gone_at=None).first()
    return found or RiskItem.objects.create(
        initiative=things.initiative,
        by=things.person,
        side=Side.GROUP,
        kind=RiskKind.BOTTLENECK,
        text="Het is donker bij de deur.",
    )


def action_of(things: Things) -> ActionItem:
    """Of the group, and open."""
    found = ActionItem.objects.filter(initiative=things.initiative, settled_at=None).first()
    return found or ActionItem.objects.create(
        initiative=things.initiative,
        by=things.official,
        owner=things.person,
        owner_side=Side.GROUP,
        text="Een lamp ophangen",
    )


def decision_of(things: Things) -> Decision:
    """Of the meeting that is under way."""
    meeting = under_way_of(things)
    found = meeting.decisions.first()
    return found or Decision.objects.create(
        meeting=meeting, by=things.official, text="We gaan tot tien uur open.", by_group=True
    )


def knot_of(things: Things) -> Knot:
    """The official decides."""
    found = Knot.objects.filter(
        initiative=things.initiative, answered_at=None, withdrawn_at=None
    ).first()
    return found or Knot.objects.create(
        initiative=things.initiative,
        by=things.person,
        question="Mag het licht buiten aan?",
        why_stuck="Niemand weet wie dat betaalt.",
        decider=things.official,
        # No number in its name: a form that is sent again finds the very same.
        stand_in=make_participant(
            things.initiative, Side.MUNICIPALITY, "Vervangt Soms", has_account=False
        ),
        before_on=timezone.localdate() + timedelta(days=14),
    )


def interest_of(things: Things) -> PrepPoint:
    """What matters to the group; everybody reads it."""
    return _prep_of(things, PrepKind.INTEREST, Circle.SHARED)


def practice_of(things: Things) -> PrepPoint:
    """What the group practises; nobody else reads it."""
    return _prep_of(things, PrepKind.PRACTISE, Circle.SIDE)


def _prep_of(things: Things, kind: PrepKind, circle: Circle) -> PrepPoint:
    meeting = planned_of(things)
    found = meeting.prep_points.filter(kind=kind, circle=circle).first()
    return found or PrepPoint.objects.create(
        meeting=meeting,
        by=things.person,
        side=Side.GROUP,
        kind=kind,
        circle=circle,
        text="Een eigen plek.",
    )
