"""A meeting whose day went by without anybody beginning it keeps nothing from the next one."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Side
from meetings.agenda import agenda_of
from meetings.carrying_over import following, next_meeting
from meetings.models import AgendaItem, Meeting, RiskItem
from tests.conftest import Cast
from tests.world_meetings import make_meeting


def headings(meeting: Meeting) -> list[str]:
    found = Meeting.objects.with_home().get(pk=meeting.pk)
    return [str(entry.heading) for entry in agenda_of(found)]


def forgotten(cast: Cast) -> Meeting:
    """With a point of the group, and planned for three days ago."""
    meeting = make_meeting(cast.club, cast.wouter, days=2)
    AgendaItem.add(meeting, by=cast.noor, side=Side.GROUP, text="De verlichting")
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.localtime() - timedelta(days=3))
    meeting.refresh_from_db()
    return meeting


def test_its_points_stand_on_the_next_agenda_and_only_there(cast: Cast) -> None:
    old, new = forgotten(cast), make_meeting(cast.club, cast.wouter, days=7)
    assert next_meeting(cast.club) == new
    assert headings(new).count("De verlichting") == 1
    assert "De verlichting" not in headings(old)
    assert len(headings(old)) == 5


def test_while_nothing_else_is_planned_it_is_the_next(cast: Cast) -> None:
    old = forgotten(cast)
    assert next_meeting(cast.club) == old
    assert headings(old).count("De verlichting") == 1


def test_when_it_is_moved_or_begins_after_all_its_points_are_back(cast: Cast) -> None:
    old, new = forgotten(cast), make_meeting(cast.club, cast.wouter, days=7)
    later = timezone.localtime() + timedelta(days=9)
    old.move(by=cast.wouter, starts_at=later, place=old.place)
    assert headings(old).count("De verlichting") == 1
    assert "De verlichting" not in headings(new)
    Meeting.objects.filter(pk=old.pk).update(starts_at=timezone.localtime() - timedelta(days=3))
    old.refresh_from_db()
    old.start(by=cast.wouter)
    assert headings(old).count("De verlichting") == 1
    assert "De verlichting" not in headings(new)


def test_the_minutes_and_closing_look_forward_to_the_real_next_one(cast: Cast) -> None:
    old, new = forgotten(cast), make_meeting(cast.club, cast.wouter, days=7)
    now = make_meeting(cast.club, cast.wouter, days=0).start(by=cast.wouter)
    assert following(now) == new
    now.close(by=cast.wouter)
    browser = Client()
    browser.force_login(cast.wouter.user)
    page = browser.get(reverse("minutes", args=[now.pk])).content.decode()
    assert reverse("meeting", args=[new.pk]) in page
    assert reverse("meeting", args=[old.pk]) not in page
    new.cancel(by=cast.wouter, because="Ziek.")
    assert following(now) is None


def test_hiding_a_text_reaches_the_phones_of_a_running_meeting(cast: Cast) -> None:
    running = make_meeting(cast.club, cast.wouter, days=0).start(by=cast.wouter)
    risk = RiskItem.name_one(
        cast.club, by=cast.noor, side=Side.GROUP, kind="risk", text="Sanne komt niet", meeting=None
    )
    browser = Client()
    browser.force_login(cast.samira.user)
    for name in ("hide_text", "show_text"):
        before = Meeting.objects.get(pk=running.pk).revision
        path = reverse(name, args=["risico", risk.pk])
        browser.post(path, {"because": "Er staat een naam in."})
        assert Meeting.objects.get(pk=running.pk).revision > before, name
