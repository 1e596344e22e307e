"""The words of one partnership: what they mean here, in words that everybody knows."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, may, require
from initiatives.forms.own_words import ChangeOwnWordForm, OwnWordForm
from initiatives.glossary import GLOSSARY
from initiatives.models import Initiative, OwnWord
from initiatives.models.profile import MOST_STANDING
from initiatives.states import Overtaken, Refused

# Of what was taken away the newest.
MOST_ENDED = 20


@require_http_methods(["GET", "HEAD", "POST"])
def own_words(request: Request, pk: int) -> HttpResponse:
    """Every word that was explained here, and a form for one more."""
    shared = Initiative.objects.shared_with(request.who)
    initiative = get_object_or_404(shared, pk=pk)
    require(request.who, Action.SEE, initiative)
    form, status = OwnWordForm(posted(request)), 200
    if request.method == "POST":
        require(request.who, Action.CHANGE_PROFILE, initiative)
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.CHANGE_PROFILE, initiative)
                OwnWord.add(initiative, by=me, **form.cleaned_data)
                messages.success(request, _("Dat woord is nu uitgelegd."))
                return done(request, page=reverse("own_words", args=[initiative.pk]))
            except Refused as refusal:
                form.add_error("word", refusal.sentence)
                status = 409
    standing, ended = _words_of(initiative)
    may_write = may(request.who, Action.CHANGE_PROFILE, initiative)
    context = {
        "initiative": initiative,
        "form": form,
        "words": standing,
        "ended": ended,
        "known": len(GLOSSARY),
        "may_write": may_write,
        "may_report": any(
            may(request.who, action, initiative) for action in (Action.REACT, Action.TAKE_SEAT)
        ),
    }
    return render_page(request, "initiatives/own_words.html", context, status=status)


def _words_of(initiative: Initiative) -> tuple[list[OwnWord], list[OwnWord]]:
    """What stands there, and the newest of what was taken away. Two queries at most."""
    found = OwnWord.objects.filter(initiative=initiative).with_home()
    standing = list(found.filter(ended_at=None).order_by("word", "pk")[:MOST_STANDING])
    ended = list(found.exclude(ended_at=None).order_by("-ended_at", "-pk")[:MOST_ENDED])
    for word in standing + ended:
        word.initiative = word.by.initiative = initiative
        if word.hidden_by is not None:
            word.hidden_by.initiative = initiative
    return standing, ended


def _load(request: Request, pk: int) -> OwnWord:
    found: OwnWord = get_object_or_404(OwnWord.objects.visible_to(request.who).with_home(), pk=pk)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def change_own_word(request: Request, pk: int) -> HttpResponse:
    """The explanation of one word. The word itself stays: another one is added."""
    word = _load(request, pk)
    require(request.who, Action.CHANGE_PROFILE, word)
    if word.hidden_at is not None:
        raise Refused(
            _("Deze tekst is verborgen. Laat hem eerst weer zien."),
            kept=request.POST.get("text", ""),
        )
    form, status = ChangeOwnWordForm(posted(request), initial={"text": word.text}), 200
    overtaken = dict[str, object]()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            before = str(form.before().get("text", form.cleaned_data["text"]))
            try:
                me = acting(request.who, Action.CHANGE_PROFILE, word)
                word.change(by=me, before=before, text=form.cleaned_data["text"])
                messages.success(request, _("Dat is bewaard."))
                return done(request, page=page_of(word))
            except Overtaken as refusal:
                status, overtaken = 409, form.start_from(refusal.now)
            except Refused as refusal:
                form.add_error("text", refusal.sentence)
                status = 409
    context = {
        "initiative": word.initiative,
        "word": word,
        "form": form,
        "overtaken": overtaken,
        "back": page_of(word),
    }
    return render_page(request, "initiatives/change_own_word.html", context, status=status)


@require_POST
def end_own_word(request: Request, pk: int) -> HttpResponse:
    """Takes the explanation away, or puts it back when the button says so."""
    word = _load(request, pk)
    me = acting(request.who, Action.CHANGE_PROFILE, word)
    if request.POST.get("back") == "yes":
        word.put_back(by=me)
    else:
        word.end(by=me)
    return done(request, page=reverse("own_words", args=[word.initiative_id]))


def page_of(word: OwnWord) -> str:
    return reverse("own_words", args=[word.initiative_id]) + f"#woord-{word.pk}"
