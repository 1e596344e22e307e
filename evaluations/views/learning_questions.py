"""Learning questions: for oneself, for the own side, or for everybody here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.http import Request, done, posted, render_page
from evaluations.forms.learning_questions import LearningQuestionForm, SettleQuestionForm
from evaluations.models import LearningQuestion
from evaluations.ready_questions import BY_KEY
from evaluations.views.examples import home_of_learning
from evaluations.views.learnt import change_learnt, load_home
from initiatives.access import Action, acting, may, require
from initiatives.models import Circle, Initiative, Participant, Partner
from initiatives.seating import to_seat_first
from initiatives.states import Refused

# As many as one list can hold; the profile takes no more.
MOST_PARTNERS = 30


def partners_of(initiative: Initiative, now: Partner | None = None) -> list[Partner]:
    """The organisations around it, with the one that was chosen before."""
    standing = initiative.partners.filter(ended_at=None, hidden_at=None)
    found = list(standing.order_by("name", "pk")[:MOST_PARTNERS])
    if now is not None and now.hidden_at is None and now not in found:
        found.append(now)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def add_learning_question(request: Request, pk: int) -> HttpResponse:
    """An own question, or one that others learned from."""
    initiative = load_home(request, pk)
    seat_first = to_seat_first(request, initiative)
    if seat_first:
        return seat_first
    require(request.who, Action.LEARN, initiative)
    me = request.who.participant_in(initiative)
    form = LearningQuestionForm(
        posted(request),
        partners=partners_of(initiative),
        side=me.side if me else "",
        initial=ready(request, me),
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                by = acting(request.who, Action.LEARN, initiative)
                question = LearningQuestion.ask(initiative, by=by, **form.said())
                messages.success(request, _("Je vraag staat erbij."))
                return done(request, page=reverse("learning_question", args=[question.pk]))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {"initiative": initiative, "form": form, "back": home_of_learning(initiative)}
    return render_page(request, "evaluations/add_learning_question.html", context, status=status)


def ready(request: Request, me: Participant | None) -> dict[str, Any]:
    """What the form begins with: one of the ready-made questions when that was tapped."""
    found = BY_KEY.get(request.GET.get("vraag", ""))
    if found is None:
        return {"circle": Circle.OWN}
    is_team = found.is_for_team and me is not None and me.side != "other"
    circle = Circle.SIDE if is_team else Circle.OWN
    return {"circle": circle, "text": str(found.text), "trying": str(found.trying)}


def load_question(request: Request, pk: int) -> LearningQuestion:
    """A question that this one may read, by its circle; or 404."""
    return get_object_or_404(LearningQuestion.objects.visible_to(request.who).with_home(), pk=pk)


@require_safe
def learning_question(request: Request, pk: int) -> HttpResponse:
    """The question, what is tried, and what came of it."""
    question = load_question(request, pk)
    me = request.who.participant_in(question.initiative)
    may_learn = may(request.who, Action.LEARN, question)
    context = {
        "initiative": question.initiative,
        "question": question,
        "may_change": may_learn and question.is_of(me),
        "may_report": question.is_told and may(request.who, Action.REACT, question),
    }
    return render_page(request, "evaluations/learning_question.html", context)


def load_own(request: Request, pk: int) -> LearningQuestion:
    question = load_question(request, pk)
    require(request.who, Action.LEARN, question)
    if not question.is_of(request.who.participant_in(question.initiative)):
        raise PermissionDenied(_("Dit is een vraag van een ander."))
    return question


@require_http_methods(["GET", "HEAD", "POST"])
def edit_learning_question(request: Request, pk: int) -> HttpResponse:
    """Other words, or more readers."""
    question = load_own(request, pk)
    form = LearningQuestionForm(
        posted(request),
        partners=partners_of(question.initiative, question.partner),
        side=question.side,
        initial=LearningQuestionForm.stands(question),
    )
    context = {"question": question, "form": form, "back": reverse("learning_question", args=[pk])}
    return change_learnt(
        request, question, form, "evaluations/edit_learning_question.html", context
    )


@require_http_methods(["GET", "HEAD", "POST"])
def settle_learning_question(request: Request, pk: int) -> HttpResponse:
    """ "Wat gebeurde er?", and what people take along."""
    question = load_own(request, pk)
    form, status = SettleQuestionForm(posted(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                by = acting(request.who, Action.LEARN, question)
                question.settle(by=by, **form.cleaned_data)
                messages.success(request, _("Dat is bewaard."))
                return done(request, page=reverse("learning_question", args=[pk]))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {"initiative": question.initiative, "question": question, "form": form}
    return render_page(request, "evaluations/settle_learning_question.html", context, status=status)
