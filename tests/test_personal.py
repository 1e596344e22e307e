"""Every field that may hold something about a person stands in a `personal.py`, with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from accounts.models import User
from initiatives.models import Participant
from overview.forgetting import APPS, PERSONAL
from tools import privacy

MAY_BE_PERSONAL = (models.CharField, models.TextField, models.JSONField, models.EmailField)
OURS = ("accounts", "initiatives", "places", "agreements", "meetings", "evaluations", "overview")


def fields() -> Iterator[models.Field[Any, Any]]:
    for app in apps.get_app_configs():
        if app.name in OURS:
            for model in app.get_models():
                yield from model._meta.fields


def name_of(field: models.Field[Any, Any]) -> str:
    return f"{field.model._meta.label}.{field.name}"


def may_be_personal(field: models.Field[Any, Any]) -> bool:
    points_at_somebody = field.is_relation and field.related_model in (User, Participant)
    return points_at_somebody or isinstance(field, MAY_BE_PERSONAL)


def listed() -> set[str]:
    return {f"{rows.model._meta.label}.{f.name}" for rows in PERSONAL for f in rows.fields}


def not_personal() -> dict[str, str]:
    return {name: why for app in APPS for name, why in app.NOT_PERSONAL.items()}


def test_every_field_that_may_be_personal_is_listed() -> None:
    meant = listed() | set(not_personal())
    missing = sorted(name_of(f) for f in fields() if may_be_personal(f) and name_of(f) not in meant)
    assert not missing, f"put these in the personal.py of their app: {missing}"


def test_nothing_is_listed_that_is_not_there() -> None:
    there = {name_of(field) for field in fields()}
    assert listed() | set(not_personal()) <= there
    assert not listed() & set(not_personal())


def test_the_list_of_what_is_not_personal_is_short_and_has_reasons() -> None:
    assert all(len(why) > 8 for why in not_personal().values())
    assert len(not_personal()) < len(listed()) / 2


def test_every_reference_to_somebody_is_personal() -> None:
    points = {
        name_of(f) for f in fields() if f.is_relation and f.related_model in (User, Participant)
    }
    assert points <= listed()


def test_every_row_says_purpose_reader_and_time() -> None:
    for rows in PERSONAL:
        for field in rows.fields:
            assert field.purpose and field.seen_by and field.kept, (rows.model, field.name)


def test_a_field_is_said_once_or_the_same_each_time() -> None:
    said: dict[str, object] = {}
    for rows in PERSONAL:
        names = [f.name for f in rows.fields]
        assert len(names) == len(set(names)), rows.model
        for field in rows.fields:
            name = f"{rows.model._meta.label}.{field.name}"
            assert said.setdefault(name, field.forget) == field.forget, name


def test_a_new_field_would_be_seen() -> None:
    """The net itself: a field of each kind that nobody listed."""
    for kind in (models.CharField(), models.TextField(), models.JSONField(), models.EmailField()):
        kind.is_relation = False
        assert may_be_personal(kind)


def test_privacy_md_says_what_the_fields_say() -> None:
    assert privacy.PAGE.read_text() == privacy.page(), "run: make privacy"
