"""An agreement on paper: the whole text, and the house rules for on the wall."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from agreements.models import AgreementVersion
from agreements.paper import Poster, nobody, without_names, working_read_link
from agreements.reading import VersionPage
from config.http import Request, render_page
from initiatives.access import Action, may


@require_safe
def print_agreement(request: Request, pk: int) -> HttpResponse:
    """The agreement as it goes on paper: both sides, dates, who stands behind it, the seal."""
    page = _load(request, pk)
    return render_page(request, "agreements/print_agreement.html", _context(request, page))


@require_safe
def house_rules(request: Request, pk: int) -> HttpResponse:
    """The rules for on the wall, on one A4. Which clauses are on it can be chosen."""
    page = _load(request, pk)
    poster = Poster(page, request.GET.getlist("onderdeel"))
    context = {
        **_context(request, page),
        "poster": poster,
        "poster_url": _poster_url(pk, poster) if poster.clauses and not poster.is_too_long else "",
    }
    return render_page(request, "agreements/house_rules.html", context)


def _poster_url(pk: int, poster: Poster) -> str:
    """Where the same poster is a file: with the same clauses on it."""
    chosen = [("onderdeel", view.clause.key) for view in poster.clauses]
    return f"{reverse('house_rules_pdf', args=[pk])}?{urlencode(chosen)}"


def _load(request: Request, pk: int) -> VersionPage:
    readable = AgreementVersion.objects.visible_to(request.who).for_reading(request.who)
    return VersionPage(get_object_or_404(readable, pk=pk), request.who, text_only=True)


def _context(request: Request, page: VersionPage) -> dict[str, object]:
    may_show_link = may(request.who, Action.SHOW_READ_LINK, page.version)
    return {
        "page": page,
        "version": page.version,
        "initiative": page.initiative,
        "people": without_names(page.people),
        "reads_as": nobody(),
        "may_make_link": may_show_link and page.asks_for_a_word,
        # The code holds the token of the link: only who may show the link can print it.
        "link": working_read_link(page.version) if may_show_link else None,
    }
