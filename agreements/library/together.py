"""Clauses that fit every agreement: how both sides work together, and what when it changes."""

from __future__ import annotations

from .shape import B, G, M, clause

TOGETHER = (
    clause(
        "principles",
        "Hoe gaan we met elkaar om?",
        (B, "We zijn gelijkwaardig en we gaan uit van vertrouwen."),
        (B, "We zeggen het eerlijk als iets niet lukt. We praten over wat wel kan."),
    ),
    clause(
        "status",
        "Wat voor afspraak is dit?",
        (
            B,
            "Dit is een afspraak op basis van vertrouwen. Het is geen contract met artikelen. "
            "We houden ons eraan omdat we het samen hebben bedacht.",
        ),
        (
            B,
            "Voor een paar dingen gelden gewoon de wet en de regels. "
            "Denk aan brandveiligheid en alcohol.",
        ),
    ),
    clause(
        "room",
        "Welke ruimte krijgen jullie?",
        (M, "Jullie beslissen zelf over {wat}. Daar hoeven jullie niets voor te vragen."),
        (M, "Over {wat} beslissen we samen. Alleen over {wat} beslist de gemeente."),
        (M, "Past een regel niet bij wat jullie willen? Dan zoeken we samen wat wel kan."),
        (G, "Beslissen we iets groots? Dan laten we het de gemeente op tijd weten."),
    ),
    clause(
        "who_group",
        "Wie zijn wij?",
        (
            G,
            "Wij zijn {naam groep}, met ongeveer {aantal} mensen. Wie er meedoen verandert. "
            "Dat is goed. De afspraak blijft dan gewoon gelden.",
        ),
    ),
    clause(
        "who_municipality",
        "Wie is er van de gemeente?",
        (
            M,
            "Voor jullie is {naam en functie} het vaste gezicht. Is die er niet? Dan helpt {naam}.",
        ),
    ),
    clause(
        "responsibility",
        "Waar is wie verantwoordelijk voor?",
        (M, "De gemeente zorgt voor {wat}."),
        (G, "Wij zorgen voor {wat}."),
    ),
    clause(
        "steps",
        "Welke stappen zetten we?",
        (B, "We beginnen klein: eerst {stap}. Dat doen we tot {datum}."),
        (B, "Gaat dat goed? Dan komt {stap} erbij."),
        (B, "Na elke stap kijken we samen terug. Lukt het niet? Dan gaan we een stap terug."),
    ),
)

CONTACT = (
    clause(
        "communication",
        "Hoe houden we contact?",
        (B, "We bellen of appen liever dan dat we mailen."),
        (M, "Is er geen nieuws? Dan laten we dat ook weten, elke {periode}."),
    ),
    clause(
        "meetings",
        "Wanneer praten we met elkaar?",
        (
            B,
            "We praten elke {periode} met elkaar, op onze plek. Iedereen mag een punt op de agenda "
            "zetten. “Risico's en knelpunten” staat er altijd op.",
        ),
    ),
    clause(
        "decisions",
        "Wat als we vastlopen?",
        (M, "Komen we er niet uit? Dan beslist {functie} binnen {aantal} dagen."),
        (M, "Is het antwoord nee? Dan vertellen we waarom, en wat er wel kan."),
    ),
)

CHANGES = (
    clause(
        "changes",
        "Wat als er iets verandert?",
        (B, "Verandert de groep, of willen we iets anders? Dan passen we de afspraak samen aan."),
    ),
    clause(
        "growth",
        "Wat als het goed gaat?",
        (M, "Gaat het {aantal} maanden goed? Dan {extra}."),
    ),
    clause(
        "if_wrong",
        "Wat als het niet goed gaat?",
        (B, "Eerst praten we met elkaar. Dan spreken we af wat er anders moet."),
        (B, "Lukt dat niet? Dan stoppen we {periode} en praten we opnieuw."),
        (
            M,
            "De gemeente stopt er pas mee als praten niet helpt. "
            "Is het direct onveilig? Dan kan het meteen.",
        ),
    ),
    clause(
        "ending",
        "Hoe stoppen we?",
        (
            B,
            "De groep mag stoppen en de gemeente mag stoppen. "
            "We zeggen het {periode} van tevoren en vertellen waarom.",
        ),
        (G, "We geven terug wat we leenden. De plek laten we netjes achter."),
    ),
    clause(
        "sharing",
        "Wie mag dit zien?",
        (B, "Iedereen met de link kan deze afspraak lezen."),
        (
            M,
            "De gemeente bewaart de afspraak {periode}. Soms moet de gemeente documenten openbaar "
            "maken. Namen van jongeren staan er dan niet in.",
        ),
    ),
    clause(
        "not_covered",
        "En wat hier niet staat?",
        (B, "Staat iets er niet in? Dan bespreken we het."),
    ),
)
