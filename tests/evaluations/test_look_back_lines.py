"""Every line of a long text, with what both sides said of it."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import AgreementVersion
from evaluations.models import Evaluation
from evaluations.states import LineWord
from evaluations.together import LONG_FROM
from tests.conftest import Cast
from tests.evaluations import looked
from tests.evaluations.concluding import judge
from tests.factories import add_clause, line, make_agreement
from tests.overview import world

A_CLAUSE = 5


def in_effect(cast: Cast, clauses: int) -> AgreementVersion:
    version = make_agreement(cast.club, by=cast.wouter, title="Lang", clauses=0)
    for number in range(clauses):
        names = [f"Regel {number}-{n} met {{@{cast.noor.pk}}}." for n in range(A_CLAUSE)]
        add_clause(version, f"Vraag {number}?", *(line(name, "group") for name in names))
    version.propose(by=cast.wouter)
    world.carry(cast, version)
    version.take_effect(by=cast.wouter)
    return version


def looked_back(cast: Cast, clauses: int) -> Evaluation:
    """The first line went otherwise, the rest went as it should."""
    evaluation = looked.answering(cast, in_effect(cast, clauses))
    words = (LineWord.NOT_KEPT, *[LineWord.KEPT] * (clauses * A_CLAUSE - 1))
    looked.fill_in(evaluation, cast.noor, words)
    evaluation.gather(by=cast.wouter)
    first = evaluation.version.clauses.all()[0].key
    judge(evaluation, cast.noor, first, "change", text="Dit moet korter.")
    judge(evaluation, cast.wouter, first, "keep")
    return evaluation


def test_the_result_of_a_long_text_leads_to_every_line_and_every_verdict(cast: Cast) -> None:
    """What went as it should too; all of it with links and nothing else."""
    clauses = LONG_FROM // A_CLAUSE + 1
    evaluation = looked_back(cast, clauses)
    here = reverse("look_back_lines", args=[evaluation.pk])
    official = world.signed_in(cast.wouter)
    result = official.get(reverse("evaluation", args=[evaluation.pk])).content.decode()
    assert result.count(here) == 2 and f"Lees alle {clauses * A_CLAUSE}" in result
    assert "Dit moet korter." not in result and 'id="oordeel-' not in result
    for browser in (official, cast.sit(Client(), cast.dex), cast.read(Client())):
        with CaptureQueriesContext(connection) as queries:
            text = browser.get(here).content.decode()
        assert len(queries) <= 10
        assert text.count('class="promised"') == clauses * A_CLAUSE
        assert f"Regel {clauses - 1}-{A_CLAUSE - 1} met" in text
        assert "Dit moet korter." in text and text.count('id="oordeel-') == 2
        # Only what asks for a talk goes on the agenda, and the difference.
        assert text.count("?regel=") == 1 and text.count("?verschil=") == 1
    assert "Zwaluwnoor" not in official.get(here).content.decode()


def test_a_hidden_verdict_reaches_nobody_here(cast: Cast) -> None:
    evaluation = looked_back(cast, 1)
    said = evaluation.verdicts.get(side="group")
    said.hide(by=cast.samira, because="Een naam.")
    text = world.signed_in(cast.wouter).get(reverse("look_back_lines", args=[evaluation.pk]))
    assert "Dit moet korter." not in text.content.decode()
    assert "Een naam." in text.content.decode()


def test_nothing_of_it_is_read_while_people_answer_or_elsewhere(cast: Cast) -> None:
    answering = looked.answering(cast)
    here = reverse("look_back_lines", args=[answering.pk])
    assert world.signed_in(cast.wouter).get(here).status_code == 404
    answering.gather(by=cast.wouter)
    assert world.signed_in(cast.wouter).get(here).status_code == 200
    assert world.signed_in(cast.elsewhere).get(here).status_code == 404
