"""From the start page into the logbook: for who takes part in several initiatives."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import F, Max
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting
from initiatives.forms.logbook import LogContactForm
from initiatives.models import LogLine, Participant
from initiatives.states import Refused
from initiatives.templatetags.dates import distance
from initiatives.views.initiatives import once_of
from initiatives.views.logbook import address_of_new, number_of, usual_of

MOST_CHOICES = 300


@require_http_methods(["GET", "HEAD", "POST"])
def log_contact(request: Request) -> HttpResponse:
    """One line in one of the logbooks where this person writes; the last used one stands first."""
    mine = where_i_write(request)
    choices = [(str(person.initiative_id), name_with_last_time(person)) for person in mine]
    usual = usual_of(mine[0] if mine else None)
    form = LogContactForm(posted(request), choices=choices, initial=usual)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                line = keep(request, mine, form.cleaned_data)
                return done(request, page=address_of_new(line), fragment=address_of_new(line))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "form": form if mine else None,
        "only": mine[0].initiative if len(mine) == 1 else None,
        "action": reverse("log_contact"),
        "once": once_of(request) or str(uuid.uuid4()),
    }
    return render_page(
        request,
        "initiatives/log_contact.html",
        context,
        fragment="initiatives/_log_contact.html",
        status=status,
    )


def where_i_write(request: Request) -> list[Participant]:
    """As whom this one can write, the initiative that was written about last first."""
    found = request.who.participants().select_related("initiative")
    last = found.annotate(last_on=Max("log_lines__happened_on")).order_by(
        F("last_on").desc(nulls_last=True), "initiative__name", "pk"
    )[:MOST_CHOICES]
    if request.who.user is not None:
        return list(last)
    links = ((person, request.who.link_to(person.initiative)) for person in last)
    return [person for person, link in links if link is not None and not link.is_read_only]


def name_with_last_time(person: Any) -> str:
    if person.last_on is None:
        return str(person.initiative.name)
    return _("{name} (laatst {when})").format(
        name=person.initiative.name, when=distance(person.last_on)
    )


def keep(request: Request, mine: list[Participant], filled: dict[str, Any]) -> LogLine:
    fields = {**filled}
    chosen = fields.pop("initiative")
    initiative = next(p.initiative for p in mine if str(p.initiative_id) == chosen)
    me = acting(request.who, Action.WRITE_LOG, initiative)
    return LogLine.write(initiative, by=me, once=number_of(request), **fields)
