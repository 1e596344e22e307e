"""What people learned, to find back: of everyone here, and of one initiative."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from config.http import Request, render_page
from config.paging import page_number
from evaluations.asking_around import STEPS
from evaluations.forms.learning import LearningSearchForm
from evaluations.learning import Library, homes_of, waiting_experiments
from evaluations.ready_questions import questions_for
from initiatives.access import Action, may, require
from initiatives.models import Initiative


def search(request: Request, initiative: Initiative | None = None) -> dict[str, Any]:
    form = LearningSearchForm(request.GET)
    asked = form.asked
    library = Library(request.who, asked, request.path, page_number(request), initiative)
    return {"search": form, "asked": asked, "library": library.load(), "initiative": initiative}


@require_safe
def learning(request: Request) -> HttpResponse:
    """What is for everyone here, and what belongs to the reader's own initiatives."""
    homes, has_more = homes_of(request.who)
    context = {**search(request), "homes": homes, "has_more_homes": has_more}
    return render_page(
        request, "evaluations/learning.html", context, fragment="evaluations/_library.html"
    )


@require_safe
def initiative_learning(request: Request, pk: int) -> HttpResponse:
    """What the people of one initiative learned and try, and where they can begin."""
    initiative = get_object_or_404(Initiative.objects.shared_with(request.who), pk=pk)
    require(request.who, Action.SEE, initiative)
    context = search(request, initiative)
    me = request.who.participant_in(initiative)
    is_whole = not context["asked"]
    context |= {
        "me": me,
        "may_learn": may(request.who, Action.LEARN, initiative),
        "may_sit": me is None and may(request.who, Action.TAKE_SEAT, initiative),
        "ready": questions_for(me.side) if me is not None and is_whole else [],
        "waiting": waiting_experiments([initiative])[:5] if is_whole else [],
    }
    return render_page(
        request,
        "evaluations/initiative_learning.html",
        context,
        fragment="evaluations/_library.html",
    )


@require_safe
def ask_around(request: Request) -> HttpResponse:
    """How to ask around in small steps, and where to write down what was heard."""
    homes, has_more = homes_of(request.who)
    context = {"steps": STEPS, "homes": homes, "has_more_homes": has_more}
    return render_page(request, "evaluations/ask_around.html", context)
