""" "Juridisch advies gevraagd" at a clause: the question, of whom, when, and the answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion, Clause, LegalAdvice
from agreements.states import Status
from initiatives.models import Event
from initiatives.states import Refused
from tests.conftest import Cast
from tests.factories import make_agreement
from tests.world_steps import advice_of, clause_of, with_a_step

QUESTION = "Mag een groep zonder rechtsvorm een sleutel hebben?"


@pytest.fixture
def running(cast: Cast) -> AgreementVersion:
    return with_a_step(cast.club, cast.wouter)


@pytest.fixture
def clause(running: AgreementVersion) -> Clause:
    return clause_of(running)


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_asked_and_answered_where_everybody_reads_it(
    cast: Cast, client: Client, official: Client, running: AgreementVersion, clause: Clause
) -> None:
    data = {"text": QUESTION, "asked_of": "de jurist van de gemeente", "asked_on": day(-2)}
    for _twice in range(2):
        response = official.post(reverse("ask_legal_advice", args=[clause.pk]), data)
        assert response.status_code == 303
    advice = LegalAdvice.objects.get()
    page = cast.sit(client, cast.noor).get(reverse("version", args=[running.pk])).content.decode()
    assert "Juridisch advies gevraagd" in page and "nog geen antwoord" in page
    assert QUESTION in page and "de jurist van de gemeente" in page
    assert "geen juridisch advies" in page and reverse("forms_of_cooperation") in page
    path = reverse("answer_legal_advice", args=[advice.pk])
    answer = {"answer": "Ja. Wie de sleutel krijgt, tekent ervoor.", "answered_on": day(0)}
    for _twice in range(2):
        assert client.post(path, answer).status_code == 303
    advice.refresh_from_db()
    assert advice.answered_by == cast.noor
    page = official.get(reverse("version", args=[running.pk])).content.decode()
    assert "Wie de sleutel krijgt, tekent ervoor." in page and "beantwoord</span>" in page
    verbs = Event.objects.filter(verb__startswith="advice_").order_by("pk")
    assert [event.verb for event in verbs] == ["advice_asked", "advice_answered"]


def test_a_second_answer_is_shown_the_first(
    cast: Cast, official: Client, running: AgreementVersion
) -> None:
    advice = advice_of(running, cast.wouter)
    advice.answer_it(by=cast.noor, answer="Ja.", answered_on=timezone.localdate())
    response = official.post(
        reverse("answer_legal_advice", args=[advice.pk]),
        {"answer": "Nee.", "answered_on": day(0)},
    )
    body = response.content.decode()
    assert response.status_code == 409
    assert "Dit antwoord staat er al" in body and "Ja." in body and "Nee." in body
    advice.refresh_from_db()
    assert advice.answer == "Ja."


def test_it_stays_with_its_clause_over_versions_and_in_a_draft(
    cast: Cast, official: Client, running: AgreementVersion
) -> None:
    advice_of(running, cast.wouter)
    draft = running.agreement.start_version(by=cast.wouter)
    for name in ("write", "version"):
        page = official.get(reverse(name, args=[draft.pk])).content.decode()
        assert QUESTION in page, name


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"text": ""}, "Vul dit in."),
        ({"asked_of": ""}, "Vul dit in."),
        ({"asked_on": day(1)}, "nog niet"),
        ({"text": "x" * 401}, "Dit is te lang"),
        ({"text": "Bel {@Noor}."}, "Noem hier niemand"),
    ],
)
def test_bad_questions(official: Client, clause: Clause, fields: dict[str, str], says: str) -> None:
    good = {"text": QUESTION, "asked_of": "de jurist", "asked_on": day(0)}
    response = official.post(reverse("ask_legal_advice", args=[clause.pk]), {**good, **fields})
    assert response.status_code == 422
    body = response.content.decode()
    assert says in body or "Kies vandaag of een dag die al was" in body or "toekomst" in body
    assert not LegalAdvice.objects.exists()


def test_an_answer_does_not_come_before_its_question(
    cast: Cast, official: Client, running: AgreementVersion
) -> None:
    advice = advice_of(running, cast.wouter)
    response = official.post(
        reverse("answer_legal_advice", args=[advice.pk]),
        {"answer": "Ja.", "answered_on": day(-1)},
    )
    assert response.status_code == 422
    assert "Dat is voor de dag van de vraag." in response.content.decode()


def test_a_draft_of_one_side_keeps_its_questions(
    cast: Cast, client: Client, official: Client
) -> None:
    draft = make_agreement(cast.club, by=cast.wouter)
    path = reverse("ask_legal_advice", args=[draft.clauses.all()[0].pk])
    data = {"text": QUESTION, "asked_of": "de jurist", "asked_on": day(0)}
    assert (
        official.post(path, data).headers["Location"].startswith(reverse("write", args=[draft.pk]))
    )
    assert not Event.objects.filter(verb="advice_asked").exists()
    cast.sit(client, cast.noor)
    assert client.get(path).status_code == 404
    advice = LegalAdvice.objects.get()
    assert client.get(reverse("answer_legal_advice", args=[advice.pk])).status_code == 404


def test_refused_on_a_text_that_is_over(
    cast: Cast, running: AgreementVersion, clause: Clause
) -> None:
    running.agreement.end(by=cast.noor, because="Klaar.")
    clause.refresh_from_db()
    clause.version.refresh_from_db()
    with pytest.raises(Refused):
        advice_of(clause.version, cast.wouter)


def test_refused_when_the_text_was_replaced_meanwhile(
    cast: Cast, running: AgreementVersion, clause: Clause
) -> None:
    assert clause.version.status == Status.IN_EFFECT, "as it was when the page was loaded"
    AgreementVersion.objects.filter(pk=running.pk).update(status=Status.REPLACED)
    with pytest.raises(Refused, match="niet meer aan de orde"):
        advice_of(clause.version, cast.wouter)


def test_a_hidden_question_reaches_nobody_and_takes_its_answer_along(
    cast: Cast, client: Client, official: Client, running: AgreementVersion
) -> None:
    advice = advice_of(running, cast.wouter)
    advice.answer_it(by=cast.noor, answer="Vraag het Jan.", answered_on=timezone.localdate())
    advice.hide(by=cast.wouter, because="Er staat een naam in.")
    page = cast.sit(client, cast.noor).get(reverse("version", args=[running.pk])).content.decode()
    assert QUESTION not in page and "Vraag het Jan." not in page
    assert client.get(reverse("answer_legal_advice", args=[advice.pk])).status_code == 404
