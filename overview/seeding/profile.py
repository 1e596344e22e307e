"""What the initiatives are about: kinds, goals, halen en brengen, partners, and how names are
found."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from initiatives.models import (
    Direction,
    Goal,
    Headcount,
    Initiative,
    InitiativeKind,
    LegalForm,
    NamePiece,
    Origin,
    Partner,
    PartnerKind,
    Reciprocity,
    Side,
)
from initiatives.pieces import sort_key_of

from .dice import Dice
from .rows import Rows, moment, tell, yesterday

if TYPE_CHECKING:
    from .people import Circle

# In the order of words.GROUPS.
K = InitiativeKind
KINDS = (
    K.YOUTH, K.GREEN, K.CARE, K.ENERGY, K.YOUTH, K.YOUTH, K.BUILDING, K.OTHER, K.CARE, K.OTHER,
    K.OTHER, K.GREEN, K.ENERGY, K.OTHER, K.YOUTH, K.CARE, K.CARE, K.YOUTH, K.BUILDING, K.GREEN,
)  # fmt: skip
LEGAL_FORMS = (*(LegalForm.NONE,) * 12, LegalForm.WITH_ORGANISATION, LegalForm.FOUNDATION)
WISHES = (
    "Een plek waar je binnen kunt lopen zonder af te spreken.",
    "Dat buren elkaar weer groeten, en dat iedereen mee kan doen.",
    "Zelf de sleutel hebben en zelf opruimen.",
)
STRENGTHS = (
    "Wij kennen iedereen hier.\n\n- we zijn er elke week\n- we doen wat we zeggen",
    "We zijn met veel en we kunnen snel schakelen.",
    "Jong en oud doen mee. Wie iets kan, leert het een ander.",
)
MISSING = ("Iemand die kan timmeren.", "De school.", "Meer mensen van de overkant.")
GOALS = (
    ("Elke week open.", Origin.GROUP), ("Minder gedoe op straat.", Origin.MUNICIPALITY),
    ("Nieuwe mensen erbij in de zomer.", Origin.GROUP), ("Samen eten met de buren.", Origin.BOTH),
    ("De plek is om tien uur schoon.", Origin.BOTH),
)  # fmt: skip
NEEDS = ("Tafels en stoelen.", "Iemand die op vrijdag opendoet.", "Een ruimte in de winter.")
OFFERS = (
    "We helpen op het buurtfeest.",
    "We houden het plein schoon.",
    "We koken voor 30.",
)
NEEDS_OF_MUNICIPALITY = ("Eén iemand om te bellen.", "Ideeën voor het plein.")
OFFERS_OF_MUNICIPALITY = ("Een zaal zonder huur.", "Een potje voor spullen.", "Hulp bij de brief.")
PARTNERS = (
    ("De Merelschool", PartnerKind.SCHOOL, "leent het lokaal uit"),
    ("Zorggroep De Linde", PartnerKind.CARE, "geeft les in EHBO"),
    ("Woonstichting Merelstad", PartnerKind.HOUSING, "faciliteert"),
    ("Voetbalvereniging De Golf", PartnerKind.SPORT, ""),
)


def about(initiative: Initiative, number: int, seed: str) -> None:
    """Fills in the columns of an unsaved initiative. `bulk_create` skips `save`, so the key of
    the list is made here."""
    dice = Dice(seed, number, "about")
    initiative.sort_key = sort_key_of(initiative.name)
    initiative.kind = KINDS[number % len(KINDS)]
    if dice.chance(60):
        initiative.wish = dice.pick(WISHES)
        initiative.strength = dice.pick(STRENGTHS)
    initiative.legal_form = dice.pick(LEGAL_FORMS)
    initiative.missing = dice.pick(MISSING) if dice.chance(40) else ""
    logged = initiative.logged_at.date()
    if dice.chance(50):
        initiative.began_on = (logged - timedelta(days=dice.between(0, 900))).replace(day=1)


def add_profile(circle: Circle, seed: str, rows: Rows) -> None:
    """Pieces of the name, and what each side added."""
    initiative, dice = circle.initiative, Dice(seed, circle.number, "profile")
    rows.add(*NamePiece.of(initiative), *headcounts(circle, seed))
    at = moment(circle.born_on + timedelta(days=1), dice)
    for text, origin in dice.some(GOALS, dice.between(0, 3)):
        goal = Goal(initiative=initiative, text=text, origin=origin, by=circle.guide, added_at=at)
        rows.add(goal, tell(initiative, "goal_added", at, by=circle.guide))
    sides: list[tuple[Any, ...]] = [(Side.GROUP, circle.guide, NEEDS, OFFERS)]
    sides += [
        (Side.MUNICIPALITY, official, NEEDS_OF_MUNICIPALITY, OFFERS_OF_MUNICIPALITY)
        for official in circle.officials[:1]
    ]
    for side, by, *texts in sides:
        for direction, words in zip((Direction.NEED, Direction.OFFER), texts, strict=True):
            for text in dice.some(words, dice.between(0, 2)):
                word = Reciprocity(
                    initiative=initiative, side=side, direction=direction, text=text, by=by,
                    added_at=at,
                )  # fmt: skip
                rows.add(word, tell(initiative, f"{direction.value}_added", at, by=by))
    for name, kind, role in dice.some(PARTNERS, dice.between(0, 2)):
        partner = Partner(
            initiative=initiative, name=name, kind=kind, role=role, by=circle.guide, added_at=at
        )
        rows.add(partner, tell(initiative, "partner_added", at, by=circle.guide))


def headcounts(circle: Circle, seed: str) -> list[Headcount]:
    """What the group counted over time, unsaved; the newest is the number on the card."""
    initiative, dice = circle.initiative, Dice(seed, circle.number, "headcount")
    people = initiative.headcount
    if people is None:
        return []
    age = (yesterday() - circle.born_on).days
    ago = sorted({age, *(dice.between(0, age) for _ in range(dice.between(0, 5)))})
    counts = []
    for days in ago:
        day = yesterday() - timedelta(days=days)
        counts.append(
            Headcount(initiative=initiative, counted_on=day, people=people, by=circle.guide)
        )
        people = max(people + dice.between(-3, 2), 1)
    return counts


KINDS_OF_PROFILE = (NamePiece, Goal, Reciprocity, Partner, Headcount)
