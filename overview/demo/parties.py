"""A text in which the people upstairs and parents as a group do something too."""

from __future__ import annotations

from agreements.models import (
    AgreementVersion,
    Comment,
    Commitment,
    CommitmentUpdate,
    Confirmation,
    Line,
    OtherParty,
    PartyLink,
)
from agreements.states import (
    CommentKind,
    Kind,
    ParentalConsent,
    Party,
    PartyKind,
    ProgressState,
    Word,
)
from initiatives.models import Initiative, Participant

from .life import agree
from .writing import in_days, municipality, we

UPSTAIRS, PARENTS = "De bewoners boven De Merel", "De ouders, als groep"


def of(name: str, text: str, *, rhythm: str = "") -> Line:
    return Line(text=text, party=Party.OTHER, party_name=name, rhythm=rhythm)


def agree_with_upstairs(
    club: Initiative, official: Participant, group: list[Participant]
) -> AgreementVersion:
    """Four parties about the noise on Friday."""
    version = agree(
        club,
        official,
        group,
        title="Vrijdagavond en de buren",
        purpose="Wij willen samen dat het op vrijdag gezellig is, en boven te slapen.",
        clauses={
            "Wat als het te hard is?": [
                we("Na tien uur gaat de muziek zacht."),
                of(UPSTAIRS, "Zij bellen eerst de club, en dan pas iemand anders."),
                municipality("De gemeente meet twee keer hoe hard het boven is.", Kind.PROMISE),
            ],
            "Wie loopt er mee?": [
                of(PARENTS, "Om de beurt loopt er een ouder mee naar huis.", rhythm="elke week"),
            ],
        },
        days={"look_back_on": in_days(42), "ends_on": in_days(180)},
    )
    agreement = version.agreement
    agreement.note_consent(ParentalConsent.ARRANGED, by=group[0])
    for kind, name, role in (
        (PartyKind.NEIGHBOURS, UPSTAIRS, "Wonen erboven en horen het als eersten."),
        (PartyKind.PARENTS, PARENTS, "Spreken onderling af wie er loopt."),
    ):
        party = OtherParty.add(agreement, by=group[0], kind=kind, name=name, role=role)
        PartyLink.make(party, by=official)
    return version


def let_them_speak(version: AgreementVersion, *, guide: Participant) -> None:
    """What came in by their links."""
    upstairs, parents = version.agreement.parties.order_by("pk")
    Confirmation.say(version, by=upstairs.participant, word=Word.BEHIND)
    asked = Comment.add(
        version.clauses.all()[0],
        by=upstairs.participant,
        kind=CommentKind.QUESTION,
        text="Op welk nummer bellen we als het na tien uur is?",
    )
    asked.answer(by=guide, text="Dat hangt bij jullie in de hal, en bij de bel van de club.")
    walk = Commitment.objects.get(clause__version=version, party_name=PARENTS)
    CommitmentUpdate.say(
        walk,
        by=parents.participant,
        state=ProgressState.ON_TRACK,
        text="We hebben nu acht ouders op de lijst.",
    )
