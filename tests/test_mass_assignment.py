"""Every field of every model is added to every form: only what the form asks for changes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.db import models

from tests.conftest import make_cast
from tests.posting import Data, World, path_of, send
from tests.posts import FORMS
from tests.standing import standing, taken_back

OURS = (
    "accounts",
    "initiatives",
    "places",
    "agreements",
    "meetings",
    "evaluations",
    "account",
    "auth",
)
# A part of a form that nobody has to fill in, and that is one: allowed to change what happens.
ASKED = {
    "edit_clause": {"0-party_name", "0-key", "more", "preview", "line"},
    "participant": {"duties"},
    "ask_to_join": {"side"},
    "add_clause": {"key"},
    "add_template_clause": {"key"},
    "still_behind": {"except_keys"},
}
# Follows from the number of the row, which the database hands out; and what a session holds is
# signed with the moment, and can be a code that was drawn. As is the number for calendars.
FOLLOWS = {"token_hash", "session_data", "uid"}
DRAWN = re.compile("[0-9a-f]{12}")


def every_model() -> list[type[models.Model]]:
    return [model for app in apps.get_app_configs() if app.label in OURS
            for model in app.get_models()]  # fmt: skip


def worth(field: models.Field[Any, Any], world: World) -> Any:
    """A value that would change something if it were taken."""
    if isinstance(field, models.ForeignKey | models.OneToOneField):
        other = field.remote_field.model._default_manager.order_by("-pk").first()
        return other.pk if other else "1"
    if isinstance(field, models.BooleanField):
        return "" if field.default else "on"
    if field.choices:
        return str(list(field.choices)[-1][0])
    if isinstance(field, models.DateTimeField):
        return "2001-01-01T10:00:00+00:00"
    if isinstance(field, models.DateField):
        return "2001-01-01"
    if isinstance(field, models.IntegerField):
        return "7"
    return "opgedrongen"


def extras(world: World) -> Data:
    """Every name of a field, and of the column behind it, with a value."""
    found: Data = {}
    for model in every_model():
        for field in model._meta.concrete_fields:
            value = worth(field, world)
            for name in {field.name, field.attname, f"{model._meta.model_name}__{field.name}"}:
                if value != "":
                    found.setdefault(name, value)
    return found


def rows() -> dict[tuple[str, Any], dict[str, Any]]:
    return {
        (model._meta.label, row["pk"]): row
        for model in every_model()
        for row in model._default_manager.values(
            "pk", *(field.attname for field in model._meta.concrete_fields)
        )
    }


def words_for(label: str) -> set[str]:
    """What the data of an event calls a row of this model: its name, or the last word of that."""
    model = label.rpartition(".")[2]
    return {model.lower(), re.findall("[A-Z][a-z]*", model)[-1].lower()}


def said(
    field: models.Field[Any, Any],
    value: Any,
    key: tuple[str, Any],
    name: dict[tuple[str, Any], str],
) -> str:
    """`value` without what is another one each time."""
    if field.name == "password" and str(value).startswith("!"):
        return "no password"
    if key[0] == "agreements.UseSlot" and field.name == "key" and DRAWN.fullmatch(str(value)):
        return "a key that was drawn"
    target = field.remote_field and field.remote_field.model._meta.label
    if target or field.primary_key:
        value = name.get((target or key[0], value), value)
    if isinstance(value, dict):
        # A line of the timeline names what was made by its number: {"meeting": 12}.
        made = {(what, pk): new for (label, pk), new in name.items() for what in words_for(label)}
        value = {
            what: made.get((what, n), n) if isinstance(n, int) else n for what, n in value.items()
        }
    return str(value)


def changes(
    before: dict[tuple[str, Any], dict[str, Any]], after: dict[tuple[str, Any], dict[str, Any]]
) -> list[tuple[Any, ...]]:
    """What is new, gone or different. New rows are numbered in their order, not by the database."""
    seen: dict[str, int] = defaultdict(int)
    name: dict[tuple[str, Any], str] = {}
    # By number, not by its letters: 9 comes before 10.
    for key in sorted(after.keys() - before.keys(), key=lambda k: (k[0], str(k[1]).zfill(40))):
        seen[key[0]] += 1
        name[key] = f"new {seen[key[0]]}"
    # Every try signs in anew, so a session that ends is another one each time.
    gone = (
        (label, "" if label == "accounts.Session" else pk)
        for label, pk in before.keys() - after.keys()
    )
    found: list[tuple[Any, ...]] = list({("gone", *key) for key in gone})
    for key, row in after.items():
        model = apps.get_model(key[0])
        old = before.get(key, {})
        for field in model._meta.concrete_fields:
            value = row[field.attname]
            if old.get(field.attname, "nothing") == value or field.name in FOLLOWS:
                continue
            found.append((key[0], name.get(key, key[1]), field.name, said(field, value, key, name)))
    return sorted(found, key=str)


def outcome(name: str, world: World, more: Data) -> tuple[int, list[tuple[Any, ...]]]:
    """The status and what changed when the good form of `name` is sent with `more` beside it."""
    form = FORMS[name]
    cache.clear()
    client = world.people.browser(form.kind)
    with taken_back():
        # What the form and the path name is made when asked for; that is no change by the form.
        data, path = more | form.data(world), path_of(name, world.own)
        before = rows()
        response = send(client, path, data, follow=False)
        found = changes(before, rows())
    return response.status_code, found


@pytest.fixture(scope="module")
def standing_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    yield from standing(django_db_blocker, lambda: World.make(make_cast()))


@pytest.fixture
def world(standing_world: World, db: None, settings: Any) -> World:
    # All names of all fields in one request are more than the app takes from anybody.
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
    return standing_world


@pytest.mark.parametrize("name", FORMS)
def test_only_fields_of_the_form_change(name: str, world: World) -> None:
    form = FORMS[name]
    prefix = form.prefix(world.own)
    asked = {*form.fields, *ASKED.get(name, ())}
    more = {key: value for key, value in extras(world).items() if key not in asked}
    assert {"status", "by_id", "seal", "is_named", "is_manager"} & more.keys()
    # Also as names with the prefix of the form, and those of its first line.
    tries = [more]
    for before in {prefix, f"{prefix}0-"} if prefix else ():
        start = before.removeprefix(prefix)
        tries.append({f"{before}{key}": value for key, value in extras(world).items()
                      if "__" not in key and f"{start}{key}" not in asked})  # fmt: skip
    # Made once, for all tries: PostgreSQL gives no number twice, not even of what was taken back.
    form.data(world)
    path_of(name, world.own)
    with time_machine.travel(datetime.now(UTC), tick=False):
        meant = outcome(name, world, {})
        for more in tries:
            assert len(more) > 100
            assert outcome(name, world, more) == meant


def test_the_comparison_sees_a_field_that_is_taken(world: World) -> None:
    """The control: what the form does ask for makes a difference when it is added."""
    with time_machine.travel(datetime.now(UTC), tick=False):
        for name, more in (("add_clause", {"key": "place"}), ("ask_to_join", {"once": "x"})):
            differs = outcome(name, world, more) != outcome(name, world, {})
            assert differs == (name == "add_clause")
