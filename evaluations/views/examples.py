"""Examples to learn from: writing one down, and what a group does with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.forms.fields import whole_number
from config.http import Request, done, posted, render_page
from evaluations.forms.examples import ExampleForm, ExampleNoteForm
from evaluations.learning import homes_of
from evaluations.models import Example, ExampleNote
from evaluations.on_agenda import next_planned
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
from meetings.models import AgendaItem


@require_http_methods(["GET", "HEAD", "POST"])
def add_example(request: Request, pk: int) -> HttpResponse:
    """Writes down an example from here or from elsewhere."""
    initiative = load_home(request, pk)
    seat_first = to_seat_first(request, initiative)
    if seat_first:
        return seat_first
    require(request.who, Action.LEARN, initiative)
    form, status = ExampleForm(posted(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                by = acting(request.who, Action.LEARN, initiative)
                example = Example.add(initiative, by=by, **form.said())
                messages.success(request, _("Het voorbeeld staat erbij."))
                return done(request, page=reverse("example", args=[example.pk]))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {"initiative": initiative, "form": form, "back": home_of_learning(initiative)}
    return render_page(request, "evaluations/add_example.html", context, status=status)


def home_of_learning(initiative: Initiative) -> str:
    return reverse("initiative_learning", args=[initiative.pk])


@require_safe
def example(request: Request, pk: int) -> HttpResponse:
    """One example; and for everybody who takes part somewhere: what can we learn from it?"""
    return example_page(request, load_learnt(request, Example, pk))


def example_page(
    request: Request,
    found: Example,
    *,
    ours: Initiative | None = None,
    form: ExampleNoteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """`ours`: for which initiative the reader looks at it, with `form` as it was sent."""
    homes, _more = homes_of(request.who)
    initiatives = [person.initiative for person in homes]
    if not found.is_for_everyone:
        initiatives = [one for one in initiatives if one.pk == found.initiative_id]
    ours = ours or _chosen(request, initiatives)
    if ours is None:
        # The initiative that it comes from, else the only one that somebody takes part in.
        of_home = [one for one in initiatives if one.pk == found.initiative_id]
        ours = next(iter(of_home or (initiatives if len(initiatives) == 1 else [])), None)
    context: dict[str, Any] = belongs(request, found, request.who.participant_in(found.initiative))
    notes: list[ExampleNote] = []
    if ours is not None or context["is_home"]:
        of = ours or found.initiative
        notes = list(
            ExampleNote.objects.visible_to(request.who)
            .filter(example=found, initiative=of)
            .select_related("by__merged_into", "hidden_by__merged_into")
        )
        for note in notes:
            note.initiative = note.by.initiative = of
            if note.hidden_by is not None:
                note.hidden_by.initiative = of
    others = [one for one in initiatives if ours is None or one.pk != ours.pk]
    context |= {
        "example": found,
        "ours": ours,
        "others": others,
        # Who cannot do anything with it reads it in one column.
        "layout": "page--with-aside" if ours or notes or others else "",
        "notes": notes,
        "note_form": form or ExampleNoteForm(),
    }
    return render_page(request, "evaluations/example.html", context, status=status)


def _chosen(request: Request, initiatives: list[Initiative]) -> Initiative | None:
    asked = whole_number(request.GET.get("voor", ""))
    return next((one for one in initiatives if one.pk == asked), None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_example(request: Request, pk: int) -> HttpResponse:
    found = load_to_change(request, Example, pk)
    form = ExampleForm(posted(request), initial=ExampleForm.stands(found))
    context = {"example": found, "form": form, "back": reverse("example", args=[pk])}
    return change_learnt(request, found, form, "evaluations/edit_example.html", context)


def load_for(request: Request, pk: int, example: int) -> tuple[Initiative, Example]:
    """An example that this one may read, looked at for an initiative in which it takes part."""
    initiative = load_home(request, pk)
    usable = Example.objects.usable_in(initiative)
    return initiative, get_object_or_404(usable.visible_to(request.who).with_home(), pk=example)


@require_http_methods(["GET", "HEAD", "POST"])
def note_example(request: Request, pk: int, example: int) -> HttpResponse:
    """ "Wat kunnen wij hiervan leren?", read by who reads along with this initiative."""
    initiative, found = load_for(request, pk, example)
    seat_first = to_seat_first(request, initiative)
    if seat_first:
        return seat_first
    require(request.who, Action.LEARN, initiative)
    form, status = ExampleNoteForm(posted(request)), 200
    here = reverse("example", args=[found.pk]) + f"?voor={initiative.pk}"
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                by = acting(request.who, Action.LEARN, initiative)
                note = ExampleNote.add(found, by=by, text=form.cleaned_data["text"])
                messages.success(request, _("Het staat erbij."))
                return done(request, page=f"{here}#notitie-{note.pk}")
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    return example_page(request, found, ours=initiative, form=form, status=status)


@require_POST
def discuss_example(request: Request, pk: int, example: int) -> HttpResponse:
    """As a case on the agenda of the next meeting; without one somebody plans it first."""
    initiative, found = load_for(request, pk, example)
    require(request.who, Action.LEARN, initiative)
    meeting = next_planned(initiative)
    if meeting is None:
        messages.info(request, _("Er is nog geen overleg gepland. Plan er eerst een."))
        return redirect("plan_meeting", initiative.pk)
    by = acting(request.who, Action.ADD_POINT, initiative)
    text = _("Casus: {title}. Wat kunnen wij hiervan leren?").format(title=found.title)
    point = AgendaItem.add(meeting, by=by, side=by.side, text=text, minutes=20)
    messages.success(request, _("Het staat op de agenda."))
    return redirect(reverse("meeting", args=[meeting.pk]) + f"#punt-{point.pk}")
