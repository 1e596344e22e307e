"""An agreement that both sides look back on, and the people who open its pages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, AgreementVersion, Line
from initiatives.models import Participant
from tests.conftest import Cast
from tests.overview import world


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def agreed(cast: Cast, *lines: Line, days: int = 30, **fields: Any) -> Agreement:
    """A text in effect, with the next look-back in so many days."""
    version = world.run(cast, *lines)
    move(version.agreement, days, **fields)
    return again(version.agreement)


def move(agreement: Agreement, days: int | None, **fields: Any) -> None:
    """Another next day, as the clock would."""
    on = None if days is None else in_days(days)
    Agreement.objects.filter(pk=agreement.pk).update(look_back_on=on, **fields)


def again(agreement: Agreement) -> Agreement:
    return Agreement.objects.select_related("initiative").get(pk=agreement.pk)


def text_of(agreement: Agreement) -> AgreementVersion:
    return agreement.versions.in_effect().get()


def signed_in(person: Participant) -> Client:
    return world.signed_in(person)


def path(name: str, *args: Any) -> str:
    return reverse(name, args=args)


def read(client: Client, name: str, pk: int, status: int = 200) -> str:
    response = client.get(path(name, pk))
    assert response.status_code == status
    return response.content.decode()
