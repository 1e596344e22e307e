"""One row of everything that is said around a meeting, for the tests of forgetting."""

from __future__ import annotations

from django.utils import timezone

from initiatives.models import Initiative, Participant, Side
from meetings.models import (
    ActionItem,
    ActionUpdate,
    AgendaItem,
    Attendance,
    Correction,
    Decision,
    Knot,
    KnotReply,
    Meeting,
    MeetingMove,
    Perspective,
    PrepPoint,
    RiskItem,
    RiskReview,
)
from tests.factories import make_participant


def one_of_everything_at_meetings(initiative: Initiative, noor: Participant) -> None:
    now, today, group = timezone.now(), timezone.localdate(), Side.GROUP
    meeting = Meeting.objects.create(
        initiative=initiative,
        starts_at=now,
        place="De kelder",
        central_question="Hoe lang open?",
        cancelled_because="Ziek.",
        planned_by=noor,
        led_by=noor,
        also_led_by=noor,
        noted_by=noor,
        closed_by=noor,
    )
    MeetingMove.objects.create(meeting=meeting, starts_at=now, place="Het plein", by=noor)
    Attendance.objects.create(meeting=meeting, participant=noor, coming="yes")
    item = AgendaItem.objects.create(
        meeting=meeting,
        by=noor,
        side=group,
        text="Licht",
        heard="Donker.",
        means="Lamp.",
        position=1,
    )
    risk = RiskItem.objects.create(
        initiative=initiative, by=noor, side=group, kind="risk", text="Donker.", keeper=noor
    )
    RiskReview.objects.create(risk=risk, meeting=meeting, by=noor, word="same", text="Nog steeds.")
    action = ActionItem.objects.create(
        initiative=initiative,
        by=noor,
        text="Lamp halen",
        owner=noor,
        owner_side=group,
        second=noor,
        second_side=group,
    )
    ActionUpdate.objects.create(action=action, by=noor, state="stuck", text="Geen geld.")
    Decision.objects.create(meeting=meeting, by=noor, text="Om tien uur dicht.", by_group=True)
    Perspective.objects.create(meeting=meeting, item=item, side=group, by=noor, text="Te vroeg.")
    knot = Knot.objects.create(
        initiative=initiative,
        by=noor,
        question="Mag het?",
        why_stuck="Geld.",
        decider=make_participant(initiative, Side.MUNICIPALITY),
        stand_in=noor,
        withdrawn_by=noor,
        before_on=today,
    )
    KnotReply.objects.create(
        knot=knot, by=noor, answer="can", because="Goed.", instead="Ook.", societal_value="Buurt."
    )
    Correction.objects.create(meeting=meeting, by=noor, text="Het was elf uur.")
    PrepPoint.objects.create(meeting=meeting, by=noor, side=group, kind="reach", text="Licht.")
