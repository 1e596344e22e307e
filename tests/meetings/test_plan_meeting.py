"""Planning in three fields."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from agreements.every import Every
from initiatives.models import Side
from meetings.models import Meeting
from meetings.states import MeetingKind
from tests.conftest import Cast
from tests.factories import make_participant
from tests.meetings.planned import at, filled_in, path, plan, read, signed_in


def value_of(page: str, name: str) -> str:
    (tag,) = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    found = re.search(r'value="([^"]*)"', tag)
    return found[1] if found else ""


def test_three_fields_are_enough(cast: Cast, client):
    group = cast.sit(client, cast.noor)
    page = read(group, "plan_meeting", cast.club.pk)
    # Sent as the page gives it, with a day.
    sent = filled_in(once=value_of(page, "once"), time="20.15")
    response = group.post(path("plan_meeting", cast.club.pk), sent)
    meeting = Meeting.objects.get()
    assert response.headers["Location"] == path("meeting", meeting.pk)
    assert meeting.starts_at == at(14, 20, 15)
    assert (meeting.place, meeting.led_by_side, meeting.planned_by) == (
        "De kelder",
        Side.GROUP,
        cast.noor,
    )
    assert (meeting.kind, meeting.minutes) == (MeetingKind.REGULAR, 60)
    # The button a second time.
    group.post(path("plan_meeting", cast.club.pk), sent)
    assert Meeting.objects.count() == 1


def test_the_own_place_of_the_group_and_the_next_day_of_the_rhythm_are_filled_in(cast, client):
    cast.club.place = "Jongerenhonk De Kelder"
    cast.club.save()
    plan(cast, every=Every.SIX_WEEKS, place="Gemeentehuis", minutes=75, led_by_side="municipality")
    page = read(cast.sit(client, cast.noor), "plan_meeting", cast.club.pk)
    assert value_of(page, "place") == "Jongerenhonk De Kelder"
    assert value_of(page, "day") == timezone.localdate(at(14 + 42)).isoformat()
    assert value_of(page, "time") == "19:30"
    assert value_of(page, "minutes") == "75"
    assert '<option value="municipality" selected>de gemeente</option>' in page
    # Both can be picked, the own one first.
    places = re.findall(r'<option value="([^"]*)"></option>', page)
    assert places == ["Jongerenhonk De Kelder", "Gemeentehuis"]


def test_who_reads_by_the_link_says_first_who_it_is(cast: Cast, client):
    response = cast.read(client).get(path("plan_meeting", cast.club.pk))
    assert response.headers["Location"].startswith(path("take_seat", cast.club.pk))


def test_what_is_missing_or_strange_comes_back_with_what_was_typed(cast: Cast, client):
    group = cast.sit(client, cast.noor)
    for fields, sentence in (
        ({"day": ""}, "Kies een dag."),
        ({"day": "1900-01-01"}, "Dat jaar kan niet kloppen."),
        ({"day": "2020-01-01"}, "Die dag is al voorbij."),
        ({"day": "2099-01-01"}, "Kies een dag binnen twee jaar."),
        ({"day": "morgen"}, "Dit is geen dag."),
        ({"time": "half acht"}, "Dit is geen tijd."),
        ({"place": ""}, "Schrijf waar jullie elkaar zien."),
        ({"leader": "99999"}, "Kies iemand uit de lijst."),
    ):
        response = group.post(
            path("plan_meeting", cast.club.pk), filled_in(notes="group", **fields)
        )
        assert response.status_code == 422
        page = response.content.decode()
        assert sentence in page
        assert page.count('<option value="group" selected>') >= 1
        if "place" not in fields:
            assert 'value="De kelder"' in page
    assert not Meeting.objects.exists()


def test_what_is_folded_away_opens_when_something_is_wrong_there(cast: Cast, client):
    group = cast.sit(client, cast.noor)
    page = read(group, "plan_meeting", cast.club.pk)
    assert '<details class="fold">' in page
    response = group.post(path("plan_meeting", cast.club.pk), filled_in(minutes="900"))
    assert response.status_code == 422
    page = response.content.decode()
    assert "hoogstens 8 uur" in page and '<details class="fold" open>' in page


def test_two_at_once_are_asked_about(cast: Cast, client):
    other = plan(cast, place="De schuur")
    group = cast.sit(client, cast.noor)
    assert "may_overlap" not in read(group, "plan_meeting", cast.club.pk)
    response = group.post(path("plan_meeting", cast.club.pk), filled_in(time="20:00"))
    assert response.status_code == 409
    page = response.content.decode()
    assert "al een ander overleg" in page and path("meeting", other.pk) in page
    assert value_of(page, "time") == "20:00"
    assert Meeting.objects.count() == 1
    group.post(path("plan_meeting", cast.club.pk), filled_in(time="20:00", may_overlap="on"))
    assert Meeting.objects.count() == 2


def test_it_comes_after_another_one_of_the_same_initiative_only(cast: Cast, client):
    group = cast.sit(client, cast.noor)
    first = plan(cast, every=Every.TWO_WEEKS)
    first.cancel(by=cast.noor, because="Ziek.")
    elsewhere = Meeting.plan(cast.garden, by=cast.gardener, starts_at=at(), place="Tuin")
    page = group.get(path("plan_meeting", cast.club.pk) + f"?na={first.pk}").content.decode()
    assert value_of(page, "day") == timezone.localdate(at(28)).isoformat()
    group.post(path("plan_meeting", cast.club.pk) + f"?na={elsewhere.pk}", filled_in())
    group.post(path("plan_meeting", cast.club.pk) + f"?na={first.pk}", filled_in(time="10:00"))
    one, other = Meeting.objects.filter(initiative=cast.club).exclude(pk=first.pk).order_by("pk")
    assert (one.previous, other.previous) == (None, first)


def test_the_municipality_picks_the_group_as_a_side_and_never_from_a_list(cast: Cast, client):
    official = signed_in(cast.wouter)
    page = read(official, "plan_meeting", cast.club.pk)
    assert "Zwaluw" not in page
    assert '<option value="group" selected>de groep</option>' in page
    assert "Samira Bakali" in page and "Wouter de Graaf (gemeente)" in page
    response = official.post(
        path("plan_meeting", cast.club.pk), filled_in(leader=str(cast.noor.pk))
    )
    assert response.status_code == 422
    group = cast.sit(client, cast.noor)
    assert "Zwaluwdex" in read(group, "plan_meeting", cast.club.pk)
    group.post(
        path("plan_meeting", cast.club.pk),
        filled_in(leader=str(cast.noor.pk), second=str(cast.wouter.pk), notes="group"),
    )
    meeting = Meeting.objects.get()
    assert (meeting.led_by, meeting.also_led_by) == (cast.noor, cast.wouter)
    assert (meeting.led_by_side, meeting.noted_by_side) == ("", "group")
    shown = read(group, "meeting", meeting.pk)
    assert "Zwaluwnoor en Wouter de Graaf (gemeente)" in shown
    shown = read(official, "meeting", meeting.pk)
    assert "iemand van de groep en Wouter de Graaf (gemeente)" in shown and "Zwaluw" not in shown
    # Filled in as last time: of somebody without a name for this reader, the group.
    assert "Zwaluw" not in read(official, "plan_meeting", cast.club.pk)


def test_nobody_of_another_initiative_leads(cast: Cast):
    response = signed_in(cast.samira).post(
        path("plan_meeting", cast.club.pk), filled_in(second=str(cast.gardener.pk))
    )
    assert response.status_code == 422
    assert "Tuinier" not in response.content.decode()


@pytest.mark.parametrize("side", ["guide", "other", "municipality"])
def test_who_belongs_to_neither_side_stands_before_the_others(cast: Cast, client, side):
    make_participant(cast.club, side, "Zzz Helper")
    page = read(cast.sit(client, cast.noor), "plan_meeting", cast.club.pk)
    leaders = page[page.index('name="leader"') : page.index("</select>")]
    assert leaders.index("Zwaluwnoor") < leaders.index("Zzz Helper") < leaders.index("Zwaluwdex")


def test_the_page_asks_the_same_whatever_the_data(
    cast: Cast, client, django_assert_max_num_queries
):
    group = cast.sit(client, cast.noor)
    for n in range(20):
        plan(cast, starts_at=at(n + 1))
        make_participant(cast.club)
    with django_assert_max_num_queries(10):
        read(group, "plan_meeting", cast.club.pk)
    with django_assert_max_num_queries(10):
        read(group, "meetings", cast.club.pk)


def test_a_talk_in_between_leaves_the_rhythm_as_it_was(cast: Cast, client):
    plan(cast, every=Every.TWO_WEEKS)
    plan(cast, starts_at=at(20), kind=MeetingKind.THEME)
    page = read(cast.sit(client, cast.noor), "plan_meeting", cast.club.pk)
    assert value_of(page, "day") == timezone.localdate(at(28)).isoformat()
