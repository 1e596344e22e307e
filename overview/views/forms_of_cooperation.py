"""Ways to work together without a legal form, and beside it: neutral, and no legal advice."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from config.http import Request, render_page
from config.middleware import open_to_all


@open_to_all
@require_safe
def forms_of_cooperation(request: Request) -> HttpResponse:
    return render_page(request, "overview/forms_of_cooperation.html")
