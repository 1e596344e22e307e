"""An action in one line: what, one or two owners, before when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Event, Side
from initiatives.states import Refused
from meetings.models import ActionItem, Meeting
from meetings.models.action import MOST_OPEN
from meetings.states import Status
from tests.conftest import Cast
from tests.meetings.acting import LAMP, add, in_days, page, send, under_way
from tests.overview import world
from tests.world_meetings import make_meeting


@pytest.fixture
def official(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.wouter.user)
    return client


def line(**fields: object) -> dict[str, object]:
    return {"text": LAMP, "owner": "group", "second": "", "due_on": "", **fields}


def test_one_line_is_enough(cast: Cast, official: Client) -> None:
    response = send(official, "add_action", cast.club.pk, **line())
    action = ActionItem.objects.get()
    assert (response.status_code, response.url) == (
        302,
        f"/initiatief/{cast.club.pk}/wie-doet-wat/#actie-{action.pk}",
    )
    assert (action.text, action.by, action.owner, action.owner_side) == (
        LAMP,
        cast.wouter,
        None,
        Side.GROUP,
    )
    assert (action.second, action.second_side, action.due_on) == (None, "", None)
    assert Event.objects.get(verb="action_added").data == {}, "its words are not in the timeline"


def test_two_owners_of_two_sides(cast: Cast) -> None:
    noor = cast.sit(Client(), cast.noor)
    send(noor, "add_action", cast.club.pk, **line(owner=f"p{cast.dex.pk}", second="municipality"))
    action = ActionItem.objects.get()
    assert (action.owner, action.owner_side) == (cast.dex, Side.GROUP)
    assert (action.second, action.second_side) == (None, Side.MUNICIPALITY)
    assert action.party == "both"


def test_the_same_owner_twice_is_one(cast: Cast, official: Client) -> None:
    send(official, "add_action", cast.club.pk, **line(second="group"))
    assert ActionItem.objects.get().second_side == ""


def test_the_municipality_chooses_from_no_list_of_the_group(cast: Cast, official: Client) -> None:
    shown = page(official, "add_action", cast.club.pk)
    assert "de groep" in shown and "Wouter de Graaf" in shown
    assert cast.noor.name not in shown and f'value="p{cast.noor.pk}"' not in shown
    refused = send(official, "add_action", cast.club.pk, **line(owner=f"p{cast.noor.pk}"))
    assert refused.status_code == 422 and not ActionItem.objects.exists()
    cast.noor.show_name(by=cast.noor, is_named=True)
    assert f'value="p{cast.noor.pk}"' in page(official, "add_action", cast.club.pk)
    noor = cast.sit(Client(), cast.noor)
    assert cast.dex.name in page(noor, "add_action", cast.club.pk)


def test_the_day_of_the_next_meeting_is_proposed(cast: Cast, official: Client) -> None:
    def offered(**query: str) -> str:
        shown = page(official, "add_action", cast.club.pk, **query)
        return shown.partition('name="due_on" value="')[2][:10]

    assert offered() == in_days(14).isoformat(), "without anything planned: two weeks"
    version = world.run(cast)
    world.set_dates(version, look_back_on=in_days(33))
    assert offered() == in_days(33).isoformat(), "the day on which both look back"
    running = under_way(cast)
    make_meeting(cast.club, cast.wouter, days=21)
    make_meeting(cast.club, cast.wouter, days=7, status=Status.CANCELLED)
    assert offered(overleg=str(running.pk)) == in_days(21).isoformat()


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (-1, "Kies een dag vanaf vandaag."),
        (800, "Kies een dag binnen twee jaar."),
        ("1900-01-01", "Dat jaar kan niet kloppen."),
        ("morgen", "Dit is geen dag."),
    ],
)
def test_a_strange_day_is_asked_again(
    cast: Cast, official: Client, day: int | str, says: str
) -> None:
    due_on = in_days(day).isoformat() if isinstance(day, int) else day
    response = send(official, "add_action", cast.club.pk, **line(due_on=due_on))
    shown = response.content.decode()
    assert response.status_code == 422 and not ActionItem.objects.exists()
    assert says in shown and LAMP in shown, "what was typed is kept"


def test_the_verb_keeps_the_days_too(cast: Cast) -> None:
    assert add(cast, due_on=in_days(0)).due_on == in_days(0)
    for day in (in_days(-1), in_days(800)):
        with pytest.raises(Refused) as refused:
            add(cast, "Iets anders.", due_on=day)
        assert refused.value.kept == "Iets anders."


def test_twice_the_same_form_is_one_action(cast: Cast, official: Client) -> None:
    for _tap in range(2):
        assert send(official, "add_action", cast.club.pk, **line()).status_code == 302
    assert ActionItem.objects.count() == Event.objects.filter(verb="action_added").count() == 1
    ActionItem.objects.update(added_at=timezone.now() - timedelta(minutes=2))
    send(official, "add_action", cast.club.pk, **line())
    assert ActionItem.objects.count() == 2, "later it is meant"


def test_during_a_meeting_it_is_of_that_meeting(cast: Cast, official: Client) -> None:
    meeting = under_way(cast)
    before = meeting.revision
    response = send(
        official, "add_action", cast.club.pk, **line(meeting=meeting.pk, back="overleg")
    )
    action = ActionItem.objects.get()
    assert action.meeting == meeting
    assert response.url == f"/overleg/{meeting.pk}/nu/#actie-{action.pk}"
    meeting.refresh_from_db()
    assert meeting.revision > before, "the phones that follow see it"


def test_a_meeting_that_closed_meanwhile_loses_nothing(cast: Cast, official: Client) -> None:
    meeting = under_way(cast)
    Meeting.objects.filter(pk=meeting.pk).update(status=Status.CLOSED)
    response = send(
        official, "add_action", cast.club.pk, **line(meeting=meeting.pk, back="overleg")
    )
    assert ActionItem.objects.get().meeting is None
    assert "Het overleg is klaar" in official.get(response.url).content.decode()


def test_a_meeting_or_risk_of_another_initiative_is_404(cast: Cast, official: Client) -> None:
    foreign = make_meeting(cast.garden, cast.gardener, days=0, status=Status.UNDER_WAY)
    assert send(official, "add_action", cast.club.pk, **line(meeting=foreign.pk)).status_code == 404
    assert send(official, "add_action", cast.club.pk, **line(risk=999)).status_code == 404
    assert not ActionItem.objects.exists()


def test_whoever_left_cannot_be_chosen(cast: Cast) -> None:
    cast.dex.leave(by=cast.noor)
    with pytest.raises(Refused):
        add(cast, by=cast.noor, owner=cast.dex)
    with pytest.raises(Refused):
        add(cast, by=cast.noor, owner=cast.gardener)


def test_a_reader_says_first_who_it_is(cast: Cast) -> None:
    reader = cast.read(Client())
    response = send(reader, "add_action", cast.club.pk, **line())
    assert response.url.startswith(f"/initiatief/{cast.club.pk}/wie-ben-je/")
    assert not ActionItem.objects.exists()


def test_there_is_an_end_to_what_people_keep_an_eye_on(cast: Cast) -> None:
    ActionItem.objects.bulk_create(
        ActionItem(initiative=cast.club, by=cast.noor, owner_side=Side.GROUP, text=f"{n}")
        for n in range(MOST_OPEN)
    )
    with pytest.raises(Refused, match="Rond er eerst een af"):
        add(cast)


def test_the_way_back_leads_to_where_one_came_from(cast: Cast, official: Client) -> None:
    listed = reverse("who_does_what", args=[cast.club.pk])
    meeting = under_way(cast)
    talk = reverse("meeting", args=[meeting.pk])
    assert f'class="back" href="{listed}"' in page(official, "add_action", cast.club.pk)
    during = page(official, "add_action", cast.club.pk, overleg=str(meeting.pk))
    assert f'class="back" href="{talk}"' in during
