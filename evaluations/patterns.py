"""Patterns of what can go wrong, to help a talk along. Never asked for, own words come first.

The names are those of the archetypes of the Instituut voor Briljante Mislukkingen
(https://www.briljantemislukkingen.nl); the explanations are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Pattern:
    key: str
    name: str | Promise
    means: str | Promise


PATTERNS = (
    Pattern("empty_seat", _("De lege plek aan tafel"), _("Iemand die ertoe deed was er niet bij.")),
    Pattern(
        "wrong_wallet",
        _("De verkeerde portemonnee"),
        _("De een betaalt en de ander heeft er iets aan. Dan betaalt op den duur niemand meer."),
    ),
    Pattern(
        "canyon",
        _("De canyon"),
        _("Gewoontes zijn zo diep uitgesleten dat niemand een andere weg ziet."),
    ),
    Pattern(
        "honduras_bridge",
        _("De brug van Honduras"),
        _("Een stevige oplossing, maar het probleem is intussen verhuisd."),
    ),
    Pattern(
        "black_swan", _("De zwarte zwaan"), _("Iets wat niemand verwachtte, veranderde alles.")
    ),
    Pattern(
        "junk", _("De junk"), _("We konden niet stoppen, terwijl het al lang niet meer werkte.")
    ),
    Pattern("banana_skin", _("De bananenschil"), _("Een klein ongeluk had grote gevolgen.")),
    Pattern(
        "post_it", _("De post-it"), _("Er kwam iets anders uit dan het plan, en dat is bruikbaar.")
    ),
    Pattern("elephant", _("De olifant"), _("Iedereen zag een stuk, niemand zag het geheel.")),
    Pattern("acapulco", _("De Acapulcoduiker"), _("Een goed idee, op het verkeerde moment.")),
    Pattern(
        "light_bulb", _("De gloeilamp"), _("Het was een probeersel; we leerden door te proberen.")
    ),
    Pattern(
        "lone_general",
        _("De generaal zonder leger"),
        _("Een goed plan, maar geen mensen of spullen om het te doen."),
    ),
    Pattern(
        "right_brain",
        _("De rechterhersenhelft"),
        _("Gevoel gaf de doorslag, en wij hadden alleen argumenten."),
    ),
    Pattern(
        "bear_skin",
        _("De huid van de beer"),
        _("We juichten al voordat het zich bewezen had."),
    ),
    Pattern("einstein", _("De Einstein"), _("Het was ingewikkelder dan ons antwoord.")),
    Pattern(
        "winner",
        _("De winnaar krijgt alles"),
        _("Er was plek voor één oplossing, en dat was niet de onze."),
    ),
)
BY_KEY = {pattern.key: pattern for pattern in PATTERNS}
CHOICES = [(pattern.key, pattern.name) for pattern in PATTERNS]
