"""The typed request, and everything that htmx needs on the server."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails

from initiatives.who import Who


class Request(HttpRequest):
    """What every view gets: `who` acts, and `htmx` says whether a part of a page is wanted."""

    htmx: HtmxDetails
    who: Who


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    fragment: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Renders `template`, or only `fragment` when htmx asks for a part.

    The server picks the fragment; a request cannot name one.
    """
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    if fragment and htmx and not htmx.boosted and not htmx.history_restore_request:
        template = fragment
    return render(request, template, context, status=status)


def done(request: HttpRequest, *, page: str, fragment: str | None = None) -> HttpResponseRedirect:
    """The answer to a change that was made: on to the fragment's own address for htmx, else to
    the page (303, so that the back button and a reload repeat nothing)."""
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    response = HttpResponseRedirect(fragment if fragment and htmx else page)
    # For htmx only a part may be followed in place; `whole_pages` takes care of a page (302).
    response.status_code = 303 if fragment or not htmx else 302
    return response


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, also when that is nothing; None while reading."""
    return request.POST if request.method == "POST" else None


def look(request: HttpRequest) -> dict[str, Any]:
    """Context for every page: the theme and whether this is the demo."""
    return {"theme_css": f"themes/{settings.THEME}.css", "is_demo": settings.MODE == "demo"}
