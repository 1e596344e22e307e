"""What we know about whoever asks: only their own, out of every app, in one query.

The fields are those that a `personal.py` gives a label; another's text or name is never among
them, save of who looked at one's contact detail.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, cast

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.personal import Field, Forget, Personal
from initiatives.models import ContactChannel, Event, Initiative, Participant
from initiatives.rows import Columns
from initiatives.who import Who
from overview.forgetting import PERSONAL

# A professional can take part in many; the file holds all of them.
MOST_PLACES = 25


@dataclass(frozen=True)
class Said:
    """One field of one entry, as the page shows it and as the file holds it."""

    name: str
    label: str | Promise
    text: str
    value: Any
    is_written: bool  # words of somebody, not a choice or a day


@dataclass(frozen=True)
class Entry:
    """One row that belongs to somebody: what it is, when, and in which initiative."""

    what: str | Promise
    kind: str
    at: datetime | None
    home: int | None
    person: int | None
    said: list[Said]

    @property
    def texts(self) -> list[Said]:
        return [one for one in self.said if one.is_written]

    @property
    def facts(self) -> list[Said]:
        return [one for one in self.said if not one.is_written]


def people_of(who: Who) -> models.QuerySet[Participant]:
    """As whom `who` takes or took part: of an account all of them, of a phone those on it."""
    mine = who.participants() if who.user is None else Participant.objects.filter(user=who.user)
    return mine.select_related("initiative").order_by("pk")


def rows_of(
    who: Who, people: Iterable[Participant], *, with_timeline: bool = False
) -> models.QuerySet[Any] | None:
    """Everything that belongs to them, newest first, as one query; None when there is nobody.

    The timeline says once more what stands in the other rows, so only the file has it.
    """
    pks = [person.pk for person in people]
    parts = [
        _part(n, rows, pks, who.user)
        for n, rows in enumerate(PERSONAL)
        if rows.owner not in ("", "self") and rows.shown() and _is_for(rows, pks, who.user)
        if with_timeline or rows.model is not Event
    ]
    if not parts:
        return None
    first, *others = parts
    return first.union(*others, all=True).order_by("-own_at", "own_n", "own_pk")


def _owner(rows: Personal) -> type[models.Model]:
    """The model at the end of the lookup from a row to whose it is."""
    model: type[models.Model] = rows.model
    for name in rows.owner.split("__"):
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    return model


def _is_for(rows: Personal, pks: list[int], user: User | None) -> bool:
    return user is not None if _owner(rows) is User else bool(pks)


def _part(n: int, rows: Personal, pks: list[int], user: User | None) -> models.QuerySet[Any]:
    """The rows of one model, in columns that are the same for every model."""
    is_account = _owner(rows) is User
    mine = {rows.owner: user} if is_account else {f"{rows.owner}__in": pks}
    nothing = Value(None, output_field=models.BigIntegerField())
    found = rows.model._default_manager.filter(**mine, **rows.only).order_by()
    columns = found.annotate(
        own_n=Value(n, output_field=models.IntegerField()),
        own_pk=Cast("pk", models.CharField()),
        own_person=Cast(nothing if is_account else F(rows.owner), models.BigIntegerField()),
        own_home=Cast(F(rows.home) if rows.home else nothing, models.BigIntegerField()),
        own_at=Cast(rows.at, models.DateTimeField()),
        own_data=Columns(**{f.name: F(_path(rows, f)) for f in _fields(rows, user)}),
    ).values_list("own_n", "own_pk", "own_person", "own_home", "own_at", "own_data")
    return cast("models.QuerySet[Any]", columns)


def _fields(rows: Personal, user: User | None) -> list[Field]:
    """What is shown of a row. A seat can go to another phone; how to reach somebody does not go
    along: that is opened with a reason, or left anew."""
    is_on_phone = user is None and rows.model is ContactChannel
    return [f for f in rows.shown() if not (is_on_phone and f.name == "value")]


def _path(rows: Personal, field: Field) -> str:
    """Of a person the name; of anything else what it is."""
    column = rows.model._meta.get_field(field.name)
    return f"{field.name}__name" if column.is_relation else field.name


def entries(found: Iterable[Any]) -> Iterator[Entry]:
    """What the query gave, with each value as the type that it had."""
    for n, _pk, person, home, at, data in found:
        rows = PERSONAL[n]
        shown = [field for field in rows.shown() if field.name in data]
        said = [_said(rows, field, data[field.name]) for field in shown]
        kind = rows.model._meta.label
        yield Entry(rows.what, kind, at, home, person, [one for one in said if one.text])


def _said(rows: Personal, field: Field, raw: Any) -> Said:
    column = rows.model._meta.get_field(field.name)
    value = _read(column, raw)
    is_written = field.forget is Forget.MASKED
    return Said(field.name, field.label, _show(column, value), value, is_written)


def _read(column: Any, raw: Any) -> Any:
    """JSON of the database as a value: SQLite writes moments without their zone, and JSON in
    JSON as a text."""
    if raw is None:
        return None
    if isinstance(column, models.JSONField):
        return json.loads(raw) if isinstance(raw, str) else raw
    if isinstance(column, models.DateTimeField):
        moment = parse_datetime(str(raw))
        return moment.replace(tzinfo=UTC) if moment and timezone.is_naive(moment) else moment
    if isinstance(column, models.DateField):
        return parse_date(str(raw))
    return raw


def _show(column: Any, value: Any) -> str:
    if value is None or value == "":
        # Who looked is somebody, also after the name has faded.
        return _("een deelnemer") if column.is_relation and value == "" else ""
    if isinstance(value, datetime):
        return format_date(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, date):
        return format_date(value, "j F Y")
    if isinstance(column, models.BooleanField):
        return _("ja") if value else ""
    if isinstance(value, list):
        return ", ".join(map(_item, value))
    return str(dict(column.flatchoices).get(value, value))


def _item(item: Any) -> str:
    """One of a list; of a list that was ticked with what was not in order."""
    if not isinstance(item, dict):
        return str(item)
    text = str(item.get("text", ""))
    return text if item.get("ok") else _("{text} (niet in orde)").format(text=text)


def name_homes(found: list[Entry]) -> dict[int, str]:
    """The names of the initiatives in which the entries are. One query."""
    pks = {entry.home for entry in found if entry.home}
    return dict(Initiative.objects.filter(pk__in=pks).values_list("pk", "name"))


def as_file(who: Who) -> dict[str, Any]:
    """All of it, for a machine: the account, each participation, and what belongs to it."""
    people = list(people_of(who))
    found = rows_of(who, people, with_timeline=True)
    every = list(entries(found)) if found is not None else []
    names = name_homes(every)
    user = who.user
    return {
        "made_at": timezone.now().isoformat(),
        "account": user
        and {
            "name": user.name,
            "email": user.email,
            "function": user.function,
            "organisation": user.organisation,
            "since": user.joined_at.isoformat(),
        },
        "entries_of_the_account": [_as_json(e, names) for e in every if e.person is None],
        "participations": [
            {
                "initiative": person.initiative.name,
                "side": person.side,
                "name": person.name,
                "former_names": [name for name in person.former_names.split("\n") if name],
                "is_named": person.is_named,
                "came_by_link": person.came_by_link,
                "last_sign_on": person.last_sign_on and person.last_sign_on.isoformat(),
                "entries": [_as_json(e, names) for e in every if e.person == person.pk],
            }
            for person in people
        ],
    }


def _as_json(entry: Entry, names: dict[int, str]) -> dict[str, Any]:
    return {
        "what": str(entry.what),
        "kind": entry.kind,
        "at": entry.at and entry.at.isoformat(),
        "initiative": names.get(entry.home or 0, ""),
        **{
            one.name: one.value.isoformat() if isinstance(one.value, date) else one.value
            for one in entry.said
        },
    }
