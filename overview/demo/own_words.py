"""Words of the chillclub that somebody who is new does not know yet."""

from __future__ import annotations

from initiatives.models import Initiative, OwnWord, Participant

WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "noor",
        "chillen",
        "Samen zijn zonder plan: praten, muziek, een spelletje. Bij ons hoort thee erbij.",
    ),
    (
        "noor",
        "praatje",
        "Even aanbellen en vragen hoe het gaat. Met zijn tweeën, nooit later dan acht uur.",
    ),
    (
        "wouter",
        "vaste gezicht",
        "Wie jullie altijd mogen bellen. Die weet ook wie er bij de gemeente beslist.",
    ),
    (
        "wouter",
        "nooddeur",
        "De deur aan de kant van de fietsen. Die moet van binnen altijd open kunnen.",
    ),
)


def explain_words(club: Initiative, noor: Participant, wouter: Participant) -> None:
    """What both sides mean by a few words."""
    by = {"noor": noor, "wouter": wouter}
    for who, word, text in WORDS:
        OwnWord.add(club, by=by[who], word=word, text=text)
