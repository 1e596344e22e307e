"""The hours of a draft: the list of them, and each added, changed and taken out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.clashes import clashes_of
from agreements.forms.fields import whole_number
from agreements.forms.hours import SlotForm
from agreements.hours_in_words import words_of
from agreements.hours_to_write import clash_sentences, slot_drafts
from agreements.models import AgreementVersion, UseSlot
from agreements.models.use_slot import WRITTEN, SlotConflict
from agreements.views.writing import context_of, load_draft, not_saved, open_page, to_reading
from agreements.writing import WritePage, write_action
from config.http import Request, posted, render_page
from initiatives.access import acting
from initiatives.states import Refused
from places.models import Place


def place_of(version: AgreementVersion) -> str:
    """Where the hours are written."""
    return reverse("hours", args=[version.pk])


def load_slot(request: Request, pk: int) -> UseSlot | None:
    slots = UseSlot.objects.visible_to(request.who).with_home()
    return slots.filter(pk=pk).first()


def rooms_to_choose() -> list[Place]:
    """Every place that is in use, by name. One query."""
    return list(Place.objects.in_use().select_related("building").order_by("name", "pk"))


@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: Request, pk: int) -> HttpResponse:
    """What stands there, with a form for more."""
    version = load_draft(request, pk)
    page = open_page(request, version)
    if version.is_frozen and request.method != "POST":
        return to_reading(request, version)
    form = SlotForm(posted(request), places=rooms_to_choose(), initial=_to_begin_with(page))
    if request.method != "POST":
        return _show_all(request, page, form)
    if not form.is_valid():
        return _show_all(request, page, form, status=422)
    try:
        acting(request.who, write_action(version), version)
        slot = UseSlot.add(version, **form.written())
    except Refused as refusal:
        now = AgreementVersion.objects.get(pk=version.pk)
        if now.is_frozen:
            return not_saved(request, now, refusal.sentence, form.as_text())
        form.add_error(None, refusal.sentence)
        return _show_all(request, page, form, status=409)
    messages.success(request, _kept(slot))
    return redirect(f"{place_of(version)}#tijd-{slot.pk}")


def _to_begin_with(page: WritePage) -> dict[str, Any]:
    """The room of the hours before these: mostly it is the same one."""
    slots = [slot for slot in page.slots if not slot.place.is_gone]
    return {"place": str(slots[-1].place_id)} if slots else {}


def _kept(slot: UseSlot) -> str:
    return _("Bewaard: {hours}.").format(hours=words_of(slot).when)


def _show_all(
    request: Request, page: WritePage, form: SlotForm, *, status: int = 200
) -> HttpResponse:
    context = {
        **context_of(request, page),
        "drafts": slot_drafts(page.slots),
        "clashes": clash_sentences(clashes_of(page.version, slots=page.slots)),
        "form": form,
    }
    return render_page(request, "agreements/hours.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_slot(request: Request, pk: int) -> HttpResponse:
    """A second writer is shown both."""
    slot = load_slot(request, pk)
    if slot is None:
        return _is_gone(request)
    version = slot.version
    page = open_page(request, version)
    form = SlotForm(
        posted(request), places=rooms_to_choose(), revision=slot.revision, initial=_initial(slot)
    )
    if request.method != "POST":
        return (
            to_reading(request, version) if version.is_frozen else _show(request, page, form, slot)
        )
    if not form.is_valid():
        return _show(request, page, form, slot, status=422)
    try:
        acting(request.who, write_action(version), slot)
        slot.rewrite(revision=form.revision or 0, **form.written())
    except SlotConflict as conflict:
        form.revision = conflict.current.revision
        return _show(request, page, form, slot, theirs=conflict.current, status=409)
    except Refused as refusal:
        now = AgreementVersion.objects.get(pk=version.pk)
        if now.is_frozen or not UseSlot.objects.filter(pk=slot.pk).exists():
            return not_saved(request, now, refusal.sentence, form.as_text())
        form.add_error(None, refusal.sentence)
        return _show(request, page, form, slot, status=409)
    messages.success(request, _kept(slot))
    return redirect(f"{place_of(version)}#tijd-{slot.pk}")


def _initial(slot: UseSlot) -> dict[str, Any]:
    return {
        **{name: getattr(slot, name) for name in WRITTEN},
        "place": str(slot.place_id),
        "weekdays": list(slot.weekdays),
    }


def _show(
    request: Request,
    page: WritePage,
    form: SlotForm,
    slot: UseSlot,
    *,
    theirs: UseSlot | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        **context_of(request, page),
        "form": form,
        "slot": slot,
        "theirs": words_of(theirs) if theirs else None,
    }
    return render_page(request, "agreements/edit_slot.html", context, status=status)


def draft_of_form(request: Request) -> AgreementVersion:
    """The draft that the form came from, when this one may still write it; else 404."""
    pk = whole_number(request.POST.get("version", ""))
    if pk is None:
        raise Http404
    version = load_draft(request, pk)
    open_page(request, version)
    return version


def _is_gone(request: Request) -> HttpResponse:
    """404, or what was typed when the form came from a draft that this one may still write."""
    version = draft_of_form(request)
    form = SlotForm(request.POST, places=rooms_to_choose())
    sentence = _("Iemand heeft deze tijden net weggehaald.")
    return not_saved(request, version, sentence, form.as_text())


@require_http_methods(["GET", "HEAD", "POST"])
def remove_slot(request: Request, pk: int) -> HttpResponse:
    """Takes the hours out of the draft, after asking once."""
    slot = load_slot(request, pk)
    if slot is None:
        # Tapped twice, or somebody was first: they are gone, as was asked.
        return redirect(place_of(draft_of_form(request)))
    page = open_page(request, slot.version)
    if request.method != "POST":
        if slot.version.is_frozen:
            return to_reading(request, slot.version)
        context = {**context_of(request, page), "slot": slot, "words": words_of(slot)}
        return render_page(request, "agreements/remove_slot.html", context)
    acting(request.who, write_action(slot.version), slot)
    slot.remove()
    messages.success(request, _("Deze tijden zijn weg uit dit concept."))
    return redirect(place_of(slot.version))
