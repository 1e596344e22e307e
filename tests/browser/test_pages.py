"""Every page for every kind of person: axe, no console error, no request to anybody else, and
nothing that sticks out sideways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from agreements.models import Comment, Confirmation
from agreements.states import CommentKind, Word
from tests import access_world as w
from tests.browser.people import LAPTOP, PHONE, NewContext
from tests.conftest import Cast
from tests.factories import add_clause, line

pytestmark = pytest.mark.django_db(transaction=True)

# The innermost elements that reach beyond the window, when the page can be moved sideways.
STICKS_OUT = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter(el => el.getBoundingClientRect().right > width + 1)
    .filter(el => ![...el.children].some(c => c.getBoundingClientRect().right > width + 1))
    .slice(0, 5).map(el => el.outerHTML.slice(0, 200));
}"""

LONG = "Aansprakelijkheidswaardevaststellingsveranderingen" * 2


def fill(cast: Cast) -> w.Things:
    """A club with everything on its pages, and with words that are too long for any screen."""
    things = w.make_things(cast.club, cast.wouter)
    comment = Comment.add(things.clause, by=cast.noor, kind=CommentKind.CONCERN, text=LONG)
    comment.answer(by=cast.wouter, text=LONG)
    Confirmation.say(things.proposal, by=cast.noor, word=Word.BEHIND_WITH_CONCERN, text=LONG)
    add_clause(
        things.draft,
        LONG[:100],
        line(LONG, "municipality", kind="promise", reservation=LONG),
        line("Op {dag} van {tijd}.", "group"),
        line(LONG, "other", party_name=LONG[:60]),
    )
    return things


# name -> arguments, by who looks
PAGES: dict[str, list[tuple[str, str]]] = {
    w.NOBODY: [
        ("start", ""),
        ("account_login", ""),
        ("account_signup", ""),
        ("who_may_what", ""),
        ("accessibility", ""),
        ("privacy", ""),
    ],
    w.READER: [("start", ""), ("group_page", "i"), ("version", "v"), ("take_seat", "i")],
    w.SEAT: [
        ("start", ""),
        ("group_page", "i"),
        ("version", "v"),
        ("react", "c"),
        ("people", "i"),
        ("timeline", "i"),
        ("start_agreement", "i"),
        ("group_link", "i"),
        ("leave_device", ""),
    ],
    w.GUIDE: [
        ("start", ""),
        ("initiative", "i"),
        ("initiatives", ""),
        ("log_initiative", ""),
        ("people", "i"),
        ("participant", "p"),
        ("group_link", "i"),
        ("edit_initiative", "i"),
        ("note_on_behalf", "v"),
        ("note_talk", "o"),
        ("profile", ""),
    ],
    w.OFFICIAL: [
        ("start", ""),
        ("initiative", "i"),
        ("people", "i"),
        ("version", "v"),
        ("confirm", "v-word"),
        ("write", "d"),
        ("edit_head", "d"),
        ("add_clause", "d"),
        ("edit_clause", "dc"),
        ("remove_clause", "dc"),
        ("propose", "d"),
        ("withdraw", "v"),
        ("hide_text", "text-own"),
        ("timeline", "i"),
    ],
    w.OTHER: [("initiative", "i"), ("version", "v"), ("report_text", "text")],
    w.ELSEWHERE: [("initiative", "i"), ("ask_to_join", "i")],
    w.MANAGER_OUT: [
        ("start", ""),
        ("initiative", "i"),
        ("place_official", "i"),
        ("colleagues", ""),
        ("add_colleague", ""),
    ],
}


def arguments(code: str, t: w.Things, cast: Cast) -> list[object]:
    answer = Comment.objects.filter(by=cast.wouter).first()
    every: dict[str, list[object]] = {
        "": [],
        "i": [t.initiative.pk],
        "v": [t.proposal.pk],
        "v-word": [t.proposal.pk, "sta-erachter"],
        "c": [t.clause.pk],
        "d": [t.draft.pk],
        "dc": [t.draft.clauses.order_by("-position")[0].pk],
        "p": [cast.noor.pk],
        "o": [t.objection.pk],
        "text": ["reactie", t.comment.pk],
        "text-own": ["reactie", answer.pk if answer else 0],
    }
    return every[code]


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("kind", PAGES)
def test_pages(
    kind: str,
    size: dict[str, Any],
    cast: Cast,
    new_context: NewContext,
    live_server,
    axe: Callable[[Page], None],
) -> None:
    things = fill(cast)
    people = w.People(cast)
    browser = people.browser(kind)
    context = new_context(**size)
    context.add_cookies(
        [
            {"name": name, "value": morsel.value, "url": live_server.url}
            for name, morsel in browser.cookies.items()
        ]
    )
    page = context.new_page()
    for name, code in PAGES[kind]:
        address = reverse(name, args=arguments(code, things, cast))
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, f"{name}: {response.status}"
        axe(page)
        wide = page.evaluate(STICKS_OUT)
        assert not wide, f"{name} sticks out sideways: {wide}"
