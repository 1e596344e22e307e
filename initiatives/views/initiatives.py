"""Initiatives: the list, a new one, and what stands on the card."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, require, require_professional
from initiatives.forms.initiative import (
    EditInitiativeForm,
    LogForm,
    NameForm,
    SearchForm,
    card_of,
)
from initiatives.listing import found_by, page_at, sees_all_dates
from initiatives.models import Initiative, Neighbourhood, Side
from initiatives.similar import Similar, find_similar
from initiatives.states import Overtaken, Refused

MOST_INSTEAD = 5
MOST_NEIGHBOURHOODS = 300


@require_safe
def initiatives(request: Request) -> HttpResponse:
    """Every initiative as a card, for professionals; those where they take part are marked."""
    require_professional(request.who)
    search = SearchForm(
        request.GET,
        neighbourhoods=list(Neighbourhood.objects.all()[:MOST_NEIGHBOURHOODS]),
        silent_label=_silent_label(sees_all=sees_all_dates(request.who)),
    )
    filters = search.filters()
    after, before = (_number(request.GET.get(key, "")) for key in ("after", "before"))
    found = found_by(request.who, filters)
    page = page_at(found, filters, after=after, before=before)
    mine = request.who.taking_part().filter(initiative__in=page.items)
    instead = None
    if filters.q and not page.items:
        instead = find_similar(filters.q, most=MOST_INSTEAD)
    sides = dict(mine.values_list("initiative", "side"))
    context = {
        "search": search,
        "filters": filters,
        "page": page,
        "instead": instead,
        "mine": sides,
        "of_municipality": {pk for pk, side in sides.items() if side == Side.MUNICIPALITY},
    }
    return render_page(
        request, "initiatives/initiatives.html", context, fragment="initiatives/_initiatives.html"
    )


def _silent_label(*, sees_all: bool) -> str:
    n = settings.SILENT_MONTHS
    if sees_all:
        said = ngettext("Al {n} maand stil", "Al {n} maanden stil", n)
    else:
        said = ngettext(
            "Waar ik meedoe, en al {n} maand stil", "Waar ik meedoe, en al {n} maanden stil", n
        )
    return said.format(n=n)


def _number(said: str) -> int:
    """The number of an initiative; 0 for whatever else is said."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else 0


@require_http_methods(["GET", "HEAD", "POST"])
def log_initiative(request: Request) -> HttpResponse:
    """A new initiative: a name is enough. The same form sent twice gives one initiative.

    What is like it and was not yet shown comes first, with the form; sent again, it is saved.
    """
    user = require_professional(request.who)
    form = LogForm(posted(request))
    once, similar, status = once_of(request), Similar(), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            similar = _not_yet_shown(request, form, user, once)
            status = 200
        if form.is_valid() and not similar:
            fields = {**form.cleaned_data}
            try:
                fields["neighbourhood"] = Neighbourhood.called(fields["neighbourhood"])
                made = Initiative.log(by=user, once=once, **fields)
                said = _("{name} staat erin. Jij doet mee.").format(name=made.name)
                messages.success(request, said)
                return done(request, page=reverse("next_steps", args=[made.pk]))
            except Refused as refusal:
                form.add_error("nicknames", refusal.sentence)
                status = 422
    context = {
        "form": form,
        "once": once or str(uuid.uuid4()),
        "similar": similar,
        "neighbourhoods": _neighbourhoods(),
    }
    return render_page(request, "initiatives/log_initiative.html", context, status=status)


def _not_yet_shown(request: Request, form: LogForm, user: User, once: str) -> Similar:
    """What is like it. Nothing, when all of it was shown or the form was saved a moment ago."""
    if Initiative.logged_with(once, by=user) is not None:
        return Similar()
    similar = find_similar(form.cleaned_data["name"], form.cleaned_data["neighbourhood"])
    shown = {_number(said) for said in request.POST.getlist("seen")}
    return Similar() if similar.ids <= shown else similar


def once_of(request: Request) -> str:
    """The number of the form that was sent; empty when it is none that we made."""
    try:
        return str(uuid.UUID(request.POST.get("once", "")))
    except ValueError:
        return ""


@require_safe
def similar_initiatives(request: Request) -> HttpResponse:
    """What is like the initiative that is being typed: a part of the form."""
    require_professional(request.who)
    typed = NameForm(request.GET)
    typed.is_valid()
    said = typed.cleaned_data
    similar = find_similar(said.get("name", ""), said.get("neighbourhood", ""))
    return render_page(
        request,
        "initiatives/similar_initiatives.html",
        {"typed": typed, "similar": similar},
        fragment="initiatives/_similar_initiatives.html",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_initiative(request: Request, pk: int) -> HttpResponse:
    """The card. When somebody changed the same field meanwhile, both are shown (409)."""
    visible = Initiative.objects.visible_to(request.who).select_related("neighbourhood")
    initiative = get_object_or_404(visible, pk=pk)
    require(request.who, Action.CHANGE_CARD, initiative)
    form = EditInitiativeForm(posted(request), initial=card_of(initiative))
    status, overtaken = 200, dict[str, object]()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            me = acting(request.who, Action.CHANGE_CARD, initiative)
            try:
                # A neighbourhood of a new name is made with the change, or not at all.
                with transaction.atomic():
                    initiative.change(by=me, before=form.before(), **form.changed())
                messages.success(request, _("De gegevens zijn bewaard."))
                return done(request, page=home_of(request, initiative))
            except Overtaken as refusal:
                status, overtaken = 409, form.start_from(refusal.now)
    context = {
        "initiative": initiative,
        "form": form,
        "overtaken": overtaken,
        "neighbourhoods": _neighbourhoods(),
        "home": home_of(request, initiative),
    }
    return render_page(request, "initiatives/edit_initiative.html", context, status=status)


def _neighbourhoods() -> list[str]:
    return list(Neighbourhood.objects.values_list("name", flat=True)[:MOST_NEIGHBOURHOODS])


def home_of(request: Request, initiative: Initiative) -> str:
    """The page to go back to: that of the group by a link, that of the initiative by an account."""
    view = "initiative" if request.who.user is not None else "group_page"
    return reverse(view, args=[initiative.pk])
