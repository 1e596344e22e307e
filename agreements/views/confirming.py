"""What both sides note about a version, and letting it take effect."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements.clashes import RoomTaken
from agreements.forms.words import OnBehalfForm, TalkForm
from agreements.models import AgreementVersion, Confirmation, ObjectionTalk, OnBehalf
from agreements.own_word import why_hidden_now
from agreements.states import Word
from agreements.views.taken import room_taken
from agreements.views.words import load_version
from config.http import Request, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.models import Participant
from initiatives.states import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def note_on_behalf(request: Request, pk: int) -> HttpResponse:
    """The group decided together: when, how many, how."""
    version = load_version(request, pk)
    require(request.who, Action.NOTE_ON_BEHALF, version)
    form = OnBehalfForm(posted(request))

    def act(by: Participant, fields: dict[str, Any]) -> None:
        OnBehalf.note(version, by=by, **fields)

    context = {"version": version, "initiative": version.initiative}
    return _note(
        request,
        version,
        Action.NOTE_ON_BEHALF,
        form,
        act,
        "agreements/note_on_behalf.html",
        context,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def note_talk(request: Request, pk: int) -> HttpResponse:
    """One side notes that an objection was talked over."""
    words = Confirmation.objects.visible_to(request.who).filter(word=Word.OBJECT)
    objection = get_object_or_404(words.with_home(), pk=pk)
    if why_hidden_now(objection.version, request.who):
        raise Http404
    require(request.who, Action.NOTE_TALK, objection)
    form = TalkForm(posted(request))

    def act(by: Participant, fields: dict[str, Any]) -> None:
        ObjectionTalk.note(objection, by=by, **fields)

    context = {
        "objection": objection,
        "version": objection.version,
        "initiative": objection.initiative,
    }
    return _note(
        request,
        objection.version,
        Action.NOTE_TALK,
        form,
        act,
        "agreements/note_talk.html",
        context,
    )


def _note(
    request: Request,
    version: AgreementVersion,
    action: Action,
    form: Any,
    act: Any,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Shows `form`, or lets `act` write down what it holds and goes back to the version."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act(acting(request.who, action, version), form.cleaned_data)
                messages.success(request, _("Het staat erbij."))
                return redirect("version", version.pk)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    return render_page(request, template, {**context, "form": form}, status=status)


@require_POST
def take_effect(request: Request, pk: int) -> HttpResponse:
    """Either side lets a version that both carry take effect."""
    version = load_version(request, pk)
    me = acting(request.who, Action.TAKE_EFFECT, version)
    hidden = why_hidden_now(version, request.who)
    if hidden:
        # A refusal would say who does not stand behind it.
        raise Refused(hidden)
    try:
        version.take_effect(by=me)
    except RoomTaken as taken:
        return room_taken(request, version.agreement, taken)
    messages.success(request, _("De afspraak geldt vanaf nu."))
    return redirect("version", version.pk)
