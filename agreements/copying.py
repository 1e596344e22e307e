"""What a new version takes over from the text that it begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from agreements.models import AgreementVersion


def copy_text(source: AgreementVersion, to: AgreementVersion, *, keeps_steps: bool = False) -> None:
    """The same clauses, lines, open points and hours, with the same keys.

    A line of which both sides said that its "als …" is so becomes an ordinary line;
    `keeps_steps`: not when an older text comes back as it was.
    """
    _copy_open_points(source, to)
    _copy_clauses(source, to, keeps_steps=keeps_steps)
    copy_hours(source, to)


def _copy_open_points(source: AgreementVersion, to: AgreementVersion) -> None:
    points = list(source.open_points.all())
    for point in points:
        point.pk, point.version, point.revision = None, to, 1
        point._state.adding = True
    to.open_points.bulk_create(points)


def _copy_clauses(source: AgreementVersion, to: AgreementVersion, *, keeps_steps: bool) -> None:
    from agreements.models import Clause, Commitment
    from agreements.steps import reached_keys

    reached = set() if keeps_steps else reached_keys(source)
    for clause in source.clauses.prefetch_related("commitments"):
        lines = list(clause.commitments.all())
        is_same = reached.isdisjoint(line.key for line in lines)
        copy = Clause.objects.create(
            version=to,
            key=clause.key,
            heading=clause.heading,
            position=clause.position,
            # Copying is no change: who saw this text before sees no mark at it.
            changed_at=clause.changed_at if is_same else timezone.now(),
        )
        for line in lines:
            line.pk, line.clause = None, copy
            line._state.adding = True
            if line.key in reached:
                line.condition = ""
        Commitment.objects.bulk_create(lines)


def copy_hours(source: AgreementVersion, to: AgreementVersion) -> None:
    """Every slot with its exceptions. Of a room that is gone too: the page says so."""
    from agreements.models import SlotException, UseSlot

    slots = list(source.slots.with_hours())
    of_slot = [list(slot.exceptions.all()) for slot in slots]
    for slot in slots:
        slot.pk, slot.version, slot.revision = None, to, 1
        slot._state.adding = True
    UseSlot.objects.bulk_create(slots)
    exceptions = []
    for slot, days in zip(slots, of_slot, strict=True):
        for exception in days:
            exception.pk, exception.slot = None, slot
            exception._state.adding = True
            exceptions.append(exception)
    SlotException.objects.bulk_create(exceptions)
