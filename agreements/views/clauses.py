"""One clause of a draft: written in place, saved while typing, or added from the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from agreements.forms.drafts import LibraryClauseForm, OwnClauseForm
from agreements.forms.fields import whole_number
from agreements.forms.moving import MovedLine
from agreements.forms.writing import ClauseForm
from agreements.library import BY_KEY, GROUPS
from agreements.models import AgreementVersion, Clause, Line
from agreements.models.clause import MOST_LINES, NAMES_PEOPLE, ClauseConflict
from agreements.people import UnknownPerson, from_typed, people_of, to_typed
from agreements.states import Status
from agreements.views.writing import context_of, load_draft, not_saved, open_page, to_reading
from agreements.writing import ClauseDraft, WritePage, write_action
from config.http import Request, done, posted, render_page
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
    if not _is_on_write_page(request, page.version):
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
        return _show(request, page, view, form, unsaved="typing")
    if "line" in request.POST:
        return _move_line(request, page, view, form)
    if "again" in request.POST:
        # What was typed before and kept on the device comes back as it was, unchecked.
        form.unchecked()
        how = "typing" if request.POST["again"] == "undo" else "found"
        return _show(request, page, view, form, unsaved=how)
    lines = _lines_to_keep(form, page, view.clause) if form.is_valid() else None
    if "autosave" in request.POST:
        return _autosave(request, page, view, form, lines)
    if lines is None:
        return _show(request, page, view, form, status=422)
    if "beside" in request.POST:
        return _save_beside(request, page, view, form, lines)
    return _save(request, page, view, form, lines)


def _save(
    request: Request, page: WritePage, view: ClauseDraft, form: ClauseForm, lines: list[Line]
) -> HttpResponse:
    clause, version = view.clause, page.version
    heading = form.cleaned_data["heading"]
    try:
        acting(request.who, write_action(version), version)
        clause.rewrite(revision=_revision_of(request, form), heading=heading, lines=lines)
    except ClauseConflict as conflict:
        if not conflict.current.says(heading, lines):
            return _show(request, page, view, form, theirs=conflict.current, status=409)
        # The same form sent twice: what stands there is what was meant.
    except Refused as refusal:
        return _refused(request, page, view, form, refusal)
    if not request.htmx:
        messages.success(request, _("Bewaard."))
    return done(request, page=place_of(clause), fragment=reverse("draft_clause", args=[clause.pk]))


def _refused(
    request: Request, page: WritePage, view: ClauseDraft, form: ClauseForm, refusal: Refused
) -> HttpResponse:
    """The sentence at the form; or the typed text to copy, where no form is left to send."""
    now = AgreementVersion.objects.get(pk=page.version.pk)
    is_gone = not Clause.objects.filter(pk=view.clause.pk).exists()
    if now.is_frozen or is_gone:
        removed = view.clause.pk if is_gone and now.is_draft else None
        return not_saved(request, now, refusal.sentence, form.as_text(), removed=removed)
    form.add_error(None, refusal.sentence)
    return _show(request, page, view, form, status=409)


def _revision_of(request: Request, form: ClauseForm) -> int:
    """Which text was read: that of the form, or of who saw both texts and chose the own one."""
    over = whole_number(request.POST.get("over", ""))
    return form.revision or 0 if over is None else over


def _save_beside(
    request: Request, page: WritePage, view: ClauseDraft, form: ClauseForm, lines: list[Line]
) -> HttpResponse:
    """Somebody was first, and both texts stay: this one becomes a clause below it."""
    try:
        acting(request.who, write_action(page.version), page.version)
        beside = view.clause.add_beside(heading=form.cleaned_data["heading"], lines=lines)
    except Refused as refusal:
        return _refused(request, page, view, form, refusal)
    if _is_on_write_page(request, page.version):
        page = open_page(request, page.version)
        both = [page.clause(view.clause.pk), page.clause(beside.pk)]
        context = {**context_of(request, page), "both": both, "shown": page.preview_of(both[1])}
        return render_page(request, "agreements/_both_clauses.html", context)
    messages.success(request, _("Beide teksten staan er nu onder elkaar."))
    return redirect(place_of(beside))


def _is_on_write_page(request: Request, version: AgreementVersion) -> bool:
    """Whether htmx asks from the page with every clause, and not from that of one."""
    address = reverse("write", args=[version.pk])
    return bool(request.htmx) and request.htmx.current_url_abs_path in (None, address)


def _autosave(
    request: Request,
    page: WritePage,
    view: ClauseDraft,
    form: ClauseForm,
    lines: list[Line] | None,
) -> HttpResponse:
    """Saves what is being typed and tells only how that went: the form itself stays as it is."""
    clause, version = view.clause, page.version
    if lines is None:
        return _tell_state(request, page, form, sentence=form.complaints[0].sentence, status=422)
    heading = form.cleaned_data["heading"]
    kept = _with_emptied(form, clause, lines)
    written = [line for _n, line in kept]
    try:
        acting(request.who, write_action(version), version, goes_on=clause.was_just_changed)
        clause.rewrite(revision=form.revision or 0, heading=heading, lines=written)
    except ClauseConflict as conflict:
        clause = conflict.current
        if not clause.says(heading, written):
            return _tell_state(request, page, form, theirs=clause, status=409)
        # The answer to the first time was lost: what stands there is what was meant.
    except Refused as refusal:
        return _tell_state(request, page, form, sentence=refusal.sentence, status=409)
    places = [n for n, _line in kept]
    rows = clause.commitments.all()
    key_at = {n: row.key for n, row in zip(places, rows, strict=True)}
    keys = ",".join(key_at.get(n, "") for n in range(len(form.lines)))
    form.revision = clause.revision
    return _tell_state(request, open_page(request, version), form, clause=clause, keys=keys)


def _with_emptied(form: ClauseForm, clause: Clause, lines: list[Line]) -> list[tuple[int, Line]]:
    """The `lines` with their places in the form, and what stood in a line that is empty now.

    Whoever clears a text in order to write it anew did not take the line out.
    """
    there = {row.key: row.as_line() for row in clause.commitments.all()}
    for line in lines:
        there.pop(line.key, None)
    rest = iter(lines)
    kept = []
    room = MOST_LINES - len(lines)
    for n, typed in enumerate(form.lines):
        if not typed.is_empty:
            kept.append((n, next(rest)))
        elif typed.key in there and room > 0:
            kept.append((n, there.pop(typed.key)))
            room -= 1
    return kept


def _tell_state(
    request: Request,
    page: WritePage,
    form: ClauseForm,
    *,
    status: int = 200,
    theirs: Clause | None = None,
    **what: object,
) -> HttpResponse:
    context = {**context_of(request, page), "form": form, "now": timezone.now(), **what}
    if theirs is not None:
        context |= _beside(page, theirs)
    clause = what.get("clause")
    if isinstance(clause, Clause):
        context["shown"] = page.preview_of(page.clause(clause.pk))
    return render_page(request, "agreements/_autosaved.html", context, status=status)


def _move_line(
    request: Request, page: WritePage, view: ClauseDraft, form: ClauseForm
) -> HttpResponse:
    """The form as it was typed, with two lines in each other's place. Keeps nothing yet."""
    moved = MovedLine(request.POST["line"], form.count)
    form = _form_of(request, page, view.clause, data=moved.done_in(request.POST, form.prefix or ""))
    form.unchecked()
    return _show(request, page, view, form, unsaved="typing", moved=moved)


def _is_gone(request: Request, pk: int) -> HttpResponse:
    """404, or what was typed when the form came from a draft that this one may still write."""
    draft = request.POST.get("version", "")
    if not (draft.isascii() and draft.isdigit() and len(draft) < 18):
        raise Http404
    version = load_draft(request, int(draft))
    page = open_page(request, version)
    form = ClauseForm(request.POST, prefix=f"c{pk}", heading="", revision=0, lines=[], names={})
    sentence = _("Iemand heeft dit onderdeel net weggehaald.")
    if "autosave" in request.POST:
        return _tell_state(request, page, form, sentence=sentence, status=409)
    removed = Clause.with_removed.filter(pk=pk, version=version, version__status=Status.DRAFT)
    return not_saved(
        request, version, sentence, form.as_text(), removed=pk if removed.exists() else None
    )


def _form_of(
    request: Request, page: WritePage, clause: Clause, *, data: Mapping[str, str] | None = None
) -> ClauseForm:
    lines = [line.as_line() for line in clause.commitments.all()]
    return ClauseForm(
        data or posted(request),
        prefix=f"c{clause.pk}",
        heading=clause.heading,
        revision=clause.revision,
        lines=[_as_typed(line, page) for line in lines],
        names={name_key(person.name): person.name for person in page.names},
    )


def _as_typed(line: Line, page: WritePage) -> Line:
    """With people as a writer types them."""
    typed: dict[str, Any] = {
        name: to_typed(getattr(line, name), page.who, page.people) for name in NAMES_PEOPLE
    }
    return replace(line, **typed)


def _lines_to_keep(form: ClauseForm, page: WritePage, clause: Clause) -> list[Line] | None:
    """The lines of a valid form, with people as references; None when one of them is not here."""
    nameable = page.nameable(clause)
    lines = []
    for line, typed in zip(form.as_lines(), form.kept_lines, strict=True):
        stored: dict[str, Any] = {}
        for name in NAMES_PEOPLE:
            try:
                stored[name] = from_typed(getattr(line, name), page.who, nameable)
            except UnknownPerson as unknown:
                typed.add_error(name, unknown.sentence)
        if not typed.errors:
            lines.append(replace(line, **stored))
    return lines if len(lines) == len(form.kept_lines) else None


def _show(
    request: Request,
    page: WritePage,
    view: ClauseDraft,
    form: ClauseForm,
    *,
    theirs: Clause | None = None,
    unsaved: str = "",
    moved: MovedLine | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form. `unsaved`: it holds more than what stands there, "typing" when somebody is at it,
    "found" when it was typed before."""
    context = {
        **context_of(request, page),
        "view": view,
        "form": form,
        "shown": page.preview_of(view),
        "unsaved": unsaved or ("typing" if status >= 400 else ""),
        "moved": moved,
    }
    if theirs is not None:
        context |= _beside(page, theirs)
    return render_page(
        request,
        "agreements/edit_clause.html",
        context,
        fragment="agreements/_edit_clause_part.html",
        status=status,
    )


def _beside(page: WritePage, theirs: Clause) -> dict[str, object]:
    """What somebody else saved meanwhile, to be shown beside what was typed here."""
    texts = [text for line in theirs.commitments.all() for text in line.texts_with_people]
    return {
        "theirs": theirs,
        "their_people": people_of(page.initiative, texts, known=page.known),
    }


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
