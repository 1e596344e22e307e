"""Pages that are open to all: who may what, accessibility and privacy."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from config.http import Request, render_page
from config.middleware import open_to_all
from initiatives.access import TABLE, Action, Role
from overview import retention


@dataclass(frozen=True)
class Rule:
    """One row of the table: an action, and for each role whether it may."""

    action: Action
    may: tuple[bool, ...]


@dataclass(frozen=True)
class Part:
    """Rules that belong together, under a heading."""

    heading: str | Promise
    rules: tuple[Rule, ...]


# Under which heading an action stands: from this one on, in the order of `Action`.
PARTS: tuple[tuple[Action, str | Promise], ...] = (
    (Action.SEE_CARD, _lazy("Lezen")),
    (Action.ASK_TO_JOIN, _lazy("Mensen")),
    (Action.SHOW_LINK, _lazy("De groepslink")),
    (Action.START_AGREEMENT, _lazy("Afspraken schrijven")),
    (Action.REACT, _lazy("Reageren en erachter staan")),
    (Action.READ_LOG, _lazy("Het logboek")),
    (Action.HIDE_TEXT_OF_GROUP, _lazy("Een tekst verbergen")),
)


def parts() -> list[Part]:
    """The table of `initiatives/actions.py` itself, so that the page cannot say something else."""
    headings = dict(PARTS)
    found: list[tuple[str | Promise, list[Rule]]] = []
    for action, roles in TABLE.items():
        if action in headings or not found:
            found.append((headings.get(action, ""), []))
        found[-1][1].append(Rule(action, tuple(role in roles for role in Role)))
    return [Part(heading, tuple(rules)) for heading, rules in found]


# Who somebody of that role is, and the mark of the side where there is one.
ABOUT: dict[Role, tuple[str, str | Promise]] = {
    Role.GROUP: ("group", _lazy("Wie meedoet met het initiatief, met een bijnaam of een account.")),
    Role.GUIDE: ("guide", _lazy("Jongerenwerk of opbouwwerk waar de groep mee samenwerkt.")),
    Role.MUNICIPALITY: ("municipality", _lazy("Ambtenaren die bij dit initiatief horen.")),
    Role.OTHER: ("other", _lazy("Bijvoorbeeld de wijkagent, de school of een buur.")),
    Role.READER: ("", _lazy("Wie de groepslink opende en nog geen naam koos.")),
    Role.COORDINATOR: ("", _lazy("Leidt het werk, en doet bij dit initiatief zelf niet mee.")),
    Role.PROFESSIONAL: ("", _lazy("Werkt met groepen, maar niet met deze.")),
}


@dataclass(frozen=True)
class OneRole:
    """A role, who that is, and everything that it may, in the words of the table."""

    role: Role
    side: str
    about: str | Promise
    actions: tuple[Action, ...]


def by_role() -> list[OneRole]:
    return [
        OneRole(role, *ABOUT[role], tuple(a for a, roles in TABLE.items() if role in roles))
        for role in Role
    ]


@open_to_all
@require_safe
def who_may_what(request: Request) -> HttpResponse:
    context = {"roles": by_role(), "parts": parts()}
    return render_page(request, "overview/who_may_what.html", context)


@open_to_all
@require_safe
def accessibility(request: Request) -> HttpResponse:
    return render_page(request, "overview/accessibility.html")


@open_to_all
@require_safe
def privacy(request: Request) -> HttpResponse:
    """The cookies are named as the settings name them, and the times are those of `retention`."""
    cookies = {
        "session": settings.SESSION_COOKIE_NAME,
        "csrf": settings.CSRF_COOKIE_NAME,
        "seats": settings.SEAT_COOKIE_NAME,
        "rooms": settings.ROOM_COOKIE_NAME,
        "language": settings.LANGUAGE_COOKIE_NAME,
        "messages": CookieStorage.cookie_name,
    }
    times = {
        "name": settings.NAME_MONTHS,
        "work_name": settings.WORK_NAME_MONTHS,
        "view": retention.VIEW_MONTHS,
        "request": retention.REQUEST_MONTHS,
        "seat": retention.SEAT_DAYS,
        "invitation": retention.INVITATION_DAYS,
        "session": settings.SESSION_DAYS,
        "idle": settings.SESSION_IDLE_DAYS,
    }
    return render_page(request, "overview/privacy.html", {"cookies": cookies, "times": times})
