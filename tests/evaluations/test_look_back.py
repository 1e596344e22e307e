"""Beginning to look back, alone or around one phone; the list of questions, and the end."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from evaluations.models import Evaluation, LookBack
from initiatives.models import Event
from initiatives.states import Refused
from tests.conftest import Cast
from tests.evaluations.looking import answering, begin, page
from tests.overview.world import signed_in


def test_alone_leads_to_the_first_question(cast: Cast, client: Client) -> None:
    evaluation, told = answering(cast), Event.objects.count()
    browser = cast.sit(client, cast.noor)
    assert "Ik vul het in voor mezelf" in browser.get(page(evaluation)).content.decode()
    response = browser.post(page(evaluation), {"how": "alleen", "together": "nee"})
    assert response.status_code == 303 and response["Location"] == page(evaluation, "trots")
    sheet = LookBack.objects.get()
    assert (sheet.by, sheet.side, sheet.together) == (cast.noor, "group", None)
    assert Event.objects.count() == told, "that somebody answers stands nowhere"


def test_around_one_phone_says_with_how_many_and_a_guide_may_too(cast: Cast) -> None:
    evaluation = answering(cast)
    guide = signed_in(cast.samira)
    assert "Jij leest voor" in guide.get(page(evaluation)).content.decode()
    for number in ("", "1", "501", "twaalf"):
        response = guide.post(page(evaluation), {"how": "samen", "together": number})
        assert response.status_code == 422 and not LookBack.objects.exists()
    guide.post(page(evaluation), {"how": "samen", "together": "6"})
    sheet = LookBack.objects.get()
    assert (sheet.by, sheet.side, sheet.together) == (cast.samira, "group", 6)
    assert "Samen ingevuld door ongeveer 6" in guide.get(page(evaluation)).content.decode()
    # It can still be alone, or with more.
    for how, together in ({"how": "alleen"}, None), ({"how": "samen", "together": "9"}, 9):
        assert guide.post(page(evaluation), how)["Location"] == page(evaluation)
        sheet.refresh_from_db()
        assert sheet.together == together
    assert LookBack.objects.count() == 1


def test_who_reads_by_the_link_says_first_who_it_is(cast: Cast, client: Client) -> None:
    evaluation = answering(cast)
    response = cast.read(client).get(page(evaluation))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("take_seat", args=[cast.club.pk]))
    shown = client.get(response["Location"]).content.decode()
    assert "wie dit zegt" not in shown, "no name stands beside what somebody fills in"


def test_the_end_thanks_and_offers_a_few_more_questions(cast: Cast, client: Client) -> None:
    evaluation = answering(cast)
    sheet = begin(evaluation, cast.noor)
    browser = cast.sit(client, cast.noor)
    shown = browser.get(page(evaluation)).content.decode()
    assert "Ga verder waar je was" in shown and "Nog even?" not in shown
    sheet.finish(outcome="change")
    shown = browser.get(page(evaluation)).content.decode()
    assert "Klaar, dank je wel" in shown and page(evaluation, "telt-iedereen-mee") in shown
    assert page(evaluation, "wat-helpt") in shown and page(evaluation, "eigen-deel") not in shown
    begin(evaluation, cast.wouter).finish()
    shown = signed_in(cast.wouter).get(page(evaluation)).content.decode()
    assert page(evaluation, "eigen-deel") in shown and page(evaluation, "wat-helpt") not in shown


def test_when_answering_is_over_it_leads_to_what_everybody_said(cast: Cast) -> None:
    evaluation = answering(cast)
    official = signed_in(cast.wouter)
    evaluation.gather(by=cast.noor)
    there = reverse("evaluation", args=[evaluation.pk])
    assert official.get(page(evaluation))["Location"] == there
    assert official.get(page(evaluation, "trots"))["Location"] == there
    assert official.post(page(evaluation), {"how": "alleen"}).status_code == 409
    assert not LookBack.objects.exists()


def test_a_side_only(cast: Cast) -> None:
    evaluation = answering(cast)
    with pytest.raises(Refused):
        LookBack.begin(evaluation, by=cast.police)
    with pytest.raises(Refused):
        LookBack.begin(evaluation, by=cast.noor, together=1)
    assert LookBack.objects.of(evaluation, None) is None


def test_nobody_begins_for_another_initiative(cast: Cast) -> None:
    evaluation: Evaluation = answering(cast)
    assert signed_in(cast.elsewhere).get(page(evaluation)).status_code in (403, 404)
