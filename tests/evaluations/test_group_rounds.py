"""The list of rounds: of the group all, of others what was shared."""

from django.test import Client
from django.utils import timezone

from evaluations.models import GroupRound
from tests.conftest import Cast
from tests.evaluations.rounds import ended, path, start
from tests.overview.world import signed_in


def test_empty_it_says_what_to_do_next(cast: Cast, client: Client) -> None:
    url = path("group_rounds", cast.club.pk)
    assert path("start_round", cast.club.pk) in cast.sit(client, cast.dex).get(url).content.decode()
    town = signed_in(cast.wouter).get(url).content.decode()
    assert "De groep deelde nog geen rondje." in town
    assert path("start_round", cast.club.pk) not in town


def test_each_reads_what_is_theirs_in_pages(cast: Cast, client: Client) -> None:
    shared = ended(cast)
    shared.share(by=cast.dex, seen=3)
    for _n in range(25):
        GroupRound.objects.create(
            initiative=cast.club, opened_by=cast.noor, closed_at=timezone.now()
        )
    begun = start(cast)
    url, dex = path("group_rounds", cast.club.pk), cast.sit(client, cast.dex)
    first = dex.get(url).content.decode()
    assert path("group_round", begun.pk) in first and "?page=2" in first
    start_url = path("start_round", cast.club.pk)
    assert start_url not in first, "one at a time"
    assert path("group_round", shared.pk) in dex.get(url + "?page=2").content.decode()
    town = signed_in(cast.wouter).get(url).content.decode()
    assert town.count('href="/rondje/') == 1 and path("group_round", shared.pk) in town
    begun.end(by=cast.noor)
    assert start_url in dex.get(url).content.decode()
