"""Clauses about money, things and help."""

from __future__ import annotations

from .shape import B, G, M, clause

MONEY = (
    clause(
        "means",
        "Wat krijgen we?",
        (M, "De ruimte is gratis. Jullie krijgen {spullen}."),
        (M, "Er is {bedrag} euro per jaar voor activiteiten."),
    ),
    clause(
        "give_back",
        "Wat doen we terug?",
        (G, "Wij helpen {keer per jaar} bij {activiteit in de buurt}."),
    ),
    clause(
        "expenses",
        "Hoe gaat het met onkosten?",
        (G, "Kopen we iets voor de groep? Dan bewaren we de bon. Die geven we aan {functie}."),
        (
            M,
            "Je krijgt het geld binnen {aantal} dagen terug. "
            "Tot {bedrag} euro hoef je niet eerst te vragen.",
        ),
    ),
    clause(
        "support",
        "Welke hulp geeft de gemeente?",
        (M, "{Functie} helpt met {wat}."),
        (M, "Jullie krijgen binnen {aantal} dagen antwoord op een vraag."),
    ),
    clause(
        "expectations",
        "Wat kan wel en wat kan niet?",
        (M, "Dit kan wel: {wat}. Dit kan niet: {wat}, omdat {reden}."),
        (M, "Dit weten we nog niet: {wat}. Wij zeggen het uiterlijk {datum}."),
    ),
    clause(
        "budget",
        "Hoeveel geld is er?",
        (M, "Er is {bedrag} euro voor {plan}. Jullie krijgen het in {aantal} keer."),
        (M, "Het eerste deel komt binnen {aantal} dagen op de rekening van {wie}."),
    ),
    clause(
        "budget_use",
        "Waar is het geld voor?",
        (G, "Wij geven het uit aan {wat}. Dat staat ook in ons plan."),
        (B, "Het geld is niet voor alcohol, loon of politiek."),
    ),
    clause(
        "budget_decide",
        "Wie beslist over het geld?",
        (G, "Wij beslissen samen wat we kopen. Boven {bedrag} euro kijken er twee mensen mee."),
        (G, "{Naam} bewaart de bonnen en houdt bij wat er nog over is."),
        (M, "Is iets anders nodig dan in het plan staat? Dan is een berichtje genoeg."),
    ),
    clause(
        "budget_show",
        "Hoe laten we zien wat we deden?",
        (G, "Wij laten op {datum} de bonnen zien, en foto's van wat er is."),
        (M, "Een verslag of rapport hoeft niet. De gemeente komt graag kijken."),
    ),
    clause(
        "budget_left",
        "Wat als er geld over is of te weinig?",
        (G, "Is er meer dan {bedrag} euro over? Dan geven we dat terug."),
        (M, "Is het te weinig? Dan praten we voordat jullie zelf iets voorschieten."),
    ),
)
