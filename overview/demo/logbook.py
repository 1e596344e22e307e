"""What stands in the logbook of the chillclub, in each of the three circles."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from initiatives.models import Circle, Contact, Initiative, LogLine, Mood, Participant

OWN, SIDE = Circle.OWN, Circle.SIDE


def fill_logbook(
    club: Initiative, samira: Participant, wouter: Participant, noor: Participant, dex: Participant
) -> None:
    def note(by: Participant, days_ago: int, text: str, circle: Circle = SIDE, **more: Any) -> None:
        on = timezone.localdate() - timedelta(days=days_ago)
        line = LogLine.write(club, by=by, text=text, happened_on=on, circle=circle, **more)
        if by in sharers:
            line.share(by=by, revision=line.revision)

    sharers: list[Participant] = []
    note(
        samira, 20, "De eerste avonden lopen goed. De buren hebben nog niets gezegd.",
        contact=Contact.VISIT, mood=Mood.GOOD, people=9,
    )  # fmt: skip
    note(
        samira, 12, "Navragen of de kelder ook open kan in de kerstvakantie.", OWN,
        contact=Contact.BIKE,
    )  # fmt: skip
    note(
        wouter, 11, "De beheerder mist soms een briefje wie er als laatste was.",
        contact=Contact.CALL, mood=Mood.SO_SO, spoken_with="beheerder van De Merel",
        meaning="Een lijstje bij de deur kan al genoeg zijn.",
    )  # fmt: skip
    note(dex, 6, "De box van beneden doet het niet meer. Eerst zelf kijken.", people=5)
    sharers = [samira, wouter, noor]
    note(
        samira, 9, "Op de koffie geweest. De soep was op, de sfeer was goed.",
        contact=Contact.VISIT, mood=Mood.GOOD, people=11,
    )  # fmt: skip
    note(
        wouter, 5, "De lampen buiten zijn besteld. De man van het onderhoud komt over twee weken.",
        contact=Contact.APP, spoken_with="onderhoud van het gebouw",
    )  # fmt: skip
    note(
        noor, 3, "Er komen nieuwe gezichten op woensdag. Ze vragen of er ook gekookt wordt.",
        contact=Contact.SIGNAL, mood=Mood.GOOD, people=14,
    )  # fmt: skip
    note(
        samira, 1, "Bij het pleintje is het ’s avonds donker. Meer mensen fietsen om.",
        contact=Contact.SIGNAL, mood=Mood.BAD,
        meaning="Licht op de route helpt ook de avonden in De Kelder.",
    )  # fmt: skip
