"""Reactions on a clause, and their answers."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from agreements.forms.reacting import AnswerForm, ReactForm
from agreements.models import Clause, Comment
from agreements.states import CommentKind
from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, may, require
from initiatives.models import Participant
from initiatives.names import is_hidden_by_default
from initiatives.seating import to_seat_first
from initiatives.states import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def react(request: Request, pk: int) -> HttpResponse:
    """A question, concern, idea or compliment on a clause; or on to another text for it."""
    clause = get_object_or_404(Clause.objects.visible_to(request.who).with_home(), pk=pk)
    seat_first = to_seat_first(request, clause)
    if seat_first:
        return seat_first
    require(request.who, Action.REACT, clause)
    me = request.who.participant_in(clause.initiative)
    if "other" in request.POST:
        # Circular: its form is a reaction too.
        from agreements.views.proposing import begin

        return begin(request, clause, request.POST.get("text", ""))
    form = ReactForm(posted(request), asks_name=asks_name(me))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                Comment.add(
                    clause,
                    by=acting(request.who, Action.REACT, clause),
                    kind=CommentKind(form.cleaned_data["kind"]),
                    text=form.cleaned_data["text"],
                    is_signed=form.is_signed_by_choice,
                )
                return to_clause(request, clause)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "clause": clause,
        "initiative": clause.initiative,
        "form": form,
        "may_ask_advice": may(request.who, Action.ASK_ADVICE, clause),
    }
    response = render_page(
        request,
        "agreements/react.html",
        context,
        fragment="agreements/_react.html",
        status=status,
    )
    # A reaction that went well replaces the clause; one that did not only its own form.
    return reswap(retarget(response, f"#foot-{clause.pk}"), "innerHTML")


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    """An answer to a reaction. An invalid one comes back with what was typed."""
    comment = get_object_or_404(Comment.objects.visible_to(request.who).with_home(), pk=pk)
    seat_first = to_seat_first(request, comment) if request.method != "POST" else None
    if seat_first:
        return seat_first
    require(request.who, Action.REACT, comment)
    me = request.who.participant_in(comment.initiative)
    form = AnswerForm(posted(request), asks_name=asks_name(me), prefix=f"answer-{comment.pk}")
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                comment.answer(
                    by=acting(request.who, Action.REACT, comment),
                    text=form.cleaned_data["text"],
                    is_signed=form.is_signed_by_choice,
                )
                return to_comment(request, comment)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "comment": comment,
        "initiative": comment.initiative,
        "form": form,
        "back": place_of(comment),
    }
    response = render_page(
        request,
        "agreements/answer.html",
        context,
        fragment="agreements/_answer.html",
        status=status,
    )
    # An answer that went well replaces the clause; one that did not only its own form.
    return reswap(retarget(response, f"#antwoord-{comment.pk}"), "innerHTML")


@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    """ "Dit is besproken"."""
    comment = get_object_or_404(Comment.objects.visible_to(request.who).with_home(), pk=pk)
    comment.settle(by=acting(request.who, Action.REACT, comment))
    return to_comment(request, comment)


@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    comment = get_object_or_404(Comment.objects.visible_to(request.who).with_home(), pk=pk)
    comment.reopen(by=acting(request.who, Action.REACT, comment))
    return to_comment(request, comment)


def asks_name(me: Participant | None) -> bool:
    """Whether a form asks to show the name: only of somebody whose name is not shown anyway."""
    return me is not None and is_hidden_by_default(me)


def clause_of(comment: Comment) -> Clause | None:
    """The clause on which a reaction stands: in the newest text that still has it and that both
    sides read; None when it was taken out of every text."""
    there = Clause.objects.filter(
        version__agreement=comment.agreement_id, key=comment.clause_key
    ).select_related("version")
    proposed = there.exclude(version__proposed_at=None).order_by("-version__number")
    return proposed.first() or there.filter(version=comment.version_id).first()


def place_of(comment: Comment) -> str:
    """Where a reaction is read: at its clause, or among those whose clause is gone."""
    clause = clause_of(comment)
    if clause is None:
        return f"{reverse('version', args=[comment.version_id])}#reactie-{comment.pk}"
    return f"{reverse('version', args=[clause.version_id])}#{clause.key}"


def to_comment(request: Request, comment: Comment) -> HttpResponse:
    clause = clause_of(comment)
    return to_clause(request, clause) if clause else redirect(place_of(comment))


def to_clause(request: Request, clause: Clause) -> HttpResponse:
    page = reverse("version", args=[clause.version_id])
    return done(request, page=f"{page}#{clause.key}", fragment=reverse("clause", args=[clause.pk]))
