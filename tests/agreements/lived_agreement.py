"""An agreement in effect with everything on it at once: for looking at the page that shows it."""

from __future__ import annotations

from datetime import date, timedelta

import time_machine
from django.utils import timezone

from agreements.models import (
    AgreementVersion,
    CommitmentUpdate,
    LegalAdvice,
    OpenPoint,
    OtherParty,
    OtherView,
    PointUpdate,
    SideAnswer,
    StepReached,
)
from agreements.states import (
    Choice,
    Kind,
    ParentalConsent,
    Party,
    PartyKind,
    ProgressState,
    Topic,
)
from initiatives.models import Duty, OwnWord
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement
from tests.world_makers import take_effect

# So many days ago it took effect.
AGO = 25
LINES_IN_CLAUSE = 4
STATES = (
    ProgressState.ON_TRACK,
    ProgressState.DONE,
    ProgressState.NO_NEWS,
    ProgressState.STUCK,
    ProgressState.DROPPED,
)


def lived(cast: Cast, lines: int = 10) -> AgreementVersion:
    """Of so many lines; each side said something of each, and the trial is over today."""
    began = timezone.localdate() - timedelta(days=AGO)
    Duty.objects.filter(participant__initiative=cast.club).update(started_on=began)
    with time_machine.travel(timezone.localtime() - timedelta(days=AGO)):
        version = _agreed(cast, lines, timezone.localdate())
    _live(cast, version)
    return AgreementVersion.objects.get(pk=version.pk)


def _agreed(cast: Cast, lines: int, today: date) -> AgreementVersion:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    draft.save_head(
        revision=draft.revision,
        purpose="Wij willen samen een eigen plek.",
        look_back_on=today + timedelta(days=AGO - 1),
        trial_until=today + timedelta(days=AGO),
    )
    for n in range(0, lines, LINES_IN_CLAUSE):
        written = [
            line(f"De beheerder regelt {k}.", Party.MUNICIPALITY, kind=Kind.PROMISE)
            if k % 2
            else line(f"{{@{cast.noor.pk}}} ruimt het hok op: {k}.", Party.GROUP)
            for k in range(n, min(n + LINES_IN_CLAUSE, lines))
        ]
        add_clause(draft, f"Onderdeel {n}?", *written)
    add_clause(
        draft,
        "Later open?",
        line("We blijven later.", Party.GROUP, condition="er geen klachten zijn"),
        line(
            "Er komt geld.",
            Party.MUNICIPALITY,
            kind=Kind.INTENTION,
            reservation="de raad",
            due_on=today + timedelta(days=60),
        ),
        line("Zij bellen eerst.", Party.OTHER, party_name="De buren"),
    )
    due = today + timedelta(days=1)
    OpenPoint.add(draft, what="Mag de tuin erbij?", party=Party.MUNICIPALITY, due_on=due)
    draft.propose(by=cast.wouter)
    return take_effect(draft, cast.wouter)


def _live(cast: Cast, version: AgreementVersion) -> None:
    agreement = version.agreement
    clauses = list(version.clauses.prefetch_related("commitments"))
    lines = [row for clause in clauses for row in clause.commitments.all()]
    by_hand, rest = lines[:10], lines[10:-3]
    CommitmentUpdate.objects.bulk_create(
        CommitmentUpdate(commitment=row, by=cast.noor, state=STATES[n % len(STATES)])
        for n, row in enumerate(rest)
    )
    for n, row in enumerate(by_hand):
        by = cast.wouter if row.party == Party.MUNICIPALITY else cast.noor
        word = CommitmentUpdate.say(row, by=by, state=STATES[n % len(STATES)], text="Zo gaat het.")
        if word.state == ProgressState.DONE:
            other = cast.noor if row.party == Party.MUNICIPALITY else cast.wouter
            OtherView.say(word, by=other, agrees=n % 2 == 0, text="Het is nog vies.")
    step = lines[-3]
    StepReached.mark(step, by=cast.noor, text="Niemand belde.")
    LegalAdvice.ask(
        clauses[0],
        by=cast.wouter,
        text="Wie is verzekerd?",
        asked_of="de jurist",
        asked_on=timezone.localdate(),
    )
    PointUpdate.say(
        version.open_points.get(),
        by=cast.wouter,
        state=ProgressState.NO_NEWS,
        text="Nog navragen.",
        look_again_on=timezone.localdate() + timedelta(days=7),
    )
    SideAnswer.say(
        version, by=cast.noor, topic=Topic.TRIAL, choice=Choice.GO_ON, text="Het bevalt."
    )
    OtherParty.add(
        agreement, by=cast.wouter, kind=PartyKind.NEIGHBOURS, name="De buren", role="Wonen ernaast."
    )
    agreement.note_consent(ParentalConsent.ARRANGED, by=cast.samira)
    OwnWord.add(cast.club, by=cast.noor, word="het hok", text="De kelder onder de flat.")
