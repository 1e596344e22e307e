"""How many people of each side are asked, and how they answer the questions about trust then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from agreements.forms.fields import whole_number
from evaluations.models.opening import MOST_INVITED
from evaluations.publishing import mode_of
from evaluations.states import Mode
from initiatives.models import Initiative, LadderStep, Participant, Side

SIDES = (Side.GROUP, Side.MUNICIPALITY)
SENTENCES: dict[Mode, str | Promise] = {
    Mode.COUNTS: _lazy("Iedereen antwoordt zonder naam. Straks zien beide kanten aantallen."),
    Mode.BANDS: _lazy(
        "Iedereen antwoordt zonder naam. Straks zien beide kanten woorden, "
        "zoals ‘bijna iedereen’. Aantallen zouden te veel verraden."
    ),
    Mode.CARDS: _lazy(
        "Jullie praten erover met kaartjes op tafel. "
        "Met minder dan vijf mensen is een antwoord niet anoniem."
    ),
    Mode.JOINT: _lazy(
        "De gemeente antwoordt open, als één kant. "
        "Met minder dan vijf mensen is een antwoord niet anoniem."
    ),
}


def usual(initiative: Initiative) -> dict[str, int]:
    """What is filled in already: about as many as the group is, and who takes part for the
    municipality today."""
    today = timezone.localdate()
    people = Participant.objects.filter(initiative=initiative).on(today).with_today()
    sides = [p.side for p in people if p.side in SIDES and p.step != LadderStep.VISITOR]
    named = sides.count(Side.GROUP)
    return {
        "group": min(max(initiative.headcount or named, 1), MOST_INVITED),
        "municipality": min(max(sides.count(Side.MUNICIPALITY), 1), MOST_INVITED),
    }


@dataclass(frozen=True)
class SideInvited:
    side: str
    number: int
    mode: Mode

    @property
    def sentence(self) -> str | Promise:
        return SENTENCES[self.mode]


@dataclass(frozen=True)
class Inviting:
    """What follows from the numbers that stand in the form."""

    sides: list[SideInvited]

    @classmethod
    def of(cls, asked: Mapping[str, str], form: forms.Form) -> Inviting:
        """`asked`: what somebody typed and did not send yet; else what the form holds."""
        found = []
        for side in SIDES:
            typed = asked.get(side.value) or str(form[side.value].value() or "")
            number = whole_number(typed) or 0
            if 1 <= number <= MOST_INVITED:
                found.append(SideInvited(side.value, number, mode_of(side, number)))
        return cls(found)
