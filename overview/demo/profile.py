"""What the chillclub is about: its profile, filled in by both sides."""

from datetime import timedelta

from django.utils import timezone

from initiatives.models import (
    Direction,
    Goal,
    Initiative,
    InitiativeKind,
    Origin,
    Participant,
    Partner,
    PartnerKind,
    Reciprocity,
)

STRENGTH = (
    "Wij kennen bijna alle jongeren in de Vogelbuurt.\n\n"
    "- we kunnen snel schakelen: morgen iets doen is geen probleem\n"
    "- de groten letten op de kleintjes\n"
    "- wat we beloven over de kelder, doen we ook"
)
WISH = (
    "Een eigen plek waar je binnen kunt lopen. Geen activiteit die iemand anders bedenkt.\n\n"
    "We willen ook een keer per maand koken met de buren."
)


def tell_about_club(
    club: Initiative, samira: Participant, wouter: Participant, noor: Participant
) -> None:
    """Wish, strength, goals with their origin, halen en brengen of both sides, and partners."""
    began_on = (timezone.localdate() - timedelta(days=600)).replace(day=1)
    club.change(by=samira, verb="kind_chosen", kind=InitiativeKind.YOUTH)
    club.change(by=noor, verb="strength_written", strength=STRENGTH)
    club.change(by=noor, verb="wish_written", wish=WISH)
    club.change(
        by=noor, verb="deciding_written", decides_how="Wij beslissen op vrijdag, met wie er is."
    )
    club.change(
        by=samira, verb="place_written", place="De kelder van buurthuis De Merel", began_on=began_on
    )
    club.change(by=noor, verb="missing_written", missing="Iemand die kan timmeren, en meer meiden.")
    for text, origin, by in (
        ("Twee avonden per week open.", Origin.GROUP, noor),
        ("Minder klachten over het portiek.", Origin.MUNICIPALITY, wouter),
        ("Elke maand koken met de buren.", Origin.BOTH, samira),
    ):
        Goal.add(club, by=by, text=text, origin=origin)
    Goal.add(club, by=noor, text="Een eigen toernooi.", origin=Origin.GROUP).end(by=noor)
    for by, direction, text in (
        (noor, Direction.NEED, "Een koelkast die het doet."),
        (noor, Direction.NEED, "Klusje: iemand die zaterdag helpt met verven."),
        (noor, Direction.OFFER, "We helpen opbouwen bij het buurtfeest."),
        (samira, Direction.OFFER, "We geven een rondleiding aan andere groepen."),
        (wouter, Direction.NEED, "Eén of twee mensen die wij kunnen appen."),
        (wouter, Direction.OFFER, "De zaal boven, op woensdagmiddag."),
        (wouter, Direction.OFFER, "Hulp bij het aanvragen van een potje voor spullen."),
    ):
        Reciprocity.add(club, by=by, side=Reciprocity.side_of(by), direction=direction, text=text)
    Partner.add(
        club, by=samira, name="Buurthuis De Merel", kind=PartnerKind.OTHER, role="faciliteert"
    )
    Partner.add(
        club,
        by=wouter,
        name="De Merelschool",
        kind=PartnerKind.SCHOOL,
        role="leent spullen uit",
    )
