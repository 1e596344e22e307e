"""Who else has to do with an agreement: other parties, their links, and consent of parents."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.forms.parties import ConsentForm, EditPartyForm, PartyForm
from agreements.models import Agreement, OtherParty, PartyLink
from agreements.models.other_party import not_shared_yet
from agreements.other_parties import PartiesPage
from agreements.people import plain_names_in
from agreements.states import PartyKind
from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, may, require
from initiatives.states import Refused


def _load_agreement(request: Request, pk: int) -> Agreement:
    agreements = Agreement.objects.visible_to(request.who)
    return get_object_or_404(agreements.select_related("initiative"), pk=pk)


def _load_party(request: Request, pk: int) -> OtherParty:
    return get_object_or_404(OtherParty.objects.visible_to(request.who).with_home(), pk=pk)


def page_of(party: OtherParty) -> str:
    return f"{reverse('parties', args=[party.agreement_id])}#partij-{party.pk}"


@require_safe
def parties(request: Request, pk: int) -> HttpResponse:
    """Who else takes part, in which role, with which lines, and what they said."""
    agreement = _load_agreement(request, pk)
    require(request.who, Action.SEE, agreement)
    initiative = agreement.initiative
    may_show_link = may(request.who, Action.SHOW_PARTY_LINK, initiative)
    context = {
        "page": PartiesPage(agreement, request.who, with_links=may_show_link),
        "agreement": agreement,
        "initiative": initiative,
        "may_show_link": may_show_link,
        "may_change": may(request.who, Action.CHANGE_PARTIES, initiative),
        "may_note_consent": may(request.who, Action.NOTE_CONSENT, initiative),
        "may_report": any(
            may(request.who, action, initiative) for action in (Action.REACT, Action.TAKE_SEAT)
        ),
    }
    return render_page(request, "agreements/parties.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_party(request: Request, pk: int) -> HttpResponse:
    agreement = _load_agreement(request, pk)
    require(request.who, Action.CHANGE_PARTIES, agreement)
    name = request.GET.get("naam", "")[:60]
    form = PartyForm(posted(request), initial={"name": name} if name else {})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _names_nobody(request, agreement, form):
            try:
                party = OtherParty.add(
                    agreement,
                    by=acting(request.who, Action.CHANGE_PARTIES, agreement),
                    kind=PartyKind(form.cleaned_data["kind"]),
                    name=form.cleaned_data["name"],
                    role=form.cleaned_data["role"],
                )
                messages.success(request, _("Dat staat erbij."))
                return done(request, page=page_of(party))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "agreement": agreement,
        "initiative": agreement.initiative,
        "form": form,
        "why_not": "" if agreement.is_shared() else not_shared_yet(),
    }
    return render_page(request, "agreements/add_party.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_party(request: Request, pk: int) -> HttpResponse:
    """What a party does. Its name stays, for the lines go by it."""
    party = _load_party(request, pk)
    require(request.who, Action.CHANGE_PARTIES, party)
    if party.hidden_at is not None:
        raise Refused(
            _("Deze tekst is verborgen. Laat hem eerst weer zien."),
            kept=request.POST.get("role", ""),
        )
    initial = {"kind": party.kind, "role": party.role, "before": party.role}
    form, status = EditPartyForm(posted(request), initial=initial), 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _names_nobody(request, party.agreement, form):
            try:
                party.change(
                    by=acting(request.who, Action.CHANGE_PARTIES, party),
                    kind=PartyKind(form.cleaned_data["kind"]),
                    role=form.cleaned_data["role"],
                    before=form.cleaned_data["before"],
                )
                messages.success(request, _("Dat is bewaard."))
                return done(request, page=page_of(party))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
                # What stands there now has been read: a second tap means it.
                form.mean_it(now=party.role)
    context = {
        "party": party,
        "agreement": party.agreement,
        "initiative": party.initiative,
        "form": form,
    }
    return render_page(request, "agreements/edit_party.html", context, status=status)


def _names_nobody(request: Request, agreement: Agreement, form: EditPartyForm) -> bool:
    """A party is never a person: nicknames of the group do not stand in what everybody reads."""
    present = list(agreement.initiative.participants_on(timezone.localdate()))
    for person in present:
        person.initiative = agreement.initiative
    for name in ("name", "role"):
        text = form.cleaned_data.get(name, "")
        if plain_names_in(text, request.who, present):
            form.add_error(name, _("Hier staat een naam van iemand van de groep. Laat die weg."))
    return not form.errors


@require_POST
def end_party(request: Request, pk: int) -> HttpResponse:
    party = _load_party(request, pk)
    party.leave(by=acting(request.who, Action.CHANGE_PARTIES, party))
    messages.success(request, _("Ze doen niet meer mee. Wat ze zeiden, blijft staan."))
    return done(request, page=page_of(party))


@require_POST
def put_back_party(request: Request, pk: int) -> HttpResponse:
    party = _load_party(request, pk)
    party.come_back(by=acting(request.who, Action.CHANGE_PARTIES, party))
    messages.success(request, _("Ze doen weer mee. Maak een nieuwe link als ze willen reageren."))
    return done(request, page=page_of(party))


@require_POST
def make_party_link(request: Request, pk: int) -> HttpResponse:
    party = _load_party(request, pk)
    made = PartyLink.make(party, by=acting(request.who, Action.SHOW_PARTY_LINK, party))
    return done(request, page=reverse("link", args=[made.link_id]))


@require_http_methods(["GET", "HEAD", "POST"])
def parental_consent(request: Request, pk: int) -> HttpResponse:
    """Whether parents agreed. There is no field for who they are."""
    agreement = _load_agreement(request, pk)
    require(request.who, Action.NOTE_CONSENT, agreement)
    form, status = (
        ConsentForm(posted(request), initial={"consent": agreement.parental_consent}),
        200,
    )
    if request.method == "POST":
        status = 422
        if form.is_valid():
            me = acting(request.who, Action.NOTE_CONSENT, agreement)
            try:
                agreement.note_consent(form.cleaned_data["consent"], by=me)
                messages.success(request, _("Dat is bewaard."))
                return done(request, page=reverse("agreement", args=[agreement.pk]))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {"agreement": agreement, "initiative": agreement.initiative, "form": form}
    return render_page(request, "agreements/parental_consent.html", context, status=status)
