"""Ending a round: said first what it means, and for good."""

from django.test import Client

from evaluations.models import RoundAnswer
from initiatives.models import Event
from tests.conftest import Cast
from tests.evaluations.rounds import SECRET, path, say, start
from tests.factories import make_participant


def test_it_ends_for_good_and_tells_nobody(cast: Cast, client: Client) -> None:
    begun = start(cast)
    say(begun, cast.noor)
    told = Event.objects.count()
    dex, url = cast.sit(client, cast.dex), path("end_round", begun.pk)
    page = dex.get(url).content.decode()
    begun.refresh_from_db()
    assert begun.is_open and "Stop, en lees samen" in page and SECRET not in page
    for _twice in range(2):
        assert dex.post(url)["Location"] == path("group_round", begun.pk)
    moment = type(begun).objects.get(pk=begun.pk).closed_at
    assert moment is not None and dex.get(url)["Location"] == path("group_round", begun.pk)
    begun.end(by=cast.samira)
    assert begun.closed_at == moment
    assert SECRET in dex.get(path("group_round", begun.pk)).content.decode()
    assert Event.objects.count() == told


def test_of_which_nobody_said_anything(cast: Cast, client: Client) -> None:
    begun = start(cast)
    begun.end(by=cast.noor)
    page = cast.sit(client, cast.dex).get(path("group_round", begun.pk)).content.decode()
    assert "Niemand vulde iets in." in page and path("share_round", begun.pk) not in page


def test_the_numbers_no_longer_say_who_came_first(cast: Cast) -> None:
    """They stand in addresses on the page, also for who reads a round that was shared."""
    begun = start(cast)
    people = [make_participant(cast.club, name=f"Mus{n}") for n in range(12)]
    for person in people:
        say(begun, person, good=person.name)
    before = dict(RoundAnswer.objects.values_list("by", "pk"))
    begun.end(by=cast.noor)
    found = list(RoundAnswer.objects.order_by("pk"))
    # By chance one in 479 million.
    assert [answer.by_id for answer in found] != [person.pk for person in people]
    assert not {answer.pk for answer in found} & set(before.values())
    after = {answer.by_id: answer.pk for answer in found}
    assert after.keys() == before.keys()
    assert all(answer.better == SECRET and answer.mood == "bad" for answer in found)
    begun.end(by=cast.dex)
    assert dict(RoundAnswer.objects.values_list("by", "pk")) == after
