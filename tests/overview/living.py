"""One row of everything that is said of an agreement in effect, for the tests of forgetting."""

from __future__ import annotations

from django.utils import timezone

from agreements.models import (
    AgreementVersion,
    Commitment,
    CommitmentUpdate,
    LegalAdvice,
    NewsAsk,
    OpenPoint,
    OtherParty,
    OtherView,
    PointUpdate,
    SideAnswer,
    StepReached,
)
from initiatives.models import HandoverNote, OwnWord, Participant, Side
from tests.factories import make_participant


def one_of_everything_living(version: AgreementVersion, noor: Participant) -> None:
    today, agreement = timezone.localdate(), version.agreement
    line = Commitment.objects.filter(clause__version=version)[0]
    point = OpenPoint.objects.filter(version=version)[0]
    said = CommitmentUpdate.objects.create(commitment=line, by=noor, state="done", text="Klaar.")
    OtherView.objects.create(update=said, by=noor, agrees=False, text="Nee.")
    NewsAsk.objects.create(agreement=agreement, party="group", by=noor)
    PointUpdate.objects.create(point=point, by=noor, state="no_news", text="Nog niet.")
    StepReached.objects.create(commitment=line, side=Side.GROUP, by=noor, text="Het ging goed.")
    SideAnswer.objects.create(
        version=version, topic="trial", side=Side.GROUP, choice="go_on", by=noor, text="Ja."
    )
    OtherParty.objects.create(
        agreement=agreement,
        kind="neighbours",
        name="De buren",
        participant=make_participant(agreement.initiative, Side.OTHER),
        by=noor,
    )
    LegalAdvice.objects.create(
        agreement=agreement,
        version=version,
        clause_key="own",
        heading="Wie?",
        text="Mag dit?",
        asked_of="de jurist",
        asked_on=today,
        answer="Ja.",
        answered_on=today,
        by=noor,
        answered_by=noor,
    )
    OwnWord.objects.create(initiative=agreement.initiative, word="Instuif", text="Open", by=noor)
    HandoverNote.objects.create(initiative=agreement.initiative, by=noor, text="Let op.")
