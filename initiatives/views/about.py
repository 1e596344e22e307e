"""What an initiative is about: what the group wants and can, goals, halen en brengen, partners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.http import Request, done, posted, render_page
from initiatives.access import WRITES_FOR, Action, acting, may, require
from initiatives.forms.partner import PartnerForm
from initiatives.forms.profile import PARTS, AboutForm, GoalForm, ReciprocityForm
from initiatives.models import Direction, Goal, Initiative, Participant, Partner, Reciprocity, Side
from initiatives.models.profile import MOST_STANDING, OnProfile
from initiatives.states import Overtaken, Refused
from initiatives.views.partners import who_can_know

# What ended stays readable; of more than this the newest.
MOST_ENDED = 50
# Both sides have room for what they need and for what they offer.
MOST_PLACES = 4
# Other parties for whom something can be written down.
MOST_OTHERS = 20


def _load(request: Request, pk: int) -> Initiative:
    shared = Initiative.objects.shared_with(request.who).select_related("neighbourhood")
    return get_object_or_404(shared, pk=pk)


# What a small form says of where it came from, and that page.
CAME_FROM = {"steps": "next_steps", "partnership": "partnership"}


def _back(request: Request, initiative: Initiative, anchor: str = "") -> str:
    """Where a small form came from: the page of next steps, that on which both sides stand
    together, or that of the initiative."""
    came_from = _came_from(request)
    page = reverse(CAME_FROM.get(came_from, "about_initiative"), args=[initiative.pk])
    return page + (f"#{anchor}" if anchor and came_from != "steps" else "")


def _came_from(request: Request) -> str:
    asked = request.POST.get("came_from") or request.GET.get("came_from") or ""
    return asked if asked in CAME_FROM else ""


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
    both = Reciprocity.objects.filter(
        side__in=(Side.GROUP, Side.MUNICIPALITY), direction__in=(Direction.NEED, Direction.OFFER)
    )
    words, words_ended = _of(both, initiative)
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
        "came_from": _came_from(request),
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
                said = {n: value for n, value in form.cleaned_data.items() if n != "for_whom"}
                model.add(initiative, by=me, **said, **more)
                messages.success(request, _("Dat staat erbij."))
                return done(request, page=_back(request, initiative, anchor))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "initiative": initiative,
        "form": form,
        "back": _back(request, initiative, anchor),
        "came_from": _came_from(request),
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
    """Something of a party: what it is good at, aims at, needs or has to offer.

    Everybody writes for the own side; a guide for the group, or for the own work. Both sides may
    note it for another party that takes part.
    """
    initiative = _load(request, pk)
    require(request.who, Action.WRITE_FOR_OTHER, initiative)
    parties = _parties_of(request, initiative)
    asked = request.GET.get("direction")
    start = asked if asked in Direction.values else Direction.NEED
    choices = [(key, party.words) for key, party in parties.items()]
    initial = {"direction": start}
    if request.GET.get("for_whom") in parties:
        initial["for_whom"] = request.GET["for_whom"]
    form = ReciprocityForm(posted(request), initial=initial, for_whom=choices)
    typed = str(form.data.get("for_whom", ""))
    if typed and typed not in parties and "for_whom" not in form.fields:
        raise Refused(
            _("Voor die partij kun je hier niets opschrijven."), kept=str(form.data.get("text", ""))
        )
    party = parties.get(typed) or next(iter(parties.values()))
    action = WRITES_FOR[party.side]
    found = {"side": party.side, "of_party": party.person}
    return _add(request, initiative, action, form, Reciprocity, "halen-en-brengen", **found)


@dataclass(frozen=True)
class _Party:
    """Whom a word of halen en brengen can be of. `person`: which other party."""

    side: Side
    words: Any
    person: Participant | None = None


def _parties_of(request: Request, initiative: Initiative) -> dict[str, _Party]:
    """For whom this one may write, the own side first. Another party writes for itself only."""
    me = request.who.participant_in(initiative)
    if me is not None and me.side == Side.OTHER:
        return {f"other-{me.pk}": _Party(Side.OTHER, me.name, me)}
    found = {
        side.value: _Party(side, words)
        for side, words in (
            (Side.GROUP, _("voor de groep")),
            (Side.GUIDE, _("voor ons eigen werk, als begeleiding")),
            (Side.MUNICIPALITY, _("voor de gemeente")),
        )
        if may(request.who, WRITES_FOR[side], initiative)
    }
    others = initiative.participants_on(timezone.localdate()).filter(side=Side.OTHER)
    for person in others.exclude(name="").order_by("name", "pk")[:MOST_OTHERS]:
        words = _("voor {name}").format(name=person.name)
        found[f"other-{person.pk}"] = _Party(Side.OTHER, words, person)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def add_partner(request: Request, pk: int) -> HttpResponse:
    """An organisation around the initiative, and what it does."""
    initiative = _load(request, pk)
    require(request.who, Action.CHANGE_PROFILE, initiative)
    form = PartnerForm(posted(request), people=who_can_know(request.who, initiative))
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
    me = request.who.participant_in(word.initiative)
    if me is not None and me.side == Side.OTHER and word.of_party_id != me.pk:
        raise PermissionDenied
    return _end(request, word, WRITES_FOR[word.side], "halen-en-brengen")


@require_POST
def end_partner(request: Request, pk: int) -> HttpResponse:
    partners = Partner.objects.visible_to(request.who).select_related("initiative")
    partner = get_object_or_404(partners, pk=pk)
    return _end(request, partner, Action.CHANGE_PROFILE, "partners")
