"""Writing a lesson down, perhaps from a look-back or an agreement that ended with one."""

from __future__ import annotations

import pytest
from django.test import Client

from evaluations.models import Lesson
from evaluations.states import State
from initiatives.models import Event
from tests.conftest import Cast
from tests.evaluations.lessons import filled_in, learn
from tests.evaluations.rounds import path
from tests.factories import line
from tests.overview.world import run, signed_in
from tests.world_evaluations import make_evaluation


def test_it_is_written_once_and_told_without_its_words(cast: Cast, client: Client) -> None:
    dex, url = cast.sit(client, cast.dex), path("add_lesson", cast.club.pk)
    sent = filled_in(pattern="elephant", readers="iedereen")
    first = dex.post(url, sent)
    assert dex.post(url, sent)["Location"] == first["Location"]
    lesson = Lesson.objects.get()
    assert (lesson.by, lesson.pattern, lesson.is_for_everyone) == (cast.dex, "elephant", True)
    event = Event.objects.get(verb="lesson_written")
    assert event.data == {"lesson": lesson.pk}
    told = signed_in(cast.wouter).get(path("timeline", cast.club.pk)).content.decode()
    assert "schreef een les op" in told and "Bel eerder." not in told


@pytest.mark.parametrize("field", ["happened", "text"])
def test_what_is_wrong_stands_at_the_field_and_nothing_is_lost(
    cast: Cast, client: Client, field: str
) -> None:
    dex, url = cast.sit(client, cast.dex), path("add_lesson", cast.club.pk)
    for wrong in ("", "x" * 401):
        answer = dex.post(url, filled_in(**{field: wrong}))
        text = answer.content.decode()
        assert answer.status_code == 422 and wrong in text and "aria-invalid" in text
    assert not Lesson.objects.exists()


def test_from_an_agreement_that_stopped(cast: Cast, client: Client) -> None:
    agreement = run(cast, line("Wij sluiten af.", "group")).agreement
    agreement.end(by=cast.noor, because="We verhuizen.", lesson="Vraag eerder om een sleutel.")
    dex = cast.sit(client, cast.dex)
    ended = dex.get(path("agreement", agreement.pk), follow=True).content.decode()
    asked = f"{path('add_lesson', cast.club.pk)}?afspraak={agreement.pk}"
    assert asked in ended
    form = dex.get(asked).content.decode()
    assert "We verhuizen." in form and "Vraag eerder om een sleutel." in form
    dex.post(path("add_lesson", cast.club.pk), filled_in(afspraak=agreement.pk))
    lesson = Lesson.objects.get()
    assert lesson.agreement == agreement
    # It stays, also for who reads along, after the agreement is over.
    for browser in (dex, signed_in(cast.wouter)):
        page = browser.get(path("lesson", lesson.pk)).content.decode()
        assert "Bel eerder." in page and path("agreement", agreement.pk) in page


def test_from_a_look_back_that_is_gathered(cast: Cast, client: Client) -> None:
    version = run(cast, line("Wij sluiten af.", "group"))
    look_back = make_evaluation(version, cast.wouter)
    dex, url = cast.sit(client, cast.dex), path("add_lesson", cast.club.pk)
    sent = filled_in(terugblik=look_back.pk)
    assert dex.post(url, sent).status_code == 404  # people still answer
    type(look_back).objects.filter(pk=look_back.pk).update(
        state=State.TALKING, gathered_at=look_back.opened_at
    )
    assert dex.post(url, sent).status_code == 303
    lesson = Lesson.objects.get()
    assert (lesson.evaluation, lesson.agreement) == (look_back, version.agreement)


def test_of_something_elsewhere_it_is_404(cast: Cast, client: Client) -> None:
    """Ids in the form and in the address; also words that are no number."""
    agreement = run(cast, line("Wij sluiten af.", "group")).agreement
    gardener = cast.sit(client, cast.gardener)
    url = path("add_lesson", cast.garden.pk)
    for name, value in (("afspraak", agreement.pk), ("afspraak", "x"), ("terugblik", "9" * 30)):
        assert gardener.get(url, {name: value}).status_code == 404
        assert gardener.post(url, filled_in(**{name: value})).status_code == 404
    with pytest.raises(ValueError, match="its own initiative"):
        learn(cast, initiative=cast.garden, by=cast.gardener, agreement=agreement)
    assert not Lesson.objects.exists()
