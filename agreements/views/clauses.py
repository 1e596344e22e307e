"""One clause of a draft: written in place, moved, taken out, or added from the library."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from agreements.forms.drafts import LibraryClauseForm, OwnClauseForm
from agreements.forms.writing import ClauseForm
from agreements.library import BY_KEY, GROUPS
from agreements.models import AgreementVersion, Clause, Commitment, Line
from agreements.models.clause import ClauseConflict
from agreements.people import UnknownPerson, from_typed, people_of, to_typed
from agreements.views.writing import context_of, load_draft, not_saved, open_page, to_reading
from agreements.writing import ClauseDraft, WritePage, write_action
from config.http import Request, done, render_page
from initiatives.access import acting
from initiatives.names import name_key
from initiatives.states import Refused


def load_clause(request: Request, pk: int) -> Clause:
    return get_object_or_404(Clause.objects.visible_to(request.who).with_home(), pk=pk)


def place_of(clause: Clause) -> str:
    """Where a clause stands on the write page."""
    return f"{reverse('write', args=[clause.version_id])}#{clause.key}"


@require_safe
def draft_clause(request: Request, pk: int) -> HttpResponse:
    """One clause as it stands in the draft: the part that htmx puts back after writing."""
    clause = load_clause(request, pk)
    page = open_page(request, clause.version)
    view = page.clause(pk)
    if clause.version.is_frozen or view is None:
        return to_reading(request, clause.version)
    if not request.htmx:
        return redirect(place_of(clause))
    if request.htmx.current_url_abs_path not in (None, reverse("write", args=[page.version.pk])):
        # Written on a page of its own: that one has no place for the outline.
        return HttpResponseClientRedirect(place_of(clause))
    context = {**context_of(request, page), "view": view, "shown": page.preview_of(view)}
    return render_page(request, "agreements/_draft_clause.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_clause(request: Request, pk: int) -> HttpResponse:
    """The heading and the lines of a clause. A second writer is shown both texts."""
    clause = Clause.objects.visible_to(request.who).with_home().filter(pk=pk).first()
    if clause is None:
        return _is_gone(request, pk)
    page = open_page(request, clause.version)
    view = page.clause(pk) or ClauseDraft(clause, [])
    form = _form_of(request, page, view.clause)
    if request.method != "POST":
        if clause.version.is_frozen:
            return to_reading(request, clause.version)
        return _show(request, page, view, form)
    if "more" in request.POST:
        form.with_one_more()
        return _show(request, page, view, form)
    lines = _lines_to_keep(form, page, view.clause) if form.is_valid() else None
    if "preview" in request.POST:
        return _preview(request, page, view.clause, form, lines)
    if lines is None:
        return _show(request, page, view, form, status=422)
    return _save(request, page, view, form, lines)


def _save(
    request: Request, page: WritePage, view: ClauseDraft, form: ClauseForm, lines: list[Line]
) -> HttpResponse:
    clause, version = view.clause, page.version
    heading = form.cleaned_data["heading"]
    try:
        acting(request.who, write_action(version), version)
        clause.rewrite(revision=form.revision or 0, heading=heading, lines=lines)
    except ClauseConflict as conflict:
        theirs = conflict.current
        if not _is_same(theirs, heading, lines):
            form.revision = theirs.revision
            return _show(request, page, view, form, theirs=theirs, status=409)
        # The same form sent twice: what stands there is what was meant.
    except Refused as refusal:
        now = AgreementVersion.objects.get(pk=version.pk)
        if now.is_frozen or not Clause.objects.filter(pk=clause.pk).exists():
            return not_saved(request, now, refusal.sentence, form.as_text())
        form.add_error(None, refusal.sentence)
        return _show(request, page, view, form, status=409)
    if not request.htmx:
        messages.success(request, _("Bewaard."))
    return done(request, page=place_of(clause), fragment=reverse("draft_clause", args=[clause.pk]))


def _is_gone(request: Request, pk: int) -> HttpResponse:
    """404, or what was typed when the form came from a draft that this one may still write."""
    draft = request.POST.get("version", "")
    if not (draft.isascii() and draft.isdigit() and len(draft) < 18):
        raise Http404
    version = load_draft(request, int(draft))
    open_page(request, version)
    form = ClauseForm(request.POST, prefix=f"c{pk}", heading="", revision=0, lines=[], names={})
    sentence = _("Iemand heeft dit onderdeel net weggehaald.")
    return not_saved(request, version, sentence, form.as_text())


def _form_of(request: Request, page: WritePage, clause: Clause) -> ClauseForm:
    who, people = page.who, page.people
    lines = [line.as_line() for line in clause.commitments.all()]
    return ClauseForm(
        request.POST if request.method == "POST" else None,
        prefix=f"c{clause.pk}",
        heading=clause.heading,
        revision=clause.revision,
        lines=[replace(line, text=to_typed(line.text, who, people)) for line in lines],
        names={name_key(person.name): person.name for person in page.names},
    )


def _lines_to_keep(form: ClauseForm, page: WritePage, clause: Clause) -> list[Line] | None:
    """The lines of a valid form, with people as references; None when one of them is not here."""
    nameable = page.nameable(clause)
    lines = []
    for line, typed in zip(form.as_lines(), form.kept_lines, strict=True):
        try:
            lines.append(replace(line, text=from_typed(line.text, page.who, nameable)))
        except UnknownPerson as unknown:
            sentence = _("“{name}” doet hier niet mee, of heet anders. Kies een naam uit de lijst.")
            typed.add_error("text", sentence.format(name=unknown.name))
    return lines if len(lines) == len(form.kept_lines) else None


def _is_same(clause: Clause, heading: str, lines: list[Line]) -> bool:
    there = [replace(line.as_line(), key="") for line in clause.commitments.all()]
    return clause.heading == heading and there == [replace(line, key="") for line in lines]


def _show(
    request: Request,
    page: WritePage,
    view: ClauseDraft,
    form: ClauseForm,
    *,
    theirs: Clause | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **context_of(request, page),
        "view": view,
        "form": form,
        "shown": page.preview_of(view),
    }
    if theirs is not None:
        texts = [line.text for line in theirs.commitments.all()]
        context["theirs"] = theirs
        context["their_people"] = people_of(page.initiative, texts, known=page.known)
    return render_page(
        request,
        "agreements/edit_clause.html",
        context,
        fragment="agreements/_edit_clause_part.html",
        status=status,
    )


def _preview(
    request: Request, page: WritePage, clause: Clause, form: ClauseForm, lines: list[Line] | None
) -> HttpResponse:
    """What the group would see of what was typed; 204 while it is not right yet. Keeps nothing."""
    if lines is None:
        return HttpResponse(status=204)
    rows = [Commitment(clause=clause) for _line in lines]
    for row, line in zip(rows, lines, strict=True):
        row.take_over(line)
    shown = page.preview(form.cleaned_data["heading"], rows)
    return render_page(request, "agreements/_preview.html", {"shown": shown})


@require_POST
def move_clause(request: Request, pk: int) -> HttpResponse:
    """One place up or down."""
    clause = load_clause(request, pk)
    acting(request.who, write_action(clause.version), clause)
    clause.move(up=request.POST.get("to") == "up")
    return redirect(place_of(clause))


@require_http_methods(["GET", "HEAD", "POST"])
def remove_clause(request: Request, pk: int) -> HttpResponse:
    """Takes a clause out of the draft, after asking once."""
    clause = load_clause(request, pk)
    page = open_page(request, clause.version)
    if request.method == "POST":
        acting(request.who, write_action(clause.version), clause)
        clause.remove()
        sentence = _("“{heading}” is weg uit dit concept.").format(heading=clause.heading)
        messages.success(request, sentence)
        return redirect("write", clause.version_id)
    view = page.clause(pk)
    if clause.version.is_frozen or view is None:
        return to_reading(request, clause.version)
    context = {**context_of(request, page), "view": view}
    return render_page(request, "agreements/remove_clause.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_clause(request: Request, pk: int) -> HttpResponse:
    """The library of plain sentences, and a question of one's own."""
    version = load_draft(request, pk)
    page = open_page(request, version)
    form: OwnClauseForm | LibraryClauseForm = OwnClauseForm()
    status = 200
    if request.method == "POST":
        status = 422
        form = (LibraryClauseForm if "key" in request.POST else OwnClauseForm)(request.POST)
        if form.is_valid():
            try:
                acting(request.who, write_action(version), version)
                source = BY_KEY.get(form.cleaned_data.get("key", ""))
                heading = form.cleaned_data.get("heading", "")
                return redirect(place_of(version.add_clause(source, heading=heading)))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    elif version.is_frozen:
        return to_reading(request, version)
    own = form if isinstance(form, OwnClauseForm) else OwnClauseForm()
    used = {draft.clause.key for draft in page.clauses}
    groups = [(name, [(BY_KEY[key], key in used) for key in keys]) for name, keys in GROUPS]
    context = {**context_of(request, page), "form": form, "own": own, "groups": groups}
    return render_page(request, "agreements/add_clause.html", context, status=status)
