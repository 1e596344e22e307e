"""What the world of test_access.py is made of: one of a kind, in one initiative."""

from __future__ import annotations

from django.utils import timezone

from agreements.models import AgreementVersion, Confirmation, OnBehalf, ReadLink
from agreements.states import Word
from initiatives.models import (
    ChannelKind,
    ChannelReader,
    ContactChannel,
    DutyKind,
    Initiative,
    LinkKind,
    Participant,
    ShareLink,
    Side,
)
from tests.factories import add_clause, line, make_participant, make_proposal


def running_of(initiative: Initiative, official: Participant) -> AgreementVersion:
    """A text that is in effect: the group decided together, the official for the municipality."""
    return take_effect(make_proposal(initiative, by=official, title="Geldt"), official)


def take_effect(version: AgreementVersion, official: Participant) -> AgreementVersion:
    """Both sides carry it: the group decided together, the official for the municipality."""
    today = timezone.localdate()
    OnBehalf.note(
        version,
        by=official,
        decided_on=today,
        present_count=5,
        agreed_count=5,
        how="Handen omhoog.",
    )
    Confirmation.say(version, by=official, word=Word.BEHIND, has_mandate=True)
    version.take_effect(by=official)
    return version


# What a contact of the group left. Whoever did not open it receives it in no byte.
CHANNEL = "06 98765432"


def renewed_by(initiative: Initiative, official: Participant) -> AgreementVersion:
    """The second text of an agreement, with one other clause."""
    first = make_proposal(initiative, by=official, title="Hernieuwd")
    Confirmation.say(first, by=official, word=Word.BEHIND)
    second = first.agreement.start_version(by=official)
    add_clause(second, "Wat is er nieuw?", line("Dit is nieuw."))
    second.propose(by=official)
    return second


def contact_of(initiative: Initiative) -> Participant:
    """The contact of the group; made when there is none. Left a number and chose to be named."""
    group = Participant.objects.filter(initiative=initiative, side=Side.GROUP)
    contact = group.filter(duties__kind=DutyKind.CONTACT, duties__ended_on=None).first()
    if contact is None:
        contact = make_participant(initiative, duty=DutyKind.CONTACT, is_named=True)
    ContactChannel.leave(
        contact, kind=ChannelKind.PHONE, value=CHANNEL, read_by=ChannelReader.MUNICIPALITY
    )
    return contact


def personal_link_of(initiative: Initiative, by: Participant) -> ShareLink:
    """The one personal link of `initiative`; made when it is not there."""
    there = initiative.links.filter(kind=LinkKind.PERSONAL).first()
    return there or ShareLink.make_personal(make_participant(initiative), by=by)


def read_link_of(initiative: Initiative, by: Participant) -> ShareLink:
    """The one read link of `initiative`; made when it is not there, of a text of its own."""
    there = initiative.links.filter(kind=LinkKind.READ).first()
    if there is not None:
        return there
    return ReadLink.make(make_proposal(initiative, by=by, title="Voor de muur"), by=by).link
