"""Two small agreements beside the big ones: one that was tried and ended, one that stands still."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agreements.models import Agreement, AgreementVersion, Confirmation, Line, Pause
from agreements.states import KeyReturn, Kind, Party, Word
from initiatives.models import Initiative, Participant

from .writing import in_days


def agree(
    initiative: Initiative,
    official: Participant,
    group: list[Participant],
    *,
    title: str,
    purpose: str,
    clauses: dict[str, list[Line]],
    days: dict[str, Any] | None = None,
    writing: Callable[[AgreementVersion], None] = lambda _draft: None,
) -> AgreementVersion:
    """A short text that both sides let take effect. `writing` puts more in the draft."""
    agreement = Agreement.start(initiative, by=official, title=title, template="empty")
    version = agreement.versions.get()
    version.save_head(
        revision=version.revision,
        purpose=purpose,
        **({"look_back_on": in_days(42), "ends_on": in_days(183)} | (days or {})),
    )
    for heading, lines in clauses.items():
        clause = version.add_clause(heading=heading)
        clause.rewrite(revision=clause.revision, heading=heading, lines=lines)
    writing(version)
    version.propose(by=official)
    version.refresh_from_db()
    for person in group:
        Confirmation.say(version, by=person, word=Word.BEHIND)
    Confirmation.say(version, by=official, word=Word.BEHIND, has_mandate=True)
    version.take_effect(by=group[0])
    return version


def try_table(
    club: Initiative, official: Participant, group: list[Participant]
) -> AgreementVersion:
    """The chillclub tries a table tennis table on the square."""
    return agree(
        club,
        official,
        group,
        title="Tafeltennis op het plein",
        purpose="Wij willen samen proberen of een tafel op het plein leuk is voor iedereen.",
        clauses={
            "Waar staat de tafel?": [
                Line(
                    text="De gemeente zet een tafel op het plein, naast de bankjes.",
                    party=Party.MUNICIPALITY,
                    kind=Kind.PROMISE,
                )
            ],
            "Wie past erop?": [
                Line(text="Wij zetten het net 's avonds binnen.", party=Party.GROUP),
                Line(text="Na 21.00 uur spelen we niet meer.", party=Party.GROUP),
            ],
        },
    )


def end_table(version: AgreementVersion, by: Participant) -> None:
    """It was not used, and they said so."""
    version.agreement.end(
        by=by,
        because="Bijna niemand speelde. We willen liever een tafel in de kelder.",
        key=KeyReturn.NONE,
        place="De tafel staat weer op de werf, het plein is leeg.",
        lesson="Vraag eerst wie er komt spelen. Daarna pas een tafel.",
    )


def rest_tubs(spot: Initiative, official: Participant, group: list[Participant]) -> None:
    """The neighbours of the green spot let their tubs rest while the street is open."""
    version = agree(
        spot,
        official,
        group,
        title="Plantenbakken in de straat",
        purpose="Wij willen samen een straat met meer groen.",
        clauses={
            "Wie zorgt voor de bakken?": [
                Line(text="Wij planten en geven water.", party=Party.GROUP),
                Line(
                    text="De gemeente brengt twee keer per jaar aarde.",
                    party=Party.MUNICIPALITY,
                    kind=Kind.PROMISE,
                    rhythm="twee keer per jaar",
                ),
            ]
        },
    )
    Pause.begin(
        version.agreement,
        by=official,
        because="De straat ligt open voor het riool. De bakken staan zolang op de werf.",
        look_again_on=in_days(24),
    )
