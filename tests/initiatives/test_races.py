"""Several people at once: one seat per name, one initiative per form. On both databases."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import Function
from initiatives.models import Event, Initiative, Participant, Period, Seat, ShareLink
from initiatives.states import Refused
from tests import factories as make
from tests.racing import meet_before, race, without_constraint, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def link() -> ShareLink:
    return make.make_link(make.make_initiative())


def sit(link: ShareLink, name: str):
    def act(_n: int) -> Seat:
        return ShareLink.objects.get(pk=link.pk).take_seat(name)

    return act


def test_two_phones_that_type_one_new_name_give_one_person_and_one_seat(
    link: ShareLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, Participant, "begin")
    results = race(sit(link, "Rayan"))
    assert Participant.objects.filter(name="Rayan").count() == 1
    assert Seat.objects.count() == 1
    assert sum(isinstance(r, Seat) for r in results) == 1
    assert sum(isinstance(r, Refused) for r in results) == len(results) - 1
    assert Event.objects.filter(verb="seat_taken").count() == 1


def test_control_without_the_guards_one_new_name_becomes_several_people(
    link: ShareLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, Participant, "begin")
    with without_constraint(Participant, "one_name_per_initiative"):
        with monkeypatch.context() as off:
            without_transactions(off)
            results = race(sit(link, "Rayan"))
        count = Participant.objects.filter(name="Rayan").count()
        clear_people()
    assert count > 1, results


def test_two_phones_that_type_one_known_name_give_one_seat(
    link: ShareLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    link.initiative.add_to_group("Dex", by=None)
    meet_before(monkeypatch, ShareLink, "_seat")
    results = race(sit(link, "Dex"))
    assert Seat.objects.filter(ended_at=None).count() == 1
    assert sum(isinstance(r, Refused) for r in results) == len(results) - 1


def test_control_without_the_guards_one_known_name_speaks_from_several_phones(
    link: ShareLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    link.initiative.add_to_group("Dex", by=None)
    meet_before(monkeypatch, ShareLink, "_seat")
    with without_constraint(Seat, "one_seat_per_participant"):
        with monkeypatch.context() as off:
            without_transactions(off)
            results = race(sit(link, "Dex"))
        count = Seat.objects.filter(ended_at=None).count()
    assert count > 1, results


def clear_people() -> None:
    """Doubles would not fit under the constraint when it comes back."""
    Event.objects.all().delete()
    for model in (Seat, Period):
        model._default_manager.all().delete()


def log(once: str, email: str):
    from accounts.models import User

    def act(_n: int) -> Initiative:
        return Initiative.log(by=User.objects.get(email=email), name="Straatfeest", once=once)

    return act


@pytest.fixture
def email() -> str:
    return make.make_user(function=Function.YOUTH_WORKER).email


def test_a_double_tap_logs_one_initiative(email: str, monkeypatch: pytest.MonkeyPatch) -> None:
    meet_before(monkeypatch, Participant, "begin")
    results = race(log("een formulier", email))
    assert Initiative.objects.count() == 1
    assert {getattr(r, "pk", r) for r in results} == {Initiative.objects.get().pk}


def test_control_without_the_guard_a_double_tap_logs_several(
    email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, Participant, "begin")
    without_transactions(monkeypatch)
    results = race(log("een formulier", email))
    assert Initiative.objects.count() > 1, results


def post_twice(link: ShareLink):
    """Three times the same form, from one phone that has no answer yet."""
    cache.clear()
    reader = Client()
    reader.get(reverse("open_link", args=[link.token]))
    path = reverse("take_seat", args=[link.initiative_id])
    form = {"name": "Rayan", "once": reader.get(path).context["once"]}

    def act(_n: int) -> int:
        phone = Client()
        phone.cookies.update(reader.cookies)
        return phone.post(path, form).status_code

    return act


def test_the_same_form_at_once_gives_every_answer_the_seat(link: ShareLink) -> None:
    assert race(post_twice(link)) == [303, 303, 303]
    assert Seat.objects.count() == 1


def test_control_when_the_form_is_not_remembered_the_own_name_is_taken(
    link: ShareLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("initiatives.views.seats.once_of", lambda _request: "")
    assert sorted(race(post_twice(link))) == [303, 409, 409]
