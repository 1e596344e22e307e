"""Every verb, in every state, by every role: only what the table lists succeeds.

The table is written by hand. Something succeeded when what is stored about the agreement is
another than before; what is refused leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import (
    Agreement,
    AgreementVersion,
    Clause,
    Comment,
    Commitment,
    Confirmation,
    OnBehalf,
    Pause,
    ReadLink,
)
from agreements.states import NEXT, Status
from initiatives.states import Refused
from tests.conftest import Cast
from tests.factories import line, make_agreement
from tests.overview import world

# Roles: group (a seat), guide, municipality, another party; a reader, a colleague elsewhere.
G, S, M, P, R, E = "GSMPRE"
NOBODY: frozenset[str] = frozenset()
GROUP_SIDE, BOTH, ALL = frozenset({G, S}), frozenset({G, S, M}), frozenset({G, S, M, P})
OWN = frozenset({M})

# How each state comes about. -------------------------------------------------------------------


def draft(cast: Cast) -> AgreementVersion:
    return make_agreement(cast.club, by=cast.wouter)


def open_draft(cast: Cast) -> AgreementVersion:
    version = draft(cast)
    version.open_draft(by=cast.wouter)
    return version


def carried(cast: Cast) -> AgreementVersion:
    version = world.propose(cast)
    world.carry(cast, version)
    return version


def paused(cast: Cast) -> AgreementVersion:
    version = world.run(cast)
    Pause.begin(version.agreement, by=cast.noor, because="Zomer.", look_again_on=in_days(30))
    return version


def replaced(cast: Cast) -> AgreementVersion:
    version = world.run(cast, line("Eerst dit."))
    following = world.next_text(cast, version, text="Nu dat.")
    world.carry(cast, following)
    following.take_effect(by=cast.wouter)
    return version


def withdrawn(cast: Cast) -> AgreementVersion:
    version = world.propose(cast)
    version.withdraw(by=cast.wouter)
    return version


def ended(cast: Cast) -> AgreementVersion:
    version = world.run(cast)
    version.agreement.end(by=cast.noor, because="Klaar.")
    return version


STATES: dict[str, Callable[[Cast], AgreementVersion]] = {
    "draft": draft,
    "open draft": open_draft,
    "proposed": world.propose,
    "carried": carried,
    "in effect": world.run,
    "paused": paused,
    "replaced": replaced,
    "withdrawn": withdrawn,
    "ended": ended,
}
LIVE = ("proposed", "carried", "in effect", "paused")


def in_days(days: int) -> Any:
    return timezone.localdate() + timedelta(days=days)


# What each verb sends. -------------------------------------------------------------------------

Sent = tuple[str, list[Any], dict[str, Any]]


def edit_clause(version: AgreementVersion) -> Sent:
    clause = version.clauses.all()[0]
    typed = {
        f"c{clause.pk}-{name}": value
        for name, value in {
            "heading": "Hoe dan?",
            "revision": clause.revision,
            "count": 1,
            "0-text": "Zo.",
            "0-party": "both",
        }.items()
    }
    return "edit_clause", [clause.pk], {**typed, "version": version.pk}


def edit_head(version: AgreementVersion) -> Sent:
    fields = {
        "title": "Anders",
        "purpose": "Wij willen iets anders.",
        "look_back_on": in_days(40).isoformat(),
        "ends_on": in_days(180).isoformat(),
        "revision": version.revision,
    }
    return "edit_head", [version.pk], fields


def of_version(name: str, *more: Any, **fields: Any) -> Callable[[AgreementVersion], Sent]:
    return lambda version: (name, [version.pk, *more], fields)


def of_agreement(name: str, **fields: Any) -> Callable[[AgreementVersion], Sent]:
    return lambda version: (name, [version.agreement_id], fields)


def of_clause(name: str, **fields: Any) -> Callable[[AgreementVersion], Sent]:
    return lambda version: (name, [version.clauses.all()[0].pk], fields)


def on_behalf(version: AgreementVersion) -> Sent:
    fields = {
        "decided_on": timezone.localdate().isoformat(),
        "present_count": 9,
        "agreed_count": 9,
        "how": "Handen omhoog.",
    }
    return "note_on_behalf", [version.pk], fields


def pause(version: AgreementVersion) -> Sent:
    fields = {"because": "Verbouwing.", "look_again_on": in_days(20).isoformat()}
    return "pause_agreement", [version.agreement_id], fields


DRAFTS = {"draft": OWN, "open draft": BOTH}

# verb -> what it sends, and in which state for whom it does something
TABLE: dict[str, tuple[Callable[[AgreementVersion], Sent], dict[str, frozenset[str]]]] = {
    "edit a clause": (edit_clause, DRAFTS),
    "edit the head": (edit_head, DRAFTS),
    "add a clause": (of_version("add_clause", heading="Wie doet het?"), DRAFTS),
    "remove a clause": (of_clause("remove_clause"), DRAFTS),
    "open to both": (of_version("open_draft"), {"draft": OWN}),
    "propose": (of_version("propose"), DRAFTS),
    "withdraw": (of_version("withdraw"), {**DRAFTS, "proposed": BOTH, "carried": BOTH}),
    "take effect": (of_version("take_effect"), {"carried": BOTH}),
    "start a version": (
        of_agreement("start_version", reason="Verder."),
        dict.fromkeys((*LIVE, "replaced"), BOTH),
    ),
    "restore": (
        of_version("restore_version", reason="Terug."),
        dict.fromkeys((*LIVE, "replaced", "withdrawn"), BOTH),
    ),
    # of the agreement: with a replaced text another one is in effect
    "pause": (pause, dict.fromkeys(("in effect", "replaced"), BOTH)),
    "resume": (of_agreement("resume_agreement"), {"paused": BOTH}),
    "end": (
        of_agreement("end_agreement", because="Klaar ermee."),
        dict.fromkeys(("in effect", "paused", "replaced"), BOTH),
    ),
    "react": (
        of_clause("react", kind="question", text="Hoe laat?"),
        {"draft": OWN, "open draft": ALL, **dict.fromkeys(LIVE, ALL)},
    ),
    # another party gives its word on the goal alone; a guide speaks for nobody
    "say a word": (
        of_version("confirm", "zorg", text="De buren?", mandate="self"),
        dict.fromkeys(LIVE, frozenset({G, M, P})),
    ),
    "note on behalf": (on_behalf, dict.fromkeys(LIVE, GROUP_SIDE)),
    "make a read link": (of_version("make_read_link", label=""), dict.fromkeys(LIVE, BOTH)),
}


def stored(agreement: int) -> list[Any]:
    """Everything about an agreement that a verb could change."""
    tables = (
        Agreement.objects.filter(pk=agreement),
        AgreementVersion.objects.filter(agreement=agreement),
        Clause.with_removed.filter(version__agreement=agreement),
        Commitment.objects.filter(clause__version__agreement=agreement),
        Comment.objects.filter(agreement=agreement),
        Confirmation.objects.filter(version__agreement=agreement),
        OnBehalf.objects.filter(version__agreement=agreement),
        Pause.objects.filter(agreement=agreement),
        ReadLink.objects.filter(version__agreement=agreement),
    )
    return [list(rows.order_by("pk").values_list()) for rows in tables]


def browsers(cast: Cast) -> dict[str, Client]:
    signed_in = {S: cast.samira, M: cast.wouter, P: cast.police, E: cast.elsewhere}
    found = {role: world.signed_in(person) for role, person in signed_in.items()}
    return {G: cast.sit(Client(), cast.noor), R: cast.read(Client()), **found}


@pytest.mark.parametrize("state", STATES)
def test_only_what_the_table_lists_succeeds(cast: Cast, state: str) -> None:
    version = STATES[state](cast)
    people = browsers(cast)
    before = stored(version.agreement_id)
    wrong = []
    for verb, (sends, allowed) in TABLE.items():
        name, args, fields = sends(version)
        done = set()
        for role, client in people.items():
            cache.clear()
            with transaction.atomic():
                response = client.post(reverse(name, args=args), fields)
                if stored(version.agreement_id) != before:
                    done.add(role)
                transaction.set_rollback(True)
            status = response.status_code
            if role in done and status not in (200, 302, 303):
                wrong.append(f"{verb} by {role}: changed something and answered {status}")
            if status >= 500:
                wrong.append(f"{verb} by {role}: {status}")
        if done != allowed.get(state, NOBODY):
            wrong.append(f"{verb}: {sorted(done)}, not {sorted(allowed.get(state, NOBODY))}")
    assert not wrong, "\n".join([state, *wrong])


def test_every_state_of_a_version_is_reached_and_every_end_is_an_end(cast: Cast) -> None:
    reached = set()
    for make in STATES.values():
        with transaction.atomic():
            version = make(cast)
            version.refresh_from_db()
            reached.add(Status(version.status))
            transaction.set_rollback(True)
    assert reached == set(Status)
    assert {state for state in Status if not NEXT[state]} == {
        Status.REPLACED,
        Status.WITHDRAWN,
        Status.ENDED,
    }


def test_a_version_moves_along_the_table_of_states_only(cast: Cast) -> None:
    version = make_agreement(cast.club, by=cast.wouter)
    wrong = []
    for old, new in product(Status, Status):
        AgreementVersion.objects.filter(pk=version.pk).update(status=old, seal="0" * 64)
        version.refresh_from_db()
        with suppress(Refused):
            version.move(new)
        version.refresh_from_db()
        if version.status != (new if new in NEXT[old] else old):
            wrong.append((old, new))
    assert not wrong
