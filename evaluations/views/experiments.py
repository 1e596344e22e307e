"""Experiments: what people try, until when, and what they saw."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.forms.fields import whole_number
from agreements.models import Agreement, Clause
from agreements.states import Status
from config.http import Request, done, posted, render_page
from evaluations.forms.experiments import EndExperimentForm, ExperimentForm
from evaluations.models import Example, Experiment
from evaluations.states import ExperimentEnd
from evaluations.views.examples import home_of_learning
from evaluations.views.learnt import (
    belongs,
    change_learnt,
    load_home,
    load_learnt,
    load_to_change,
)
from initiatives.access import Action, acting, require
from initiatives.models import Initiative
from initiatives.seating import to_seat_first
from initiatives.states import Refused

# Long enough to see something, short enough to remember how it began.
USUAL_TIME = timedelta(weeks=6)


@require_http_methods(["GET", "HEAD", "POST"])
def start_experiment(request: Request, pk: int) -> HttpResponse:
    """Begins to try something: by itself, after an example, or from a clause that is on trial."""
    initiative = load_home(request, pk)
    seat_first = to_seat_first(request, initiative)
    if seat_first:
        return seat_first
    require(request.who, Action.LEARN, initiative)
    source = source_of(request, initiative)
    form, status = ExperimentForm(posted(request), initial=suggested(source)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                by = acting(request.who, Action.LEARN, initiative)
                begun = Experiment.start(
                    initiative,
                    by=by,
                    example=source["example"],
                    agreement=source["agreement"],
                    clause_key=source["clause"].key if source["clause"] else "",
                    **form.said(),
                )
                messages.success(request, _("Het experiment staat erbij. Ga het gewoon doen."))
                return done(request, page=reverse("experiment", args=[begun.pk]))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "initiative": initiative,
        "form": form,
        "back": home_of_learning(initiative),
        **source,
    }
    return render_page(request, "evaluations/start_experiment.html", context, status=status)


def source_of(request: Request, initiative: Initiative) -> dict[str, Any]:
    """Where it grows out of, as the address or the form says; what makes no sense is nothing."""
    given = request.POST if request.method == "POST" else request.GET
    example_pk = whole_number(given.get("voorbeeld", ""))
    agreement_pk = whole_number(given.get("afspraak", ""))
    example = agreement = clause = None
    if example_pk is not None:
        usable = Example.objects.usable_in(initiative)
        example = usable.visible_to(request.who).filter(pk=example_pk).first()
    if agreement_pk is not None:
        readable_ones = Agreement.objects.visible_to(request.who)
        agreement = readable_ones.filter(pk=agreement_pk, initiative=initiative).first()
    key = given.get("onderdeel", "")
    if agreement is not None and 0 < len(key) <= 40 and "\x00" not in key:
        clause = Clause.objects.filter(
            version__agreement=agreement, version__status=Status.IN_EFFECT, key=key
        ).first()
    return {"example": example, "agreement": agreement, "clause": clause}


def suggested(source: dict[str, Any]) -> dict[str, Any]:
    """What the form begins with: how long, and what is tried."""
    today = timezone.localdate()
    found: dict[str, Any] = {"until_on": today + USUAL_TIME}
    if source["example"] is not None:
        found["text"] = _("We proberen zelf: {what}.").format(what=source["example"].title)
    if source["agreement"] is not None:
        running = source["agreement"].versions.filter(status=Status.IN_EFFECT).first()
        if running is not None and running.trial_until and running.trial_until > today:
            found["until_on"] = running.trial_until
        what = source["clause"].heading if source["clause"] else source["agreement"].title
        found["text"] = _("We proberen uit: {what}").format(what=what)
    return found


@require_safe
def experiment(request: Request, pk: int) -> HttpResponse:
    """What is tried, until when, and what came of it."""
    found: Experiment = load_learnt(request, Experiment, pk)
    context = belongs(request, found, request.who.participant_in(found.initiative))
    source: dict[str, Any] = {"example": None, "agreement": None}
    if found.example_id:
        readable = Example.objects.visible_to(request.who).filter(hidden_at=None)
        source["example"] = readable.filter(pk=found.example_id).first()
    if found.agreement_id and context["is_home"]:
        readable_ones = Agreement.objects.visible_to(request.who)
        source["agreement"] = readable_ones.filter(pk=found.agreement_id).first()
    context |= {"experiment": found, **source}
    return render_page(request, "evaluations/experiment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_experiment(request: Request, pk: int) -> HttpResponse:
    """Other words, other readers, or a longer try."""
    found: Experiment = load_to_change(request, Experiment, pk)
    form = ExperimentForm(posted(request), initial=ExperimentForm.stands(found))
    context = {"experiment": found, "form": form, "back": reverse("experiment", args=[pk])}
    return change_learnt(request, found, form, "evaluations/edit_experiment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end_experiment(request: Request, pk: int) -> HttpResponse:
    """ "Wat zagen jullie?", and whether people go on with it or stop."""
    found: Experiment = load_learnt(request, Experiment, pk)
    seat_first = to_seat_first(request, found)
    if seat_first:
        return seat_first
    require(request.who, Action.LEARN, found)
    form, status = EndExperimentForm(posted(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                found.end(
                    by=acting(request.who, Action.LEARN, found),
                    saw=form.cleaned_data["saw"],
                    ended_as=ExperimentEnd(form.cleaned_data["ended_as"]),
                )
                messages.success(request, _("Dank je. Het staat erbij."))
                return done(request, page=reverse("experiment", args=[pk]))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {"initiative": found.initiative, "experiment": found, "form": form}
    return render_page(request, "evaluations/end_experiment.html", context, status=status)
