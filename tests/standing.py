"""A world that takes long to make can stand for all tests of one file.

Each test still takes back what it wrote to the database; the world itself goes after the last one.
Only for tests that do everything through the screens: what they hold in Python they may not change.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import transaction
from django.test import Client

from tests import access_world as w

T = TypeVar("T")


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is written inside is gone afterwards."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


def standing(blocker: Any, make: Callable[[], T]) -> Iterator[T]:
    """For a fixture of a whole file: what `make` gives, in the database until the file is done."""
    around = taken_back()
    with blocker.unblock():
        around.__enter__()
        try:
            made = make()
        except BaseException:
            around.__exit__(None, None, None)
            raise
    yield made
    with blocker.unblock():
        around.__exit__(None, None, None)


@contextmanager
def signed_in(people: w.People, kind: str) -> Iterator[Callable[[], Client]]:
    """Signs `kind` in once. Each call gives that browser as it was, whatever came in between."""
    with taken_back():
        first = people.browser(kind)

        def browser() -> Client:
            client = Client(raise_request_exception=False)
            client.cookies = copy.deepcopy(first.cookies)
            return client

        yield browser
