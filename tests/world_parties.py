"""Another party in the world of test_access.py, with a line of its own and a link."""

from __future__ import annotations

from agreements.models import AgreementVersion, Commitment, OtherParty, PartyLink
from agreements.states import PartyKind
from initiatives.models import Initiative, LinkKind, Participant, ShareLink
from tests.factories import add_clause, line, make_agreement
from tests.world_makers import take_effect

NAME = "De buren van nummer 2"


def party_of(initiative: Initiative, official: Participant) -> OtherParty:
    """The one party of `initiative` with a link; made when it is not there, at a text
    that is in effect."""
    there = OtherParty.objects.filter(agreement__initiative=initiative, name=NAME).first()
    if there is not None:
        return there
    version = make_agreement(initiative, by=official, title="Met de buren")
    add_clause(version, "Wat doen de buren?", line("Zij bellen eerst.", "other", party_name=NAME))
    version.propose(by=official)
    take_effect(version, official)
    party = OtherParty.add(
        version.agreement, by=official, kind=PartyKind.NEIGHBOURS, name=NAME, role="Wonen ernaast."
    )
    PartyLink.make(party, by=official)
    return party


def link_of(party: OtherParty) -> ShareLink:
    return ShareLink.objects.get(kind=LinkKind.PARTY, party_link__party=party)


def text_of(party: OtherParty) -> AgreementVersion:
    return party.agreement.versions.get()


def line_of(party: OtherParty) -> Commitment:
    return Commitment.objects.get(clause__version=text_of(party), party_name=NAME)
