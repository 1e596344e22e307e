"""Days on which the hours of a draft are different: closed, or on top."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from agreements.forms.hours import ExceptionForm
from agreements.hours_in_words import exception_in_words, words_of
from agreements.models import AgreementVersion, SlotException, UseSlot
from agreements.views.hours import draft_of_form, load_slot, place_of
from agreements.views.writing import context_of, not_saved, open_page, to_reading
from agreements.writing import WritePage, write_action
from config.http import Request, posted, render_page
from initiatives.access import acting
from initiatives.states import Refused


def place_of_slot(slot: UseSlot) -> str:
    return f"{place_of(slot.version)}#tijd-{slot.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
def add_exception(request: Request, pk: int) -> HttpResponse:
    """A day off, a holiday, or a day on top."""
    slot = load_slot(request, pk)
    if slot is None:
        return _is_gone(request)
    page = open_page(request, slot.version)
    form = ExceptionForm(posted(request), hours=slot.hours, initial={"kind": "closed"})
    if request.method != "POST":
        is_frozen = slot.version.is_frozen
        return to_reading(request, slot.version) if is_frozen else _show(request, page, form, slot)
    if not form.is_valid():
        return _show(request, page, form, slot, status=422)
    try:
        acting(request.who, write_action(slot.version), slot)
        added = _add(slot, form)
    except Refused as refusal:
        now = AgreementVersion.objects.get(pk=slot.version_id)
        if now.is_frozen or not UseSlot.objects.filter(pk=slot.pk).exists():
            return not_saved(request, now, refusal.sentence, form.as_text())
        form.add_error(None, refusal.sentence)
        return _show(request, page, form, slot, status=409)
    said = ngettext("{n} dag staat erbij.", "{n} dagen staan erbij.", len(added))
    messages.success(request, said.format(n=len(added)))
    return redirect(place_of_slot(slot))


def _add(slot: UseSlot, form: ExceptionForm) -> list[SlotException]:
    """All of them or none. Of a holiday the days that are off already stay as they are."""
    written = form.written()
    if form.cleaned_data.get("until"):
        off = {e.on for e in slot.exceptions.all() if e.is_closed}
        written = [day for day in written if day["on"] not in off]
    with transaction.atomic():
        return [slot.add_exception(**day) for day in written]


def _show(
    request: Request, page: WritePage, form: ExceptionForm, slot: UseSlot, *, status: int = 200
) -> HttpResponse:
    context = {**context_of(request, page), "form": form, "slot": slot, "words": words_of(slot)}
    return render_page(request, "agreements/add_exception.html", context, status=status)


def _is_gone(request: Request) -> HttpResponse:
    """404, or what was typed when the form came from a draft that this one may still write."""
    version = draft_of_form(request)
    typed = [request.POST.get(name, "") for name in ("on", "until", "starts", "ends", "because")]
    sentence = _("Iemand heeft deze tijden net weggehaald.")
    return not_saved(request, version, sentence, "\n".join(text for text in typed if text.strip()))


@require_http_methods(["GET", "HEAD", "POST"])
def remove_exception(request: Request, pk: int) -> HttpResponse:
    """The day is as every week again, after asking once."""
    seen = UseSlot.objects.visible_to(request.who)
    days = SlotException.objects.select_related("slot__version__agreement__initiative")
    day = days.select_related("slot__place__building").filter(pk=pk, slot__in=seen).first()
    if day is None:
        return redirect(place_of(draft_of_form(request)))
    slot = day.slot
    page = open_page(request, slot.version)
    if request.method != "POST":
        if slot.version.is_frozen:
            return to_reading(request, slot.version)
        context = {
            **context_of(request, page),
            "day": day,
            "said": exception_in_words(day),
            "slot": slot,
            "back": reverse("hours", args=[slot.version_id]),
        }
        return render_page(request, "agreements/remove_exception.html", context)
    acting(request.who, write_action(slot.version), slot)
    day.remove()
    messages.success(request, _("Die dag is weer als elke week."))
    return redirect(place_of_slot(slot))
