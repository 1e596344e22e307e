"""Several people at once. Each race is run twice: with its guard, and as a control without.

The control must go wrong: a race that nobody can lose proves nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import pytest
from django.db import connection, models, transaction

RUNNERS = 3  # with the main thread as many as the pool of one process holds
PATIENCE = 0.5  # seconds that one runner waits for the others


def race(act: Callable[[int], Any], runners: int = RUNNERS) -> list[Any]:
    """Runs `act(0)`, `act(1)`, … at the same moment; gives the results, or what was raised."""
    start = threading.Barrier(runners)
    results: list[Any] = [None] * runners

    def run(n: int) -> None:
        try:
            start.wait(10)
            results[n] = act(n)
        except Exception as error:  # noqa: BLE001  the test looks at what came out
            results[n] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(runners)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def meet_before(
    monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, runners: int = RUNNERS
) -> None:
    """Makes the runners wait for each other just before `owner.name`, for `PATIENCE` at most.

    With the guard only one gets there at a time, and nobody comes; without it they all do.
    """
    original = getattr(owner, name)
    door = threading.Barrier(runners)

    def wait_and_go(*args: Any, **kwargs: Any) -> Any:
        try:
            door.wait(PATIENCE)
        except threading.BrokenBarrierError:
            door.reset()
        return original(*args, **kwargs)

    is_bound = hasattr(original, "__self__")
    monkeypatch.setattr(owner, name, staticmethod(wait_and_go) if is_bound else wait_and_go)


def without_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard off: nothing is one step any more, and no row is locked."""

    def atomic(*_args: Any, **_kwargs: Any) -> AbstractContextManager[None]:
        return nullcontext()

    # Now everybody does come, if slowly on a busy machine.
    monkeypatch.setattr("tests.racing.PATIENCE", 5.0)
    monkeypatch.setattr(transaction, "atomic", atomic)
    monkeypatch.setattr(models.QuerySet, "select_for_update", lambda self, **_kwargs: self)


@contextmanager
def without_constraint(model: type[models.Model], name: str) -> Iterator[None]:
    """Guard off: the database no longer keeps the rule `name`. Afterwards it does again."""
    every = model._meta.constraints
    constraint = next(c for c in every if c.name == name)
    # SQLite makes the table anew from what the model says.
    model._meta.constraints = [c for c in every if c is not constraint]
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
    try:
        yield
    finally:
        model._default_manager.all().delete()
        model._meta.constraints = every
        with connection.schema_editor() as editor:
            editor.add_constraint(model, constraint)
