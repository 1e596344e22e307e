"""What both sides said, side by side: on the screen, on paper, and on to the agenda."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.views.reacting import asks_name
from config.http import Request, done, posted, render_page
from config.paging import page_of
from evaluations.going_on_page import going_on_for
from evaluations.models import Evaluation, LookBackText
from evaluations.on_agenda import first_words, next_planned
from evaluations.questions import BY_SLUG
from evaluations.states import State
from evaluations.together import Result, load_result
from initiatives.access import Action, acting_by_link, may, require
from initiatives.models import Side
from initiatives.states import Refused
from meetings.forms.agenda import AddPointForm
from meetings.models import AgendaItem


def load_over(request: Request, pk: int) -> Evaluation:
    """A look-back of which answering is over; or 404."""
    over = Evaluation.objects.visible_to(request.who).exclude(state=State.ANSWERING)
    return get_object_or_404(over.with_home(), pk=pk)


def of_result(request: Request, result: Result) -> dict[str, Any]:
    """What every page of the result needs."""
    evaluation = result.evaluation
    who = request.who
    return {
        "evaluation": evaluation,
        "agreement": evaluation.agreement,
        "initiative": evaluation.agreement.initiative,
        "result": result,
        "going_on": going_on_for(result, who),
        "me": who.participant_in(evaluation.agreement.initiative),
        "may_act": may(who, Action.REACT, evaluation),
        "may_add": may(who, Action.ADD_POINT, evaluation),
    }


def show_result(request: Request, evaluation: Evaluation, **more: Any) -> HttpResponse:
    """The page of a look-back of which answering is over."""
    result = load_result(evaluation, request.who)
    context = of_result(request, result)
    return render_page(request, "evaluations/result.html", {**context, **more})


@require_safe
def look_back_words(request: Request, pk: int, slug: str) -> HttpResponse:
    """Everything that was answered to one question, in pages."""
    evaluation = load_over(request, pk)
    require(request.who, Action.SEE, evaluation)
    question = BY_SLUG.get(slug)
    if question is None:
        raise Http404
    texts = LookBackText.objects.filter(look_back__evaluation=evaluation, question=question.key)
    found = texts.exclude(text="").select_related("look_back", "hidden_by__merged_into")
    page = page_of(request, found.order_by("look_back__side", "pk"))
    initiative = evaluation.agreement.initiative
    for text in page.items:
        text.look_back.evaluation = evaluation
        if text.hidden_by is not None:
            text.hidden_by.initiative = initiative
    context = {
        "evaluation": evaluation,
        "agreement": evaluation.agreement,
        "initiative": initiative,
        "question": question,
        "page": page,
        "newer_url": page.newer_url,
        "older_url": page.older_url,
        "may_act": may(request.who, Action.REACT, evaluation),
        "may_add": may(request.who, Action.ADD_POINT, evaluation),
    }
    return render_page(request, "evaluations/look_back_words.html", context)


@require_safe
def look_back_lines(request: Request, pk: int) -> HttpResponse:
    """Every line of the text with what both sides said of it, and what each wants per clause."""
    evaluation = load_over(request, pk)
    require(request.who, Action.SEE, evaluation)
    result = load_result(evaluation, request.who)
    return render_page(request, "evaluations/look_back_lines.html", of_result(request, result))


@require_safe
def print_evaluation(request: Request, pk: int) -> HttpResponse:
    """The result on paper: short, for who was not there."""
    evaluation = load_over(request, pk)
    require(request.who, Action.SEE, evaluation)
    result = load_result(evaluation, request.who, on_paper=True)
    return render_page(request, "evaluations/print_evaluation.html", of_result(request, result))


@require_http_methods(["GET", "HEAD", "POST"])
def put_on_agenda(request: Request, pk: int) -> HttpResponse:
    """ "Zet op de agenda": something of the result as a point of the next meeting.

    The address says what: `?zin=dare`, `?regel=12`, `?tekst=7`, `?nodig=5`, `?verschil=hoe-verder`
    or the key of a clause; its words are filled in and can be changed.
    """
    evaluation = load_over(request, pk)
    who, initiative = request.who, evaluation.agreement.initiative
    require(who, Action.ADD_POINT, evaluation)
    meeting = next_planned(initiative)
    me = who.participant_in(initiative)
    initial = {"text": first_words(evaluation, who, request.GET)}
    form = AddPointForm(posted(request), asks_name=asks_name(me), initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                if meeting is None:
                    raise Refused(_("Er is nog geen overleg gepland. Plan er eerst een."))
                by = acting_by_link(who, Action.ADD_POINT, evaluation)
                AgendaItem.add(
                    meeting,
                    by=None if form.is_nameless else by,
                    side=by.side if by else Side.GROUP,
                    text=form.cleaned_data["text"],
                    is_signed=form.is_signed,
                )
                sentence = _("Het staat op de agenda van {day}.")
                on = date_format(timezone.localtime(meeting.starts_at), "l j F")
                messages.success(request, sentence.format(day=on))
                return done(request, page=reverse("evaluation", args=[pk]))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "evaluation": evaluation,
        "agreement": evaluation.agreement,
        "initiative": initiative,
        "meeting": meeting,
        "form": form,
        "is_nameless": me is None,
        "may_plan": may(who, Action.PLAN_MEETING, evaluation) or me is None,
    }
    return render_page(request, "evaluations/put_on_agenda.html", context, status=status)
