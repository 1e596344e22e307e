"""Somebody is forgotten while answering ends. Answers get new numbers then, and a name that is
taken out under an old number would stay. With its control, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from evaluations.models import Evaluation, GroupRound, Lesson, LookBackText, RoundAnswer
from evaluations.states import Outcome
from initiatives.masking import Mask
from initiatives.models import Participant
from overview.forgetting import fade
from tests.conftest import Cast, make_cast
from tests.evaluations.concluding import conclude, mark, talking
from tests.evaluations.looking import answering, begin
from tests.evaluations.rounds import say, start
from tests.factories import make_participant
from tests.racing import race, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
NAME = "Roodstaart"


def of_look_back(cast: Cast) -> tuple[Callable[[], None], Callable[[], str]]:
    evaluation = answering(cast)
    begin(evaluation, cast.noor).answer("proud", f"Dat {NAME} bleef.")

    def end() -> None:
        Evaluation.objects.get(pk=evaluation.pk).gather(by=cast.wouter)

    return end, lambda: LookBackText.objects.get().text


def of_round(cast: Cast) -> tuple[Callable[[], None], Callable[[], str]]:
    begun = start(cast)
    say(begun, cast.noor, better=f"Dat {NAME} bleef.")
    return (
        lambda: GroupRound.objects.get(pk=begun.pk).end(by=cast.samira),
        lambda: RoundAnswer.objects.get().better,
    )


def forgotten_meanwhile(
    monkeypatch: pytest.MonkeyPatch, person: Participant, end: Callable[[], None]
) -> None:
    """Answering ends when the text was read and the name is taken out of it."""
    read, ended, over = threading.Event(), threading.Event(), Mask.over

    def slow(self: Mask, text: str, most: int | None = None) -> str:
        if text.startswith("Dat "):
            read.set()
            ended.wait(0.5)
        return over(self, text, most)

    def act(n: int) -> None:
        if n == 0:
            fade(person, by=None)
        else:
            read.wait(10)
            end()
            ended.set()

    monkeypatch.setattr(Mask, "over", slow)
    assert race(act, runners=2) == [None, None]


@pytest.mark.parametrize("of", [of_look_back, of_round])
def test_the_name_goes_out_and_the_answer_stays(of, monkeypatch) -> None:
    cast = make_cast()
    person, (end, stands) = make_participant(cast.club, name=NAME), of(cast)
    forgotten_meanwhile(monkeypatch, person, end)
    assert stands() == "Dat een deelnemer bleef."


@pytest.mark.parametrize("of", [of_look_back, of_round])
def test_control_without_the_lock_the_name_stays(of, monkeypatch) -> None:
    cast = make_cast()
    person, (end, stands) = make_participant(cast.club, name=NAME), of(cast)
    with monkeypatch.context() as patch:
        without_transactions(patch)
        forgotten_meanwhile(patch, person, end)
    assert NAME in stands()


def test_who_wrote_why_is_forgotten_while_it_is_closed(monkeypatch) -> None:
    """Both want the texts and the person; in the other order each would wait for the other."""
    cast = make_cast()
    evaluation = talking(cast)
    for person in (cast.noor, cast.wouter):
        conclude(evaluation, person, Outcome.STOP, text="Klaar.", lesson="Bel eerder.")
    seen, closes, write = mark(evaluation), threading.Event(), Lesson.write

    def slow(*args: Any, **kwargs: Any) -> Lesson:
        closes.set()
        threading.Event().wait(0.3)  # until the other one waits
        return write(*args, **kwargs)

    def act(n: int) -> None:
        if n == 0:
            Evaluation.objects.get(pk=evaluation.pk).close(by=cast.wouter, seen=seen)
        else:
            closes.wait(10)
            fade(cast.noor, by=None)

    monkeypatch.setattr(Lesson, "write", slow)
    assert race(act, runners=2) == [None, None]
    cast.noor.refresh_from_db()
    assert Lesson.objects.count() == 2 and cast.noor.name == ""
