"""Who takes part, as each side may see it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from initiatives.models import DutyKind, Event, JoinRequest, Period, Seat, Side
from tests import factories as make
from tests.conftest import Cast
from tests.initiatives.conftest import NAUGHTY, text_of


@pytest.fixture
def path(cast):
    return reverse("people", args=[cast.club.pk])


def test_group_and_guide_read_the_names(as_, cast, path):
    cast.dex.take_duty(DutyKind.KEY_HOLDER, by=None)
    for person in (cast.noor, cast.samira):
        page = text_of(as_(person).get(path))
        assert "Zwaluwnoor" in page
        assert "Zwaluwdex" in page
        assert "sleutelhouder" in page
        assert "deelnemer" in page


@pytest.mark.parametrize("person", ["wouter", "police", None])
def test_others_read_how_many_and_no_name(as_, cast, path, person):
    response = as_(person and getattr(cast, person)).get(path)
    page = text_of(response)
    assert not response.context["roster"].group, "not even a row without a name"
    assert "Zwaluw" not in page
    assert "2 doen mee onder een naam." in page
    assert "De groep is met ongeveer 12." in page


def test_others_read_who_chose_to_be_named(as_, cast, path):
    cast.noor.show_name(by=cast.noor, is_named=True)
    page = text_of(as_(cast.wouter).get(path))
    assert "Zwaluwnoor" in page
    assert "Zwaluwdex" not in page


def test_everybody_reads_officials_and_guides_with_their_duties(as_, cast, path):
    for person in (cast.noor, cast.police, None):
        page = text_of(as_(person).get(path))
        for name in ("Samira Bakali", "Wouter de Graaf", "Agent Visser"):
            assert name in page
        assert "vast gezicht" in page


def test_who_has_no_part_sees_nothing(as_, cast, path, client):
    assert as_(cast.gardener).get(path).status_code == 404
    for user in (cast.elsewhere, cast.manager):
        client.force_login(user)
        assert client.get(path).status_code == 403
    client.force_login(cast.resident)
    assert client.get(path).status_code == 404


def test_who_left_stands_apart_and_only_for_the_group(as_, cast, path):
    cast.noor.show_name(by=cast.noor, is_named=True)
    cast.noor.leave(by=cast.samira)
    page = text_of(as_(cast.samira).get(path))
    assert page.index("Deden eerder mee") < page.index("Zwaluwnoor")
    assert "Zwaluwnoor" not in text_of(as_(cast.wouter).get(path))


def test_the_group_opens_its_list_and_closes_it(as_, cast, path):
    seat, official = as_(cast.noor), as_(cast.wouter)
    names = reverse("open_names", args=[cast.club.pk])
    for client in (official, as_(cast.samira), as_(cast.police)):
        assert client.post(names, {"is_open": "yes"}).status_code == 403
    seat.post(names, {"is_open": "yes"})
    assert "Zwaluwdex" in text_of(official.get(path))
    seat.post(names, {"is_open": "no"})
    assert "Zwaluwdex" not in text_of(official.get(path))
    assert list(Event.objects.filter(verb__startswith="names_").values_list("verb", flat=True)) == [
        "names_closed",
        "names_opened",
    ]


def test_names_are_added_at_once_or_not_at_all(as_, cast, path):
    guide = as_(cast.samira)
    assert guide.post(path, {"nicknames": "Jay, Lina"}).status_code == 303
    assert cast.club.participants.filter(name__in=["Jay", "Lina"]).count() == 2
    response = guide.post(path, {"nicknames": "Moos, zwaluw noor"})
    assert response.status_code == 409
    assert "zwaluw noor staat er al." in text_of(response)
    assert "Moos, zwaluw noor" in text_of(response), "what was typed is still there"
    assert not cast.club.participants.filter(name="Moos").exists()


@pytest.mark.parametrize("person", ["wouter", "police", None])
def test_others_add_nobody(as_, cast, path, person):
    client = as_(person and getattr(cast, person))
    assert client.post(path, {"nicknames": "Jay"}).status_code == 403
    assert not cast.club.participants.filter(name="Jay").exists()


@pytest.mark.parametrize("text", ["", "  ", ",", *NAUGHTY])
def test_strange_names_are_refused_or_shown_as_text(as_, cast, path, text):
    response = as_(cast.samira).post(path, {"nicknames": text}, follow=True)
    assert response.status_code in (200, 422)
    assert "<script>alert" not in text_of(response)
    if response.status_code == 422:
        assert cast.club.participants.filter(side=Side.GROUP).count() == 2


def ask(cast: Cast, side: Side, name: str) -> JoinRequest:
    user = make.make_user(name, make.FUNCTION_OF[side])
    return JoinRequest.ask(cast.club, user=user, side=side, sentence="Ik wil graag helpen.")


def test_who_asks_stands_there_and_only_who_may_answer_gets_the_buttons(as_, cast, path):
    request = ask(cast, Side.GUIDE, "Gids Vraagt")
    let_in = reverse("let_in", args=[request.pk])
    for person, may in (("noor", True), ("samira", True), ("wouter", False), ("police", False)):
        page = text_of(as_(getattr(cast, person)).get(path))
        assert "Gids Vraagt" in page
        assert (let_in in page) == may, person


def test_a_resident_who_asks_to_join_the_group_is_a_name_of_the_group(as_, cast, path):
    ask(cast, Side.GROUP, "Zwaluwriet")
    assert "Zwaluwriet" in text_of(as_(cast.noor).get(path))
    assert "Zwaluwriet" not in text_of(as_(cast.wouter).get(path))


def fill(cast: Cast, many: int) -> None:
    days_ago = timezone.localdate() - timedelta(days=9)
    for n in range(many):
        person = cast.club.add_to_group(f"Naam {n:03}", by=None)
        if n % 3 == 0:
            person.take_duty(DutyKind.BUDDY, by=None)
        if n % 5 == 0:
            Period.objects.filter(participant=person).update(
                started_on=days_ago, ended_on=timezone.localdate()
            )
    make.make_participant(cast.club, Side.OTHER)
    ask(cast, Side.GUIDE, f"Gids {many}")


@pytest.mark.parametrize("many", [5, 200])
@pytest.mark.parametrize("person", ["noor", "samira", "wouter", "resident", None])
def test_it_takes_eight_queries_with_any_number(
    as_, cast, path, person, many, django_assert_max_num_queries
):
    fill(cast, many)
    someone = person and getattr(cast, person)
    if person == "resident":
        someone = make.make_participant(cast.club, Side.GROUP, user=cast.resident)
    client = as_(someone)
    with django_assert_max_num_queries(8):
        assert client.get(path).status_code == 200


def test_25_stand_on_a_page_and_nobody_twice(as_, cast, path):
    fill(cast, 60)
    guide = as_(cast.samira)
    seen = []
    for number in (1, 2, 3):
        roster = guide.get(path, {"page": number}).context["roster"]
        assert len(roster.group) + len(roster.former) <= 25
        seen += [row.person.pk for row in [*roster.group, *roster.former]]
    assert len(seen) == len(set(seen)) == 62
    assert not roster.has_more


@pytest.mark.parametrize("number", [*NAUGHTY, "0", "9999", "٣"])
def test_a_strange_page_number_does_no_harm(as_, cast, path, number):
    assert as_(cast.samira).get(path, {"page": number}).status_code == 200


def test_a_phone_of_its_own_is_for_group_and_guide_to_know(as_, cast, path):
    Seat.objects.create(link=cast.link, participant=cast.dex)
    cast.dex.show_name(by=cast.dex, is_named=True)
    assert "op een eigen telefoon" in text_of(as_(cast.samira).get(path))
    assert "op een eigen telefoon" not in text_of(as_(cast.wouter).get(path))


def test_who_is_new_by_the_link_opens_no_names(as_, cast):
    new = make.make_participant(cast.club, came_by_link=True, was_accepted=False)
    path = reverse("open_names", args=[cast.club.pk])
    assert as_(new).post(path, {"is_open": "yes"}).status_code == 403
    cast.club.refresh_from_db()
    assert not cast.club.shows_names
    new.accept(by=cast.dex)
    assert as_(new).post(path, {"is_open": "yes"}).status_code == 303


def test_the_opened_list_is_for_who_takes_part_and_not_for_everybody_with_the_link(as_, cast):
    cast.club.open_names(by=cast.dex, is_open=True)
    for name in ("people", "composition", "timeline"):
        path = reverse(name, args=[cast.club.pk])
        assert "Zwaluw" not in text_of(as_(None).get(path)), name
    assert "Zwaluwdex" in text_of(as_(cast.wouter).get(reverse("people", args=[cast.club.pk])))
