"""The library of clauses, how it is laid out, and the standard templates made from it."""

import pytest

from agreements.blanks import open_blanks
from agreements.library import BY_KEY, CLAUSES, EMPTY, GROUPS, TEMPLATES
from agreements.models.clause import MOST_LINES
from agreements.readable import MOST_PAGES, length_of, notes_on
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


def test_no_key_looks_like_one_that_comes_twice() -> None:
    """ "times_2" is "times" once more, so no clause of the library may be called like that."""
    assert not [key for key in BY_KEY if key.rpartition("_")[2].isdigit()]


def test_the_standard_templates_stand_in_order_with_empty_last() -> None:
    assert list(TEMPLATES) == ["building_use", "green_spot", "activity", "small_budget", EMPTY]
    assert not TEMPLATES[EMPTY].clauses and not TEMPLATES[EMPTY].purpose
    assert {template.number for template in TEMPLATES.values()} == {0}


@pytest.mark.parametrize("key", [key for key in TEMPLATES if key != EMPTY])
def test_a_standard_template_is_ready_to_write_in(key: str) -> None:
    template = TEMPLATES[key]
    keys = [clause.key for clause in template.clauses]
    assert len(set(keys)) == len(keys) <= 15
    # What every agreement needs: what it is, who to turn to, and what when it stops or goes wrong.
    assert {"status", "who_municipality"} <= set(keys)
    assert {"ending", "green_stop", "activity_plan_b", "if_wrong"} & set(keys)
    # Promises in two directions.
    parties = {line.party for clause in template.clauses for line in clause.lines}
    assert {"group", "municipality", "both"} <= parties
    assert open_blanks(template.purpose) and len(template.purpose) <= 400
    assert not notes_on([template.purpose])
    texts = [line.text for clause in template.clauses for line in clause.lines]
    assert length_of(texts).pages <= MOST_PAGES


def test_room_steps_and_hours_by_season_are_there() -> None:
    assert BY_KEY["room"].heading == "Welke ruimte krijgen jullie?"
    assert "room" in [clause.key for clause in TEMPLATES["building_use"].clauses]
    assert any("{stap}" in line.text for line in BY_KEY["steps"].lines)
    assert len(BY_KEY["season_hours"].lines) >= 3
