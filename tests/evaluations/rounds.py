"""A round of the group, and the people who open its pages."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from evaluations.models import GroupRound, RoundAnswer
from initiatives.models import Participant
from tests.conftest import Cast
from tests.overview.world import signed_in

SECRET = "Kwartel vindt de kelder te koud"


def path(name: str, *args: Any) -> str:
    return reverse(name, args=args)


def start(cast: Cast, question: str = "Is Ooievaar nog leuk?") -> GroupRound:
    return GroupRound.start(cast.club, by=cast.noor, question=question)


def say(round: GroupRound, by: Participant, **said: Any) -> RoundAnswer:  # noqa: A002
    return RoundAnswer.say(round, by=by, **{"mood": "bad", "better": SECRET, **said})


def ended(cast: Cast) -> GroupRound:
    """With what two of the group and the guide said."""
    begun = start(cast)
    say(begun, cast.noor)
    say(begun, cast.dex, mood="good", good="De avonden zijn fijn.", better="")
    say(begun, cast.samira, mood="good", good="Ze komen graag.", better="", own="Ja hoor.")
    begun.end(by=cast.dex)
    return begun


def outsiders(cast: Cast) -> list[Client]:
    """Everybody who takes part or reads along, but for the group and its guide."""
    return [
        signed_in(cast.wouter),
        signed_in(cast.police),
        signed_in(cast.elsewhere),
        cast.read(Client()),
    ]
