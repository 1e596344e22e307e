"""From a text to the look-back that it came from."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from evaluations.states import Outcome
from tests.conftest import Cast
from tests.evaluations.concluding import both, close, in_days, talking
from tests.overview import world


def test_a_text_leads_back_to_where_it_came_from(cast: Cast, client: Client) -> None:
    evaluation = talking(cast)
    both(cast, evaluation, Outcome.CHANGE)
    close(evaluation, cast.wouter)
    made = evaluation.led_to
    assert made is not None
    made.propose(by=cast.wouter)
    there = reverse("evaluation_of_version", args=[made.pk])
    for reader in (world.signed_in(cast.wouter), cast.sit(client, cast.noor)):
        got = reader.get(there)
        assert got["Location"] == reverse("evaluation", args=[evaluation.pk])
        for name, args in (("version", [made.pk]), ("versions", [made.agreement_id])):
            page = reader.get(reverse(name, args=args)).content.decode()
            assert there in page and "Komt uit samen terugkijken op" in page
        assert made.reason in page
        first = reverse("evaluation_of_version", args=[evaluation.version_id])
        assert reader.get(first).status_code == 404 and first not in page


def test_so_does_a_draft_and_a_trial_that_goes_on(cast: Cast) -> None:
    official = world.signed_in(cast.wouter)
    version = world.run(cast)
    world.set_dates(version, trial_until=in_days(10))
    version.refresh_from_db()
    evaluation = talking(cast, version)
    both(cast, evaluation, Outcome.LONGER_TRIAL, until_on=in_days(50))
    close(evaluation, cast.noor)
    got = official.get(reverse("evaluation_of_version", args=[evaluation.led_to_id]))
    assert got["Location"] == reverse("evaluation", args=[evaluation.pk])
    # Of the same agreement, once more: now with a draft, which both sides write.
    next_one = talking(cast, version)
    evaluation.led_to.withdraw(by=cast.wouter)
    both(cast, next_one, Outcome.CHANGE)
    close(next_one, cast.noor)
    page = official.get(reverse("write", args=[next_one.led_to_id])).content.decode()
    assert reverse("evaluation_of_version", args=[next_one.led_to_id]) in page
