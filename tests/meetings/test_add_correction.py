"""What is not right in the minutes, as each side says it; shown as a correction."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Correction, Meeting
from tests.conftest import Cast
from tests.meetings.talked import begun, closed


@pytest.fixture
def official(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.wouter.user)
    return client


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return closed(cast, days=-7)


def say(client: Client, meeting: Meeting, text: str = "Het was de schuur.", **data: Any) -> Any:
    return client.post(reverse("add_correction", args=[meeting.pk]), {"text": text, **data})


def minutes(client: Client, meeting: Meeting) -> str:
    return client.get(reverse("minutes", args=[meeting.pk])).content.decode()


def test_both_sides_say_it_and_everybody_reads_it(
    cast: Cast, official: Client, meeting: Meeting
) -> None:
    phone = cast.sit(Client(), cast.noor)
    answer = say(phone, meeting)
    mine = Correction.objects.get()
    page = reverse("minutes", args=[meeting.pk])
    assert answer.headers["Location"] == f"{page}#correctie-{mine.pk}"
    say(official, meeting, "Wij waren met twee.")
    said = minutes(official, meeting)
    assert "Het was de schuur." in said and "Wij waren met twee." in said
    assert "Zwaluwnoor" not in said
    assert "Zwaluwnoor" in minutes(phone, meeting)
    assert "Er komt een lamp." in said, "the minutes stay as they are"


def test_who_signs_is_named(cast: Cast, official: Client, meeting: Meeting) -> None:
    say(cast.sit(Client(), cast.noor), meeting, is_signed="on")
    assert "Zwaluwnoor" in minutes(official, meeting)


def test_a_reader_says_first_who_it_is(cast: Cast, meeting: Meeting) -> None:
    reader = cast.read(Client())
    assert reverse("add_correction", args=[meeting.pk]) in minutes(reader, meeting)
    answer = say(reader, meeting)
    assert answer.headers["Location"].startswith(reverse("take_seat", args=[cast.club.pk]))
    assert not Correction.objects.exists()


def test_when_a_newer_one_closed_it_is_too_late(
    cast: Cast, official: Client, meeting: Meeting
) -> None:
    begun(cast).close(by=cast.wouter, rest_not_reached=True)
    answer = say(official, meeting, "Toch nog iets.")
    assert answer.status_code == 409
    assert "Toch nog iets." in answer.content.decode()
    assert not Correction.objects.exists()
    page = minutes(official, meeting)
    assert reverse("add_correction", args=[meeting.pk]) not in page
    assert "staat vast" in page
    again = official.get(reverse("add_correction", args=[meeting.pk])).content.decode()
    assert "<textarea" not in again


@pytest.mark.parametrize("text", ["", "x" * 501, "{@Noor} was er niet."])
def test_a_wrong_text_stays_on_the_page(
    text: str, cast: Cast, official: Client, meeting: Meeting
) -> None:
    answer = say(official, meeting, text)
    assert answer.status_code == 422
    assert text[:100] in answer.content.decode()
    assert not Correction.objects.exists()


def test_twice_the_same_is_once(cast: Cast, official: Client, meeting: Meeting) -> None:
    assert say(official, meeting).status_code == say(official, meeting).status_code == 303
    assert Correction.objects.count() == 1


def test_it_can_be_reported_and_hidden(cast: Cast, official: Client, meeting: Meeting) -> None:
    say(official, meeting)
    mine = Correction.objects.get()
    page = minutes(cast.sit(Client(), cast.noor), meeting)
    assert reverse("report_text", args=["correctie", mine.pk]) in page
    assert reverse("hide_text", args=["correctie", mine.pk]) in minutes(official, meeting)
