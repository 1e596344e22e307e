"""Everything that was answered to one question, in pages."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from evaluations.models import TrustText
from evaluations.publishing import KEYS
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


def test_the_page_on_which_it_is_reported_or_hidden_names_nobody(cast: Cast) -> None:
    """Not to the own group and its guide either: also for a person whom everybody may read."""
    type(cast.noor).objects.update(is_named=True)
    evaluation = looked.answering(cast)
    looked.fill_in(evaluation, cast.noor, proud="De avonden.")
    looked.fill_in(evaluation, cast.wouter, proud="Dat jullie bleven.")
    for n in range(9):
        answers = dict.fromkeys(KEYS, 4)
        evaluation.trust.get(side="group").add_answer(answers, f"Een sleutel {n}.")
    evaluation.gather(by=cast.samira)
    said: list[tuple[str, Any]] = [("terugblik", text) for text in looked.texts_of(evaluation)]
    said += [("nodig", text) for text in TrustText.objects.all()[:1]]
    assert len(said) == 3
    dex = cast.sit(Client(), cast.dex)
    readers = [world.signed_in(one) for one in (cast.samira, cast.wouter, cast.police)]
    for browser in (dex, *readers):
        for kind, text in said:
            for name in ("report_text", "hide_text"):
                page = browser.get(reverse(name, args=[kind, text.pk])).content.decode()
                if text.text in page:
                    quote = page[page.index('class="quote"') : page.index("<form class=")]
                    assert "Zwaluwnoor" not in quote and "Wouter" not in quote, (kind, name)
    report = reverse("report_text", args=["nodig", said[2][1].pk])
    assert said[2][1].text in dex.get(report).content.decode()
