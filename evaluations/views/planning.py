"""When both sides look back, who does what until then, and beginning."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.looking_back import after
from agreements.models import Agreement
from config.http import Request, done, posted, render_page
from config.paging import page_of
from evaluations.forms.planning import FeasibleForm, OpenForm, PlanLookBackForm
from evaluations.inviting import Inviting, usual
from evaluations.models import Evaluation, Feasible
from evaluations.models.evaluation import EvaluationQuerySet
from evaluations.moments import AgreementMoment, with_moment
from evaluations.own_rounds import is_own, latest_rounds
from evaluations.planning import PlanPage, load_for_planning
from initiatives.access import Action, acting, may, require
from initiatives.models import Initiative
from initiatives.seating import to_seat_first
from initiatives.states import Refused
from meetings.models import Meeting
from meetings.models.planning import MOST_PLANNED
from meetings.states import MeetingKind, Status

# Agreements of one initiative that are looked back on; more than that nobody oversees.
MOST_AGREEMENTS = 25
IN_A_WEEK = timedelta(days=7)


@require_safe
def look_backs(request: Request, pk: int) -> HttpResponse:
    """Of each agreement when both sides look back, what runs now, and what was before."""
    shared = Initiative.objects.shared_with(request.who).with_link_of(request.who)
    initiative = get_object_or_404(shared, pk=pk)
    require(request.who, Action.SEE, initiative)
    mine = Agreement.objects.visible_to(request.who).filter(initiative=initiative)
    moments = []
    for agreement in with_moment(mine)[:MOST_AGREEMENTS]:
        agreement.initiative = initiative
        moments.append(AgreementMoment(agreement))
    closed = of_initiative(request, initiative).closed().order_by("-closed_at", "-pk")
    rounds = latest_rounds(request.who, initiative)
    context = {
        "initiative": initiative,
        "moments": sorted((m for m in moments if m.is_shown), key=lambda moment: moment.place),
        "page": page_of(request, closed),
        "rounds": rounds,
        "open_round": next((one for one in rounds if one.closed_at is None), None),
        "may_start_round": is_own(request.who, initiative)
        and may(request.who, Action.OWN_ROUND, initiative),
    }
    return render_page(request, "evaluations/look_backs.html", context)


def of_initiative(request: Request, initiative: Initiative) -> EvaluationQuerySet:
    found = Evaluation.objects.visible_to(request.who).filter(agreement__initiative=initiative)
    return found.select_related("agreement")


def load_agreement(request: Request, pk: int) -> Agreement:
    """With all that the page of its next look-back shows; or 404."""
    return get_object_or_404(load_for_planning(request.who), pk=pk)


@require_safe
def look_back_plan(request: Request, pk: int) -> HttpResponse:
    """The next look-back on one agreement."""
    return answer(request, load_agreement(request, pk))


def answer(
    request: Request,
    agreement: Agreement,
    *,
    plan: PlanLookBackForm | None = None,
    feasible: FeasibleForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with a form that has something wrong in it."""
    page = PlanPage(agreement, request.who)
    context: dict[str, Any] = {
        "agreement": agreement,
        "initiative": agreement.initiative,
        "page": page,
        "next": page.next,
        "moment": page.moment,
    }
    if page.may_move:
        context["plan_form"] = plan or PlanLookBackForm(initial=usual_plan(agreement))
    if page.mine is not None:
        context["feasible_form"] = feasible or FeasibleForm(initial=said_by(page))
    return render_page(request, "evaluations/look_back_plan.html", context, status=status)


def usual_plan(agreement: Agreement) -> dict[str, Any]:
    """What stands there. Without a day the next one by the rhythm; a day that passed in a week."""
    every, on, today = agreement.look_back_every, agreement.look_back_on, timezone.localdate()
    if on is None:
        on = after(today, every)
    return {
        "on": on if on >= today else today + IN_A_WEEK,
        "every": every,
        "seen": agreement.look_back_mark,
    }


def said_by(page: PlanPage) -> dict[str, Any]:
    """What the side of this reader said already."""
    mine = page.mine
    if mine is None or not mine.is_mine or mine.said is None or mine.said.hidden_at:
        return {"seen": mine.seen if mine and mine.is_mine else ""}
    return {"word": mine.said.word, "text": mine.said.text, "seen": mine.seen}


def again(form: PlanLookBackForm | FeasibleForm, seen: str) -> dict[str, Any]:
    """What was typed, with the mark of what stands there now: the next try is about that."""
    typed = {name: form[name].value() for name in form.fields if name != "seen"}
    return {**typed, "seen": seen}


@require_http_methods(["GET", "HEAD", "POST"])
def plan_look_back(request: Request, pk: int) -> HttpResponse:
    """Another next day, another rhythm, or both."""
    agreement = load_agreement(request, pk)
    seat_first = to_seat_first(request, agreement)
    if seat_first:
        return seat_first
    require(request.who, Action.PLAN_LOOK_BACK, agreement)
    here = f"{reverse('look_back_plan', args=[pk])}#verzetten"
    if request.method != "POST":
        return redirect(here)
    form = PlanLookBackForm(request.POST)
    if not form.is_valid():
        return answer(request, agreement, plan=form, status=422)
    before = agreement.look_back_on
    try:
        running = Evaluation.objects.running().filter(agreement=agreement)
        if running.exists():
            raise Refused(_("Jullie kijken nu terug. De volgende dag kies je bij het afronden."))
        agreement.plan_look_back(
            by=acting(request.who, Action.PLAN_LOOK_BACK, agreement), **form.cleaned_data
        )
    except Refused as refusal:
        agreement = load_agreement(request, pk)
        form = PlanLookBackForm(again(form, agreement.look_back_mark))
        form.add_error(None, refusal.sentence)
        return answer(request, agreement, plan=form, status=409)
    is_other_day = agreement.look_back_on != before
    moved = _("De nieuwe dag staat. Beide kanten zien die.")
    messages.success(request, moved if is_other_day else _("Dat staat."))
    return done(request, page=reverse("look_back_plan", args=[pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def look_back_feasible(request: Request, pk: int) -> HttpResponse:
    """ "Is dat haalbaar?": the word of one side about the time until the next look-back."""
    agreement = load_agreement(request, pk)
    seat_first = to_seat_first(request, agreement)
    if seat_first:
        return seat_first
    require(request.who, Action.SAY_FEASIBLE, agreement)
    here = f"{reverse('look_back_plan', args=[pk])}#haalbaar"
    if request.method != "POST":
        return redirect(here)
    form = FeasibleForm(request.POST)
    if not form.is_valid():
        return answer(request, agreement, feasible=form, status=422)
    try:
        me = acting(request.who, Action.SAY_FEASIBLE, agreement)
        Feasible.say(agreement, by=me, **form.cleaned_data)
    except Refused as refusal:
        agreement = load_agreement(request, pk)
        mine = PlanPage(agreement, request.who).mine
        form = FeasibleForm(again(form, mine.seen if mine else ""))
        form.add_error(None, refusal.sentence)
        return answer(request, agreement, feasible=form, status=409)
    messages.success(request, _("Dank je. Beide kanten lezen dit."))
    return done(request, page=here)


@require_http_methods(["GET", "HEAD", "POST"])
def open_evaluation(request: Request, pk: int) -> HttpResponse:
    """How many people are asked of each side, what follows from that, and the button."""
    agreement = load_agreement(request, pk)
    initiative = agreement.initiative
    seat_first = to_seat_first(request, agreement)
    if seat_first:
        return seat_first
    require(request.who, Action.OPEN_LOOK_BACK, agreement)
    now = AgreementMoment(agreement)
    if now.running_pk and request.method != "POST":
        return redirect("evaluation", now.running_pk)
    meetings = planned(initiative)
    form, status = OpenForm(posted(request), meetings=meetings), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = Evaluation.open(
                    agreement,
                    by=acting(request.who, Action.OPEN_LOOK_BACK, agreement),
                    invited_group=form.cleaned_data["group"],
                    invited_municipality=form.cleaned_data["municipality"],
                    meeting=form.at,
                )
                messages.success(request, _("Jullie kijken terug. Beide kanten kunnen invullen."))
                return done(request, page=reverse("evaluation", args=[made.pk]))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    else:
        form.initial = usual(initiative) | {"meeting": _at(meetings)}
    context = {
        "agreement": agreement,
        "initiative": initiative,
        "now": now,
        "form": form,
        "inviting": Inviting.of(request.GET if request.htmx else {}, form),
    }
    return render_page(
        request,
        "evaluations/open_evaluation.html",
        context,
        fragment="evaluations/_modes.html" if request.method == "GET" else None,
        status=status,
    )


def planned(initiative: Initiative) -> list[Meeting]:
    """Meetings that can be the one at which both sides look back."""
    ahead = Meeting.objects.filter(initiative=initiative).ahead()
    now = timezone.now()
    found = ahead[: MOST_PLANNED + 1]
    return [m for m in found if m.status == Status.UNDER_WAY or m.starts_at >= now]


def _at(meetings: list[Meeting]) -> int | str:
    """The first one that was planned for it."""
    found = (meeting.pk for meeting in meetings if meeting.kind == MeetingKind.LOOK_BACK)
    return next(found, "")
