"""Every open blank of a draft on one page, filled in with one button."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from agreements.filling import FillPage
from agreements.models import AgreementVersion
from agreements.views.writing import context_of, load_draft, not_saved, open_page, to_reading
from agreements.writing import WritePage, write_action
from config.http import Request, render_page
from initiatives.access import acting
from initiatives.states import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def fill_blanks(request: Request, pk: int) -> HttpResponse:
    """Each blank in its sentence. What somebody else changed meanwhile is asked once more."""
    version = load_draft(request, pk)
    page = open_page(request, version)
    if request.method != "POST":
        if version.is_frozen:
            return to_reading(request, version)
        return _show(request, FillPage(page))
    fill = FillPage(page, request.POST)
    if not fill.is_valid():
        return _show(request, fill, status=422)
    try:
        acting(request.who, write_action(version), version)
        changed = fill.save()
    except Refused as refusal:
        now = AgreementVersion.objects.get(pk=version.pk)
        return not_saved(request, now, refusal.sentence, fill.as_text())
    fresh = FillPage(WritePage(load_draft(request, pk), request.who), changed=changed)
    if changed:
        return _show(request, fresh, status=409)
    if fresh.count:
        sentence = ngettext(
            "Bewaard. Er is nog {n} lege plek.",
            "Bewaard. Er zijn nog {n} lege plekken.",
            fresh.count,
        )
        messages.success(request, sentence.format(n=fresh.count))
        return redirect("fill_blanks", version.pk)
    messages.success(request, _("Bewaard. Er zijn geen lege plekken meer."))
    return redirect("write", version.pk)


def _show(request: Request, fill: FillPage, *, status: int = 200) -> HttpResponse:
    context = {**context_of(request, fill.page), "fill": fill}
    return render_page(request, "agreements/fill_blanks.html", context, status=status)
