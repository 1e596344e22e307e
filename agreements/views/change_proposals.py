"""Other texts for a clause: beside each other, supported, taken over, declined, taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Case, F, When
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.forms.fields import whole_number
from agreements.forms.proposing import DeclineTextForm
from agreements.loading import keep_lines, load_people
from agreements.models import ChangeProposal, Clause, Commitment
from agreements.models.change_proposal import TakeOverConflict
from agreements.people import people_of
from agreements.proposals import Proposals, ProposalView, supporters_of
from agreements.states import OPEN
from agreements.taking_over import How
from config.http import Request, done, posted, render_page
from initiatives.access import DECLINES, Action, acting, may, require
from initiatives.models import Participant, Side
from initiatives.names import is_readable
from initiatives.states import Refused


def load_proposal(request: Request, pk: int) -> ChangeProposal:
    found = ChangeProposal.objects.visible_to(request.who).with_home()
    return get_object_or_404(found.select_related("by__merged_into", "taken_into"), pk=pk)


def clause_of(request: Request, proposal: ChangeProposal) -> Clause:
    """The clause beside which it stands: in the newest text that this one may read and that is not
    over, else in the newest one that has it."""
    is_over = Case(When(version__status__in=OPEN, then=0), default=1)
    clauses = Clause.with_removed.visible_to(request.who).with_home()
    here = clauses.filter(version__agreement=proposal.agreement_id, key=proposal.clause_key)
    # In a draft it may have been taken out; then an earlier text says it better.
    found = here.order_by(F("removed_at").asc(nulls_first=True), is_over, "-version__number")
    return get_object_or_404(found[:1])


def place_of(request: Request, proposal: ChangeProposal) -> str:
    """Where it stands on the page that one reads."""
    clause = clause_of(request, proposal)
    return f"{reverse('version', args=[clause.version_id])}#{clause.key}"


@require_safe
def clause_proposals(request: Request, pk: int) -> HttpResponse:
    """Every other text for a clause, beside the one that stands there now."""
    clause = get_object_or_404(Clause.objects.visible_to(request.who).with_home(), pk=pk)
    lines = list(clause.commitments.all())
    proposals, people = load_beside(request, clause, lines)
    context = {
        "clause": clause,
        "lines": lines,
        "people": people,
        "version": clause.version,
        "initiative": clause.initiative,
        "proposals": proposals.open_on(clause),
        "past": proposals.past_on(clause),
        "may_propose_text": clause.version.status in OPEN and _may_propose(request, clause),
    }
    return render_page(request, "agreements/clause_proposals.html", context)


def _may_propose(request: Request, clause: Clause) -> bool:
    initiative = clause.initiative
    return may(request.who, Action.PROPOSE_TEXT, initiative) or may(
        request.who, Action.TAKE_SEAT, initiative
    )


@require_safe
def change_proposal(request: Request, pk: int) -> HttpResponse:
    """One proposal with everybody behind it: a small page, and the part that htmx puts back."""
    context = context_of(request, load_proposal(request, pk))
    return render_page(
        request,
        "agreements/change_proposal.html",
        context,
        fragment="agreements/_change_proposal.html",
    )


def load_beside(
    request: Request, clause: Clause, lines: list[Commitment]
) -> tuple[Proposals, dict[int, Participant]]:
    """The other texts for `clause`, and everybody whom they or its `lines` name. Two queries."""
    proposals = Proposals(
        clause.version.agreement,
        request.who,
        clause_key=clause.key,
        in_draft=clause.version.is_draft,
    )
    texts = [text for line in lines for text in line.texts_with_people] + proposals.texts
    keep_lines(clause, lines)
    loaded = load_people(clause.initiative, texts)
    request.who.know(clause.initiative, loaded.present)
    proposals.known = loaded.known
    return proposals, people_of(clause.initiative, texts, known=loaded.known)


def context_of(request: Request, proposal: ChangeProposal) -> dict[str, Any]:
    clause = clause_of(request, proposal)
    proposals, people = load_beside(request, clause, list(clause.commitments.all()))
    behind = supporters_of(proposal, proposals.known)
    named = [
        person
        for person in behind
        if is_readable(
            request.who,
            person,
            is_signed=proposal.is_signed and person.pk == proposal.maker_id,
        )
    ]
    return {
        "proposed": view_of(proposals, proposal, clause),
        "proposal": proposal,
        "clause": clause,
        "initiative": proposal.initiative,
        "people": people,
        "supporters": named,
        "unnamed": len(behind) - len(named),
    }


def view_of(proposals: Proposals, proposal: ChangeProposal, clause: Clause) -> ProposalView:
    shown = proposals.open_on(clause) if proposal.is_open else proposals.past_on(clause)
    found = next((view for view in shown if view.proposal.pk == proposal.pk), None)
    if found is None:
        raise Http404  # older than the newest that one page holds
    return found


def done_with(request: Request, proposal: ChangeProposal) -> HttpResponse:
    return done(
        request,
        page=place_of(request, proposal),
        fragment=reverse("change_proposal", args=[proposal.pk]),
    )


@require_POST
def support_text(request: Request, pk: int) -> HttpResponse:
    """ "Hier sta ik achter"."""
    proposal = load_proposal(request, pk)
    proposal.support(by=acting(request.who, Action.PROPOSE_TEXT, proposal))
    return done_with(request, proposal)


@require_POST
def unsupport_text(request: Request, pk: int) -> HttpResponse:
    proposal = load_proposal(request, pk)
    proposal.unsupport(by=acting(request.who, Action.PROPOSE_TEXT, proposal))
    return done_with(request, proposal)


@require_POST
def withdraw_text(request: Request, pk: int) -> HttpResponse:
    """Takes one's own proposal back. It stays to be read among the earlier ones."""
    proposal = load_proposal(request, pk)
    proposal.withdraw(by=acting(request.who, Action.PROPOSE_TEXT, proposal))
    messages.success(request, _("Het voorstel is ingetrokken."))
    return redirect(place_of(request, proposal))


@require_http_methods(["GET", "HEAD", "POST"])
def decline_text(request: Request, pk: int) -> HttpResponse:
    """Why it is not taken over. Both sides read that."""
    proposal = load_proposal(request, pk)
    action = DECLINES[Side(proposal.by.side)]
    require(request.who, action, proposal)
    if request.method != "POST" and not proposal.is_open:
        return redirect("change_proposal", proposal.pk)
    form = DeclineTextForm(posted(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, action, proposal)
                proposal.decline(by=me, because=form.cleaned_data["because"])
                messages.success(request, _("Opgeschreven. Wie het voorstelde kan het lezen."))
                return redirect(place_of(request, proposal))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {**context_of(request, proposal), "form": form}
    return render_page(request, "agreements/decline_text.html", context, status=status)


@require_POST
def take_over_text(request: Request, pk: int) -> HttpResponse:
    """Puts it into the draft. Says the draft something else by now: both texts, and a choice."""
    proposal = load_proposal(request, pk)
    me = acting(request.who, Action.TAKE_OVER_TEXT, proposal)
    how = request.POST.get("how", "")
    try:
        clause = proposal.take_over(
            by=me,
            revision=whole_number(request.POST.get("revision", "")) or 0,
            how=How(how) if how in set(How) else How.ASK,
        )
    except TakeOverConflict as conflict:
        return _ask_how(request, proposal, conflict)
    messages.success(request, _("Overgenomen. Het staat nu in het concept."))
    return redirect(f"{reverse('write', args=[clause.version_id])}#{clause.key}")


def _ask_how(
    request: Request, proposal: ChangeProposal, conflict: TakeOverConflict
) -> HttpResponse:
    proposal = load_proposal(request, proposal.pk)
    context = context_of(request, proposal)
    texts = [line.text for line in conflict.lines]
    lines = list(proposal.lines.all())
    texts += [text for line in lines for text in (line.text, line.base_text)]
    context |= {
        "conflict": conflict,
        "lines": lines,
        "people": people_of(proposal.initiative, texts),
    }
    return render_page(request, "agreements/take_over_text.html", context, status=409)
