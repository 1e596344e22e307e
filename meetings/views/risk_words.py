"""What a meeting says of its risks and bottlenecks: one tap each, or the rest at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.seating import to_seat_first
from initiatives.states import Refused
from meetings.carrying_over import risks_of
from meetings.forms.risks import BACK, RiskWordForm
from meetings.models import Meeting, RiskItem, RiskReview
from meetings.models.risk import NewerRiskWord
from meetings.risk_talk import RiskTalk
from meetings.states import RiskWord, Status
from meetings.views.planning import load_meeting


@require_http_methods(["GET", "HEAD", "POST"])
def review_risk(request: Request, pk: int, risk_pk: int) -> HttpResponse:
    """One risk, large: beter, zelfde, slechter, weg, or niet aan toegekomen."""
    meeting = load_meeting(request, pk)
    mine = RiskItem.objects.filter(initiative=meeting.initiative_id)
    risk = get_object_or_404(mine, pk=risk_pk)
    seat_first = to_seat_first(request, meeting)
    if seat_first:
        return seat_first
    require(request.who, Action.RUN_MEETING, meeting)
    form, status = RiskWordForm(posted(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                RiskReview.say(
                    risk,
                    meeting,
                    by=acting(request.who, Action.RUN_MEETING, meeting),
                    word=RiskWord(form.cleaned_data["word"]),
                    text=form.cleaned_data["text"],
                    seen=form.cleaned_data["seen"],
                )
                return done(request, page=_back(meeting, form.cleaned_data["back"]))
            except NewerRiskWord as refusal:
                form = form.about(refusal.newest)
                form.add_error(None, refusal.sentence)
                status = 409
            except Refused as refusal:
                if not _is_talked_about(meeting, risk):
                    raise
                form.add_error(None, refusal.sentence)
                status = 409
    elif meeting.status != Status.UNDER_WAY or not _is_talked_about(meeting, risk):
        return redirect("risk", risk.pk)
    talk = RiskTalk(meeting, at=risk.pk)
    context = {
        "meeting": meeting,
        "initiative": meeting.initiative,
        "talk": talk,
        "form": form if form.is_bound else RiskWordForm(initial=_shown(talk, request)),
    }
    return render_page(request, "meetings/review_risk.html", context, status=status)


def _is_talked_about(meeting: Meeting, risk: RiskItem) -> bool:
    return risks_of(meeting).filter(pk=risk.pk).exists()


def _shown(talk: RiskTalk, request: Request) -> dict[str, object]:
    now = talk.at_hand.now if talk.at_hand else None
    back = request.GET.get("terug", "")
    return {
        "text": now.text if now else "",
        "seen": now.revision if now else None,
        "back": back if back in BACK else "",
    }


def _back(meeting: Meeting, back: str) -> str:
    """To the page on which somebody tapped."""
    return reverse(BACK.get(back, "live_meeting"), args=[meeting.pk])


@require_POST
def rest_not_reached(request: Request, pk: int) -> HttpResponse:
    """ "De rest: niet aan toegekomen": counted for each of them."""
    meeting = load_meeting(request, pk)
    me = acting(request.who, Action.RUN_MEETING, meeting)
    n = RiskReview.rest_not_reached(meeting, by=me)
    sentence = ngettext(
        "Van {n} staat er nu: niet aan toegekomen. Het komt volgende keer als eerste.",
        "Van {n} staat er nu: niet aan toegekomen. Die komen volgende keer als eerste.",
        n,
    )
    if n:
        messages.success(request, sentence.format(n=n))
    return done(request, page=_back(meeting, request.POST.get("back", "")))
