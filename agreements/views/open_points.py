"""What is not agreed yet, in a draft: added, changed, and taken out when it was found out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.forms.fields import whole_number
from agreements.forms.open_points import OpenPointForm
from agreements.models import AgreementVersion, OpenPoint
from agreements.models.open_point import WRITTEN, PointConflict
from agreements.people import UnknownPerson, from_typed, people_of, to_typed
from agreements.views.writing import context_of, load_draft, not_saved, open_page, to_reading
from agreements.writing import WritePage, write_action
from config.http import Request, render_page
from initiatives.access import acting
from initiatives.names import name_key
from initiatives.states import Refused


def place_of(version: AgreementVersion) -> str:
    """Where the open points stand on the write page."""
    return f"{reverse('write', args=[version.pk])}#open-punten"


@require_http_methods(["GET", "HEAD", "POST"])
def add_open_point(request: Request, pk: int) -> HttpResponse:
    """One more: what, who finds out, and before when."""
    version = load_draft(request, pk)
    page = open_page(request, version)
    form = OpenPointForm(request.POST or None, names=names_of(page), initial={"party": "both"})
    if request.method != "POST":
        return to_reading(request, version) if version.is_frozen else _show(request, page, form)
    written = _to_keep(form, page) if form.is_valid() else None
    if written is None:
        return _show(request, page, form, status=422)
    try:
        acting(request.who, write_action(version), version)
        OpenPoint.add(version, **written)
    except Refused as refusal:
        return _refused(request, page, form, refusal)
    messages.success(request, _("Bewaard."))
    return redirect(place_of(version))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_open_point(request: Request, pk: int) -> HttpResponse:
    """A second writer is shown both texts."""
    point = OpenPoint.objects.visible_to(request.who).with_home().filter(pk=pk).first()
    if point is None:
        return _is_gone(request)
    page = open_page(request, point.version)
    form = _form_of(request, page, point)
    if request.method != "POST":
        if point.version.is_frozen:
            return to_reading(request, point.version)
        return _show(request, page, form, point=point)
    written = _to_keep(form, page, point) if form.is_valid() else None
    if written is None:
        return _show(request, page, form, point=point, status=422)
    try:
        acting(request.who, write_action(point.version), point)
        point.rewrite(revision=form.revision or 0, **written)
    except PointConflict as conflict:
        if conflict.current.as_written() != written:
            form.revision = conflict.current.revision
            return _show(request, page, form, point=point, theirs=conflict.current, status=409)
        # The same form sent twice: what stands there is what was meant.
    except Refused as refusal:
        return _refused(request, page, form, refusal, point)
    messages.success(request, _("Bewaard."))
    return redirect(place_of(point.version))


@require_http_methods(["GET", "HEAD", "POST"])
def remove_open_point(request: Request, pk: int) -> HttpResponse:
    """Takes it out of the draft, after asking once."""
    point = OpenPoint.objects.visible_to(request.who).with_home().filter(pk=pk).first()
    if point is None:
        # Tapped twice, or somebody was first: it is gone, as was asked.
        return redirect(place_of(_draft_of_form(request)))
    page = open_page(request, point.version)
    if request.method != "POST":
        if point.version.is_frozen:
            return to_reading(request, point.version)
        context = {**context_of(request, page), "point": point}
        return render_page(request, "agreements/remove_open_point.html", context)
    acting(request.who, write_action(point.version), point)
    point.remove()
    messages.success(request, _("Dat open punt is weg uit dit concept."))
    return redirect(place_of(point.version))


def names_of(page: WritePage) -> dict[str, str]:
    """Whom this writer can name by name: key of the name -> name."""
    return {name_key(person.name): person.name for person in page.names}


def _form_of(request: Request, page: WritePage, point: OpenPoint) -> OpenPointForm:
    initial = {name: getattr(point, name) for name in WRITTEN}
    initial["finder"] = to_typed(point.finder, page.who, page.people)
    return OpenPointForm(
        request.POST if request.method == "POST" else None,
        names=names_of(page),
        initial=initial,
        revision=point.revision,
    )


def _to_keep(
    form: OpenPointForm, page: WritePage, point: OpenPoint | None = None
) -> dict[str, Any] | None:
    """What a valid form says, with people as references; None when one of them is not here."""
    written = {name: form.cleaned_data[name] for name in WRITTEN}
    nameable = page.nameable_in([point.finder] if point else [])
    try:
        written["finder"] = from_typed(written["finder"], page.who, nameable)
    except UnknownPerson as unknown:
        form.add_error("finder", unknown.sentence)
        return None
    return written


def _draft_of_form(request: Request) -> AgreementVersion:
    """The draft that the form came from, when this one may still write it; else 404."""
    pk = whole_number(request.POST.get("version", ""))
    if pk is None:
        raise Http404
    version = load_draft(request, pk)
    open_page(request, version)
    return version


def _is_gone(request: Request) -> HttpResponse:
    """404, or what was typed when the form came from a draft that this one may still write."""
    version = _draft_of_form(request)
    form = OpenPointForm(request.POST, names={})
    sentence = _("Iemand heeft dit open punt net weggehaald.")
    return not_saved(request, version, sentence, form.as_text())


def _refused(
    request: Request,
    page: WritePage,
    form: OpenPointForm,
    refusal: Refused,
    point: OpenPoint | None = None,
) -> HttpResponse:
    now = AgreementVersion.objects.get(pk=page.version.pk)
    is_gone = point is not None and not OpenPoint.objects.filter(pk=point.pk).exists()
    if now.is_frozen or is_gone:
        return not_saved(request, now, refusal.sentence, form.as_text())
    form.add_error(None, refusal.sentence)
    return _show(request, page, form, point=point, status=409)


def _show(
    request: Request,
    page: WritePage,
    form: OpenPointForm,
    *,
    point: OpenPoint | None = None,
    theirs: OpenPoint | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {**context_of(request, page), "form": form, "point": point, "theirs": theirs}
    if theirs is not None:
        known = page.known
        context["their_people"] = people_of(page.initiative, [theirs.finder], known=known)
    template = "edit_open_point" if point else "add_open_point"
    return render_page(request, f"agreements/{template}.html", context, status=status)
