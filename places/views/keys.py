"""A key is back, lost, or neither: one tap each."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.http import Request, done
from initiatives.access import Action, acting
from places.models import Key
from places.models.key import KeyEnd


def load_key(request: Request, pk: int) -> Key:
    """A key of an initiative that this one may read along with, or 404."""
    found = Key.objects.visible_to(request.who)
    return get_object_or_404(found.select_related("initiative", "place__building", "holder"), pk=pk)


@require_POST
def key_back(request: Request, pk: int) -> HttpResponse:
    """ "Is terug"."""
    key = load_key(request, pk)
    key.end(KeyEnd.RETURNED, by=acting(request.who, Action.KEEP_KEYS, key))
    said = _("{key} is terug. Fijn dat je het noteert.").format(key=key.label)
    messages.success(request, said, extra_tags=reverse("key_undo", args=[pk]))
    return _to_list(request, key)


@require_POST
def key_lost(request: Request, pk: int) -> HttpResponse:
    """ "Is kwijt", and whom to call."""
    key = load_key(request, pk)
    key.end(KeyEnd.LOST, by=acting(request.who, Action.KEEP_KEYS, key))
    said = _("{key} is kwijt. {call}").format(key=key.label, call=call_today(key))
    messages.warning(request, said, extra_tags=reverse("key_undo", args=[pk]))
    return _to_list(request, key)


def call_today(key: Key) -> str:
    """Who has to know of a lost key the same day."""
    if key.place.whom_to_call:
        return _("Bel nog vandaag: {who}.").format(who=key.place.whom_to_call)
    return _("Laat het nog vandaag aan de gemeente weten.")


@require_POST
def key_undo(request: Request, pk: int) -> HttpResponse:
    """ "Toch niet": it was a wrong tap."""
    key = load_key(request, pk)
    key.undo_end(by=acting(request.who, Action.KEEP_KEYS, key))
    messages.success(request, _("{key} staat weer op de lijst.").format(key=key.label))
    return _to_list(request, key)


def _to_list(request: Request, key: Key) -> HttpResponse:
    return done(request, page=f"{reverse('keys', args=[key.initiative_id])}#sleutel-{key.pk}")
