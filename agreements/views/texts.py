"""Reporting and hiding what somebody wrote."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements.forms.reacting import BecauseForm
from agreements.models import (
    ChangeProposal,
    Comment,
    CommitmentUpdate,
    Confirmation,
    LegalAdvice,
    OtherParty,
    OtherView,
    PointUpdate,
    SideAnswer,
    StepReached,
)
from agreements.own_word import why_hidden_now
from agreements.people import people_of, show_people
from agreements.views.text_pages import page_of
from config.http import Request, posted, render_page
from initiatives.access import HIDES, Action, acting, require
from initiatives.models import (
    Circle,
    Goal,
    Handover,
    HandoverNote,
    Hideable,
    LogLine,
    OwnWord,
    Partner,
    Reciprocity,
)
from initiatives.seating import to_seat_first
from initiatives.states import Refused

# The word in the path, and what it names.
KINDS: dict[str, type[Hideable]] = {
    "reactie": Comment,
    "voorstel": ChangeProposal,
    "woord": Confirmation,
    "logboek": LogLine,
    "doel": Goal,
    "halen-en-brengen": Reciprocity,
    "partner": Partner,
    "overdracht": Handover,
    "notitie": HandoverNote,
    "uitleg": OwnWord,
    "advies": LegalAdvice,
    "uitgezocht": PointUpdate,
    "stap": StepReached,
    "antwoord": SideAnswer,
    "partij": OtherParty,
    "stand": CommitmentUpdate,
    "andere-kijk": OtherView,
}


# What has to be done when a text is hidden, or shown again.
CHANGED: list[Callable[[Hideable], None]] = []


def texts_as(
    kinds: dict[str, type[Hideable]], *, changed: Callable[[Hideable], None] | None = None
) -> None:
    """The floors above give the texts of their own that can be reported and hidden.

    `changed`: is told of every text that was hidden, or is shown again.
    """
    KINDS.update(kinds)
    if changed is not None:
        CHANGED.append(changed)


def _tell(text: Hideable) -> None:
    for changed in CHANGED:
        changed(text)


def load_text(request: Request, kind: str, pk: int) -> Hideable:
    """What the path names; where its writer chooses who reads it, only when it is shared."""
    if kind not in KINDS:
        raise Http404
    model: Any = KINDS[kind]
    found = model.objects.visible_to(request.who).with_home()
    if hasattr(model, "circle"):
        found = found.filter(circle=Circle.SHARED)
    text: Hideable = get_object_or_404(found, pk=pk)
    if isinstance(text, Confirmation) and why_hidden_now(text.version, request.who):
        raise Http404
    return text


def hide_action(text: Hideable) -> Action:
    """Guide and group hide a text of the group; each other side hides its own."""
    return HIDES[text.of_side]


@require_http_methods(["GET", "HEAD", "POST"])
def report_text(request: Request, kind: str, pk: int) -> HttpResponse:
    """ "Dit klopt niet": says so to the side that can hide it."""
    text = load_text(request, kind, pk)
    seat_first = to_seat_first(request, text)
    if seat_first:
        return seat_first
    require(request.who, Action.REACT, text)
    return _ask_why(request, kind, text, Action.REACT, "report")


@require_http_methods(["GET", "HEAD", "POST"])
def hide_text(request: Request, kind: str, pk: int) -> HttpResponse:
    """Hides a text with a reason that everybody can read. It can be undone."""
    text = load_text(request, kind, pk)
    require(request.who, hide_action(text), text)
    return _ask_why(request, kind, text, hide_action(text), "hide")


def _ask_why(
    request: Request, kind: str, text: Hideable, action: Action, verb: str
) -> HttpResponse:
    form = BecauseForm(posted(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, action, text)
                if verb == "hide":
                    text.hide(by=me, because=form.cleaned_data["because"])
                    _tell(text)
                    messages.success(request, _("De tekst is verborgen."))
                else:
                    text.report(by=me, because=form.cleaned_data["because"])
                    messages.success(request, _("Dank je. Wie dit kan verbergen, ziet je melding."))
                return redirect(page_of(text))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    shown = text.text
    if isinstance(text, ChangeProposal):
        shown = show_people(shown, request.who, people_of(text.initiative, [shown]))
    context = {
        "text": text,
        "shown": shown,
        "kind": kind,
        "form": form,
        "verb": verb,
        "back": page_of(text),
    }
    return render_page(request, "agreements/why.html", context, status=status)


@require_POST
def show_text(request: Request, kind: str, pk: int) -> HttpResponse:
    """Shows a hidden text again."""
    text = load_text(request, kind, pk)
    text.show_again(by=acting(request.who, hide_action(text), text))
    _tell(text)
    messages.success(request, _("De tekst is weer te lezen."))
    return redirect(page_of(text))
