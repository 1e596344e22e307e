"""An attacker who reads all that is left of a trust check, and guesses what each person said.

It has the whole database, every log line and every mail, and it knows who was there in which order.
It trusts rows and lists that hold one thing for each person to stand in that order; where it finds
none it guesses from what was published, as anybody can.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from evaluations.publishing import KEYS, Published

# What somebody said: the answers to the five sentences, in their order.
Said = tuple[int, ...]


def tables() -> dict[str, list[tuple[Any, ...]]]:
    """The full dump, in the order in which the database keeps it."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            found[table] = cursor.fetchall()
    return found


def read(value: Any) -> Any:
    """What JSON holds; anything else as it is."""
    if not isinstance(value, str) or not value.startswith(("[", "{")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def lists_of(people: int, value: Any) -> Iterable[list[Any]]:
    """Every list inside `value` with one thing for each person."""
    value = read(value)
    if isinstance(value, dict):
        for inside in value.values():
            yield from lists_of(people, inside)
    elif isinstance(value, list):
        if len(value) == people:
            yield value
        for inside in value:
            yield from lists_of(people, inside)


def as_said(thing: Any) -> Said | None:
    """Five answers, when that is what `thing` holds."""
    thing = read(thing)
    values = list(thing.values()) if isinstance(thing, dict) else thing
    if isinstance(values, list) and len(values) == len(KEYS):
        numbers = [n for n in values if isinstance(n, int) and 0 <= n <= 5]
        return tuple(numbers) if len(numbers) == len(KEYS) else None
    return None


def one_each(dump: dict[str, list[tuple[Any, ...]]], people: int, check: int) -> list[Said] | None:
    """What each person said, in the order in which they were there; None when nothing tells."""
    for rows in dump.values():
        of_check = [row for row in rows if check in row[1:3]]
        if len(of_check) == people:
            said = [next(filter(None, map(as_said, row[1:])), None) for row in of_check]
            if all(said):
                return [one for one in said if one]
        for row in of_check:
            for value in row:
                for found in lists_of(people, value):
                    said = [as_said(one) for one in found]
                    if all(said):
                        return [one for one in said if one]
    return None


def from_published(published: Published) -> Said:
    """The best guess about anybody, from what everybody may see."""
    guesses = []
    for key in KEYS:
        item = published.item(key)
        by_word = {"almost_all": 4, "divided": 3, "almost_none": 2, "": 3}
        guess = by_word[item.band] if item else 3
        if item and item.figure is not None:
            guess = round(item.figure)
        if item and any(item.counts):
            most = max((n or 0, at) for at, n in enumerate(item.counts))[1]
            guess = most + 1 if most < 5 else 0
        guesses.append(guess)
    return tuple(guesses)


def hits(guessed: Sequence[Said], said: Sequence[Said]) -> int:
    """How many single answers were guessed."""
    return sum(
        one == other
        for guess, truth in zip(guessed, said, strict=True)
        for one, other in zip(guess, truth, strict=True)
    )
