"""What waits of meetings and actions, on the start page, the initiative's page and the group's."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Initiative, Side
from meetings.models import ActionItem, Attendance, Meeting, RiskItem, RiskReview
from meetings.states import Coming, RiskKind, RiskWord, Status
from overview.wait import BOTH, GROUP, MUNICIPALITY, Waiting
from overview.waiting_on_meetings import OFTEN, meetings_in, of_meetings, with_meetings
from tests.conftest import Cast
from tests.world_meetings import make_meeting


def load(initiative: Initiative) -> Initiative:
    return with_meetings(Initiative.objects.all()).get(pk=initiative.pk)


def waits(initiative: Initiative) -> list[Waiting]:
    return list(of_meetings(load(initiative)))


def sides(initiative: Initiative) -> list[str]:
    return [item.side for item in waits(initiative)]


def closed(cast: Cast, days: int) -> Meeting:
    meeting = make_meeting(cast.club, cast.wouter, days=days, status=Status.CLOSED)
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=meeting.starts_at)
    return meeting


def test_a_talk_that_is_near_waits_for_each_side_until_somebody_comes(cast: Cast) -> None:
    far = make_meeting(cast.club, cast.wouter, days=8)
    assert sides(cast.club) == []
    near = make_meeting(cast.club, cast.wouter, days=7)
    assert sides(cast.club) == [GROUP, MUNICIPALITY]
    Attendance.answer(near, by=cast.wouter, coming=Coming.YES)
    Attendance.answer(near, by=cast.noor, coming=Coming.MAYBE)
    Attendance.answer(far, by=cast.noor, coming=Coming.YES)
    assert sides(cast.club) == [GROUP]
    Attendance.answer(near, by=cast.samira, coming=Coming.YES)
    assert sides(cast.club) == []
    assert meetings_in(load(cast.club)).counts == "2 komen"


def test_who_left_does_not_come(cast: Cast) -> None:
    near = make_meeting(cast.club, cast.wouter, days=3)
    Attendance.answer(near, by=cast.wouter, coming=Coming.YES)
    Attendance.answer(near, by=cast.noor, coming=Coming.YES)
    cast.noor.leave(by=cast.noor)
    assert sides(cast.club) == [GROUP]


def test_a_talk_that_goes_on_and_one_that_was_forgotten(cast: Cast) -> None:
    make_meeting(cast.club, cast.wouter, days=-2)
    forgotten = waits(cast.club)
    assert [item.side for item in forgotten] == [BOTH]
    assert "niet begonnen" in forgotten[0].sentence
    now = make_meeting(cast.club, cast.wouter, days=0, status=Status.UNDER_WAY)
    first = waits(cast.club)[0]
    assert (first.side, first.pill) == (BOTH, "nu")
    assert first.url == reverse("meeting", args=[now.pk])
    Meeting.objects.filter(pk=now.pk).update(starts_at=timezone.localtime() - timedelta(days=2))
    assert "nog open" in waits(cast.club)[0].sentence


def test_minutes_are_news_for_a_week(cast: Cast) -> None:
    closed(cast, -8)
    assert waits(cast.club) == []
    newest = closed(cast, -1)
    assert [item.url for item in waits(cast.club)] == [reverse("minutes", args=[newest.pk])]


def test_late_actions_are_told_once_a_side(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)

    def add(side: str, *, second: str = "", days: int = 0, settled: bool = False) -> ActionItem:
        return ActionItem.objects.create(
            initiative=cast.club,
            by=cast.wouter,
            text="Een lamp ophangen",
            owner_side=side,
            second_side=second,
            due_on=yesterday + timedelta(days=days),
            settled_at=timezone.now() if settled else None,
        )

    add(Side.GROUP, days=1)
    add(Side.GROUP, settled=True)
    assert waits(cast.club) == []
    one = add(Side.GUIDE)
    assert [(item.side, item.url) for item in waits(cast.club)] == [
        (GROUP, reverse("action", args=[one.pk]))
    ]
    add(Side.GROUP)
    add(Side.MUNICIPALITY, second=Side.GUIDE)
    found = {item.side: item for item in waits(cast.club)}
    assert set(found) == {GROUP, BOTH}
    assert "2 acties" in found[GROUP].sentence
    assert found[GROUP].url == reverse("who_does_what", args=[cast.club.pk])
    assert found[BOTH].tone == "bad"


def test_what_returns_most_and_is_still_open_stands_on_top(cast: Cast) -> None:
    meetings = [closed(cast, -7 * n) for n in range(1, OFTEN + 2)]

    def risk(text: str, times: int, **fields: object) -> RiskItem:
        made = RiskItem.objects.create(
            initiative=cast.club, by=cast.noor, side=Side.GROUP, kind=RiskKind.RISK, text=text,
            **fields,
        )  # fmt: skip
        for meeting in meetings[:times]:
            RiskReview.objects.create(
                risk=made, meeting=meeting, by=cast.wouter, word=RiskWord.SAME
            )
        return made

    risk("Nieuw", OFTEN - 1)
    often = risk("Het licht", OFTEN)
    most = risk("De deur", OFTEN + 1)
    risk("Verborgen", OFTEN + 1, hidden_at=timezone.now(), hidden_by=cast.noor)
    risk("Weg", OFTEN + 1, gone_at=timezone.now())
    now = meetings_in(load(cast.club))
    assert [r.pk for r in now.returning] == [most.pk, often.pk]
    assert now.open_risks == 4


def test_the_pages_show_the_next_talk_and_what_anybody_can_put_there(
    cast: Cast, client: Client
) -> None:
    meeting = make_meeting(cast.club, cast.wouter, days=3)
    reader = cast.read(client)
    page = reader.get(reverse("group_page", args=[cast.club.pk])).content.decode()
    for name, pk in (
        ("meeting", meeting.pk),
        ("add_point", meeting.pk),
        ("name_risk", cast.club.pk),
        ("meetings", cast.club.pk),
    ):
        assert reverse(name, args=[pk]) in page
    assert reverse("plan_meeting", args=[cast.club.pk]) not in page
    official = Client()
    official.force_login(cast.wouter.user)
    for path in (reverse("initiative", args=[cast.club.pk]), reverse("start")):
        shown = official.get(path).content.decode()
        assert reverse("meeting", args=[meeting.pk]) in shown
        assert "Van de groep zei nog niemand te komen" in shown


def test_without_a_talk_to_come_the_page_offers_to_plan_one(cast: Cast, client: Client) -> None:
    page = cast.sit(client, cast.noor).get(reverse("group_page", args=[cast.club.pk]))
    assert reverse("plan_meeting", args=[cast.club.pk]) in page.content.decode()
    Meeting.objects.all().delete()
    cast.link.set_read_only(by=cast.noor, is_read_only=True)
    page = cast.read(Client()).get(reverse("group_page", args=[cast.club.pk]))
    assert reverse("name_risk", args=[cast.club.pk]) not in page.content.decode()
