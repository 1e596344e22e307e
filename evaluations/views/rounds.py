"""The group's own round: beginning, answering, ending and sharing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.forms.fields import whole_number
from config.http import Request, done, posted, render_page
from config.paging import page_number, page_of
from evaluations.forms.rounds import RoundAnswerForm, ShareRoundForm, StartRoundForm
from evaluations.models import GroupRound, RoundAnswer
from evaluations.own_rounds import RoundPage
from initiatives.access import Action, acting, may, require
from initiatives.models import Initiative
from initiatives.states import Refused
from initiatives.views.logbook import readers_of


def page_of_round(found: GroupRound) -> str:
    return reverse("group_round", args=[found.pk])


def load_round(request: Request, pk: int) -> GroupRound:
    """A round that this one may read, or 404."""
    found = get_object_or_404(GroupRound.objects.visible_to(request.who).with_home(), pk=pk)
    require(request.who, Action.SEE, found)
    return found


@require_safe
def group_rounds(request: Request, pk: int) -> HttpResponse:
    """Every round that this one may read: of the group all, of others what was shared."""
    initiative = get_object_or_404(Initiative.objects.shared_with(request.who), pk=pk)
    require(request.who, Action.SEE, initiative)
    found = GroupRound.objects.visible_to(request.who).filter(initiative=initiative)
    context = {
        "initiative": initiative,
        "page": page_of(request, found),
        "may_start": may(request.who, Action.OWN_ROUND, initiative),
        # One at a time: who would begin another is sent back to this one.
        "is_running": found.filter(closed_at=None).exists(),
    }
    return render_page(request, "evaluations/group_rounds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def start_round(request: Request, pk: int) -> HttpResponse:
    """What it is, who reads it, and one question of one's own."""
    initiative = get_object_or_404(Initiative.objects.shared_with(request.who), pk=pk)
    require(request.who, Action.OWN_ROUND, initiative)
    form, status = StartRoundForm(posted(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.OWN_ROUND, initiative)
                begun = GroupRound.start(initiative, by=me, question=form.cleaned_data["question"])
                return done(request, page=page_of_round(begun))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    running = GroupRound.objects.filter(initiative=initiative, closed_at=None).first()
    context = {"initiative": initiative, "form": form, "running": running}
    return render_page(request, "evaluations/start_round.html", context, status=status)


@require_safe
def group_round(request: Request, pk: int) -> HttpResponse:
    """While it runs: the form, or what one said oneself. Afterwards what everybody said."""
    found = load_round(request, pk)
    page = RoundPage(found, request.who, page_number(request))
    return _render(request, found, page, _form_of(page))


def _form_of(page: RoundPage, data: Any = None) -> RoundAnswerForm:
    mine = page.mine
    fields = ("mood", "good", "better", "own")
    initial = {name: getattr(mine, name) for name in fields} if mine else {}
    return RoundAnswerForm(data, question=page.round.question, initial=initial)


def _render(
    request: Request,
    found: GroupRound,
    page: RoundPage,
    form: RoundAnswerForm,
    *,
    template: str = "group_round",
    status: int = 200,
) -> HttpResponse:
    context = {
        "round": found,
        "initiative": found.initiative,
        "page": page,
        "form": form,
        "may_answer": may(request.who, Action.OWN_ROUND, found),
        "may_react": may(request.who, Action.REACT, found),
    }
    return render_page(request, f"evaluations/{template}.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_round(request: Request, pk: int) -> HttpResponse:
    """A face and two sentences; it replaces what the same one said before."""
    found = load_round(request, pk)
    require(request.who, Action.OWN_ROUND, found)
    page = RoundPage(found, request.who)
    form, status = _form_of(page, posted(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.OWN_ROUND, found)
                RoundAnswer.say(found, by=me, **form.cleaned_data)
                messages.success(request, _("Dank je. Alleen de groep en begeleiding lezen dit."))
                return done(request, page=page_of_round(found))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    elif not found.is_open:
        return redirect(page_of_round(found))
    return _render(request, found, page, form, template="answer_round", status=status)


@require_POST
def take_back_answer(request: Request, pk: int) -> HttpResponse:
    """Takes away what one said, as long as only the group reads it."""
    found = load_round(request, pk)
    RoundAnswer.take_back(found, by=acting(request.who, Action.OWN_ROUND, found))
    messages.success(request, _("Wat je zei is weg."))
    return done(request, page=page_of_round(found))


@require_http_methods(["GET", "HEAD", "POST"])
def end_round(request: Request, pk: int) -> HttpResponse:
    """Says first what ending means; it cannot be undone."""
    found = load_round(request, pk)
    require(request.who, Action.OWN_ROUND, found)
    if request.method == "POST":
        found.end(by=acting(request.who, Action.OWN_ROUND, found))
        return done(request, page=page_of_round(found))
    if not found.is_open:
        return redirect(page_of_round(found))
    page = RoundPage(found, request.who)
    context = {"round": found, "initiative": found.initiative, "page": page}
    return render_page(request, "evaluations/end_round.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def share_round(request: Request, pk: int) -> HttpResponse:
    """The second tap: what the others will read and who they are; then it is shared."""
    found = load_round(request, pk)
    require(request.who, Action.OWN_ROUND, found)
    page = RoundPage(found, request.who, page_number(request))
    form, status = ShareRoundForm(posted(request)), 200
    if request.method == "POST":
        seen = whole_number(request.POST.get("seen", "")) or 0
        try:
            found.share(by=acting(request.who, Action.OWN_ROUND, found), seen=seen)
            messages.success(request, _("Gedeeld. Iedereen die meedoet kan dit nu lezen."))
            return done(request, page=page_of_round(found))
        except Refused as refusal:
            if found.is_open:
                raise
            form.add_error(None, refusal.sentence)
            status = 409
    elif found.is_open or found.shared_at is not None or page.shown_count == 0:
        return redirect(page_of_round(found))
    context = {
        "round": found,
        "initiative": found.initiative,
        "page": page,
        "form": form,
        "readers": readers_of(found.initiative),
    }
    return render_page(request, "evaluations/share_round.html", context, status=status)
