"""From the result of a look-back to a point of the next meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evaluations.models import Evaluation, TrustText
from evaluations.on_agenda import LONGEST
from initiatives.models import Event
from meetings.models import AgendaItem, Meeting
from tests.conftest import Cast
from tests.evaluations import looked
from tests.factories import line
from tests.overview import world


@pytest.fixture
def evaluation(cast: Cast) -> Evaluation:
    return looked.over(cast)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    at = timezone.now() + timedelta(days=8)
    return Meeting.plan(cast.club, by=cast.samira, starts_at=at, place="De kelder")


def url(evaluation: Evaluation, query: str = "") -> str:
    return reverse("put_on_agenda", args=[evaluation.pk]) + query


def filled_in(client: Client, evaluation: Evaluation, query: str) -> str:
    response = client.get(url(evaluation, query))
    assert response.status_code == 200
    return str(response.context["form"].initial["text"])


def test_what_the_result_says_is_filled_in(cast: Cast, evaluation: Evaluation) -> None:
    reader = world.signed_in(cast.wouter)
    lamp = looked.lines_of(evaluation)[1]
    proud = next(text for text in looked.texts_of(evaluation) if text.text == "De avonden.")
    need = TrustText.objects.create(trust=evaluation.trust.get(side="group"), text="Meer licht.")
    assert filled_in(reader, evaluation, "?zin=dare") == (
        "We kijken hier verschillend naar: “Ik durf het te zeggen als er iets misgaat.”"
    )
    assert filled_in(reader, evaluation, f"?regel={lamp.pk}") == (
        "Hoe gaan we verder met: “Er hangt een lamp bij de deur.”"
    )
    assert filled_in(reader, evaluation, f"?tekst={proud.pk}") == (
        "Bij het terugkijken zei iemand: “De avonden.”"
    )
    assert filled_in(reader, evaluation, f"?nodig={need.pk}") == "Dit is nog nodig: “Meer licht.”"
    assert filled_in(reader, evaluation, "") == ""
    assert filled_in(reader, evaluation, "?verschil=hoe-verder") == (
        "Hoe gaan we verder met “De Kelder”? We kozen niet hetzelfde."
    )
    key = evaluation.version.clauses.all()[0].key
    assert filled_in(reader, evaluation, f"?verschil={key}") == (
        "Wat doen we met “Wanneer mogen we erin?”? We kozen niet hetzelfde."
    )


def test_it_stands_on_the_agenda_once(cast: Cast, evaluation: Evaluation, meeting: Meeting) -> None:
    sender = world.signed_in(cast.wouter)
    for _twice in range(2):
        response = sender.post(url(evaluation), {"text": "De lamp."}, follow=True)
        assert response.redirect_chain[-1][0] == reverse("evaluation", args=[evaluation.pk])
    item = AgendaItem.objects.get(fixed="")
    assert (item.text, item.by, item.meeting) == ("De lamp.", cast.wouter, meeting)
    assert Event.objects.filter(verb="point_added").count() == 1
    assert "Het staat op de agenda van" in response.content.decode()


def test_who_came_by_the_link_does_it_for_the_group_without_a_name(
    cast: Cast, evaluation: Evaluation, meeting: Meeting
) -> None:
    reader = cast.read(Client())
    assert "Je naam komt er niet bij." in reader.get(url(evaluation)).content.decode()
    assert reader.post(url(evaluation), {"text": "De lamp."}).status_code == 303
    item = AgendaItem.objects.get(fixed="")
    assert item.by is None and item.side == "group"
    seated = cast.sit(Client(), cast.noor)
    assert seated.post(url(evaluation), {"text": "De deur.", "named": "groep"}).status_code == 303
    assert AgendaItem.objects.get(text="De deur.").by == cast.noor


def test_without_a_meeting_it_leads_to_planning_one(cast: Cast, evaluation: Evaluation) -> None:
    sender = world.signed_in(cast.wouter)
    text = sender.get(url(evaluation, "?zin=dare")).content.decode()
    assert reverse("plan_meeting", args=[cast.club.pk]) in text and "Ik durf het" in text
    answer = sender.post(url(evaluation), {"text": "De lamp."})
    text = answer.content.decode()
    assert answer.status_code == 409 and "Plan er eerst een." in text
    assert "De lamp." in text, "what was typed is kept"
    assert not AgendaItem.objects.filter(fixed="").exists()


def test_a_meeting_that_went_by_is_not_the_next(cast: Cast, evaluation: Evaluation) -> None:
    soon, later = (
        Meeting.plan(
            cast.club,
            by=cast.samira,
            starts_at=timezone.now() + timedelta(days=days),
            place="De kelder",
        )
        for days in (3, 9)
    )
    Meeting.objects.filter(pk=soon.pk).update(starts_at=timezone.now() - timedelta(days=3))
    world.signed_in(cast.wouter).post(url(evaluation), {"text": "De lamp."})
    assert AgendaItem.objects.get(fixed="").meeting == later


def test_nothing_of_another_look_back_and_nothing_hidden(
    cast: Cast, evaluation: Evaluation, meeting: Meeting
) -> None:
    reader = world.signed_in(cast.wouter)
    other = looked.answering(cast, world.run(cast, line("Elders."), title="Anders"))
    looked.fill_in(other, cast.noor, proud="Nog geheim.")
    secret = looked.texts_of(other)[0]
    hidden = looked.texts_of(evaluation)[0]
    hidden.hide(by=cast.samira, because="Een naam.")
    foreign_line = looked.lines_of(other)[0]
    for query in (
        f"tekst={secret.pk}",
        f"tekst={hidden.pk}",
        f"regel={foreign_line.pk}",
        "regel=x",
        "zin=gemeente",
        "nodig=9999",
        "verschil=nergens",
        "tekst=",
    ):
        assert reader.get(url(evaluation, f"?{query}")).status_code == 404, query
    assert reader.get(url(other)).status_code == 404
    assert reader.post(url(other), {"text": "De lamp."}).status_code == 404
    assert not AgendaItem.objects.filter(fixed="").exists()


def test_words_that_are_too_long_or_missing(
    cast: Cast, evaluation: Evaluation, meeting: Meeting
) -> None:
    sender = world.signed_in(cast.wouter)
    for text in ("", "   ", "x" * (LONGEST + 1)):
        answer = sender.post(url(evaluation), {"text": text})
        assert answer.status_code == 422 and text.strip() in answer.content.decode()
    long = looked.texts_of(evaluation)[0]
    type(long).objects.filter(pk=long.pk).update(text="woord " * 80)
    first = filled_in(sender, evaluation, f"?tekst={long.pk}")
    assert len(first) <= LONGEST and first.endswith("…”")
    assert sender.post(url(evaluation), {"text": first}).status_code == 303


def test_a_line_names_nobody_on_the_agenda(cast: Cast) -> None:
    text = line(f"{{@{cast.noor.pk}}} bewaart de sleutel.", "group")
    evaluation = looked.answering(cast, world.run(cast, text))
    evaluation.gather(by=cast.wouter)
    seen = filled_in(
        cast.sit(Client(), cast.dex), evaluation, f"?regel={looked.lines_of(evaluation)[0].pk}"
    )
    assert "Zwaluwnoor" not in seen and "bewaart de sleutel" in seen
