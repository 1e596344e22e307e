"""Changing a line of the logbook, until it is shared."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.models import Circle, Event, LogLine
from initiatives.states import Refused
from tests.conftest import Cast
from tests.factories import make_log_line, make_participant


@pytest.fixture
def line(cast: Cast) -> LogLine:
    return make_log_line(cast.samira, "De soep was op.", people=11, contact="call")


def page_of(line: LogLine) -> str:
    return reverse("edit_log_line", args=[line.pk])


def data(line: LogLine, text: str = "Andere tekst.", **more: Any) -> dict[str, Any]:
    return {"text": text, "revision": line.revision, "contact": "call", **more}


def test_it_shows_what_stands_there(line: LogLine, cast: Cast, client: Client) -> None:
    client.force_login(cast.samira.user)
    form = client.get(page_of(line)).context["form"]
    assert (form["text"].value(), form["people"].value()) == ("De soep was op.", 11)
    assert form["circle"].value() == Circle.SIDE


def test_the_writer_changes_it_and_nobody_is_told(
    line: LogLine, cast: Cast, client: Client
) -> None:
    client.force_login(cast.samira.user)
    sent = data(line, circle="own", people="", mood="bad")
    response = client.post(page_of(line), sent)
    assert response.headers["Location"].endswith(f"?nieuw={line.pk}")
    line.refresh_from_db()
    assert (line.text, line.circle, line.people, line.mood) == ("Andere tekst.", "own", None, "bad")
    assert line.corrected_at is not None
    assert not Event.objects.filter(verb__startswith="log").exists()


@pytest.mark.parametrize("field", ["text", "happened_on", "people"])
def test_what_is_wrong_is_said_with_the_text_kept(
    field: str, line: LogLine, cast: Cast, client: Client
) -> None:
    client.force_login(cast.samira.user)
    response = client.post(page_of(line), data(line, meaning="Blijft staan.") | {field: "\x00"})
    assert response.status_code == 422
    assert "Blijft staan." in response.content.decode()
    line.refresh_from_db()
    assert line.text == "De soep was op."


def test_when_it_changed_on_another_screen_both_texts_are_shown(
    line: LogLine, cast: Cast, client: Client
) -> None:
    client.force_login(cast.samira.user)
    sent = data(line, "Van dit scherm.")
    line.correct(by=cast.samira, revision=line.revision, text="Van het andere scherm.")
    response = client.post(page_of(line), sent)
    body = response.content.decode()
    assert response.status_code == 409
    assert "Van dit scherm." in body
    assert "Van het andere scherm." in body
    line.refresh_from_db()
    assert line.text == "Van het andere scherm."
    # Saving once more, from the page that showed both, puts it in place.
    again = response.context["form"]["revision"].value()
    assert client.post(page_of(line), {**sent, "revision": again}).status_code == 303
    line.refresh_from_db()
    assert line.text == "Van dit scherm."


@pytest.mark.parametrize("revision", ["", "x", "-1", "0"])
def test_without_the_revision_nothing_is_overwritten(
    revision: str, line: LogLine, cast: Cast, client: Client
) -> None:
    client.force_login(cast.samira.user)
    status = client.post(page_of(line), data(line) | {"revision": revision}).status_code
    assert status in (409, 422)
    line.refresh_from_db()
    assert line.text == "De soep was op."


def test_a_shared_line_stands_as_others_read_it(line: LogLine, cast: Cast, client: Client) -> None:
    client.force_login(cast.samira.user)
    sent = data(line, "Achteraf anders.")
    line.share(by=cast.samira, revision=line.revision)
    assert client.get(page_of(line)).status_code == 409
    response = client.post(page_of(line), sent)
    body = response.content.decode()
    assert response.status_code == 409
    assert "Achteraf anders." in body
    assert "De soep was op." in body
    assert "Schrijf dan een nieuwe regel." in body
    line.refresh_from_db()
    assert line.text == "De soep was op."


def test_sharing_is_not_done_here(line: LogLine, cast: Cast, client: Client) -> None:
    client.force_login(cast.samira.user)
    assert client.post(page_of(line), data(line, circle="shared")).status_code == 422
    with pytest.raises(Refused):
        line.correct(by=cast.samira, revision=line.revision, circle=Circle.SHARED)


def test_a_colleague_reads_it_and_does_not_change_it(
    line: LogLine, cast: Cast, client: Client
) -> None:
    colleague = make_participant(cast.club, line.by.side)
    client.force_login(colleague.user)
    assert client.get(reverse("log_line", args=[line.pk])).status_code == 200
    assert client.get(page_of(line)).status_code == 403
    assert client.post(page_of(line), data(line)).status_code == 403


def test_the_line_has_a_page_and_a_part(line: LogLine, cast: Cast, client: Client) -> None:
    client.force_login(cast.samira.user)
    address = reverse("log_line", args=[line.pk])
    page = client.get(address).content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Alleen jullie zien dit in Onderling." in page
    assert "De soep was op." in part
    assert "<html" in page
    assert "<html" not in part
