"""Asking to take part with an account, being let in, and being placed by a coordinator."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, action_to_let_in, may, require
from initiatives.forms.days import LetInForm
from initiatives.forms.people import AskForm, PlaceForm
from initiatives.models import Initiative, JoinRequest, Participant, Side
from initiatives.states import Refused


def _load(request: Request, pk: int) -> Initiative:
    visible = Initiative.objects.visible_to(request.who).select_related("neighbourhood")
    return get_object_or_404(visible, pk=pk)


def _user_of(request: Request) -> User:
    """The account of who acts; 403 without one."""
    user = request.who.user
    if user is None:
        raise PermissionDenied
    return user


@require_http_methods(["GET", "HEAD", "POST"])
def ask_to_join(request: Request, pk: int) -> HttpResponse:
    """Asks in one sentence; afterwards this page shows that it waits. Asking twice asks once."""
    initiative = _load(request, pk)
    require(request.who, Action.ASK_TO_JOIN, initiative)
    user = _user_of(request)
    waiting = initiative.join_requests.waiting().filter(user=user).first()
    here = reverse("ask_to_join", args=[pk])
    if request.method == "POST" and waiting is not None:
        return done(request, page=here)
    form = AskForm(posted(request), sides=user.sides)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                JoinRequest.ask(
                    initiative,
                    user=user,
                    side=form.chosen_side,
                    sentence=form.cleaned_data["sentence"],
                )
                messages.success(request, _("Je vraag staat er."))
                return done(request, page=here)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "initiative": initiative,
        "form": form,
        "waiting": waiting,
        "side": Side(waiting.side if waiting else user.sides[0]),
    }
    return render_page(request, "initiatives/ask_to_join.html", context, status=status)


def _load_request(request: Request, pk: int) -> JoinRequest:
    visible = JoinRequest.objects.visible_to(request.who)
    return get_object_or_404(visible.select_related("initiative", "user"), pk=pk)


def _action_for(request: Request, asked: JoinRequest) -> Action:
    """What answering is, and 403 for who may not."""
    is_alone = asked.side == Side.GUIDE and asked.is_for_municipality_alone
    action = action_to_let_in(Side(asked.side), is_alone=is_alone)
    require(request.who, action, asked)
    return action


@require_http_methods(["GET", "HEAD", "POST"])
def let_in(request: Request, pk: int) -> HttpResponse:
    """The one who asked takes part from today; this page asks until when, for a helper."""
    asked = _load_request(request, pk)
    action = _action_for(request, asked)
    form, status = LetInForm(posted(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            asked.let_in(by=acting(request.who, action, asked), until=form.cleaned_data["until"])
            messages.success(request, _("{name} doet nu mee.").format(name=asked.user.name))
            return done(request, page=reverse("people", args=[asked.initiative_id]))
    elif asked.decided_at is not None:
        raise Refused(_("Iemand anders heeft hier al op geantwoord."))
    context = {"initiative": asked.initiative, "asked": asked, "form": form}
    return render_page(request, "initiatives/let_in.html", context, status=status)


@require_POST
def decline(request: Request, pk: int) -> HttpResponse:
    asked = _load_request(request, pk)
    asked.decline(by=acting(request.who, _action_for(request, asked), asked))
    messages.success(request, _("{name} doet niet mee.").format(name=asked.user.name))
    return done(request, page=reverse("people", args=[asked.initiative_id]))


@require_http_methods(["GET", "HEAD", "POST"])
def place_official(request: Request, pk: int) -> HttpResponse:
    """A coordinator lets an official take part, or replaces one. All can see it."""
    initiative = _load(request, pk)
    require(request.who, Action.PLACE_MUNICIPALITY, initiative)
    officials = initiative.participants_on(timezone.localdate()).filter(side=Side.MUNICIPALITY)
    form = PlaceForm(posted(request), officials=officials.order_by("name", "pk"))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                placed = Participant.place(initiative, by=_user_of(request), **form.cleaned_data)
                messages.success(request, _("{name} doet nu mee.").format(name=placed.name))
                # A coordinator who takes part sees the people; from outside there is the card.
                page = "people" if may(request.who, Action.SEE, initiative) else "initiative"
                return done(request, page=reverse(page, args=[pk]))
            except Refused as refusal:
                # What is missing when somebody is replaced is the note.
                lacks_note = form.cleaned_data["instead_of"] and not form.cleaned_data["note"]
                form.add_error("note" if lacks_note else None, refusal.sentence)
                status = 409
    context = {"initiative": initiative, "form": form}
    return render_page(request, "initiatives/place_official.html", context, status=status)
