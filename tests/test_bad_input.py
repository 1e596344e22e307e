"""Whatever is sent: a clear sentence, nothing lost, never a 500."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from tests.conftest import make_cast
from tests.posting import Choice, Day, Field, Form, Id, Loose, Number, Text, World, path_of, send
from tests.posts import FORMS
from tests.standing import standing, taken_back
from tests.test_access import TABLE

SCRIPT = "<script>alert(1)</script>"
# Understood and kept, or refused with a sentence that says why; never anything else.
FINE = (200, 400, 403, 404, 405, 409, 422)

# What people type, paste or try. The last ones can be kept by no database.
ANY_TEXT = (
    "",
    "   \t ",
    "w" * 10_000,
    "😀👩‍👩‍👧‍👦" * 3,
    "שלום \u202eברוכים\u202c العربية",
    SCRIPT,
    "\"'><img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% now 'Y' %} %(name)s {0}",
    "' OR 1=1; DROP TABLE accounts_user; --",
    "{@1} {@999999} {@Niemand} {dag}",
    "één regel\nen nog een\r\nen nog een",
    "-1",
    "\u200b\u2060\ufeff",
    "Z̷̢̛a̶l̸g̵o̴" * 3,
)
UNKEEPABLE = ("a\x00b", "a\x01b", "a\x1b[31mb", "a\x7fb", "a\x85b")
DAYS = (
    "", "morgen", "0000-01-01", "0001-01-01", "1900-01-01", "1999-12-31", "2026-02-30",
    "99999-01-01", "9999-12-31", "2026-13-01", "31-12-2026", "01/01/2026", "2026-1-1\x00", SCRIPT,
    "w" * 10_000, "１２-１２-２０２６",
)  # fmt: skip
NUMBERS = (
    "", "-1", "0", "1.5", "1e9", "NaN", "inf", "abc", "0x10", "１２", "2147483648", "9" * 19,
    "9" * 400, "9" * 5_000, "1\x00", " 3 ", SCRIPT,
)  # fmt: skip
CHOICES = ("", "onzin", "draft", "\x00", "w" * 10_000, "__class__", SCRIPT)
LOOSE = (
    "",
    "onzin",
    "\x00",
    "\r\nX-Evil: 1",
    "//evil.invalid/",
    "javascript:alert(1)",
    "w" * 10_000,
)
IDS = ("", "0", "-1", "abc", "1.5", "９", "9" * 25, "\x00", "1 OR 1=1", SCRIPT)


def values(kind: Field, world: World) -> Iterator[Any]:
    if isinstance(kind, Text):
        yield from ANY_TEXT
        yield from UNKEEPABLE
        yield "é" * (kind.most + 1)
        yield "é" * kind.most
    elif isinstance(kind, Day):
        yield from DAYS
    elif isinstance(kind, Number):
        yield from NUMBERS
    elif isinstance(kind, Choice):
        yield from CHOICES
    elif isinstance(kind, Id):
        yield from IDS
        yield kind.foreign(world)
    else:
        yield from LOOSE


def shown(text: str) -> str:
    """`text` as it stands in a page. Line ends and numeric entities are written in several ways."""
    return re.sub(r"\s+", " ", html.unescape(text))


def complaints(form: Form, name: str, value: Any, response: Any, world: World) -> list[str]:
    """What is wrong with the answer to a form in which `name` holds `value`."""
    kind, status = form.fields[name], response.status_code
    body = response.content.decode()
    if status not in FINE:
        return [f"status {status}"]
    wrong = ["the script stands in the page"] if SCRIPT in body else []
    if isinstance(kind, Text):
        wrong += complaints_about_text(kind, str(value), status, body)
    if status in (409, 422):
        typed = typed_texts(form, world)
        if not getattr(kind, "is_hidden", False) and not isinstance(kind, Choice | Id | Loose):
            typed[name] = str(value)
        wrong += lost(typed, shown(body))
        if not re.search(r'role="alert"|error-message|aria-invalid', body):
            wrong.append("no word on what is wrong")
    return wrong


def complaints_about_text(kind: Text, value: str, status: int, body: str) -> list[str]:
    wrong = []
    if value in UNKEEPABLE and status in (200, 404):
        wrong.append(f"a control character was taken ({status})")
    if kind.required and not value.strip() and status == 200:
        wrong.append("empty, and taken")
    if len(value) > kind.most and status == 200:
        wrong.append(f"too long, and taken ({status})")
    # Of a text with line ends something else may be said first.
    elif len(value) > kind.most and "\n" not in value and (kind.says or str(kind.most)) not in body:
        wrong.append(f"the limit of {kind.most} is not said")
    return wrong


def typed_texts(form: Form, world: World) -> dict[str, str]:
    """What somebody typed in a good form."""
    data, prefix = form.data(world), form.prefix(world.own)
    return {
        name: str(data[prefix + name])
        for name, kind in form.fields.items()
        if isinstance(kind, Text)
    }


def lost(typed: dict[str, str], body: str) -> list[str]:
    """Which typed texts are not in the answer any more."""
    # A browser itself cannot show what no text may hold.
    return [
        f"{name} is lost: {text[:40]!r}"
        for name, text in typed.items()
        if text.isprintable() and shown(text).strip() not in body
    ]


def try_everything(name: str, form: Form, world: World, *, htmx: bool = False) -> list[str]:
    client = world.people.browser(form.kind)
    client.raise_request_exception = True
    path, prefix = path_of(name, world.own), form.prefix(world.own)
    wrong = []
    for field, kind in form.fields.items():
        for value in values(kind, world):
            cache.clear()
            data = {**form.data(world), prefix + field: value}
            cookies = client.cookies.output()
            with taken_back():
                try:
                    response = send(client, path, data, htmx=htmx)
                    found = complaints(form, field, value, response, world)
                except Exception as error:  # noqa: BLE001  the list says which one
                    found = [f"{type(error).__name__}: {error}"]
            if client.cookies.output() != cookies:
                client = world.people.browser(form.kind)
                client.raise_request_exception = True
            wrong += [f"{field}={str(value)[:40]!r}: {complaint}" for complaint in found]
    return wrong


@pytest.fixture(scope="module")
def standing_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    yield from standing(django_db_blocker, lambda: World.make(make_cast()))


@pytest.fixture
def world(standing_world: World, db: None) -> World:
    return standing_world


WITH_FIELDS = [name for name, form in FORMS.items() if form.fields]


def test_every_url_that_takes_a_post_has_a_row() -> None:
    taking = {name for name, row in TABLE.items() if row.post is not None}
    assert taking == set(FORMS)


@pytest.mark.parametrize("name", WITH_FIELDS)
def test_bad_input(name: str, world: World) -> None:
    wrong = try_everything(name, FORMS[name], world)
    assert not wrong, "\n".join([name, *wrong])


# These answer htmx with a part of a page.
WITH_PARTS = ("react", "answer", "edit_clause", "logbook", "log_contact")


@pytest.mark.parametrize("name", WITH_PARTS)
def test_bad_input_by_htmx(name: str, world: World) -> None:
    wrong = try_everything(name, FORMS[name], world, htmx=True)
    assert not wrong, "\n".join([name, *wrong])


@pytest.mark.parametrize("name", WITH_FIELDS)
def test_good_input_is_taken(name: str, world: World) -> None:
    """The control: with the same table nothing is refused when everything is right."""
    form = FORMS[name]
    cache.clear()
    client = world.people.browser(form.kind)
    response = send(client, path_of(name, world.own), form.data(world), follow=False)
    # What somebody left to be reached stands in that one answer, and has no address of its own.
    fits = {"demo_sign_in": (404,), "open_channel": (200,)}.get(name, (302, 303))
    assert response.status_code in fits, shown(response.content.decode())
