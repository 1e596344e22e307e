"""Where a coordinator hands over the work of somebody who goes, and closes the account."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from accounts.views.colleagues import require_coordinator
from config.http import Request, done
from initiatives import closing_accounts as closing
from initiatives.forms.closing_accounts import HandOverWorkForm
from initiatives.models import Participant
from initiatives.states import Refused

# On one page; what is handed over leaves it, and the rest moves up.
MOST_PLACES = 50


@require_http_methods(["GET", "HEAD", "POST"])
def close_account(request: Request, pk: int) -> HttpResponse:
    """Shows where somebody takes part, to hand it over first; the button closes the account."""
    by = require_coordinator(request)
    colleague = get_object_or_404(User.objects.confirmed(), pk=pk)
    if request.method != "POST":
        return _page(request, colleague)
    try:
        closing.close_account(colleague, by=by)
    except ValidationError as error:
        return _page(request, colleague, refusal=error.messages[0], status=409)
    said = _("{name} kan niet meer aanmelden en doet nergens meer mee.")
    messages.success(request, said.format(name=colleague.name))
    return done(request, page=reverse("colleagues"))


@require_POST
def hand_over_work(request: Request, pk: int) -> HttpResponse:
    """Hands over the ticked initiatives, all in one step, and comes back for the rest."""
    by = require_coordinator(request)
    colleague = get_object_or_404(User.objects.confirmed(), pk=pk)
    form = _form(colleague, _places(colleague), request.POST)
    if not form.is_valid():
        return _page(request, colleague, form=form, status=422)
    filled = form.cleaned_data
    try:
        number = closing.hand_over_work(colleague, by=by, **filled)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, colleague, form=form, status=409)
    said = ngettext(
        "{name} neemt {n} initiatief over.", "{name} neemt {n} initiatieven over.", number
    )
    messages.success(request, said.format(name=filled["successor"].name, n=number))
    return done(request, page=reverse("close_account", args=[pk]))


def _places(colleague: User) -> list[Participant]:
    return list(closing.places_of(colleague)[:MOST_PLACES])


def _form(
    colleague: User, places: list[Participant], sent: QueryDict | None = None
) -> HandOverWorkForm:
    successors = closing.successors_of(colleague, {place.side for place in places})
    return HandOverWorkForm(sent, places=places, successors=successors)


def _page(
    request: Request,
    colleague: User,
    *,
    form: HandOverWorkForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    places = _places(colleague)
    context: dict[str, Any] = {
        "colleague": colleague,
        "places": places,
        "form": form or _form(colleague, places),
        "refusal": refusal,
    }
    return render(request, "initiatives/close_account.html", context, status=status)
