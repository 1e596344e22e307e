"""What holds for every request, each as one small function."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect

from initiatives.states import Refused

GetResponse = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., HttpResponse])

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "object-src 'none'; manifest-src 'self'"
)


def headers(get_response: GetResponse) -> GetResponse:
    """The headers of internet.nl and the Mozilla Observatory that Django does not set itself.

    Django sets nosniff, Referrer-Policy, COOP and HSTS. Static files are served before this.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow, noarchive")
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers["Vary"] = ", ".join(
            filter(None, [response.headers.get("Vary"), "HX-Request"])
        )
        return response

    return middleware


# Only these start a statement while a page is being read. (PostgreSQL puts a union in brackets.)
# A session that no longer fits its user is taken away on the next visit; that is Django's doing.
READING = re.compile(
    r"[\s(]*(SELECT|SAVEPOINT|RELEASE|ROLLBACK TO|EXPLAIN)\b|DELETE FROM \"accounts_session\" ",
    re.IGNORECASE,
)


class WroteWhileReading(Exception):
    """A GET or HEAD tried to change a table. Always a mistake of ours."""


def refuse_writes(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    if not READING.match(sql):
        raise WroteWhileReading(sql.split(" ", 1)[0])
    return execute(sql, params, many, context)


def reading_never_writes(get_response: GetResponse) -> GetResponse:
    """GET and HEAD change no table: link previews, mail scanners and back buttons open everything.

    Held at the one door through which Django speaks to either database, so that it also holds in
    the tests and costs no query. The sign-in pages are exempt: allauth keeps the step in the
    session.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or request.path.startswith("/aanmelden/"):
            return get_response(request)
        with connection.execute_wrapper(refuse_writes):
            return get_response(request)

    return middleware


def open_to_all(view: View) -> View:
    """Says aloud that a view answers people who have neither an account nor a link."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def somebody_required(get_response: GetResponse) -> GetResponse:
    """Every page asks for an account or a link, unless its view says that it is open."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(
        request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        who = request.who  # type: ignore[attr-defined]
        if getattr(view, "open_to_all", False) or who.is_somebody:
            return None
        if request.htmx:  # type: ignore[attr-defined]
            # A sign-in page must never be poured into a part of another page.
            return HttpResponse(status=401)
        return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def whole_pages(get_response: GetResponse) -> GetResponse:
    """A redirect to a page goes through the address bar, never into a part of another page.

    `done` answers 303 when it means a part; every other redirect (302) means a page.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.htmx and response.status_code == 302:  # type: ignore[attr-defined]
            client = HttpResponseClientRedirect(response.headers["Location"])
            client.cookies = response.cookies
            return client
        return response

    return middleware


def words_for_a_wrong_method(get_response: GetResponse) -> GetResponse:
    """Whoever opens the address of a button (with the back button, or from a history) reads what
    to do, instead of an empty page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405 or request.method != "GET" or response.content:
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware


class Refusals:
    """A verb that came too late or may not be done answers with its own sentence, never a 500."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        template = "_409.html" if request.htmx else "409.html"  # type: ignore[attr-defined]
        context = {
            "sentence": exception.sentence,
            "kept": exception.kept,
            "back": request.headers.get("Referer", ""),
        }
        return render(request, template, context, status=409)
