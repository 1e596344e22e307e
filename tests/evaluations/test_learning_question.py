"""Learning questions: whose they are, who reads them, and what comes of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evaluations.models import LearningQuestion, Lesson
from initiatives.models import Circle, Event, Partner, Side
from initiatives.states import Overtaken, Refused
from tests.conftest import Cast
from tests.evaluations import learning as made
from tests.evaluations.learning import page
from tests.factories import make_participant
from tests.overview.world import signed_in

SECRET = "Hoe zeg ik dat ik het niet meer trek?"


def post(client: Client, name: str, pk: int, **fields: Any) -> Any:
    data = {"text": SECRET, "circle": "own", **fields}
    return client.post(reverse(name, args=[pk]), data)


def around(cast: Cast) -> dict[str, Client]:
    return {
        "noor": cast.sit(Client(), cast.noor),
        "dex": cast.sit(Client(), cast.dex),
        "samira": signed_in(cast.samira),
        "wouter": signed_in(cast.wouter),
        "police": signed_in(cast.police),
        "reader": cast.read(Client()),
        "manager": signed_in(cast.manager),
        "elsewhere": signed_in(cast.elsewhere),
    }


READS = {"noor", "dex", "samira", "wouter", "police", "reader"}


@pytest.mark.parametrize(
    ("circle", "readers", "told"),
    [(Circle.OWN, {"noor"}, 0), (Circle.SIDE, {"noor", "dex"}, 0), (Circle.SHARED, READS, 1)],
)
def test_its_bytes_reach_its_circle_only(
    cast: Cast, circle: Circle, readers: set[str], told: int
) -> None:
    browsers = around(cast)
    post(browsers["noor"], "add_learning_question", cast.club.pk, circle=circle, why="Druk.")
    post(browsers["noor"], "add_learning_question", cast.club.pk, circle=circle, why="Druk.")
    question = LearningQuestion.objects.get()
    assert (question.by, question.side, question.circle) == (cast.noor, Side.GROUP, circle)
    assert Event.objects.filter(verb="question_shared").count() == told
    for who, browser in browsers.items():
        response = browser.get(reverse("learning_question", args=[question.pk]))
        assert response.status_code == (200 if who in readers else 404), who
        around_it = [reverse("learning"), reverse("timeline", args=[cast.club.pk])]
        around_it += [reverse("initiative_learning", args=[cast.club.pk]), reverse("start")]
        for address in around_it:
            body = browser.get(address).content.decode()
            reads = SECRET in body
            assert not reads or who in readers, (who, address)
        # Nothing can be done about what is not there for them.
        for verb in ("report_text", "hide_text"):
            address = reverse(verb, args=["leervraag", question.pk])
            if circle != Circle.SHARED:
                assert browser.get(address).status_code == 404


def test_an_own_question_is_written_on_by_its_writer_alone(cast: Cast) -> None:
    own, ours = made.question(cast.noor, Circle.OWN), made.question(cast.noor, Circle.SIDE)
    shared = made.question(cast.noor)
    people = (cast.noor, cast.dex, cast.samira, cast.wouter, cast.police)
    expected = {own: [1, 0, 0, 0, 0], ours: [1, 1, 0, 0, 0], shared: [1, 1, 1, 0, 0]}
    for question, writes in expected.items():
        assert [int(question.is_of(person)) for person in people] == writes
    with pytest.raises(Refused):
        own.change(by=cast.dex, seen=1, text="Anders")
    with pytest.raises(Refused):
        shared.settle(by=cast.wouter, happened="Iets.")
    browser = signed_in(cast.wouter)
    for name in ("edit_learning_question", "settle_learning_question"):
        assert browser.get(reverse(name, args=[shared.pk])).status_code == 403
        assert browser.get(reverse(name, args=[own.pk])).status_code == 404


def test_sharing_goes_one_way_and_is_up_to_the_writer(cast: Cast) -> None:
    question = made.question(cast.noor, Circle.SIDE)
    with pytest.raises(Refused):
        question.change(by=cast.dex, seen=1, circle=Circle.SHARED)
    assert not Event.objects.filter(verb="question_shared").exists()
    question.change(by=cast.noor, seen=1, circle=Circle.SHARED)
    assert Event.objects.get(verb="question_shared").data == {"question": question.pk}
    with pytest.raises(Refused):
        question.change(by=cast.noor, seen=2, circle=Circle.OWN)
    question.refresh_from_db()
    assert question.circle == Circle.SHARED


def test_parties_that_do_not_know_each_other_share_no_side(cast: Cast) -> None:
    browser = signed_in(cast.police)
    form = page(browser, "add_learning_question", cast.club.pk)
    assert 'value="own"' in form and 'value="side"' not in form
    assert post(browser, "add_learning_question", cast.club.pk, circle="side").status_code == 422
    with pytest.raises(Refused):
        made.question(cast.police, Circle.SIDE)


def test_a_ready_question_is_only_a_beginning(cast: Cast, client: Client) -> None:
    browser = cast.sit(client, cast.noor)
    address = reverse("add_learning_question", args=[cast.club.pk])
    form = browser.get(address, {"vraag": "agenda"}).content.decode()
    assert "Hoe laat ik de groep de agenda maken?" in form
    assert 'value="own" id="id_circle_0" required checked' in form or "checked" in form
    assert browser.get(address, {"vraag": "onzin"}).status_code == 200
    assert not LearningQuestion.objects.exists()


def test_a_partner_comes_from_here(cast: Cast) -> None:
    by = cast.wouter
    school = Partner.add(cast.club, by=by, name="De school", kind="school")
    strange = Partner.add(cast.garden, by=cast.gardener, name="Andere", kind="school")
    browser = signed_in(by)
    ask = "add_learning_question"
    assert post(browser, ask, cast.club.pk, partner=strange.pk).status_code == 422
    assert post(browser, ask, cast.club.pk, partner=school.pk).status_code == 303
    question = LearningQuestion.objects.get()
    assert question.partner == school
    assert "De school" in page(browser, "learning_question", question.pk)
    assert "Andere" not in page(browser, "edit_learning_question", question.pk)
    # An organisation that was taken off stays with the question; a hidden one shows no name.
    school.end(by=by)
    assert "De school" in page(browser, "edit_learning_question", question.pk)
    school.hide(by=by, because="Een naam.")
    for name in ("learning_question", "edit_learning_question"):
        assert "De school" not in page(browser, name, question.pk)


def test_changed_on_two_devices_shows_both(cast: Cast, client: Client) -> None:
    question = made.question(cast.noor, Circle.SIDE, text="Eerst?")
    question.change(by=cast.dex, seen=1, text="Van Dex?")
    with pytest.raises(Overtaken):
        question.change(by=cast.noor, seen=1, text="Van Noor?")
    browser = cast.sit(client, cast.noor)
    fields = {"text": "Van Noor?", "circle": "side", "revision": 1}
    response = post(browser, "edit_learning_question", question.pk, **fields)
    body = response.content.decode()
    assert response.status_code == 409 and "<dd>Van Dex?</dd>" in body and "Van Noor?" in body
    fields["revision"] = 2
    assert post(browser, "edit_learning_question", question.pk, **fields).status_code == 303
    question.refresh_from_db()
    assert (question.text, question.revision) == ("Van Noor?", 3)


def test_what_happened_can_become_a_lesson(cast: Cast, client: Client) -> None:
    question = made.question(cast.noor, Circle.OWN)
    browser = cast.sit(client, cast.noor)
    address = reverse("settle_learning_question", args=[question.pk])
    assert "Die leest iedereen die bij jullie meeleest." in page(
        browser, "settle_learning_question", question.pk
    )
    fields = {"happened": "Ik zei het gewoon.", "lesson": "Zeg het gewoon."}
    for _time in range(2):
        assert browser.post(address, fields).status_code == 303
    question.refresh_from_db()
    lesson = Lesson.objects.get()
    assert (question.lesson, lesson.initiative, lesson.text) == (
        lesson,
        cast.club,
        fields["lesson"],
    )
    assert question.is_settled and not lesson.is_for_everyone
    assert reverse("lesson", args=[lesson.pk]) in page(browser, "learning_question", question.pk)
    # Of a question of one's own the timeline says nothing; the lesson says itself.
    assert not Event.objects.filter(verb="question_settled").exists()
    response = browser.post(address, {"happened": "Toch anders."})
    assert response.status_code == 409 and "Toch anders." in response.content.decode()


def test_without_a_lesson_it_stays_in_its_circle(cast: Cast) -> None:
    question = made.question(cast.wouter, Circle.SIDE)
    question.settle(by=cast.wouter, happened="Gevraagd en gehoord.")
    assert not Lesson.objects.exists() and question.lesson is None
    assert "Gevraagd en gehoord." not in page(
        signed_in(cast.samira), "initiative_learning", cast.club.pk
    )
    shared = made.question(cast.wouter)
    shared.settle(by=cast.wouter, happened="Idem.")
    assert Event.objects.filter(verb="question_settled").count() == 1


def test_a_shared_one_is_reported_and_hidden(cast: Cast, client: Client) -> None:
    question = made.question(cast.noor)
    body = page(signed_in(cast.wouter), "learning_question", question.pk)
    assert reverse("report_text", args=["leervraag", question.pk]) in body and "Zwaluw" not in body
    question.hide(by=cast.noor, because="Te precies.")
    browser = cast.sit(client, cast.noor)
    for name in ("learning_question", "settle_learning_question"):
        assert question.text not in page(browser, name, question.pk)
    leads_back = browser.get(reverse("edit_learning_question", args=[question.pk]))
    assert leads_back.headers["Location"] == reverse("learning_question", args=[question.pk])
    body = page(signed_in(cast.wouter), "learning_question", question.pk)
    assert question.text not in body and "Te precies." in body
    with pytest.raises(Refused):
        question.settle(by=cast.noor, happened="Iets.")


def test_who_changes_side_takes_no_question_of_that_side_along(cast: Cast) -> None:
    """What a side asked stays with that side, also when its writer is elsewhere by now."""
    person = make_participant(cast.club, Side.OTHER, "Buurtvader")
    question = LearningQuestion.objects.create(
        initiative=cast.club, by=person, side=Side.GUIDE, circle=Circle.SIDE, text="Van toen?"
    )
    address = reverse("learning_question", args=[question.pk])
    assert signed_in(person).get(address).status_code == 404
    assert signed_in(cast.samira).get(address).status_code == 200
