"""Saying yes, no or maybe from the link."""

from __future__ import annotations

import pytest
from django.test import Client

from meetings.models import Attendance, Meeting
from meetings.states import Coming, Status
from tests.conftest import Cast
from tests.factories import make_participant
from tests.meetings.planned import path, plan, read, signed_in


def say(client: Client, meeting: Meeting, coming: str, **headers: str):
    return client.post(path("answer_coming", meeting.pk), {"coming": coming}, headers=headers)


def test_from_the_link_with_one_tap(cast: Cast, client):
    meeting = plan(cast)
    group = cast.sit(client, cast.noor)
    response = say(group, meeting, "yes")
    assert response.headers["Location"] == path("meeting", meeting.pk) + "#wie-komt"
    assert Attendance.objects.get().coming == Coming.YES
    page = read(group, "meeting", meeting.pk)
    assert "Zwaluwnoor" in page and "Jouw antwoord staat erbij." in page
    say(group, meeting, "no")
    assert Attendance.objects.get().coming == Coming.NO


def test_who_has_no_name_yet_says_first_who_it_is_and_comes_back(cast: Cast, client):
    meeting = plan(cast)
    response = say(cast.read(client), meeting, "yes")
    where = response.headers["Location"]
    assert where.startswith(path("take_seat", cast.club.pk))
    assert where.endswith("overleg%2F" + f"{meeting.pk}%2Fkom-je%2F")
    assert not Attendance.objects.exists()


def test_in_place_gives_only_the_part(cast: Cast, client):
    meeting = plan(cast)
    group = cast.sit(client, cast.noor)
    response = say(group, meeting, "maybe", HX_Request="true")
    assert response.status_code == 303
    part = group.get(response.headers["Location"], headers={"HX-Request": "true"}).content
    assert b"<html" not in part and len(part) < 8000
    assert 'aria-pressed="true"' in part.decode()


def test_the_municipality_reads_numbers_and_no_names(cast: Cast, client):
    meeting = plan(cast)
    for person in (cast.noor, cast.dex, cast.wouter):
        Attendance.answer(meeting, by=person, coming=Coming.YES)
    official = signed_in(cast.wouter)
    page = read(official, "meeting", meeting.pk)
    assert "Zwaluw" not in page and "2 van de groep" in page
    assert "Wouter de Graaf (gemeente)" in page
    assert "3 komen" in read(official, "meetings", cast.club.pk)
    group = read(cast.sit(client, cast.noor), "meeting", meeting.pk)
    assert "Wouter de Graaf (gemeente), Zwaluwdex, Zwaluwnoor" in group
    # Who chose to be named is.
    cast.dex.show_name(by=cast.dex, is_named=True)
    page = read(official, "meeting", meeting.pk)
    assert "Zwaluwdex" in page and "1 van de groep" in page and "Zwaluwnoor" not in page


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ((), "Nog niemand van de groep zei te komen."),
        (("wouter",), "Nog niemand van de groep zei te komen."),
        (("wouter", "samira"), "Van de groep komt tot nu toe alleen de begeleiding."),
        (("noor",), ""),
    ],
)
def test_a_talk_about_a_group_without_the_group_is_noticed(cast: Cast, who, sentence):
    meeting = plan(cast)
    for name in who:
        Attendance.answer(meeting, by=getattr(cast, name), coming=Coming.YES)
    for name in ("meeting", "meetings"):
        pk = meeting.pk if name == "meeting" else cast.club.pk
        page = read(signed_in(cast.wouter), name, pk)
        assert ("note--neutral" in page) == bool(sentence)
        assert sentence in page


def test_a_group_in_which_nobody_takes_part_yet_is_to_be_invited(cast: Cast):
    meeting = plan(cast)
    for person in (cast.noor, cast.dex, cast.samira):
        person.leave(by=None)
    page = read(signed_in(cast.wouter), "meeting", meeting.pk)
    assert "Er doet nog niemand van de groep mee." in page


def test_who_left_does_not_come_any_more(cast: Cast, client):
    meeting = plan(cast)
    Attendance.answer(meeting, by=cast.dex, coming=Coming.YES)
    cast.dex.leave(by=None)
    page = read(cast.sit(client, cast.noor), "meeting", meeting.pk)
    assert "Zwaluwdex" not in page and "Nog niemand heeft iets laten weten." in page


def test_many_names_become_a_number(cast: Cast, client, django_assert_max_num_queries):
    meeting = plan(cast)
    for n in range(40):
        person = make_participant(cast.club, name=f"Vogel {n:02}")
        Attendance.answer(meeting, by=person, coming=Coming.YES)
    with django_assert_max_num_queries(10):
        page = read(cast.sit(client, cast.noor), "answer_coming", meeting.pk)
    assert "Vogel 11" in page and "Vogel 12" not in page and "nog 28" in page


@pytest.mark.parametrize("coming", ["", "perhaps", "yes\x00"])
def test_another_word_is_no_answer(cast: Cast, client, coming):
    meeting = plan(cast)
    response = say(cast.sit(client, cast.noor), meeting, coming)
    assert response.status_code == 422
    assert "Kies een van de knoppen." in response.content.decode()
    assert not Attendance.objects.exists()


def test_of_what_does_not_take_place_nobody_says_that_they_come(cast: Cast, client):
    meeting = plan(cast)
    Meeting.objects.update(status=Status.CANCELLED)
    response = say(cast.sit(client, cast.noor), meeting, "yes")
    assert response.status_code == 409
    assert "gaat niet door" in response.content.decode()
