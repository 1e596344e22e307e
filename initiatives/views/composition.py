"""Who took part on any day, and the group through time."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from config.http import Request, render_page
from config.paging import page_number
from initiatives.access import Action, may, require
from initiatives.composition import load_composition, on_day
from initiatives.drawing import draw_headcounts, draw_lines, draw_months
from initiatives.forms.days import OnDayForm
from initiatives.models import Initiative


@require_safe
def composition(request: Request, pk: int) -> HttpResponse:
    """A day that cannot be gets a sentence at the field; the rest of the page stays."""
    visible = Initiative.objects.visible_to(request.who)
    initiative = get_object_or_404(visible, pk=pk)
    require(request.who, Action.SEE, initiative)
    today = timezone.localdate()
    asked = "dag" in request.GET
    form = OnDayForm(request.GET if asked else None, initial={"dag": today})
    is_good = not asked or form.is_valid()
    day = form.cleaned_data["dag"] if asked and is_good else today
    found = load_composition(request.who, initiative, page=page_number(request))
    address = reverse("composition", args=[pk])

    def url_of(number: int) -> str:
        return f"{address}?{urlencode({'page': str(number)})}#door-de-tijd"

    context = {
        "initiative": initiative,
        "form": form,
        "then": on_day(request.who, initiative, day) if is_good else None,
        "is_today": day == today,
        "found": found,
        "months": draw_months(found),
        "lines": draw_lines(found) if found.lines else None,
        "headcounts": draw_headcounts(found.headcounts) if found.headcounts else None,
        "sees_names": may(request.who, Action.SEE_NAMES, initiative),
        "newer_url": url_of(found.page - 1) if found.page > 1 else "",
        "older_url": url_of(found.page + 1) if found.has_more else "",
    }
    status = 200 if is_good else 422
    return render_page(request, "initiatives/composition.html", context, status=status)
