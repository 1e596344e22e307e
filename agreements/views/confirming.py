"""Standing behind a version, or not; and letting it take effect."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements.forms.reacting import (
    BehindForm,
    ConcernForm,
    MandateForm,
    ObjectForm,
    OnBehalfForm,
    SignedForm,
    TalkForm,
)
from agreements.models import AgreementVersion, Confirmation, ObjectionTalk, OnBehalf
from agreements.models.confirmation import speaks_for_municipality
from agreements.states import Word
from agreements.views.reacting import asks_name
from config.http import Request, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.models import Participant
from initiatives.seating import to_seat_first
from initiatives.states import Refused

# What stands in the path -> the word and its own question.
WORDS: dict[str, tuple[Word, type[SignedForm]]] = {
    "sta-erachter": (Word.BEHIND, BehindForm),
    "zorg": (Word.BEHIND_WITH_CONCERN, ConcernForm),
    "niet-mee-leven": (Word.OBJECT, ObjectForm),
}


def load_version(request: Request, pk: int) -> AgreementVersion:
    versions = AgreementVersion.objects.visible_to(request.who)
    return get_object_or_404(versions.select_related("agreement__initiative"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Request, pk: int, word: str) -> HttpResponse:
    """One of the three words, each with its own question. It can be changed as often as needed."""
    if word not in WORDS:
        raise Http404
    version = load_version(request, pk)
    seat_first = to_seat_first(request, version)
    if seat_first:
        return seat_first
    require(request.who, Action.CONFIRM, version)
    me = request.who.participant_in(version.initiative)
    said = Confirmation.objects.filter(version=version, by=me).first()
    form, mandate = _forms(request, word, me, said)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and (mandate is None or mandate.is_valid()):
            try:
                Confirmation.say(
                    version,
                    by=acting(request.who, Action.CONFIRM, version),
                    word=WORDS[word][0],
                    text=form.cleaned_data["text"],
                    is_signed=form.is_signed_by_choice,
                    **(mandate.fields_of_word() if mandate else {}),
                )
                messages.success(request, _("Het staat erbij. Je kunt het altijd veranderen."))
                return redirect("version", version.pk)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "version": version,
        "initiative": version.initiative,
        "word": WORDS[word][0],
        "form": form,
        "mandate": mandate,
    }
    return render_page(request, "agreements/confirm.html", context, status=status)


def _forms(
    request: Request, word: str, me: Participant | None, said: Confirmation | None
) -> tuple[SignedForm, MandateForm | None]:
    the_word, form_class = WORDS[word]
    initial = {}
    if said and said.word == the_word:
        initial = {"text": said.text, "is_signed": said.is_signed}
    form = form_class(posted(request), initial=initial, asks_name=asks_name(me))
    if me is None or the_word == Word.OBJECT or not speaks_for_municipality(me):
        return form, None
    return form, MandateForm(posted(request))


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
    version.take_effect(by=acting(request.who, Action.TAKE_EFFECT, version))
    messages.success(request, _("De afspraak geldt vanaf nu."))
    return redirect("version", version.pk)
