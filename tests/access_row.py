"""One row of the table of test_access.py, and the kinds of people that many rows name."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Any

from tests import access_world as w

Args = Callable[[w.Things], list[Any]]


@dataclass(frozen=True)
class Row:
    """`sees`: who gets anything but 404. `get`, `post`: who gets through; None: 405."""

    args: Args
    sees: Set[str]
    get: Set[str] | None = None
    post: Set[str] | None = None
    is_open: bool = False
    # The path names nothing of an initiative, so somebody else's is no different.
    is_foreign_too: bool = False


def nothing(_things: w.Things) -> list[Any]:
    return []


# Whoever has a working link or account; pages that name nothing.
KNOWN = w.EVERYBODY - w.STRANGERS
MANAGERS = frozenset({w.MANAGER_OUT, w.MANAGER_IN})
