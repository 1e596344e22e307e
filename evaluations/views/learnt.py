"""What the pages about lessons, examples, experiments and learning questions have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from config.http import Request, done, render_page
from evaluations.learning import home_of, known_to
from initiatives.access import Action, acting, may, require
from initiatives.models import Initiative, Participant
from initiatives.states import Overtaken, Refused


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


def load_to_change(request: Request, model: Any, pk: int) -> Any:
    """What the side that wrote it may change, or 404. Who reads what is for everyone here, or is
    of another side, may see it and not change it: 403."""
    thing = load_learnt(request, model, pk)
    require(request.who, Action.LEARN, thing)
    if not thing.is_of(request.who.participant_in(thing.initiative)):
        raise PermissionDenied(_("Dit verandert de kant die het opschreef."))
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


def change_learnt(
    request: Request,
    thing: Any,
    form: Any,
    template: str,
    context: dict[str, Any],
    *,
    says: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """Other words for `thing` by the side that wrote it, and then its page, `context["back"]`.
    Changed meanwhile: both texts are shown. Hidden words stand in no form either.

    `says`: what is said of the changed thing, when it is more than that it was kept.
    """
    if thing.hidden_at is not None and request.method != "POST":
        return redirect(context["back"])
    status, overtaken = 200, dict[str, str]()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                by = acting(request.who, Action.LEARN, thing)
                thing.change(by=by, seen=form.seen, **form.said())
                messages.success(request, says(thing) if says else _("Dat is bewaard."))
                return done(request, page=context["back"])
            except Overtaken as refusal:
                overtaken, status = form.beside(refusal.now), 409
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    shown = {**context, "initiative": thing.initiative, "overtaken": overtaken}
    return render_page(request, template, shown, status=status)
