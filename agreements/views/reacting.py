"""Reactions on a clause, and their answers."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from agreements.forms.reacting import AnswerForm, ReactForm
from agreements.models import Clause, Comment
from agreements.states import CommentKind
from agreements.views.reading import load_clause, page_context
from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.models import Participant
from initiatives.names import is_hidden_by_default
from initiatives.seating import to_seat_first
from initiatives.states import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def react(request: Request, pk: int) -> HttpResponse:
    """A question, concern, idea or compliment on a clause."""
    clause = get_object_or_404(Clause.objects.visible_to(request.who).with_home(), pk=pk)
    seat_first = to_seat_first(request, clause)
    if seat_first:
        return seat_first
    require(request.who, Action.REACT, clause)
    me = request.who.participant_in(clause.initiative)
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
    context = {"clause": clause, "initiative": clause.initiative, "form": form}
    response = render_page(
        request,
        "agreements/react.html",
        context,
        fragment="agreements/_react.html",
        status=status,
    )
    # A reaction that went well replaces the clause; one that did not only its own form.
    return reswap(retarget(response, f"#foot-{clause.pk}"), "innerHTML")


@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """An answer to a reaction. An invalid one comes back with what was typed."""
    comment = get_object_or_404(Comment.objects.visible_to(request.who).with_home(), pk=pk)
    me = acting(request.who, Action.REACT, comment)
    form = AnswerForm(request.POST, asks_name=asks_name(me), prefix=f"answer-{comment.pk}")
    status = 422
    if form.is_valid():
        try:
            comment.answer(
                by=me, text=form.cleaned_data["text"], is_signed=form.is_signed_by_choice
            )
            return to_clause(request, clause_of(comment))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
            status = 409
    page, view = load_clause(request, clause_of(comment).pk)
    context = {**page_context(request, page), "view": view, "failed": comment.pk, "form": form}
    return render_page(
        request,
        "agreements/clause.html",
        context,
        fragment="agreements/_clause.html",
        status=status,
    )


@require_POST
def settle(request: Request, pk: int) -> HttpResponse:
    """ "Dit is besproken"."""
    comment = get_object_or_404(Comment.objects.visible_to(request.who).with_home(), pk=pk)
    comment.settle(by=acting(request.who, Action.REACT, comment))
    return to_clause(request, clause_of(comment))


@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    comment = get_object_or_404(Comment.objects.visible_to(request.who).with_home(), pk=pk)
    comment.reopen(by=acting(request.who, Action.REACT, comment))
    return to_clause(request, clause_of(comment))


def asks_name(me: Participant | None) -> bool:
    """Whether a form asks to show the name: only of somebody whose name is not shown anyway."""
    return me is not None and is_hidden_by_default(me)


def clause_of(comment: Comment) -> Clause:
    """The clause on which a reaction stands: in the newest text that still has it."""
    return (
        Clause.objects.filter(version__agreement=comment.agreement_id, key=comment.clause_key)
        .exclude(version__status="draft")
        .select_related("version")
        .order_by("-version__number")
        .first()
    ) or Clause.objects.get(version=comment.version_id, key=comment.clause_key)


def to_clause(request: Request, clause: Clause) -> HttpResponse:
    page = reverse("version", args=[clause.version_id])
    return done(request, page=f"{page}#{clause.key}", fragment=reverse("clause", args=[clause.pk]))
