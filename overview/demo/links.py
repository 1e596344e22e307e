"""Links of the demo, beside the group link: one for the wall, and one for a new phone."""

from agreements.models import AgreementVersion, ReadLink
from initiatives.models import Participant, ShareLink


def make_links(version: AgreementVersion, person: Participant, *, by: Participant) -> None:
    """A read link of the text that holds, and a personal link for somebody of the group."""
    ReadLink.make(version, by=by, label="Op de deur van de kelder")
    ShareLink.make_personal(person, by=by).rename("Nieuwe telefoon")
