"""Every url, tried by every kind of person, with GET and POST, with and without htmx, on a thing of
their own initiative and of another one. A url without a row fails.

The table says what is *meant*; it is written by hand and shares nothing with `access.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import access_world as w
from tests.access_evaluations import EVALUATION_ROWS
from tests.access_meetings import MEETING_ROWS
from tests.access_parties import PARTY_ROWS
from tests.access_partnership import PARTNERSHIP_ROWS
from tests.access_places import PLACE_ROWS
from tests.access_progress import PROGRESS_ROWS
from tests.access_renewing import RENEWING_ROWS
from tests.access_row import KNOWN, MANAGERS, Row, nothing
from tests.access_steps import STEP_ROWS
from tests.access_templates import TEMPLATE_ROWS
from tests.conftest import make_cast
from tests.standing import signed_in, standing, taken_back

World = tuple[w.People, w.Things, w.Things]


def initiative(t: w.Things) -> list[Any]:
    return [t.initiative.pk]


def proposal(t: w.Things) -> list[Any]:
    return [t.proposal.pk]


def draft(t: w.Things) -> list[Any]:
    return [t.draft.pk]


def clause(t: w.Things) -> list[Any]:
    return [t.clause.pk]


def own_log_line(t: w.Things) -> list[Any]:
    return [t.own_log_line.pk]


def draft_clause(t: w.Things) -> list[Any]:
    return [t.draft_clause.pk]


def comment(t: w.Things) -> list[Any]:
    return [t.comment.pk]


def change_proposal(t: w.Things) -> list[Any]:
    return [t.change_proposal.pk]


def person(t: w.Things) -> list[Any]:
    return [t.person.pk]


def invitation(t: w.Things) -> list[Any]:
    return [t.invitation.pk]


def contact(t: w.Things) -> list[Any]:
    return [t.contact.pk]


def link(t: w.Things) -> list[Any]:
    return [t.link.pk]


CARD = w.READS | w.OUTSIDE
OWN = w.MUNICIPALITY
# A reader who wants to write is sent to "Wie ben je?" first: through, but not there yet.
WRITES = w.TAKES_PART | {w.READER}
DRAFTS = w.BOTH_SIDES
SAYS_A_WORD = w.GROUP | w.MUNICIPALITY
HIDES = w.GROUP | {w.GUIDE}
SEATS = frozenset({w.SEAT, w.PERSONAL})
ANYBODY = w.EVERYBODY
PROFESSIONALS = w.USERS - {w.RESIDENT, w.MEMBER}

TABLE: dict[str, Row] = {
    # open to everybody, also without an account or a link
    "start": Row(nothing, ANYBODY, get=ANYBODY, is_open=True),
    "who_may_what": Row(nothing, ANYBODY, get=ANYBODY, is_open=True),
    "accessibility": Row(nothing, ANYBODY, get=ANYBODY, is_open=True),
    "privacy": Row(nothing, ANYBODY, get=ANYBODY, is_open=True),
    "forms_of_cooperation": Row(nothing, ANYBODY, get=ANYBODY, is_open=True),
    "healthz": Row(nothing, ANYBODY, get=ANYBODY, post=ANYBODY, is_open=True),
    "set_language": Row(nothing, ANYBODY, get=ANYBODY, post=ANYBODY, is_open=True),
    "open_link": Row(
        lambda t: [t.link.token], ANYBODY, get=ANYBODY, is_open=True, is_foreign_too=True
    ),
    "leave_device": Row(nothing, ANYBODY, get=ANYBODY, post=ANYBODY, is_open=True),
    **{
        name: Row(nothing, ANYBODY, get=ANYBODY, post=ANYBODY, is_open=True)
        for name in (
            "account_login",
            "account_request_login_code",
            "account_confirm_login_code",
            "account_signup",
            "account_email_verification_sent",
            "account_logout",
        )
    },
    "account_inactive": Row(nothing, ANYBODY, get=ANYBODY, is_open=True),
    # only in the demo; there it has a test of its own
    "demo_sign_in": Row(nothing, w.NONE, get=w.NONE, post=w.NONE, is_open=True),
    # accounts
    "colleagues": Row(nothing, KNOWN, get=MANAGERS),
    "invite_colleague": Row(nothing, KNOWN, get=MANAGERS, post=MANAGERS),
    "resend_invitation": Row(invitation, KNOWN, post=MANAGERS, is_foreign_too=True),
    "revoke_invitation": Row(invitation, KNOWN, post=MANAGERS, is_foreign_too=True),
    # Whoever is signed in already cannot come in once more.
    "open_invitation": Row(
        lambda t: [t.invitation.token],
        ANYBODY,
        get=ANYBODY,
        post=ANYBODY - w.USERS,
        is_open=True,
        is_foreign_too=True,
    ),
    "edit_colleague": Row(
        lambda t: [t.request.user_id], KNOWN, get=MANAGERS, post=MANAGERS, is_foreign_too=True
    ),
    "reactivate_colleague": Row(
        lambda t: [t.request.user_id], KNOWN, post=MANAGERS, is_foreign_too=True
    ),
    "close_account": Row(
        lambda t: [t.official.user_id], KNOWN, get=MANAGERS, post=MANAGERS, is_foreign_too=True
    ),
    "hand_over_work": Row(
        lambda t: [t.official.user_id], KNOWN, post=MANAGERS, is_foreign_too=True
    ),
    "profile": Row(nothing, KNOWN, get=w.USERS, post=w.USERS),
    "end_sessions": Row(nothing, KNOWN, post=w.USERS),
    # initiatives
    "initiatives": Row(nothing, KNOWN, get=PROFESSIONALS),
    "similar_initiatives": Row(nothing, KNOWN, get=PROFESSIONALS),
    "log_initiative": Row(nothing, KNOWN, get=PROFESSIONALS, post=PROFESSIONALS),
    "edit_initiative": Row(initiative, CARD, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "about_initiative": Row(initiative, w.READS, get=w.READS),
    "edit_about": Row(lambda t: [t.initiative.pk, "kracht"], w.READS, get=HIDES, post=HIDES),
    "add_goal": Row(initiative, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "end_goal": Row(lambda t: [t.goal.pk], w.READS, post=HIDES),
    "end_reciprocity": Row(lambda t: [t.offer.pk], w.READS, post=w.MUNICIPALITY),
    "add_partner": Row(initiative, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "end_partner": Row(lambda t: [t.partner.pk], w.READS, post=w.BOTH_SIDES),
    "next_steps": Row(initiative, w.READS, get=w.BOTH_SIDES),
    "people": Row(initiative, CARD, get=w.READS, post=HIDES),
    "participant": Row(person, w.READS, get=HIDES, post=HIDES),
    "leave": Row(person, w.READS, post=HIDES),
    "come_back": Row(person, w.READS, post=HIDES),
    "accept_newcomer": Row(lambda t: [t.newcomer.pk], w.READS, post=HIDES),
    "set_aside": Row(lambda t: [t.newcomer.pk], w.READS, post=HIDES),
    "free_seat": Row(lambda t: [t.seated.pk], w.READS, post=HIDES),
    "open_names": Row(initiative, CARD, post=w.GROUP),
    "ask_to_join": Row(initiative, CARD, get=w.OUTSIDE, post=w.OUTSIDE),
    "let_in": Row(lambda t: [t.request.pk], w.READS, get=HIDES, post=HIDES),
    "decline": Row(lambda t: [t.request.pk], w.READS, post=HIDES),
    "place_official": Row(initiative, CARD, get=MANAGERS, post=MANAGERS),
    # who takes part, through time
    "composition": Row(initiative, CARD, get=w.READS),
    "still_here": Row(person, w.READS, post=HIDES),
    # the own choice; a guide's for who is on no phone
    "choose_step": Row(person, w.READS, post={w.GUIDE}),
    "edit_period": Row(lambda t: [t.period.pk], w.READS, get={w.GUIDE}, post={w.GUIDE}),
    "handovers": Row(initiative, CARD, get=w.READS),
    "hand_over": Row(lambda t: [t.official.pk], w.READS, get=w.MUNICIPALITY, post=w.MUNICIPALITY),
    "leave_channel": Row(contact, w.READS, get={w.SEAT}, post={w.SEAT}),
    "remove_channel": Row(contact, w.READS, post={w.SEAT}),
    "open_channel": Row(
        contact, w.READS, get={w.GUIDE, *w.MUNICIPALITY}, post={w.GUIDE, *w.MUNICIPALITY}
    ),
    "group_link": Row(initiative, CARD, get=HIDES, post=HIDES),
    "links": Row(initiative, CARD, get=w.BOTH_SIDES),
    "link": Row(link, w.READS, get=HIDES, post=HIDES),
    "link_qr": Row(link, w.READS, get=HIDES),
    "qr_cards": Row(initiative, CARD, get=HIDES),
    "make_personal_link": Row(initiative, CARD, post=HIDES),
    "make_read_link": Row(proposal, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    # Only for who opened exactly this link.
    "this_is_me": Row(lambda t: [t.personal.pk], {w.PERSONAL}, get={w.PERSONAL}, post={w.PERSONAL}),
    "read_agreement": Row(
        lambda t: [t.read_link.pk], {w.READ_LINK}, get={w.READ_LINK}, is_open=True
    ),
    "first_step": Row(initiative, CARD, get=w.GROUP, post=w.GROUP),
    "into_account": Row(initiative, CARD, get=SEATS, post=SEATS),
    "merge_participants": Row(person, w.READS, get=HIDES, post=HIDES),
    "undo_merge": Row(lambda t: [t.double.pk], w.READS, post=HIDES),
    "renew_link": Row(link, w.READS, post=HIDES),
    "revoke_link": Row(link, w.READS, post=HIDES),
    "read_only_link": Row(link, w.READS, post=HIDES),
    # Who takes part already is sent on to the group's page.
    "take_seat": Row(initiative, CARD, get=w.READS, post=w.READS),
    # overview
    "initiative": Row(initiative, CARD, get=CARD),
    "group_page": Row(initiative, w.READS, get=w.READS),
    "timeline": Row(initiative, w.READS, get=w.READS),
    # the logbook: who reads which line is in initiatives/test_logbook.py
    "log_contact": Row(nothing, KNOWN, get=KNOWN, post=KNOWN),
    "logbook": Row(initiative, w.READS, get=w.READS, post=WRITES),
    "log_line": Row(lambda t: [t.log_line.pk], w.READS, get=w.READS),
    "edit_log_line": Row(own_log_line, OWN, get={w.OFFICIAL}, post={w.OFFICIAL}),
    "share_log_line": Row(own_log_line, OWN, get={w.OFFICIAL}, post={w.OFFICIAL}),
    # one's own data; without an account or a name it is empty
    "own_data": Row(nothing, KNOWN, get=KNOWN),
    "own_data_json": Row(nothing, KNOWN, get=KNOWN),
    # of somebody who still takes part; the group takes away names of who left, and the own one
    "forget": Row(person, w.READS, get={w.GUIDE}, post={w.GUIDE}),
    "forget_account": Row(nothing, KNOWN, get={w.RESIDENT, w.MEMBER}, post={w.RESIDENT, w.MEMBER}),
    # agreements, to read
    "agreement": Row(lambda t: [t.proposal.agreement_id], w.READS, get=w.READS),
    "version": Row(proposal, w.READS, get=w.READS),
    "compare": Row(proposal, w.READS, get=w.READS),
    "compare_versions": Row(lambda t: [t.proposal.pk] * 2, w.READS, get=w.READS),
    "versions": Row(lambda t: [t.running.agreement_id], w.READS, get=w.READS),
    "in_effect_on": Row(lambda t: [t.running.agreement_id], w.READS, get=w.READS),
    "restore_version": Row(lambda t: [t.running.pk], w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "pause_agreement": Row(
        lambda t: [t.running.agreement_id], w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES
    ),
    "resume_agreement": Row(
        lambda t: [t.running.agreement_id], w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES
    ),
    "end_agreement": Row(
        lambda t: [t.running.agreement_id], w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES
    ),
    "print_agreement": Row(proposal, w.READS, get=w.READS),
    "house_rules": Row(proposal, w.READS, get=w.READS),
    "clause": Row(clause, w.READS, get=w.READS),
    "react": Row(clause, w.READS, get=WRITES, post=WRITES),
    "answer": Row(comment, w.READS, get=WRITES, post=w.TAKES_PART),
    "settle": Row(comment, w.READS, post=w.TAKES_PART),
    "reopen": Row(comment, w.READS, post=w.TAKES_PART),
    # other texts: everybody who takes part proposes, both sides take over, the other side declines
    "propose_text": Row(clause, w.READS, get=WRITES, post=WRITES),
    "clause_proposals": Row(clause, w.READS, get=w.READS),
    "change_proposal": Row(change_proposal, w.READS, get=w.READS),
    "support_text": Row(change_proposal, w.READS, post=w.TAKES_PART),
    "unsupport_text": Row(change_proposal, w.READS, post=w.TAKES_PART),
    "withdraw_text": Row(change_proposal, w.READS, post=w.TAKES_PART),
    "decline_text": Row(change_proposal, w.READS, get=w.MUNICIPALITY, post=w.MUNICIPALITY),
    "take_over_text": Row(change_proposal, w.READS, post=w.BOTH_SIDES),
    "report_text": Row(lambda t: ["reactie", t.comment.pk], w.READS, get=WRITES, post=WRITES),
    "hide_text": Row(lambda t: ["reactie", t.comment.pk], w.READS, get=HIDES, post=HIDES),
    "show_text": Row(lambda t: ["reactie", t.comment.pk], w.READS, post=HIDES),
    "confirm": Row(
        lambda t: [t.proposal.pk, "zorg"],
        w.READS,
        get=SAYS_A_WORD | {w.OTHER, w.READER},
        post=SAYS_A_WORD | {w.OTHER, w.READER},
    ),
    "my_word": Row(proposal, w.READS, get=SAYS_A_WORD | {w.OTHER, w.READER}),
    "take_back_word": Row(proposal, w.READS, post=SAYS_A_WORD | {w.OTHER}),
    "still_behind": Row(
        lambda t: [t.renewed.pk],
        w.READS,
        get=SAYS_A_WORD | {w.READER},
        post=SAYS_A_WORD | {w.READER},
    ),
    "in_short": Row(proposal, w.READS, get=w.READS),
    "seen": Row(proposal, w.READS, post=w.TAKES_PART),
    "remind": Row(proposal, w.READS, get=HIDES, post=HIDES),
    "own_word_first": Row(lambda t: [t.renewed.agreement_id], w.READS, get=w.GROUP, post=w.GROUP),
    "note_on_behalf": Row(proposal, w.READS, get=HIDES, post=HIDES),
    "note_talk": Row(lambda t: [t.objection.pk], w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "take_effect": Row(proposal, w.READS, post=w.BOTH_SIDES),
    # agreements, to write: the draft of the municipality is not there for others
    "start_agreement": Row(initiative, CARD, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "earlier_agreements": Row(initiative, CARD, get=w.BOTH_SIDES),
    **TEMPLATE_ROWS,
    **STEP_ROWS,
    **RENEWING_ROWS,
    **PARTNERSHIP_ROWS,
    **PLACE_ROWS,
    **PARTY_ROWS,
    **EVALUATION_ROWS,
    **MEETING_ROWS,
    **PROGRESS_ROWS,
    "write": Row(draft, OWN, get=OWN),
    "edit_head": Row(draft, OWN, get=OWN, post=OWN),
    "add_clause": Row(draft, OWN, get=OWN, post=OWN),
    "fill_blanks": Row(lambda t: [t.unfinished.pk], OWN, get=OWN, post=OWN),
    "add_open_point": Row(draft, OWN, get=OWN, post=OWN),
    "edit_open_point": Row(lambda t: [t.open_point.pk], OWN, get=OWN, post=OWN),
    "remove_open_point": Row(lambda t: [t.open_point.pk], OWN, get=OWN, post=OWN),
    "draft_clause": Row(draft_clause, OWN, get=OWN),
    "edit_clause": Row(draft_clause, OWN, get=OWN, post=OWN),
    "move_clause": Row(draft_clause, OWN, get=OWN, post=OWN),
    "put_back_clause": Row(draft_clause, OWN, post=OWN),
    "remove_clause": Row(draft_clause, OWN, get=OWN, post=OWN),
    "open_draft": Row(draft, OWN, post=OWN),
    "propose": Row(draft, OWN, get=OWN, post=OWN),
    "withdraw": Row(proposal, w.READS, get=DRAFTS, post=DRAFTS),
    "start_version": Row(lambda t: [t.proposal.agreement_id], w.READS, post=DRAFTS),
}


def url_names() -> Iterator[str]:
    def walk(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            else:
                assert pattern.name, f"{pattern.pattern} has no name"
                yield pattern.name

    return walk(get_resolver().url_patterns)


def test_every_url_has_a_row_and_every_row_an_url() -> None:
    assert sorted(set(url_names())) == sorted(TABLE)


def verdict(response: Any, *, htmx: bool) -> str:
    status = response.status_code
    if htmx and status == 401:
        return "sign in"
    if status == 302 and response.headers["Location"].startswith("/aanmelden/?"):
        return "sign in"
    if status in (403, 404, 405):
        return str(status)
    # 409 and 422: let through, and then told what is wrong with the input or the moment.
    return "through" if status in (200, 302, 303, 409, 422) else f"unexpected {status}"


def expected(row: Row, kind: str, method: str) -> str:
    allowed = row.get if method == "GET" else row.post
    if kind in w.STRANGERS and not row.is_open:
        return "sign in"
    if allowed is None:
        return "405"
    if kind not in row.sees:
        return "404"
    return "through" if kind in allowed else "403"


def ask(client: Client, method: str, path: str, *, htmx: bool) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    send = client.get if method == "GET" else client.post
    return send(path, headers=headers)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The people, and one of everything in their initiative and in another one."""

    def make() -> World:
        cast = make_cast()
        people = w.People(cast)
        own = w.make_things(cast.club, cast.wouter)
        gardener = w.make_participant(cast.garden, w.Side.MUNICIPALITY, duty=w.DutyKind.CONTACT)
        return people, own, w.make_things(cast.garden, gardener)

    yield from standing(django_db_blocker, make)


@pytest.mark.parametrize("name", TABLE)
def test_every_kind_of_person(name: str, world: World, db: None) -> None:
    row = TABLE[name]
    people, own, foreign = world
    wrong = []
    for kind in w.KINDS:
        with signed_in(people, kind) as browser:
            for things, is_own in ((own, True), (foreign, False)):
                if things is foreign and kind in FOREIGN_IS_OWN:
                    continue
                path = reverse(name, args=row.args(things))
                stays = is_own or row.is_foreign_too or row.args is nothing
                as_kind = kind if stays else w.ELSEWHERE_AS.get(kind, kind)
                for method, htmx in product(("GET", "POST"), (False, True)):
                    cache.clear()
                    with taken_back():
                        response = ask(browser(), method, path, htmx=htmx)
                    got = verdict(response, htmx=htmx)
                    meant = expected(row, as_kind, method)
                    if got != meant:
                        whose = "own" if is_own else "foreign"
                        how = f"{method} htmx" if htmx else method
                        wrong.append(f"{kind}, {whose}, {how}: {got}, not {meant}")
    assert not wrong, "\n".join([name, *wrong])


# These take part in the other initiative: its things are not foreign to them.
FOREIGN_IS_OWN = {w.OTHER_LINK, w.GUIDE_OUT, w.OFFICIAL_OUT, w.OTHER_OUT}
