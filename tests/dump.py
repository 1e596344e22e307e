"""Everything that a database holds, as text: to search for what should not be in it."""

from __future__ import annotations

from collections.abc import Iterator

from django.core import mail
from django.db import connection

from accounts.models import Session
from accounts.sessions import SessionStore


def rows() -> Iterator[tuple[str, str]]:
    """Table and row, for every row of every table; sessions also as what they hold."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                # JSON may be kept with escapes; names in the tests are plain letters.
                yield table, repr(row)
    for session in Session.objects.all():
        yield "sessions, read", repr(SessionStore().decode(session.session_data))
    for message in mail.outbox:
        yield "mail", str(message.message())


def hits(*words: str) -> list[str]:
    """Where one of `words` stands."""
    return [f"{where}: {row}" for where, row in rows() if any(word in row for word in words)]
