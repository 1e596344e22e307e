"""One thing that waits, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from agreements.models import AgreementVersion
from agreements.states import Party
from initiatives.models import Initiative
from initiatives.templatetags.dates import silence
from initiatives.templatetags.dates import silence_tone as tone_of

GROUP, MUNICIPALITY, BOTH = Party.GROUP.value, Party.MUNICIPALITY.value, Party.BOTH.value
OTHER_SIDE = {GROUP: MUNICIPALITY, MUNICIPALITY: GROUP}


@dataclass(frozen=True)
class Waiting:
    """One thing that waits. `side`: group, municipality, or both. `since`: None when not known."""

    initiative: int
    side: str
    sentence: str
    url: str
    since: date | None = None
    pill: str = ""
    tone: str = "neutral"
    # Nobody's business but that of the side it waits for.
    is_inner: bool = False


def silent(initiative: Initiative, side: str, sentence: str, url: str, since: date) -> Waiting:
    """Waits, and says for how long nothing was heard."""
    return Waiting(initiative.pk, side, sentence, url, since, silence(since), tone_of(since))


def page_of(version_pk: int) -> str:
    return reverse("version", args=[version_pk])


def text_of(version: AgreementVersion) -> dict[str, object]:
    """What sentences say of a text."""
    return {"title": version.agreement.title, "number": version.number}
