"""Every url, tried by every kind of person, with GET and POST, with and without htmx, on a thing of
their own initiative and of another one. A url without a row fails.

The table says what is *meant*; it is written by hand and shares nothing with `access.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import access_world as w
from tests.conftest import Cast

Args = Callable[[w.Things], list[Any]]


@dataclass(frozen=True)
class Row:
    """`sees`: who gets anything but 404. `get`, `post`: who gets through; None: 405."""

    args: Args
    sees: frozenset[str]
    get: frozenset[str] | None = None
    post: frozenset[str] | None = None
    data: dict[str, Any] | None = None


def nothing(_things: w.Things) -> list[Any]:
    return []


def initiative(t: w.Things) -> list[Any]:
    return [t.initiative.pk]


def proposal(t: w.Things) -> list[Any]:
    return [t.proposal.pk]


def draft(t: w.Things) -> list[Any]:
    return [t.draft.pk]


def clause(t: w.Things) -> list[Any]:
    return [t.clause.pk]


def draft_clause(t: w.Things) -> list[Any]:
    return [t.draft_clause.pk]


def comment(t: w.Things) -> list[Any]:
    return [t.comment.pk]


def person(t: w.Things) -> list[Any]:
    return [t.person.pk]


def link(t: w.Things) -> list[Any]:
    return [t.link.pk]


CARD = w.READS | w.OUTSIDE
OWN = w.MUNICIPALITY
# A reader who wants to write is sent to "Wie ben je?" first: through, but not there yet.
WRITES = w.TAKES_PART | {w.READER}
DRAFTS = w.BOTH_SIDES
HIDES = w.GROUP | {w.GUIDE}
ANYBODY = w.EVERYBODY

TABLE: dict[str, Row] = {
    # accounts
    # initiatives
    # overview
    # agreements, to read
    "agreement": Row(lambda t: [t.proposal.agreement_id], w.READS, get=w.READS),
    "version": Row(proposal, w.READS, get=w.READS),
    "compare": Row(proposal, w.READS, get=w.READS),
    "clause": Row(clause, w.READS, get=w.READS),
    "react": Row(clause, w.READS, get=WRITES, post=WRITES),
    "answer": Row(comment, w.READS, post=w.TAKES_PART),
    "settle": Row(comment, w.READS, post=w.TAKES_PART),
    "reopen": Row(comment, w.READS, post=w.TAKES_PART),
    "report_text": Row(lambda t: ["reactie", t.comment.pk], w.READS, get=WRITES, post=WRITES),
    "hide_text": Row(lambda t: ["reactie", t.comment.pk], w.READS, get=HIDES, post=HIDES),
    "show_text": Row(lambda t: ["reactie", t.comment.pk], w.READS, post=HIDES),
    "confirm": Row(
        lambda t: [t.proposal.pk, "zorg"],
        w.READS,
        get=w.GROUP | w.MUNICIPALITY | {w.READER},
        post=w.GROUP | w.MUNICIPALITY | {w.READER},
    ),
    "note_on_behalf": Row(proposal, w.READS, get=HIDES, post=HIDES),
    "note_talk": Row(lambda t: [t.objection.pk], w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "take_effect": Row(proposal, w.READS, post=w.BOTH_SIDES),
    # agreements, to write: the draft of the municipality is not there for others
    "start_agreement": Row(initiative, CARD, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "write": Row(draft, OWN, get=OWN),
    "edit_head": Row(draft, OWN, get=OWN, post=OWN),
    "add_clause": Row(draft, OWN, get=OWN, post=OWN),
    "edit_clause": Row(draft_clause, OWN, get=OWN, post=OWN),
    "move_clause": Row(draft_clause, OWN, post=OWN),
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
    if kind in w.STRANGERS and row.sees != ANYBODY:
        return "sign in"
    if allowed is None:
        return "405"
    if kind not in row.sees:
        return "404"
    return "through" if kind in allowed else "403"


def ask(client: Client, method: str, path: str, row: Row, *, htmx: bool) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    send = client.get if method == "GET" else client.post
    return send(path, row.data if method == "POST" else None, headers=headers)


@pytest.mark.parametrize("name", TABLE)
def test_every_kind_of_person(name: str, cast: Cast) -> None:
    row = TABLE[name]
    people = w.People(cast)
    own = w.make_things(cast.club, cast.wouter)
    gardener = w.make_participant(cast.garden, w.Side.MUNICIPALITY, duty=w.DutyKind.CONTACT)
    foreign = w.make_things(cast.garden, gardener)
    wrong = []
    for kind in w.KINDS:
        for things, is_own in ((own, True), (foreign, False)):
            if things is foreign and kind in FOREIGN_IS_OWN:
                continue
            path = reverse(name, args=row.args(things))
            as_kind = kind if is_own else w.ELSEWHERE_AS.get(kind, kind)
            for method in ("GET", "POST"):
                for htmx in (False, True):
                    with transaction.atomic():
                        response = ask(people.browser(kind), method, path, row, htmx=htmx)
                        transaction.set_rollback(True)
                    got = verdict(response, htmx=htmx)
                    meant = expected(row, as_kind, method)
                    if got != meant:
                        whose = "own" if is_own else "foreign"
                        how = f"{method} htmx" if htmx else method
                        wrong.append(f"{kind}, {whose}, {how}: {got}, not {meant}")
    assert not wrong, "\n".join([name, *wrong])


# These take part in the other initiative: its things are not foreign to them.
FOREIGN_IS_OWN = {w.OTHER_LINK, w.GUIDE_OUT, w.OFFICIAL_OUT, w.OTHER_OUT}
