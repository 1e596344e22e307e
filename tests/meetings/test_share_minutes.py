"""The ready text for the group app, and the sheet of paper."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Decision, Meeting
from tests.conftest import Cast
from tests.meetings.talked import closed
from tests.world_meetings import make_meeting


@pytest.fixture
def official(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.wouter.user)
    return client


def text_for(client: Client, meeting: Meeting) -> str:
    page = client.get(reverse("share_minutes", args=[meeting.pk])).content.decode()
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert found
    return html.unescape(found[1])


def test_it_says_what_counts_in_a_few_lines(cast: Cast, official: Client) -> None:
    meeting = closed(cast)
    after = make_meeting(cast.club, cast.wouter, days=42)
    text = text_for(official, meeting)
    assert "Chillclub De Kelder" in text
    assert "- We gaan tot tien uur open." in text
    assert "- Een lamp ophangen (de groep en de gemeente, voor" in text
    assert "1 weg, 1 slechter, 1 beter" in text
    assert after.place in text
    assert "Zwaluw" not in text


def test_more_than_five_of_one_kind_are_counted(cast: Cast, official: Client) -> None:
    meeting = closed(cast)
    for n in range(7):
        Decision.objects.create(meeting=meeting, by=cast.wouter, text=f"Nog {n}.", by_group=True)
    text = text_for(official, meeting)
    assert "Nog 3." in text and "Nog 4." not in text and "- en nog 3" in text


def test_the_group_link_goes_with_it_only_for_who_may_show_it(cast: Cast, official: Client) -> None:
    meeting = closed(cast)
    address = reverse("open_link", args=[cast.link.token])
    guide = Client()
    guide.force_login(cast.samira.user)
    assert address in text_for(guide, meeting)
    assert address in text_for(cast.sit(Client(), cast.noor), meeting)
    for client in (official, cast.read(Client())):
        text = text_for(client, meeting)
        assert cast.link.token not in text
        assert reverse("minutes", args=[meeting.pk]) in text


def test_a_link_that_was_stopped_is_not_handed_on(cast: Cast) -> None:
    meeting = closed(cast)
    cast.link.revoke(by=cast.samira)
    guide = Client()
    guide.force_login(cast.samira.user)
    page = guide.get(reverse("share_minutes", args=[meeting.pk])).content.decode()
    assert cast.link.token not in page
    assert reverse("group_link", args=[cast.club.pk]) in page


def test_on_paper_stands_the_same(cast: Cast, official: Client) -> None:
    meeting = closed(cast)
    page = official.get(reverse("print_minutes", args=[meeting.pk])).content.decode()
    for said in ("We gaan tot tien uur open.", "Een lamp ophangen", "Donker bij de deur", "lamp."):
        assert said in page
    assert "<form" not in page[page.index("<article") : page.index("</article>")]
    assert "data-print" in page
