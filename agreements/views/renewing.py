"""A text goes on: with new days, or with what both sides answer when its days or people ask."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.asking import (
    TOPICS,
    Question,
    last_day_now,
    load_questions,
    near_end,
    ran_out_on,
)
from agreements.forms.renewing import RenewForm, SideAnswerForm
from agreements.models import AgreementVersion, SideAnswer
from agreements.models.progress import side_of
from agreements.readiness import NotReady, ToDo
from agreements.states import Choice, Status, Topic
from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.states import Refused


def load_version(request: Request, pk: int) -> AgreementVersion:
    """A version that this one may read, with what lies beside it; or 404."""
    readable = AgreementVersion.objects.visible_to(request.who).for_reading(request.who)
    return get_object_or_404(readable, pk=pk)


def questions_for(request: Request, version: AgreementVersion) -> list[Question]:
    """What is asked about `version`, as somebody of this side looks at it."""
    side = side_of(request.who.participant_in(version.initiative))
    return load_questions([version], my_side=side).get(version.pk, [])


@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: Request, pk: int) -> HttpResponse:
    """The same text with new days: one form, and it lies there for everybody to say a word."""
    version = load_version(request, pk)
    require(request.who, Action.PROPOSE, version)
    questions = questions_for(request, version)
    longer = any(q.topic == Topic.TRIAL and q.outcome == Choice.LONGER for q in questions)
    form = RenewForm(posted(request), version=version, tries_longer=longer)
    todos: list[ToDo] = []
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.PROPOSE, version)
                renewed = version.agreement.renew(version, by=me, **form.cleaned_data)
                messages.success(request, _("Voorgesteld: dezelfde tekst, met nieuwe dagen."))
                return done(request, page=reverse("version", args=[renewed.pk]))
            except NotReady as not_ready:
                todos = not_ready.todos
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                version = load_version(request, pk)
                status = 409
    context = {
        "version": version,
        "agreement": version.agreement,
        "initiative": version.initiative,
        "form": form,
        "todos": todos,
        "questions": questions,
        "ends_on": near_end(version, questions),
        "last_day": last_day_now(version, questions),
        "ran_out_on": ran_out_on(version, questions),
        "is_running": version.status == Status.IN_EFFECT,
    }
    return render_page(request, "agreements/renew.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def side_answer(request: Request, pk: int, slug: str) -> HttpResponse:
    """One question: what each side answered, and the answers to choose from."""
    topic = TOPICS.get(slug)
    if topic is None:
        raise Http404
    version = load_version(request, pk)
    require(request.who, Action.ANSWER_FOR_SIDE, version)
    question = _asked(request, version, topic)
    seen = question.seen if question else ""
    form = SideAnswerForm(posted(request), topic=topic, seen=seen, initial=_said(question))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                SideAnswer.say(
                    version,
                    by=acting(request.who, Action.ANSWER_FOR_SIDE, version),
                    topic=topic,
                    choice=Choice(form.cleaned_data["choice"]),
                    text=form.cleaned_data["text"],
                    seen=form.seen,
                )
                messages.success(request, _("Jullie antwoord staat er. Beide kanten lezen het."))
                page = reverse("version", args=[version.pk])
                return done(request, page=f"{page}#vraag-{slug}")
            except Refused as refusal:
                # Read again, so that the next try is about what stands there now.
                question = _asked(request, version, topic)
                form.seen = question.seen if question else ""
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "version": version,
        "agreement": version.agreement,
        "initiative": version.initiative,
        "question": question,
        "form": form,
    }
    return render_page(request, "agreements/side_answer.html", context, status=status)


def _asked(request: Request, version: AgreementVersion, topic: Topic) -> Question | None:
    asked = questions_for(request, version)
    return next((question for question in asked if question.topic == topic), None)


def _said(question: Question | None) -> dict[str, object]:
    mine = question.mine if question else None
    if mine is None:
        return {}
    return {"choice": mine.choice, "text": "" if mine.hidden_at else mine.text}
