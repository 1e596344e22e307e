"""Forms that do not fit together, things of another initiative, a state that moved on, addresses
and parameters that nobody made: a clear answer, nothing lost, never a 500."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from agreements.models import Comment, Confirmation, OnBehalf
from agreements.states import Word
from initiatives.models import Participant
from tests import access_world as w
from tests.conftest import Cast
from tests.factories import line, make_participant
from tests.fingerprint import fingerprint
from tests.paper_reading import said_in
from tests.posting import World, path_of, send
from tests.posts import FORMS, line_prefix
from tests.test_access import TABLE
from tests.test_bad_input import lost, shown, typed_texts

TYPED = "Dit typte ik net, en het mag niet weg."


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


@pytest.fixture
def world(cast: Cast) -> World:
    cache.clear()
    return World.make(cast)


# Fields that do not fit together ----------------------------------------------------------------

# url name -> what is changed in a good form, and the field that is told so.
MISFITS: list[tuple[str, dict[str, str], str]] = [
    ("edit_head", {"ends_on": in_days(20), "trial_until": ""}, "look_back_on"),
    ("edit_head", {"trial_until": in_days(181)}, "trial_until"),
    ("edit_head", {"trial_until": ""}, "trial_until"),
    ("edit_head", {"ends_on": in_days(0)}, "ends_on"),
    ("edit_head", {"look_back_on": in_days(-1)}, "look_back_on"),
    ("note_on_behalf", {"agreed_count": "10"}, "agreed_count"),
    ("note_on_behalf", {"decided_on": in_days(1)}, "decided_on"),
    ("note_talk", {"talked_on": in_days(1)}, "talked_on"),
    ("confirm", {"decided_on": in_days(1)}, "decided_on"),
    ("confirm", {"decided_by": ""}, "decided_by"),
    ("edit_clause", {"0-party": "other"}, "0-party_name"),
    ("edit_clause", {"0-text": ""}, "0-text"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "changes", "field"), MISFITS)
def test_fields_that_do_not_fit(
    name: str, changes: dict[str, str], field: str, world: World
) -> None:
    form = FORMS[name]
    prefix = form.prefix(world.own)
    data = form.data(world) | {prefix + key: value for key, value in changes.items()}
    if name == "edit_head":
        data |= {"trial_decider": "", "trial_then": ""} if field == "look_back_on" else {}
    response = send(world.people.browser(form.kind), path_of(name, world.own), data)
    body = response.content.decode()
    assert response.status_code == 422
    assert re.search(rf'id="(id_)?{prefix}{field}_error"', body), f"nothing is said at {field}"


# Things of another initiative ---------------------------------------------------------------------


def test_a_clause_names_nobody_of_another_initiative(world: World) -> None:
    form, prefix = FORMS["edit_clause"], line_prefix(world.own)
    client, path = world.people.browser(form.kind), path_of("edit_clause", world.own)
    stranger = world.foreign.person
    for text in (f"{{@{stranger.pk}}} doet het.", f"{{@deelnemer {stranger.pk}}} doet het."):
        response = send(client, path, form.data(world) | {f"{prefix}0-text": text})
        assert response.status_code == 422
        assert shown(text) in shown(response.content.decode())
        assert stranger.name not in response.content.decode()


def test_a_clause_takes_no_line_of_another_clause(world: World) -> None:
    form, prefix = FORMS["edit_clause"], line_prefix(world.own)
    theirs = world.foreign.draft_clause.commitments.get()
    data = form.data(world) | {f"{prefix}0-key": theirs.key}
    response = send(world.people.browser(form.kind), path_of("edit_clause", world.own), data)
    assert response.status_code == 200
    theirs.refresh_from_db()
    assert theirs.clause_id == world.foreign.draft_clause.pk
    assert theirs.text == "Samen doen we dit: 1."


def test_the_draft_that_a_form_names_must_be_ones_own(world: World) -> None:
    form = FORMS["edit_clause"]
    client, path = world.people.browser(form.kind), path_of("edit_clause", world.own)
    data = form.data(world) | {"version": world.foreign.draft.pk}
    world.own.draft_clause.delete()
    assert send(client, path, data).status_code == 404


# A state that moved on ----------------------------------------------------------------------------


def proposed_meanwhile(world: World) -> None:
    for clause in world.own.draft.clauses.all():
        clause.rewrite(
            revision=clause.revision, heading=clause.heading, lines=[line("Klaar.", "both")]
        )
    world.own.draft.propose(by=world.cast.wouter)


def clause_gone(world: World) -> None:
    world.own.draft_clause.remove()


def withdrawn_meanwhile(world: World) -> None:
    world.own.proposal.withdraw(by=world.cast.wouter)


def clause_saved_meanwhile(world: World) -> None:
    clause = world.own.draft_clause
    clause.rewrite(revision=clause.revision, heading="Van een ander?", lines=[line("Net bewaard.")])


def head_saved_meanwhile(world: World) -> None:
    draft = world.own.draft
    draft.save_head(revision=draft.revision, purpose="Net door een ander bewaard.")


def hidden_meanwhile(world: World) -> None:
    world.own.comment.hide(by=world.cast.samira, because="Eerder.")


def noted_meanwhile(world: World) -> None:
    OnBehalf.note(
        world.own.proposal, by=world.cast.samira, decided_on=timezone.localdate(),
        present_count=3, agreed_count=3, how="Eerder.",
    )  # fmt: skip


def objection_taken_back(world: World) -> None:
    Confirmation.say(world.own.proposal, by=world.own.person, word=Word.BEHIND)


def asked_by_now(world: World) -> None:
    world.own.request.let_in(by=world.cast.samira)


def name_taken(world: World) -> None:
    make_participant(world.own.initiative, name="Lina")
    make_participant(world.own.initiative, name="Rayan")
    make_participant(world.own.initiative, name="Andere")


def card_changed(world: World) -> None:
    world.own.initiative.change(by=world.cast.samira, name="Van een ander", sentence="Net bewaard.")


def link_stopped(world: World) -> None:
    world.own.link.revoke(by=world.cast.samira)


def link_read_only(world: World) -> None:
    world.own.link.set_read_only(is_read_only=True, by=world.cast.samira)


def left_meanwhile(world: World) -> None:
    world.people.seat.leave(by=world.cast.samira)


# url name, what happened meanwhile, which answers say so.
MOVED: list[tuple[str, Callable[[World], None], set[int]]] = [
    ("edit_clause", proposed_meanwhile, {409}),
    ("edit_clause", clause_gone, {409}),
    ("edit_clause", clause_saved_meanwhile, {409}),
    ("edit_head", proposed_meanwhile, {409}),
    ("edit_head", head_saved_meanwhile, {409}),
    ("add_clause", proposed_meanwhile, {409}),
    ("move_clause", proposed_meanwhile, {409}),
    ("move_clause", clause_gone, {404}),
    ("remove_clause", proposed_meanwhile, {409}),
    ("remove_clause", clause_gone, {404}),
    ("open_draft", proposed_meanwhile, {409}),
    ("propose", proposed_meanwhile, {409}),
    ("withdraw", withdrawn_meanwhile, {409}),
    ("confirm", withdrawn_meanwhile, {409}),
    ("note_on_behalf", withdrawn_meanwhile, {409}),
    ("note_on_behalf", noted_meanwhile, {409}),
    ("note_talk", objection_taken_back, {404, 409}),
    ("take_effect", withdrawn_meanwhile, {409}),
    ("start_version", withdrawn_meanwhile, {409}),
    ("hide_text", hidden_meanwhile, {409}),
    ("let_in", asked_by_now, {409}),
    ("decline", asked_by_now, {409}),
    ("people", name_taken, {409}),
    ("participant", name_taken, {409}),
    ("edit_initiative", card_changed, {409}),
    ("renew_link", link_stopped, {409}),
    ("take_seat", link_stopped, {302}),
    ("take_seat", link_read_only, {403}),
    ("react", link_stopped, {302}),
    ("react", link_read_only, {403}),
    ("react", left_meanwhile, {302, 303}),
]


@pytest.mark.parametrize(("name", "meanwhile", "answers"), MOVED)
def test_a_state_that_moved_on(
    name: str, meanwhile: Callable[[World], None], answers: set[int], world: World
) -> None:
    form = FORMS[name]
    client, path = world.people.browser(form.kind), path_of(name, world.own)
    client.raise_request_exception = True
    data, typed = form.data(world), typed_texts(form, world)
    meanwhile(world)
    # Whoever tries is still there; that is noted once a day, and no change of anything else.
    Participant.objects.update(last_sign_on=timezone.localdate())
    before = fingerprint(leave_out=["accounts_session"])
    response = send(client, path, data, follow=False)
    assert response.status_code in answers, shown(response.content.decode())[:2000]
    changed = {
        table for table, rows in fingerprint(leave_out=["accounts_session"]).items()
        if rows != before[table]
    }  # fmt: skip
    # The link counts the try; nothing else may have moved.
    assert changed <= {"initiatives_sharelink"}
    if response.status_code == 409:
        assert not lost(typed, shown(response.content.decode()))


def test_a_vote_and_a_reaction_after_the_version_was_replaced(world: World) -> None:
    """What is said on an old text is said there, and a word on it is refused with the text kept."""
    proposal = world.own.proposal
    withdrawn_meanwhile(world)
    client = world.people.browser(w.SEAT)
    word = send(client, f"/versie/{proposal.pk}/zeg/zorg/", {"text": TYPED}, follow=False)
    assert word.status_code == 409
    assert TYPED in word.content.decode()
    said = {"kind": "question", "text": TYPED}
    reaction = send(client, path_of("react", world.own), said, follow=False)
    if reaction.status_code == 409:
        assert TYPED in reaction.content.decode()
    else:
        assert Comment.objects.filter(text=TYPED).count() == 1


# Requests that no page of ours makes --------------------------------------------------------------


def strange_bodies(keys: Iterable[str]) -> list[tuple[bytes, str]]:
    typed = "application/x-www-form-urlencoded"
    return [
        (b"", typed),
        (b"\xff\xfe=\x80&=&&==", typed),
        ("&".join(f"{key}=1&{key}=2" for key in keys).encode(), typed),
        ("&".join(f"x{n}=1" for n in range(600)).encode(), typed),
        (b"text=" + b"w" * 600_000, typed),
        (b"{}", "application/json"),
        (b"not at all", "multipart/form-data; boundary=x"),
        (b"x", "nonsense"),
    ]


def test_posts_that_no_page_of_ours_makes(world: World) -> None:
    wrong = []
    for name, form in FORMS.items():
        path = path_of(name, world.own)
        for body, content_type in strange_bodies(form.data(world)):
            cache.clear()
            with transaction.atomic():
                client = world.people.browser(form.kind)
                status = client.post(path, body, content_type=content_type).status_code
                transaction.set_rollback(True)
            if status >= 500:
                wrong.append((name, body[:40], content_type, status))
    assert not wrong


STRANGE = ("0", "99999999999999999999999999", "9223372036854775808")


# The standard text of a template is its number 0.
NAMES_SOMETHING = ("template_text", "0")


def test_numbers_that_name_nothing(world: World) -> None:
    wrong = []
    for kind in (w.GUIDE, w.SEAT, w.MANAGER_OUT):
        client = world.people.browser(kind)
        for name in TABLE:
            path = path_of(name, world.own)
            for strange in STRANGE if re.search(r"/\d+/", path) else ():
                if (name, strange) == NAMES_SOMETHING:
                    continue
                odd = re.sub(r"/\d+/", f"/{strange}/", path)
                found = {client.get(odd).status_code, client.post(odd).status_code}
                wrong += [f"{kind} {odd}: {status}" for status in found - {403, 404, 405}]
    assert not wrong


@pytest.mark.parametrize(
    "path",
    [
        "/g/x/", "/g/%00/", "/g/%F0%9F%98%80/", f"/g/{'w' * 1000}/", "/g/..%2F..%2Fetc/",
        "/tekst/onzin/1/melden/", "/tekst/reactie/x/melden/", "/tekst/%00/1/verbergen/",
        "/versie/1/zeg/onzin/", "/versie/1/zeg/%00/", "/versie/-1/", "/versie/1.5/", "/onzin/",
        "/%00/", "/%ff/",
    ],
)  # fmt: skip
def test_addresses_that_nobody_made(path: str, world: World) -> None:
    for kind in (w.NOBODY, w.SEAT, w.GUIDE):
        client = world.people.browser(kind)
        client.raise_request_exception = True
        assert client.get(path).status_code in (302, 400, 403, 404), kind
        cache.clear()


# What a page holds that is new each time, and the address that the choice of language goes back to.
NEW_EACH_TIME = re.compile(
    r'name="(?:csrfmiddlewaretoken|once|next|ticket)" value="[^"]*"|X-CSRFToken": "[^"]*"'
)
UNKNOWN = {
    "zzz": f"waarde{w.GUIDE}zzz",
    "initiative__name": "x",
    "order_by": "seal",
    "is_manager": "1",
    "user": "1",
    "format": "json",
    "fragment": "base.html",
    "template": "../settings.py",
    "__proto__": "x",
    "<script>alert(1)</script>": "<script>alert(1)</script>",
}


def plain(response: Any) -> str:
    return NEW_EACH_TIME.sub("", said_in(response))


def test_unknown_parameters_change_nothing(world: World) -> None:
    wrong = []
    preferred = (w.GUIDE, w.OFFICIAL, w.SEAT, w.MANAGER_OUT)
    for name, row in TABLE.items():
        path, allowed = path_of(name, world.own), row.get or set()
        kinds = [kind for kind in preferred if kind in allowed] or sorted(allowed)
        for kind in kinds[:2]:
            client = world.people.browser(kind)
            for headers in ({}, {"HX-Request": "true"}):
                # The same moment for both: some pages say when they were made.
                with time_machine.travel(timezone.now(), tick=False):
                    bare = client.get(path, headers=headers)
                    more = client.get(path, UNKNOWN, headers=headers)
                if more.status_code != bare.status_code or plain(more) != plain(bare):
                    wrong.append(f"{path}, {kind}: another answer")
                if "<script>alert" in said_in(more):
                    wrong.append(f"{path}, {kind}: the script stands in the page")
    assert not wrong
