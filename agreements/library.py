"""The library of clauses in plain sentences with blanks, and the templates made from it.

These texts are content, in Dutch, and become part of an agreement: they are not translated.
A blank stands in braces: {dag}. What an official's line is (information, intention, promise) is
never filled in beforehand: that is for the official to say.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class LibraryLine:
    party: str
    text: str


@dataclass(frozen=True)
class LibraryClause:
    key: str
    heading: str
    lines: tuple[LibraryLine, ...]


@dataclass(frozen=True)
class AgreementTemplate:
    key: str
    name: str | Promise
    about: str | Promise
    purpose: str
    clauses: tuple[LibraryClause, ...]


def _clause(key: str, heading: str, *lines: tuple[str, str]) -> LibraryClause:
    return LibraryClause(key, heading, tuple(LibraryLine(*line) for line in lines))


G, M, B = "group", "municipality", "both"

CLAUSES = (
    _clause(
        "principles",
        "Hoe gaan we met elkaar om?",
        (B, "We zijn gelijkwaardig en we gaan uit van vertrouwen."),
        (B, "We zeggen het eerlijk als iets niet lukt. We praten over wat wel kan."),
    ),
    _clause(
        "status",
        "Wat voor afspraak is dit?",
        (
            B,
            "Dit is een afspraak op basis van vertrouwen. Het is geen contract met artikelen. "
            "We houden ons eraan omdat we het samen hebben bedacht.",
        ),
        (
            B,
            "Voor een paar dingen gelden gewoon de wet en de regels, zoals brandveiligheid en "
            "alcohol.",
        ),
    ),
    _clause(
        "who_group",
        "Wie zijn wij?",
        (
            G,
            "Wij zijn {naam groep}, met ongeveer {aantal} jongeren. Wie er meedoen verandert. "
            "Dat is goed. De afspraak blijft dan gewoon gelden.",
        ),
    ),
    _clause(
        "who_municipality",
        "Wie is er van de gemeente?",
        (
            M,
            "Voor jullie is {naam en functie} het vaste gezicht. Is die er niet? Dan helpt {naam}.",
        ),
    ),
    _clause(
        "place",
        "Welke plek gebruiken we?",
        (
            M,
            "Jullie mogen {ruimte} gebruiken in {gebouw}. "
            "De rest van het gebouw hoort er niet bij.",
        ),
    ),
    _clause(
        "times",
        "Wanneer mogen we erin?",
        (B, "We zijn open op {dag} van {tijd} tot {tijd} uur. In de vakantie ook op {dag}."),
        (G, "Willen we langer open? Dan vragen we het een week van tevoren."),
    ),
    _clause(
        "activities",
        "Wat doen we daar?",
        (G, "We chillen, we koken en we maken muziek."),
        (G, "Een feest met meer dan {aantal} mensen overleggen we eerst."),
    ),
    _clause(
        "age",
        "Voor wie is het?",
        (B, "Voor iedereen van {leeftijd} tot {leeftijd} jaar."),
        (B, "Jonger? Dan alleen als er een volwassene bij is."),
    ),
    _clause(
        "key",
        "Wie heeft de sleutel?",
        (G, "{Naam} en {naam} hebben de sleutel. Zij openen en sluiten."),
        (G, "De sleutel geven we niet door. Is de sleutel kwijt? Dan bellen we dezelfde dag."),
        (M, "Is de sleutel kwijt? Dan komt er binnen {aantal} dagen een nieuwe."),
    ),
    _clause(
        "opening_closing",
        "Hoe sluiten we af?",
        (
            G,
            "Bij het weggaan: ramen dicht, licht uit, verwarming lager, kookplaat uit, deur op "
            "slot.",
        ),
    ),
    _clause(
        "house_rules",
        "Welke huisregels hebben we?",
        (B, "We hebben respect voor elkaar. We schelden en vechten niet. Iedereen is welkom."),
        (B, "We nemen geen wapens of drugs mee."),
    ),
    _clause(
        "noise",
        "Hoe hard mag het?",
        (G, "Na {tijd} uur zetten we de muziek zacht en doen we de ramen dicht."),
        (G, "Buiten praten we rustig."),
    ),
    _clause(
        "neighbours",
        "Hoe gaan we om met de buren?",
        (
            M,
            "De buren kunnen {functie} bellen als er iets is. "
            "De gemeente vertelt de buren wie dat is.",
        ),
        (G, "Wij maken {keer per jaar} een praatje met de buren."),
    ),
    _clause(
        "cleaning",
        "Hoe houden we het schoon en heel?",
        (G, "We ruimen elke avond op: vegen, afwassen, wc schoon, afval weg."),
        (B, "Eén keer per {periode} maken we alles samen goed schoon."),
    ),
    _clause(
        "furnishing",
        "Mogen we de ruimte inrichten?",
        (B, "We mogen de ruimte zelf inrichten. Voor verven en boren overleggen we eerst."),
    ),
    _clause(
        "alcohol",
        "Hoe zit het met alcohol?",
        (
            G,
            "We drinken hier geen alcohol. "
            "Dat is de wet onder de 18, en we hebben geen vergunning.",
        ),
    ),
    _clause(
        "smoking_drugs",
        "Hoe zit het met roken en drugs?",
        (G, "Binnen roken en vapen we niet. Drugs gebruiken of verkopen doen we hier niet."),
    ),
    _clause(
        "minors",
        "Wat als je jonger dan 18 bent?",
        (
            B,
            "Zijn er jongeren onder de {leeftijd}? Dan weten hun ouders dat ze hier zijn. "
            "De jongerenwerker vraagt dat na. Hier staan geen namen van ouders.",
        ),
    ),
    _clause(
        "supervision",
        "Wie let er op?",
        (G, "Er is altijd iemand van {leeftijd} jaar of ouder die oplet."),
        (M, "De jongerenwerker komt {keer} langs en is te bellen tot {tijd} uur."),
    ),
    _clause(
        "safety",
        "Hoe blijft het veilig?",
        (M, "De gemeente zorgt dat het gebouw brandveilig is."),
        (G, "Wij houden de nooddeur vrij. Er zijn nooit meer dan {aantal} mensen binnen."),
        (B, "Bij nood bellen we 112."),
    ),
    _clause(
        "damage",
        "Wat als er iets kapot gaat?",
        (G, "Is er iets kapot? We vertellen het binnen {aantal} dagen."),
        (
            B,
            "We zoeken samen een oplossing. "
            "Heeft iemand het met opzet gedaan, dan betaalt die het.",
        ),
    ),
    _clause(
        "insurance",
        "Hoe zijn we verzekerd?",
        (M, "De gemeente vertelt welke verzekering er is voor vrijwilligers en voor het gebouw."),
        (B, "Eigen spullen zijn niet verzekerd, behalve als we dat afspreken."),
    ),
    _clause(
        "responsibility",
        "Waar is wie verantwoordelijk voor?",
        (M, "De gemeente zorgt voor het gebouw."),
        (G, "Wij zorgen voor wat er binnen gebeurt op onze avonden."),
    ),
    _clause(
        "means",
        "Wat krijgen we?",
        (M, "De ruimte is gratis. Jullie krijgen {spullen}."),
        (M, "Er is {bedrag} euro per jaar voor activiteiten."),
    ),
    _clause(
        "give_back",
        "Wat doen we terug?",
        (G, "Wij helpen {keer per jaar} bij {activiteit in de buurt}."),
    ),
    _clause(
        "expenses",
        "Hoe gaat het met onkosten?",
        (G, "Kopen we iets voor de groep? Dan bewaren we de bon en geven we die aan {functie}."),
        (
            M,
            "Je krijgt het geld binnen {aantal} dagen terug. Tot {bedrag} euro hoef je niet eerst "
            "te vragen.",
        ),
    ),
    _clause(
        "support",
        "Welke hulp geeft de gemeente?",
        (M, "{Functie} helpt met {wat}."),
        (M, "Jullie krijgen binnen {aantal} dagen antwoord op een vraag."),
    ),
    _clause(
        "expectations",
        "Wat kan wel en wat kan niet?",
        (M, "Dit kan wel: {wat}. Dit kan niet: {wat}, omdat {reden}."),
        (M, "Dit weten we nog niet: {wat}. Wij zeggen het uiterlijk {datum}."),
    ),
    _clause(
        "communication",
        "Hoe houden we contact?",
        (B, "We bellen of appen liever dan dat we mailen."),
        (M, "Is er geen nieuws? Dan laten we dat ook weten, elke {periode}."),
    ),
    _clause(
        "meetings",
        "Wanneer praten we met elkaar?",
        (
            B,
            "We praten elke {periode} met elkaar, op onze plek. Iedereen mag een punt op de agenda "
            "zetten. “Risico's en knelpunten” staat er altijd op.",
        ),
    ),
    _clause(
        "decisions",
        "Wat als we vastlopen?",
        (M, "Komen we er niet uit? Dan beslist {functie} binnen {aantal} dagen."),
    ),
    _clause(
        "changes",
        "Wat als er iets verandert?",
        (B, "Verandert de groep, of willen we iets anders? Dan passen we de afspraak samen aan."),
    ),
    _clause(
        "growth",
        "Wat als het goed gaat?",
        (M, "Gaat het {aantal} maanden goed? Dan {extra}."),
    ),
    _clause(
        "if_wrong",
        "Wat als het niet goed gaat?",
        (B, "Eerst praten we met elkaar. Dan spreken we af wat er anders moet."),
        (B, "Lukt dat niet? Dan stoppen we {periode} en praten we opnieuw."),
        (M, "Sluiten doet de gemeente pas als praten niet helpt, of als het direct onveilig is."),
    ),
    _clause(
        "ending",
        "Hoe stoppen we?",
        (
            B,
            "De groep mag stoppen en de gemeente mag stoppen. We zeggen het {periode} van tevoren "
            "en vertellen waarom.",
        ),
        (G, "De sleutel gaat terug en we laten de plek netjes achter."),
    ),
    _clause(
        "sharing",
        "Wie mag dit zien?",
        (B, "Iedereen met de link kan deze afspraak lezen."),
        (
            M,
            "De gemeente bewaart de afspraak {periode}. Soms moet de gemeente documenten openbaar "
            "maken. Namen van jongeren staan er dan niet in.",
        ),
    ),
    _clause(
        "not_covered",
        "En wat hier niet staat?",
        (B, "Staat iets er niet in? Dan bespreken we het."),
    ),
    _clause(
        "open_points",
        "Wat hebben we nog niet afgesproken?",
        (B, "Hierover praten we nog: {wat}. {Wie} zoekt het uit, voor {datum}."),
    ),
)

BY_KEY = {clause.key: clause for clause in CLAUSES}

# The library in the order in which one looks for something.
GROUPS = (
    (_("Hoe we samenwerken"), ("principles", "status", "who_group", "who_municipality")),
    (
        _("Plek en tijden"),
        ("place", "times", "activities", "age", "key", "opening_closing", "furnishing"),
    ),
    (
        _("Huisregels en de buurt"),
        ("house_rules", "noise", "neighbours", "cleaning", "alcohol", "smoking_drugs"),
    ),
    (_("Jongeren en toezicht"), ("minors", "supervision")),
    (_("Veilig en verzekerd"), ("safety", "damage", "insurance", "responsibility")),
    (_("Geld, spullen en hulp"), ("means", "give_back", "expenses", "support", "expectations")),
    (_("Contact en overleg"), ("communication", "meetings", "decisions")),
    (
        _("Als er iets verandert"),
        ("changes", "growth", "if_wrong", "ending", "sharing", "not_covered", "open_points"),
    ),
)

BUILDING_USE = (
    "status",
    "who_municipality",
    "place",
    "times",
    "activities",
    "key",
    "house_rules",
    "cleaning",
    "safety",
    "damage",
    "communication",
    "if_wrong",
    "ending",
)

TEMPLATES = {
    "building_use": AgreementTemplate(
        "building_use",
        _("Gebruik van een gebouw"),
        _("Voor een eigen plek: tijden, sleutel, schoonmaken en wat de gemeente doet."),
        "Wij willen samen dat {naam groep} een eigen plek heeft om {doel}. De gemeente wil dat het "
        "goed gaat met de groep en met de buurt.",
        tuple(BY_KEY[key] for key in BUILDING_USE),
    ),
    "empty": AgreementTemplate(
        "empty",
        _("Leeg beginnen"),
        _("Zelf kiezen wat erin komt, uit de bibliotheek of in eigen woorden."),
        "",
        (),
    ),
}
