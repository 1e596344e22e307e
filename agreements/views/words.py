"""The word of one person on a version: giving, changing, keeping and taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.forms.words import BehindForm, ConcernForm, MandateForm, ObjectForm
from agreements.models import AgreementVersion, Confirmation
from agreements.models.confirmation import speaks_for_municipality
from agreements.reading import VersionPage
from agreements.spoken import action_to_say
from agreements.states import ASKS_FOR_A_WORD, Word
from agreements.views.reacting import asks_name
from config.http import Request, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.models import Participant, Side
from initiatives.seating import to_seat_first
from initiatives.states import Refused

# What stands in the path -> the word. Each has its own question.
WORDS: dict[str, Word] = {
    "sta-erachter": Word.BEHIND,
    "zorg": Word.BEHIND_WITH_CONCERN,
    "niet-mee-leven": Word.OBJECT,
}
WordForm = BehindForm | ConcernForm | ObjectForm


def load_version(request: Request, pk: int) -> AgreementVersion:
    versions = AgreementVersion.objects.visible_to(request.who)
    return get_object_or_404(versions.select_related("agreement__initiative"), pk=pk)


def word_of(version: AgreementVersion, me: Participant | None) -> Confirmation | None:
    """What `me` says of `version` now."""
    return version.confirmations.filter(by=me).exclude(word="").first() if me else None


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Request, pk: int, word: str) -> HttpResponse:
    """One of the three words, each with its own question. It can be changed as often as needed."""
    version = load_version(request, pk)
    seat_first = to_seat_first(request, version)
    if seat_first:
        return seat_first
    action = action_to_say(request.who, version.initiative)
    if word not in WORDS or (action == Action.SUPPORT_GOAL and WORDS[word] == Word.OBJECT):
        raise Http404
    require(request.who, action, version)
    me = request.who.participant_in(version.initiative)
    said = word_of(version, me)
    form = word_form(request, version, WORDS[word], me, said)
    mandate = None if WORDS[word] == Word.OBJECT else mandate_form(request, me)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and (mandate is None or mandate.is_valid()):
            try:
                Confirmation.say(
                    version,
                    by=acting(request.who, action, version),
                    word=WORDS[word],
                    text=form.cleaned_data["text"],
                    is_signed=form.is_signed_by_choice,
                    except_keys=form.cleaned_data.get("except_keys", ()),
                    **(mandate.fields_of_word() if mandate else {}),
                )
                return _said(request, version)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "version": version,
        "initiative": version.initiative,
        "word": WORDS[word],
        "is_about_goal": action == Action.SUPPORT_GOAL,
        "said": said,
        "form": form,
        "mandate": mandate,
    }
    return render_page(request, "agreements/confirm.html", context, status=status)


def _said(request: Request, version: AgreementVersion) -> HttpResponse:
    messages.success(request, _("Het staat erbij. Je kunt het altijd veranderen."))
    return redirect("version", version.pk)


def word_form(
    request: Request,
    version: AgreementVersion,
    word: Word,
    me: Participant | None,
    said: Confirmation | None,
) -> WordForm:
    """The question that belongs to a word, with what was said before."""
    initial: dict[str, Any] = {}
    if said and said.word == word:
        initial = {
            "text": said.text,
            "is_signed": said.is_signed,
            "except_keys": said.except_keys,
        }
    options: dict[str, Any] = {"initial": initial, "asks_name": asks_name(me)}
    if word == Word.BEHIND_WITH_CONCERN:
        return ConcernForm(posted(request), **options)
    if word == Word.OBJECT:
        return ObjectForm(posted(request), **options)
    clauses = clauses_to_except(version, me)
    return BehindForm(posted(request), clauses=clauses, **options)


def clauses_to_except(version: AgreementVersion, me: Participant | None) -> list[tuple[str, str]]:
    """The clauses by key and heading. None for another party, who speaks of the goal only."""
    if me is None or me.side == Side.OTHER:
        return []
    return list(version.clauses.values_list("key", "heading"))


def mandate_form(request: Request, me: Participant | None) -> MandateForm | None:
    """For whom an official says it; None for who cannot speak for the municipality."""
    if me is None or not speaks_for_municipality(me):
        return None
    return MandateForm(posted(request))


@require_safe
def my_word(request: Request, pk: int) -> HttpResponse:
    """What this one says now, and what else can be said. Without a word: on to giving one."""
    version = load_version(request, pk)
    seat_first = to_seat_first(request, version)
    if seat_first:
        return seat_first
    action = action_to_say(request.who, version.initiative)
    require(request.who, action, version)
    said = word_of(version, request.who.participant_in(version.initiative))
    if said is None:
        return redirect("confirm", version.pk, "sta-erachter")
    headings = dict(version.clauses.values_list("key", "heading")) if said.except_keys else {}
    context = {
        "version": version,
        "initiative": version.initiative,
        "said": said,
        "excepted": [headings[key] for key in said.except_keys if key in headings],
        "is_asked": version.status in ASKS_FOR_A_WORD,
    }
    return render_page(request, "agreements/my_word.html", context)


@require_POST
def take_back_word(request: Request, pk: int) -> HttpResponse:
    """No word any more. An objection stays to be read, as taken back."""
    version = load_version(request, pk)
    action = action_to_say(request.who, version.initiative)
    Confirmation.take_back(version, by=acting(request.who, action, version))
    messages.success(request, _("Je woord is weg. Je kunt altijd weer iets zeggen."))
    return redirect("version", version.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def still_behind(request: Request, pk: int) -> HttpResponse:
    """ "Ik sta er nog achter": only what changed since the text this one stood behind.

    Without such a text, or when nothing of it is left, the whole text is asked about.
    """
    readable = AgreementVersion.objects.visible_to(request.who).for_reading(request.who)
    version = get_object_or_404(readable, pk=pk)
    seat_first = to_seat_first(request, version)
    if seat_first:
        return seat_first
    require(request.who, Action.CONFIRM, version)
    me = request.who.participant_in(version.initiative)
    earlier = _stood_behind(version, me)
    if earlier is None:
        return _to_whole_text(request, version)
    page = VersionPage(version, request.who, base=earlier.version, text_only=True)
    present = [view for view in page.clauses if view.change != "removed"]
    if all(view.change for view in present):
        return _to_whole_text(request, version)
    keys = {view.clause.key for view in present}
    form, mandate = _still_forms(request, earlier, present, me), mandate_form(request, me)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and (mandate is None or mandate.is_valid()):
            excepted = form.cleaned_data.get("except_keys", earlier.except_keys)
            keeps_text = earlier.word == Word.BEHIND_WITH_CONCERN or bool(excepted)
            try:
                Confirmation.say(
                    version,
                    by=acting(request.who, Action.CONFIRM, version),
                    word=Word(earlier.word),
                    text=earlier.text if keeps_text else "",
                    is_signed=earlier.is_signed,
                    except_keys=set(excepted) & keys,
                    **(mandate.fields_of_word() if mandate else {}),
                )
                return _said(request, version)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "page": page,
        "version": version,
        "initiative": version.initiative,
        "earlier": earlier,
        "changed": page.changed,
        "changed_hours": [view for view in page.hours if view.change],
        "changed_points": [point for point in page.open_points if point.change],
        "same": len(present) - sum(1 for view in present if view.change),
        "form": form,
        "mandate": mandate,
    }
    return render_page(request, "agreements/still_behind.html", context, status=status)


def _stood_behind(version: AgreementVersion, me: Participant | None) -> Confirmation | None:
    """The newest word of `me` on an earlier text, when that stood behind it and nothing was said
    of this one yet."""
    earlier = Q(pk=version.earlier_word_pk)  # type: ignore[attr-defined]
    found = Confirmation.objects.filter(earlier | Q(version=version, by=me)).exclude(word="")
    said = found.select_related("version").order_by("-version__number").first()
    return said if said is not None and said.version_id != version.pk and said.is_behind else None


def _to_whole_text(request: Request, version: AgreementVersion) -> HttpResponse:
    """Nothing was said by it: a word about the whole text is another question."""
    response = HttpResponseRedirect(reverse("confirm", args=[version.pk, "sta-erachter"]))
    if request.method == "POST":
        response.status_code = 303
    return response


def _still_forms(
    request: Request, earlier: Confirmation, present: list[Any], me: Participant | None
) -> BehindForm:
    can_except = earlier.word == Word.BEHIND and me is not None
    clauses = [(view.clause.key, view.clause.heading) for view in present] if can_except else []
    form = BehindForm(
        posted(request),
        clauses=clauses,
        initial={"except_keys": earlier.except_keys},
        asks_name=False,
    )
    del form.fields["text"]
    return form
