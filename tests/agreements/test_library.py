"""The library of clauses and how it is laid out."""

from agreements.library import BY_KEY, CLAUSES, GROUPS, TEMPLATES
from agreements.models.clause import MOST_LINES
from agreements.states import Party


def test_every_clause_stands_in_one_group() -> None:
    keys = [key for _name, keys in GROUPS for key in keys]
    assert sorted(keys) == sorted(BY_KEY)
    assert len(BY_KEY) == len(CLAUSES)


def test_every_clause_fits_in_a_draft() -> None:
    for clause in CLAUSES:
        assert len(clause.heading) <= 100
        assert clause.heading.endswith("?")
        assert 1 <= len(clause.lines) <= MOST_LINES
        for line in clause.lines:
            assert line.party in Party.values
            assert len(line.text) <= 400


def test_templates_take_from_the_library() -> None:
    assert set(TEMPLATES) == {"building_use", "empty"}
    assert TEMPLATES["building_use"].clauses
    assert not TEMPLATES["empty"].clauses
