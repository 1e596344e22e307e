"""What the tests about actions share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.states import ProgressState
from initiatives.models import Participant, Side
from meetings.models import ActionItem, ActionUpdate, Meeting
from meetings.states import Status
from tests.conftest import Cast
from tests.world_meetings import make_meeting

LAMP = "Een lamp ophangen bij de deur."


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def under_way(cast: Cast) -> Meeting:
    return make_meeting(cast.club, cast.wouter, days=0, status=Status.UNDER_WAY)


def add(
    cast: Cast,
    text: str = LAMP,
    *,
    by: Participant | None = None,
    owner: Participant | None = None,
    owner_side: str = Side.GROUP,
    **fields: Any,
) -> ActionItem:
    return ActionItem.add(
        cast.club, by=by or cast.wouter, text=text, owner=owner, owner_side=owner_side, **fields
    )


def say(action: ActionItem, by: Participant, state: str = "done", **fields: Any) -> ActionUpdate:
    return ActionUpdate.say(action, by=by, state=ProgressState(state), **fields)


def send(client: Client, name: str, *args: Any, **data: Any) -> Any:
    return client.post(reverse(name, args=args), data)


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    return client.get(reverse(name, args=args), query).content.decode()
