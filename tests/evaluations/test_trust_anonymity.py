"""200 trust checks of 5 to 30 people, and somebody who reads everything that is left of them.

On both databases. The control keeps answers the way most programs do, and there it does work.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
from django.core import mail
from django.db import connection

from config.logs import Unseen
from evaluations.models import Evaluation, TrustCheck, TrustText
from evaluations.publishing import KEYS, empty_tally, mode_of
from evaluations.states import State
from tests.conftest import Cast, make_cast
from tests.evaluations import trust_attack as attack
from tests.evaluations.looking import answering
from tests.evaluations.trust import Dice
from tests.racing import meet_before, race, without_transactions

CHECKS, TEXTS = 200, 5
NAIVE = "naive_answer"


def people_of(check: int) -> int:
    return 5 + check % 26


def say(rng: Dice, people: int) -> list[attack.Said]:
    """What each says, in the order in which they come; groups differ, as people do."""
    around = 1.5 + rng.below(4)
    return [
        tuple(
            0 if rng.below(100) < 8 else min(5, max(1, round(around + rng.spread())))
            for _key in KEYS
        )
        for _person in range(people)
    ]


def made(evaluation: Evaluation, sizes: list[int]) -> list[TrustCheck]:
    """One look-back after the other of one agreement, each with the check of a group."""
    closed = {"state": State.CLOSED, "gathered_at": evaluation.opened_at}
    return [
        TrustCheck.objects.create(
            evaluation=Evaluation.objects.create(
                agreement=evaluation.agreement,
                version=evaluation.version,
                number=100 + n,
                due_on=evaluation.due_on,
                opened_by=evaluation.opened_by,
                closed_at=evaluation.opened_at,
                **closed,
            ),
            side="group",
            invited=size,
            mode=mode_of("group", size),
            tally=empty_tally(),
        )
        for n, size in enumerate(sizes)
    ]


@pytest.fixture
def open_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """One agreement has one look-back at a time; here the 200 are answered all the same."""
    monkeypatch.setattr(TrustCheck, "is_over", property(lambda self: self.result is not None))


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """The log that the server writes, as the filter leaves it."""
    found: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    handler = Kept()
    handler.addFilter(Unseen())
    log = logging.getLogger("log.of.the.test")
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(handler)
    yield found
    log.removeHandler(handler)


def test_what_is_left_links_nobody_to_an_answer(cast: Cast, open_for_ever, lines) -> None:
    rng = Dice(20261123)
    checks = made(answering(cast), [people_of(n) for n in range(CHECKS)])
    said = {check.pk: say(rng, check.invited) for check in checks}
    server, texts = logging.getLogger("log.of.the.test"), {}
    for check in checks:
        # Who comes in which order writes something that is known of them.
        written = [f"{rng.below(10**9):09d}" for _person in range(TEXTS)]
        texts[check.pk] = written
        for n, one in enumerate(said[check.pk]):
            text = written[n] if n < TEXTS else ""
            ticket = f"{rng.below(2**32):x}"
            answers = dict(zip(KEYS, one, strict=True))
            check.add_answer(answers, text, ticket=ticket)
            server.info("POST /terugblik/%d/vertrouwen/ 302", check.evaluation_id)
    while_answering = attack.tables()
    for check in checks:
        check.publish()
    dump = attack.tables()
    in_all = linked = published_only = 0
    for check in checks:
        check.refresh_from_db()
        people, truth = check.invited, said[check.pk]
        assert check.published is not None and check.tally is None
        from_result = [attack.from_published(check.published)] * people
        for tables in (while_answering, dump):
            assert attack.one_each(tables, people, check.pk) is None
        linked += attack.hits(attack.one_each(dump, people, check.pk) or from_result, truth)
        published_only += attack.hits(from_result, truth)
        in_all += people * len(KEYS)
    assert linked == published_only
    assert in_all > 15_000 and published_only < 0.6 * in_all
    # Log and mails say nothing at all.
    assert lines == [] and mail.outbox == []
    # The order of what was written is neither that of the people nor that of the alphabet.
    in_place = in_alphabet = shown = 0
    for check in checks:
        found = list(TrustText.objects.filter(trust=check).order_by("pk"))
        order = [text.text for text in found]
        assert sorted(order) == (sorted(texts[check.pk]) if check.mode == "counts" else [])
        in_place += sum(a == b for a, b in zip(order, texts[check.pk], strict=False))
        in_alphabet += sum(a == b for a, b in zip(order, sorted(order), strict=True))
        shown += len(order)
    # One in five by chance; over 870 texts that is 174, give or take 12.
    assert shown > 800
    for hits in (in_place, in_alphabet):
        assert 0.1 * shown < hits < 0.3 * shown


def test_the_control_a_naive_store_links_everybody(cast: Cast) -> None:
    """Rows in the order in which they came, and elsewhere who was there."""
    rng = Dice(1)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {NAIVE} (id integer, trust_id integer, said text)")
        for check in range(1, 6):
            truth = say(rng, people_of(check))
            for n, one in enumerate(truth):
                values = [1000 + n, check, json.dumps(dict(zip(KEYS, one, strict=True)))]
                cursor.execute(f"INSERT INTO {NAIVE} VALUES (%s, %s, %s)", values)  # noqa: S608
            found = attack.one_each({NAIVE: attack.tables()[NAIVE]}, len(truth), check)
            assert found is not None and attack.hits(found, truth) == len(truth) * len(KEYS)
        # And one list in one row, in the order of arrival.
        listed = {"t": [(1, 77, json.dumps({"answers": [list(one) for one in truth]}))]}
        assert attack.one_each(listed, len(truth), 77) == truth
        cursor.execute(f"DROP TABLE {NAIVE}")


def test_who_said_what_changes_nothing_that_is_stored(cast: Cast, open_for_ever) -> None:
    """The same answers of other people in another order leave the very same rows."""
    rng = Dice(7)
    one, other = made(answering(cast), [12, 12])
    said = [(dict(zip(KEYS, answers, strict=True)), f"k{n}") for n, answers in
            enumerate(say(rng, 12))]  # fmt: skip
    for check, order in ((one, said), (other, rng.mixed(said))):
        for answers, ticket in order:
            check.add_answer(answers, "", ticket=ticket)
    stored = TrustCheck.objects.filter(pk__in=[one.pk, other.pk]).order_by("pk")
    columns = [field.column for field in TrustCheck._meta.fields]
    free = {"id", "evaluation_id"}
    for is_over in (False, True):
        if is_over:
            stored.publish_all()
        first, second = stored.values(*[name for name in columns if name not in free])
        assert first == second


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_people_who_answer_at_once_nobody_is_lost(monkeypatch) -> None:
    check = answering(make_cast()).trust.get(side="group")
    meet_before(monkeypatch, TrustCheck.objects, "filter")
    race(lambda n: check.add_answer(dict.fromkeys(KEYS, 1 + n), f"tekst {n}", ticket=f"k{n}"))
    check.refresh_from_db()
    assert check.tally is not None and check.tally["answers"] == 3
    assert check.tally["texts"] == ["tekst 0", "tekst 1", "tekst 2"]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_answers_are_lost(monkeypatch) -> None:
    check = answering(make_cast()).trust.get(side="group")
    without_transactions(monkeypatch)
    meet_before(monkeypatch, TrustCheck.objects, "filter")
    race(lambda n: check.add_answer(dict.fromkeys(KEYS, 1 + n)))
    check.refresh_from_db()
    assert check.tally is not None and check.tally["answers"] < 3


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_an_answer_and_the_end_at_once_the_answer_counts_or_is_refused(monkeypatch) -> None:
    cast = make_cast()
    evaluation = answering(cast, group=5)
    check = evaluation.trust.get(side="group")
    for n in range(4):
        check.add_answer(dict.fromkeys(KEYS, 4), ticket=f"k{n}")

    def act(n: int) -> None:
        if n == 0:
            Evaluation.objects.get(pk=evaluation.pk).gather(by=cast.noor)
        else:
            check.add_answer(dict.fromkeys(KEYS, 4), ticket=f"late {n}")

    refused = sum(isinstance(result, Exception) for result in race(act))
    check.refresh_from_db()
    assert check.tally is None and check.published is not None
    assert check.published.answers == (0 if refused == 2 else 4 + 2 - refused)
