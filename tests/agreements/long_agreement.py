"""A long agreement as a club and its municipality would make it: what somebody types, clause by
clause, on top of the standard text for the use of a building.

`{@…}` names somebody by reference; `KEY_1` stands for how this writer can name that key holder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PROMISE, INTENTION, INFORMATION = "promise", "intention", "information"

TITLE = "Afspraak over De Kelder"
PURPOSE = ("Chillclub De Kelder", "samen te koken, muziek te maken en te chillen")
VISION = "Elke vrijdag een open avond in een schone kelder, en buren die er blij mee zijn."
TRIAL_DECIDER = "Het hoofd wijkzaken, samen met de groep"
TRIAL_THEN = "Ging het goed? Dan een jaar verder, met de zaterdag erbij."


@dataclass(frozen=True)
class Typed:
    """One line as it is typed. Without a text it is one of the template, with its blanks filled."""

    text: str = ""
    party: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """One clause. `key`: of the template or the library, "" for a question of one's own.

    `answers`: what goes in the blanks, in order; `lines`: only those with something to type.
    """

    key: str
    lines: tuple[Typed, ...]
    answers: tuple[str, ...] = ()
    heading: str = ""


def kept(**more: Any) -> Typed:
    return Typed(more=more)


def group(text: str, **more: Any) -> Typed:
    return Typed(text, "group", more)


def both(text: str, **more: Any) -> Typed:
    return Typed(text, "both", more)


def municipality(text: str, kind: str, **more: Any) -> Typed:
    return Typed(text, "municipality", {"kind": kind, **more})


def other(name: str, text: str, **more: Any) -> Typed:
    return Typed(text, "other", {"party_name": name, **more})


POLICE, NEIGHBOURS, YOUTH_WORK = "Politie", "Buren van de Lijsterstraat", "Jongerenwerk"

# What the standard text for a building begins with, in its order.
TEMPLATE = (
    Part("status", (kept(), kept())),
    Part(
        "room",
        (kept(kind=PROMISE), kept(kind=INFORMATION), kept(kind=PROMISE), kept()),
        (
            "de muziek, de inrichting en wat er op vrijdag te doen is",
            "verven, boren en grote feesten",
            "de brandveiligheid",
        ),
    ),
    Part("who_municipality", (kept(kind=PROMISE),), ("Wouter de Graaf, beheerder", "de balie")),
    Part(
        "place",
        (
            kept(
                kind=PROMISE,
                reservation="de verbouwing van de begane grond",
                decider="De wethouder",
            ),
            municipality("De berging mag erbij zodra hij leeg is.", INTENTION, due_on=60),
        ),
        ("de kelder en de wc op de gang", "buurthuis De Vogel"),
    ),
    Part(
        "times",
        (
            kept(),
            kept(),
            both("Op vrijdag zijn we open van 19.00 tot 22.00 uur."),
            both("Op zaterdag zijn we open van 14.00 tot 17.00 uur."),
            both("Op maandag, dinsdag, donderdag en zondag zijn we dicht."),
        ),
        ("woensdag", "15.00", "18.00", "maandag"),
    ),
    Part("activities", (kept(), kept()), ("koken", "maken muziek", "kletsen bij", "40")),
    Part(
        "key",
        (
            kept(),
            kept(),
            kept(kind=PROMISE),
            municipality("{@Wouter de Graaf} heeft de derde sleutel, voor nood.", INFORMATION),
        ),
        ("KEY_1", "KEY_2", "3"),
    ),
    Part("house_rules", (kept(), kept())),
    Part(
        "cleaning",
        (kept(watcher="KEY_1", rhythm="elke avond"), kept(sign="De schoonmaker klaagt niet.")),
        ("maand",),
    ),
    Part("safety", (kept(kind=PROMISE, rhythm="elk jaar"), kept(), kept()), ("30",)),
    Part("damage", (kept(), kept()), ("2",)),
    Part("communication", (kept(), kept(kind=PROMISE)), ("twee weken",)),
    Part("if_wrong", (kept(), kept(), kept(kind=PROMISE)), ("twee weken",)),
    Part(
        "ending",
        (kept(), kept(), municipality("De borg is binnen een week terug.", PROMISE)),
        ("een maand",),
    ),
)

# What is added from the library.
LIBRARY = (
    Part(
        "season_hours",
        (kept(), kept(), kept(), kept()),
        (
            *("1 april", "30 september", "woensdag", "15.00", "20.00"),
            *("1 oktober", "31 maart", "woensdag", "15.00", "18.00"),
            *("maandag tot en met donderdag", "13.00", "17.00"),
            "Koningsdag, Kerst en Nieuwjaarsdag",
        ),
    ),
    Part(
        "neighbours",
        (
            kept(kind=PROMISE),
            kept(),
            other(NEIGHBOURS, "We bellen eerst de groep. Daarna pas de gemeente of de politie."),
            other(NEIGHBOURS, "We komen op het zomerfeest kijken.", due_on=90),
        ),
        ("de beheerder van De Vogel", "vier keer per jaar"),
    ),
    Part("noise", (kept(), kept()), ("21.00",)),
    Part(
        "supervision",
        (
            kept(),
            kept(kind=PROMISE),
            other(
                YOUTH_WORK,
                "Op vrijdag is er tot sluiten iemand van ons bij.",
                rhythm="elke vrijdag",
            ),
            other(YOUTH_WORK, "We helpen de groep met een rooster.", watcher="{@Samira Bakali}"),
        ),
        ("18", "elke vrijdag", "23.00"),
    ),
    Part("smoking_drugs", (kept(),)),
    Part(
        "growth",
        (
            kept(
                kind=INTENTION,
                reservation="genoeg uren voor de beheerder",
                decider="Het hoofd wijkzaken",
            ),
            municipality(
                "gaan we ook op zondagmiddag open.",
                INTENTION,
                condition="Als de buren drie maanden tevreden zijn, dan",
                sign="Er kwamen minder dan drie telefoontjes.",
            ),
            municipality(
                "Langer open dan middernacht.",
                INFORMATION,
                stance="cannot",
                instead="Vier keer per jaar een feest tot half een.",
            ),
        ),
        ("drie", "komt er een tweede avond bij"),
    ),
    Part("insurance", (kept(kind=PROMISE), kept(kind=PROMISE), kept())),
    Part("expenses", (kept(), kept(kind=PROMISE)), ("de beheerder", "tien", "25")),
)

# In one's own words.
OWN = (
    Part(
        "",
        (
            other(
                POLICE, "De wijkagent komt elke maand een kop thee drinken.", rhythm="elke maand"
            ),
            other(POLICE, "Is er iets? Dan praat de wijkagent eerst met de groep."),
            both("Bij ruzie op straat bellen we samen de wijkagent."),
        ),
        heading="Wat doet de politie?",
    ),
    Part(
        "",
        (
            group("We vertellen de buren twee weken eerder dat er een feest is."),
            municipality("We regelen de melding voor het feest.", PROMISE, due_on=45),
            both("Na het feest praten we er samen over."),
        ),
        heading="Hoe vieren we een feest?",
    ),
)

EVERYTHING = (*TEMPLATE, *LIBRARY, *OWN)

# What, who finds out, who exactly, in how many days.
OPEN_POINTS = (
    ("Mogen we in de zomer ook in de tuin zitten?", "municipality", "{@Wouter de Graaf}", 30),
    ("Hoe komen we aan een koelkast die zuinig is?", "group", "", 40),
)

# Two other texts for the same line of "Wanneer mogen we erin?".
NOW = "Op vrijdag zijn we open van 19.00 tot 22.00 uur."
OF_GROUP = "Op vrijdag zijn we open van 19.00 tot 23.00 uur."
OF_MUNICIPALITY = "Op vrijdag zijn we open van 18.00 tot 22.00 uur."
BECAUSE_OF_GROUP = "Voor negen uur is er nog niemand."
BECAUSE_OF_MUNICIPALITY = "Dan is het op tijd stil in de straat."
WHY_NOT = "Om zes uur eten we thuis. Later beginnen kan wel."
