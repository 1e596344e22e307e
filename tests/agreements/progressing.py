"""What the tests about how lines stand share: a text in effect that began some days ago."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from agreements.models import AgreementVersion, Commitment, CommitmentUpdate, Line
from agreements.models.progress import NewsAsk
from agreements.states import ProgressState
from initiatives.models import Participant
from tests.conftest import Cast
from tests.factories import line
from tests.overview import world

LAMPS = "Er komen lampen bij de deur."


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def running(cast: Cast, *lines: Line, days_ago: int = 0) -> AgreementVersion:
    """In effect since `days_ago` days."""
    version = world.run(cast, *lines)
    world.set_dates(version, in_effect_at=timezone.localtime() - timedelta(days=days_ago))
    return version


def lamps(**fields: Any) -> Line:
    return line(LAMPS, "municipality", kind="promise", **fields)


def line_in(version: AgreementVersion, n: int = 0) -> Commitment:
    found = Commitment.objects.filter(clause__version=version).order_by("clause__position", "pk")
    return found.select_related("clause__version__agreement__initiative")[n]


def say(
    line: Commitment, by: Participant, state: str = "done", *, days_ago: int = 0, **fields: Any
) -> CommitmentUpdate:
    update = CommitmentUpdate.say(line, by=by, state=ProgressState(state), **fields)
    if days_ago:
        said_at = timezone.localtime() - timedelta(days=days_ago)
        CommitmentUpdate.objects.filter(pk=update.pk).update(said_at=said_at)
        update.refresh_from_db()
    return update


def asked(ask: NewsAsk, days_ago: int) -> None:
    NewsAsk.objects.filter(pk=ask.pk).update(at=timezone.localtime() - timedelta(days=days_ago))


def moment(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=timezone.get_default_timezone())
