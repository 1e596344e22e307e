""" "Juridisch advies gevraagd": what was asked about a clause, of whom, and what the answer was."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.forms.steps import AnswerAdviceForm, AskAdviceForm
from agreements.models import Clause, LegalAdvice
from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.states import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def ask_legal_advice(request: Request, pk: int) -> HttpResponse:
    """The question, whom it was put to, and when."""
    clause = get_object_or_404(Clause.objects.visible_to(request.who).with_home(), pk=pk)
    require(request.who, Action.ASK_ADVICE, clause)
    form, status = AskAdviceForm(posted(request), initial={"asked_on": timezone.localdate()}), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                LegalAdvice.ask(
                    clause,
                    by=acting(request.who, Action.ASK_ADVICE, clause),
                    **form.cleaned_data,
                )
                messages.success(request, _("Genoteerd. De vraag staat nu bij dit onderdeel."))
                return done(request, page=_place_of(clause))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "clause": clause,
        "version": clause.version,
        "initiative": clause.initiative,
        "form": form,
        "back": _place_of(clause),
    }
    return render_page(request, "agreements/ask_legal_advice.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_legal_advice(request: Request, pk: int) -> HttpResponse:
    """The answer that came, in the words of whoever notes it."""
    asked = LegalAdvice.objects.visible_to(request.who).filter(hidden_at=None)
    advice = get_object_or_404(asked.with_home(), pk=pk)
    require(request.who, Action.ANSWER_ADVICE, advice)
    form = AnswerAdviceForm(
        posted(request),
        asked_on=advice.asked_on,
        initial={"answered_on": timezone.localdate()},
    )
    status = 200
    back = place_of_advice(advice)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.ANSWER_ADVICE, advice)
                advice.answer_it(by=me, **form.cleaned_data)
                messages.success(request, _("Het antwoord is bewaard."))
                return done(request, page=back)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    if advice.answered_by is not None:
        advice.answered_by.initiative = advice.initiative
    context = {
        "advice": advice,
        "version": advice.version,
        "initiative": advice.initiative,
        "form": form,
        "back": back,
    }
    return render_page(request, "agreements/answer_legal_advice.html", context, status=status)


def _place_of(clause: Clause) -> str:
    """A draft is read where it is written; a text that was proposed on its own page."""
    page = reverse("write" if clause.version.is_draft else "version", args=[clause.version_id])
    return f"{page}#{clause.key}"


def place_of_advice(advice: LegalAdvice) -> str:
    """Where it is read: at its clause in the newest text that both sides read, or where it was
    asked."""
    there = Clause.objects.filter(
        version__agreement=advice.agreement_id, key=advice.clause_key
    ).select_related("version")
    proposed = there.exclude(version__proposed_at=None).order_by("-version__number").first()
    clause = proposed or there.filter(version=advice.version_id).first()
    if clause is None:
        return reverse("version", args=[advice.version_id])
    return _place_of(clause)
