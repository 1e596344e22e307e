"""Where the clauses of a draft stand: moved, taken out, and put back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements.forms.moving import PlaceForm
from agreements.models import Clause
from agreements.views.clauses import load_clause, place_of
from agreements.views.writing import context_of, open_page, to_reading
from agreements.writing import WritePage, write_action
from config.http import Request, posted, render_page
from initiatives.access import acting


@require_http_methods(["GET", "HEAD", "POST"])
def move_clause(request: Request, pk: int) -> HttpResponse:
    """One place up or down with a button, or to any place with a list to choose from."""
    clause = load_clause(request, pk)
    page = open_page(request, clause.version)
    if "to" in request.POST:
        acting(request.who, write_action(clause.version), clause)
        clause.move(up=request.POST["to"] == "up")
        return redirect(_button_of(clause, request.POST["to"]))
    form = _place_form(request, page, clause)
    if request.method == "POST" and form.is_valid():
        acting(request.who, write_action(clause.version), clause)
        clause.move_after(form.place())
        sentence = _("“{heading}” staat nu op een andere plek.").format(heading=clause.heading)
        messages.success(request, sentence)
        return redirect(place_of(clause))
    if clause.version.is_frozen:
        return to_reading(request, clause.version)
    context = {**context_of(request, page), "clause": clause, "form": form}
    status = 422 if request.method == "POST" else 200
    return render_page(request, "agreements/move_clause.html", context, status=status)


def _button_of(clause: Clause, way: str) -> str:
    """The button that was tapped, so that the focus stays on it; at an end the other one."""
    order = list(clause.version.clauses.values_list("pk", flat=True))
    step = "up" if way == "up" else "down"
    if clause.pk == order[0 if step == "up" else -1]:
        step = "down" if step == "up" else "up"
    return f"{reverse('write', args=[clause.version_id])}#{step}-{clause.pk}"


def _place_form(request: Request, page: WritePage, clause: Clause) -> PlaceForm:
    order = [draft.clause for draft in page.clauses]
    at = next((n for n, other in enumerate(order) if other.pk == clause.pk), 0)
    others = [other for other in order if other.pk != clause.pk]
    return PlaceForm(posted(request), others=others, above=order[at - 1] if at else None)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_clause(request: Request, pk: int) -> HttpResponse:
    """Takes a clause out of the draft, after asking once."""
    clause = load_clause(request, pk)
    page = open_page(request, clause.version)
    if request.method == "POST":
        acting(request.who, write_action(clause.version), clause)
        clause.remove()
        sentence = _("“{heading}” is weg uit dit concept.").format(heading=clause.heading)
        back = reverse("put_back_clause", args=[clause.pk])
        messages.success(request, sentence, extra_tags=back)
        return redirect("write", clause.version_id)
    view = page.clause(pk)
    if clause.version.is_frozen or view is None:
        return to_reading(request, clause.version)
    context = {**context_of(request, page), "view": view}
    return render_page(request, "agreements/remove_clause.html", context)


@require_POST
def put_back_clause(request: Request, pk: int) -> HttpResponse:
    """A clause that was taken out stands where it stood. Twice is the same as once."""
    clauses = Clause.with_removed.visible_to(request.who).with_home()
    clause = get_object_or_404(clauses, pk=pk)
    acting(request.who, write_action(clause.version), clause)
    clause.put_back()
    messages.success(request, _("“{heading}” staat er weer.").format(heading=clause.heading))
    return redirect(place_of(clause))
