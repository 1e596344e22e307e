"""Cards for on the table: the five sentences on paper, and why."""

from __future__ import annotations

from django.test import Client

from evaluations.publishing import ANSWERS
from evaluations.sentences import OF_BOTH
from tests.conftest import Cast
from tests.evaluations.looking import answering
from tests.evaluations.trust import page
from tests.overview.world import signed_in

REASON = "Bij zo weinig antwoorden is te raden wie wat koos."


def test_everybody_can_print_them_and_reads_why(cast: Cast) -> None:
    evaluation = answering(cast, group=4)
    phones = (cast.read(Client()), cast.sit(Client(), cast.dex, cast.link))
    for client in (*phones, signed_in(cast.samira), signed_in(cast.wouter)):
        content = client.get(page(evaluation, "trust_cards")).content.decode()
        assert REASON in content
        for sentence in OF_BOTH.values():
            assert str(sentence) in content
        for _value, word in ANSWERS:
            assert str(word) in content
    assert phones[0].post(page(evaluation, "trust_cards")).status_code == 405


def test_a_larger_group_may_use_them_too(cast: Cast) -> None:
    content = signed_in(cast.samira).get(page(answering(cast), "trust_cards")).content.decode()
    assert REASON not in content and "Print deze kaartjes" in content
