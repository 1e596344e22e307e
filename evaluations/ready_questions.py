"""Questions that others learned from, to begin with. Nobody has to; own words come first."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from initiatives.models import Side


@dataclass(frozen=True)
class ReadyQuestion:
    """`key` stands in an address. `side`: whom it fits, "" for everybody. `is_for_team`: to ask
    oneself together. `trying`: what somebody might try with it."""

    key: str
    text: str | Promise
    trying: str | Promise = ""
    side: str = ""
    is_for_team: bool = False


READY_QUESTIONS = (
    ReadyQuestion(
        "geen-nieuws",
        _("Hoe laat ik op tijd weten dat er geen nieuws is?"),
        _("Elke vrijdag kijken welke toezegging stil ligt, en dat zeggen."),
    ),
    ReadyQuestion(
        "agenda",
        _("Hoe laat ik de groep de agenda maken?"),
        _("Eerst vragen wat de groep wil bespreken, en dan pas mijn punten erbij zetten."),
    ),
    ReadyQuestion(
        "toezegging",
        _("Welke toezegging mag ik doen, en welke niet?"),
        _("Dit vooraf navragen, en bij elke regel zeggen wat het is."),
        side=Side.MUNICIPALITY,
    ),
    ReadyQuestion(
        "vertrouwen-oefenen",
        _("Wat kan ik oefenen om vertrouwen te geven en te krijgen?"),
        _("Eén ding kiezen, zoals eerst luisteren. Daarna vragen hoe dat was."),
    ),
    ReadyQuestion(
        "vraagt-van-mij",
        _("Wat vraagt dit initiatief van mij als ambtenaar?"),
        _("Langsgaan bij de groep en vragen waar ze mij bij nodig hebben."),
        side=Side.MUNICIPALITY,
    ),
    ReadyQuestion(
        "wat-voor-overheid",
        _("Van wat voor overheid ben ik deel?"),
        _("Een week opletten: wanneer hielp ik, en wanneer hield ik iets tegen?"),
        side=Side.MUNICIPALITY,
    ),
    ReadyQuestion(
        "kijk-op-bewoners",
        _("Hoe kijk ik naar bewoners, en hoe merken zij dat?"),
        _("Aan iemand van de groep vragen hoe ik overkom."),
        side=Side.MUNICIPALITY,
    ),
    ReadyQuestion(
        "taal",
        _("Hoe zeggen we het zo dat de gemeente ons begrijpt?"),
        _("Samen één zin maken over wat we nodig hebben, en vragen wat de ander hoort."),
        side=Side.GROUP,
        is_for_team=True,
    ),
    ReadyQuestion(
        "knelpunten",
        _("Welke knelpunten komen steeds terug in onze afspraken?"),
        _("De lijst met risico’s en knelpunten samen doorlopen."),
        is_for_team=True,
    ),
    ReadyQuestion(
        "van-elkaar",
        _("Wat kunnen wij van een ander initiatief leren?"),
        _("Bij hen op de koffie gaan, met drie vragen."),
        is_for_team=True,
    ),
    ReadyQuestion(
        "rondvragen",
        _("Wat vinden anderen hiervan, en wat weten wij nog niet?"),
        _("Rondvragen bij vijf mensen, en opschrijven wat we hoorden."),
        is_for_team=True,
    ),
)
BY_KEY = {question.key: question for question in READY_QUESTIONS}


def questions_for(side: str) -> list[ReadyQuestion]:
    """What fits somebody of `side`. A guide gets those of the group along."""
    mine = {"", side, Side.GROUP if side == Side.GUIDE else side}
    return [question for question in READY_QUESTIONS if question.side in mine]
