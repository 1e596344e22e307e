"""Going round before leaving: windows, light, heating, door."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.keys import places_of
from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.models import Initiative
from initiatives.seating import to_seat_first
from initiatives.states import Refused
from initiatives.views.initiatives import once_of
from places.forms.closing import CloseUpForm, lines_of
from places.models import ClosingCheck, Place


@require_http_methods(["GET", "HEAD", "POST"])
def close_up(request: Request, pk: int, place_pk: int) -> HttpResponse:
    """The closing list as large ticks. Without connection it waits on the phone, as a line of the
    logbook does."""
    who = request.who
    initiative = get_object_or_404(Initiative.objects.shared_with(who), pk=pk)
    place = get_object_or_404(places_of(initiative, who), pk=place_pk)
    seat_first = to_seat_first(request, initiative)
    if seat_first:
        return seat_first
    require(who, Action.CLOSE_UP, initiative)
    form, status = CloseUpForm(posted(request), lines=lines_of(place)), 200
    if request.method == "POST":
        if form.is_of_another_list:
            form.read_again()
            form.is_valid()
            form.add_error(None, _("De lijst is net veranderd. Loop die nog een keer na."))
            status = 409
        elif form.is_valid():
            try:
                check = _note(request, initiative, place, form)
                page = reverse("closing_check", args=[check.pk])
                return done(request, page=page, fragment=page)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
        else:
            status = 422
    context = {
        "initiative": initiative,
        "place": place,
        "form": form,
        "whom_to_call": place.whom_to_call,
        "once": once_of(request) or str(uuid.uuid4()),
    }
    return render_page(
        request,
        "agreements/close_up.html",
        context,
        fragment="agreements/_close_up.html",
        status=status,
    )


def _note(
    request: Request, initiative: Initiative, place: Place, form: CloseUpForm
) -> ClosingCheck:
    sent = once_of(request)
    return ClosingCheck.note(
        place,
        by=acting(request.who, Action.CLOSE_UP, initiative),
        ticks=form.as_ticked(),
        problem=form.cleaned_data["text"],
        once=uuid.UUID(sent) if sent else None,
    )
