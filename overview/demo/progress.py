"""How the promises of the chillclub go: done, seen otherwise, no news, and silent for a while."""

from __future__ import annotations

from agreements.models import (
    AgreementVersion,
    Commitment,
    CommitmentUpdate,
    NewsAsk,
    OtherView,
)
from agreements.states import Party, ProgressState
from initiatives.models import Initiative, Participant

from .writing import in_days


def line_of(version: AgreementVersion, clause: str, party: str, place: int = 0) -> Commitment:
    lines = Commitment.objects.filter(
        clause__version=version, clause__key=clause, party=party
    ).select_related("clause__version__agreement__initiative")
    return lines[place]


def say_how_it_goes(version: AgreementVersion, wouter: Participant, noor: Participant) -> None:
    """Some weeks ago."""
    CommitmentUpdate.say(
        line_of(version, "means", Party.MUNICIPALITY),
        by=wouter,
        state=ProgressState.NO_NEWS,
        text="De aannemer wacht op onderdelen.",
        look_again_on=in_days(4),
    )
    CommitmentUpdate.say(
        line_of(version, "neighbours", Party.GROUP),
        by=noor,
        state=ProgressState.ON_TRACK,
        text="De eerste buurvrouw kreeg soep.",
    )


def say_how_it_stands(club: Initiative) -> None:
    """Today: the floor is clean, the emergency door is not what it should be."""
    version = AgreementVersion.objects.in_effect().get(
        agreement__initiative=club, clauses__key="means"
    )
    wouter = club.participants.get(name__startswith="Wouter")
    noor, dex = club.participants.get(name="Noor"), club.participants.get(name="Dex")
    clean = CommitmentUpdate.say(
        line_of(version, "cleaning", Party.MUNICIPALITY), by=wouter, state=ProgressState.DONE
    )
    OtherView.say(clean, by=noor, agrees=True, text="Hij glimt.")
    safe = CommitmentUpdate.say(
        line_of(version, "safety", Party.MUNICIPALITY),
        by=wouter,
        state=ProgressState.DONE,
        text="De brandweer is langs geweest.",
    )
    OtherView.say(safe, by=dex, agrees=False, text="De nooddeur klemt nog.")
    NewsAsk.ask(version, party=Party.MUNICIPALITY, by=noor)
