"""Other words or other readers, by the side that wrote it."""

from __future__ import annotations

from django.test import Client

from evaluations.models import Lesson
from tests.conftest import Cast
from tests.evaluations.lessons import filled_in, learn
from tests.evaluations.rounds import path
from tests.overview.world import signed_in


def test_the_side_that_wrote_it_changes_it(cast: Cast, client: Client) -> None:
    lesson = learn(cast)
    url = path("edit_lesson", lesson.pk)
    dex = cast.sit(client, cast.dex)
    assert "Bel na een week" in dex.get(url).content.decode()
    answer = dex.post(url, filled_in(revision=1, readers="iedereen"))
    assert answer["Location"] == path("lesson", lesson.pk)
    lesson.refresh_from_db()
    assert (lesson.text, lesson.revision, lesson.is_for_everyone) == ("Bel eerder.", 2, True)
    # The same again is nothing, and a guide works with the group.
    dex.post(url, filled_in(revision=1, readers="iedereen"))
    assert Lesson.objects.get().revision == 2
    assert signed_in(cast.samira).get(url).status_code == 200
    for outsider in (cast.wouter, cast.police):
        assert signed_in(outsider).get(url).status_code == 403
        assert signed_in(outsider).post(url, filled_in(revision=2)).status_code == 403


def test_changed_meanwhile_both_texts_are_shown(cast: Cast, client: Client) -> None:
    lesson = learn(cast)
    url, dex = path("edit_lesson", lesson.pk), cast.sit(client, cast.dex)
    dex.post(url, filled_in(revision=1))
    late = signed_in(cast.samira).post(url, filled_in(revision=1, text="Vraag het twee keer."))
    text = late.content.decode()
    assert late.status_code == 409 and "Vraag het twee keer." in text and "Bel eerder." in text
    assert 'name="revision" value="2"' in text
    assert Lesson.objects.get().text == "Bel eerder."


def test_other_words_are_another_text_and_hidden_ones_wait(cast: Cast, client: Client) -> None:
    lesson = learn(cast)
    lesson.report(by=cast.wouter, because="Klopt niet.")
    url, dex = path("edit_lesson", lesson.pk), cast.sit(client, cast.dex)
    dex.post(url, filled_in(revision=1))
    lesson.refresh_from_db()
    assert lesson.reported_at is None and lesson.by == cast.dex
    lesson.hide(by=cast.noor, because="Naam.")
    assert dex.get(url)["Location"] == path("lesson", lesson.pk)
    refused = dex.post(url, filled_in(revision=2, text="Iets anders."))
    assert refused.status_code == 409 and "Iets anders." in refused.content.decode()
