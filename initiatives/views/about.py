"""What an initiative is about: what the group wants and can, goals, halen en brengen, partners."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.http import Request, done, posted, render_page
from initiatives.access import WRITES_FOR, Action, acting, may, require
from initiatives.forms.profile import PARTS, AboutForm, GoalForm, PartnerForm, ReciprocityForm
from initiatives.models import Direction, Goal, Initiative, Participant, Partner, Reciprocity, Side
from initiatives.models.profile import MOST_STANDING, OnProfile
from initiatives.states import Overtaken, Refused

# What ended stays readable; of more than this the newest.
MOST_ENDED = 50
# Both sides have room for what they need and for what they offer.
MOST_PLACES = 4


def _load(request: Request, pk: int) -> Initiative:
    shared = Initiative.objects.shared_with(request.who).select_related("neighbourhood")
    return get_object_or_404(shared, pk=pk)


def _back(request: Request, initiative: Initiative, anchor: str = "") -> str:
    """Where a small form came from: the page of next steps, or that of the initiative."""
    if _came_from_steps(request):
        return reverse("next_steps", args=[initiative.pk])
    return reverse("about_initiative", args=[initiative.pk]) + (f"#{anchor}" if anchor else "")


def _came_from_steps(request: Request) -> bool:
    return "steps" in (request.POST.get("came_from"), request.GET.get("came_from"))


def _of(things: Any, initiative: Initiative) -> tuple[list[Any], list[Any]]:
    """What stands there, and what ended, newest first. One query."""
    newest = F("ended_at").desc(nulls_first=True)
    found = things.filter(initiative=initiative).order_by(newest, "added_at", "pk").with_home()
    standing: list[Any] = []
    ended: list[Any] = []
    for thing in found[: MOST_PLACES * MOST_STANDING + MOST_ENDED]:
        thing.initiative = thing.by.initiative = initiative
        if thing.hidden_by is not None:
            thing.hidden_by.initiative = initiative
        (ended if thing.ended_at else standing).append(thing)
    return standing, ended[:MOST_ENDED]


@require_safe
def about_initiative(request: Request, pk: int) -> HttpResponse:
    """Everything that is known of the initiative itself, for whoever reads along."""
    initiative = _load(request, pk)
    require(request.who, Action.SEE, initiative)
    goals, goals_ended = _of(Goal.objects, initiative)
    words, words_ended = _of(Reciprocity.objects, initiative)
    partners, partners_ended = _of(Partner.objects, initiative)
    rights = {side: may(request.who, action, initiative) for side, action in WRITES_FOR.items()}
    sides = [
        {
            "side": side,
            "may_write": rights[side],
            "needs": [w for w in words if w.side == side and w.direction == Direction.NEED],
            "offers": [w for w in words if w.side == side and w.direction == Direction.OFFER],
        }
        for side in (Side.GROUP, Side.MUNICIPALITY)
    ]
    context = {
        "initiative": initiative,
        "parts": PARTS,
        "may_group": rights["group"],
        "may_change": rights["both"],
        "may_report": any(
            may(request.who, a, initiative) for a in (Action.REACT, Action.TAKE_SEAT)
        ),
        "may_card": may(request.who, Action.CHANGE_CARD, initiative),
        "goals": [(goal, rights[goal.origin]) for goal in goals],
        "goals_ended": [(goal, rights[goal.origin]) for goal in goals_ended],
        "sides": sides,
        "words_ended": [(word, rights[word.side]) for word in words_ended],
        "partners": partners,
        "partners_ended": partners_ended,
    }
    return render_page(request, "initiatives/about_initiative.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_about(request: Request, pk: int, part: str) -> HttpResponse:
    """One small form. When somebody changed the same meanwhile, both texts are shown (409)."""
    if part not in PARTS:
        raise Http404
    asked, initiative = PARTS[part], _load(request, pk)
    require(request.who, asked.action, initiative)
    form = AboutForm(asked, posted(request), initial=asked.of(initiative))
    status, overtaken = 200, dict[str, object]()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            me = acting(request.who, asked.action, initiative)
            try:
                initiative.change(by=me, before=form.before(), verb=asked.verb, **form.changed())
                messages.success(request, _("Dat is bewaard."))
                return done(request, page=_back(request, initiative, part))
            except Overtaken as refusal:
                status, overtaken = 409, form.start_from(refusal.now)
    context = {
        "initiative": initiative,
        "part": asked,
        "form": form,
        "overtaken": overtaken,
        "back": _back(request, initiative, part),
        "came_from_steps": _came_from_steps(request),
    }
    return render_page(request, "initiatives/edit_about.html", context, status=status)


def _add(
    request: Request,
    initiative: Initiative,
    action: Action,
    form: forms.Form,
    model: type[OnProfile],
    anchor: str,
    **more: object,
) -> HttpResponse:
    """Shows a form that puts one thing on the profile, or does what it says."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            me = acting(request.who, action, initiative)
            try:
                model.add(initiative, by=me, **form.cleaned_data, **more)
                messages.success(request, _("Dat staat erbij."))
                return done(request, page=_back(request, initiative, anchor))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "initiative": initiative,
        "form": form,
        "back": _back(request, initiative, anchor),
        "came_from_steps": _came_from_steps(request),
        **more,
    }
    template = {Goal: "add_goal", Reciprocity: "add_reciprocity", Partner: "add_partner"}[model]
    return render_page(request, f"initiatives/{template}.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def add_goal(request: Request, pk: int) -> HttpResponse:
    """A goal, with whose idea it was."""
    initiative = _load(request, pk)
    require(request.who, Action.CHANGE_PROFILE, initiative)
    form = GoalForm(posted(request))
    return _add(request, initiative, Action.CHANGE_PROFILE, form, Goal, "doelen")


@require_http_methods(["GET", "HEAD", "POST"])
def add_reciprocity(request: Request, pk: int) -> HttpResponse:
    """Something that the own side needs or has to offer. A guide speaks for the group."""
    initiative = _load(request, pk)
    require(request.who, Action.CHANGE_PROFILE, initiative)
    me = request.who.participant_in(initiative)
    side = Reciprocity.side_of(me) if isinstance(me, Participant) else Side.GROUP
    start = Direction.OFFER if request.GET.get("direction") == "offer" else Direction.NEED
    form = ReciprocityForm(posted(request), initial={"direction": start})
    action = WRITES_FOR[side]
    return _add(request, initiative, action, form, Reciprocity, "halen-en-brengen", side=side)


@require_http_methods(["GET", "HEAD", "POST"])
def add_partner(request: Request, pk: int) -> HttpResponse:
    """An organisation around the initiative, and what it does."""
    initiative = _load(request, pk)
    require(request.who, Action.CHANGE_PROFILE, initiative)
    form = PartnerForm(posted(request))
    return _add(request, initiative, Action.CHANGE_PROFILE, form, Partner, "partners")


def _end(request: Request, thing: OnProfile, action: Action, anchor: str) -> HttpResponse:
    """Takes it off the profile, or puts it back when the button says so."""
    me = acting(request.who, action, thing)
    if request.POST.get("back") == "yes":
        thing.put_back(by=me)
    else:
        thing.end(by=me)
    return done(request, page=_back(request, thing.initiative, anchor))


@require_POST
def end_goal(request: Request, pk: int) -> HttpResponse:
    goals = Goal.objects.visible_to(request.who).select_related("initiative")
    goal = get_object_or_404(goals, pk=pk)
    return _end(request, goal, WRITES_FOR[goal.origin], "doelen")


@require_POST
def end_reciprocity(request: Request, pk: int) -> HttpResponse:
    words = Reciprocity.objects.visible_to(request.who).select_related("initiative")
    word = get_object_or_404(words, pk=pk)
    return _end(request, word, WRITES_FOR[word.side], "halen-en-brengen")


@require_POST
def end_partner(request: Request, pk: int) -> HttpResponse:
    partners = Partner.objects.visible_to(request.who).select_related("initiative")
    partner = get_object_or_404(partners, pk=pk)
    return _end(request, partner, Action.CHANGE_PROFILE, "partners")
