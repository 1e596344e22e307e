"""The page of a look-back while people answer: what to fill in, who is asked, and no counts."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from agreements.models import Commitment
from evaluations.models import Evaluation
from tests.conftest import Cast
from tests.evaluations.looking import answering, begin, page
from tests.evaluations.trust import FOURS, check_of
from tests.overview.world import signed_in


def read(client: Client, evaluation: Evaluation) -> str:
    response = client.get(reverse("evaluation", args=[evaluation.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_it_says_what_to_do_who_is_asked_and_who_reads_it(cast: Cast, client: Client) -> None:
    evaluation = answering(cast, group=9, municipality=2)
    shown = read(cast.sit(client, cast.noor), evaluation)
    assert page(evaluation) in shown and "Vul in" in shown
    assert "9 gevraagd" in shown and "2 gevraagd" in shown
    assert "Er staat dan bij: de groep." in shown
    assert reverse("gather_answers", args=[evaluation.pk]) in shown
    assert "Er staat dan bij: de gemeente." in read(signed_in(cast.wouter), evaluation)


def test_it_goes_on_where_somebody_stopped(cast: Cast, client: Client) -> None:
    evaluation = answering(cast)
    sheet = begin(evaluation, cast.noor)
    sheet.answer("wrong", "De lamp bleef stuk.")
    shown = read(cast.sit(client, cast.noor), evaluation)
    assert page(evaluation, "geeft-energie") in shown and "Vraag 4 van 11" in shown
    assert "Dank je wel" not in shown
    sheet.finish(outcome="go_on")
    assert "Jij bent klaar" in read(client, evaluation)


def test_nobody_sees_what_others_filled_in_or_how_many_did(cast: Cast, client: Client) -> None:
    evaluation = answering(cast)
    everybody = [
        cast.sit(Client(), cast.dex),
        signed_in(cast.samira),
        signed_in(cast.wouter),
        signed_in(cast.police),
        cast.read(Client()),
    ]
    before = [_said_on(read(one, evaluation)) for one in everybody]
    sheet = begin(evaluation, cast.noor, together=7)
    sheet.answer("proud", "Zeeleeuwen overal.")
    sheet.say_of_lines({line.pk: "kept" for line in _lines(evaluation)[:1]})
    sheet.finish(outcome="stop")
    after = [_said_on(read(one, evaluation)) for one in everybody]
    assert before == after and all(before)
    timeline = reverse("timeline", args=[cast.club.pk])
    assert "Zeeleeuwen" not in signed_in(cast.wouter).get(timeline).content.decode()


def _lines(evaluation: Evaluation) -> list[Commitment]:
    return [
        line for clause in evaluation.version.clauses.all() for line in clause.commitments.all()
    ]


def _said_on(shown: str) -> str:
    """Without what differs at every look: the token against forged forms."""
    return shown.partition("<main")[2].partition("</main>")[0]


def test_the_other_party_reads_but_has_nothing_to_fill_in(cast: Cast) -> None:
    evaluation = answering(cast)
    shown = read(signed_in(cast.police), evaluation)
    assert page(evaluation) not in shown
    assert signed_in(cast.police).get(page(evaluation)).status_code == 403


def test_each_side_is_led_to_its_own_five_questions(cast: Cast, client: Client) -> None:
    evaluation = answering(cast, group=9, municipality=2)
    assert "zonder naam, op één scherm" in read(cast.sit(client, cast.noor), evaluation)
    assert "open, als gemeente" in read(signed_in(cast.wouter), evaluation)
    assert "Als begeleider doe je hier niet mee" in read(signed_in(cast.samira), evaluation)


def test_who_answered_on_trust_here_is_not_asked_again(cast: Cast, client: Client) -> None:
    evaluation = answering(cast, group=9, municipality=2)
    phone, trust = cast.sit(client, cast.noor), reverse("trust_check", args=[evaluation.pk])
    assert phone.post(trust, FOURS).status_code == 302
    shown = read(phone, evaluation)
    assert "Op dit apparaat is al ingevuld" in shown and "Naar de vijf vragen" not in shown
    assert f"{trust}?nog-iemand=ja" in shown
    begin(evaluation, cast.noor).finish()
    assert "Op dit apparaat is al ingevuld" in phone.get(page(evaluation)).content.decode()
    # Of a municipality that answers as one side, it says so to every colleague.
    town = signed_in(cast.wouter)
    assert "Vul ze samen in" in read(town, evaluation)
    check = check_of(evaluation, "municipality")
    check.say_joint(
        by=cast.wouter, answers=FOURS, text="", signed_as="wijkmanager", seen=check.revision
    )
    assert "Verander wat jullie kozen" in read(town, evaluation)


def test_a_small_group_gets_cards(cast: Cast, client: Client) -> None:
    evaluation = answering(cast, group=4)
    assert "Leg de vragen op tafel" in read(cast.sit(client, cast.noor), evaluation)


def test_of_somebody_elses_it_is_404(cast: Cast, client: Client) -> None:
    evaluation = answering(cast)
    client.force_login(cast.resident)
    assert client.get(reverse("evaluation", args=[evaluation.pk])).status_code == 404
    assert client.get(page(evaluation)).status_code == 404
