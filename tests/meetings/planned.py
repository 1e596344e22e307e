"""A meeting that is planned, and the people who open its pages."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Participant
from meetings.models import Meeting
from tests.conftest import Cast


def at(days: int = 14, hour: int = 19, minute: int = 30) -> datetime:
    """So many days from now, at a time on the clock here."""
    day = timezone.localdate() + timedelta(days=days)
    return on(day, time(hour, minute))


def on(day: date, at: time) -> datetime:
    """A day and a time on the clock here."""
    return timezone.make_aware(datetime.combine(day, at))


def plan(cast: Cast, **fields: Any) -> Meeting:
    return Meeting.plan(
        cast.club, **{"by": cast.wouter, "starts_at": at(), "place": "De kelder", **fields}
    )


def signed_in(person: Participant) -> Client:
    client = Client()
    assert person.user is not None
    client.force_login(person.user)
    return client


def path(name: str, *args: Any) -> str:
    return reverse(name, args=args)


def read(client: Client, name: str, pk: int) -> str:
    response = client.get(path(name, pk))
    assert response.status_code == 200
    return response.content.decode()


def filled_in(**fields: Any) -> dict[str, Any]:
    """What the form of a new meeting sends."""
    return {
        "day": (timezone.localdate() + timedelta(days=14)).isoformat(),
        "time": "19:30",
        "place": "De kelder",
        "leader": "group",
        "kind": "regular",
        "minutes": "60",
        "every": "",
        "second": "",
        "notes": "",
        **fields,
    }
