"""Several people fill in, and change what is open, at once. On both databases, with controls."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from agreements.forms.filling import mark_of
from agreements.models import AgreementVersion, OpenPoint
from initiatives.models import DutyKind, Participant, Side
from tests import factories as make
from tests.agreements.test_writing_races import clients_of
from tests.agreements.typing_in import texts_of
from tests.racing import RUNNERS, race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

SENTENCE = "Open op {dag}."


@pytest.fixture
def officials() -> list[Participant]:
    club = make.make_initiative()
    make.make_link(club)
    return [
        make.make_participant(club, Side.MUNICIPALITY, duty=DutyKind.CONTACT)
        for _ in range(RUNNERS)
    ]


@pytest.fixture
def draft(officials: list[Participant]) -> AgreementVersion:
    return make.make_agreement(officials[0].initiative, by=officials[0], clauses=0)


def test_one_fills_a_blank_and_the_others_keep_their_answer(
    officials: list[Participant], draft: AgreementVersion
) -> None:
    clause = make.add_clause(draft, "Wanneer?", make.line(SENTENCE))
    clients = clients_of(officials)
    spot = f"c{clause.pk}-{clause.commitments.get().key}-text"

    def act(n: int) -> Any:
        data = {f"{spot}-mark": mark_of(SENTENCE), f"{spot}-blanks": "{dag}",
                f"{spot}-blank_0": f"dag nummer {n}"}  # fmt: skip
        return clients[n].post(reverse("fill_blanks", args=[draft.pk]), data)

    answers = race(act)
    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [302] + [409] * (RUNNERS - 1)
    winner = statuses.index(302)
    assert texts_of(clause) == [f"Open op dag nummer {winner}."]
    for n, answer in enumerate(answers):
        if n != winner:
            assert f"dag nummer {n}" in answer.content.decode()


def rewrite_at_once(officials: list[Participant], point: OpenPoint) -> list[Any]:
    clients = clients_of(officials)

    def act(n: int) -> Any:
        data = {"what": f"Vraag van {n}?", "party": "both", "revision": point.revision,
                "version": point.version_id}  # fmt: skip
        return clients[n].post(reverse("edit_open_point", args=[point.pk]), data)

    return race(act)


def test_one_changes_an_open_point_and_the_others_see_both(
    officials: list[Participant], draft: AgreementVersion
) -> None:
    point = OpenPoint.add(draft, what="De tuin?", party="group")
    answers = rewrite_at_once(officials, point)
    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [302] + [409] * (RUNNERS - 1)
    winner = statuses.index(302)
    point.refresh_from_db()
    assert (point.what, point.revision) == (f"Vraag van {winner}?", 2)
    for n, answer in enumerate(answers):
        if n != winner:
            body = answer.content.decode()
            assert f"Vraag van {n}?" in body and f"Vraag van {winner}?" in body


def test_control_without_the_revision_texts_are_gone(
    officials: list[Participant], draft: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = OpenPoint.rewrite

    def whatever_revision(self: OpenPoint, *, revision: int, **what: Any) -> None:
        original(self, revision=OpenPoint.objects.get(pk=self.pk).revision, **what)

    monkeypatch.setattr(OpenPoint, "rewrite", whatever_revision)
    point = OpenPoint.add(draft, what="De tuin?", party="group")
    statuses = [answer.status_code for answer in rewrite_at_once(officials, point)]
    assert statuses.count(302) > 1, "the revision is what keeps the others out"


def test_the_same_point_added_by_many_is_there_once(
    officials: list[Participant], draft: AgreementVersion
) -> None:
    race(lambda _n: OpenPoint.add(draft, what="De tuin?", party="group"))
    assert draft.open_points.count() == 1
