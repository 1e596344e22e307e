"""What can be done after logging: it invites, ticks what is done, and forces nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from initiatives.models import Goal, Initiative, Origin, Reciprocity, Side
from tests import factories as make
from tests.initiatives.conftest import text_of

TITLES = (
    "Wat we willen", "Onze kracht", "Doelen", "Halen en brengen", "Soort", "Rechtsvorm",
    "Wie missen we nog?", "Groepslink", "Mensen erbij", "Eerste afspraak",
)  # fmt: skip


def steps(response) -> dict[str, tuple[bool, str]]:
    return {str(s.title): (s.is_done, s.url) for s in response.context["steps"]}


@pytest.fixture
def fresh(client, cast):
    """An initiative that Yara, a youth worker, logged a moment ago; and her browser."""
    client.force_login(cast.elsewhere)
    return Initiative.log(by=cast.elsewhere, name="Straatfeest")


def test_after_logging_nothing_is_done_and_everything_can_be(client, cast, fresh):
    response = client.get(reverse("next_steps", args=[fresh.pk]))
    found = steps(response)
    assert tuple(found) == TITLES
    assert not any(is_done for is_done, _url in found.values())
    page = text_of(response)
    assert "Niets hoeft." in page and "Later" in page
    assert "<form" not in page.split("<main")[1], "nothing on it has to be filled in"
    for is_done, url in found.values():
        assert client.get(url).status_code == 200, url
        assert not is_done


def test_what_is_done_is_ticked(client, cast, fresh):
    me = fresh.participants.get()
    fresh.change(by=me, wish="Een feest.", strength="Snel.", kind="care", legal_form="foundation")
    fresh.change(by=me, missing="De school.")
    Goal.add(fresh, by=me, text="Een feest.", origin=Origin.GROUP)
    Reciprocity.add(fresh, by=me, side=Side.GROUP, direction="need", text="Een tent.")
    make.make_link(fresh)
    fresh.add_to_group("Dex", by=me)
    official = make.make_participant(fresh, Side.MUNICIPALITY)
    make.make_agreement(fresh, by=official)
    response = client.get(reverse("next_steps", args=[fresh.pk]))
    assert all(is_done for is_done, _url in steps(response).values())
    assert text_of(response).split("<main")[1].split("</main>")[0].count("staat er") == len(TITLES)


def test_what_ended_is_no_tick(client, cast, fresh):
    me = fresh.participants.get()
    Goal.add(fresh, by=me, text="Een feest.", origin=Origin.GROUP).end(by=me)
    assert not steps(client.get(reverse("next_steps", args=[fresh.pk])))["Doelen"][0]


def test_an_official_leaves_the_words_of_the_group_to_the_group(client, cast):
    client.force_login(cast.wouter.user)
    found = steps(client.get(reverse("next_steps", args=[cast.club.pk])))
    assert found["Wat we willen"][1] == found["Onze kracht"][1] == found["Groepslink"][1] == ""
    for title in ("Doelen", "Halen en brengen", "Soort", "Mensen erbij", "Eerste afspraak"):
        assert found[title][1]


def test_an_official_alone_makes_the_first_link(client, cast):
    client.force_login(cast.wouter.user)
    alone = Initiative.log(by=cast.wouter.user, name="Straatfeest")
    found = steps(client.get(reverse("next_steps", args=[alone.pk])))
    assert found["Groepslink"][1]
    assert client.get(found["Groepslink"][1]).status_code == 200


def test_each_side_has_the_tick_of_its_own_words(client, cast):
    Reciprocity.add(cast.club, by=cast.noor, side=Side.GROUP, direction="need", text="Een tent.")
    path = reverse("next_steps", args=[cast.club.pk])
    client.force_login(cast.samira.user)
    assert steps(client.get(path))["Halen en brengen"][0]
    client.force_login(cast.wouter.user)
    assert not steps(client.get(path))["Halen en brengen"][0]


def test_the_group_has_it_on_its_phone(client, cast):
    page = cast.sit(client, cast.noor).get(reverse("next_steps", args=[cast.club.pk]))
    assert all(url for _is_done, url in steps(page).values())


def test_it_takes_few_queries(client, cast, django_assert_max_num_queries):
    for n in range(20):
        Goal.add(cast.club, by=cast.noor, text=f"Doel {n}", origin=Origin.GROUP)
    client.force_login(cast.samira.user)
    with django_assert_max_num_queries(8):
        assert client.get(reverse("next_steps", args=[cast.club.pk])).status_code == 200
