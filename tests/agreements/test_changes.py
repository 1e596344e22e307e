"""What is different between two versions: clauses changed, added, removed, moved; never guessed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from agreements.changes import Changes, ClauseChange
from agreements.models import AgreementVersion, Clause, OpenPoint
from agreements.pairing import unmoved
from initiatives.who import Who
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement


@pytest.fixture
def first(cast: Cast) -> AgreementVersion:
    version = make_agreement(cast.club, by=cast.wouter, clauses=0)
    for n in range(1, 6):
        add_clause(version, f"Vraag {n}?", line(f"Samen doen we dit: {n}."))
    version.propose(by=cast.wouter)
    return version


@pytest.fixture
def second(cast: Cast, first: AgreementVersion) -> AgreementVersion:
    return first.agreement.start_version(by=cast.wouter)


def clause_of(version: AgreementVersion, heading: str) -> Clause:
    return version.clauses.get(heading=heading)


def put(version: AgreementVersion, *headings: str) -> None:
    """Puts the clauses of a draft in this order."""
    for position, heading in enumerate(headings, 1):
        Clause.objects.filter(version=version, heading=heading).update(position=position)


def between(cast: Cast, old: AgreementVersion, new: AgreementVersion) -> Changes:
    return Changes(old, new, Who(cast.wouter.user, []))


def told(views: list[ClauseChange]) -> list[tuple[str, str, bool]]:
    return [(view.clause.heading, view.change, view.is_moved) for view in views]


def words(pieces) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in pieces]


def test_a_copy_is_the_same(cast: Cast, first: AgreementVersion, second: AgreementVersion) -> None:
    changes = between(cast, first, second)
    assert changes.is_empty and changes.sentence == ""
    assert len(changes.same) == 5


def test_a_line_shows_the_words_that_differ(
    cast: Cast, first: AgreementVersion, second: AgreementVersion
) -> None:
    clause = clause_of(second, "Vraag 2?")
    key = clause.commitments.get().key
    clause.rewrite(
        revision=1,
        heading="Vraag 2?",
        lines=[line("Samen doen we alles: 2.", key=key), line("En dit.", "group")],
    )
    changes = between(cast, first, second)
    assert told(changes.different) == [("Vraag 2?", "changed", False)]
    view = changes.different[0]
    assert view.sentence == "1 regel anders, 1 regel erbij"
    assert ("removed", "dit") in words(view.lines[0].pieces)
    assert ("added", "alles") in words(view.lines[0].pieces)
    assert words(view.lines[1].pieces) == [("added", "En dit.")]
    assert changes.sentence == "1 onderdeel anders"


def test_what_is_gone_stands_where_it_stood(
    cast: Cast, first: AgreementVersion, second: AgreementVersion
) -> None:
    clause_of(second, "Vraag 3?").remove()
    clause_of(second, "Vraag 4?").remove()
    add_clause(second, "Vraag 6?", line("Nieuw."))
    changes = between(cast, first, second)
    assert [view.clause.heading for view in changes.clauses] == [
        f"Vraag {n}?" for n in (1, 2, 3, 4, 5, 6)
    ]
    assert told(changes.different) == [
        ("Vraag 3?", "removed", False),
        ("Vraag 4?", "removed", False),
        ("Vraag 6?", "added", False),
    ]
    assert changes.sentence == "1 onderdeel erbij, 2 onderdelen weg"


def test_the_first_clause_that_is_gone_comes_first(
    cast: Cast, first: AgreementVersion, second: AgreementVersion
) -> None:
    clause_of(second, "Vraag 1?").remove()
    assert between(cast, first, second).clauses[0].change == "removed"


def test_a_clause_that_went_up_is_moved_and_nothing_else(
    cast: Cast, first: AgreementVersion, second: AgreementVersion
) -> None:
    put(second, "Vraag 4?", "Vraag 1?", "Vraag 2?", "Vraag 3?", "Vraag 5?")
    changes = between(cast, first, second)
    assert told(changes.different) == [("Vraag 4?", "", True)]
    assert changes.different[0].moved_after == ""
    assert changes.sentence == "1 onderdeel verplaatst"


def test_a_moved_clause_says_below_which_and_can_be_changed_as_well(
    cast: Cast, first: AgreementVersion, second: AgreementVersion
) -> None:
    put(second, "Vraag 2?", "Vraag 3?", "Vraag 4?", "Vraag 1?", "Vraag 5?")
    clause = clause_of(second, "Vraag 1?")
    clause.rewrite(
        revision=1,
        heading="Vraag één?",
        lines=[item.as_line() for item in clause.commitments.all()],
    )
    (view,) = between(cast, first, second).different
    assert (view.change, view.is_moved, view.moved_after) == ("changed", True, "Vraag 4?")
    assert ("added", "één") in words(view.heading)


def test_taken_out_and_put_in_again_is_the_same_clause(
    cast: Cast, first: AgreementVersion, second: AgreementVersion
) -> None:
    """It came back under another key, as after removing it and writing it once more."""
    clause = clause_of(second, "Vraag 2?")
    Clause.objects.filter(pk=clause.pk).update(key="own_99")
    clause.commitments.update(key="own_99-1")
    assert between(cast, first, second).is_empty
    Clause.objects.filter(pk=clause.pk).update(heading="Heel anders?")
    (view,) = between(cast, first, second).different
    assert (view.change, view.lines[0].change) == ("changed", ""), "only the heading is another"


def test_a_line_that_went_to_another_clause_says_where_it_stood(
    cast: Cast, first: AgreementVersion, second: AgreementVersion
) -> None:
    source, target = clause_of(second, "Vraag 1?"), clause_of(second, "Vraag 5?")
    moved = source.commitments.get().as_line()
    source.rewrite(revision=1, heading="Vraag 1?", lines=[line("Iets anders.")])
    lines = [item.as_line() for item in target.commitments.all()]
    target.rewrite(revision=1, heading="Vraag 5?", lines=[*lines, line(moved.text, moved.party)])
    changes = between(cast, first, second)
    was, now = changes.different
    assert [item.came_from for item in now.lines] == ["", "Vraag 1?"]
    assert words(now.lines[1].pieces) == [("same", "Samen doen we dit: 1.")]
    assert [item.change for item in was.lines] == ["added"], "and it is not struck there as well"


@pytest.mark.parametrize(
    ("fields", "label", "said"),
    [
        ({"kind": "promise"}, "Soort", "toezegging"),
        ({"party": "group"}, "Van wie", "wij"),
        ({"reservation": "geld"}, "Onder voorbehoud van", "geld"),
        ({"decider": "de raad"}, "Wie daarover beslist", "de raad"),
        ({"due_on": date(2027, 3, 9)}, "Voor wanneer", "dinsdag 9 maart 2027"),
        ({"rhythm": "elke week"}, "Hoe vaak", "elke week"),
        ({"condition": "het goed gaat"}, "Als", "het goed gaat"),
        ({"stance": "cannot"}, "Kan dit", "dit kan niet"),
        ({"instead": "buiten wel"}, "Wat wel kan", "buiten wel"),
        ({"watcher": "de beheerder"}, "Wie het in de gaten houdt", "de beheerder"),
        ({"sign": "minder klachten"}, "Waaraan we het merken", "minder klachten"),
    ],
)
def test_every_fact_of_a_line_is_said_in_words(
    cast: Cast,
    first: AgreementVersion,
    second: AgreementVersion,
    fields: dict[str, Any],
    label: str,
    said: str,
) -> None:
    clause_of(second, "Vraag 1?").commitments.update(**fields)
    (view,) = between(cast, first, second).different
    (note,) = view.lines[0].notes
    assert note.label == label and ("added", said) in words(note.pieces)


def test_the_head_is_compared_field_by_field(
    cast: Cast, first: AgreementVersion, second: AgreementVersion
) -> None:
    AgreementVersion.objects.filter(pk=second.pk).update(
        purpose="Wij willen samen een warme plek.",
        lead="group",
        look_back_on=date(2027, 3, 9),
    )
    second.refresh_from_db()
    notes = {note.label: words(note.pieces) for note in between(cast, first, second).head}
    assert set(notes) == {"Waarom deze afspraak", "Wie de leiding heeft", "Samen terugkijken"}
    assert ("added", "warme ") in notes["Waarom deze afspraak"]
    assert notes["Wie de leiding heeft"] == [("added", "de groep")]
    assert notes["Samen terugkijken"][-1] == ("added", "dinsdag 9 maart 2027")


def test_open_points_come_change_and_go(
    cast: Cast, first: AgreementVersion, second: AgreementVersion
) -> None:
    def point(version: AgreementVersion, key: str, what: str, **fields: object) -> None:
        OpenPoint.objects.create(
            version=version, key=key, position=1, what=what, party="group", **fields
        )

    point(first, "a", "Wie betaalt de lampen?")
    point(first, "b", "Wie heeft de sleutel?")
    point(second, "a", "Wie betaalt de verf?", due_on=date(2027, 3, 9))
    point(second, "c", "Mag de muziek aan?")
    views = between(cast, first, second).different_points
    assert [view.change for view in views] == ["changed", "added", "removed"]
    assert ("added", "verf") in words(views[0].pieces)
    assert [note.label for note in views[0].notes] == ["Voor wanneer"]


def test_names_are_shown_to_who_may_read_them(
    cast: Cast, first: AgreementVersion, second: AgreementVersion
) -> None:
    clause = clause_of(second, "Vraag 1?")
    clause.commitments.update(text=f"{{@{cast.noor.pk}}} heeft de sleutel.")
    for person, is_named in ((cast.samira, True), (cast.wouter, False)):
        changes = Changes(first, second, Who(person.user, []))
        said = "".join(piece.text for piece in changes.different[0].lines[0].pieces)
        assert (cast.noor.name in said) is is_named


@pytest.mark.parametrize("size", [3, 40])
def test_it_takes_the_same_few_queries_whatever_the_size(cast: Cast, size: int) -> None:
    first = make_agreement(cast.club, by=cast.wouter, clauses=size)
    first.propose(by=cast.wouter)
    second = first.agreement.start_version(by=cast.wouter)
    clause_of(second, "Vraag 1?").commitments.update(text=f"{{@{cast.noor.pk}}} doet het.")
    who = Who(cast.wouter.user, [])
    with CaptureQueriesContext(
        connection,
    ) as queries:
        Changes(first, second, who)
    assert len(queries) == 4


@given(places=st.permutations(range(9)))
def test_what_stays_stands_in_rising_order_and_is_the_most_that_can(places: list[int]) -> None:
    kept = unmoved(places)
    row = [place for place in places if place in kept]
    assert row == sorted(row)
    longest = [1] * len(places)
    for at, place in enumerate(places):
        before = [longest[n] for n in range(at) if places[n] < place]
        longest[at] = 1 + max(before, default=0)
    assert len(row) == max(longest)
