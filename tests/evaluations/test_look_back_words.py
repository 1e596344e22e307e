"""Everything that was answered to one question, in pages."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from tests.conftest import Cast
from tests.evaluations import looked
from tests.overview import world


def test_the_page_of_the_result_shows_a_few_and_the_rest_stands_one_tap_further(
    cast: Cast,
) -> None:
    evaluation = looked.answering(cast)
    looked.crowd(cast, evaluation, 28, proud="Trots op")
    looked.fill_in(evaluation, cast.wouter, proud="De gemeente ook.")
    evaluation.gather(by=cast.noor)
    reader = world.signed_in(cast.wouter)
    result = reader.get(reverse("evaluation", args=[evaluation.pk])).content.decode()
    path = reverse("look_back_words", args=[evaluation.pk, "trots"])
    assert path in result and "Lees alle 29" in result
    assert result.count('id="tekst-') == 6, "five of the group, one of the municipality"
    first, second = (reader.get(f"{path}?page={n}").content.decode() for n in (1, 2))
    assert first.count('id="tekst-') == 25 and second.count('id="tekst-') == 4
    both = first + second
    assert all(f"Trots op {n}<" in both for n in range(28)) and "De gemeente ook." in both
    for text in (first, second):
        main = text[text.index("<main") : text.index("</main>")]
        assert "Zwaluw" not in main and "Wouter" not in main
    hidden = looked.texts_of(evaluation)[0]
    hidden.hide(by=cast.samira, because="Een naam.")
    both = "".join(reader.get(f"{path}?page={n}").content.decode() for n in (1, 2))
    assert f"{hidden.text}<" not in both and "Een naam." in both


def test_a_question_that_is_not_there_and_one_without_answers(cast: Cast) -> None:
    evaluation = looked.over(cast)
    reader = cast.read(Client())
    gone = reverse("look_back_words", args=[evaluation.pk, "bestaat-niet"])
    assert reader.get(gone).status_code == 404
    empty = reverse("look_back_words", args=[evaluation.pk, "wie-missen-we"])
    assert "Hier schreef niemand iets bij." in reader.get(empty).content.decode()
