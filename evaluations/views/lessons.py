"""Lessons: writing one down, reading it, changing it, and those that fit what people work on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.forms.fields import whole_number
from agreements.models import Agreement
from config.http import Request, done, posted, render_page
from evaluations.forms.lessons import EditLessonForm, LessonForm
from evaluations.lessons_for import (
    find_lessons,
    sought_for,
    sought_for_agreement,
    sought_for_risk,
)
from evaluations.models import Evaluation, Lesson
from evaluations.patterns import BY_KEY, PATTERNS
from evaluations.states import State
from evaluations.views.learnt import change_learnt, load_to_change
from initiatives.access import Action, acting, may, require
from initiatives.models import Initiative
from initiatives.seating import to_seat_first
from initiatives.states import Refused
from meetings.models import RiskItem

LENGTH = 400
# So many lessons of the same agreement stand above the form for another one.
FEW = 3


def page_of_lesson(found: Lesson) -> str:
    return reverse("lesson", args=[found.pk])


def _asked(request: Request, name: str) -> str:
    """What the address names, or what the form takes along."""
    sent = request.POST if request.method == "POST" else request.GET
    return sent.get(name, "")


def _agreement(request: Request, initiative: Initiative) -> Agreement | None:
    """The agreement of this initiative that is asked about, when this one may read it; or 404."""
    asked = _asked(request, "afspraak")
    if not asked:
        return None
    here = Agreement.objects.visible_to(request.who).filter(initiative=initiative)
    return get_object_or_404(here, pk=whole_number(asked) or 0)


def _evaluation(request: Request, initiative: Initiative) -> Evaluation | None:
    """The look-back that a lesson comes from; not while people still answer."""
    asked = _asked(request, "terugblik")
    if not asked:
        return None
    here = Evaluation.objects.visible_to(request.who).filter(agreement__initiative=initiative)
    here = here.exclude(state=State.ANSWERING).select_related("agreement")
    return get_object_or_404(here, pk=whole_number(asked) or 0)


@require_http_methods(["GET", "HEAD", "POST"])
def add_lesson(request: Request, pk: int) -> HttpResponse:
    """A lesson, perhaps from a look-back or from an agreement that ended with one."""
    initiative = get_object_or_404(Initiative.objects.shared_with(request.who), pk=pk)
    seat_first = to_seat_first(request, initiative)
    if seat_first:
        return seat_first
    require(request.who, Action.LEARN, initiative)
    agreement, evaluation = _agreement(request, initiative), _evaluation(request, initiative)
    form, status = LessonForm(posted(request), initial=_left_behind(agreement)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                written = Lesson.write(
                    initiative,
                    by=acting(request.who, Action.LEARN, initiative),
                    agreement=agreement,
                    evaluation=evaluation,
                    **form.said(),
                )
                messages.success(request, _readers_now(written))
                return done(request, page=page_of_lesson(written))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "initiative": initiative,
        "form": form,
        "agreement": evaluation.agreement if evaluation else agreement,
        "evaluation": evaluation,
        "lessons": list(Lesson.objects.filter(agreement=agreement, hidden_at=None)[:FEW])
        if agreement
        else [],
        "patterns": PATTERNS,
    }
    return render_page(request, "evaluations/add_lesson.html", context, status=status)


def _readers_now(written: Lesson) -> str:
    if written.is_for_everyone:
        return _("Bewaard. Iedereen die hier werkt of meedoet kan deze les lezen.")
    return _("Bewaard. Wie hier meedoet kan deze les lezen.")


def _left_behind(agreement: Agreement | None) -> dict[str, str]:
    """What people wrote when the agreement ended, to go on from."""
    if agreement is None or not agreement.is_ended:
        return {}
    return {
        "happened": Truncator(agreement.ended_because).chars(LENGTH),
        "text": Truncator(agreement.ended_lesson).chars(LENGTH),
    }


def load_lesson(request: Request, pk: int) -> Lesson:
    """A lesson that this one may read, or 404."""
    found: Lesson = get_object_or_404(
        Lesson.objects.visible_to(request.who)
        .with_home()
        .select_related("hidden_by__merged_into", "agreement", "evaluation"),
        pk=pk,
    )
    if found.hidden_by is not None:
        found.hidden_by.initiative = found.initiative
    return found


@require_safe
def lesson(request: Request, pk: int) -> HttpResponse:
    """What happened and what people take along. Who only reads it here gets no names."""
    found = load_lesson(request, pk)
    who = request.who
    reads_along = may(who, Action.SEE, found)
    me = who.participant_in(found.initiative) if reads_along else None
    is_seen = Agreement.objects.visible_to(who).filter(pk=found.agreement_id or 0)
    context = {
        "lesson": found,
        "initiative": found.initiative,
        "reads_along": reads_along,
        "sees_card": may(who, Action.SEE_CARD, found),
        "sees_agreement": bool(found.agreement_id) and reads_along and is_seen.exists(),
        "may_edit": me is not None and found.is_of(me) and may(who, Action.LEARN, found),
        "may_react": may(who, Action.REACT, found),
        "pattern": BY_KEY.get(found.pattern),
    }
    return render_page(request, "evaluations/lesson.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_lesson(request: Request, pk: int) -> HttpResponse:
    """Other words or other readers, by the side that wrote it. Changed meanwhile: both texts."""
    found: Lesson = load_to_change(request, Lesson, pk)
    form = EditLessonForm(posted(request), initial=EditLessonForm.of(found))
    back = page_of_lesson(found)
    context = {"lesson": found, "form": form, "patterns": PATTERNS, "back": back}
    template = "evaluations/edit_lesson.html"
    return change_learnt(request, found, form, template, context, says=_readers_now)


@require_safe
def lessons_that_fit(request: Request, pk: int) -> HttpResponse:
    """Up to three lessons for an agreement or a risk of this initiative: a part of their page."""
    initiative = get_object_or_404(Initiative.objects.shared_with(request.who), pk=pk)
    require(request.who, Action.SEE, initiative)
    agreement, risk = _agreement(request, initiative), None
    if agreement is not None:
        agreement.initiative = initiative
        sought = sought_for_agreement(request.who, agreement)
    elif request.GET.get("risico"):
        here = RiskItem.objects.visible_to(request.who).filter(initiative=initiative)
        risk = get_object_or_404(here, pk=whole_number(request.GET["risico"]) or 0)
        risk.initiative = initiative
        sought = sought_for_risk(risk)
    else:
        sought = sought_for(initiative)
    context = {
        "initiative": initiative,
        "agreement": agreement,
        "risk": risk,
        "lessons": find_lessons(request.who, sought),
    }
    return render_page(
        request,
        "evaluations/lessons_that_fit.html",
        context,
        fragment="evaluations/_lessons_that_fit.html",
    )
