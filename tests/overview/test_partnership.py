"""Both sides and who is around them, on one page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.models import CommitmentUpdate
from agreements.states import ProgressState
from initiatives.models import Direction, DutyKind, Goal, Origin, Partner, Reciprocity, Side
from overview.circles import (
    CENTRE_X,
    CENTRE_Y,
    HEIGHT,
    MOST_SIGNS,
    WIDTH,
    draw_circles,
    short_name,
)
from tests.factories import add_clause, line, make_agreement, make_participant
from tests.initiatives.conftest import text_of
from tests.world_makers import take_effect


@pytest.fixture
def path(cast):
    return reverse("partnership", args=[cast.club.pk])


def fill(cast, many: int = 1) -> None:
    sides = [
        (cast.noor, Side.GROUP, None),
        (cast.wouter, Side.MUNICIPALITY, None),
        (cast.samira, Side.GUIDE, None),
        (cast.police, Side.OTHER, cast.police),
    ]
    for n in range(many):
        for by, side, party in sides:
            for direction in Direction:
                Reciprocity.add(
                    cast.club,
                    by=by,
                    side=side,
                    of_party=party,
                    direction=direction,
                    text=f"{side.value} {direction.value} {n}",
                )
        Partner.add(
            cast.club,
            by=cast.wouter,
            name=f"Partner {n}",
            kind="school",
            role="leent uit",
            stake=f"Rust {n}",
            influence="much",
            approach=f"Bellen {n}",
            known_by=cast.noor,
        )
        Goal.add(cast.club, by=cast.noor, text=f"Doel {n}", origin=Origin.GROUP)


def agree(cast, lines: int = 1, title: str = "Afspraak"):
    today = timezone.localdate()
    version = make_agreement(cast.club, by=cast.wouter, title=title)
    promised = [
        line(f"Wij doen {n}.", "group", due_on=today + timedelta(days=20)) for n in range(lines)
    ]
    theirs = [
        line(f"De gemeente doet {n}.", "municipality", kind="promise", due_on=today)
        for n in range(lines)
    ]
    add_clause(version, "Wie doet wat?", *promised, *theirs)
    add_clause(version, "En zij?", line("Let op.", "other", party_name="agent visser"))
    version.propose(by=cast.wouter)
    return take_effect(version, cast.wouter)


def test_every_party_says_the_four_things(as_, cast, path):
    fill(cast)
    cast.club.change(by=cast.noor, strength="Wij zijn snel.", wish="Een eigen plek.")
    page = text_of(as_(cast.wouter).get(path))
    for side in ("group", "municipality", "guide", "other"):
        for direction in Direction.values:
            assert f"{side} {direction} 0" in page
    for words in ("Wij zijn snel.", "Een eigen plek.", "Doel 0", "Agent Visser"):
        assert words in page
    assert page.index("group good_at 0") < page.index("municipality good_at 0")


def test_what_a_party_promised_is_counted(as_, cast, path):
    version = agree(cast)
    page = text_of(as_(cast.noor).get(path))
    assert "1 regel in de afspraken:" in page
    assert "1 te laat" not in page
    promise = version.clauses.all()[2].commitments.filter(party="municipality").get()
    later = timezone.localdate() - timedelta(days=2)
    type(promise).objects.filter(pk=promise.pk).update(due_on=later)
    assert "1 te laat" in text_of(as_(cast.noor).get(path))
    CommitmentUpdate.objects.create(
        commitment=promise, by=cast.wouter, state=ProgressState.DONE, said_at=timezone.now()
    )
    page = text_of(as_(cast.noor).get(path))
    assert "1 te laat" not in page
    assert "1 nagekomen" in page


def test_who_is_there_for_what_without_a_nickname(as_, cast, path):
    cast.noor.take_duty(DutyKind.KEY_HOLDER, by=cast.samira)
    for person, is_named in ((cast.dex, True), (cast.samira, True), (cast.wouter, False)):
        page = text_of(as_(person).get(path))
        assert "sleutelhouder" in page
        assert ("Zwaluwnoor" in page) == is_named
        assert "vast gezicht" in page


def test_the_map_has_a_table_and_a_list_beside_it(as_, cast, path):
    fill(cast)
    page = text_of(as_(cast.wouter).get(path))
    assert "<svg" in page
    assert "Hetzelfde in een tabel" in page
    assert "Zij willen: Rust 0" in page
    assert "Wij doen: Bellen 0" in page
    assert "iemand van de groep kent daar iemand" in page
    assert "Zwaluwnoor kent daar iemand" in text_of(as_(cast.dex).get(path))


def test_what_is_hidden_stands_nowhere(as_, cast, path):
    fill(cast)
    Partner.objects.get().hide(by=cast.wouter, because="Klopt niet.")
    word = Reciprocity.objects.get(side="group", direction="good_at")
    word.hide(by=cast.noor, because="Niet meer.")
    Goal.objects.get().hide(by=cast.noor, because="Niet meer.")
    for person in (cast.noor, cast.wouter, None):
        page = text_of(as_(person).get(path))
        for words in ("Partner 0", "Rust 0", "Bellen 0", "group good_at 0", "Doel 0"):
            assert words not in page
        assert "Verborgen door" in page


def test_what_was_taken_off_stays_readable(as_, cast, path):
    fill(cast)
    word = Reciprocity.objects.get(side="guide", direction="aim")
    end = reverse("end_reciprocity", args=[word.pk]) + "?came_from=partnership"
    answer = as_(cast.samira).post(end)
    assert answer.headers["Location"].startswith(path)
    page = text_of(as_(cast.wouter).get(path))
    assert "1 ding van eerder" in page
    assert page.index("<details") < page.index("guide aim 0")


@pytest.mark.parametrize(
    ("person", "keys"),
    [
        ("noor", {"group", "other"}),
        ("samira", {"group", "guide", "other"}),
        ("wouter", {"municipality", "other"}),
        ("police", {"other"}),
        (None, set()),
    ],
)
def test_each_gets_the_buttons_of_its_own(as_, cast, path, person, keys):
    page = text_of(as_(getattr(cast, person) if person else None).get(path))
    for key in ("group", "municipality", "guide", "other"):
        whom = f"other-{cast.police.pk}" if key == "other" else key
        assert (f"for_whom={whom}" in page) == (key in keys), key


def test_another_party_has_no_button_at_a_third(as_, cast, path):
    school = make_participant(cast.club, Side.OTHER, "De school")
    page = text_of(as_(cast.police).get(path))
    assert f"for_whom=other-{cast.police.pk}" in page
    assert f"for_whom=other-{school.pk}" not in page


def test_empty_it_asks_what_could_stand_there(as_, cast, path):
    page = text_of(as_(cast.noor).get(path))
    assert "Hier staat nog niets." in page
    assert "Er staat nog geen organisatie bij." in page
    assert '<svg class="chart' not in page


def test_ten_queries_with_much_on_it(as_, cast, path):
    for person in (cast.noor, cast.wouter, None):
        browser, counted = as_(person), []
        for many in (1, 25):
            fill(cast, many)
            agree(cast, lines=many * 5, title=f"Afspraak {many}")
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(path).status_code == 200
            counted.append(len(queries))
        assert counted[0] == counted[1] <= 10, counted


def test_strangers_get_404(as_, cast, path, client):
    assert as_(cast.gardener).get(path).status_code == 404
    client.force_login(cast.elsewhere)
    assert client.get(path).status_code == 404


# The drawing ------------------------------------------------------------------------------------


def partners(*influences: str) -> list[Partner]:
    return [Partner(name=f"Organisatie {n}", influence=i) for n, i in enumerate(influences)]


@pytest.mark.parametrize("many", [1, 2, 5, 8, 30])
def test_circles_stay_on_the_sheet_and_off_each_other(many):
    circles = draw_circles(partners(*["little"] * many)).circles
    for circle in circles:
        assert circle.radius <= circle.x <= WIDTH - circle.radius
        assert circle.radius <= circle.y <= HEIGHT - circle.radius
        assert all(8 <= y <= HEIGHT for y, _word in circle.lines)
    assert len({(circle.x, circle.y) for circle in circles}) == many


def test_more_influence_stands_nearer():
    circles = draw_circles(partners("much", "some", "little", "")).circles

    def far(circle):
        return abs(circle.x - CENTRE_X) + abs(circle.y - CENTRE_Y)

    assert far(circles[0]) < far(circles[1]) < far(circles[2])
    assert circles[0].radius > circles[1].radius > circles[2].radius


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Buurthuis De Merel", ("Buurthuis De", "Merel")),
        ("Woningcorporatiehuurders", ("Woningcorpo…",)),
        ("Een heel lange naam van iets", ("Een heel", "lange naam…")),
        ("", ()),
    ],
)
def test_a_name_takes_two_short_rows(name, rows):
    found = short_name(name)
    assert all(len(row) <= MOST_SIGNS for row in found)
    assert len(found) == len(rows)
    assert found[:1] == rows[:1]
