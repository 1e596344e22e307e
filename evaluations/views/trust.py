"""The trust check: without a name, or openly as a small municipality, or as cards on the table."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.sessions import leaves_no_trace
from config.http import Request, posted, render_page
from evaluations.answered_here import answered_here, note_on_device
from evaluations.forms.trust import JointForm, TrustForm, joint_initial
from evaluations.models import Evaluation, TrustCheck
from evaluations.models.trust import JointConflict
from evaluations.publishing import ANSWERS, ITEMS
from evaluations.sentences import OF_BOTH
from evaluations.states import Mode
from initiatives.access import Action, acting, require
from initiatives.models import Side
from initiatives.states import Refused


@leaves_no_trace
@require_http_methods(["GET", "HEAD", "POST"])
def trust_check(request: Request, pk: int) -> HttpResponse:
    """Five sentences, one page, one send. It is the one thing that people do without `acting`:
    that would note that they are still there, and that their link was used."""
    check = _check_of(request, pk, _side_that_answers(request, _evaluation(request, pk)))
    evaluation = check.evaluation
    if check.mode == Mode.CARDS:
        return redirect("trust_cards", pk)
    if check.mode == Mode.JOINT:
        return redirect("trust_joint", pk)
    if check.is_over and request.method != "POST":
        return redirect("evaluation", pk)
    was_here = pk in answered_here(request)
    # Somebody else on the same phone, who says so.
    goes_again = "nog-iemand" in request.GET
    form = TrustForm(posted(request), side=check.side, asks_text=check.asks_text)
    status = 200
    if request.method == "POST" and was_here and not goes_again:
        status = 409
    elif request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                check.add_answer(form.answers, form.said_text, ticket=form.cleaned_data["ticket"])
                messages.success(request, _("Dank je wel. Je antwoorden zijn opgeteld."))
                response = redirect("evaluation", pk)
                note_on_device(request, response, pk)
                return response
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "evaluation": evaluation,
        "initiative": evaluation.initiative,
        "check": check,
        "form": form,
        "was_here": was_here and not goes_again,
        "by_link": check.side == Side.GROUP,
    }
    return render_page(request, "evaluations/trust_check.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def trust_joint(request: Request, pk: int) -> HttpResponse:
    """The open form of a small municipality, as one side; it can change until answering ends."""
    evaluation = _evaluation(request, pk)
    require(request.who, Action.ANSWER_TRUST_JOINT, evaluation)
    check = _check_of(request, pk, Side.MUNICIPALITY)
    if check.mode != Mode.JOINT:
        return redirect("trust_check", pk)
    if check.is_over and request.method != "POST":
        return redirect("evaluation", pk)
    initial = {
        **joint_initial(check.joint),
        "signed_as": check.signed_as,
        "seen": check.revision,
    }
    form = JointForm(posted(request), side=check.side, asks_text=True, initial=initial)
    status, current = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                check.say_joint(
                    by=acting(request.who, Action.ANSWER_TRUST_JOINT, check),
                    answers=form.answers,
                    text=form.said_text,
                    signed_as=form.cleaned_data["signed_as"],
                    seen=form.cleaned_data["seen"],
                )
                messages.success(request, _("Bewaard. De groep ziet dit als het invullen stopt."))
                return redirect("evaluation", pk)
            except JointConflict as conflict:
                current, status = conflict.current, 409
                form.add_error(None, conflict.sentence)
                form.about(current.revision)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "evaluation": check.evaluation,
        "initiative": check.initiative,
        "check": check,
        "form": form,
        "current": current,
        "beside": _said(current) if current else [],
    }
    return render_page(request, "evaluations/trust_joint.html", context, status=status)


@require_safe
def trust_cards(request: Request, pk: int) -> HttpResponse:
    """The five sentences on paper, to lay on the table: for a group that is too small."""
    evaluation = _evaluation(request, pk)
    require(request.who, Action.SEE, evaluation)
    check = _check_of(request, pk, Side.GROUP)
    context = {
        "evaluation": evaluation,
        "initiative": evaluation.initiative,
        "check": check,
        "sentences": [OF_BOTH[item.key] for item in ITEMS],
        "answers": [(FACES[value], word) for value, word in ANSWERS],
    }
    return render_page(request, "evaluations/trust_cards.html", context)


# Which icon stands beside which answer.
FACES = {
    1: "mood-worst",
    2: "mood-bad",
    3: "mood-so_so",
    4: "mood-good",
    5: "mood-best",
    0: "question",
}


def _evaluation(request: Request, pk: int) -> Evaluation:
    return get_object_or_404(Evaluation.objects.visible_to(request.who).with_home(), pk=pk)


def _check_of(request: Request, pk: int, side: str) -> TrustCheck:
    found = TrustCheck.objects.visible_to(request.who).with_home()
    return get_object_or_404(found, evaluation=pk, side=side)


def _side_that_answers(request: Request, evaluation: Evaluation) -> str:
    """For which side this one answers; 403 for who is asked for neither."""
    who = request.who
    me = who.participant_in(evaluation.initiative)
    if me is not None and me.side == Side.GUIDE:
        raise PermissionDenied(
            _("Dit vullen de groep en de gemeente zelf in. Als begeleider doe je hier niet mee.")
        )
    require(who, Action.ANSWER_TRUST, evaluation)
    if me is not None:
        return me.side
    # A link is for the group. Who works here and opened it is not of the group.
    if who.user is not None and who.user.is_professional:
        raise PermissionDenied(_("Dit vult de groep zelf in."))
    return Side.GROUP


def _said(check: TrustCheck) -> list[tuple[str, str]]:
    """What a colleague filled in, as sentence and word."""
    words = {value: str(word) for value, word in ANSWERS}
    answers = check.joint["answers"] if check.joint else {}
    return [
        (str(item.sentence(check.side)), words[answers[item.key]])
        for item in ITEMS
        if item.key in answers
    ]
