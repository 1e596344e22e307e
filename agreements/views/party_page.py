"""The page of a party link: reading one agreement, and speaking as one other party.

Everybody who does not hold exactly this link gets one page that says nothing.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.forms.parties import PartyReactForm, PartyWordForm
from agreements.holding import acting_as_party, held_party
from agreements.models import Clause, Comment, Confirmation
from agreements.party_reading import PartyPage
from agreements.states import CommentKind, Word
from config.http import Request, done, posted, render_page
from config.middleware import open_to_all
from initiatives.states import Refused


def nothing_here(request: Request) -> HttpResponse:
    return render_page(request, "initiatives/link_wrong.html", status=404)


def _context(pk: int, page: PartyPage) -> dict[str, Any]:
    return {
        "pk": pk,
        "page": page,
        "party": page.party,
        "agreement": page.agreement,
        "version": page.version,
        "initiative": page.agreement.initiative,
        **page.text,
    }


def _wants_running(request: Request) -> bool:
    return request.GET.get("tekst") == "geldt"


@open_to_all
@require_safe
def party_page(request: Request, pk: int) -> HttpResponse:
    """The text that matters now, the own lines first."""
    held = held_party(request.who, pk)
    if held is None:
        return nothing_here(request)
    link, party = held
    page = PartyPage(party, wants_running=_wants_running(request))
    context = {**_context(pk, page), "may_write": not link.is_read_only}
    return render_page(request, "agreements/party_page.html", context)


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def party_react(request: Request, pk: int, clause: int) -> HttpResponse:
    """A question, concern, idea or compliment on one clause of what they read."""
    held = held_party(request.who, pk, writes=request.method == "POST")
    if held is None:
        return nothing_here(request)
    link, party = held
    found = _clause_of(party.agreement_id, clause)
    form, status = PartyReactForm(posted(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                text = form.cleaned_data["text"]
                with acting_as_party(request.who, link, party, kept=text) as me:
                    kind = CommentKind(form.cleaned_data["kind"])
                    Comment.add(found, by=me, kind=kind, text=text)
                messages.success(request, _("Je reactie staat erbij."))
                page = reverse("party_page", args=[pk])
                return done(request, page=f"{page}#{found.key}")
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {"pk": pk, "party": party, "clause": found, "form": form}
    return render_page(request, "agreements/party_react.html", context, status=status)


def _clause_of(agreement: int, pk: int) -> Clause:
    """A clause of a text that was proposed; anything else is not theirs to read."""
    clauses = Clause.objects.with_home().filter(version__agreement=agreement)
    found = clauses.exclude(version__proposed_at=None).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def party_word(request: Request, pk: int) -> HttpResponse:
    """ "Wij staan achter onze regels", with or without a concern. Never counted."""
    held = held_party(request.who, pk, writes=request.method == "POST")
    if held is None:
        return nothing_here(request)
    link, party = held
    page = PartyPage(party, wants_running=_wants_running(request))
    said = page.word
    initial = {"word": said.word, "text": said.text} if said else {}
    form, status = PartyWordForm(posted(request), initial=initial), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                text = form.cleaned_data["text"]
                with acting_as_party(request.who, link, party, kept=text) as me:
                    _say(request, page, form, me)
                messages.success(
                    request, _("Het staat erbij. Jullie kunnen het altijd veranderen.")
                )
                return done(request, page=reverse("party_page", args=[pk]))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {**_context(pk, page), "form": form, "said": said}
    return render_page(request, "agreements/party_word.html", context, status=status)


def _say(request: Request, page: PartyPage, form: PartyWordForm, me: Any) -> None:
    text = form.cleaned_data["text"]
    version = page.version
    if version is None or str(version.pk) != request.POST.get("version", ""):
        raise Refused(_("De tekst is net veranderd. Lees eerst wat er nu staat."), kept=text)
    if not page.own:
        raise Refused(_("In deze tekst staat geen regel van jullie."), kept=text)
    word = Word(form.cleaned_data["word"])
    Confirmation.say(version, by=me, word=word, text=text)


@open_to_all
@require_POST
def party_take_back(request: Request, pk: int) -> HttpResponse:
    """No word any more."""
    held = held_party(request.who, pk, writes=True)
    if held is None:
        return nothing_here(request)
    link, party = held
    page = PartyPage(party, wants_running=_wants_running(request))
    with acting_as_party(request.who, link, party) as me:
        if page.version is not None:
            Confirmation.take_back(page.version, by=me)
    messages.success(request, _("Jullie woord is weg. Jullie kunnen altijd weer iets zeggen."))
    return done(request, page=reverse("party_page", args=[pk]))
