"""Changing a point: the words by whose it is, the minutes by who arranges; and taking it back."""

from __future__ import annotations

from typing import Any

from django.test import Client

from initiatives.models import Event
from meetings.models import AgendaItem, Meeting
from meetings.states import FixedPoint, Status
from tests.conftest import Cast
from tests.meetings.planned import path, plan, signed_in


def put(cast: Cast, meeting: Meeting) -> AgendaItem:
    return AgendaItem.add(meeting, by=cast.noor, side="group", text="Het licht")


def post(client: Client, meeting: Meeting, item: AgendaItem, **fields: Any) -> Any:
    data = {"text": "Het licht", "minutes": "10", "working_form": "", "seen": "1", **fields}
    return client.post(path("edit_point", meeting.pk, item.pk), data)


def test_the_own_side_changes_words_minutes_and_form(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    item = put(cast, meeting)
    browser = cast.sit(client, cast.dex)
    response = post(
        browser, meeting, item, text="Het licht buiten", minutes="20", working_form="swap_chairs"
    )
    assert response.status_code == 303
    item.refresh_from_db()
    assert (item.text, item.minutes, item.working_form, item.revision) == (
        "Het licht buiten",
        20,
        "swap_chairs",
        2,
    )
    page = browser.get(path("meeting", meeting.pk)).content.decode()
    assert "Van stoel wisselen" in page and "Het licht buiten" in page


def test_the_municipality_sets_the_minutes_but_not_the_words(cast: Cast) -> None:
    meeting = plan(cast)
    item = put(cast, meeting)
    client = signed_in(cast.wouter)
    assert 'name="text"' not in client.get(path("edit_point", meeting.pk, item.pk)).content.decode()
    assert post(client, meeting, item, text="Iets anders", minutes="25").status_code == 303
    item.refresh_from_db()
    assert (item.text, item.minutes) == ("Het licht", 25)


def test_a_fixed_point_keeps_its_name(cast: Cast) -> None:
    meeting = plan(cast)
    item = meeting.items.get(fixed=FixedPoint.BETWEEN_US)
    post(signed_in(cast.wouter), meeting, item, text="Weg ermee", minutes="12")
    item.refresh_from_db()
    assert (item.heading, item.text, item.minutes) == ("Hoe gaat het tussen ons?", "", 12)


def test_two_who_change_it_at_once_see_both_texts(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    item = put(cast, meeting)
    browser = cast.sit(client, cast.dex)
    assert post(browser, meeting, item, text="Van Dex").status_code == 303
    response = post(browser, meeting, item, text="Van Noor")
    page = response.content.decode()
    assert response.status_code == 409
    assert "Van Dex" in page and "Van Noor" in page and 'name="seen" value="2"' in page
    item.refresh_from_db()
    assert item.text == "Van Dex"
    assert post(browser, meeting, item, text="Van Noor", seen="2").status_code == 303


def test_the_same_words_twice_are_once(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    item = put(cast, meeting)
    browser = cast.sit(client, cast.dex)
    for _tap in range(2):
        assert post(browser, meeting, item, text="Anders").status_code == 303
    assert Event.objects.filter(verb="point_changed").count() == 1


def test_minutes_that_cannot_be_are_refused_with_a_sentence(cast: Cast) -> None:
    meeting = plan(cast)
    item = put(cast, meeting)
    client = signed_in(cast.wouter)
    for minutes in ("0", "-5", "481", "", "veel", "9" * 30):
        response = post(client, meeting, item, minutes=minutes)
        assert response.status_code == 422
        assert "Kies tussen 1 en 480 minuten." in response.content.decode()


def test_working_forms_that_fit_stand_first(cast: Cast) -> None:
    meeting = plan(cast)
    item = put(cast, meeting)
    page = signed_in(cast.wouter).get(path("edit_point", meeting.pk, item.pk)).content.decode()
    # An hour, with twelve people.
    fits, rest = page.split("Meer tijd, of een andere groep")
    assert "Halen en brengen" in fits and "Kaartjes" in fits
    assert "Dialoogtafel" in rest and "Van stoel wisselen" in rest


def test_a_point_of_another_meeting_is_not_found(cast: Cast) -> None:
    meeting, other = plan(cast), plan(cast)
    item = put(cast, other)
    client = signed_in(cast.wouter)
    assert client.get(path("edit_point", meeting.pk, item.pk)).status_code == 404
    assert post(client, meeting, item, minutes="20").status_code == 404
    garden = AgendaItem.objects.create(
        meeting=Meeting.objects.create(
            initiative=cast.garden,
            planned_by=cast.gardener,
            starts_at=meeting.starts_at,
            place="De tuin",
        ),
        text="Gras",
        side="group",
        position=0,
    )
    assert client.get(path("edit_point", meeting.pk, garden.pk)).status_code == 404
    assert client.post(path("withdraw_point", meeting.pk, garden.pk)).status_code == 404


def test_the_own_side_takes_it_back(cast: Cast, client: Client) -> None:
    meeting = plan(cast)
    item = put(cast, meeting)
    address = path("withdraw_point", meeting.pk, item.pk)
    assert signed_in(cast.wouter).post(address).status_code == 403
    browser = cast.sit(client, cast.dex)
    assert [browser.post(address).status_code for _tap in range(2)] == [303, 303]
    item.refresh_from_db()
    assert item.withdrawn_at is not None
    assert Event.objects.filter(verb="point_withdrawn").count() == 1
    assert "Het licht" not in browser.get(path("meeting", meeting.pk)).content.decode()


def test_what_comes_by_itself_is_not_taken_back(cast: Cast) -> None:
    meeting = plan(cast)
    for item in meeting.items.all():
        address = path("withdraw_point", meeting.pk, item.pk)
        assert signed_in(cast.wouter).post(address).status_code == 403
    assert not meeting.items.exclude(withdrawn_at=None).exists()


def test_words_stay_once_the_meeting_began(cast: Cast) -> None:
    meeting = plan(cast)
    item = put(cast, meeting)
    Meeting.objects.filter(pk=meeting.pk).update(status=Status.UNDER_WAY)
    client = signed_in(cast.samira)
    assert post(client, meeting, item, text="Iets anders", minutes="15").status_code == 303
    item.refresh_from_db()
    assert (item.text, item.minutes) == ("Het licht", 15)
    assert client.post(path("withdraw_point", meeting.pk, item.pk)).status_code == 409


def test_another_party_changes_only_its_own_words(cast: Cast) -> None:
    meeting = plan(cast)
    group, own = put(cast, meeting), None
    own = AgendaItem.add(meeting, by=cast.police, side="other", text="Fietsen")
    client = signed_in(cast.police)
    assert client.get(path("edit_point", meeting.pk, group.pk)).status_code == 403
    page = client.get(path("edit_point", meeting.pk, own.pk)).content.decode()
    assert 'name="text"' in page and 'name="minutes"' not in page
    assert post(client, meeting, own, text="Fietsen op de stoep", minutes="60").status_code == 303
    own.refresh_from_db()
    assert (own.text, own.minutes) == ("Fietsen op de stoep", 10)
