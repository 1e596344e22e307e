"""Asking to take part, being let in, and being placed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Function, User
from initiatives.models import (
    DutyKind,
    Event,
    Handover,
    Initiative,
    JoinRequest,
    Participant,
    Side,
)
from tests import factories as make
from tests.initiatives.conftest import NAUGHTY, text_of


@pytest.fixture
def ask(cast):
    return reverse("ask_to_join", args=[cast.club.pk])


def test_one_sentence_and_then_it_waits(client, cast, ask):
    client.force_login(cast.elsewhere)
    assert client.post(ask, {"sentence": "Ik neem de vrijdag over."}).status_code == 303
    page = text_of(client.get(ask))
    assert "Je vraag wacht op antwoord" in page
    assert "Ik neem de vrijdag over." in page
    request = JoinRequest.objects.get()
    assert (request.side, request.user) == (Side.GUIDE, cast.elsewhere)


def test_asking_twice_asks_once(client, cast, ask):
    client.force_login(cast.elsewhere)
    for _ in range(2):
        assert client.post(ask, {"sentence": "Ik help."}).status_code == 303
    assert JoinRequest.objects.count() == 1
    assert Event.objects.filter(verb="join_asked").count() == 1


def test_the_side_is_that_of_the_function(client, cast, ask):
    client.force_login(cast.manager)
    client.post(ask, {"sentence": "Ik help.", "side": "group"})
    assert JoinRequest.objects.get().side == Side.MUNICIPALITY


def test_who_takes_part_or_has_no_work_here_does_not_ask(as_, cast, ask, client):
    for person in (cast.noor, cast.samira, cast.wouter, cast.police, None):
        assert as_(person).post(ask, {"sentence": "Ik help."}).status_code == 403
    client.force_login(cast.resident)
    assert client.post(ask, {"sentence": "Ik help."}).status_code == 404
    assert not JoinRequest.objects.exists()


@pytest.mark.parametrize("text", ["", " ", *NAUGHTY])
def test_strange_sentences_are_refused_or_shown_as_text(client, cast, ask, text):
    client.force_login(cast.elsewhere)
    response = client.post(ask, {"sentence": text}, follow=True)
    assert response.status_code in (200, 422)
    assert "<script>alert" not in text_of(response)


def test_a_sentence_too_long_says_the_limit_and_stays(client, cast, ask):
    client.force_login(cast.elsewhere)
    response = client.post(ask, {"sentence": "s" * 201})
    assert response.status_code == 422
    assert "Er passen er 200." in text_of(response)
    assert "s" * 201 in text_of(response)


SIDES_AND_DOORS = [
    (Side.GUIDE, {"noor", "samira"}),
    (Side.MUNICIPALITY, {"noor", "samira", "wouter"}),
    (Side.OTHER, {"noor", "samira", "wouter"}),
    (Side.GROUP, {"noor", "samira"}),
]


@pytest.mark.parametrize(("side", "doors"), SIDES_AND_DOORS)
@pytest.mark.parametrize("person", ["noor", "samira", "wouter", "police"])
def test_who_lets_in_whom(as_, cast, side, doors, person):
    user = make.make_user("Vraagt", make.FUNCTION_OF[side])
    request = JoinRequest.ask(cast.club, user=user, side=side, sentence="Mag ik?")
    by = getattr(cast, person)
    response = as_(by).post(reverse("let_in", args=[request.pk]))
    assert response.status_code == (303 if person in doors else 403)
    came = Participant.objects.filter(initiative=cast.club, user=user)
    assert came.exists() == (person in doors)
    if came:
        assert Event.objects.get(verb="join_let_in").by == by


def test_declined_is_declined_and_one_may_ask_again(as_, cast):
    request = JoinRequest.ask(cast.club, user=cast.elsewhere, side=Side.GUIDE, sentence="Mag ik?")
    guide = as_(cast.samira)
    assert guide.post(reverse("decline", args=[request.pk])).status_code == 303
    assert guide.post(reverse("let_in", args=[request.pk])).status_code == 409, "answered already"
    assert not Participant.objects.filter(user=cast.elsewhere).exists()
    JoinRequest.ask(cast.club, user=cast.elsewhere, side=Side.GUIDE, sentence="En nu?")


def test_requests_of_another_initiative_are_not_there(as_, cast):
    request = JoinRequest.ask(cast.garden, user=cast.elsewhere, side=Side.GUIDE, sentence="Mag ik?")
    for person in (cast.noor, cast.samira, cast.wouter):
        assert as_(person).get(reverse("let_in", args=[request.pk])).status_code == 404
        assert as_(person).get(reverse("decline", args=[request.pk])).status_code == 405
    assert as_(cast.samira).post(reverse("let_in", args=[request.pk])).status_code == 404


# A coordinator ----------------------------------------------------------------------------------


@pytest.fixture
def els(cast):
    return make.make_user("Els Hoekstra", Function.POLICY_OFFICER)


@pytest.fixture
def place(cast):
    return reverse("place_official", args=[cast.club.pk])


def here(person: Participant) -> bool:
    return Participant.objects.on(timezone.localdate()).filter(pk=person.pk).exists()


def test_a_coordinator_places_an_official_and_everybody_can_see_it(client, cast, els, place):
    client.force_login(cast.manager)
    assert client.get(place).status_code == 200
    response = client.post(place, {"user": els.pk, "is_contact": "on"}, follow=True)
    assert response.status_code == 200
    person = Participant.objects.get(initiative=cast.club, user=els)
    assert person.side == Side.MUNICIPALITY
    assert person.duties.get().kind == DutyKind.CONTACT
    event = Event.objects.get(verb="official_placed")
    assert (event.user, event.about, event.by) == (cast.manager, person, None)
    assert here(cast.wouter), "the others stay"


def test_a_coordinator_replaces_an_official(as_, client, cast, els, place):
    client.force_login(cast.manager)
    form = {"user": els.pk, "instead_of": cast.wouter.pk}
    response = client.post(place, form)
    assert response.status_code == 409, "a note is asked"
    assert "Schrijf op wat de nieuwe collega moet weten." in text_of(response)
    assert here(cast.wouter)
    assert not Participant.objects.filter(user=els).exists(), "all of it or nothing"
    client.post(place, {**form, "note": "De lamp bij de deur is beloofd."})
    assert not here(cast.wouter)
    assert not cast.wouter.duties.filter(ended_on=None).exists()
    person = Participant.objects.get(user=els)
    assert person.duties.get(ended_on=None).kind == DutyKind.CONTACT, "takes the place over"
    handover = Handover.objects.get()
    assert (handover.leaving, handover.arriving) == (cast.wouter, person)
    assert handover.user == cast.manager
    for reader in (cast.noor, cast.samira, person):
        page = text_of(as_(reader).get(reverse("handovers", args=[cast.club.pk])))
        assert "De lamp bij de deur is beloofd." in page
        assert "geschreven door Karin Coördinator" in page
    told = text_of(as_(cast.noor).get(reverse("timeline", args=[cast.club.pk])))
    assert "schreef een overdracht voor Els Hoekstra" in told


@pytest.mark.parametrize(("status", "answer"), [("idea", 303), ("ended", 303), ("resting", 409)])
def test_without_a_note_only_where_nothing_is_under_way(client, cast, els, place, status, answer):
    Initiative.objects.update(status=status)
    client.force_login(cast.manager)
    response = client.post(place, {"user": els.pk, "instead_of": cast.wouter.pk})
    assert response.status_code == answer
    assert here(cast.wouter) == (answer == 409)


def test_a_coordinator_who_takes_part_places_too(as_, cast, els, place):
    inside = make.make_participant(cast.club, Side.MUNICIPALITY, "Karin Binnen")
    assert as_(inside).get(place).status_code == 403
    inside.user.is_manager = True
    inside.user.save()
    response = as_(inside).post(place, {"user": els.pk}, follow=True)
    assert "Els Hoekstra" in text_of(response)
    assert Participant.objects.filter(user=els).exists()
    # More than either it does not see or do.
    assert "Zwaluw" not in text_of(response)
    assert as_(inside).get(reverse("ask_to_join", args=[cast.club.pk])).status_code == 403


def test_until_a_day_on_placing_and_on_letting_in(as_, client, cast, els, place):
    last = timezone.localdate() + timedelta(days=20)
    client.force_login(cast.manager)
    client.post(place, {"user": els.pk, "until": last.isoformat()})
    request = JoinRequest.ask(cast.club, user=cast.elsewhere, side=Side.GUIDE, sentence="Mag ik?")
    path = reverse("let_in", args=[request.pk])
    assert "Mag ik?" in text_of(as_(cast.noor).get(path))
    as_(cast.noor).post(path, {"until": last.isoformat()})
    for user in (els, cast.elsewhere):
        person = Participant.objects.get(user=user)
        assert person.periods.get().ended_on == last + timedelta(days=1)


def test_a_day_that_was_is_refused_at_the_field(as_, cast):
    request = JoinRequest.ask(cast.club, user=cast.elsewhere, side=Side.GUIDE, sentence="Mag ik?")
    response = as_(cast.noor).post(reverse("let_in", args=[request.pk]), {"until": "2020-01-01"})
    assert response.status_code == 422
    assert "Die dag is al geweest." in text_of(response)
    assert not Participant.objects.filter(user=cast.elsewhere).exists()


def test_where_nobody_of_the_group_is_the_municipality_lets_in_the_first_guide(as_, cast):
    empty = make.make_initiative()
    official = make.make_participant(empty, Side.MUNICIPALITY, "Wil")
    request = JoinRequest.ask(empty, user=cast.elsewhere, side=Side.GUIDE, sentence="Mag ik?")
    path = reverse("let_in", args=[request.pk])
    assert path in text_of(as_(official).get(reverse("people", args=[empty.pk])))
    make.make_participant(empty)
    assert as_(official).post(path).status_code == 403, "somebody of the group is there now"
    empty.participants.filter(side=Side.GROUP).get().leave(by=None)
    assert as_(official).post(path).status_code == 303


def test_who_was_deactivated_or_got_another_function_is_not_let_in(as_, cast):
    request = JoinRequest.ask(cast.club, user=cast.elsewhere, side=Side.GUIDE, sentence="Mag ik?")
    path = reverse("let_in", args=[request.pk])
    for fields in ({"is_active": False}, {"is_active": True, "function": Function.POLICY_OFFICER}):
        User.objects.filter(pk=cast.elsewhere.pk).update(**fields)
        assert as_(cast.noor).post(path).status_code == 409
    assert not Participant.objects.filter(user=cast.elsewhere).exists()


def test_who_was_here_before_comes_back(client, cast, place):
    client.force_login(cast.manager)
    cast.wouter.leave(by=None)
    client.post(place, {"user": cast.wouter.user.pk})
    assert here(cast.wouter)
    assert Participant.objects.filter(user=cast.wouter.user).count() == 1


def test_only_a_coordinator_from_outside(as_, cast, els, place, client):
    for person in (cast.noor, cast.samira, cast.wouter, cast.police, None):
        assert as_(person).post(place, {"user": els.pk}).status_code == 403
    client.force_login(cast.elsewhere)
    assert client.post(place, {"user": els.pk}).status_code == 403
    assert not Participant.objects.filter(user=els).exists()


def test_the_page_of_the_coordinator_holds_no_name_of_the_group(client, cast, place):
    client.force_login(cast.manager)
    assert "Zwaluw" not in text_of(client.get(place))


def test_only_officials_who_can_sign_in_are_offered(client, cast, els, place):
    client.force_login(cast.manager)
    gone = make.make_user("Weg", Function.CIVIL_SERVANT, is_active=False)
    for user in (cast.elsewhere, cast.resident, gone, cast.wouter.user):
        response = client.post(place, {"user": user.pk})
        assert response.status_code == 422
        assert "Deze collega kan hier niet meedoen." in text_of(response)
    assert f'value="{els.pk}"' in text_of(client.get(place))


def test_nobody_of_another_initiative_or_side_is_replaced(client, cast, els, place):
    client.force_login(cast.manager)
    for person in (cast.gardener, cast.samira, cast.noor):
        response = client.post(place, {"user": els.pk, "instead_of": person.pk})
        assert response.status_code == 422
        assert here(person)
    assert not Participant.objects.filter(user=els).exists()


@pytest.mark.parametrize("text", ["", *NAUGHTY])
@pytest.mark.parametrize("field", ["user", "instead_of", "is_contact"])
def test_strange_choices_do_no_harm(client, cast, els, place, field, text):
    client.force_login(cast.manager)
    response = client.post(place, {"user": els.pk, field: text}, follow=True)
    assert response.status_code in (200, 422)


@pytest.mark.parametrize("many", [5, 200])
def test_these_pages_take_eight_queries(client, cast, many, django_assert_max_num_queries):
    for n in range(many):
        make.make_user(f"Ambtenaar {n}", Function.CIVIL_SERVANT)
    client.force_login(cast.manager)
    for name in ("ask_to_join", "place_official"):
        with django_assert_max_num_queries(8):
            assert client.get(reverse(name, args=[cast.club.pk])).status_code == 200
