"""What somebody would find out: asked after its day, answered, and put into a next text."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion, OpenPoint, PointUpdate
from agreements.models.point_update import finds_out
from agreements.open_points import load_words, point_views
from agreements.states import ProgressState
from initiatives.models import Event
from initiatives.states import Refused
from tests.conftest import Cast
from tests.world_makers import take_effect
from tests.world_steps import WHAT, found_of, point_of, with_a_step


@pytest.fixture
def running(cast: Cast) -> AgreementVersion:
    return with_a_step(cast.club, cast.wouter)


@pytest.fixture
def point(running: AgreementVersion) -> OpenPoint:
    return point_of(running)


def view_of(point: OpenPoint):
    return point_views([point], words=load_words(point.version.agreement_id, [point]))[0]


def test_asked_the_day_after_its_day_until_it_is_said(
    cast: Cast, official: Client, running: AgreementVersion, point: OpenPoint
) -> None:
    assert point.due_on is not None
    assert not view_of(point).is_late, "on the day itself there is still time"
    with time_machine.travel(timezone.localtime() + timedelta(days=1)):
        official.force_login(cast.wouter.user)
        page = official.get(reverse("version", args=[running.pk])).content.decode()
        assert "de dag is voorbij" in page and "Vertel hoe het staat" in page
        assert view_of(point).is_late
        PointUpdate.say(
            point,
            by=cast.wouter,
            state=ProgressState.NO_NEWS,
            text="De buren zijn op vakantie.",
            look_again_on=timezone.localdate() + timedelta(days=7),
        )
        assert not view_of(point).is_late
    with time_machine.travel(timezone.localtime() + timedelta(days=8)):
        assert not view_of(point).is_late, "on the day to look again"
    with time_machine.travel(timezone.localtime() + timedelta(days=9)):
        assert view_of(point).is_late
        found_of(running, cast.wouter)
        assert not view_of(point).is_late and view_of(point).is_found


def test_three_answers_by_form(
    cast: Cast, official: Client, running: AgreementVersion, point: OpenPoint
) -> None:
    path = reverse("point_progress", args=[point.pk])
    later = (timezone.localdate() + timedelta(days=7)).isoformat()
    data = {"state": "no_news", "text": "Nog even.", "look_again_on": later}
    for _twice in range(2):
        assert official.post(path, data).status_code == 303
    assert point.updates.count() == 1
    assert official.post(path, {"state": "dropped"}).status_code == 303
    assert official.post(path, {"state": "done", "text": "Tot tien uur."}).status_code == 303
    assert [u.state for u in point.updates.all()] == ["no_news", "dropped", "done"]
    page = official.get(path).content.decode()
    assert "Dit is uitgezocht" in page and "Nog even." in page and "Niet meer nodig" in page
    shown = official.get(reverse("version", args=[running.pk])).content.decode()
    assert "uitgezocht</span>" in shown and "Tot tien uur." in shown
    sentence = Event.objects.filter(verb="point_found").get()
    assert sentence.data["what"] == WHAT


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "Kies hoe het staat."),
        ({"state": "stuck"}, "Kies een van deze drie."),
        ({"state": "done"}, "Schrijf kort op wat eruit is gekomen."),
        ({"state": "no_news"}, "Kies een dag waarop je weer kijkt."),
        ({"state": "no_news", "look_again_on": "2001-01-01"}, "Kies een dag na vandaag."),
        ({"state": "no_news", "look_again_on": "0026-01-01"}, "Dat jaar kan niet kloppen."),
        ({"state": "no_news", "look_again_on": "morgen"}, "Dit is geen dag."),
        ({"state": "done", "text": "x" * 301}, "Dit is te lang"),
        ({"state": "done", "text": "Vraag {@Noor}."}, "Noem hier niemand"),
    ],
)
def test_bad_input_is_said_at_the_field_and_kept(
    official: Client, point: OpenPoint, data: dict[str, str], says: str
) -> None:
    response = official.post(reverse("point_progress", args=[point.pk]), data)
    body = response.content.decode()
    assert response.status_code == 422 and says in body
    if data.get("look_again_on"):
        assert data["look_again_on"] in body
    assert not point.updates.exists()


def test_a_day_that_does_not_belong_is_left_out(official: Client, point: OpenPoint) -> None:
    data = {"state": "done", "text": "Ja.", "look_again_on": "2001-01-01"}
    assert official.post(reverse("point_progress", args=[point.pk]), data).status_code == 303
    assert point.updates.get().look_again_on is None


def test_a_day_to_look_again_is_kept_to_by_the_verb_too(cast: Cast, point: OpenPoint) -> None:
    today = timezone.localdate()
    for day in (today, today + timedelta(days=400)):
        with pytest.raises(Refused):
            PointUpdate.say(point, by=cast.wouter, state=ProgressState.NO_NEWS, look_again_on=day)
    found = PointUpdate.say(
        point, by=cast.wouter, state=ProgressState.DONE, text="Ja.", look_again_on=today
    )
    assert found.look_again_on is None


def test_who_would_find_out_says_it(
    cast: Cast, client: Client, official: Client, running: AgreementVersion, point: OpenPoint
) -> None:
    OpenPoint.objects.filter(pk=point.pk).update(party="municipality")
    path = reverse("point_progress", args=[point.pk])
    cast.sit(client, cast.noor)
    page = client.get(path).content.decode()
    assert "Wie dit zou uitzoeken, vertelt hier hoe het staat." in page and "<textarea" not in page
    refused = client.post(path, {"state": "done", "text": "Ja hoor."})
    assert refused.status_code == 409 and "Ja hoor." in refused.content.decode()
    assert official.post(path, {"state": "done", "text": "Ja."}).status_code == 303


@pytest.mark.parametrize("by_name", [True, False])
def test_another_party_that_would_find_out_says_it(
    cast: Cast, point: OpenPoint, by_name: bool
) -> None:
    # A name that was typed is stored as a reference.
    finder = cast.police.name if by_name else f"{{@{cast.police.pk}}}"
    OpenPoint.objects.filter(pk=point.pk).update(party="other", finder=finder)
    point.refresh_from_db()
    assert finds_out(point, cast.police)
    OpenPoint.objects.filter(pk=point.pk).update(finder=f"{{@{cast.police.pk}1}}")
    point.refresh_from_db()
    assert not finds_out(point, cast.police)


def test_an_older_text_says_where_to_go(
    cast: Cast, official: Client, running: AgreementVersion, point: OpenPoint
) -> None:
    draft = running.agreement.start_version(by=cast.wouter)
    draft.propose(by=cast.wouter)
    take_effect(draft, cast.wouter)
    response = official.post(
        reverse("point_progress", args=[point.pk]), {"state": "done", "text": "Ja."}
    )
    assert response.status_code == 409
    assert "Er geldt een nieuwere tekst." in response.content.decode()
    with pytest.raises(Refused):
        found_of(running, cast.wouter)
    found_of(draft, cast.wouter)
    assert view_of(point_of(draft)).is_found


def test_a_word_is_about_the_same_question_only(
    cast: Cast, running: AgreementVersion, point: OpenPoint
) -> None:
    found_of(running, cast.wouter)
    draft = running.agreement.start_version(by=cast.wouter)
    copy = point_of(draft)
    assert view_of(copy).is_found, "the same words"
    copy.rewrite(
        revision=copy.revision, what="Mag er een grill?", party="both", finder="", due_on=None
    )
    assert not view_of(copy).is_settled


def test_what_was_found_becomes_a_clause_of_a_new_draft(
    cast: Cast, official: Client, running: AgreementVersion
) -> None:
    update = found_of(running, cast.wouter)
    path = reverse("point_to_draft", args=[update.pk])
    response = official.post(path)
    draft = AgreementVersion.objects.get(agreement=running.agreement, status="draft")
    clause = draft.clauses.get(heading=WHAT)
    assert response.headers["Location"] == reverse("edit_clause", args=[clause.pk])
    assert [one.text for one in clause.commitments.all()] == ["Tot tien uur mag het."]
    assert not draft.open_points.exists() and running.open_points.exists()
    assert draft.reason == f"Uitgezocht: {WHAT}"
    assert official.post(path).headers["Location"] == response.headers["Location"], "once"
    assert draft.clauses.filter(heading=WHAT).count() == 1


def test_it_goes_into_the_draft_that_is_there_but_not_into_one_of_the_other_side(
    cast: Cast, client: Client, official: Client, running: AgreementVersion
) -> None:
    update = found_of(running, cast.wouter)
    path = reverse("point_to_draft", args=[update.pk])
    draft = running.agreement.start_version(by=cast.noor)
    refused = official.post(path)
    assert refused.status_code == 409
    assert "De groep is al bezig met een nieuwe versie." in refused.content.decode()
    assert cast.sit(client, cast.noor).post(path).status_code == 302
    assert draft.clauses.filter(heading=WHAT).exists()


def test_only_what_was_found_goes_into_a_draft(
    cast: Cast, official: Client, running: AgreementVersion, point: OpenPoint
) -> None:
    dropped = PointUpdate.say(point, by=cast.wouter, state=ProgressState.DROPPED)
    assert official.post(reverse("point_to_draft", args=[dropped.pk])).status_code == 409
    assert not AgreementVersion.objects.filter(status="draft").exists(), "nothing half done"


def test_hidden_words_reach_nobody(
    cast: Cast, client: Client, official: Client, running: AgreementVersion, point: OpenPoint
) -> None:
    update = found_of(running, cast.wouter)
    update.hide(by=cast.wouter, because="Klopt niet.")
    cast.sit(client, cast.noor)
    for name, pk in (("version", running.pk), ("point_progress", point.pk)):
        assert update.text not in client.get(reverse(name, args=[pk])).content.decode()
    assert client.post(reverse("point_to_draft", args=[update.pk])).status_code == 409
