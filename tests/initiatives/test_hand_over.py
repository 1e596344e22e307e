"""Handing over: a contact with an account writes what the next one should know."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Duty, DutyKind, Event, Handover, Initiative, Participant, Side
from initiatives.states import Refused
from tests import factories as make
from tests.initiatives.conftest import NAUGHTY, text_of

NOTE = "De sleutel ligt bij de beheerder. De lamp is beloofd voor mei."


@pytest.fixture
def els(cast):
    return make.make_participant(cast.club, Side.MUNICIPALITY, "Els Hoekstra")


@pytest.fixture(autouse=True)
def contact_for_a_while(cast):
    Duty.objects.update(started_on=timezone.localdate() - timedelta(days=20))


def path_of(person: Participant) -> str:
    return reverse("hand_over", args=[person.pk])


def contacts(cast) -> set[str]:
    today = timezone.localdate()
    people = cast.club.participants_on(today).with_duty(today, DutyKind.CONTACT)
    return set(people.values_list("name", flat=True))


def is_here(person: Participant) -> bool:
    return Participant.objects.on(timezone.localdate()).filter(pk=person.pk).exists()


def test_a_contact_hands_over_and_both_sides_read_it(as_, cast, els):
    form = {"arriving": els.pk, "note": NOTE, "leaves": "on"}
    assert as_(cast.wouter).post(path_of(cast.wouter), form).status_code == 303
    assert contacts(cast) == {"Els Hoekstra"}
    assert not is_here(cast.wouter)
    for reader in (cast.noor, cast.samira, els, cast.police, None):
        page = text_of(as_(reader).get(reverse("handovers", args=[cast.club.pk])))
        assert "De lamp is beloofd voor mei." in page
        assert "Van Wouter de Graaf (gemeente) aan Els Hoekstra (gemeente)" in page
    timeline = text_of(as_(cast.noor).get(reverse("timeline", args=[cast.club.pk])))
    assert "Wouter de Graaf (gemeente) droeg het werk over aan Els Hoekstra" in timeline


def test_who_hands_over_may_stay(as_, cast, els):
    as_(cast.wouter).post(path_of(cast.wouter), {"arriving": els.pk, "note": NOTE})
    assert is_here(cast.wouter)
    assert contacts(cast) == {"Els Hoekstra"}


def test_the_same_form_twice_is_one_handover(as_, cast, els):
    for _ in range(2):
        as_(cast.wouter).post(path_of(cast.wouter), {"arriving": els.pk, "note": NOTE})
    assert Handover.objects.count() == 1
    assert Event.objects.filter(verb="handed_over").count() == 1


def test_a_contact_does_not_just_go(as_, cast, els):
    response = as_(cast.wouter).post(reverse("leave", args=[cast.wouter.pk]))
    assert response.status_code == 409
    assert "Een vast gezicht draagt eerst over." in text_of(response)
    assert is_here(cast.wouter)
    own = reverse("participant", args=[cast.wouter.pk])
    assert as_(cast.wouter).post(own, {"duties": ["adviser"]}).status_code == 409
    assert contacts(cast) == {"Wouter de Graaf"}


def test_a_slip_of_today_is_taken_back_freely(cast):
    Duty.objects.update(started_on=timezone.localdate())
    cast.wouter.drop_duty(DutyKind.CONTACT, by=cast.wouter)
    assert contacts(cast) == set()


@pytest.mark.parametrize("status", ["idea", "ended"])
def test_where_nothing_is_under_way_nothing_is_asked(cast, status):
    Initiative.objects.update(status=status)
    cast.wouter.refresh_from_db()
    cast.wouter.leave(by=cast.wouter)
    assert not is_here(cast.wouter)


def test_without_a_colleague_it_is_for_who_comes(as_, cast):
    page = text_of(as_(cast.wouter).get(path_of(cast.wouter)))
    assert "Je tekst staat klaar voor wie hierna komt." in page
    as_(cast.wouter).post(path_of(cast.wouter), {"note": NOTE, "leaves": "on"})
    assert Handover.objects.get().arriving is None
    assert not is_here(cast.wouter)


def test_with_a_colleague_somebody_is_chosen(as_, cast, els):
    response = as_(cast.wouter).post(path_of(cast.wouter), {"note": NOTE})
    assert response.status_code == 422
    assert NOTE in text_of(response)
    with pytest.raises(Refused):
        Handover.write(cast.wouter, by=cast.wouter, arriving=None, note=NOTE, leaves=False)


def test_a_colleague_writes_it_for_who_cannot(as_, cast, els):
    as_(els).post(path_of(cast.wouter), {"arriving": els.pk, "note": NOTE, "leaves": "on"})
    handover = Handover.objects.get()
    assert handover.user == els.user
    assert contacts(cast) == {"Els Hoekstra"}
    assert not is_here(cast.wouter)


def test_a_guide_who_is_the_contact_hands_over_to_a_guide(as_, cast):
    other = make.make_participant(cast.club, Side.GUIDE, "Tessa")
    cast.samira.take_duty(DutyKind.CONTACT, by=None)
    Duty.objects.update(started_on=timezone.localdate() - timedelta(days=3))
    assert as_(cast.samira).post(reverse("leave", args=[cast.samira.pk])).status_code == 409
    as_(cast.samira).post(path_of(cast.samira), {"arriving": other.pk, "note": NOTE})
    assert contacts(cast) == {"Wouter de Graaf", "Tessa"}


def test_the_group_writes_nothing_and_leaves_freely(as_, cast):
    cast.noor.show_name(by=cast.noor, is_named=True)
    cast.noor.take_duty(DutyKind.CONTACT, by=cast.noor)
    Duty.objects.update(started_on=timezone.localdate() - timedelta(days=3))
    assert as_(cast.noor).get(path_of(cast.noor)).status_code == 403
    as_(cast.noor).post(reverse("leave", args=[cast.noor.pk]))
    assert not is_here(cast.noor)


def test_others_hand_over_nothing_of_a_colleague(as_, cast, els):
    for person in (cast.noor, cast.samira, cast.police, None):
        client = as_(person)
        assert client.get(path_of(cast.wouter)).status_code == 403
        assert client.post(path_of(cast.wouter), {"note": NOTE}).status_code == 403
    assert not Handover.objects.exists()


@pytest.mark.parametrize("person", ["samira", "noor", "police"])
def test_nobody_of_another_side_or_initiative_takes_it_over(as_, cast, els, person):
    form = {"arriving": getattr(cast, person).pk, "note": NOTE}
    assert as_(cast.wouter).post(path_of(cast.wouter), form).status_code == 422
    assert contacts(cast) == {"Wouter de Graaf"}


@pytest.mark.parametrize("text", ["", *NAUGHTY])
@pytest.mark.parametrize("field", ["arriving", "note", "leaves"])
def test_strange_input_does_no_harm(as_, cast, els, field, text):
    form = {"arriving": els.pk, "note": NOTE, field: text}
    response = as_(cast.wouter).post(path_of(cast.wouter), form, follow=True)
    assert response.status_code in (200, 422)
    assert "<script>alert" not in text_of(response)


@pytest.mark.parametrize("many", [3, 60])
def test_the_list_has_pages_and_few_queries(as_, cast, many, django_assert_max_num_queries):
    for n in range(many):
        other = make.make_participant(cast.club, Side.MUNICIPALITY, f"Ambtenaar {n}")
        Handover.objects.create(leaving=cast.wouter, arriving=other, note=f"Nummer {n}.")
    path = reverse("handovers", args=[cast.club.pk])
    for person in (cast.noor, cast.wouter, None):
        client = as_(person)
        with django_assert_max_num_queries(8):
            first = client.get(path)
    assert len(first.context["handovers"]) == min(many, 25)
    if many > 25:
        assert "Nummer 0." in text_of(client.get(path, {"page": "3"}))


# Who may end whose part -------------------------------------------------------------------------

ENDS = [
    (Side.GUIDE, {"noor": 303, "samira": 303, "wouter": 403, "police": 403}),
    (Side.OTHER, {"noor": 303, "samira": 303, "wouter": 303, "police": 403}),
    (Side.MUNICIPALITY, {"noor": 403, "samira": 403, "wouter": 403, "police": 403}),
]


@pytest.mark.parametrize(("side", "answers"), ENDS)
def test_who_ends_whose_part(as_, cast, side, answers):
    for by, status in answers.items():
        person = make.make_participant(cast.club, side)
        response = as_(getattr(cast, by)).post(reverse("leave", args=[person.pk]))
        assert response.status_code == status, by
        assert is_here(person) == (status == 403)
        if status == 303:
            assert Event.objects.filter(verb="participant_ended", about=person).exists()


def test_who_is_new_by_the_link_ends_nobody(as_, cast):
    newcomer = cast.link.take_seat("Rayan").participant
    response = as_(newcomer).post(reverse("leave", args=[cast.samira.pk]))
    assert response.status_code == 409
    assert is_here(cast.samira)


def test_a_contact_who_no_longer_comes_is_ended_without_a_note(as_, cast):
    cast.samira.take_duty(DutyKind.CONTACT, by=None)
    Duty.objects.update(started_on=timezone.localdate() - timedelta(days=3))
    other = make.make_participant(cast.club, Side.GUIDE, "Tessa")
    assert as_(other).post(reverse("leave", args=[cast.samira.pk])).status_code == 303
    assert not is_here(cast.samira)
