"""What was heard at a point and what it means; two who write at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from initiatives.states import Refused
from meetings.models import AgendaItem, Meeting
from meetings.models.running import NoteConflict
from tests.conftest import Cast
from tests.meetings.planned import path, plan, signed_in
from tests.meetings.running import at_point, under_way, with_point


def note(client: Client, meeting: Meeting, item: AgendaItem, htmx: bool = False, **fields: Any):
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(path("note_point", meeting.pk, item.pk), fields, headers=headers)


def said(item: AgendaItem) -> tuple[str, str, int]:
    item.refresh_from_db()
    return item.heard, item.means, item.revision


def test_it_is_kept_and_the_point_was_reached(cast: Cast) -> None:
    meeting, item = under_way(cast)
    response = note(signed_in(cast.wouter), meeting, item, heard="Klemt.", means="Bel.", seen=1)
    assert response.status_code == 303
    assert said(item) == ("Klemt.", "Bel.", 2)
    assert item.reached_in == meeting


def test_the_part_comes_back_for_htmx(cast: Cast) -> None:
    meeting, item = under_way(cast)
    client = signed_in(cast.wouter)
    response = note(client, meeting, item, htmx=True, heard="Klemt.", seen=1)
    assert response.headers["Location"] == path("note_point", meeting.pk, item.pk)
    part = client.get(response.headers["Location"], headers={"HX-Request": "true"})
    body = part.content.decode()
    assert "Klemt." in body
    assert "<html" not in body
    assert 'name="seen" value="2"' in body


def test_the_same_words_twice_are_once(cast: Cast) -> None:
    meeting, item = under_way(cast)
    client = signed_in(cast.wouter)
    for _time in range(2):
        assert note(client, meeting, item, heard="Klemt.", seen=1).status_code == 303
    assert said(item) == ("Klemt.", "", 2)
    assert cast.club.events.filter(verb="point_noted").count() == 1


@pytest.mark.parametrize("htmx", [False, True])
def test_the_second_is_shown_both_and_nobody_overwrites(cast: Cast, htmx: bool) -> None:
    meeting, item = under_way(cast)
    note(signed_in(cast.wouter), meeting, item, heard="Van Wouter.", seen=1)
    response = note(signed_in(cast.samira), meeting, item, htmx, heard="Van Samira.", seen=1)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Van Wouter." in page
    assert "Van Samira." in page
    assert said(item) == ("Van Wouter.", "", 2)


def test_both_can_stay(cast: Cast) -> None:
    meeting, item = under_way(cast)
    note(signed_in(cast.wouter), meeting, item, heard="Van Wouter.", means="Bel.", seen=1)
    fields = {"heard": "Van Samira.", "means": "Bel.", "seen": 1, "over": 2, "both": "1"}
    for _time in range(2):
        assert note(signed_in(cast.samira), meeting, item, **fields).status_code == 303
    assert said(item) == ("Van Wouter.\n\nVan Samira.", "Bel.", 3)


def test_one_can_be_chosen_after_seeing_both(cast: Cast) -> None:
    meeting, item = under_way(cast)
    note(signed_in(cast.wouter), meeting, item, heard="Van Wouter.", seen=1)
    note(signed_in(cast.samira), meeting, item, heard="Van Samira.", seen=1, over=2)
    assert said(item) == ("Van Samira.", "", 3)


def test_a_third_text_meanwhile_is_shown_again(cast: Cast) -> None:
    meeting, item = under_way(cast)
    note(signed_in(cast.wouter), meeting, item, heard="Een.", seen=1)
    note(signed_in(cast.wouter), meeting, item, heard="Twee.", seen=2)
    fields = {"heard": "Van Samira.", "seen": 1, "over": 2}
    assert note(signed_in(cast.samira), meeting, item, **fields).status_code == 409
    assert note(signed_in(cast.samira), meeting, item, both="1", **fields).status_code == 409
    assert said(item) == ("Twee.", "", 3)


def test_both_together_may_be_too_long(cast: Cast) -> None:
    meeting, item = under_way(cast)
    note(signed_in(cast.wouter), meeting, item, heard="a" * 1500, seen=1)
    fields = {"heard": "b" * 1500, "seen": 1, "over": 2, "both": "1"}
    response = note(signed_in(cast.samira), meeting, item, **fields)
    assert response.status_code == 422
    assert "Samen is dit te lang." in response.content.decode()
    assert "b" * 1500 in response.content.decode()


def test_what_is_too_long_stays_typed(cast: Cast) -> None:
    meeting, item = under_way(cast)
    response = note(signed_in(cast.wouter), meeting, item, heard="a" * 2001, seen=1)
    assert response.status_code == 422
    assert "a" * 2001 in response.content.decode()


def test_a_point_without_notes_is_no_point_that_was_reached(cast: Cast) -> None:
    meeting, item = under_way(cast)
    meeting.note(item, by=cast.wouter, heard="", means="", seen=1)
    item.refresh_from_db()
    assert item.reached_in is None


def test_after_closing_the_text_is_kept_on_the_page(cast: Cast) -> None:
    meeting, item = at_point(cast)
    meeting.close(by=cast.wouter)
    response = note(signed_in(cast.samira), meeting, item, heard="Te laat.", seen=1)
    assert response.status_code == 409
    assert "Te laat." in response.content.decode()
    assert said(item)[0] == ""


def test_before_it_begins_there_is_nothing_to_note(cast: Cast) -> None:
    meeting, item = with_point(cast)
    response = signed_in(cast.wouter).get(path("note_point", meeting.pk, item.pk))
    assert response.headers["Location"] == path("meeting", meeting.pk)
    assert note(signed_in(cast.wouter), meeting, item, heard="x", seen=1).status_code == 409


def test_a_point_of_another_meeting_is_not_found(cast: Cast) -> None:
    meeting, _item = under_way(cast)
    other = Meeting.plan(cast.garden, by=cast.gardener, starts_at=meeting.starts_at, place="Tuin")
    theirs = other.items.all()[0]
    response = note(signed_in(cast.wouter), meeting, theirs, heard="x", seen=1)
    assert response.status_code == 404
    with pytest.raises(Refused):
        meeting.note(theirs, by=cast.wouter, heard="x", means="", seen=1)


def test_a_point_that_went_on_is_noted_where_it_is_now(cast: Cast) -> None:
    first, item = under_way(cast)
    first.close(by=cast.wouter)
    later = plan(cast, starts_at=first.starts_at).start(by=cast.wouter)
    note(signed_in(cast.wouter), later, item, heard="Nu wel.", seen=item.revision)
    item.refresh_from_db()
    assert (item.heard, item.reached_in) == ("Nu wel.", later)


def test_a_hidden_point_takes_no_notes(cast: Cast) -> None:
    meeting, item = under_way(cast)
    item.hide(by=cast.noor, because="over een persoon")
    response = note(signed_in(cast.wouter), meeting, item, heard="Mijn tekst", seen=1)
    assert response.status_code == 409
    assert "De sleutel" not in response.content.decode()


def test_the_verb_says_what_stands_there(cast: Cast) -> None:
    meeting, item = under_way(cast)
    meeting.note(item, by=cast.wouter, heard="Een.", means="", seen=1)
    with pytest.raises(NoteConflict) as conflict:
        meeting.note(item, by=cast.samira, heard="Twee.", means="", seen=1)
    assert conflict.value.now.heard == "Een."
    assert conflict.value.kept == "Twee."
