"""How the group is asked for its word: once more, and whether everybody goes first."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements import own_word, reminding
from agreements.carrying import carrying_of
from agreements.models import Agreement
from agreements.states import Status
from agreements.views.words import load_version
from config.http import Request, render_page
from initiatives.access import Action, acting, require


@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: Request, pk: int) -> HttpResponse:
    """A ready text for the group app, for who said nothing yet. It goes once."""
    version = load_version(request, pk)
    require(request.who, Action.REMIND, version)
    if request.method == "POST":
        reminding.remind(version, by=acting(request.who, Action.REMIND, version))
        return redirect("remind", version.pk)
    me = request.who.participant_in(version.initiative)
    address = settings.SITE_URL + reverse("version", args=[version.pk])
    message = reminding.message_of(version, address)
    context = {
        "version": version,
        "initiative": version.initiative,
        "waited_for": reminding.waited_for(carrying_of(version).backing),
        "is_proposed": version.status == Status.PROPOSED,
        "is_fresh": reminding.is_fresh(version, me),
        "message": message,
        "whatsapp_url": reminding.whatsapp_url(message),
    }
    return render_page(request, "agreements/remind.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def own_word_first(request: Request, pk: int) -> HttpResponse:
    """The group chooses whether everybody gives the own word before reading that of others."""
    agreement = get_object_or_404(
        Agreement.objects.visible_to(request.who).select_related("initiative"), pk=pk
    )
    require(request.who, Action.OWN_WORD_FIRST, agreement)
    if request.method == "POST":
        is_on = request.POST.get("is_on") == "on"
        own_word.choose(
            agreement, by=acting(request.who, Action.OWN_WORD_FIRST, agreement), is_on=is_on
        )
        if is_on:
            messages.success(request, _("Iedereen zegt nu eerst zelf iets."))
        else:
            messages.success(request, _("Iedereen leest nu meteen wat anderen vinden."))
        return redirect("agreement", agreement.pk)
    context = {
        "agreement": agreement,
        "initiative": agreement.initiative,
        "is_settled": own_word.is_settled(agreement),
    }
    return render_page(request, "agreements/own_word_first.html", context)
