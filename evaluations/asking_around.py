"""Asking around in steps: small research of one's own, in words that everybody uses."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    title: str | Promise
    text: str | Promise


STEPS = (
    Step(
        _("Kies één vraag"),
        _("Wat wil je echt weten? Maak er één zin van die een ander meteen snapt."),
    ),
    Step(
        _("Bedenk wie je het vraagt"),
        _("Vijf mensen is genoeg. Kies ook iemand van wie je een ander antwoord verwacht."),
    ),
    Step(
        _("Vraag het open"),
        _("Begin met wat, hoe of wanneer. Vraag daarna: kun je een voorbeeld geven?"),
    ),
    Step(
        _("Schrijf op wat je hoort"),
        _("In hun woorden, meteen na het gesprek. Schrijf geen namen op."),
    ),
    Step(
        _("Leg het naast elkaar"),
        _("Wat zeiden er meer? Wat zei maar één? Wat had je niet verwacht?"),
    ),
    Step(
        _("Vertel het terug"),
        _("Laat horen wat je hoorde. Klopt het? Dan kies je wat je ermee doet."),
    ),
)
