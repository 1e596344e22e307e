"""What a database holds, as one short word for each table: for comparing before and after."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from django.db import connection


def fingerprint(*, leave_out: Collection[str] = ()) -> dict[str, str]:
    """Table name -> number of rows and a hash over all of them, in no order that matters."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        found = {}
        for table in tables:
            if table in leave_out:
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            rows = sorted(map(repr, cursor.fetchall()))
            digest = hashlib.sha256("\n".join(rows).encode()).hexdigest()
            found[table] = f"{len(rows)} rows, {digest[:16]}"
    return found


def everything_stored() -> str:
    """Every row of every table as text: for looking whether something stands anywhere."""
    lines = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            lines += [f"{table}: {row!r}" for row in cursor.fetchall()]
    return "\n".join(lines)
