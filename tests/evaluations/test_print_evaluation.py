"""The result of a look-back on paper."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from evaluations.models import Conclusion
from tests.conftest import Cast
from tests.evaluations import looked
from tests.overview import world


def test_paper_says_what_was_agreed_what_became_of_it_and_how_people_go_on(cast: Cast) -> None:
    evaluation = looked.over(cast)
    for side, by in (("group", cast.noor), ("municipality", cast.wouter)):
        Conclusion.objects.create(
            evaluation=evaluation, side=side, by=by, outcome="go_on", text=f"Slot van {side}."
        )
    path = reverse("print_evaluation", args=[evaluation.pk])
    for browser in (
        world.signed_in(cast.wouter),
        cast.sit(Client(), cast.noor),
        cast.read(Client()),
    ):
        text = browser.get(path).content.decode()
        paper = text[text.index("<article") : text.index("</article>")]
        for words in (
            "Er hangt een lamp bij de deur.",
            "groep: <strong>niet gelukt</strong>",
            "Het is van ons.",
            "De avonden.",
            "Vertrouwen, naast elkaar",
            "hier kijken jullie verschillend naar",
            "Slot van group.",
        ):
            assert words in paper, words
        for never in ("Zwaluw", "Wouter", "<a ", "<form", '<svg class="chart'):
            assert never not in paper
    hidden = Conclusion.objects.get(side="group")
    hidden.hide(by=cast.noor, because="Niet zo.")
    assert "Slot van group." not in world.signed_in(cast.wouter).get(path).content.decode()


def test_a_look_back_in_which_nobody_said_anything_is_short(cast: Cast) -> None:
    evaluation = looked.answering(cast)
    evaluation.gather(by=cast.noor)
    page = world.signed_in(cast.wouter).get(reverse("print_evaluation", args=[evaluation.pk]))
    text = page.content.decode()
    assert "In eigen woorden" not in text and "Hier zijn geen cijfers over te zien." in text
