"""The short version of a text, and saying that it was seen."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agreements.models import AgreementVersion, Look
from agreements.reading import VersionPage
from agreements.shortening import as_text, in_short_of
from agreements.views.reading import page_context
from agreements.views.words import load_version
from config.http import Request, render_page
from initiatives.access import Action, acting


@require_safe
def in_short(request: Request, pk: int) -> HttpResponse:
    """Ten lines for who is new: what each side does, the dates, and the three words."""
    readable = AgreementVersion.objects.visible_to(request.who).for_reading(request.who)
    found = get_object_or_404(readable, pk=pk)
    page = VersionPage(found, request.who, shows_changes=False, text_only=True)
    context = {**page_context(request, page), "short": in_short_of(page), "for_app": as_text(page)}
    return render_page(request, "agreements/in_short.html", context)


@require_POST
def seen(request: Request, pk: int) -> HttpResponse:
    """Moves the mark of this reader: what stands there now is no longer new."""
    version = load_version(request, pk)
    Look.move(version, by=acting(request.who, Action.MARK_SEEN, version))
    messages.success(request, _("Je ziet volgende keer wat er nieuw is."))
    return redirect("version", version.pk)
