"""Preparing a meeting: what stays with the own side, what stays with oneself, what both read."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.models import Circle, Event, Participant, Side
from meetings.models import Meeting, PrepPoint
from meetings.states import PrepKind, Status
from tests.conftest import Cast
from tests.factories import make_participant
from tests.meetings.planned import path, plan, read, signed_in

REACH, PRACTISE, INTEREST = PrepKind.REACH, PrepKind.PRACTISE, PrepKind.INTEREST


def write(
    meeting: Meeting, by: Participant, kind: PrepKind, text: str, *, is_for_me: bool = False
) -> PrepPoint:
    return PrepPoint.write(meeting, by=by, kind=kind, text=text, is_for_me=is_for_me)


def post(client: Client, meeting: Meeting, **fields: Any) -> Any:
    data = {"kind": "reach", "text": "Een sleutel", "who": "kant", **fields}
    return client.post(path("prepare_meeting", meeting.pk), data)


def test_a_side_reads_its_own_points_and_the_other_not_a_byte(cast: Cast, client: Client) -> None:
    """Every page and every answer that names a meeting or a point of it."""
    meeting = plan(cast)
    group = [
        write(meeting, cast.noor, REACH, "Kwartel wil de sleutel"),
        write(meeting, cast.noor, PRACTISE, "Kwartel luistert eerst"),
        write(meeting, cast.noor, PRACTISE, "Kwartel alleen voor Noor", is_for_me=True),
    ]
    town = write(meeting, cast.wouter, REACH, "Ooievaar wil rust")
    shared = write(meeting, cast.noor, INTEREST, "Een eigen plek")
    dex = cast.sit(client, cast.dex)
    own = read(dex, "prepare_meeting", meeting.pk)
    assert "Kwartel wil de sleutel" in own and "Kwartel luistert eerst" in own
    assert "alleen voor Noor" not in own and "Ooievaar" not in own
    assert "alleen voor Noor" in read(cast.sit(Client(), cast.noor), "prepare_meeting", meeting.pk)
    others = [signed_in(cast.wouter), signed_in(cast.samira), signed_in(cast.police)]
    for reader in [*others, cast.read(Client())]:
        answers = [
            reader.get(path(name, meeting.pk))
            for name in ("meeting", "prepare_meeting", "order_agenda", "add_point")
        ]
        answers += [reader.get(path("timeline", cast.club.pk))]
        for point in group:
            urls = [path(name, point.pk) for name in ("edit_prep_point", "tick_prep_point")]
            urls += [path("remove_prep_point", point.pk)]
            urls += [reverse(name, args=["belang", point.pk]) for name in ("report_text",)]
            for url in urls:
                answer = reader.post(url, {"text": "Gepakt", "because": "x", "seen": "1"})
                assert answer.status_code == 404, url
                answers.append(answer)
        assert post(reader, meeting, text="").status_code in (422, 302)
        answers.append(post(reader, meeting, text=""))
        for answer in answers:
            assert b"Kwartel" not in answer.content
    assert "Een eigen plek" in read(others[0], "prepare_meeting", meeting.pk)
    assert PrepPoint.objects.filter(pk__in=[p.pk for p in [*group, town, shared]]).count() == 5


def test_a_point_comes_from_the_form_of_its_room(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    browser = cast.sit(client, cast.noor)
    response = post(browser, meeting)
    point = PrepPoint.objects.get()
    assert response.url == path("prepare_meeting", meeting.pk) + f"#punt-{point.pk}"
    assert (point.kind, point.circle, point.side) == (REACH, Circle.SIDE, Side.GROUP)
    post(browser, meeting, who="ik", text="Voor mij")
    assert PrepPoint.objects.get(text="Voor mij").circle == Circle.OWN
    post(browser, meeting, kind="interest", text="Rust")
    assert PrepPoint.objects.get(text="Rust").circle == Circle.SHARED
    assert Event.objects.filter(verb="interest_said").count() == 1
    assert not Event.objects.exclude(verb__in=("interest_said", "meeting_planned")).filter(
        initiative=cast.club, verb__startswith="prep"
    )


def test_the_same_form_twice_is_one_point(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    browser = cast.sit(client, cast.noor)
    for _tap in range(2):
        assert post(browser, meeting).status_code == 303
    assert PrepPoint.objects.count() == 1


def test_what_matters_to_each_side_stands_with_that_side(cast: Cast) -> None:
    meeting = plan(cast)
    write(meeting, cast.noor, INTEREST, "Een eigen plek")
    write(meeting, cast.wouter, INTEREST, "Goed slapen voor de buren")
    page = read(signed_in(cast.wouter), "prepare_meeting", meeting.pk)
    assert page.index("Een eigen plek") < page.index("Goed slapen voor de buren")
    assert cast.noor.name not in page


def test_practised_is_a_tick_that_can_be_taken_back(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    point = write(meeting, cast.noor, PRACTISE, "Rustig blijven")
    browser = cast.sit(client, cast.dex)
    for done, is_done in (("ja", True), ("ja", True), ("nee", False)):
        response = browser.post(path("tick_prep_point", point.pk), {"done": done})
        assert response.status_code == 303
        point.refresh_from_db()
        assert (point.done_at is not None) is is_done
    browser.post(path("tick_prep_point", point.pk), {"done": "ja"})
    assert ">geoefend<" in read(browser, "prepare_meeting", meeting.pk)


def test_two_who_change_a_point_see_both_texts(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    point = write(meeting, cast.noor, REACH, "Een sleutel")
    browser, address = cast.sit(client, cast.dex), path("edit_prep_point", point.pk)
    assert browser.post(address, {"text": "Van Dex", "seen": "1"}).status_code == 303
    response = browser.post(address, {"text": "Van Noor", "seen": "1"})
    page = response.content.decode()
    assert response.status_code == 409 and "Van Dex" in page and "Van Noor" in page
    assert browser.post(address, {"text": "Van Noor", "seen": "2"}).status_code == 303
    point.refresh_from_db()
    assert point.text == "Van Noor"


def test_what_is_of_the_group_only_the_group_changes(cast: Cast) -> None:
    meeting = plan(cast)
    point = write(meeting, cast.noor, INTEREST, "Een eigen plek")
    for reader in (cast.wouter, cast.samira, cast.police):
        for name in ("edit_prep_point", "tick_prep_point", "remove_prep_point"):
            address = path(name, point.pk)
            assert signed_in(reader).post(address, {"text": "x"}).status_code == 403


def test_a_note_goes_away_for_good(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    point = write(meeting, cast.noor, REACH, "Een sleutel", is_for_me=True)
    dex, noor = cast.sit(client, cast.dex), cast.sit(Client(), cast.noor)
    assert dex.post(path("remove_prep_point", point.pk)).status_code == 404
    assert noor.post(path("remove_prep_point", point.pk)).status_code == 303
    assert not PrepPoint.objects.exists()


def test_who_changes_side_takes_nothing_along(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    browser = cast.sit(client, cast.dex)
    write(meeting, cast.noor, REACH, "Een sleutel")
    assert "Een sleutel" in read(browser, "prepare_meeting", meeting.pk)
    Participant.objects.filter(pk=cast.dex.pk).update(side=Side.OTHER)
    assert "Een sleutel" not in read(browser, "prepare_meeting", meeting.pk)


def test_another_party_prepares_by_itself(cast: Cast) -> None:
    """The police and the school are both "other", and no side together."""
    meeting = plan(cast)
    school = make_participant(cast.club, Side.OTHER, "Juf Ans")
    write(meeting, cast.police, REACH, "Ooievaar wil rust")
    write(meeting, cast.police, INTEREST, "Rust na tienen")
    assert "Ooievaar" in read(signed_in(cast.police), "prepare_meeting", meeting.pk)
    page = read(signed_in(school), "prepare_meeting", meeting.pk)
    assert "Ooievaar" not in page and "Rust na tienen" in page


@pytest.mark.parametrize("status", [Status.CLOSED, Status.CANCELLED])
def test_afterwards_it_can_only_be_read(cast: Cast, client: Client, status: Status) -> None:
    meeting = plan(cast)
    write(meeting, cast.noor, REACH, "Een sleutel")
    browser = cast.sit(client, cast.noor)
    Meeting.objects.filter(pk=meeting.pk).update(status=status)
    page = read(browser, "prepare_meeting", meeting.pk)
    assert "Een sleutel" in page and "<textarea" not in page
    assert post(browser, meeting, text="Nog iets").status_code == 409


def test_a_side_writes_no_more_than_anybody_reads(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    for n in range(25):
        write(meeting, cast.noor, REACH, f"Punt {n}")
    response = post(cast.sit(client, cast.noor), meeting, text="Eentje te veel")
    assert response.status_code == 409
    page = response.content.decode()
    assert "Er staan er al 25." in page and "Eentje te veel" in page


def test_a_hidden_interest_is_read_by_nobody(cast: Cast) -> None:
    meeting = plan(cast)
    point = write(meeting, cast.noor, INTEREST, "Een geheim woord")
    official = signed_in(cast.wouter)
    assert reverse("report_text", args=["belang", point.pk]) in read(
        official, "prepare_meeting", meeting.pk
    )
    point.hide(by=cast.dex, because="Er stond een naam in")
    page = read(official, "prepare_meeting", meeting.pk)
    assert "geheim" not in page and "Er stond een naam in" in page


@pytest.mark.parametrize(("who", "before"), [("noor", 1), ("samira", 1), ("wouter", 2)])
def test_the_button_stands_under_the_own_side(cast: Cast, who: str, before: int) -> None:
    """What is important for the municipality is not to be written by the group."""
    client = cast.sit(Client(), cast.noor) if who == "noor" else signed_in(getattr(cast, who))
    page = read(client, "prepare_meeting", plan(cast).pk)
    columns = page.split('class="side-columns"')[1]
    assert columns.split("Wat is voor jullie belangrijk?")[0].count("<h3") == before
