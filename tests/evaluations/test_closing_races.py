"""Closing a look-back while the other side does the same, or changes its word. Both databases."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from evaluations.going_on import left_behind
from evaluations.models import ClauseVerdict, Conclusion, Evaluation, Lesson
from evaluations.states import Outcome, State
from initiatives.models import Event
from initiatives.states import Refused
from tests.conftest import Cast, make_cast
from tests.evaluations.concluding import both, conclude, mark, talking, told
from tests.racing import meet_before, race, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def evaluation(cast: Cast) -> Evaluation:
    evaluation = talking(cast)
    both(cast, evaluation, Outcome.GO_ON)
    return evaluation


def fresh(evaluation: Evaluation) -> Evaluation:
    return Evaluation.objects.with_home().get(pk=evaluation.pk)


def refused(results: list[Any]) -> int:
    other = [r for r in results if isinstance(r, Exception) and not isinstance(r, Refused)]
    assert not other, other
    return sum(isinstance(result, Refused) for result in results)


def closings(cast: Cast, evaluation: Evaluation):
    seen, people = mark(evaluation), (cast.noor, cast.wouter, cast.samira)

    def act(n: int) -> None:
        fresh(evaluation).close(by=people[n], seen=seen)

    return act


def test_both_sides_close_at_once_and_it_is_closed_once(cast: Cast, evaluation: Evaluation) -> None:
    results = race(closings(cast, evaluation))
    assert refused(results) == 0, "the second tap is no error"
    assert told("look_back_closed_go_on") == 1
    assert fresh(evaluation).state == State.CLOSED


def test_closing_at_once_begins_one_draft(cast: Cast) -> None:
    evaluation = talking(cast)
    both(cast, evaluation, Outcome.CHANGE)
    assert refused(race(closings(cast, evaluation))) == 0
    assert evaluation.agreement.versions.count() == 2
    assert told("version_started") == 1 == told("look_back_closed_change")


def test_control_without_the_lock_it_closes_more_than_once(
    cast: Cast, evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    from evaluations.models import closing

    meet_before(monkeypatch, closing, "mark_of_page")
    without_transactions(monkeypatch)
    race(closings(cast, evaluation))
    assert told("look_back_closed_go_on") > 1


def close_and_change(cast: Cast, evaluation: Evaluation):
    seen, before = mark(evaluation), evaluation.conclusions.get(side="municipality").seen

    def act(n: int) -> None:
        mine = fresh(evaluation)
        if n == 0:
            mine.close(by=cast.noor, seen=seen)
        else:
            Conclusion.say(
                mine, by=cast.wouter, outcome=Outcome.STOP, text="Toch niet.", seen=before
            )

    return act


def stands(evaluation: Evaluation) -> bool:
    """What was carried out is what both sides say."""
    now = fresh(evaluation)
    words = set(now.conclusions.values_list("outcome", flat=True))
    return words == ({now.outcome} if now.is_closed else {Outcome.GO_ON, Outcome.STOP})


def test_closing_while_the_other_side_changes_its_word(cast: Cast, evaluation: Evaluation) -> None:
    """Whoever comes first: nothing is carried out that one side no longer wants."""
    results = race(close_and_change(cast, evaluation), runners=2)
    assert refused(results) == 1
    assert stands(evaluation)


def test_control_without_the_lock_something_else_is_carried_out(
    cast: Cast, evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    from evaluations.models import closing, concluding

    # Both looked at what stands there; then one closes and the other writes.
    meet_before(monkeypatch, closing, "chosen_by_both", runners=2)
    meet_before(monkeypatch, concluding, "_check", runners=2)
    without_transactions(monkeypatch)
    race(close_and_change(cast, evaluation), runners=2)
    assert not stands(evaluation)


def test_two_of_one_side_say_the_first_word_at_once(cast: Cast) -> None:
    evaluation = talking(cast)
    people = (cast.noor, cast.samira, cast.dex)
    outcomes = (Outcome.GO_ON, Outcome.CHANGE, Outcome.EXTEND)
    results = race(
        lambda n: Conclusion.say(
            fresh(evaluation), by=people[n], outcome=outcomes[n], text=f"Reden {n}"
        )
    )
    assert refused(results) == 2
    kept = {result.kept for result in results if isinstance(result, Refused)}
    assert kept | {Conclusion.objects.get().text} == {"Reden 0", "Reden 1", "Reden 2"}
    assert Event.objects.filter(verb__startswith="concluded_").count() == 1


def test_two_of_one_side_keep_the_rest_at_once(cast: Cast) -> None:
    evaluation = talking(cast)
    people = (cast.noor, cast.samira, cast.dex)
    results = race(lambda n: ClauseVerdict.keep_rest(fresh(evaluation), by=people[n]))
    assert sorted(results) == [0, 0, 2] and told("verdict_rest") == 1


def test_stopping_in_another_way_while_it_is_closed(cast: Cast, evaluation: Evaluation) -> None:
    seen = mark(evaluation)

    def act(n: int) -> None:
        mine = fresh(evaluation)
        if n == 0:
            mine.close(by=cast.noor, seen=seen)
        else:
            mine.agreement.end(by=cast.wouter, because="Verkocht.")

    assert race(act, runners=2) == [None, None]
    now = fresh(evaluation)
    assert now.is_closed and now.agreement.is_ended


def test_a_double_tap_is_one_word(cast: Cast) -> None:
    evaluation = talking(cast)
    results = race(lambda _n: conclude(fresh(evaluation), cast.noor, Outcome.GO_ON))
    assert refused(results) == 0 and Conclusion.objects.count() == 1
    assert told("concluded_go_on") == 1


def stays_hidden(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether words are nowhere to be read that are hidden when the closing one has read them."""
    from evaluations.models import closing

    evaluation = talking(cast)
    conclude(evaluation, cast.noor, Outcome.STOP, text="Het is klaar.")
    mine = conclude(evaluation, cast.wouter, Outcome.STOP, text="Klaar.", lesson="Bel eerder.")
    seen = mark(evaluation)
    read, hidden = threading.Event(), threading.Event()

    def slow(said: Any) -> dict[str, str]:
        read.set()
        hidden.wait(0.5)
        return left_behind(said)

    def act(n: int) -> None:
        if n == 0:
            fresh(evaluation).close(by=cast.noor, seen=seen)
        else:
            read.wait(10)
            Conclusion.objects.get(pk=mine.pk).hide(by=cast.wouter, because="Een naam.")
            hidden.set()

    monkeypatch.setattr(closing, "left_behind", slow)
    assert race(act, runners=2) == [None, None]
    stands = fresh(evaluation).agreement.ended_lesson
    return stands == "" and not Lesson.objects.filter(hidden_at=None).exists()


def test_hiding_what_a_side_wrote_while_it_is_closed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stays_hidden(cast, monkeypatch)


def test_control_without_the_lock_hidden_words_go_along(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        without_transactions(patch)
        assert not stays_hidden(cast, patch)
