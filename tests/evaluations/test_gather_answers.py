"""Ending answering: for good, for both sides, by either; also for two at once."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evaluations.models import Evaluation, LookBack, LookBackText, TrustCheck, gathering
from evaluations.publishing import KEYS
from evaluations.states import State
from initiatives.models import Event
from initiatives.states import Refused
from tests.conftest import Cast
from tests.evaluations.looking import answering, begin
from tests.overview.world import signed_in
from tests.racing import meet_before, race, without_transactions


def stop(client: Client, evaluation: Evaluation) -> Any:
    return client.post(reverse("gather_answers", args=[evaluation.pk]))


def told() -> int:
    return Event.objects.filter(verb="look_back_gathered").count()


def test_who_only_began_did_not_fill_in(cast: Cast) -> None:
    evaluation = answering(cast)
    begin(evaluation, cast.noor).answer("proud", "Zeeleeuwen overal.")
    begin(evaluation, cast.dex)
    begin(evaluation, cast.wouter)
    counted = {sheet.by_id for sheet in LookBack.objects.filled_in()}
    assert counted == {cast.noor.pk}
    begin(evaluation, cast.samira).say_numbers(people_came=0, times_open=None)
    begin(evaluation, cast.wouter).finish()
    evaluation.gather(by=cast.noor)
    page = signed_in(cast.wouter).get(reverse("evaluation", args=[evaluation.pk]))
    assert "2 keer ingevuld door de groep" in page.content.decode()
    assert "1 keer ingevuld door de gemeente" in page.content.decode()


def test_it_asks_once_more_and_then_everybody_reads(cast: Cast, client: Client) -> None:
    evaluation = answering(cast)
    begin(evaluation, cast.noor).answer("proud", "Zeeleeuwen overal.")
    official = signed_in(cast.wouter)
    there = reverse("evaluation", args=[evaluation.pk])
    shown = official.get(reverse("gather_answers", args=[evaluation.pk])).content.decode()
    assert "Dit kan niet terug." in shown and "Zeeleeuwen" not in shown
    assert not LookBackText.objects.visible_to(_who(cast)).exists()
    assert stop(official, evaluation)["Location"] == there
    evaluation.refresh_from_db()
    assert evaluation.state == State.TALKING and evaluation.gathered_by == cast.wouter
    assert all(check.tally is None and check.result for check in evaluation.trust.all())
    assert LookBackText.objects.visible_to(_who(cast)).count() == 1
    shown = official.get(there).content.decode()
    assert "Zeeleeuwen overal." in shown
    assert "Zwaluwnoor" not in shown, "as of a side, without a name"
    # Twice is once, and the page leads on.
    gathered = evaluation.gathered_at
    assert stop(cast.sit(client, cast.noor), evaluation)["Location"] == there
    evaluation.refresh_from_db()
    assert evaluation.gathered_at == gathered and told() == 1
    assert client.get(reverse("gather_answers", args=[evaluation.pk]))["Location"] == there
    timeline = official.get(reverse("timeline", args=[cast.club.pk])).content.decode()
    assert "stopte het invullen over De Kelder" in timeline


def _who(cast: Cast) -> Any:
    from tests.overview.world import who_is

    return who_is(cast.wouter)


def test_who_takes_no_side_cannot(cast: Cast, client: Client) -> None:
    evaluation = answering(cast)
    assert stop(signed_in(cast.police), evaluation).status_code == 403
    assert stop(cast.read(client), evaluation)["Location"].startswith(
        reverse("take_seat", args=[cast.club.pk])
    )
    evaluation.refresh_from_db()
    assert evaluation.is_answering


def test_no_trust_answer_comes_after_it(cast: Cast) -> None:
    evaluation = answering(cast, group=9)
    check = evaluation.trust.get(side="group")
    evaluation.gather(by=cast.noor)
    with pytest.raises(Refused):
        check.add_answer(dict.fromkeys(KEYS, 4))
    with pytest.raises(Refused):
        LookBack.begin(evaluation, by=cast.noor)


def test_also_when_the_agreement_ended_meanwhile(cast: Cast) -> None:
    evaluation = answering(cast)
    evaluation.agreement.end(by=cast.wouter, because="Verhuisd.")
    evaluation.gather(by=cast.noor)
    assert evaluation.state == State.TALKING


# Several at once ----------------------------------------------------------------------------------


@pytest.fixture
def racing(transactional_db: None) -> Cast:
    from tests.conftest import make_cast

    return make_cast()


def _all_stop(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluation = answering(cast)
    meet_before(monkeypatch, TrustCheck, "publish")
    people = (cast.noor, cast.wouter, cast.samira)
    copies = [Evaluation.objects.get(pk=evaluation.pk) for _person in people]
    race(lambda n: gathering.gather(copies[n], by=people[n]))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_three_who_stop_at_once_stop_it_once(racing: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    _all_stop(racing, monkeypatch)
    assert told() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_it_stops_more_than_once(
    racing: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        without_transactions(patch)
        _all_stop(racing, patch)
    assert told() > 1


def _answer_while_stopping(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> str:
    """The state in which the answer was written, when somebody stops just before that."""
    evaluation = answering(cast)
    sheet = begin(evaluation, cast.noor)
    began, stopped, save = threading.Event(), threading.Event(), LookBackText.save
    found: list[str] = []

    def late_save(self: LookBackText, *args: Any, **kwargs: Any) -> None:
        began.set()
        stopped.wait(0.5)
        found.append(Evaluation.objects.get(pk=evaluation.pk).state)
        save(self, *args, **kwargs)

    def act(n: int) -> None:
        if n == 0:
            sheet.answer("proud", "De avonden.")
        else:
            began.wait(5)
            gathering.gather(Evaluation.objects.get(pk=evaluation.pk), by=cast.wouter)
            stopped.set()

    monkeypatch.setattr(LookBackText, "save", late_save)
    race(act, runners=2)
    return found[0]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_who_stops_waits_for_an_answer_that_is_written(
    racing: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _answer_while_stopping(racing, monkeypatch) == State.ANSWERING


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_an_answer_comes_after_the_end(
    racing: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        without_transactions(patch)
        assert _answer_while_stopping(racing, patch) == State.TALKING
