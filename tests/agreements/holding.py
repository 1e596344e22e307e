"""Texts with hours in a room, on their way and in effect; what the tests about rooms share."""

from __future__ import annotations

from typing import Any

from agreements.models import AgreementVersion, Confirmation
from agreements.states import Word
from initiatives.models import DutyKind, Initiative, Participant, Side
from places.models import Place
from tests.factories import (
    add_hours,
    make_agreement,
    make_initiative,
    make_link,
    make_participant,
)


def official_of(initiative: Initiative | None = None, name: str = "") -> Participant:
    """Who can propose for the municipality, in an initiative that can be reached."""
    initiative = initiative or make_initiative()
    make_link(initiative)
    return make_participant(initiative, Side.MUNICIPALITY, name, duty=DutyKind.CONTACT)


def written(official: Participant, room: Place, *hours: str, **more: Any) -> AgreementVersion:
    """A draft with hours: every Friday evening, when nothing else is said."""
    version = make_agreement(official.initiative, by=official)
    add_hours(version, room, *hours, **more)
    return version


def carried(version: AgreementVersion, official: Participant) -> AgreementVersion:
    """Proposed, and both sides stand behind it: one tap from taking effect."""
    if version.is_draft:
        version.propose(by=official)
    group = list(version.initiative.participants.filter(side=Side.GROUP))
    for person in group or [make_participant(version.initiative)]:
        Confirmation.say(version, by=person, word=Word.BEHIND)
    Confirmation.say(version, by=official, word=Word.BEHIND, has_mandate=True)
    return version


def put_in_effect(version: AgreementVersion, official: Participant) -> AgreementVersion:
    carried(version, official).take_effect(by=official)
    return version


def held(official: Participant, room: Place, *hours: str, **more: Any) -> AgreementVersion:
    """In effect, with hours."""
    return put_in_effect(written(official, room, *hours, **more), official)
