"""What came of an "als …, dan …", of what somebody would find out, and of a question of law."""

from datetime import timedelta

from django.utils import timezone

from agreements.models import (
    AgreementVersion,
    Commitment,
    LegalAdvice,
    OpenPoint,
    PointUpdate,
    StepReached,
)
from agreements.states import ProgressState
from initiatives.models import Participant

from .clock import pass_time


def take_steps(running: AgreementVersion, noor: Participant, wouter: Participant) -> None:
    """The group says that a step is reached, the municipality did not yet; a question of law has
    its answer, and the beheerder did not find out yet."""
    lines = Commitment.objects.filter(clause__version=running).exclude(condition="")
    step = lines.select_related("clause__version__agreement__initiative").get()
    StepReached.mark(step, by=noor, text="Sinds de zomer belde niemand meer over geluid.")
    today = timezone.localdate()
    advice = LegalAdvice.ask(
        running.clauses.get(key="means"),
        by=wouter,
        text="Geldt de verzekering voor vrijwilligers ook voor wie 15 is?",
        asked_of="de jurist van de gemeente",
        asked_on=today,
    )
    garden = OpenPoint.objects.with_home().get(version=running, party="municipality")
    PointUpdate.say(
        garden,
        by=wouter,
        state=ProgressState.NO_NEWS,
        text="De beheerder wil eerst weten wie de planten water geeft.",
        look_again_on=today + timedelta(days=35),
    )
    pass_time(9)
    advice.answer_it(
        by=wouter,
        answer="Ja, als de activiteit bij de gemeente bekend is. Houd een lijst bij van wie er is.",
        answered_on=timezone.localdate(),
    )
