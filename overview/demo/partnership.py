"""What each party around the chillclub can, wants and needs, and what the next one should know."""

from __future__ import annotations

from initiatives.models import (
    Direction,
    HandoverNote,
    Influence,
    Initiative,
    Participant,
    Partner,
    PartnerKind,
    Reciprocity,
    Side,
)

from .writing import in_days

SAYS: tuple[tuple[str, Direction, str], ...] = (
    (
        "noor",
        Direction.GOOD_AT,
        "Iedereen in de buurt kent ons. Wij horen als eerste wat er speelt.",
    ),
    ("noor", Direction.AIM, "Dat nieuwe jongeren zich hier meteen thuis voelen."),
    ("wouter", Direction.GOOD_AT, "Wij kennen de weg in het stadhuis en weten wie er beslist."),
    ("wouter", Direction.AIM, "Een rustige Vogelbuurt, waar jongeren een eigen plek hebben."),
    ("wouter", Direction.AIM, "Elke maand samen om de tafel, liever bellen dan mailen."),
)
OF_GUIDE: tuple[tuple[Direction, str], ...] = (
    (Direction.GOOD_AT, "Er zijn als het nodig is, en op tijd weer loslaten."),
    (Direction.OFFER, "Twee avonden per week iemand die langskomt."),
    (Direction.NEED, "Op tijd horen als er iets verandert aan het gebouw."),
)
AROUND: tuple[tuple[str, PartnerKind, str, Influence, str, str], ...] = (
    (
        "Bewonersgroep Merelstraat",
        PartnerKind.NEIGHBOURS,
        "Rust na elf uur en een schoon portiek.",
        Influence.MUCH,
        "Elke maand samen koken.",
        "noor",
    ),
    (
        "Woonstichting De Tuin",
        PartnerKind.HOUSING,
        "Geen schade aan het gebouw.",
        Influence.SOME,
        "Twee keer per jaar samen rondlopen.",
        "",
    ),
    (
        "Voetbalclub De Spreeuwen",
        PartnerKind.SPORT,
        "Meer jeugd op het veld.",
        Influence.LITTLE,
        "Uitnodigen voor het toernooi.",
        "samira",
    ),
)


def show_partnership(
    club: Initiative, samira: Participant, wouter: Participant, noor: Participant
) -> None:
    """More words of halen en brengen, a map of who is around, and two notes for who is new."""
    people = {"noor": noor, "wouter": wouter}
    for name, direction, text in SAYS:
        by = people[name]
        side = Reciprocity.side_of(by)
        Reciprocity.add(club, by=by, side=side, direction=direction, text=text)
    for direction, text in OF_GUIDE:
        Reciprocity.add(club, by=samira, side=Side.GUIDE, direction=direction, text=text)
    _fill_in(club, samira, wouter)
    for name, kind, stake, influence, approach, known_by in AROUND:
        Partner.add(
            club,
            by=samira,
            name=name,
            kind=kind,
            role="",
            stake=stake,
            influence=influence,
            approach=approach,
            known_by={"noor": noor, "samira": samira}.get(known_by),
        )
    Partner.add(
        club,
        by=wouter,
        name="Team Vastgoed",
        kind=PartnerKind.INSIDE,
        role="beheert het gebouw",
        stake="Een gebouw dat veilig is en niet te veel kost.",
        influence=Influence.MUCH,
        approach="Op tijd vragen, met een plaatje erbij.",
        decides="Of de achterdeur een ander slot krijgt.",
        decides_before=in_days(18),
        known_by=wouter,
    )
    HandoverNote.leave(
        club,
        by=noor,
        text="Kom eerst een keer mee-eten voordat je iets vraagt. Dan gaat alles makkelijker.",
    )
    HandoverNote.leave(
        club,
        by=samira,
        text="Bij de lampen ging het eerder mis.\n\n- bel Vastgoed, mail blijft liggen\n"
        "- zeg het ook als er geen nieuws is",
    )


def _fill_in(club: Initiative, samira: Participant, wouter: Participant) -> None:
    """What is known by now of who stood there from the beginning."""
    house, school = (
        club.partners.get(name=name) for name in ("Buurthuis De Merel", "De Merelschool")
    )
    house.change(
        by=samira,
        stake="Dat de zalen gebruikt worden.",
        influence=Influence.SOME,
        approach="Elke week even langs de balie.",
        known_by=samira,
    )
    school.change(
        by=wouter,
        stake="Dat leerlingen na school ergens terechtkunnen.",
        influence=Influence.LITTLE,
        approach="Het rooster van de open avonden delen.",
    )
