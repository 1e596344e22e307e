"""How both sides go on: what each wants with every clause and with the whole, and closing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.models import AgreementVersion
from config.http import Request, done, posted, render_page
from evaluations.forms.concluding import IN_QUERY, CloseForm, ConcludeForm, VerdictForm
from evaluations.going_on_page import ClauseAsked, GoingOn, going_on_for
from evaluations.models import ClauseVerdict, Conclusion, Evaluation
from evaluations.result_rows import for_result
from evaluations.states import Outcome, State
from evaluations.together import load_result
from initiatives.access import Action, acting, require
from initiatives.seating import to_seat_first
from initiatives.states import Refused


def load_talk(request: Request, pk: int) -> GoingOn:
    """A look-back of which answering is over, with everything that was said; or 404."""
    over = Evaluation.objects.visible_to(request.who).exclude(state=State.ANSWERING)
    evaluation = get_object_or_404(for_result(over.with_home()), pk=pk)
    return going_on_for(load_result(evaluation, request.who), request.who)


def context_of(going_on: GoingOn, **more: Any) -> dict[str, Any]:
    evaluation = going_on.evaluation
    return {
        "evaluation": evaluation,
        "agreement": evaluation.agreement,
        "initiative": evaluation.agreement.initiative,
        "going_on": going_on,
        "result": going_on.result,
        "may_act": going_on.may_conclude,
        **more,
    }


def sent_again(request: Request, seen: str) -> QueryDict:
    """What was typed, now about what the page shows."""
    data = request.POST.copy()
    data["seen"] = seen
    return data


# Per clause ------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def say_verdict(request: Request, pk: int, key: str) -> HttpResponse:
    """One clause: what was said of it, what each side wants with it, and the word of one's own."""
    going_on, clause = _load_clause(request, pk, key)
    evaluation = going_on.evaluation
    seat_first = to_seat_first(request, evaluation)
    if seat_first:
        return seat_first
    require(request.who, Action.CONCLUDE, evaluation)
    if evaluation.is_closed and request.method != "POST":
        return redirect("evaluation", pk)
    form, status = _verdict_form(posted(request), clause), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.CONCLUDE, evaluation)
                ClauseVerdict.say(evaluation, by=me, key=key, seen=form.seen, **form.cleaned_data)
                messages.success(request, _("Genoteerd. Beide kanten lezen het."))
                return done(request, page=_next_page(going_on, key))
            except Refused as refusal:
                status = 409
                # Read again, so that the next try is about what stands there now.
                going_on, clause = _load_clause(request, pk, key)
                seen = clause.mine.seen if clause.mine else ""
                form = _verdict_form(sent_again(request, seen), clause)
                form.is_valid()
                form.add_error(None, refusal.sentence)
    context = context_of(going_on, clause=clause, form=form, following=going_on.after(key))
    return render_page(request, "evaluations/say_verdict.html", context, status=status)


def _load_clause(request: Request, pk: int, key: str) -> tuple[GoingOn, ClauseAsked]:
    going_on = load_talk(request, pk)
    clause = going_on.clause(key)
    if clause is None:
        raise Http404
    return going_on, clause


def _verdict_form(data: QueryDict | None, clause: ClauseAsked) -> VerdictForm:
    mine = clause.mine
    said = {"word": mine.word, "text": "" if mine.hidden_at else mine.text} if mine else None
    return VerdictForm(data, seen=mine.seen if mine else "", initial=said)


def _next_page(going_on: GoingOn, key: str) -> str:
    """On to the next clause without a word of this side, or back to the whole."""
    pk, following = going_on.evaluation.pk, going_on.after(key)
    if following is None:
        return reverse("conclude", args=[pk])
    return reverse("say_verdict", args=[pk, following.key])


@require_POST
def keep_rest(request: Request, pk: int) -> HttpResponse:
    """ "Houd de rest": every clause of which this side said nothing yet."""
    evaluation = _load_only(request, pk)
    me = acting(request.who, Action.CONCLUDE, evaluation)
    kept = ClauseVerdict.keep_rest(evaluation, by=me)
    if kept:
        sentence = ngettext("{n} onderdeel blijft zo.", "{n} onderdelen blijven zo.", kept)
        messages.success(request, sentence.format(n=kept))
    return done(request, page=reverse("conclude", args=[pk]))


def _load_only(request: Request, pk: int) -> Evaluation:
    over = Evaluation.objects.visible_to(request.who).exclude(state=State.ANSWERING)
    return get_object_or_404(over.with_home(), pk=pk)


# The whole -------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def conclude(request: Request, pk: int) -> HttpResponse:
    """ "Hoe gaan we verder?" of one side. `?hoe=pauze`: what that choice asks."""
    going_on = load_talk(request, pk)
    evaluation = going_on.evaluation
    seat_first = to_seat_first(request, evaluation)
    if seat_first:
        return seat_first
    require(request.who, Action.CONCLUDE, evaluation)
    if evaluation.is_closed and request.method != "POST":
        return redirect("evaluation", pk)
    chosen = IN_QUERY.get(request.GET.get("hoe", ""), "")
    form, status = _conclude_form(posted(request), going_on, chosen), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.CONCLUDE, evaluation)
                Conclusion.say(evaluation, by=me, seen=form.seen, **form.cleaned_data)
                messages.success(
                    request, _("Dit is hoe jullie verder willen. Beide kanten lezen het.")
                )
                page = "close_evaluation" if len(going_on.waits_for) < 2 else "evaluation"
                return done(request, page=reverse(page, args=[pk]))
            except Refused as refusal:
                status, going_on = 409, load_talk(request, pk)
                seen = going_on.mine.seen if going_on.mine else ""
                form = _conclude_form(sent_again(request, seen), going_on, chosen)
                form.is_valid()
                form.add_error(None, refusal.sentence)
    context = context_of(going_on, form=form, choices=_choices(going_on))
    return render_page(request, "evaluations/conclude.html", context, status=status)


def _conclude_form(data: QueryDict | None, going_on: GoingOn, chosen: str) -> ConcludeForm:
    mine = going_on.mine
    said: dict[str, Any] = {"next_on": going_on.next_on}
    if mine is not None and mine.outcome == chosen:
        said = {name: vars(mine)[name] for name in ("next_on", "until_on", "key")}
        if mine.hidden_at is None:
            said |= {name: vars(mine)[name] for name in ("text", "place", "lesson")}
    return ConcludeForm(data, chosen=chosen, seen=mine.seen if mine else "", initial=said)


def _choices(going_on: GoingOn) -> list[tuple[str, Outcome]]:
    """What can be chosen, with its word in the address. Only a trial can go on for longer."""
    is_trial = going_on.evaluation.version.trial_until is not None
    return [
        (slug, outcome)
        for slug, outcome in IN_QUERY.items()
        if is_trial or outcome != Outcome.LONGER_TRIAL
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def close_evaluation(request: Request, pk: int) -> HttpResponse:
    """What both sides chose, what happens with it, the next day, and the button."""
    going_on = load_talk(request, pk)
    evaluation = going_on.evaluation
    seat_first = to_seat_first(request, evaluation)
    if seat_first:
        return seat_first
    require(request.who, Action.CONCLUDE, evaluation)
    if evaluation.is_closed and request.method != "POST":
        return redirect("evaluation", pk)
    form, status = CloseForm(posted(request), seen=going_on.seen, next_on=going_on.next_on), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.CONCLUDE, evaluation)
                evaluation.close(by=me, seen=form.seen, **form.cleaned_data)
                messages.success(request, _("Klaar. Dank jullie wel voor het terugkijken."))
                return done(request, page=reverse("evaluation", args=[pk]))
            except Refused as refusal:
                status, going_on = 409, load_talk(request, pk)
                data = sent_again(request, going_on.seen)
                form = CloseForm(data, seen=going_on.seen, next_on=going_on.next_on)
                form.is_valid()
                form.add_error(None, refusal.sentence)
    context = context_of(going_on, form=form)
    return render_page(request, "evaluations/close_evaluation.html", context, status=status)


@require_safe
def evaluation_of_version(request: Request, pk: int) -> HttpResponse:
    """The look-back that a text comes from."""
    versions = AgreementVersion.objects.visible_to(request.who)
    version = get_object_or_404(versions, pk=pk)
    came_from = Evaluation.objects.visible_to(request.who).filter(led_to=version)
    found = came_from.order_by("-number").first()
    if found is None:
        raise Http404
    return redirect("evaluation", found.pk)
