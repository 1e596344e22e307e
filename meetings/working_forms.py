"""Ways of talking with each other that an agenda can suggest, with the time and people they take.

In our own words. The codes are stored (`AgendaItem.working_form`), so they never change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class WorkingForm:
    """`minutes` and `people`: from the least to the most that fits."""

    code: str
    name: _StrPromise
    how: _StrPromise
    minutes: tuple[int, int]
    people: tuple[int, int]

    @property
    def time(self) -> str:
        return _span(self.minutes)

    @property
    def size(self) -> str:
        """How many people; "" when that makes no difference."""
        return "" if self.people == ANY else _span(self.people)

    def fits(self, minutes: int | None, people: int | None) -> bool:
        """Whether there is time enough and the group is of the right size; None: not known."""
        has_time = minutes is None or minutes >= self.minutes[0]
        return has_time and (people is None or self.people[0] <= people <= self.people[1])


def _span(between: tuple[int, int]) -> str:
    """ "20", or "20 tot 30": the sign between numbers is one that a screen reader says."""
    least, most = between
    if least == most:
        return str(least)
    return gettext("{least} tot {most}").format(least=least, most=most)


# It makes no difference with how many people are there.
ANY = (2, 400)

WORKING_FORMS = (
    WorkingForm(
        "check_in",
        _("Hoe zit je erbij?"),
        _("Ieder zegt aan het begin één zin. Niemand reageert, iedereen luistert."),
        (5, 5),
        ANY,
    ),
    WorkingForm(
        "keep_start_stop",
        _("Houden, stoppen, beginnen"),
        _("Maak drie kolommen en schrijf ze samen vol. Kies uit elke kolom één ding."),
        (20, 20),
        (3, 15),
    ),
    WorkingForm(
        "trust_cards",
        _("Vertrouwenskaarten"),
        _(
            "Leg vijf zinnen over vertrouwen op tafel. "
            "Leg ze samen op een lijn: gaat goed, of kan beter."
        ),
        (20, 20),
        (2, 10),
    ),
    WorkingForm(
        "swap_chairs",
        _("Van stoel wisselen"),
        _(
            "Elke kant praat vijf minuten alsof die de andere kant is. "
            "Daarna de vraag: wat wist ik nog niet?"
        ),
        (20, 30),
        (4, 10),
    ),
    WorkingForm(
        "give_and_get",
        _("Halen en brengen"),
        _("Ieder schrijft op wat die kan brengen en wat die komt halen. Zoek wat bij elkaar past."),
        (20, 30),
        (4, 20),
    ),
    WorkingForm(
        "evaluation_cards",
        _("Kaartjes"),
        _(
            "Op elk kaartje staat één woord, en elk kaartje is er twee keer. "
            "De twee met hetzelfde woord praten eerst."
        ),
        (30, 45),
        (4, 14),
    ),
    WorkingForm(
        "force_field",
        _("Krachtenveld"),
        _(
            "Zet op papier wie er meespelen. Wie is voor, wie is tegen, wie twijfelt? "
            "Wie praat er met wie?"
        ),
        (30, 45),
        (3, 8),
    ),
    WorkingForm(
        "knot_table",
        _("Ontknoping"),
        _(
            "Alleen de vraag die vastzit, met alleen mensen die mogen beslissen. "
            "Er is een antwoord voordat iedereen weggaat."
        ),
        (30, 30),
        (3, 6),
    ),
    WorkingForm(
        "role_play_two_rounds",
        _("Rollenspel in twee rondes"),
        _("Speel het gesprek zoals jij het zou doen. Praat erover, en speel het nog een keer."),
        (45, 45),
        (4, 12),
    ),
    WorkingForm(
        "world_cafe",
        _("Wereldcafé"),
        _(
            "Kleine tafels met elk één vraag en iemand die blijft zitten. "
            "De anderen wisselen elke ronde. Aan het eind vertelt elke tafel wat eruit kwam."
        ),
        (45, 90),
        (8, 400),
    ),
    WorkingForm(
        "coffee_visit",
        _("Op de koffie"),
        _("Op bezoek bij de groep, op hun plek. Geen agenda, wel drie vragen in je hoofd."),
        (60, 60),
        (2, 8),
    ),
    WorkingForm(
        "panel_talk",
        _("Panelgesprek"),
        _(
            "Een paar jongeren of bewoners beantwoorden vragen van anderen. "
            "Zij bepalen hoe, en wat ze niet vertellen."
        ),
        (60, 60),
        (4, 40),
    ),
    WorkingForm(
        "neighbourhood_walk",
        _("Buurtschouw"),
        _("Loop samen langs de plekken. Schrijf per plek op wat goed is en wat niet."),
        (60, 90),
        (4, 12),
    ),
    WorkingForm(
        "peer_supervision",
        _("Intervisie"),
        _(
            "Eén vertelt wat die lastig vindt. De anderen vragen eerst, en denken dan mee. "
            "Noem geen namen."
        ),
        (60, 90),
        (4, 8),
    ),
    WorkingForm(
        "theme_meeting",
        _("Themabijeenkomst of lunch"),
        _("Laat zien wat jullie doen, rond één onderwerp. Houd tijd over om elkaar te spreken."),
        (60, 90),
        (10, 40),
    ),
    WorkingForm(
        "dialogue_table",
        _("Dialoogtafel"),
        _(
            "Een kleine groep rond één tafel, met een gespreksleider. "
            "Ieder vertelt wat die zelf meemaakte, nog zonder oplossing. "
            "Je luistert, en discussieert niet."
        ),
        (90, 120),
        (6, 8),
    ),
)

BY_CODE = {form.code: form for form in WORKING_FORMS}


def fitting(minutes: int | None, people: int | None) -> list[WorkingForm]:
    """Those for which there is time, with so many people; the shortest first."""
    return [form for form in WORKING_FORMS if form.fits(minutes, people)]
