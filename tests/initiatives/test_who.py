"""Who acts: what a link on the device of somebody signed in gives, and what it does not."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from accounts.models import Function, User
from initiatives.access import Role, roles_of
from initiatives.models import Initiative, Seat
from initiatives.who import Claim, Who
from tests.factories import make_link


def seen_by(who: Who) -> set[int]:
    return set(Initiative.objects.shared_with(who).values_list("pk", flat=True))


def test_a_user_reads_what_a_working_link_of_the_device_leads_to(cast):
    good = Claim(cast.link.pk, cast.link.generation)
    assert seen_by(Who(cast.resident, [good])) == {cast.club.pk}
    assert seen_by(Who(cast.resident, [Claim(cast.link.pk, cast.link.generation + 1)])) == set()
    assert seen_by(Who(cast.resident, [])) == set()
    cast.link.revoke(by=cast.samira)
    assert seen_by(Who(cast.resident, [good])) == set()


def test_it_is_found_inside_the_query_that_asks(cast, django_assert_num_queries):
    who = Who(cast.resident, [Claim(cast.link.pk, cast.link.generation)])
    with django_assert_num_queries(1):
        assert seen_by(who) == {cast.club.pk}


def test_what_was_found_shared_without_taking_part_came_by_a_link(cast, django_assert_num_queries):
    who = Who(cast.resident, [Claim(cast.link.pk, cast.link.generation)])
    who.know(cast.club, list(cast.club.participants.all()), is_shared=True)
    with django_assert_num_queries(0):
        assert roles_of(who, cast.club) == {Role.READER}
    assert roles_of(who, cast.garden) == frozenset()


def test_who_takes_part_is_no_reader(cast):
    who = Who(cast.wouter.user, [Claim(cast.link.pk, cast.link.generation)])
    who.know(cast.club, [cast.noor, cast.wouter], is_shared=True)
    assert roles_of(who, cast.club) == {Role.MUNICIPALITY}


def test_another_function_ends_a_side_that_does_not_fit_it(cast):
    client = Client()
    client.force_login(cast.samira.user)
    path = reverse("people", args=[cast.club.pk])
    assert "Zwaluwdex" in client.get(path).content.decode()
    User.objects.filter(pk=cast.samira.user_id).update(function=Function.CIVIL_SERVANT)
    assert client.get(path).status_code == 403
    assert client.get(reverse("logbook", args=[cast.club.pk])).status_code == 404


def test_a_seat_is_found_in_one_query(cast, django_assert_num_queries):
    """The link of a claim with a seat has nothing to add to it."""
    seat = Seat.objects.create(link=cast.link, participant=cast.noor)
    who = Who(None, [Claim(cast.link.pk, cast.link.generation, seat.pk)])
    with django_assert_num_queries(1):
        assert who.participant_in(cast.club) == cast.noor
        assert who.writes_by_link(cast.club)


def test_a_seat_here_hides_no_link_there(cast):
    seat = Seat.objects.create(link=cast.link, participant=cast.noor)
    there = make_link(cast.garden)
    claims = [
        Claim(cast.link.pk, cast.link.generation, seat.pk),
        Claim(there.pk, there.generation),
    ]
    who = Who(None, claims)
    assert who.participant_in(cast.club) == cast.noor
    assert roles_of(who, cast.garden) == {Role.READER}


def test_a_seat_that_ended_leaves_its_link_to_read_by(cast):
    seat = Seat.objects.create(link=cast.link, participant=cast.noor)
    seat.leave()
    who = Who(None, [Claim(cast.link.pk, cast.link.generation, seat.pk)])
    assert who.participant_in(cast.club) is None
    assert roles_of(who, cast.club) == {Role.READER}
