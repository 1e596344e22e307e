"""A line of the timeline as somebody may read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.states import Choice
from initiatives.models import DutyKind, Event, Initiative, Side
from initiatives.models.event import SENTENCES
from initiatives.names import name_for
from initiatives.who import Who

# Where "iemand" would say nothing: the same without who did it.
WITHOUT_BY: dict[str, str | Promise] = {
    "link_writable": _lazy("Met de groepslink kan weer geschreven worden."),
    "version_in_effect": _lazy("Versie {number} van {title} ging in"),
}


# How the verbs of looking back and learning begin, and what their data lead to.
OF_LOOKING_BACK = (
    "look_back_",
    "trust_",
    "verdict_",
    "concluded_",
    "feasible_",
    "round_",
    "lesson_",
    "example_",
    "experiment_",
    "question_",
)
PAGE_OF = {
    "evaluation": "evaluation",
    "agreement": "look_back_plan",
    "round": "group_round",
    "lesson": "lesson",
    "example": "example",
    "experiment": "experiment",
    "question": "learning_question",
}


@dataclass(frozen=True)
class Told:
    """One line of a timeline: what happened, when, and whose colour it has.

    `url`: where what it tells of can be read, when that has a page of its own.
    """

    sentence: str
    on: date
    side: str
    url: str = ""


def tell_all(events: Iterable[Event], initiative: Initiative, who: Who) -> list[Told]:
    """The lines of one initiative, in the order given. Costs no query for names."""
    lines = []
    for event in events:
        event.initiative = initiative
        for person in (event.by, event.about):
            if person is not None:
                person.initiative = initiative
        on = timezone.localdate(event.at)
        lines.append(Told(tell(event, who), on, side_of(event), address_of(event)))
    return lines


def address_of(event: Event) -> str:
    meeting = event.data.get("meeting")
    if event.verb.startswith("meeting_") and isinstance(meeting, int):
        # Its own page leads to what it is by now: an agenda, a talk, or minutes.
        return reverse("meeting", args=[meeting])
    line = event.data.get("line")
    knot = event.data.get("knot")
    if event.verb.startswith("knot_") and isinstance(knot, int):
        return reverse("knot", args=[knot])
    if event.verb.startswith(OF_LOOKING_BACK):
        for word, page in PAGE_OF.items():
            pk = event.data.get(word)
            if isinstance(pk, int):
                return reverse(page, args=[pk])
    is_shared = event.verb == "log_shared" and isinstance(line, int)
    return reverse("log_line", args=[line]) if is_shared else ""


class _Words(dict[str, Any]):
    """A word that an old line does not have becomes an ellipsis, never an error."""

    def __missing__(self, key: str) -> str:
        return "…"


def tell(event: Event, who: Who) -> str:
    """One sentence, with the names that `who` may read. Never fails, whatever stands in the data.

    Reads `event.by`, `about`, `user` and `initiative`: load them with `with_people`.
    """
    by_nobody = event.by is None and event.user is None
    sentence = WITHOUT_BY.get(event.verb) if by_nobody else None
    sentence = sentence or SENTENCES.get(event.verb) or _("Er is iets veranderd.")
    words = _Words({key: str(value) for key, value in event.data.items()})
    words["by"] = _name_of_by(event, who)
    words["about"] = name_for(who, event.about)
    if "duty" in event.data:
        words["duty"] = _duty(event.data["duty"])
    if "choice" in event.data:
        words["choice"] = str(dict(Choice.choices).get(words["choice"], words["choice"]))
    if "name" in event.data:
        words["name"] = _asker(event, who)
    return _as_sentence(Formatter().vformat(str(sentence), (), words))


def _name_of_by(event: Event, who: Who) -> str:
    if event.by is None and event.user is not None:
        return str(event.user.name)
    return name_for(who, event.by, is_signed=event.data.get("signed") is True)


def _asker(event: Event, who: Who) -> str:
    """Who asks to join. A resident who asks to join the group is named as the group is."""
    of_group = event.data.get("side") == Side.GROUP
    home = event.initiative
    if of_group and not (who.sees_names(home) or who.reads_opened_names(home)):
        return _("iemand")
    # A name that was forgotten is empty. Who placed a colleague takes no part.
    forgotten = _("iemand") if event.verb == "official_placed" else _("een deelnemer")
    return str(event.data["name"] or forgotten)


def _duty(code: object) -> str:
    """The screen word of a duty; the code itself when nobody knows it any more."""
    return str(dict(DutyKind.choices).get(str(code), code))


def _as_sentence(text: str) -> str:
    """With a capital at the beginning and a point at the end."""
    text = text.strip()
    if not text.endswith((".", "!", "?", "…")):
        text += "."
    return text[:1].upper() + text[1:]


def side_of(event: Event) -> str:
    """Whose colour a line gets: of who did it, else of whom it is about."""
    person = event.by or event.about
    return person.side if person else ""
