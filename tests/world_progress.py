"""What is said of a line in the world of test_access.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agreements.models import Commitment, CommitmentUpdate
from agreements.states import ProgressState

if TYPE_CHECKING:
    from tests.access_world import Things


def line_of(things: Things) -> Commitment:
    """What both sides do, in the text that is in effect."""
    return things.running.clauses.all()[0].commitments.get()


def update_of(things: Things) -> CommitmentUpdate:
    """The group said that it is done; made when it is not there."""
    line = line_of(things)
    said = CommitmentUpdate.objects.about(line).first()
    return said or CommitmentUpdate.say(
        line, by=things.person, state=ProgressState.DONE, text="Dat is klaar."
    )
