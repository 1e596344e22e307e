"""Clauses about using a building: the place, the key, the rules of the house, safety."""

from __future__ import annotations

from .shape import B, G, M, clause

PLACE = (
    clause(
        "place",
        "Welke plek gebruiken we?",
        (
            M,
            "Jullie mogen {ruimte} gebruiken in {gebouw}. "
            "De rest van het gebouw hoort er niet bij.",
        ),
    ),
    clause(
        "times",
        "Wanneer mogen we erin?",
        (B, "We zijn open op {dag} van {tijd} tot {tijd} uur. In de vakantie ook op {dag}."),
        (G, "Willen we langer open? Dan vragen we het een week van tevoren."),
    ),
    clause(
        "season_hours",
        "Welke tijden gelden per seizoen?",
        (B, "In de zomer, van {datum} tot {datum}: {dag} van {tijd} tot {tijd} uur."),
        (B, "In de winter, van {datum} tot {datum}: {dag} van {tijd} tot {tijd} uur."),
        (B, "In de schoolvakantie: {dag} van {tijd} tot {tijd} uur."),
        (B, "Op deze dagen is het dicht: {dagen}."),
    ),
    clause(
        "age",
        "Voor wie is het?",
        (B, "Voor iedereen van {leeftijd} tot {leeftijd} jaar."),
        (B, "Jonger? Dan alleen als er een volwassene bij is."),
    ),
    clause(
        "key",
        "Wie heeft de sleutel?",
        (G, "{Naam} en {naam} hebben de sleutel. Zij openen en sluiten."),
        (G, "De sleutel geven we niet door. Is de sleutel kwijt? Dan bellen we dezelfde dag."),
        (M, "Is de sleutel kwijt? Dan komt er binnen {aantal} dagen een nieuwe."),
    ),
    clause(
        "opening_closing",
        "Hoe sluiten we af?",
        (
            G,
            "Bij het weggaan: ramen dicht, licht uit, verwarming lager, kookplaat uit, deur op "
            "slot.",
        ),
    ),
    clause(
        "furnishing",
        "Mogen we de ruimte inrichten?",
        (B, "We mogen de ruimte zelf inrichten. Voor verven en boren overleggen we eerst."),
    ),
)

HOUSE_RULES = (
    clause(
        "house_rules",
        "Welke huisregels hebben we?",
        (B, "We hebben respect voor elkaar. We schelden en vechten niet. Iedereen is welkom."),
        (B, "We nemen geen wapens of drugs mee."),
    ),
    clause(
        "noise",
        "Hoe hard mag het?",
        (G, "Na {tijd} uur zetten we de muziek zacht en doen we de ramen dicht."),
        (G, "Buiten praten we rustig."),
    ),
    clause(
        "neighbours",
        "Hoe gaan we om met de buren?",
        (
            M,
            "De buren kunnen {functie} bellen als er iets is. "
            "De gemeente vertelt de buren wie dat is.",
        ),
        (G, "Wij maken {keer per jaar} een praatje met de buren."),
    ),
    clause(
        "cleaning",
        "Hoe houden we het schoon en heel?",
        (G, "We ruimen elke avond op: vegen, afwassen, wc schoon, afval weg."),
        (B, "Eén keer per {periode} maken we alles samen goed schoon."),
    ),
    clause(
        "alcohol",
        "Hoe zit het met alcohol?",
        (
            G,
            "We drinken hier geen alcohol. "
            "Dat is de wet onder de 18, en we hebben geen vergunning.",
        ),
    ),
    clause(
        "smoking_drugs",
        "Hoe zit het met roken en drugs?",
        (G, "Binnen roken en vapen we niet. Drugs gebruiken of verkopen doen we hier niet."),
    ),
)

YOUNG = (
    clause(
        "minors",
        "Wat als je jonger dan 18 bent?",
        (
            B,
            "Zijn er jongeren onder de {leeftijd}? Dan weten hun ouders dat ze hier zijn. "
            "De jongerenwerker vraagt dat na. Hier staan geen namen van ouders.",
        ),
    ),
    clause(
        "supervision",
        "Wie let er op?",
        (G, "Er is altijd iemand van {leeftijd} jaar of ouder die oplet."),
        (M, "De jongerenwerker komt {keer} langs en is te bellen tot {tijd} uur."),
    ),
)

SAFETY = (
    clause(
        "safety",
        "Hoe blijft het veilig?",
        (M, "De gemeente zorgt dat het gebouw brandveilig is."),
        (G, "Wij houden de nooddeur vrij. Er zijn nooit meer dan {aantal} mensen binnen."),
        (B, "Bij nood bellen we 112."),
    ),
    clause(
        "damage",
        "Wat als er iets kapot gaat?",
        (G, "Is er iets kapot? We vertellen het binnen {aantal} dagen."),
        (
            B,
            "We zoeken samen een oplossing. "
            "Heeft iemand het met opzet gedaan, dan betaalt die het.",
        ),
    ),
    clause(
        "insurance",
        "Hoe zijn we verzekerd?",
        (M, "De gemeente vertelt welke verzekering er is voor vrijwilligers."),
        (M, "En ook welke verzekering er is voor het gebouw of de plek."),
        (B, "Eigen spullen zijn niet verzekerd, behalve als we dat afspreken."),
    ),
)
