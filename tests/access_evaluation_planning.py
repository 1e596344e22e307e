"""Rows of test_access.py: when people look back, and what they do until then."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from agreements.models import Agreement
from tests import access_world as w
from tests.access_row import Row


def initiative(t: w.Things) -> list[Any]:
    return [t.initiative.pk]


def agreement(t: w.Things) -> list[Any]:
    return [t.running.agreement_id]


def to_open(t: w.Things) -> list[Any]:
    """Its day is near, so that both sides can begin."""
    soon = timezone.localdate() + timedelta(days=2)
    Agreement.objects.filter(pk=t.running.agreement_id).update(look_back_on=soon)
    return [t.running.agreement_id]


# Who reads by the link says first who it is.
SAYS = w.BOTH_SIDES | {w.READER}

PLANNING_ROWS: dict[str, Row] = {
    "look_backs": Row(initiative, w.READS, get=w.READS),
    "look_back_plan": Row(agreement, w.READS, get=w.READS),
    "plan_look_back": Row(agreement, w.READS, get=SAYS, post=SAYS),
    "look_back_feasible": Row(agreement, w.READS, get=SAYS, post=SAYS),
    "open_evaluation": Row(to_open, w.READS, get=SAYS, post=SAYS),
}
