"""What a side wants with one clause, beside what was said of it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from evaluations.models import ClauseVerdict, Evaluation, LineLookBack, LookBack
from tests.conftest import Cast
from tests.evaluations.concluding import judge, talking
from tests.overview import world


@pytest.fixture
def evaluation(cast: Cast) -> Evaluation:
    return talking(cast)


@pytest.fixture
def official(cast: Cast) -> Client:
    return world.signed_in(cast.wouter)


def address(evaluation: Evaluation, n: int = 0) -> str:
    return reverse("say_verdict", args=[evaluation.pk, evaluation.version.clauses.all()[n].key])


def test_what_was_said_of_its_lines_stands_beside_it(
    cast: Cast, official: Client, evaluation: Evaluation
) -> None:
    line = evaluation.version.clauses.all()[0].commitments.all()[0]
    sheet = LookBack.objects.create(evaluation=evaluation, by=cast.noor, side="group")
    LineLookBack.objects.create(look_back=sheet, line=line, word="not_kept")
    page = official.get(address(evaluation)).content.decode()
    assert line.text in page and "niet gelukt" in page
    assert not any(name in page for name in world.NICKNAMES)


def test_one_clause_after_the_other_and_then_the_whole(
    official: Client, evaluation: Evaluation
) -> None:
    sent = official.post(address(evaluation), {"word": "change", "text": "Eerder open."})
    assert sent["Location"] == address(evaluation, 1)
    sent = official.post(address(evaluation, 1), {"word": "keep"})
    assert sent["Location"] == reverse("conclude", args=[evaluation.pk])
    words = {said.side: said.word for said in evaluation.verdicts.all()}
    assert evaluation.verdicts.count() == 2 and set(words) == {"municipality"}


def test_both_sides_read_the_word_of_the_other_and_it_can_be_hidden(
    cast: Cast, client: Client, official: Client, evaluation: Evaluation
) -> None:
    official.post(address(evaluation), {"word": "drop", "text": "Er komt niemand."})
    verdict = ClauseVerdict.objects.get()
    page = cast.sit(client, cast.noor).get(address(evaluation)).content.decode()
    assert "Er komt niemand." in page and "weg ermee" in page
    assert reverse("report_text", args=["oordeel", verdict.pk]) in page
    mine = official.get(address(evaluation)).content.decode()
    assert reverse("hide_text", args=["oordeel", verdict.pk]) in mine
    verdict.hide(by=cast.wouter, because="Een naam.")
    for who in (client, official):
        assert "Er komt niemand." not in who.get(address(evaluation)).content.decode()


def test_a_colleague_who_was_first_is_shown(
    cast: Cast, client: Client, evaluation: Evaluation
) -> None:
    key = evaluation.version.clauses.all()[0].key
    judge(evaluation, cast.samira, key, "keep")
    group = cast.sit(client, cast.noor)
    response = group.post(address(evaluation), {"word": "drop", "text": "Weg.", "seen": ""})
    page = response.content.decode()
    assert response.status_code == 409 and "koos net: houden" in page and "Weg." in page
    assert f'value="{ClauseVerdict.objects.get().seen}"' in page


def test_without_a_word_nothing_is_stored(official: Client, evaluation: Evaluation) -> None:
    for data in ({}, {"word": "onzin"}, {"word": "keep", "text": "x" * 301}):
        assert official.post(address(evaluation), data).status_code == 422
    assert not ClauseVerdict.objects.exists()


def test_a_clause_of_another_text_is_not_there(
    cast: Cast, official: Client, evaluation: Evaluation
) -> None:
    for key in ("nergens", "own_99"):
        there = reverse("say_verdict", args=[evaluation.pk, key])
        assert official.get(there).status_code == 404
        assert official.post(there, {"word": "keep"}).status_code == 404
