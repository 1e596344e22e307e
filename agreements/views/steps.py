""" "Als …, dan …": one side says that it is so, the other one too, and then the line counts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements.forms.steps import StepForm
from agreements.models import AgreementVersion, Commitment, StepReached
from agreements.people import people_of
from agreements.states import Status
from agreements.steps import Steps
from agreements.views.progress import load_line
from agreements.views.reacting import asks_name
from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.states import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def mark_step(request: Request, pk: int) -> HttpResponse:
    """One tap, from the text; or here, with a sentence on how one notices it."""
    line = load_line(request, pk)
    require(request.who, Action.MARK_STEP, line.clause)
    me = request.who.participant_in(line.clause.initiative)
    form, status = StepForm(posted(request), asks_name=asks_name(me)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                StepReached.mark(
                    line,
                    by=acting(request.who, Action.MARK_STEP, line.clause),
                    text=form.cleaned_data["text"],
                    is_signed=form.is_signed_by_choice,
                )
                _say_what_came_of_it(request, line)
                return done(request, page=place_of(line), fragment=_fragment_of(line))
            except Refused as refusal:
                if request.htmx:
                    raise
                form.add_error(None, refusal.sentence)
                status = 409
    return _show(request, line, form, status)


@require_POST
def take_back_step(request: Request, pk: int) -> HttpResponse:
    """ "Toch niet": while the other side did not say so too."""
    line = load_line(request, pk)
    StepReached.take_back(line, by=acting(request.who, Action.MARK_STEP, line.clause))
    return done(request, page=place_of(line), fragment=_fragment_of(line))


def place_of(line: Commitment) -> str:
    return f"{reverse('version', args=[line.clause.version_id])}#{line.clause.key}"


def _fragment_of(line: Commitment) -> str:
    return reverse("mark_step", args=[line.pk])


def _show(request: Request, line: Commitment, form: StepForm, status: int) -> HttpResponse:
    version = line.clause.version
    context = {
        "line": line,
        "clause": line.clause,
        "version": version,
        "initiative": version.initiative,
        "people": people_of(version.initiative, line.texts_with_people),
        "step": Steps(version, request.who).at(line, [line]),
        "form": form,
        "may_act": True,
    }
    # A tap on the text swaps only the step; what is wrong with a sentence is said on the page.
    fragment = "agreements/_step.html" if status == 200 else None
    return render_page(
        request, "agreements/mark_step.html", context, fragment=fragment, status=status
    )


def _say_what_came_of_it(request: Request, line: Commitment) -> None:
    """That the step is reached, and what that did to a draft that this one may read."""
    version = line.clause.version
    step = Steps(version, request.who).at(line, [line])
    if request.htmx or step is None or not step.step.is_reached:
        return
    drafts = AgreementVersion.objects.visible_to(request.who).filter(
        agreement=version.agreement_id, status=Status.DRAFT
    )
    there = Commitment.objects.filter(clause__version__in=drafts, key=line.key)
    conditions = list(there.values_list("condition", flat=True))
    if not conditions:
        messages.success(request, _("Stap bereikt. Deze regel geldt nu gewoon."))
    elif conditions[0]:
        messages.info(
            request,
            _("Stap bereikt. In het concept staat deze regel anders. Pas hem daar zelf aan."),
        )
    else:
        messages.success(request, _("Stap bereikt. In het concept is het een gewone regel."))
