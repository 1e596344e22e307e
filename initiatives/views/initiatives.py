"""Initiatives: the list, a new one, and what stands on the card."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, require, require_professional
from initiatives.forms.initiative import EditInitiativeForm, LogForm, SearchForm, card_of
from initiatives.models import Initiative, Neighbourhood
from initiatives.names import name_key
from initiatives.states import Refused

ON_A_PAGE = 25
MOST_NEIGHBOURHOODS = 300
MOST_SIMILAR = 3


@require_safe
def initiatives(request: Request) -> HttpResponse:
    """Every initiative as a card, for professionals; those where they take part are marked."""
    require_professional(request.who)
    search = SearchForm(request.GET)
    sought = search.cleaned_data["q"] if search.is_valid() else ""
    found = Initiative.objects.visible_to(request.who).select_related("neighbourhood")
    if sought:
        found = found.filter(name__icontains=sought)
    page = Paginator(found.with_counts(), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = [initiative.pk for initiative in page.object_list]
    mine = request.who.taking_part().filter(initiative__in=shown)
    context = {
        "search": search,
        "sought": sought,
        "page": page,
        "mine": set(mine.values_list("initiative", flat=True)),
        "newer_url": _page_url(sought, page.previous_page_number()) if page.has_previous() else "",
        "older_url": _page_url(sought, page.next_page_number()) if page.has_next() else "",
    }
    return render_page(
        request, "initiatives/initiatives.html", context, fragment="initiatives/_initiatives.html"
    )


def _page_url(sought: str, number: int) -> str:
    return f"{reverse('initiatives')}?{urlencode({'q': sought, 'page': str(number)})}"


@require_http_methods(["GET", "HEAD", "POST"])
def log_initiative(request: Request) -> HttpResponse:
    """A new initiative: a name is enough. The same form sent twice gives one initiative."""
    user = require_professional(request.who)
    form = LogForm(posted(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            fields = {**form.cleaned_data}
            try:
                fields["neighbourhood"] = Neighbourhood.called(fields["neighbourhood"])
                made = Initiative.log(by=user, once=once_of(request), **fields)
                said = _("{name} staat erin. Jij doet mee.").format(name=made.name)
                messages.success(request, said)
                return done(request, page=reverse("initiative", args=[made.pk]))
            except Refused as refusal:
                form.add_error("nicknames", refusal.sentence)
    context = {
        "form": form,
        "once": once_of(request) or str(uuid.uuid4()),
        "neighbourhoods": _neighbourhoods(),
    }
    return render_page(request, "initiatives/log_initiative.html", context, status=status)


def once_of(request: Request) -> str:
    """The number of the form that was sent; empty when it is none that we made."""
    try:
        return str(uuid.UUID(request.POST.get("once", "")))
    except ValueError:
        return ""


@require_safe
def similar_initiatives(request: Request) -> HttpResponse:
    """Which initiatives have a name that looks like the one being typed: a part of the form."""
    require_professional(request.who)
    search = SearchForm({"q": request.GET.get("name", "")})
    name = search.cleaned_data["q"] if search.is_valid() else ""
    return render_page(
        request,
        "initiatives/similar_initiatives.html",
        {"name": name, "similar": _similar(request, name)},
        fragment="initiatives/_similar_initiatives.html",
    )


def _similar(request: Request, name: str) -> list[Initiative]:
    """Those that share a word of four letters or more with `name`, or hold all of it."""
    words = {word for word in name.split() if len(name_key(word)) > 3 and word.isalnum()}
    found = Initiative.objects.none()
    for word in sorted(words, key=len, reverse=True)[:3]:
        found |= Initiative.objects.filter(name__icontains=word)
    return list(found.select_related("neighbourhood").distinct()[:MOST_SIMILAR])


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
            now = card_of(initiative)
            overtaken = {str(form[name].label): now[name] for name in form.overtaken(now)}
            if not overtaken:
                changed = {name: form.cleaned_data[name] for name in form.changed_data}
                if "neighbourhood" in changed:
                    changed["neighbourhood"] = Neighbourhood.called(changed["neighbourhood"])
                me = acting(request.who, Action.CHANGE_CARD, initiative)
                initiative.change(by=me, **changed)
                messages.success(request, _("De gegevens zijn bewaard."))
                return done(request, page=home_of(request, initiative))
            status = 409
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
