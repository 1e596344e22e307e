"""From the start page into the logbook, for who takes part in several initiatives."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import LogLine, ShareLink, Side
from tests.conftest import Cast
from tests.factories import make_log_line, make_participant

PAGE = "/logboek/"


def choices(client: Client) -> list[str]:
    form = client.get(PAGE).context["form"]
    return [value for value, _name in form.fields["initiative"].choices] if form else []


def data(initiative: Any, **more: Any) -> dict[str, Any]:
    return {"initiative": initiative, "text": "Gebeld.", "once": str(uuid.uuid4()), **more}


def test_the_initiative_of_the_last_line_stands_first(cast: Cast, client: Client) -> None:
    here = make_participant(cast.garden, Side.GUIDE, user=cast.samira.user)
    client.force_login(cast.samira.user)
    assert choices(client) == [str(cast.club.pk), str(cast.garden.pk)]
    make_log_line(here, "x")
    assert choices(client) == [str(cast.garden.pk), str(cast.club.pk)]
    # What another wrote counts for another.
    make_log_line(cast.wouter, "x")
    assert choices(client) == [str(cast.garden.pk), str(cast.club.pk)]
    body = client.get(PAGE).content.decode()
    assert "Groene Hoek (laatst vandaag)" in body


def test_two_fields_are_enough(cast: Cast, client: Client) -> None:
    make_participant(cast.garden, Side.GUIDE, user=cast.samira.user)
    client.force_login(cast.samira.user)
    response = client.post(PAGE, data(cast.garden.pk))
    line = LogLine.objects.get()
    assert (line.initiative, line.side, line.circle) == (cast.garden, "guide", "side")
    assert line.happened_on == timezone.localdate()
    logbook = reverse("logbook", args=[cast.garden.pk])
    assert response.headers["Location"] == f"{logbook}?nieuw={line.pk}"


def test_one_initiative_is_not_asked_for(cast: Cast, client: Client) -> None:
    client.force_login(cast.samira.user)
    body = client.get(PAGE).content.decode()
    assert f'type="hidden" name="initiative" value="{cast.club.pk}"' in body
    assert "<select" not in body


def test_nobody_writes_where_they_take_no_part(cast: Cast, client: Client) -> None:
    client.force_login(cast.samira.user)
    for initiative in (cast.garden.pk, "", "x", 0, 10**30):
        response = client.post(PAGE, data(initiative))
        assert response.status_code == 422
        assert "Gebeld." in response.content.decode()
    cast.samira.leave(by=cast.samira)
    assert client.post(PAGE, data(cast.club.pk)).status_code == 422
    assert not LogLine.objects.exists()


def test_who_takes_part_nowhere_is_told(cast: Cast, client: Client) -> None:
    client.force_login(cast.elsewhere)
    body = client.get(PAGE).content.decode()
    assert "Je doet nog nergens mee." in body
    assert "<textarea" not in body
    start = client.get(reverse("start")).content.decode()
    assert PAGE not in start


def test_the_start_page_leads_here(cast: Cast, client: Client) -> None:
    client.force_login(cast.samira.user)
    assert f'href="{PAGE}"' in client.get(reverse("start")).content.decode()


def test_a_phone_with_a_seat_writes_too(cast: Cast, client: Client) -> None:
    cast.sit(client, cast.noor, cast.link)
    assert choices(client) == [str(cast.club.pk)]
    assert client.post(PAGE, data(cast.club.pk)).status_code == 303
    assert LogLine.objects.get().by == cast.noor
    ShareLink.objects.filter(pk=cast.link.pk).update(is_read_only=True)
    assert choices(client) == []
    assert client.post(PAGE, data(cast.club.pk)).status_code == 422


def test_a_reader_writes_nowhere(cast: Cast, client: Client) -> None:
    cast.read(client)
    assert choices(client) == []


def test_one_form_sent_twice_is_one_line(cast: Cast, client: Client) -> None:
    client.force_login(cast.samira.user)
    sent = data(cast.club.pk)
    assert [client.post(PAGE, sent).status_code for _ in range(2)] == [303, 303]
    assert LogLine.objects.count() == 1
