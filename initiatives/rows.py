"""The few rows of another table that belong to a row, as one column of it: no query of its own."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Func, JSONField, Model, QuerySet, Subquery
from django.db.models.functions import JSONObject

SQLITE = "(SELECT json_group_array(json(_r.as_json)) FROM (%(subquery)s) _r)"
POSTGRESQL = "(SELECT jsonb_agg(_r.as_json) FROM (%(subquery)s) _r)"

M = TypeVar("M", bound=Model)


class Columns(JSONObject):
    """Columns as one. Django would first try in a transaction whether SQLite can; it can, and
    reading opens none."""

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        return Func.as_sql(self, *args, **kwargs)


class Rows(Subquery):
    """Every row of `queryset`, which refers to the outer row with `OuterRef`; in its order.

    `names`: more than the columns of the table, such as "point__key". `rows_as` makes models of it.
    """

    output_field = JSONField()

    def __init__(self, queryset: QuerySet[Any], *names: str) -> None:
        columns = [field.attname for field in queryset.model._meta.concrete_fields]
        wanted = {name: name for name in [*columns, *names]}
        super().__init__(queryset.values(as_json=Columns(**wanted)))

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template=SQLITE, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template=POSTGRESQL, **extra)


def rows_as(model: type[M], rows: list[dict[str, Any]] | None) -> list[M]:
    """What `Rows` gave, as it would have been loaded from the table."""
    return [_made(model, row) for row in rows or []]


def _made(model: type[M], row: dict[str, Any]) -> M:
    further: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, value in row.items():
        first, _dots, rest = name.partition("__")
        if rest:
            further[first][rest] = value
    there = [field for field in model._meta.concrete_fields if field.attname in row]
    values = [_value(field.to_python(row[field.attname])) for field in there]
    thing = model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in there], values)
    for name, known in further.items():
        if row.get(f"{name}_id", "") is None:
            setattr(thing, name, None)
            continue
        other = cast("type[Model]", model._meta.get_field(name).related_model)
        pk = {other._meta.pk.attname: row[f"{name}_id"]} if f"{name}_id" in row else {}
        setattr(thing, name, _made(other, {**pk, **known}))
    return thing


def _value(value: Any) -> Any:
    """SQLite keeps moments in UTC, and does not say so."""
    is_naive = isinstance(value, datetime) and value.tzinfo is None
    return value.replace(tzinfo=UTC) if is_naive else value
