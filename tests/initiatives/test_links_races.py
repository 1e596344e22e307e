"""Links, seats and doubles by several people at the same moment."""

from __future__ import annotations

import pytest
from django.db import models

from agreements.models import ReadLink
from initiatives.models import (
    DutyKind,
    Event,
    Initiative,
    Participant,
    Seat,
    ShareLink,
    Side,
    merging,
)
from tests.factories import make_initiative, make_link, make_participant, make_proposal, make_user
from tests.racing import meet_before, race, without_constraint, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def club() -> Initiative:
    return make_initiative()


@pytest.fixture
def guide(club: Initiative) -> Participant:
    return make_participant(club, Side.GUIDE)


def test_one_personal_link_for_one_person(club, guide, monkeypatch) -> None:
    person = make_participant(club)
    meet_before(monkeypatch, ShareLink, "begin")
    made = race(lambda _n: ShareLink.make_personal(person, by=guide))
    assert {link.pk for link in made} == {ShareLink.objects.get().pk}
    assert Event.objects.filter(verb="personal_link_made").count() == 1


def test_one_personal_link_without_its_guard(club, guide, monkeypatch) -> None:
    person = make_participant(club)
    meet_before(monkeypatch, ShareLink, "begin")
    with without_constraint(ShareLink, "one_personal_link_per_participant"):
        race(lambda _n: ShareLink.make_personal(person, by=guide))
        assert ShareLink.objects.count() > 1


def phones(link: ShareLink) -> list[object]:
    return race(lambda _n: ShareLink.objects.get(pk=link.pk).sit())


def test_three_phones_with_one_personal_link_leave_one_seat(club, guide, monkeypatch) -> None:
    link = ShareLink.make_personal(make_participant(club), by=guide)
    meet_before(monkeypatch, ShareLink, "_seat")
    assert all(isinstance(seat, Seat) for seat in phones(link)), "each gets one; the last stays"
    assert Seat.objects.filter(ended_at=None).count() == 1
    assert Seat.objects.count() == 3


def test_three_phones_without_the_guard(club, guide, monkeypatch) -> None:
    link = ShareLink.make_personal(make_participant(club), by=guide)
    meet_before(monkeypatch, ShareLink, "_seat")
    without_transactions(monkeypatch)
    with without_constraint(Seat, "one_seat_per_participant"):
        phones(link)
        assert Seat.objects.filter(ended_at=None).count() > 1


def merges(one: Participant, two: Participant, by: Participant) -> list[object]:
    """The same two, both ways round, at once."""
    ways = [(one, two), (two, one), (one, two)]
    return race(lambda n: merging.merge(ways[n][0], into=ways[n][1], by=by))


def test_merging_both_ways_at_once_keeps_one_name(club, guide, monkeypatch) -> None:
    one, two = make_participant(club), make_participant(club)
    meet_before(monkeypatch, merging, "_end")
    merges(one, two, guide)
    people = Participant.objects.filter(pk__in=[one.pk, two.pk])
    assert people.exclude(merged_into=None).count() == 1
    assert people.on(guide.periods.get().started_on).count() >= 1
    assert Event.objects.filter(verb="participants_merged").count() == 1


def test_merging_both_ways_without_the_lock(club, guide, monkeypatch) -> None:
    one, two = make_participant(club), make_participant(club)
    meet_before(monkeypatch, merging, "_end")
    monkeypatch.setattr(models.QuerySet, "select_for_update", lambda self, **_kwargs: self)
    without_transactions(monkeypatch)
    merges(one, two, guide)
    assert Event.objects.filter(verb="participants_merged").count() > 1


def test_one_account_out_of_two_seats(club, monkeypatch) -> None:
    """One user, two phones with two names of the same group: one of them becomes the account."""
    link, user = make_link(club), make_user()
    seats = [Seat.objects.create(link=link, participant=make_participant(club)) for _ in range(3)]
    meet_before(monkeypatch, Participant, "save")
    got = race(lambda n: Seat.objects.get(pk=seats[n].pk).into_account(user))
    assert sum(isinstance(answer, Participant) for answer in got) == 1
    assert Participant.objects.filter(user=user).count() == 1
    assert Seat.objects.filter(ended_at=None).count() == 2


def test_one_account_without_its_guard(club, monkeypatch) -> None:
    link, user = make_link(club), make_user()
    seats = [Seat.objects.create(link=link, participant=make_participant(club)) for _ in range(3)]
    meet_before(monkeypatch, Participant, "save")
    without_transactions(monkeypatch)
    with without_constraint(Participant, "one_side_per_user_and_initiative"):
        race(lambda n: Seat.objects.get(pk=seats[n].pk).into_account(user))
        assert Participant.objects.filter(user=user).count() > 1
        Event.objects.all().delete()


def test_one_read_link_of_one_text(club, guide, monkeypatch) -> None:
    official = make_participant(club, Side.MUNICIPALITY, duty=DutyKind.CONTACT)
    version = make_proposal(club, by=official)
    meet_before(monkeypatch, ShareLink, "begin")
    made = race(lambda _n: ReadLink.make(version, by=official))
    assert {read_link.pk for read_link in made} == {ReadLink.objects.get().pk}


def test_one_read_link_without_the_lock(club, guide, monkeypatch) -> None:
    official = make_participant(club, Side.MUNICIPALITY, duty=DutyKind.CONTACT)
    version = make_proposal(club, by=official)
    meet_before(monkeypatch, ShareLink, "begin")
    without_transactions(monkeypatch)
    race(lambda _n: ReadLink.make(version, by=official))
    assert ReadLink.objects.count() > 1
