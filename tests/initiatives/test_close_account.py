"""Somebody stops working here: handing over the work, and closing the account."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import Function, User
from agreements.models import Comment
from agreements.states import CommentKind
from initiatives import closing_accounts as closing
from initiatives.models import DutyKind, Event, Handover, JoinRequest, Participant, Side
from initiatives.states import Refused
from tests import factories as make
from tests.racing import race, without_transactions

NOTE = "De lampen zijn besteld. Bel Noor over de sleutel."


@pytest.fixture
def client(client, cast):
    client.force_login(cast.manager)
    return client


@pytest.fixture
def els(cast):
    """A colleague of Wouter without part in anything."""
    return make.make_user("Els Opvolger", Function.CIVIL_SERVANT)


def page_of(user):
    return reverse("close_account", args=[user.pk])


def handing_over(user):
    return reverse("hand_over_work", args=[user.pk])


def filled_in(places, successor, /, **changes):
    return {"places": [p.pk for p in places], "successor": successor.pk, "note": NOTE} | changes


def here(initiative, user=None):
    """Who takes part today, apart from the group; or only as whom `user` does."""
    found = initiative.participants_on(timezone.localdate()).exclude(side=Side.GROUP)
    return found.filter(user=user).first() if user else set(found)


def duties(person):
    return {duty.kind for duty in person.duties.filter(ended_on=None)}


# The page ----------------------------------------------------------------------------------------


def test_it_shows_where_somebody_takes_part_and_who_could_follow(client, cast, els):
    garden = make.make_participant(cast.garden, Side.MUNICIPALITY, user=cast.wouter.user)
    page = client.get(page_of(cast.wouter.user))
    assertContains(page, "Chillclub De Kelder (gemeente)")
    assertContains(page, "Groene Hoek (gemeente)")
    assertContains(page, "Els Opvolger (ambtenaar)")
    assertContains(page, "doet nog mee bij 2 initiatieven")
    assertNotContains(page, f'value="{cast.elsewhere.pk}">')
    garden.leave(by=None)
    assertNotContains(client.get(page_of(cast.wouter.user)), "Groene Hoek")


def test_it_shows_no_more_than_the_card(client, cast):
    cast.club.wish = "Een geheime wens"
    cast.club.save()
    page = client.get(page_of(cast.wouter.user)).content.decode()
    for hidden in ("Zwaluw", "Een geheime wens", "Samira"):
        assert hidden not in page


def test_where_a_resident_belongs_to_the_group_is_not_for_a_coordinator(client, cast):
    make.make_participant(cast.club, name="Zwaluwriet", user=cast.resident)
    assertNotContains(client.get(page_of(cast.resident)), "Chillclub")
    # Also not of who got a function since.
    User.objects.filter(pk=cast.resident.pk).update(function=Function.YOUTH_WORKER)
    assertNotContains(client.get(page_of(cast.resident)), "Chillclub")


def test_many_places_and_colleagues_cost_the_same_few_queries(
    client, cast, els, django_assert_max_num_queries
):
    for _n in range(60):
        initiative = make.make_initiative()
        make.make_participant(initiative, Side.MUNICIPALITY, user=cast.wouter.user)
    with django_assert_max_num_queries(8):
        page = client.get(page_of(cast.wouter.user))
    assert page.content.decode().count('name="places"') == 50


# Handing over ------------------------------------------------------------------------------------


def test_the_successor_takes_over_place_duties_and_note(client, cast, els):
    cast.wouter.take_duty(DutyKind.KEY_HOLDER, by=cast.wouter)
    response = client.post(
        handing_over(cast.wouter.user), filled_in([cast.wouter], els), follow=True
    )
    assertRedirects(response, page_of(cast.wouter.user), status_code=303)
    assertContains(response, "Els Opvolger neemt 1 initiatief over.")
    new = here(cast.club, els)
    assert new.side == Side.MUNICIPALITY
    assert duties(new) == {DutyKind.CONTACT, DutyKind.KEY_HOLDER}
    assert here(cast.club, cast.wouter.user) is None
    assert duties(cast.wouter) == set()
    handover = Handover.objects.get()
    assert (handover.leaving, handover.arriving, handover.note) == (cast.wouter, new, NOTE)
    assert handover.user == cast.manager
    verbs = set(Event.objects.filter(user=cast.manager).values_list("verb", flat=True))
    assert verbs == {"official_placed", "handed_over_for"}
    # The account is closed apart.
    cast.wouter.user.refresh_from_db()
    assert cast.wouter.user.is_active


def test_only_what_is_ticked_is_handed_over(client, cast, els):
    garden = make.make_participant(cast.garden, Side.MUNICIPALITY, user=cast.wouter.user)
    client.post(handing_over(cast.wouter.user), filled_in([garden], els))
    assert here(cast.garden, els) is not None
    assert here(cast.club, els) is None
    assert here(cast.club, cast.wouter.user) is not None


def test_a_guide_hands_over_to_a_guide(client, cast):
    cast.samira.take_duty(DutyKind.CONTACT, by=cast.samira)
    response = client.post(handing_over(cast.samira.user), filled_in([cast.samira], cast.elsewhere))
    assert response.status_code in (302, 303)
    new = here(cast.club, cast.elsewhere)
    assert (new.side, duties(new)) == (Side.GUIDE, {DutyKind.CONTACT})


def test_a_successor_who_is_there_already_takes_the_duties(client, cast, els):
    there = make.make_participant(cast.club, Side.MUNICIPALITY, user=els)
    client.post(handing_over(cast.wouter.user), filled_in([cast.wouter], els))
    assert here(cast.club, els) == there
    assert duties(there) == {DutyKind.CONTACT}
    assert Participant.objects.filter(initiative=cast.club, user=els).count() == 1


def test_a_successor_who_was_there_before_comes_back(client, cast, els):
    before = make.make_participant(cast.club, Side.MUNICIPALITY, user=els)
    before.leave(by=None)
    client.post(handing_over(cast.wouter.user), filled_in([cast.wouter], els))
    assert here(cast.club, els) == before


def test_who_stands_on_another_side_there_is_refused_and_nothing_happens(client, cast, els):
    make.make_participant(cast.garden, Side.OTHER, user=els)
    garden = make.make_participant(cast.garden, Side.MUNICIPALITY, user=cast.wouter.user)
    sent = filled_in([cast.wouter, garden], els)
    response = client.post(handing_over(cast.wouter.user), sent)
    assertContains(response, "doet bij Groene Hoek al aan een andere kant mee", status_code=409)
    assertContains(response, NOTE, status_code=409)
    assert here(cast.club, els) is None
    assert not Handover.objects.exists()


def test_a_colleague_of_another_side_is_no_successor(client, cast):
    sent = filled_in([cast.wouter], cast.elsewhere)
    response = client.post(handing_over(cast.wouter.user), sent)
    assertContains(response, "Deze collega kan het niet overnemen.", status_code=422)
    with pytest.raises(Refused):
        closing.hand_over_work(
            cast.wouter.user,
            places=[cast.wouter],
            successor=cast.elsewhere,
            note=NOTE,
            by=cast.manager,
        )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"places": []}, "Kies minstens één initiatief."),
        ({"places": ["x"]}, "al overgedragen"),
        ({"places": ["999999"]}, "al overgedragen"),
        ({"successor": ""}, "Kies een collega."),
        ({"note": ""}, "Vul dit in."),
        ({"note": "x" * 2001}, "Dit is te lang"),
    ],
)
def test_what_does_not_fit_is_said_and_kept(client, cast, els, changes, said):
    response = client.post(handing_over(cast.wouter.user), filled_in([cast.wouter], els, **changes))
    assertContains(response, said, status_code=422)
    if "note" not in changes:
        assertContains(response, NOTE, status_code=422)
    assert not Handover.objects.exists()


def test_a_place_of_somebody_else_is_not_handed_over(client, cast, els):
    response = client.post(handing_over(cast.wouter.user), filled_in([cast.samira], els))
    assert response.status_code == 422
    assert here(cast.club, cast.samira.user) is not None


def test_the_successor_reads_the_initiative_at_once(client, cast, els):
    device = Client()
    device.force_login(els)
    address = reverse("timeline", args=[cast.club.pk])
    assert device.get(address).status_code == 404
    client.post(handing_over(cast.wouter.user), filled_in([cast.wouter], els))
    assert device.get(address).status_code == 200


# Closing -----------------------------------------------------------------------------------------


def test_who_is_closed_out_is_out_on_the_next_request(client, cast):
    """An open tab: a page, a part of it, and a form."""
    user, club = cast.wouter.user, cast.club
    proposal = make.make_proposal(club, by=cast.wouter)
    clause = proposal.clauses.all()[0]
    device = Client()
    device.force_login(user)
    assert device.get(reverse("initiative", args=[club.pk])).status_code == 200
    response = client.post(page_of(user), follow=True)
    assertContains(response, "Wouter de Graaf kan niet meer aanmelden en doet nergens meer mee.")
    assert device.get(reverse("initiative", args=[club.pk])).status_code == 302
    part = device.get(reverse("clause", args=[clause.pk]), headers={"HX-Request": "true"})
    assert part.status_code == 401
    sent = {"kind": "question", "text": "Mag dit nog?"}
    answer = device.post(reverse("react", args=[clause.pk]), sent)
    assert answer.status_code == 302
    assert not Comment.objects.exists()
    assert here(club, user) is None
    assert not user.sessions.exists()


def test_closing_ends_every_part_also_in_a_group_and_every_question(client, cast):
    in_group = make.make_participant(cast.garden, name="Zwaluwriet", user=cast.resident)
    asked = JoinRequest.ask(
        cast.club, user=cast.resident, side=Side.GROUP, sentence="Ik wil meedoen."
    )
    client.post(page_of(cast.resident))
    assert not in_group.periods.filter(ended_on=None).exists()
    assert not JoinRequest.objects.filter(pk=asked.pk).exists()


def test_what_they_wrote_stays_under_their_name(client, cast):
    proposal = make.make_proposal(cast.club, by=cast.wouter)
    Comment.add(
        proposal.clauses.all()[0], by=cast.wouter, kind=CommentKind.IDEA, text="Een goed idee."
    )
    client.post(page_of(cast.wouter.user))
    guide = Client()
    guide.force_login(cast.samira.user)
    page = guide.get(reverse("version", args=[proposal.pk]))
    assertContains(page, "Een goed idee.")
    assertContains(page, "Wouter de Graaf")


def test_coming_back_puts_somebody_back_nowhere(client, cast):
    user = cast.wouter.user
    client.post(page_of(user))
    client.post(reverse("reactivate_colleague", args=[user.pk]))
    user.refresh_from_db()
    assert user.is_active
    assert here(cast.club, user) is None
    device = Client()
    device.force_login(user)
    assert device.get(reverse("timeline", args=[cast.club.pk])).status_code == 404


def test_the_last_coordinator_cannot_go(client, cast):
    response = client.post(page_of(cast.manager))
    assertContains(response, "Je bent de enige coördinator.", status_code=409)
    cast.manager.refresh_from_db()
    assert cast.manager.is_active


def test_closing_twice_is_closing_once(client, cast):
    client.post(page_of(cast.wouter.user))
    assert client.post(page_of(cast.wouter.user)).status_code in (302, 303)
    left = Event.objects.filter(verb="participant_left", about=cast.wouter)
    assert left.count() == 1
    assertContains(client.get(page_of(cast.wouter.user)), "Dit account is al gesloten.")


def test_only_coordinators_hand_over_and_close(cast, els):
    with pytest.raises(PermissionDenied):
        closing.hand_over_work(
            cast.wouter.user, places=[cast.wouter], successor=els, note=NOTE, by=els
        )
    with pytest.raises(PermissionDenied):
        closing.close_account(cast.wouter.user, by=els)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("guarded", [True, False])
def test_two_coordinators_at_once_give_one_successor(guarded, monkeypatch):
    """The control looks at all places before anybody acts, as if nothing was locked."""
    manager = make.make_user("Karin", Function.POLICY_OFFICER, is_manager=True)
    successors = [make.make_user(f"Els {n}", Function.CIVIL_SERVANT) for n in range(2)]
    place = make.make_participant(
        make.make_initiative(),
        Side.MUNICIPALITY,
        duty=DutyKind.CONTACT,
        started_on=timezone.localdate() - timedelta(days=9),
    )
    if not guarded:
        without_transactions(monkeypatch)
        seen = list(closing.places_of(place.user).with_duties())
        monkeypatch.setattr(closing, "places_of", lambda _user: Fixed(seen))

    def act(n):
        return closing.hand_over_work(
            place.user, places=[place], successor=successors[n], note=f"Let op {n}.", by=manager
        )

    results = race(act, runners=2)
    handed_over = [n for n in results if n == 1]
    assert len(handed_over) == (1 if guarded else 2), results


class Fixed(list[Participant]):
    """Places as they were before, whatever happened since."""

    def filter(self, **_fields):
        return self

    def with_duties(self):
        return self
