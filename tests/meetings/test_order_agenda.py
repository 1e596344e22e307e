"""The order of the agenda: by buttons, and the same form when somebody drags."""

from __future__ import annotations

import re

from django.test import Client

from meetings.agenda import STANDING_KEY, agenda_of
from meetings.models import AgendaItem, Meeting
from meetings.states import Status
from tests.conftest import Cast
from tests.meetings.planned import path, plan, read, signed_in


def keys(meeting: Meeting) -> list[str]:
    return [entry.key for entry in agenda_of(Meeting.objects.get(pk=meeting.pk))]


def buttons(client: Client, meeting: Meeting) -> list[str]:
    return re.findall(r'name="move" value="([^"]*)"', read(client, "order_agenda", meeting.pk))


def test_every_button_moves_its_point_by_one(cast: Cast) -> None:
    meeting = plan(cast)
    for text in ("Licht", "Muziek"):
        AgendaItem.add(meeting, by=cast.noor, side="group", text=text)
    client = signed_in(cast.wouter)
    assert len(buttons(client, meeting)) == 2 * len(keys(meeting)) - 2
    for n in range(len(buttons(client, meeting))):
        move, before = buttons(client, meeting)[n], keys(meeting)
        for _tap in range(2):
            response = client.post(path("order_agenda", meeting.pk), {"move": move})
            assert response.status_code == 303
        after, moved = keys(meeting), move.split(":")[0]
        assert sorted(after) == sorted(before)
        assert abs(after.index(moved) - before.index(moved)) == 1, "twice the same is once"


def test_risks_and_bottlenecks_move_too_and_stay(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    browser = cast.sit(client, cast.noor)
    browser.post(path("order_agenda", meeting.pk), {"move": f"{STANDING_KEY}:"})
    assert keys(meeting)[-1] == STANDING_KEY
    first = keys(meeting)[0]
    browser.post(path("order_agenda", meeting.pk), {"move": f"{STANDING_KEY}:{first}"})
    assert keys(meeting)[0] == STANDING_KEY and keys(meeting).count(STANDING_KEY) == 1


def test_what_is_not_on_this_agenda_does_not_move(cast: Cast) -> None:
    meeting, other = plan(cast), plan(cast)
    item = AgendaItem.add(other, by=cast.noor, side="group", text="Licht")
    client = signed_in(cast.wouter)
    before = keys(meeting)
    for move in (f"punt-{item.pk}:", f"{before[0]}:punt-{item.pk}", "", "punt-x:", ":", "x" * 999):
        response = client.post(path("order_agenda", meeting.pk), {"move": move})
        assert response.status_code == 409
    assert keys(meeting) == before


def test_there_is_no_order_to_change_when_it_is_over(cast: Cast) -> None:
    meeting = plan(cast)
    client = signed_in(cast.wouter)
    Meeting.objects.filter(pk=meeting.pk).update(status=Status.CANCELLED)
    assert client.get(path("order_agenda", meeting.pk)).status_code == 302
    response = client.post(path("order_agenda", meeting.pk), {"move": f"{STANDING_KEY}:"})
    assert response.status_code == 409
