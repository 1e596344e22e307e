"""Every page for every kind of person: axe, no console error, no request to anybody else, and
nothing that sticks out sideways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from agreements.library import LibraryLine
from agreements.models import Comment, Confirmation, SimplerWord
from agreements.states import CommentKind, Word
from initiatives.models import (
    Direction,
    Goal,
    Handover,
    Origin,
    Participant,
    Partner,
    Reciprocity,
    Side,
)
from tests import access_world as w
from tests.browser.people import LAPTOP, PHONE, NewContext
from tests.conftest import Cast
from tests.factories import add_clause, line, make_log_line

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
    clause, by = things.template.clauses.get(), cast.manager
    lines = [LibraryLine("group", f"{LONG} {{{LONG[:80]}}}"), LibraryLine("both", "Op {dag}.")]
    clause.rewrite(by=by, revision=1, heading=LONG[:100], lines=lines)
    things.template.save_head(by=by, revision=1, name=LONG[:80], about=LONG, purpose=LONG)
    SimplerWord.add(by=by, word=LONG[:40].lower(), simpler=LONG[:60])
    long = {"meaning": LONG, "spoken_with": LONG[:60], "people": 12, "mood": "bad"}
    make_log_line(cast.noor, LONG, circle="shared", **long)
    make_log_line(cast.wouter, LONG, **long)
    make_log_line(cast.wouter, LONG, circle="shared").hide(by=cast.wouter, because=LONG)
    fill_profile(cast)
    # A group through time, and a handover in a word that is too long.
    cast.dex.periods.update(started_on=date(2023, 5, 1), ended_on=date(2025, 2, 1))
    cast.club.change(by=cast.samira, headcount=14)
    Handover.objects.create(leaving=cast.wouter, note=LONG)
    return things


def fill_profile(cast: Cast) -> None:
    """With words that are too long for any screen, on both sides."""
    cast.club.change(by=cast.noor, wish=LONG, strength=LONG, missing=LONG, place=LONG[:80])
    Goal.add(cast.club, by=cast.noor, text=LONG, origin=Origin.BOTH)
    Goal.add(cast.club, by=cast.noor, text=LONG, origin=Origin.GROUP).end(by=cast.noor)
    for by in (cast.noor, cast.wouter):
        side = Reciprocity.side_of(by)
        Reciprocity.add(cast.club, by=by, side=side, direction=Direction.NEED, text=LONG)
    Partner.add(cast.club, by=cast.noor, name=LONG[:80], kind="school", role=LONG[:80])


# name -> arguments, by who looks
PAGES: dict[str, list[tuple[str, str]]] = {
    w.NOBODY: [
        ("start", ""),
        ("account_login", ""),
        ("account_signup", ""),
        ("who_may_what", ""),
        ("accessibility", ""),
        ("forms_of_cooperation", ""),
        ("privacy", ""),
    ],
    w.READER: [
        ("start", ""),
        ("group_page", "i"),
        ("version", "v"),
        ("take_seat", "i"),
        ("about_initiative", "i"),
        ("logbook", "i"),
    ],
    w.SEAT: [
        ("start", ""),
        ("group_page", "i"),
        ("version", "v"),
        ("react", "c"),
        ("people", "i"),
        ("participant", "me"),
        ("leave_channel", "me"),
        ("composition", "i"),
        ("handovers", "i"),
        ("timeline", "i"),
        ("logbook", "i"),
        ("log_contact", ""),
        ("start_agreement", "i"),
        ("group_link", "i"),
        ("links", "i"),
        ("qr_cards", "i"),
        ("merge_participants", "p"),
        ("into_account", "i"),
        ("first_step", "i"),
        ("leave_device", ""),
        ("own_data", ""),
    ],
    w.MEMBER: [("own_data", ""), ("forget_account", "")],
    w.PERSONAL: [("group_page", "i"), ("links", "i"), ("into_account", "i")],
    w.READ_LINK: [("read_agreement", "rl")],
    w.GUIDE: [
        ("start", ""),
        ("initiative", "i"),
        ("initiatives", ""),
        ("log_initiative", ""),
        ("people", "i"),
        ("participant", "p"),
        ("edit_period", "period"),
        ("let_in", "request"),
        ("composition", "i"),
        ("open_channel", "contact"),
        ("group_link", "i"),
        ("links", "i"),
        ("link", "pl"),
        ("link", "rl"),
        ("qr_cards", "i"),
        ("merge_participants", "p"),
        ("own_data", ""),
        ("forget", "p"),
        ("edit_initiative", "i"),
        ("about_initiative", "i"),
        ("next_steps", "i"),
        ("edit_about", "i-strength"),
        ("edit_about", "i-place"),
        ("add_goal", "i"),
        ("add_reciprocity", "i"),
        ("add_partner", "i"),
        ("similar_initiatives", ""),
        ("note_on_behalf", "v"),
        ("note_talk", "o"),
        ("logbook", "i"),
        ("log_contact", ""),
        ("profile", ""),
    ],
    w.OFFICIAL: [
        ("start", ""),
        ("initiative", "i"),
        ("about_initiative", "i"),
        ("next_steps", "i"),
        ("people", "i"),
        ("composition", "i"),
        ("handovers", "i"),
        ("hand_over", "official"),
        ("start_agreement", "i"),
        ("earlier_agreements", "i"),
        ("open_channel", "contact"),
        ("version", "v"),
        ("confirm", "v-word"),
        ("write", "d"),
        ("edit_head", "d"),
        ("add_clause", "d"),
        ("edit_clause", "dc"),
        ("remove_clause", "dc"),
        ("propose", "d"),
        ("withdraw", "v"),
        ("make_read_link", "v"),
        ("links", "i"),
        ("hide_text", "text-own"),
        ("timeline", "i"),
        ("logbook", "i"),
        ("log_line", "log"),
        ("edit_log_line", "log"),
        ("share_log_line", "log"),
    ],
    w.OTHER: [("initiative", "i"), ("version", "v"), ("report_text", "text")],
    w.ELSEWHERE: [("initiative", "i"), ("ask_to_join", "i")],
    w.MANAGER_OUT: [
        ("start", ""),
        ("initiative", "i"),
        ("place_official", "i"),
        ("colleagues", ""),
        ("invite_colleague", ""),
        ("edit_colleague", "u"),
        ("close_account", "u"),
        ("profile", ""),
        ("templates", ""),
        ("start_template", ""),
        ("template", "standard"),
        ("template_text", "standard-0"),
        ("write_template", "t"),
        ("edit_template", "t"),
        ("add_template_clause", "t"),
        ("edit_template_clause", "tc"),
        ("remove_template_clause", "tc"),
        ("discard_template", "t"),
        ("simpler_words", ""),
    ],
    w.INVITED: [("open_invitation", "invitation")],
}


def arguments(code: str, t: w.Things, cast: Cast) -> list[object]:
    answer = Comment.objects.filter(by=cast.wouter).first()
    contacts = Participant.objects.filter(side=Side.GROUP, duties__kind="contact")
    every: dict[str, list[object]] = {
        "": [],
        "u": [t.official.user_id],
        "invitation": [t.invitation.token],
        "i": [t.initiative.pk],
        "i-strength": [t.initiative.pk, "kracht"],
        "i-place": [t.initiative.pk, "plek"],
        "v": [t.proposal.pk],
        "v-word": [t.proposal.pk, "sta-erachter"],
        "c": [t.clause.pk],
        "d": [t.draft.pk],
        "dc": [t.draft.clauses.order_by("-position")[0].pk],
        "p": [cast.noor.pk],
        "period": [cast.noor.periods.get().pk],
        "request": [t.request.pk],
        "official": [cast.wouter.pk],
        "contact": [t.contact.pk],
        # Who sits on the seat is the last contact of the group that was made.
        "me": [contacts.last().pk],
        "o": [t.objection.pk],
        "pl": [t.personal.pk],
        "rl": [t.read_link.pk],
        "log": [t.own_log_line.pk],
        "t": [t.template.pk],
        "tc": [t.template.clauses.get().pk],
        "standard": ["activity"],
        "standard-0": ["activity", 0],
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
