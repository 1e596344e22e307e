"""Every url that takes a POST: who sends it, and what a good form holds.

Written by hand: the table says what a form is *meant* to take, field by field. A url that takes a
POST and has no row here fails `test_every_url_that_takes_a_post_has_a_row`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import access_world as w
from tests.conftest import Cast
from tests.test_access import TABLE

Data = dict[str, Any]

# How much fits in one nickname; and that a row of letters is no address.
NAME, ADDRESS = "24", "mailadres"


@dataclass(frozen=True)
class Text:
    """Words that somebody types; `most` is the limit that the form says."""

    most: int
    good: str = "Een gewone zin."
    required: bool = True
    # Where something else than the limit is said first of a text that is too long.
    says: str = ""


@dataclass(frozen=True)
class Day:
    good: int  # days from today
    is_past: bool = False


@dataclass(frozen=True)
class Number:
    good: str
    is_hidden: bool = False  # nobody types it, so it need not come back


@dataclass(frozen=True)
class Choice:
    good: str


@dataclass(frozen=True)
class Id:
    """The number of a thing; `good` picks a fitting one."""

    good: Callable[[World], Any]
    foreign: Callable[[World], Any]


@dataclass(frozen=True)
class Loose:
    """Read leniently: whatever else is sent means the same as nothing."""

    good: str = ""


Field = Text | Day | Number | Choice | Id | Loose


@dataclass
class World:
    cast: Cast
    people: w.People
    own: w.Things
    foreign: w.Things

    @classmethod
    def make(cls, cast: Cast) -> World:
        gardener = w.make_participant(cast.garden, w.Side.MUNICIPALITY, duty=w.DutyKind.CONTACT)
        people = w.People(cast)
        own = w.make_things(cast.club, cast.wouter)
        return cls(cast, people, own, w.make_things(cast.garden, gardener))


@dataclass(frozen=True)
class Form:
    """`kind`: who sends it. `prefix`: what stands before each name. `also`: other hidden inputs."""

    kind: str
    fields: Mapping[str, Field] = field(default_factory=dict)
    prefix: Callable[[w.Things], str] = lambda _things: ""
    also: Callable[[World], Data] = lambda _world: {}

    def data(self, world: World) -> Data:
        found = dict(self.also(world))
        for name, kind in self.fields.items():
            found[self.prefix(world.own) + name] = good(kind, world)
        return found


def good(kind: Field, world: World) -> Any:
    if isinstance(kind, Day):
        return (timezone.localdate() + timedelta(days=kind.good)).isoformat()
    if isinstance(kind, Id):
        return kind.good(world)
    return kind.good


def path_of(name: str, things: w.Things) -> str:
    return reverse(name, args=TABLE[name].args(things))


def send(client: Client, path: str, data: Data, *, htmx: bool = False, follow: bool = True) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(path, data, headers=headers, follow=follow)


def answer_prefix(things: w.Things) -> str:
    return f"answer-{things.comment.pk}-"


def line_prefix(things: w.Things) -> str:
    return f"c{things.draft_clause.pk}-"


def initials(world: World) -> Data:
    """What the page showed when it was opened."""
    club = world.own.initiative
    return {
        "initial-name": club.name,
        "initial-sentence": club.sentence,
        "initial-neighbourhood": "",
        "initial-headcount": club.headcount,
        "initial-status": club.status,
    }


CARD: dict[str, Field] = {
    "name": Text(80, "Nieuwe naam"),
    "sentence": Text(200, "In één zin.", required=False),
    "neighbourhood": Text(60, "Vogelbuurt", required=False),
    "headcount": Number("14"),
}
COLLEAGUE: dict[str, Field] = {
    "name": Text(60, "Nieuwe Collega"),
    "email": Text(254, "nieuw@voorbeeld.invalid", says=ADDRESS),
    "function": Choice("civil_servant"),
    "organisation": Text(80, "Gemeente", required=False),
    "is_manager": Loose(),
}
SIGNED: dict[str, Field] = {"is_signed": Loose()}
BECAUSE: dict[str, Field] = {"because": Text(200, "Hier staat een naam in.")}

FORMS: dict[str, Form] = {
    # signing in
    "account_login": Form(
        w.NOBODY, {"login": Text(254, "niemand@voorbeeld.invalid", says=ADDRESS)}
    ),
    "account_request_login_code": Form(
        w.NOBODY, {"login": Text(254, "niemand@voorbeeld.invalid", says=ADDRESS)}
    ),
    "account_confirm_login_code": Form(w.NOBODY, {"code": Loose("BCDF-GHJK")}),
    "account_signup": Form(
        w.NOBODY,
        {
            "name": Text(60, "Nieuw Iemand"),
            "email": Text(254, "n@voorbeeld.invalid", says=ADDRESS),
        },
    ),
    "account_email_verification_sent": Form(w.NOBODY, {"code": Loose("BCDF-GHJK")}),
    "account_logout": Form(w.ELSEWHERE),
    "demo_sign_in": Form(w.NOBODY, {"person": Loose("1"), "next": Loose("/")}),
    "set_language": Form(w.NOBODY, {"language": Loose("en"), "next": Loose("/")}),
    "healthz": Form(w.NOBODY),
    # accounts
    "add_colleague": Form(w.MANAGER_OUT, COLLEAGUE),
    "edit_colleague": Form(
        w.MANAGER_OUT,
        {**COLLEAGUE, "is_active": Loose("on"), "revision": Number("1", is_hidden=True)},
    ),
    "profile": Form(
        w.GUIDE, {"name": Text(60, "Samira B."), "organisation": Text(80, "Werk", required=False)}
    ),
    # initiatives
    "log_initiative": Form(
        w.ELSEWHERE,
        {
            **CARD,
            "nicknames": Text(780, "Noor, Dex", required=False),
            "once": Loose("0b5f9a44-5b5e-4d5e-9f0e-0a4c2f1f5a11"),
        },
    ),
    "edit_initiative": Form(w.GUIDE, {**CARD, "status": Choice("active")}, also=initials),
    "people": Form(w.GUIDE, {"nicknames": Text(780, "Lina, Moos")}),
    "participant": Form(
        w.GUIDE,
        {
            "name": Text(24, "Andere", says=NAME),
            "step": Choice("supporter"),
            "duties": Choice("buddy"),
            "is_named": Loose(),
        },
    ),
    "leave": Form(w.GUIDE),
    "come_back": Form(w.GUIDE),
    "accept_newcomer": Form(w.GUIDE),
    "set_aside": Form(w.GUIDE),
    "free_seat": Form(w.GUIDE),
    "open_names": Form(w.MEMBER, {"is_open": Loose("yes")}),
    "ask_to_join": Form(w.ELSEWHERE, {"sentence": Text(200)}),
    "let_in": Form(w.GUIDE),
    "decline": Form(w.GUIDE),
    "place_official": Form(
        w.MANAGER_OUT,
        {
            "user": Id(
                lambda world: world.people.users[w.OFFICIAL_OUT].pk,
                lambda world: world.people.users[w.GUIDE_OUT].pk,
            ),
            "instead_of": Id(lambda _world: "", lambda world: world.foreign.person.pk),
            "is_contact": Loose(),
        },
    ),
    "group_link": Form(w.GUIDE),
    "renew_link": Form(w.GUIDE, {"for_all": Loose("yes")}),
    "revoke_link": Form(w.GUIDE),
    "read_only_link": Form(w.GUIDE, {"is_read_only": Loose("yes")}),
    "take_seat": Form(
        w.READER,
        {
            "name": Text(24, "Rayan", says=NAME),
            "next": Loose("/"),
            "once": Loose("A1b2C3d4E5f6G7h8I9j0Kl"),
        },
    ),
    "leave_device": Form(w.SEAT),
    # agreements, to read
    "react": Form(w.SEAT, {"kind": Choice("question"), "text": Text(1000), **SIGNED}),
    "answer": Form(w.OFFICIAL, {"text": Text(1000)}, prefix=answer_prefix),
    "settle": Form(w.SEAT),
    "reopen": Form(w.SEAT),
    "report_text": Form(w.OFFICIAL, BECAUSE),
    "hide_text": Form(w.GUIDE, BECAUSE),
    "show_text": Form(w.GUIDE),
    "confirm": Form(
        w.OFFICIAL,
        {
            "text": Text(600),
            "mandate": Choice("decided"),
            "decided_by": Text(80, "de wijkregisseur"),
            "decided_on": Day(-1, is_past=True),
        },
    ),
    "note_on_behalf": Form(
        w.GUIDE,
        {
            "decided_on": Day(-1, is_past=True),
            "present_count": Number("9"),
            "agreed_count": Number("8"),
            "how": Text(200, "Handen omhoog."),
        },
    ),
    "note_talk": Form(
        w.OFFICIAL, {"talked_on": Day(-1, is_past=True), "because": Text(300, "Het kan nu.")}
    ),
    "take_effect": Form(w.OFFICIAL),
    # agreements, to write
    "start_agreement": Form(
        w.OFFICIAL, {"title": Text(80, "De kelder"), "template": Choice("empty")}
    ),
    "edit_head": Form(
        w.OFFICIAL,
        {
            "title": Text(80, "Nog dichter"),
            "purpose": Text(400, required=False),
            "look_back_on": Day(40),
            "ends_on": Day(180),
            "trial_until": Day(90),
            "trial_decider": Text(80, "wij samen", required=False),
            "trial_then": Text(200, "Doorgaan.", required=False),
        },
        also=lambda world: {"revision": world.own.draft.revision},
    ),
    "add_clause": Form(w.OFFICIAL, {"heading": Text(100, "Wie doet het?")}),
    "edit_clause": Form(
        w.OFFICIAL,
        {
            "heading": Text(100, "Hoe dan?"),
            "0-text": Text(600),
            "0-party": Choice("municipality"),
            "0-kind": Choice("promise"),
            "0-reservation": Text(200, "geld", required=False),
            "0-decider": Text(80, "de raad", required=False),
            "0-due_on": Day(30),
            "0-rhythm": Text(60, "elke week", required=False),
        },
        prefix=line_prefix,
        also=lambda world: {
            line_prefix(world.own) + "revision": world.own.draft_clause.revision,
            line_prefix(world.own) + "count": 1,
            "version": world.own.draft.pk,
        },
    ),
    "move_clause": Form(w.OFFICIAL, {"to": Loose("up")}),
    "remove_clause": Form(w.OFFICIAL),
    "open_draft": Form(w.OFFICIAL),
    "propose": Form(w.OFFICIAL),
    "withdraw": Form(w.OFFICIAL),
    "start_version": Form(w.OFFICIAL, {"reason": Text(200, "Het ging goed.", required=False)}),
}
