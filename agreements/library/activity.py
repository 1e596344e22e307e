"""Clauses about what a group does: an activity once or more often, and the green of the street."""

from __future__ import annotations

from .shape import B, G, M, clause

ACTIVITIES = (
    clause(
        "activities",
        "Wat doen we daar?",
        (G, "We {wat}, we {wat} en we {wat}."),
        (G, "Een feest met meer dan {aantal} mensen overleggen we eerst."),
    ),
    clause(
        "activity",
        "Wat gaan we doen?",
        (G, "We organiseren {activiteit} voor {voor wie}. Iedereen uit de buurt is welkom."),
        (G, "We verwachten ongeveer {aantal} mensen."),
    ),
    clause(
        "activity_day",
        "Waar en wanneer is het?",
        (B, "Het is op {datum} van {tijd} tot {tijd} uur, op {plek}."),
        (G, "We bouwen op vanaf {tijd} uur. Om {tijd} uur is alles weer weg."),
    ),
    clause(
        "activity_tasks",
        "Wie doet wat?",
        (G, "Wij zorgen voor {wat}. {Naam} is die dag het aanspreekpunt."),
        (M, "De gemeente zorgt voor {wat}. Op de dag zelf is {functie} te bellen."),
    ),
    clause(
        "activity_permit",
        "Wat moeten we regelen?",
        (M, "De gemeente zoekt uit of er een melding of vergunning nodig is."),
        (M, "Jullie horen dat uiterlijk {datum}. Wij helpen met invullen."),
        (G, "Wij vertellen de bewoners van {straten} een week van tevoren wat er komt."),
    ),
    clause(
        "activity_plan_b",
        "Wat als het niet door kan gaan?",
        (B, "Bij slecht weer beslissen we samen, uiterlijk {tijd} uur de dag ervoor."),
        (B, "Gaat het niet door? Dan wordt het {datum}, of we zoeken een andere plek."),
    ),
    clause(
        "activity_after",
        "Hoe ruimen we op?",
        (G, "Wij maken de plek dezelfde dag schoon. Ook het afval in de straten ernaast."),
        (M, "De gemeente zet {aantal} containers neer en haalt ze weer op."),
    ),
)

GREEN = (
    clause(
        "green_place",
        "Welk stuk groen is het?",
        (M, "Jullie mogen {plek} inrichten en verzorgen. Het is ongeveer {aantal} meter."),
        (B, "De grond blijft van de gemeente. De plek blijft voor iedereen open."),
    ),
    clause(
        "green_care",
        "Wie zorgt voor het groen?",
        (G, "Wij wieden, snoeien en geven water. Dat doen we elke {periode}."),
        (M, "De gemeente maait het gras eromheen en snoeit de grote bomen."),
        (G, "Zijn we met vakantie? Dan zorgt {wie} voor het water."),
    ),
    clause(
        "green_plants",
        "Wat komt er te staan?",
        (G, "We planten {wat}. Geen bomen, en niets dat prikt of giftig is."),
        (B, "Iets bouwen, zoals een bankje of een hek? Dan overleggen we eerst."),
        (M, "De gemeente vertelt waar kabels en leidingen in de grond liggen."),
    ),
    clause(
        "green_water",
        "Waar komt het water vandaan?",
        (M, "Jullie krijgen water uit {waar}. In de winter is dat afgesloten."),
    ),
    clause(
        "green_tools",
        "Hoe komen we aan spullen?",
        (M, "De gemeente geeft {spullen} en aarde. Dat komt in {periode}."),
        (G, "Wij bewaren het gereedschap bij {plek} en zijn er zuinig op."),
    ),
    clause(
        "green_waste",
        "Waar blijft het groenafval?",
        (G, "Wij leggen het groenafval op {plek}."),
        (M, "De gemeente haalt het binnen {aantal} dagen op."),
    ),
    clause(
        "green_paths",
        "Hoe blijft het veilig op straat?",
        (G, "De stoep en de weg houden we vrij. Niets hangt over het pad."),
        (G, "We graven niet dieper dan {aantal} centimeter."),
    ),
    clause(
        "green_stop",
        "Wat als we er geen tijd meer voor hebben?",
        (G, "Dan zeggen we het {periode} van tevoren. We zoeken eerst in de buurt wie het wil."),
        (M, "Is er niemand? Dan zaait de gemeente weer gras. Niemand hoeft iets te betalen."),
    ),
)
