"""The words of the municipality, explained: open to everybody."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from config.http import Request, render_page
from config.middleware import open_to_all
from initiatives.glossary import GLOSSARY


@open_to_all
@require_safe
def glossary(request: Request) -> HttpResponse:
    """Every word in the order of the alphabet, with an address of its own."""
    entries = sorted(GLOSSARY, key=lambda entry: entry.word.lower())
    return render_page(request, "overview/glossary.html", {"entries": entries})
