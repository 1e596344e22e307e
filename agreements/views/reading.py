"""The agreement, to read."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from agreements.clause_views import ClauseView
from agreements.models import Agreement, AgreementVersion, Clause
from agreements.reading import VersionPage
from agreements.spoken import action_to_say
from agreements.states import Status
from config.http import Request, render_page
from config.paging import page_number
from initiatives.access import Action, may


@require_safe
def agreement(request: Request, pk: int) -> HttpResponse:
    """On to the text that matters now: the proposal, else what is in effect, else the newest."""
    found = get_object_or_404(Agreement.objects.visible_to(request.who), pk=pk)
    versions = found.versions.visible_to(request.who).order_by("-number")
    order = {Status.PROPOSED: 0, Status.IN_EFFECT: 1, Status.ENDED: 1, Status.DRAFT: 2}
    newest = min(versions[:50], key=lambda v: (order.get(Status(v.status), 3), -v.number))
    return redirect("version", newest.pk)


@require_safe
def version(request: Request, pk: int) -> HttpResponse:
    """One version: clauses with reactions, who stands behind it, and what can be done now."""
    readable = AgreementVersion.objects.visible_to(request.who).for_reading(request.who)
    found = get_object_or_404(readable, pk=pk)
    shows_all = request.GET.get("woorden") == "alle"
    page = VersionPage(found, request.who, shows_all=shows_all)
    return render_page(request, "agreements/version.html", page_context(request, page))


@require_safe
def clause(request: Request, pk: int) -> HttpResponse:
    """One clause: a small page, and the part of the page that htmx puts back after a reaction."""
    page, view = load_clause(request, pk)
    view.page = page_number(request)
    context = {**page_context(request, page), "view": view}
    return render_page(
        request, "agreements/clause.html", context, fragment="agreements/_clause.html"
    )


def load_clause(request: Request, pk: int) -> tuple[VersionPage, ClauseView]:
    """One visible clause with what was said about it, and the page that it stands on; or 404."""
    found = get_object_or_404(Clause.objects.visible_to(request.who), pk=pk)
    readable = AgreementVersion.objects.for_reading(request.who)
    page = VersionPage(
        readable.get(pk=found.version_id),
        request.who,
        only=found.key,
        shows_all=not request.htmx,
    )
    return page, next(v for v in page.clauses if v.clause.pk == found.pk)


def page_context(request: Request, page: VersionPage) -> dict[str, object]:
    who, initiative = request.who, page.initiative
    can_sit = may(who, Action.TAKE_SEAT, initiative)
    return {
        "page": page,
        "people": page.people,
        "version": page.version,
        "initiative": initiative,
        "may_react": may(who, Action.REACT, initiative) or can_sit,
        "may_confirm": may(who, action_to_say(who, initiative), initiative) or can_sit,
        "may_see": may(who, Action.MARK_SEEN, initiative),
        "may_choose_own_word": may(who, Action.OWN_WORD_FIRST, initiative),
        "may_remind": may(who, Action.REMIND, initiative),
        "may_act": may(who, Action.REACT, initiative),
        "may_start_version": may(who, Action.START_AGREEMENT, initiative),
        "may_withdraw": may(who, Action.PROPOSE, initiative),
        "may_note_consent": may(who, Action.NOTE_CONSENT, initiative),
        "may_note_on_behalf": may(who, Action.NOTE_ON_BEHALF, initiative),
        "may_note_talk": may(who, Action.NOTE_TALK, initiative),
        "may_take_effect": may(who, Action.TAKE_EFFECT, initiative),
        "may_pause": may(who, Action.PAUSE, initiative),
        "may_answer_for_side": may(who, Action.ANSWER_FOR_SIDE, initiative),
        "may_end": may(who, Action.END_AGREEMENT, initiative),
    }
