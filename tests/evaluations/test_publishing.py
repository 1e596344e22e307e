"""What is shown of a side: modes, words, numbers, cards and open answers, as tables."""

from __future__ import annotations

from typing import Any

import pytest

from evaluations.publishing import (
    KEYS,
    Published,
    add,
    differ,
    empty_tally,
    looks_different,
    mode_of,
    publish,
    publish_joint,
)


def tally(*answers: int, texts: int = 0) -> dict[str, Any]:
    """The sum of people who each give one answer to everything."""
    found = empty_tally()
    for n, answer in enumerate(answers):
        found = add(found, dict.fromkeys(KEYS, answer), f"tekst {n}" if n < texts else "")
    return found


@pytest.mark.parametrize(
    ("side", "invited", "mode"),
    [
        ("group", 1, "cards"),
        ("group", 4, "cards"),
        ("group", 5, "bands"),
        ("group", 7, "bands"),
        ("group", 8, "counts"),
        ("group", 500, "counts"),
        ("municipality", 1, "joint"),
        ("municipality", 4, "joint"),
        ("municipality", 5, "bands"),
        ("municipality", 7, "bands"),
        ("municipality", 8, "counts"),
    ],
)
def test_the_mode_follows_from_how_many_are_asked(side, invited, mode):
    assert mode_of(side, invited) == mode


MANY = (5, 5, 4, 4, 4, 3, 1, 0)


@pytest.mark.parametrize(
    ("mode", "answers", "shown", "texts"),
    [
        # Below five nothing, and how many there were neither.
        ("bands", MANY[:4], ("bands", 0), 0),
        ("counts", MANY[:4], ("counts", 0), 0),
        ("counts", (), ("counts", 0), 0),
        ("cards", MANY, ("cards", 0), 0),
        ("joint", MANY, ("joint", 0), 0),
        ("bands", MANY[:5], ("bands", 5), 0),
        # Who expected fewer gets no more than was said at the start, however many there come.
        ("bands", MANY, ("bands", 8), 0),
        ("bands", MANY * 6, ("bands", 48), 0),
        ("counts", MANY[:7], ("bands", 7), 0),
        ("counts", MANY, ("counts", 8), 2),
        ("counts", MANY * 6, ("counts", 48), 2),
    ],
)
def test_what_is_shown_of_how_many_answers(mode, answers, shown, texts):
    found, said = publish(mode, tally(*answers, texts=2))
    assert (found.mode, found.answers) == shown
    assert len(said) == texts
    assert found.is_shown is bool(found.answers)
    assert Published.from_json(found.as_json()) == found
    for item in found.items:
        assert bool(item.counts) is (found.mode == "counts")
        assert item.figure is None or found.mode == "counts"


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        ((5, 5, 5, 5, 5), "almost_all"),
        ((5, 4, 4, 4, 1), "almost_all"),
        ((5, 4, 4, 3, 1), "divided"),
        ((5, 4, 3, 3, 1), "divided"),
        ((5, 1, 2, 3, 1), "almost_none"),
        ((1, 1, 1, 1, 1), "almost_none"),
        ((5, 4, 4, 4, 4, 4, 1), "almost_all"),
        ((5, 4, 4, 4, 4, 2, 1), "divided"),
        # Who does not know counts for nothing; where most do not, there is no other word.
        ((5, 4, 4, 0, 0), "almost_all"),
        ((5, 4, 0, 0, 0), "divided"),
        ((0, 0, 0, 0, 0), "divided"),
    ],
)
def test_words(answers, word):
    found, _texts = publish("bands", tally(*answers))
    assert {item.band for item in found.items} == {word}


def test_a_figure_and_its_numbers():
    found, _texts = publish("counts", tally(5, 5, 5, 4, 4, 4, 4, 1, 2, 0))
    item = found.items[0]
    assert item.counts == (None, None, None, 4, 3, None)
    # (15 + 16 + 3) / 9 = 3.8
    assert item.figure is not None and 3.0 <= item.figure <= 4.5


def test_differences_come_from_what_is_shown():
    group, _texts = publish("counts", tally(*[1, 2, 2, 1, 2, 1, 2, 1, 2, 2]))
    joint = publish_joint(dict.fromkeys(KEYS, 4))
    figure = group.items[0].figure
    assert figure is not None
    assert differ(group, joint, "dare") == differ(joint, group, "dare") == 4 - figure
    assert looks_different(group, joint, "dare")
    nobody, _texts = publish("counts", tally(1, 2, 3))
    assert differ(nobody, joint, "dare") == 0 and not looks_different(nobody, joint, "dare")
    assert publish_joint(dict.fromkeys(KEYS, 0)).items[0].figure is None


def test_the_order_of_answers_is_nowhere():
    people = [(answer, f"tekst {n}", f"k{n}") for n, answer in enumerate(MANY)]

    def after(order: list[tuple[int, str, str]]) -> dict[str, Any]:
        found = empty_tally()
        for answer, text, ticket in order:
            found = add(found, dict.fromkeys(KEYS, answer), text, ticket)
        return found

    assert after(people) == after(people[::-1]) == after(people[3:] + people[:3])
