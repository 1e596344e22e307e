"""What is asked when looking back: one question a screen, in this order.

From the questions used in practice: what are you proud of, energy in and out, the right people at
the table, what was learned. Both sides get the same ones; the last may be skipped.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from initiatives.models import Side


@dataclass(frozen=True)
class Question:
    """One question with an answer in own words. `key` is stored, `slug` stands in the address.

    `side`: who is asked, "" for both. `is_extra`: "Nog even?", after the rest.
    """

    key: str
    slug: str
    text: str | Promise
    hint: str | Promise = ""
    side: str = ""
    is_extra: bool = False


QUESTIONS = (
    Question("proud", "trots", _("Waar ben je trots op?")),
    Question(
        "wrong",
        "liep-niet",
        _("Wat liep niet goed?"),
        _("In je eigen woorden. Kies er een patroon bij als dat helpt."),
    ),
    Question("gives", "geeft-energie", _("Wat gaf energie?")),
    Question("costs", "kost-energie", _("Wat kostte energie?")),
    Question("missing", "wie-missen-we", _("Wie missen we?")),
    Question(
        "shut_out",
        "wie-sluiten-we-uit",
        _("Wie sluiten we uit zonder dat we het willen?"),
        _("Jong of oud, meiden, buren, wie hier nieuw is?"),
    ),
    Question("learned", "van-de-ander", _("Wat heb je van de ander geleerd?")),
    Question(
        "quote",
        "zin-bovenaan",
        _("Welke zin mag boven de terugblik staan?"),
        _("Iedereen die hier meeleest, ziet die zin. Schrijf geen namen."),
    ),
    Question("everyone", "telt-iedereen-mee", _("Telde iedereen mee?"), is_extra=True),
    Question(
        "give_and_get",
        "halen-en-brengen",
        _("Wat gaven jullie, en wat kregen jullie terug?"),
        is_extra=True,
    ),
    Question(
        "helps_most",
        "wat-helpt",
        _("Wat helpt jullie het meest in de gemeente?"),
        side=Side.GROUP,
        is_extra=True,
    ),
    Question(
        "own_part",
        "eigen-deel",
        _("Hoe keek je als ambtenaar naar deze groep, en wat veranderde daarin?"),
        side=Side.MUNICIPALITY,
        is_extra=True,
    ),
)
BY_KEY = {question.key: question for question in QUESTIONS}
BY_SLUG = {question.slug: question for question in QUESTIONS}
CHOICES = [(question.key, question.text) for question in QUESTIONS]
