"""Putting something on the agenda: one field, from any phone, until the meeting begins."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from initiatives.models import Side
from meetings.models import AgendaItem, Meeting
from meetings.states import Status
from tests.conftest import Cast
from tests.meetings.planned import path, plan, read, signed_in

TEXT = "De verlichting bij de deur"


def post(client: Client, meeting: Meeting, **fields: Any) -> Any:
    return client.post(path("add_point", meeting.pk), {"text": TEXT, "named": "zonder", **fields})


def points() -> list[AgendaItem]:
    return list(AgendaItem.objects.filter(fixed="").order_by("pk"))


def test_a_phone_of_the_group_adds_one_without_a_name(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    response = post(cast.sit(client, cast.noor), meeting)
    (item,) = points()
    assert response.status_code == 303
    assert response.url == path("meeting", meeting.pk) + f"#punt-{item.pk}"
    assert (item.by, item.side, item.text) == (None, Side.GROUP, TEXT)
    assert TEXT in read(client, "meeting", meeting.pk)


def test_who_has_no_place_yet_adds_one_too(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    browser = cast.read(client)
    page = read(browser, "meeting", meeting.pk)
    assert "Je naam komt er niet bij" in page and 'name="named"' not in page
    assert "Geen verhalen over één persoon" in page
    assert post(browser, meeting).status_code == 303
    assert points()[0].by is None


@pytest.mark.parametrize(("choice", "is_signed"), [("groep", False), ("iedereen", True)])
def test_a_name_is_for_whom_the_writer_says(
    cast: Cast, client: Client, choice: str, is_signed: bool
) -> None:
    meeting = plan(cast)
    post(cast.sit(client, cast.noor), meeting, named=choice)
    (item,) = points()
    assert (item.by, item.is_signed) == (cast.noor, is_signed)
    assert cast.noor.name in read(signed_in(cast.samira), "meeting", meeting.pk)
    assert (cast.noor.name in read(signed_in(cast.wouter), "meeting", meeting.pk)) is is_signed


def test_an_official_adds_one_under_the_own_name(cast: Cast) -> None:
    meeting = plan(cast)
    client = signed_in(cast.wouter)
    assert 'name="named"' not in read(client, "add_point", meeting.pk)
    post(client, meeting)
    assert (points()[0].by, points()[0].side) == (cast.wouter, Side.MUNICIPALITY)


def test_the_same_form_twice_is_one_point(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    browser = cast.read(client)
    assert [post(browser, meeting).status_code for _tap in range(2)] == [303, 303]
    assert len(points()) == 1


def test_without_words_it_says_what_is_missing(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    response = post(cast.sit(client, cast.noor), meeting, text=" ")
    assert response.status_code == 422 and not points()
    assert "Schrijf in één zin waar je het over wilt hebben." in response.content.decode()


def test_what_is_too_long_is_kept_and_said(cast: Cast, client: Client) -> None:
    meeting, long = plan(cast), "Heel lang " * 30
    response = post(cast.sit(client, cast.noor), meeting, text=long)
    assert response.status_code == 422
    assert long.strip() in response.content.decode()


@pytest.mark.parametrize("status", [Status.UNDER_WAY, Status.CLOSED, Status.CANCELLED])
def test_after_the_start_the_words_come_back(cast: Cast, client: Client, status: Status) -> None:
    meeting = plan(cast)
    browser = cast.sit(client, cast.noor)
    Meeting.objects.filter(pk=meeting.pk).update(status=status)
    response = post(browser, meeting)
    assert response.status_code == 409 and not points()
    assert TEXT in response.content.decode()


def test_a_hidden_point_is_on_the_page_without_its_words(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    item = AgendaItem.add(meeting, by=cast.noor, side="group", text="Een geheim woord")
    browser = cast.sit(client, cast.dex)
    assert path("hide_text", "agendapunt", item.pk) in read(browser, "meeting", meeting.pk)
    assert path("report_text", "agendapunt", item.pk) in read(
        signed_in(cast.wouter), "meeting", meeting.pk
    )
    item.hide(by=cast.dex, because="Er stond een naam in")
    for reader in (browser, signed_in(cast.wouter), signed_in(cast.samira)):
        page = read(reader, "meeting", meeting.pk)
        assert "geheim" not in page and "Er stond een naam in" in page


def test_a_point_says_that_it_was_passed_over(cast: Cast) -> None:
    first = plan(cast)
    AgendaItem.add(first, by=cast.noor, side="group", text=TEXT)
    first.start(by=cast.wouter)
    first.close(by=cast.wouter)
    second = plan(cast)
    page = read(signed_in(cast.wouter), "meeting", second.pk)
    assert TEXT in page and "Ging vorige keer niet, doorgeschoven van" in page


def test_the_page_counts_no_more_queries_with_a_hundred_points(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    meeting = plan(cast)
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, by=cast.noor, side="group", text=f"Punt {n}", position=n)
        for n in range(100)
    )
    client = signed_in(cast.wouter)
    for name in ("meeting", "order_agenda", "prepare_meeting"):
        with django_assert_max_num_queries(10):
            assert client.get(path(name, meeting.pk)).status_code == 200
