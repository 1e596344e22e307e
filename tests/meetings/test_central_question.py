"""The one question that a meeting is about."""

from __future__ import annotations

from typing import Any

from django.test import Client

from initiatives.models import Event
from meetings.models import Meeting
from tests.conftest import Cast
from tests.meetings.planned import path, plan, read, signed_in

QUESTION = "Wie doet de deur open?"


def post(client: Client, meeting: Meeting, question: str, before: str = "") -> Any:
    data = {"question": question, "before": before}
    return client.post(path("central_question", meeting.pk), data)


def test_it_stands_above_the_agenda_and_can_go(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    browser = cast.sit(client, cast.noor)
    for _tap in range(2):
        assert post(browser, meeting, QUESTION).status_code == 303
    assert QUESTION in read(signed_in(cast.wouter), "meeting", meeting.pk)
    assert Event.objects.filter(verb="question_chosen").count() == 1
    assert post(browser, meeting, "", before=QUESTION).status_code == 303
    assert QUESTION not in read(browser, "meeting", meeting.pk)


def test_two_questions_at_once_are_both_shown(cast: Cast) -> None:
    meeting = plan(cast)
    post(signed_in(cast.samira), meeting, QUESTION)
    response = post(signed_in(cast.wouter), meeting, "Wat kost het?")
    page = response.content.decode()
    assert response.status_code == 409
    assert QUESTION in page and "Wat kost het?" in page
    meeting.refresh_from_db()
    assert meeting.central_question == QUESTION
    response = post(signed_in(cast.wouter), meeting, "Wat kost het?", before=QUESTION)
    assert response.status_code == 303


def test_it_is_one_line(cast: Cast) -> None:
    response = post(signed_in(cast.wouter), plan(cast), "Een\ntwee")
    assert response.status_code == 422
    assert "Dit past op één regel." in response.content.decode()
