"""Looking back: what there is to fill in, one question a screen, and the end of answering."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.models import Commitment
from agreements.models.progress import side_of
from agreements.people import people_of, show_people
from config.http import Request, done, posted, render_page
from evaluations.answered_here import answered_here
from evaluations.forms.looking import (
    BACK,
    STOP,
    BeginForm,
    LinesForm,
    NumbersForm,
    OutcomeForm,
    TextForm,
)
from evaluations.models import Evaluation, LookBack
from evaluations.models.look_back import NewerAnswer
from evaluations.sheet import Sheet
from evaluations.steps import Kind, Step
from evaluations.views.result import show_result
from initiatives.access import Action, acting, may, require
from initiatives.models import Side
from initiatives.seating import to_seat_first


def load_evaluation(request: Request, pk: int) -> Evaluation:
    """One that this reader may see, or 404."""
    found = Evaluation.objects.visible_to(request.who).with_home()
    return get_object_or_404(found, pk=pk)


def sheet_of(request: Request, evaluation: Evaluation) -> Sheet:
    """What this one fills in; nobody sees the sheet of somebody else."""
    me = request.who.participant_in(evaluation.initiative)
    return Sheet(evaluation, side_of(me) or Side.GROUP, LookBack.objects.of(evaluation, me))


def may_fill_in(request: Request, evaluation: Evaluation) -> bool:
    """Whoever came by the link says first who it is."""
    who = request.who
    return may(who, Action.LOOK_BACK, evaluation) or (
        who.participant_in(evaluation.initiative) is None and may(who, Action.TAKE_SEAT, evaluation)
    )


@require_safe
def evaluation(request: Request, pk: int) -> HttpResponse:
    """What there is to fill in, while people answer; after that what everybody said."""
    found = load_evaluation(request, pk)
    require(request.who, Action.SEE, found)
    if not found.is_answering:
        return show_result(request, found)
    checks = {check.side: check for check in found.trust.all()}
    sheet = sheet_of(request, found)
    me = request.who.participant_in(found.initiative)
    # Whoever reads by the link of the group is asked on its side.
    mine = side_of(me) if me is not None else Side.GROUP
    context = {
        "evaluation": found,
        "initiative": found.initiative,
        "sheet": sheet,
        "me": me,
        "checks": [checks[side] for side in (Side.GROUP, Side.MUNICIPALITY) if side in checks],
        "check": checks.get(mine),
        "is_guide": me is not None and me.side == Side.GUIDE,
        "is_municipality": mine == Side.MUNICIPALITY,
        "may_fill_in": may_fill_in(request, found),
        "was_here": pk in answered_here(request),
        "may_stop": may(request.who, Action.OPEN_LOOK_BACK, found),
    }
    return render_page(request, "evaluations/evaluation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def gather_answers(request: Request, pk: int) -> HttpResponse:
    """ "Stop met invullen": asks once more, because it never opens again."""
    found = load_evaluation(request, pk)
    seat_first = to_seat_first(request, found)
    if seat_first:
        return seat_first
    require(request.who, Action.OPEN_LOOK_BACK, found)
    page = reverse("evaluation", args=[pk])
    if request.method == "POST":
        found.gather(by=acting(request.who, Action.OPEN_LOOK_BACK, found))
        messages.success(request, _("Het invullen is klaar. Hier staat wat iedereen zei."))
        return done(request, page=page)
    if not found.is_answering:
        return redirect(page)
    context = {"evaluation": found, "initiative": found.initiative}
    return render_page(request, "evaluations/gather_answers.html", context)


def _elsewhere(request: Request, evaluation: Evaluation) -> HttpResponse | None:
    """To what everybody said once answering is over, or first to "Wie ben je?"; None for who can
    fill in here and now. 403 for who has no side."""
    if request.method != "POST" and not evaluation.is_answering:
        return redirect("evaluation", evaluation.pk)
    seat_first = to_seat_first(request, evaluation)
    if seat_first is None:
        require(request.who, Action.LOOK_BACK, evaluation)
    return seat_first


@require_http_methods(["GET", "HEAD", "POST"])
def look_back(request: Request, pk: int) -> HttpResponse:
    """Begins it, alone or together; later: what is said and what is not yet, and the end."""
    found = load_evaluation(request, pk)
    elsewhere = _elsewhere(request, found)
    if elsewhere:
        return elsewhere
    sheet, status = sheet_of(request, found), 200
    form = BeginForm(posted(request), initial={"together": sheet.of and sheet.of.together})
    if request.method == "POST":
        status = 422
        if form.is_valid():
            me = acting(request.who, Action.LOOK_BACK, found)
            LookBack.begin(found, by=me, together=form.cleaned_data["together"])
            # Who changes only how, stays with the list.
            step = sheet.steps.main[0]
            return done(request, page=_page(found, None if sheet.of else step))
    me_now = request.who.participant_in(found.initiative)
    check = found.trust.filter(side=sheet.side).first() if sheet.is_finished else None
    context = {
        "evaluation": found,
        "initiative": found.initiative,
        "sheet": sheet,
        "main": sheet.rows(sheet.steps.main),
        "extra": sheet.rows(sheet.steps.extra),
        "form": form,
        "check": check,
        "was_here": pk in answered_here(request),
        "is_guide": me_now is not None and me_now.side == Side.GUIDE,
        "is_municipality": sheet.side == Side.MUNICIPALITY,
    }
    return render_page(request, "evaluations/look_back.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def look_back_step(request: Request, pk: int, slug: str) -> HttpResponse:
    """One question, large. Every button keeps what was typed, and says where to go on."""
    found = load_evaluation(request, pk)
    elsewhere = _elsewhere(request, found)
    if elsewhere:
        return elsewhere
    sheet, status = sheet_of(request, found), 200
    step = sheet.steps.at(slug)
    if step is None:
        raise Http404
    mine, me = sheet.of, None
    if mine is None:
        if request.method != "POST":
            return redirect("look_back", pk)
        me = acting(request.who, Action.LOOK_BACK, found)
        mine = sheet.of = LookBack.begin(found, by=me)
    form = _form_of(request, sheet, mine, step)
    newest = None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            if me is None:
                acting(request.who, Action.LOOK_BACK, found)
            try:
                _say(mine, step, form)
                return done(request, page=_where_to(request, sheet, step))
            except NewerAnswer as refusal:
                newest = refusal.newest
                if isinstance(form, TextForm):
                    form.about(newest)
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "evaluation": found,
        "initiative": found.initiative,
        "sheet": sheet,
        "step": step,
        "form": form,
        "newest": newest,
        "before": sheet.steps.before(step),
        "after": sheet.steps.after(step),
        "after_lines": sheet.steps.after_lines()
        if step.part and step.part < sheet.steps.parts
        else None,
    }
    return render_page(request, "evaluations/look_back_step.html", context, status=status)


def _form_of(request: Request, sheet: Sheet, mine: LookBack, step: Step) -> forms.Form:
    """The form of a screen, as the sheet of this one stands."""
    data = posted(request)
    if step.question is not None:
        said = sheet.texts.get(step.question.key)
        return TextForm(data, question=step.question, said=said)
    if step.kind is Kind.LINES:
        lines = sheet.lines_of(step)
        return LinesForm(data, lines=lines, shown=_shown(request, sheet, lines), words=sheet.words)
    if step.kind is Kind.NUMBERS:
        return NumbersForm(data, said=mine)
    return OutcomeForm(data, version=sheet.evaluation.version)


def _shown(request: Request, sheet: Sheet, lines: list[Commitment]) -> dict[int, str]:
    """Line -> its sentence, with the names that this reader may read."""
    people = people_of(sheet.evaluation.initiative, [line.text for line in lines])
    return {line.pk: show_people(line.whole_sentence, request.who, people) for line in lines}


def _say(sheet: LookBack, step: Step, form: forms.Form) -> None:
    said: dict[str, Any] = form.cleaned_data
    if step.question is not None:
        sheet.answer(step.question.key, said["text"], said.get("pattern", ""), seen=said["seen"])
    elif isinstance(form, LinesForm):
        sheet.say_of_lines(form.said)
    elif step.kind is Kind.NUMBERS:
        sheet.say_numbers(people_came=said["people_came"], times_open=said["times_open"])
    else:
        # Who skips it says nothing else than before.
        sheet.finish(outcome=said["outcome"] or sheet.outcome)


def _where_to(request: Request, sheet: Sheet, step: Step) -> str:
    then = request.POST.get("then", "")
    if then == STOP:
        return reverse("evaluation", args=[sheet.evaluation.pk])
    if then == BACK:
        return _page(sheet.evaluation, sheet.steps.before(step))
    return _page(sheet.evaluation, sheet.steps.after(step))


def _page(evaluation: Evaluation, step: Step | None) -> str:
    """The screen of a step; the list of all of them at the end."""
    if step is None:
        return reverse("look_back", args=[evaluation.pk])
    return reverse("look_back_step", args=[evaluation.pk, step.slug])
