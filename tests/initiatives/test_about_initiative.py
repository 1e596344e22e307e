"""What an initiative is about, for whoever reads along."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from initiatives.models import Direction, Goal, Origin, Partner, Reciprocity, Side
from tests.initiatives.conftest import text_of


@pytest.fixture
def path(cast):
    return reverse("about_initiative", args=[cast.club.pk])


def fill(cast, many: int = 1) -> None:
    cast.club.change(by=cast.noor, strength="Wij zijn snel.", wish="Een plek.", missing="De school")
    for n in range(many):
        Goal.add(cast.club, by=cast.noor, text=f"Doel {n}", origin=Origin.GROUP)
        for by, side in ((cast.noor, Side.GROUP), (cast.wouter, Side.MUNICIPALITY)):
            for direction in Direction:
                text = f"{side.value} {direction.value} {n}"
                Reciprocity.add(cast.club, by=by, side=side, direction=direction, text=text)
        Partner.add(cast.club, by=cast.wouter, name=f"Partner {n}", kind="school", role="")
        Partner.add(cast.club, by=cast.wouter, name=f"Weg {n}", kind="care", role="").end(
            by=cast.wouter
        )


def test_strength_comes_first_and_everything_is_there(as_, cast, path):
    fill(cast)
    page = text_of(as_(cast.wouter).get(path))
    order = ("Wij zijn snel.", "Een plek.", "Doel 0", "group need 0", "municipality offer 0")
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    for words in ("De school", "Partner 0", "van de groep", "1 partner van eerder"):
        assert words in page


def test_the_two_sides_stand_beside_each_other_group_first(as_, cast, path):
    fill(cast)
    page = text_of(as_(cast.noor).get(path))
    sides = page[page.index("side-columns") :]
    assert sides.index("group need 0") < sides.index("group offer 0")
    assert sides.index("group offer 0") < sides.index("municipality need 0")


def test_nobody_is_named(as_, cast, path):
    fill(cast)
    for person in (cast.wouter, cast.police, None):
        page = text_of(as_(person).get(path))
        assert "Zwaluw" not in page, "who added what stands nowhere here"


@pytest.mark.parametrize(
    ("person", "group", "municipality", "both"),
    [
        ("noor", True, False, True),
        ("samira", True, False, True),
        ("wouter", False, True, True),
        ("police", False, False, False),
        (None, False, False, False),
    ],
)
def test_each_side_gets_the_buttons_of_its_own(as_, cast, path, person, group, municipality, both):
    fill(cast)
    page = text_of(as_(getattr(cast, person) if person else None).get(path))
    assert ("/over/kracht/" in page, "/over/wens/" in page) == (group, group)
    club = cast.club.pk
    adds = [reverse(view, args=[club]) for view in ("add_goal", "add_partner")]
    assert [address in page for address in (*adds, "/over/soort/")] == [both] * 3
    mine = {word.side: f"/halen-en-brengen/{word.pk}/weg/" for word in Reciprocity.objects.all()}
    assert (mine["group"] in page) == group
    assert (mine["municipality"] in page) == municipality


def test_empty_it_says_what_could_stand_there(as_, cast, path):
    page = text_of(as_(cast.wouter).get(path))
    for words in ("nog niet op waar zij goed in is", "Er staat nog geen doel.", "Nog niets."):
        assert words in page
    assert "geen" in page, "no legal form is as good as any"


def test_what_ended_stays_readable_folded_away(as_, cast, path):
    goal = Goal.add(cast.club, by=cast.noor, text="Toernooi", origin=Origin.GROUP)
    goal.end(by=cast.noor)
    page = text_of(as_(cast.wouter).get(path))
    assert "1 doel van eerder" in page
    assert page.index("<details") < page.index("Toernooi")


def test_an_ended_initiative_says_so_and_stays_readable(as_, cast, path):
    fill(cast)
    cast.club.change(by=cast.samira, status="ended")
    for person in (cast.noor, cast.wouter, None):
        page = text_of(as_(person).get(path))
        assert "Dit initiatief is gestopt." in page
        assert "Wij zijn snel." in page


def test_eight_queries_with_much_on_it(as_, cast, path):
    for person in (cast.noor, cast.wouter, None):
        browser, counted = as_(person), []
        for many in (1, 20):
            fill(cast, many)
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(path).status_code == 200
            counted.append(len(queries))
        assert counted[0] == counted[1] <= 8


def test_strangers_get_404(as_, cast, path, client):
    assert as_(cast.gardener).get(path).status_code == 404
    client.force_login(cast.elsewhere)
    assert client.get(path).status_code == 404, "colleagues from elsewhere have the card only"
