"""Beginning a round of the group: one at a time, by who is of the group or guides it."""

from __future__ import annotations

import pytest
from django.test import Client

from evaluations.models import GroupRound
from initiatives.states import Refused
from tests.conftest import Cast
from tests.evaluations.rounds import path, start
from tests.overview.world import signed_in


def test_one_runs_at_a_time_and_a_double_tap_is_one(cast: Cast, client: Client) -> None:
    dex, url = cast.sit(client, cast.dex), path("start_round", cast.club.pk)
    first = dex.post(url, {"question": "Nog leuk?"})
    assert first.status_code == 303
    assert dex.post(url, {"question": "Nog leuk?"})["Location"] == first["Location"]
    again = signed_in(cast.samira).post(url, {"question": "Is vrijdag goed?"})
    assert again.status_code == 409 and "Is vrijdag goed?" in again.content.decode()
    begun = GroupRound.objects.get()
    assert (begun.question, begun.opened_by) == ("Nog leuk?", cast.dex)
    page = dex.get(url).content.decode()
    assert path("group_round", begun.pk) in page and 'name="question"' not in page
    begun.end(by=cast.noor)
    assert 'name="question"' in dex.get(url).content.decode()
    assert GroupRound.start(cast.club, by=cast.noor).pk != begun.pk


def test_another_question_while_one_runs_is_refused_with_its_text(cast: Cast) -> None:
    start(cast)
    with pytest.raises(Refused) as refusal:
        GroupRound.start(cast.club, by=cast.samira, question="Iets anders?")
    assert refusal.value.kept == "Iets anders?"


def test_a_question_that_is_too_long_stays(cast: Cast, client: Client) -> None:
    long = "q" * 161
    answer = cast.sit(client, cast.dex).post(path("start_round", cast.club.pk), {"question": long})
    assert answer.status_code == 422 and long in answer.content.decode()
    assert not GroupRound.objects.exists()
