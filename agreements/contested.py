"""Practice that is found in real agreements and of which it is not clear that it can be asked.

One so far: that everybody who was there pays for what one of them broke, often through parents.
Who does damage answers for it (Civil Code 6:162); others and parents only under conditions of their
own (6:166, 6:169). We give no advice; we say that it is contested, so that both sides know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from agreements.readable import SENTENCE_END

PAYS = re.compile(
    r"\b(betaal|betaalt|betalen|betaald|vergoed\w*|opdraaien|draait?\s+op|kosten)\b", re.IGNORECASE
)
ALL_TOGETHER = re.compile(
    r"\b(allemaal|iedereen|alle\s+(aanwezigen|leden|jongeren|deelnemers)|wie\s+er\s+(was|waren)|"
    r"aanwezigen|de\s+(hele\s+)?groep|ouders?|samen)\b",
    re.IGNORECASE,
)
DAMAGE = re.compile(
    r"\b(schade|kapot\w*|stuk(maakt?|gemaakt|maken)?|vernield?\w*|vernieling\w*|gesloopt)\b",
    re.IGNORECASE,
)


def notes_on_contested(heading: str, texts: Iterable[str]) -> list[str]:
    """What both sides should know of one clause; empty nearly always. It refuses nothing.

    `heading` or a line speaks of damage, and one sentence of it lets all, or parents, pay.
    """
    about_damage = bool(DAMAGE.search(heading))
    for text in texts:
        if (about_damage or DAMAGE.search(text)) and any(
            PAYS.search(sentence) and ALL_TOGETHER.search(sentence)
            for sentence in SENTENCE_END.split(text)
        ):
            return [
                _("Samen of via ouders betalen voor schade van één persoon is omstreden.")
                + " "
                + _("Vraag eerst juridisch advies, of kies: wie het deed, betaalt.")
            ]
    return []
