"""What the pages about examples, experiments and learning questions have in common."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from config.http import Request
from evaluations.learning import home_of, known_to
from initiatives.access import Action, may, require
from initiatives.models import Initiative, Participant


def load_home(request: Request, pk: int) -> Initiative:
    """The initiative of which this one reads along, or 404."""
    initiative = get_object_or_404(Initiative.objects.shared_with(request.who), pk=pk)
    require(request.who, Action.SEE, initiative)
    return initiative


def load_learnt(request: Request, model: Any, pk: int) -> Any:
    """What this one may read of `model`, or 404."""
    return get_object_or_404(model.objects.visible_to(request.who).with_home(), pk=pk)


def reads_along(request: Request, thing: Any) -> bool:
    """Whether this one reads along with the initiative, not only what is for everyone here."""
    return may(request.who, Action.SEE, thing.initiative)


def load_at_home(request: Request, model: Any, pk: int) -> Any:
    """The same, of an initiative with which this one reads along. Who reads what is for everyone
    here may see it and not change it: 403."""
    thing = load_learnt(request, model, pk)
    require(request.who, Action.LEARN, thing)
    return thing


def belongs(request: Request, thing: Any, me: Participant | None) -> dict[str, Any]:
    """What every page of one thing says: of whom it is, and what this one may do there."""
    is_home = reads_along(request, thing)
    return {
        "initiative": thing.initiative if is_home else None,
        "is_home": is_home,
        "home": "" if is_home else home_of(thing, known_to(request.who)),
        "me": me,
        "may_change": may(request.who, Action.LEARN, thing) and thing.is_of(me),
        "may_learn": may(request.who, Action.LEARN, thing),
        "may_report": may(request.who, Action.REACT, thing),
    }
