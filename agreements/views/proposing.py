"""Another text for a clause, written beside the one that stands there."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget

from agreements.forms.proposing import ProposeTextForm
from agreements.loading import load_people
from agreements.models import ChangeProposal, Clause, TextChange
from agreements.models.clause import Line
from agreements.people import UnknownPerson, from_typed, people_of, to_typed
from agreements.views.reacting import asks_name, to_clause
from config.http import Request, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.models import Participant, Side
from initiatives.seating import to_seat_first
from initiatives.states import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def propose_text(request: Request, pk: int) -> HttpResponse:
    """Every line of the clause in its own field; what comes back different is the proposal."""
    clause = get_object_or_404(Clause.objects.visible_to(request.who).with_home(), pk=pk)
    seat_first = to_seat_first(request, clause)
    if seat_first:
        return seat_first
    require(request.who, Action.PROPOSE_TEXT, clause)
    lines = [line.as_line() for line in clause.commitments.all()]
    present = _nameable(clause, lines)
    form = form_of(request, clause, lines, present, posted(request))
    if request.method != "POST":
        return show_form(request, clause, form)
    status = 422
    if form.is_valid():
        changes = _changes(request, form, lines, present)
        if form.revision != clause.revision:
            form.revision = clause.revision
            form.add_error(None, _("Iemand anders heeft dit onderdeel net veranderd."))
            status = 409
        elif not changes and not form.errors:
            form.add_error(
                None, _("Je hebt nog niets veranderd. Verander een regel, of schrijf er een bij.")
            )
        elif not form.errors:
            try:
                ChangeProposal.propose(
                    clause,
                    by=acting(request.who, Action.PROPOSE_TEXT, clause),
                    changes=changes,
                    because=form.cleaned_data["because"],
                    is_signed=form.is_signed_by_choice,
                )
                return to_clause(request, clause)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    return show_form(request, clause, form, status=status)


def begin(request: Request, clause: Clause, because: str) -> HttpResponse:
    """The form as it is when somebody goes on from a reaction; what was typed goes along."""
    lines = [line.as_line() for line in clause.commitments.all()]
    form = form_of(request, clause, lines, _nameable(clause, lines), None, because=because)
    return show_form(request, clause, form)


def _nameable(clause: Clause, lines: list[Line]) -> list[Participant]:
    """Who takes part, and whom the lines name already."""
    return load_people(clause.initiative, [line.text for line in lines]).known


def form_of(
    request: Request,
    clause: Clause,
    lines: list[Line],
    present: list[Participant],
    data: dict[str, str] | None,
    *,
    because: str = "",
) -> ProposeTextForm:
    me = request.who.participant_in(clause.initiative)
    people = people_of(clause.initiative, [line.text for line in lines], known=present)
    return ProposeTextForm(
        data,
        asks_name=asks_name(me),
        revision=clause.revision,
        lines=[replace(line, text=to_typed(line.text, request.who, people)) for line in lines],
        side=Side.MUNICIPALITY if me and me.side == Side.MUNICIPALITY else Side.GROUP,
        because=because,
    )


def _changes(
    request: Request, form: ProposeTextForm, lines: list[Line], present: list[Participant]
) -> list[TextChange]:
    """What is to be different, with people as references; a name that is not here is said."""
    changes = []
    for line in lines:
        typed = form.text_of(line)
        if typed is None:
            continue
        text = _stored(request, form, form.name_of(line.key), typed, present)
        if text is not None and text != line.text.strip():
            changes.append(
                TextChange(
                    text=text,
                    party=line.party,
                    party_name=line.party_name,
                    line_key=line.key,
                    base_text=line.text,
                )
            )
    new = _stored(request, form, "new_text", form.cleaned_data.get("new_text", ""), present)
    if new:
        changes.append(
            TextChange(
                text=new,
                party=form.cleaned_data["new_party"],
                party_name=form.cleaned_data["new_party_name"],
            )
        )
    return changes


def _stored(
    request: Request, form: ProposeTextForm, name: str, typed: str, present: list[Participant]
) -> str | None:
    try:
        return from_typed(typed, request.who, present)
    except UnknownPerson as unknown:
        form.add_error(name, unknown.sentence)
        return None


def show_form(
    request: Request, clause: Clause, form: ProposeTextForm, *, status: int = 200
) -> HttpResponse:
    context = {"clause": clause, "initiative": clause.initiative, "form": form}
    response = render_page(
        request,
        "agreements/propose_text.html",
        context,
        fragment="agreements/_propose_text.html",
        status=status,
    )
    # A proposal that went well replaces the clause; one that did not only its own form.
    return reswap(retarget(response, f"#foot-{clause.pk}"), "innerHTML")
