"""A draft of a template: its clauses written, moved, taken out; published or thrown away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.views.colleagues import require_coordinator
from agreements.forms.drafts import LibraryClauseForm, OwnClauseForm
from agreements.forms.templates import TemplateClauseForm, TemplateHeadForm
from agreements.library import BY_KEY, GROUPS
from agreements.models import TemplateClause, TemplateVersion
from agreements.models.simpler_word import added_words
from agreements.models.template import TemplateConflict
from agreements.readable import notes_on
from config.http import Request, done, posted, render_page
from initiatives.states import Refused

HEAD = ("name", "about", "purpose")


def place_of(clause: TemplateClause) -> str:
    """Where a clause stands on the page of its draft."""
    return f"{reverse('write_template', args=[clause.template_id])}#{clause.key}"


@require_safe
def write_template(request: Request, pk: int) -> HttpResponse:
    """Every clause of a draft, with what could be simpler. What was published is read elsewhere."""
    require_coordinator(request)
    template = get_object_or_404(TemplateVersion, pk=pk)
    if not template.is_draft:
        return redirect("template_text", template.key, template.number)
    words = added_words()
    clauses = list(template.clauses.prefetch_related("lines"))
    last = len(clauses)
    rows = [
        {
            "clause": clause,
            "notes": notes_on((line.text for line in clause.lines.all()), words),
            "is_first": n == 1,
            "is_last": n == last,
        }
        for n, clause in enumerate(clauses, 1)
    ]
    context = {"template": template, "rows": rows}
    return render_page(request, "agreements/write_template.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_template(request: Request, pk: int) -> HttpResponse:
    """Its name, what it is for, and the first words of the agreement."""
    by = require_coordinator(request)
    template = TemplateVersion.objects.filter(pk=pk).first()
    initial = {name: getattr(template, name) for name in HEAD} if template else {}
    revision = template.revision if template else 0
    form = TemplateHeadForm(posted(request), initial=initial, revision=revision)
    if template is None:
        raise gone(request, _("Dit concept is net weggegooid."), form.as_text())
    if request.method != "POST":
        return _show_head(request, template, form)
    if not form.is_valid():
        return _show_head(request, template, form, status=422)
    fields = {name: form.cleaned_data[name] for name in HEAD}
    try:
        template.save_head(by=by, revision=form.revision or 0, **fields)
    except TemplateConflict as conflict:
        theirs = conflict.current
        if any(getattr(theirs, name) != fields[name] for name in HEAD):
            form.revision = theirs.revision
            return _show_head(request, template, form, theirs=theirs, status=409)
        # The same form sent twice: what stands there is what was meant.
    messages.success(request, _("Bewaard."))
    return redirect("write_template", pk)


def gone(request: Request, sentence: str, typed: str) -> Exception:
    """What to raise when the row is not there any more: what somebody typed is shown once more."""
    return Refused(sentence, kept=typed) if request.method == "POST" and typed else Http404()


def _show_head(
    request: Request,
    template: TemplateVersion,
    form: TemplateHeadForm,
    *,
    status: int = 200,
    theirs: Any = None,
) -> HttpResponse:
    context = {"template": template, "form": form, "theirs": theirs}
    return render_page(request, "agreements/edit_template.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def add_template_clause(request: Request, pk: int) -> HttpResponse:
    """The library of plain sentences, and a question of one's own."""
    by = require_coordinator(request)
    template = get_object_or_404(TemplateVersion, pk=pk)
    form: OwnClauseForm | LibraryClauseForm = OwnClauseForm()
    status = 200
    if request.method == "POST":
        status = 422
        form = (LibraryClauseForm if "key" in request.POST else OwnClauseForm)(request.POST)
        if form.is_valid():
            try:
                source = BY_KEY.get(form.cleaned_data.get("key", ""))
                heading = form.cleaned_data.get("heading", "")
                clause = template.add_clause(source, by=by, heading=heading)
                # From the library it reads at once; one's own question still needs its lines.
                return redirect(
                    place_of(clause)
                    if source
                    else reverse("edit_template_clause", args=[clause.pk])
                )
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    elif not template.is_draft:
        return redirect("template_text", template.key, template.number)
    used = set(template.clauses.values_list("key", flat=True))
    context = {
        "template": template,
        "form": form,
        "own": form if isinstance(form, OwnClauseForm) else OwnClauseForm(),
        "groups": [(name, [(BY_KEY[key], key in used) for key in keys]) for name, keys in GROUPS],
    }
    return render_page(request, "agreements/add_template_clause.html", context, status=status)


def load_clause(pk: int) -> TemplateClause | None:
    clauses = TemplateClause.objects.select_related("template").prefetch_related("lines")
    return clauses.filter(pk=pk).first()


@require_http_methods(["GET", "HEAD", "POST"])
def edit_template_clause(request: Request, pk: int) -> HttpResponse:
    """The question and its lines. A second writer is shown both texts."""
    by = require_coordinator(request)
    clause = load_clause(pk)
    form = TemplateClauseForm(
        posted(request),
        heading=clause.heading if clause else "",
        revision=clause.revision if clause else 0,
        lines=clause.as_lines() if clause else (),
    )
    if clause is None:
        raise gone(request, _("Iemand heeft dit onderdeel net weggehaald."), form.as_text())
    if request.method != "POST":
        if not clause.template.is_draft:
            return redirect("template_text", clause.template.key, clause.template.number)
        return _show_clause(request, clause, form)
    if "more" in request.POST:
        form.with_more()
        return _show_clause(request, clause, form)
    if not form.is_valid():
        return _show_clause(request, clause, form, status=422)
    return _save_clause(request, clause, form, by)


def _save_clause(
    request: Request, clause: TemplateClause, form: TemplateClauseForm, by: User
) -> HttpResponse:
    heading, lines = form.cleaned_data["heading"], form.as_lines()
    try:
        clause.rewrite(by=by, revision=form.revision or 0, heading=heading, lines=lines)
    except TemplateConflict:
        theirs = load_clause(clause.pk)
        if theirs and (theirs.heading, list(theirs.as_lines())) != (heading, lines):
            form.revision = theirs.revision
            return _show_clause(request, clause, form, theirs=theirs, status=409)
        # The same form sent twice: what stands there is what was meant.
    messages.success(request, _("Bewaard."))
    return done(request, page=place_of(clause))


def _show_clause(
    request: Request,
    clause: TemplateClause,
    form: TemplateClauseForm,
    *,
    theirs: TemplateClause | None = None,
    status: int = 200,
) -> HttpResponse:
    notes = notes_on((line.text for line in clause.lines.all()), added_words())
    context = {"clause": clause, "form": form, "theirs": theirs, "notes": notes}
    return render_page(request, "agreements/edit_template_clause.html", context, status=status)


@require_POST
def move_template_clause(request: Request, pk: int) -> HttpResponse:
    """One place up or down."""
    by = require_coordinator(request)
    clause = get_object_or_404(TemplateClause.objects.select_related("template"), pk=pk)
    clause.move(by=by, up=request.POST.get("to") == "up")
    return redirect(place_of(clause))


@require_http_methods(["GET", "HEAD", "POST"])
def remove_template_clause(request: Request, pk: int) -> HttpResponse:
    """Takes a clause out of the draft, after asking once."""
    by = require_coordinator(request)
    clause = load_clause(pk)
    if clause is None:
        raise Http404
    if request.method == "POST":
        clause.remove(by=by)
        sentence = _("“{heading}” is weg uit dit concept.").format(heading=clause.heading)
        messages.success(request, sentence)
        return redirect("write_template", clause.template_id)
    if not clause.template.is_draft:
        return redirect("template_text", clause.template.key, clause.template.number)
    return render_page(request, "agreements/remove_template_clause.html", {"clause": clause})


@require_POST
def publish_template(request: Request, pk: int) -> HttpResponse:
    """From now on new agreements begin with this text."""
    by = require_coordinator(request)
    template = get_object_or_404(TemplateVersion, pk=pk)
    template.publish(by=by)
    sentence = _("Gepubliceerd. Nieuwe afspraken beginnen voortaan met deze tekst.")
    messages.success(request, sentence)
    return redirect("template", template.key)


@require_http_methods(["GET", "HEAD", "POST"])
def discard_template(request: Request, pk: int) -> HttpResponse:
    """Throws a draft away, after asking once."""
    by = require_coordinator(request)
    template = get_object_or_404(TemplateVersion, pk=pk)
    if request.method == "POST":
        template.discard(by=by)
        messages.success(request, _("Het concept is weg."))
        return redirect("templates")
    if not template.is_draft:
        return redirect("template_text", template.key, template.number)
    return render_page(request, "agreements/discard_template.html", {"template": template})
