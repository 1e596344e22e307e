"""A face and two sentences, which the same one may change while the round runs."""

from __future__ import annotations

import pytest
from django.test import Client

from evaluations.models import RoundAnswer
from initiatives.states import Refused
from tests.conftest import Cast
from tests.evaluations.rounds import path, say, start
from tests.overview.world import signed_in


def test_answering_twice_changes_what_one_said(cast: Cast, client: Client) -> None:
    begun = start(cast)
    dex, url = cast.sit(client, cast.dex), path("answer_round", begun.pk)
    for n in (1, 2):
        assert (
            dex.post(url, {"mood": "bad", "good": f"Samen {n}.", "own": "Ja."}).status_code == 303
        )
    answer = RoundAnswer.objects.get()
    assert (answer.by, answer.good, answer.own, answer.better) == (cast.dex, "Samen 2.", "Ja.", "")
    form = dex.get(url).content.decode()
    assert "Samen 2." in form and "Is Ooievaar nog leuk?" in form
    assert signed_in(cast.samira).post(url, {"mood": "good"}).status_code == 303
    assert RoundAnswer.objects.count() == 2


def test_a_face_is_enough_and_no_face_keeps_the_words(cast: Cast, client: Client) -> None:
    begun = start(cast, question="")
    dex, url = cast.sit(client, cast.dex), path("answer_round", begun.pk)
    wrong = dex.post(url, {"good": "De avonden."})
    text = wrong.content.decode()
    assert wrong.status_code == 422 and "De avonden." in text and "Kies een gezicht." in text
    assert 'name="own"' not in text
    assert dex.post(url, {"mood": "so_so", "own": "Nergens gevraagd."}).status_code == 303
    assert RoundAnswer.objects.get().own == ""
    # The round itself holds the form too, without any script.
    assert (
        f'action="{url}"'
        in signed_in(cast.samira).get(path("group_round", begun.pk)).content.decode()
    )


def test_after_the_end_nothing_comes_in(cast: Cast, client: Client) -> None:
    begun = start(cast)
    say(begun, cast.noor)
    begun.end(by=cast.noor)
    dex, url = cast.sit(client, cast.dex), path("answer_round", begun.pk)
    late = dex.post(url, {"mood": "good", "good": "Toch nog iets."})
    assert late.status_code == 409 and "Toch nog iets." in late.content.decode()
    assert dex.get(url)["Location"] == path("group_round", begun.pk)
    with pytest.raises(Refused):  # also not another word of who said something
        say(begun, cast.noor, mood="good")
    assert RoundAnswer.objects.get().mood == "bad"


def test_other_words_are_another_text(cast: Cast) -> None:
    begun = start(cast)
    answer = say(begun, cast.noor)
    answer.hide(by=cast.dex, because="Te hard.")
    say(begun, cast.noor)
    assert RoundAnswer.objects.get().hidden_at is not None
    say(begun, cast.noor, better="Het mag warmer.")
    assert RoundAnswer.objects.get().hidden_at is None
