"""Knots: what is stuck and waits for a decision. Laying one, answering it, and taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.forms.fields import whole_number
from agreements.models import AgreementVersion, Comment, Commitment
from agreements.people import people_of, show_people
from agreements.views.reacting import asks_name
from config.http import Request, posted, render_page
from config.paging import page_of
from initiatives.access import Action, acting, may, require
from initiatives.models import Initiative, Participant
from initiatives.names import name_for
from initiatives.seating import to_seat_first
from initiatives.states import Refused
from meetings.forms.knots import IN_QUERY, AnswerKnotForm, ChangeDeciderForm, LayKnotForm
from meetings.knots import (
    Officials,
    bring_home,
    officials_of,
    source_from,
    with_all,
)
from meetings.models import ActionItem, Knot, KnotReply, Meeting, RiskItem
from meetings.models.knot import AlreadyKnot, Origin

# The word in the path, and what a knot can come from.
FROM = ("regel", "reactie", "actie", "risico")


@require_safe
def knots(request: Request, pk: int) -> HttpResponse:
    """What waits for a decision, what is due first on top; or what was answered: wel and niet."""
    initiative = get_object_or_404(Initiative.objects.shared_with(request.who), pk=pk)
    answered = request.GET.get("stand") == "beantwoord"
    found = Knot.objects.filter(initiative=initiative)
    if answered:
        found = found.answered().order_by("-answered_at", "-pk")
    else:
        found = found.open().order_by("before_on", "pk")
    page = page_of(request, with_all(found))
    query = "&stand=beantwoord" if answered else ""
    context = {
        "initiative": initiative,
        "knots": bring_home(page.items, initiative),
        "answered": answered,
        "newer_url": f"{page.newer_url}{query}" if page.newer_url else "",
        "older_url": f"{page.older_url}{query}" if page.older_url else "",
        "may_lay": may_lay(request, initiative),
        "may_act": may(request.who, Action.REACT, initiative),
    }
    return render_page(request, "meetings/knots.html", context)


def may_lay(request: Request, initiative: Initiative) -> bool:
    """Whoever came by the link says first who it is."""
    who = request.who
    return may(who, Action.LAY_KNOT, initiative) or (
        who.participant_in(initiative) is None and may(who, Action.TAKE_SEAT, initiative)
    )


def load_knot(request: Request, pk: int) -> Knot:
    found = with_all(Knot.objects.visible_to(request.who)).select_related(
        "initiative", "withdrawn_by__merged_into"
    )
    knot = get_object_or_404(found, pk=pk)
    bring_home([knot], knot.initiative)
    if knot.withdrawn_by is not None:
        knot.withdrawn_by.initiative = knot.initiative
    return knot


@require_safe
def knot(request: Request, pk: int) -> HttpResponse:
    """The question, the clock, who decides, and what was answered."""
    return render_page(request, "meetings/knot.html", of_knot(request, load_knot(request, pk)))


def of_knot(request: Request, knot: Knot) -> dict[str, Any]:
    """What every page about one knot needs."""
    who, initiative = request.who, knot.initiative
    me = who.participant_in(initiative)
    may_answer = may(who, Action.ANSWER_KNOT, knot)
    replies = knot.replies.select_related("by__merged_into", "hidden_by__merged_into")
    knot.said = list(replies.order_by("-said_at", "-pk")[:25])
    for reply in knot.said:
        reply.knot = knot
        for person in (reply.by, reply.hidden_by):
            if person is not None:
                person.initiative = initiative
    source = knot.source
    return {
        "initiative": initiative,
        "knot": knot,
        "source": source,
        "source_text": words_of(request, initiative, source.text) if source else "",
        "is_asked": may_answer and knot.takes_answer_of(me),
        "may_change": may_answer and knot.is_open,
        "may_withdraw": may(who, Action.LAY_KNOT, knot) and knot.may_be_withdrawn_by(me),
        "may_act": may(who, Action.REACT, initiative),
        "me": me,
    }


def words_of(request: Request, initiative: Initiative, text: str) -> str:
    """`text` of a line, with the names that this one may read."""
    return show_people(text, request.who, people_of(initiative, [text]))


@require_http_methods(["GET", "HEAD", "POST"])
def lay_knot(request: Request, pk: int) -> HttpResponse:
    """The question in one sentence, why it is stuck, who decides, before when. `?risico=12` and
    the like: what it comes from."""
    initiative = get_object_or_404(Initiative.objects.shared_with(request.who), pk=pk)
    origin = load_origin(request, initiative)
    seat_first = to_seat_first(request, initiative)
    if seat_first:
        return seat_first
    require(request.who, Action.LAY_KNOT, initiative)
    if origin is not None and request.method != "POST":
        there = Knot.objects.open().about(origin).first()
        if there is not None:
            messages.info(request, _("Hier is al een knoop van. Dit is hem."))
            return redirect("knot", there.pk)
    officials = officials_of(initiative)
    form = lay_form(request, initiative, officials)
    status, there = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = dict(form.cleaned_data)
            said["is_signed"] = form.is_signed_by_choice
            try:
                laid = Knot.lay(
                    initiative,
                    by=acting(request.who, Action.LAY_KNOT, initiative),
                    origin=origin,
                    meeting=Meeting.objects.under_way_in(initiative),
                    **said,
                )
                messages.success(request, _("De knoop ligt er. Iedereen ziet wie beslist."))
                return redirect("knot", laid.pk)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                there = refusal.knot if isinstance(refusal, AlreadyKnot) else None
                status = 409
    source = source_from(origin) if origin is not None else None
    context = {
        "initiative": initiative,
        "form": form,
        "officials": officials,
        "source": source,
        "source_text": words_of(request, initiative, source.text) if source else "",
        "there": there,
    }
    return render_page(request, "meetings/lay_knot.html", context, status=status)


def lay_form(request: Request, initiative: Initiative, officials: Officials) -> LayKnotForm:
    offered, stand_in = officials.offered, officials.offered_stand_in
    return LayKnotForm(
        posted(request),
        deciders=named(request, officials.deciders),
        stand_ins=named(request, officials.everybody),
        asks_name=asks_name(request.who.participant_in(initiative)),
        initial={
            "decider": offered.pk if offered else "",
            "stand_in": stand_in.pk if stand_in else "",
        },
    )


def named(request: Request, people: list[Participant]) -> list[tuple[Participant, str]]:
    return [(person, name_for(request.who, person)) for person in people]


def load_origin(request: Request, initiative: Initiative) -> Origin | None:
    """What the address says that it comes from: of this initiative, and readable; or 404."""
    asked = [(word, request.GET[word]) for word in FROM if word in request.GET]
    if not asked:
        return None
    word, number = asked[0]
    pk = whole_number(number)
    if pk is None:
        raise Http404
    who = request.who
    if word == "regel":
        texts = AgreementVersion.objects.visible_to(who).filter(agreement__initiative=initiative)
        lines = Commitment.objects.filter(clause__version__in=texts, clause__removed_at=None)
        return get_object_or_404(
            lines.select_related("clause__version__agreement__initiative"), pk=pk
        )
    if word == "reactie":
        said = Comment.objects.visible_to(who).with_home().filter(agreement__initiative=initiative)
        return get_object_or_404(said, pk=pk, hidden_at=None)
    if word == "actie":
        actions = ActionItem.objects.visible_to(who).with_home().filter(initiative=initiative)
        return get_object_or_404(actions, pk=pk, hidden_at=None)
    risks = RiskItem.objects.visible_to(who).with_home().filter(initiative=initiative)
    return get_object_or_404(risks, pk=pk, hidden_at=None)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_knot(request: Request, pk: int) -> HttpResponse:
    """ "Dit kan", "dit kan niet" or "we beslissen nog niet", by who is asked to decide."""
    knot = load_knot(request, pk)
    require(request.who, Action.ANSWER_KNOT, knot)
    me = request.who.participant_in(knot.initiative)
    if me is None or (knot.is_open and not knot.takes_answer_of(me)):
        raise PermissionDenied(_("Iemand anders beslist hierover. Vraag het daar na."))
    chosen = IN_QUERY.get(request.GET.get("antwoord", ""))
    form = AnswerKnotForm(posted(request), chosen=chosen, seen=knot.revision)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.ANSWER_KNOT, knot)
                KnotReply.give(knot, by=me, **form.fields_to_say())
                messages.success(request, _("Je antwoord staat er. Iedereen kan het lezen."))
                return redirect("knot", knot.pk)
            except Refused as refusal:
                status, knot = 409, load_knot(request, pk)
                # What was typed once more, now about what the page shows.
                form = AnswerKnotForm(of_now(request, knot), chosen=chosen, seen=knot.revision)
                form.is_valid()
                form.add_error(None, refusal.sentence)
    context = {**of_knot(request, knot), "form": form}
    return render_page(request, "meetings/answer_knot.html", context, status=status)


def of_now(request: Request, knot: Knot) -> QueryDict:
    data = request.POST.copy()
    data["seen"] = str(knot.revision)
    return data


@require_http_methods(["GET", "HEAD", "POST"])
def change_decider(request: Request, pk: int) -> HttpResponse:
    """The municipality says who decides now, and who stands in."""
    knot = load_knot(request, pk)
    require(request.who, Action.ANSWER_KNOT, knot)
    people = named(request, officials_of(knot.initiative).everybody)
    initial = {"decider": knot.decider_id, "stand_in": knot.stand_in_id, "seen": knot.revision}
    form = ChangeDeciderForm(posted(request), deciders=people, stand_ins=people, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.ANSWER_KNOT, knot)
                knot.change_decider(by=me, **form.cleaned_data)
                messages.success(request, _("Iedereen ziet nu wie beslist."))
                return redirect("knot", knot.pk)
            except Refused as refusal:
                status, knot = 409, load_knot(request, pk)
                sent = of_now(request, knot)
                form = ChangeDeciderForm(sent, deciders=people, stand_ins=people)
                form.is_valid()
                form.add_error(None, refusal.sentence)
    context = {**of_knot(request, knot), "form": form}
    return render_page(request, "meetings/change_decider.html", context, status=status)


@require_POST
def withdraw_knot(request: Request, pk: int) -> HttpResponse:
    """ "Dit hoeft niet meer", by the side that laid it."""
    knot = load_knot(request, pk)
    require(request.who, Action.LAY_KNOT, knot)
    me = request.who.participant_in(knot.initiative)
    if knot.is_open and not knot.may_be_withdrawn_by(me):
        raise PermissionDenied(_("Wie deze knoop legde, kan hem terugnemen."))
    knot.withdraw(by=acting(request.who, Action.LAY_KNOT, knot))
    messages.success(request, _("De knoop is teruggenomen."))
    return redirect("knots", knot.initiative_id)
