"""Sharing a round: a second tap that shows what others will read, and who they are."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from evaluations.models import GroupRound, RoundAnswer
from initiatives.models import Event
from initiatives.states import Refused
from tests.conftest import Cast
from tests.evaluations.rounds import SECRET, ended, path, say, start
from tests.overview.world import signed_in


def test_the_second_tap_shows_what_and_to_whom(cast: Cast, client: Client) -> None:
    over = ended(cast)
    dex, url = cast.sit(client, cast.dex), path("share_round", over.pk)
    page = dex.get(url).content.decode()
    assert SECRET in page and "Is Ooievaar nog leuk?" in page and 'name="seen" value="3"' in page
    assert "Wie dit gaan lezen" in page
    assert GroupRound.objects.get().shared_at is None
    for _twice in range(2):
        assert dex.post(url, {"seen": "3"})["Location"] == path("group_round", over.pk)
    over.refresh_from_db()
    assert over.shared_by == cast.dex
    assert Event.objects.filter(verb="round_shared").count() == 1
    assert dex.get(url)["Location"] == path("group_round", over.pk)
    town = signed_in(cast.wouter)
    assert (
        path("group_round", over.pk)
        in town.get(path("group_rounds", cast.club.pk)).content.decode()
    )
    told = town.get(path("timeline", cast.club.pk)).content.decode()
    assert "deelde wat de groep in een eigen rondje zei" in told and "Zwaluwdex" not in told


def test_what_was_not_on_the_screen_is_not_shared(cast: Cast, client: Client) -> None:
    over = ended(cast)
    RoundAnswer.take_back(over, by=cast.noor)
    dex, url = cast.sit(client, cast.dex), path("share_round", over.pk)
    stale = dex.post(url, {"seen": "3"})
    assert stale.status_code == 409 and 'name="seen" value="2"' in stale.content.decode()
    assert GroupRound.objects.get().shared_at is None


@pytest.mark.parametrize("hides", [False, True])
def test_what_is_not_over_or_empty_is_not_shared(cast: Cast, hides: bool) -> None:
    begun = start(cast)
    say(begun, cast.noor)
    with pytest.raises(Refused):
        begun.share(by=cast.noor, seen=1)
    begun.end(by=cast.noor)
    if hides:
        RoundAnswer.objects.get().hide(by=cast.dex, because="Te hard.")
    else:
        RoundAnswer.take_back(begun, by=cast.noor)
    with pytest.raises(Refused):
        begun.share(by=cast.noor, seen=0)


def test_a_newcomer_whom_nobody_knows_shares_nothing(cast: Cast) -> None:
    over = ended(cast)
    cast.dex.was_accepted = False
    with pytest.raises(Refused):
        over.share(by=cast.dex, seen=3)
    assert GroupRound.objects.get().shared_at is None


def test_no_other_side_ends_or_shares_it(cast: Cast) -> None:
    """Whatever a page would ask: the verbs themselves refuse."""
    over = ended(cast)
    verbs: tuple[Any, ...] = (over.end, lambda by: over.share(by=by, seen=3))
    for verb in verbs:
        with pytest.raises(ValueError, match="own round"):
            verb(by=cast.wouter)
