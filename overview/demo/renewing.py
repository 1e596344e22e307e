"""Two small texts whose days come: a trial that is over, and one that nearly ends."""

from __future__ import annotations

from agreements.models import AgreementVersion, SideAnswer
from agreements.states import Choice, Kind, Topic
from initiatives.models import Initiative, Participant

from .life import agree
from .writing import in_days, municipality, we


def try_cooking(
    club: Initiative, official: Participant, group: list[Participant]
) -> AgreementVersion:
    """A month of cooking on Wednesday, and then both sides say how to go on."""
    return agree(
        club,
        official,
        group,
        title="Koken op woensdag",
        purpose="Wij willen samen proberen of een avond koken bij de club past.",
        clauses={
            "Hoe gaat dat?": [
                we("Op woensdag koken wij voor iedereen. Wie eet, wast af."),
                municipality("De gemeente betaalt de eerste maand de boodschappen.", Kind.PROMISE),
            ]
        },
        days={
            "look_back_on": in_days(14),
            "ends_on": None,
            "trial_until": in_days(28),
            "trial_decider": "de groep en de gemeente samen",
            "trial_then": "Smaakt het? Dan koken we elke week.",
        },
    )


def answer_for_municipality(version: AgreementVersion, official: Participant) -> None:
    """One side answered; the other is still asked."""
    version.refresh_from_db()
    SideAnswer.say(
        version,
        by=official,
        topic=Topic.TRIAL,
        choice=Choice.LONGER,
        text="Een maand is kort. Zullen we de zomer erbij nemen?",
    )


def share_barrel(
    spot: Initiative, official: Participant, group: list[Participant]
) -> AgreementVersion:
    """It ends within the month, and nobody did anything about that yet."""
    return agree(
        spot,
        official,
        group,
        title="De regenton",
        purpose="Wij willen samen dat er altijd water is voor de planten.",
        clauses={
            "Wie doet wat?": [
                we("Wij houden de ton schoon en dicht."),
                municipality("De gemeente leent ons de ton.", Kind.PROMISE),
            ]
        },
        days={"look_back_on": in_days(9), "ends_on": in_days(25)},
    )
