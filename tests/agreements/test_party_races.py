"""Two people at once about other parties: one party, one link, and no word of who left."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Comment, OtherParty, PartyLink
from agreements.states import PartyKind
from initiatives.models import DutyKind, Event, Participant, ShareLink, Side
from initiatives.who import Claim
from tests import factories as make
from tests.conftest import with_claims
from tests.racing import meet_before, race, without_constraint, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def official() -> Participant:
    club = make.make_initiative()
    make.make_link(club)
    return make.make_participant(club, Side.MUNICIPALITY, duty=DutyKind.CONTACT)


def add_at_once(official: Participant):
    agreement = make.make_proposal(official.initiative, by=official).agreement

    def act(_n: int) -> OtherParty:
        return OtherParty.add(agreement, by=official, kind=PartyKind.NEIGHBOURS, name="De buren")

    return act


def test_two_taps_put_one_party_there(
    official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = add_at_once(official)
    meet_before(monkeypatch, OtherParty, "_speaker")
    results = race(act)
    assert not [r for r in results if isinstance(r, Exception)], "the second tap is no error"
    assert OtherParty.objects.count() == 1
    assert Event.objects.filter(verb="party_added").count() == 1


def test_control_without_the_guard_there_are_more(
    official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = add_at_once(official)
    meet_before(monkeypatch, OtherParty, "_speaker")
    with without_constraint(Participant, "one_name_per_initiative"), monkeypatch.context() as off:
        without_transactions(off)
        results = race(act)
        assert OtherParty.objects.count() > 1, results
        Event.objects.all().delete()
        OtherParty.objects.all().delete()
        official.initiative.agreements.all().delete()
        official.initiative.delete()


def link_at_once(official: Participant):
    party = add_at_once(official)(0)

    def act(_n: int) -> int:
        return PartyLink.make(party, by=official).link_id

    return act


def test_two_taps_make_one_link(official: Participant, monkeypatch: pytest.MonkeyPatch) -> None:
    act = link_at_once(official)
    meet_before(monkeypatch, ShareLink, "begin")
    results = race(act)
    assert len(set(results)) == 1, results
    assert PartyLink.objects.count() == 1


def test_control_without_the_guard_there_are_more_links(
    official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = link_at_once(official)
    meet_before(monkeypatch, ShareLink, "begin")
    with monkeypatch.context() as off:
        without_transactions(off)
        results = race(act)
    assert PartyLink.objects.count() > 1, results


def react_while_leaving(official: Participant):
    """One phone reacts by the link while the official says that they take no part any more."""
    party = add_at_once(official)(0)
    link = PartyLink.make(party, by=official).link
    clause = party.agreement.versions.get().clauses.all()[0]
    path = reverse("party_react", args=[link.pk, clause.pk])

    def act(n: int) -> int:
        if n:
            party.leave(by=official)
            return 0
        client = with_claims(Client(), [Claim(link.pk, link.generation)])
        return client.post(path, {"kind": "idea", "text": "Nog iets."}).status_code

    return party, act


def test_a_word_comes_before_they_left_or_is_refused(
    official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    party, act = react_while_leaving(official)
    meet_before(monkeypatch, Comment, "add", runners=2)
    status = race(act, runners=2)[0]
    party.refresh_from_db()
    assert not party.is_present
    said = Comment.objects.first()
    # Both fates are right; never a word of after they left.
    assert (said is None) == (status in (404, 409)), status
    if said is not None:
        assert party.left_at is not None and said.at <= party.left_at
