"""Other days: "hij deed al sinds mei mee", and until when somebody takes part."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import Function, User
from agreements.models import Confirmation
from agreements.states import Word
from initiatives.closing_accounts import close_account
from initiatives.models import DutyKind, Event, LadderStep, Participant, Seat, Side
from initiatives.states import Refused
from tests import factories as make
from tests.initiatives.conftest import NAUGHTY, text_of


def path_of(person: Participant) -> str:
    return reverse("edit_period", args=[person.periods.first().pk])


def days_ago(n: int) -> date:
    return timezone.localdate() - timedelta(days=n)


def is_here(person: Participant, day: date | None = None) -> bool:
    return Participant.objects.on(day or timezone.localdate()).filter(pk=person.pk).exists()


def sent(first: date, last: date | None = None) -> dict[str, str]:
    return {"started_on": first.isoformat(), "last_day": last.isoformat() if last else ""}


def test_a_guide_says_since_when_and_so_does_the_person(as_, cast):
    for who, n in ((cast.samira, 200), (cast.dex, 300)):
        response = as_(who).post(path_of(cast.dex), sent(days_ago(n)))
        assert response.status_code == 303
        assert is_here(cast.dex, days_ago(n))
        assert not is_here(cast.dex, days_ago(n + 1))
    assert Event.objects.filter(verb="period_corrected").count() == 2


def test_the_same_days_again_write_nothing(as_, cast):
    as_(cast.samira).post(path_of(cast.dex), sent(days_ago(30)))
    assert not Event.objects.filter(verb="period_corrected").exists()


@pytest.mark.parametrize("person", ["noor", "wouter", "police", None])
def test_others_correct_nothing_of_the_group(as_, cast, person):
    client = as_(person and getattr(cast, person))
    for send in (client.get, client.post):
        response = send(path_of(cast.dex), sent(days_ago(200)))
        assert response.status_code == 403
        assert "Zwaluwdex" not in text_of(response)
    assert not is_here(cast.dex, days_ago(100))


def test_an_official_corrects_the_own_days_only(as_, cast):
    els = make.make_participant(cast.club, Side.MUNICIPALITY, "Els")
    assert as_(cast.wouter).post(path_of(els), sent(days_ago(200))).status_code == 403
    assert as_(els).post(path_of(els), sent(days_ago(200))).status_code == 303
    assert is_here(els, days_ago(100))


def test_an_end_in_the_past_ends_duties_and_phone_too(as_, cast):
    cast.dex.take_duty(DutyKind.BUDDY, by=None)
    Seat.objects.create(link=cast.link, participant=cast.dex)
    as_(cast.samira).post(path_of(cast.dex), sent(days_ago(30), days_ago(3)))
    assert not is_here(cast.dex)
    assert is_here(cast.dex, days_ago(3))
    assert not cast.dex.duties.filter(ended_on=None).exists()
    assert not cast.dex.seats.filter(ended_at=None).exists()


def test_who_ends_the_own_part_gets_a_page_that_is_there(as_, cast):
    for person in (cast.dex, cast.police):
        client = as_(person)
        response = client.post(path_of(person), sent(days_ago(30), days_ago(2)), follow=True)
        assert response.status_code == 200
        assert not is_here(person)


def test_never_left_after_all(as_, cast):
    cast.dex.leave(by=None)
    as_(cast.samira).post(path_of(cast.dex), sent(days_ago(30)))
    assert is_here(cast.dex)


@pytest.fixture
def twice(cast):
    """Dex was here, left, and came back; then did it in another way."""
    today = timezone.localdate()
    cast.dex.periods.update(started_on=days_ago(100), ended_on=days_ago(60))
    rows = cast.dex.periods
    rows.create(started_on=days_ago(40), ended_on=days_ago(20), step=LadderStep.JOINER)
    rows.create(started_on=days_ago(20), step=LadderStep.DRIVER)
    assert is_here(cast.dex, today)
    return list(cast.dex.periods.all())


@pytest.mark.parametrize(
    ("which", "first", "last", "sentence"),
    [
        (0, 100, 30, "kwam terug op"),
        (0, 100, None, "kwam terug op"),
        (1, 61, None, "deed al mee tot en met"),
        (1, 20, None, "veranderde de manier van meedoen"),
        (1, 15, None, "veranderde de manier van meedoen"),
        (1, 40, 21, "veranderde de manier van meedoen"),
        (0, 100, 101, "De laatste dag ligt voor de eerste dag."),
        (1, -1, None, "Kies een eerste dag tot en met vandaag."),
    ],
)
def test_what_cannot_have_been_is_refused_in_a_clear_sentence(
    as_, cast, twice, which, first, last, sentence
):
    before = list(cast.dex.periods.values_list("started_on", "ended_on"))
    response = as_(cast.samira).post(
        reverse("edit_period", args=[twice[which].pk]),
        sent(days_ago(first), None if last is None else days_ago(last)),
    )
    assert response.status_code == 409
    assert sentence in text_of(response)
    assert days_ago(first).isoformat() in text_of(response), "what was typed is still there"
    assert list(cast.dex.periods.values_list("started_on", "ended_on")) == before


@pytest.mark.parametrize(("first", "last"), [(100, 41), (50, 45), (100, 60)])
def test_what_can_have_been_is_taken(as_, cast, twice, first, last):
    path = reverse("edit_period", args=[twice[0].pk])
    response = as_(cast.samira).post(path, sent(days_ago(first), days_ago(last)))
    assert response.status_code == 303
    assert is_here(cast.dex, days_ago(last))


@pytest.mark.parametrize("text", ["", "0001-01-01", "1999-12-31", "9999-12-31", *NAUGHTY])
@pytest.mark.parametrize("field", ["started_on", "last_day"])
def test_strange_days_do_no_harm(as_, cast, field, text):
    path = path_of(cast.dex)
    response = as_(cast.samira).post(path, {**sent(days_ago(9)), field: text})
    assert response.status_code in (303, 422)
    assert "<script>alert" not in text_of(response)


# An end that lies ahead --------------------------------------------------------------------------


def student(cast, days: int = 30) -> Participant:
    person = make.make_participant(cast.club, Side.OTHER, "Student Sterre")
    first = person.periods.get()
    person.correct_stay(
        first.pk, by=person, started_on=first.started_on, ended_on=days_ago(-days - 1)
    )
    return person


def test_until_a_day_is_shown_and_holds_that_whole_day(as_, cast):
    person = student(cast)
    last = days_ago(-30)
    page = text_of(as_(cast.noor).get(reverse("people", args=[cast.club.pk])))
    assert "tot en met" in page
    assert is_here(person, last)
    assert not is_here(person, last + timedelta(days=1))
    assert Event.objects.filter(verb="end_day_set", about=person).exists()


def test_after_the_last_day_nothing_has_to_run(as_, cast):
    person = student(cast)
    client = as_(person)
    assert client.get(reverse("people", args=[cast.club.pk])).status_code == 200
    with time_machine.travel(timezone.localtime() + timedelta(days=31)):
        client = as_(person)
        assert client.get(reverse("people", args=[cast.club.pk])).status_code in (403, 404)


def test_the_day_can_be_moved_and_taken_away(as_, cast):
    person = student(cast)
    for last in (days_ago(-90), None):
        assert as_(person).post(path_of(person), sent(days_ago(30), last)).status_code == 303
        assert is_here(person, days_ago(-60))


@pytest.mark.parametrize(("side", "by"), [
    (Side.OTHER, "noor"), (Side.OTHER, "samira"), (Side.OTHER, "wouter"),
    (Side.GUIDE, "noor"), (Side.GUIDE, "samira"),
])  # fmt: skip
def test_who_may_end_a_part_may_say_until_when(as_, cast, side, by):
    person = make.make_participant(cast.club, side, "Tijdelijk")
    response = as_(getattr(cast, by)).post(path_of(person), sent(days_ago(30), days_ago(-9)))
    assert response.status_code == 303
    assert not is_here(person, days_ago(-10))


def test_a_new_step_keeps_the_end(cast):
    first = cast.dex.periods.get()
    cast.dex.correct_stay(
        first.pk, by=cast.dex, started_on=first.started_on, ended_on=days_ago(-10)
    )
    cast.dex.change_step(LadderStep.DRIVER, by=cast.dex)
    assert not is_here(cast.dex, days_ago(-10))
    assert is_here(cast.dex, days_ago(-9))


def test_a_word_that_was_said_stays(cast):
    version = make.make_proposal(cast.club, by=cast.samira)
    Confirmation.say(version, by=cast.dex, word=Word.BEHIND)
    first = cast.dex.periods.get()
    cast.dex.correct_stay(first.pk, by=cast.dex, started_on=first.started_on, ended_on=days_ago(-1))
    assert Confirmation.objects.filter(by=cast.dex, word=Word.BEHIND).exists()
    with time_machine.travel(timezone.localtime() + timedelta(days=5)):
        assert Confirmation.objects.filter(by=cast.dex, word=Word.BEHIND).exists()
        assert not is_here(cast.dex)


def test_who_comes_back_after_such_a_day_has_no_duty_from_before(cast):
    cast.dex.take_duty(DutyKind.KEY_HOLDER, by=None)
    first = cast.dex.periods.get()
    cast.dex.correct_stay(first.pk, by=cast.dex, started_on=first.started_on, ended_on=days_ago(-1))
    with time_machine.travel(timezone.localtime() + timedelta(days=5)):
        cast.dex.come_back(by=cast.samira)
        assert is_here(cast.dex)
        assert not cast.dex.duties.filter(ended_on=None).exists()


def test_a_double_takes_no_part_of_its_own(cast):
    from initiatives.models.merging import merge

    merge(cast.dex, into=cast.noor, by=cast.samira)
    cast.dex.refresh_from_db()
    with pytest.raises(Refused):
        cast.dex.come_back(by=cast.samira)
    first = cast.dex.periods.get()
    with pytest.raises(Refused):
        cast.dex.correct_stay(first.pk, by=cast.samira, started_on=first.started_on, ended_on=None)


def test_came_and_went_on_one_day_twice_is_still_here(cast):
    """Empty periods are no beginning: somebody who is here since today is here."""
    person = cast.club.add_to_group("Jojo", by=None)
    for _ in range(2):
        person.leave(by=None)
        person.come_back(by=None)
    now = Participant.objects.with_today().get(pk=person.pk)
    assert now.since == timezone.localdate()


def test_days_of_another_initiative_are_not_there(as_, cast):
    for person in (cast.noor, cast.samira, cast.wouter):
        assert as_(person).get(path_of(cast.gardener)).status_code == 404


def test_other_days_bring_back_nobody_whose_account_is_closed(as_, cast):
    close_account(cast.samira.user, by=cast.manager)
    first = cast.samira.periods.get().started_on
    assert as_(cast.dex).post(path_of(cast.samira), sent(first)).status_code == 409
    assert not is_here(cast.samira)


def test_other_days_bring_back_nobody_whose_function_does_not_fit_any_more(as_, cast):
    cast.samira.leave(by=None)
    User.objects.filter(pk=cast.samira.user_id).update(function=Function.CIVIL_SERVANT)
    first = cast.samira.periods.get().started_on
    assert as_(cast.dex).post(path_of(cast.samira), sent(first)).status_code == 409
    assert not is_here(cast.samira)


@pytest.mark.parametrize("person", ["samira", "police"])
def test_who_is_new_by_the_link_ends_nobody_by_the_days_either(as_, cast, person):
    ended = getattr(cast, person)
    new = make.make_participant(cast.club, came_by_link=True, was_accepted=False)
    response = as_(new).post(path_of(ended), sent(days_ago(30), days_ago(1)))
    assert response.status_code == 409
    assert "Eerst zegt iemand van de groep dat jij erbij hoort." in text_of(response)
    assert is_here(ended)
    new.accept(by=cast.dex)
    assert as_(new).post(path_of(ended), sent(days_ago(30), days_ago(1))).status_code == 303
    assert not is_here(ended)
