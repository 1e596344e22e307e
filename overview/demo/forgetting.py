"""Somebody of the chillclub who asked to be forgotten: what was said stays, the name is gone."""

from __future__ import annotations

from agreements.models import AgreementVersion, Comment
from agreements.states import CommentKind
from initiatives.models import Participant
from overview.forgetting import fade


def come_and_be_forgotten(
    version: AgreementVersion, samira: Participant, wouter: Participant
) -> None:
    """Comes along for a while, has an idea, and takes the own name away again."""
    person = version.initiative.add_to_group("Bibi", by=samira)
    idea = Comment.add(
        version.clauses.get(key="activities"),
        by=person,
        kind=CommentKind.IDEA,
        text="Kunnen we de buren een keer uitnodigen om mee te eten?",
    )
    idea.answer(by=wouter, text="Leuk idee van Bibi. Ik vraag het aan de beheerder.")
    fade(person, by=person)
