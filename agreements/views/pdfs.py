"""Agreements and house rules as PDF, for on paper and to keep. See config/pdf.py."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from agreements.models import AgreementVersion
from agreements.paper import Poster, working_read_link
from agreements.paper_text import MOST_VERSIONS, AgreementPaper, moment_of
from agreements.poster_text import rules_of, rules_of_room
from agreements.public_text import PublicPaper, names_to_leave_out
from agreements.reading import VersionPage
from agreements.rooms import home_in
from agreements.views.room_links import link_of
from agreements.views.rooms import keeps_places, load_place
from config.http import Request, done
from config.pdf import code_on_paper, make_pdf, pdf_response
from initiatives.access import Action, may
from initiatives.models import Event, Initiative, Period
from initiatives.sharing import code_of, picture_of
from places.opening import address_of

# The language of what goes on paper, whatever that of the screen.
DUTCH = "nl"


@require_safe
def agreement_pdf(request: Request, pk: int) -> HttpResponse:
    """The whole text, who stands behind it and which versions there were; for who takes part."""
    page = _load(request, pk)
    version = page.version
    with translation.override(DUTCH):
        paper = AgreementPaper(
            page,
            history=_history(page),
            counted_on=_counted_on(page.initiative),
            code=_code(request, version, "Lees dit op je telefoon"),
        )
        made = make_pdf("agreement", paper.as_data(), made_at=moment_of(version))
    return pdf_response(made, f"{page.agreement.title} versie {version.number}")


@require_safe
def public_pdf(request: Request, pk: int) -> HttpResponse:
    """The same text without a person in it. Only of a text that counts or did: nobody outside
    reads what both sides are still talking about."""
    page = _load(request, pk)
    version = page.version
    if version.in_effect_at is None:
        raise Http404
    with translation.override(DUTCH):
        paper = PublicPaper(page, history=_history(page))
        paper.leave_out(names_to_leave_out(page.initiative))
        made = make_pdf("agreement", paper.as_data(), made_at=moment_of(version))
    return pdf_response(made, f"Publieke versie {paper.title} versie {version.number}")


@require_safe
def house_rules_pdf(request: Request, pk: int) -> HttpResponse:
    """The poster of an agreement on one A4. Which clauses are on it can be chosen."""
    page = _load(request, pk)
    version = page.version
    poster = Poster(page, request.GET.getlist("onderdeel"))
    if not poster.clauses:
        # There somebody chooses what is on it.
        return done(request, page=reverse("house_rules", args=[pk]))
    with translation.override(DUTCH):
        paper = AgreementPaper(page, code=_code(request, version, "Lees de hele afspraak"))
        made = make_pdf("poster", rules_of(poster, paper), made_at=moment_of(version))
    return pdf_response(made, f"Huisregels {page.agreement.title}")


@require_safe
def room_poster(request: Request, pk: int) -> HttpResponse:
    """The poster of a room on one A4; with the code of its wall for who may show that."""
    place = load_place(request, pk)
    shows_code = keeps_places(request) or home_in(request.who, place, Action.SHOW_ROOM_LINK)
    link = link_of(place) if shows_code else None
    moments = [place.changed_at]
    if place.building is not None:
        moments.append(place.building.changed_at)
    code = None
    if link is not None:
        moments.append(link.made_at)
        says = "Wie is er vanavond? Is er iets?"
        code = code_on_paper(code_of(address_of(link)), says, "QR-code van deze ruimte")
    with translation.override(DUTCH):
        made = make_pdf("poster", rules_of_room(place, code), made_at=max(moments))
    return pdf_response(made, f"Huisregels {place.whole_name}")


def _load(request: Request, pk: int) -> VersionPage:
    readable = AgreementVersion.objects.visible_to(request.who).for_reading(request.who)
    return VersionPage(get_object_or_404(readable, pk=pk), request.who, text_only=True)


def _code(request: Request, version: AgreementVersion, says: str) -> dict[str, str] | None:
    """The code of the read link. It holds the token: only for who may show the link."""
    if not may(request.who, Action.SHOW_READ_LINK, version):
        return None
    link = working_read_link(version)
    return code_on_paper(picture_of(link), says, "QR-code van de leeslink") if link else None


def _history(page: VersionPage) -> list[AgreementVersion]:
    """Every text of this agreement that was proposed, the newest first. One query."""
    proposed = page.agreement.versions.exclude(proposed_at=None)
    return list(proposed.order_by("-number")[:MOST_VERSIONS])


def _counted_on(initiative: Initiative) -> date | None:
    """The last day on which something happened that can change a count. One query.

    Said instead of today, so that the same paper tomorrow is the same paper.
    """
    today = timezone.localdate()
    events = Event.objects.filter(initiative=initiative).order_by("-pk").values("at")[:1]
    periods = Period.objects.filter(participant__initiative=initiative, ended_on__lte=today)
    left = periods.order_by().values("participant__initiative").annotate(last=Max("ended_on"))
    told, gone = (
        Initiative.objects.filter(pk=initiative.pk)
        .annotate(told=Subquery(events), gone=Subquery(left.values("last")))
        .values_list("told", "gone")
        .get()
    )
    days = [timezone.localdate(told)] if told else []
    days += [gone] if gone else []
    return max(days, default=None)
