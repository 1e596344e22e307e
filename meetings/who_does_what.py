"""Who does what: the actions of meetings and the lines of agreements, in one list.

Five queries for the lines and their people, one for the actions; the same with ten times as many.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from agreements.how_it_stands import texts_in
from agreements.load_progress import LineProgress, load_progress
from agreements.loading import load_people
from agreements.models import Commitment
from agreements.people import people_of
from agreements.progress import Standing
from agreements.states import Party, Status
from initiatives.access import Action, may
from initiatives.models import Initiative, Participant, Side
from initiatives.who import Who
from meetings.action_stands import ActionStands, stands_of
from meetings.carrying_over import actions_of
from meetings.models import ActionItem, Meeting

ON_A_PAGE = 25
# So many that are done already stand in the list of those; older ones are in the minutes.
MOST_DONE = 200
# So many lines of agreements stand below the actions of a meeting; the rest one tap further.
MOST_AT_HAND = 15
MINE, DONE = "mij", "klaar"
# What a filter is called in an address, and which sides it shows.
SIDES = {
    "groep": Side.GROUP.value,
    "gemeente": Side.MUNICIPALITY.value,
    "anderen": Side.OTHER.value,
}
LABELS = {
    "": _lazy("Alles"),
    MINE: _lazy("Van mij"),
    "groep": _lazy("De groep"),
    "gemeente": _lazy("De gemeente"),
    "anderen": _lazy("Anderen"),
    DONE: _lazy("Klaar"),
}


@dataclass
class Doing:
    """One row: an action, or a line of an agreement."""

    stands: ActionStands | None = None
    at: LineProgress | None = None

    @property
    def place(self) -> tuple[int, date, bool, int]:
        """What asks for attention first, then by its day; an action before a line."""
        if self.stands is not None:
            return (*self.stands.place, False, self.stands.action.pk)
        if self.at is None:
            return 0, date.max, True, 0
        return self.at.place[0], self.at.line.due_on or date.max, True, self.at.line.pk

    @property
    def parties(self) -> set[str]:
        if self.stands is not None:
            return self.stands.action.voices
        party = self.at.line.party if self.at is not None else ""
        both = {Side.GROUP.value, Side.MUNICIPALITY.value}
        return both if party == Party.BOTH else {party}


def load_lines(initiative: Initiative) -> list[Commitment]:
    """Every line of the texts in effect, with its clause, version and agreement. One query."""
    found = Commitment.objects.filter(
        clause__version__agreement__initiative=initiative,
        clause__version__status=Status.IN_EFFECT,
        clause__removed_at=None,
    )
    lines = list(found.select_related("clause__version__agreement"))
    for line in lines:
        line.clause.version.agreement.initiative = initiative
    return lines


def is_over(at: LineProgress) -> bool:
    """Nothing has to be done for it any more, now: kept, or not needed."""
    return at.is_kept or at.standing is Standing.DROPPED


def at_home(action: ActionItem, initiative: Initiative) -> ActionItem:
    """Everybody whom `action` names knows where they belong, so that names cost no query."""
    action.initiative = initiative
    for person in (action.by, action.owner, action.second, action.hidden_by):
        if person is not None:
            person.initiative = initiative
    return action


class WhoDoesWhat:
    """What the page shows to `who`. `only`: one of `LABELS`; `number`: which page."""

    def __init__(self, initiative: Initiative, who: Who, *, only: str = "", number: int = 1):
        self.initiative, self.who, self.number = initiative, who, number
        self._lines = load_lines(initiative)
        self._found = load_people(initiative, texts_in(self._lines))
        who.know(initiative, self._found.present, is_shared=True)
        self.me = who.participant_in(initiative)
        self.only = only if only in LABELS and (only != MINE or self.me) else ""
        self.may_add = may(who, Action.ADD_ACTION, initiative)

    @cached_property
    def people(self) -> dict[int, Participant]:
        """Those whom the lines mention."""
        return people_of(self.initiative, self._found.texts, known=self._found.known)

    @property
    def present(self) -> list[Participant]:
        return self._found.present

    @cached_property
    def lines(self) -> list[LineProgress]:
        """Every line that can be kept and does not simply hold."""
        found = load_progress(self._lines).values()
        return [at for at in found if not at.is_quiet and not at.waits_for_step]

    @cached_property
    def actions(self) -> list[ActionItem]:
        every = ActionItem.objects.filter(initiative=self.initiative)
        if self.only == DONE:
            done = every.filter(settled_at__isnull=False).order_by("-settled_at", "-pk")
            found = list(done.with_people().with_last_word()[:MOST_DONE])
        else:
            found = list(every.open().with_people().with_last_word())
        return [at_home(action, self.initiative) for action in found]

    @cached_property
    def _rows(self) -> list[Doing]:
        wants_done = self.only == DONE
        rows = [Doing(stands=stands_of(a, self.who, self.me)) for a in self.actions]
        rows += [Doing(at=at) for at in self.lines if is_over(at) == wants_done]
        if self.only == MINE:
            rows = [row for row in rows if self._is_mine(row)]
        elif self.only in SIDES:
            rows = [row for row in rows if SIDES[self.only] in row.parties]
        if wants_done:
            return sorted(rows, key=_when_done, reverse=True)
        return sorted(rows, key=lambda row: row.place)

    def _is_mine(self, row: Doing) -> bool:
        if row.stands is not None:
            return row.stands.is_mine
        reference = f"{{@{self.me.pk}}}" if self.me else ""
        line = row.at.line if row.at else None
        return bool(line and reference and any(reference in t for t in line.texts_with_people))

    @property
    def count(self) -> int:
        return len(self._rows)

    @property
    def rows(self) -> list[Doing]:
        start = (self.number - 1) * ON_A_PAGE
        return self._rows[start : start + ON_A_PAGE]

    @property
    def newer_url(self) -> str:
        return self._url(self.number - 1) if self.number > 1 else ""

    @property
    def older_url(self) -> str:
        return self._url(self.number + 1) if self.count > self.number * ON_A_PAGE else ""

    def _url(self, number: int) -> str:
        return f"?wie={self.only}&page={number}" if self.only else f"?page={number}"

    @property
    def filters(self) -> list[tuple[str, str, bool]]:
        """Address, words, and whether it is the one that is shown."""
        return [
            (f"?wie={code}" if code else "", str(label), code == self.only)
            for code, label in LABELS.items()
            if code != MINE or self.me
        ]


def _when_done(row: Doing) -> tuple[date, int]:
    if row.stands is not None:
        action = row.stands.action
        at = action.settled_at
        return (timezone.localdate(at) if at else date.min), action.pk
    word = row.at.word if row.at else None
    return (timezone.localdate(word.said_at) if word else date.min), 0


class AtHand:
    """Under "Afspraken en acties: lukt dat?" of a meeting: the actions that are open, and the lines
    of agreements that ask for a word."""

    def __init__(self, meeting: Meeting, who: Who) -> None:
        self.meeting, self.initiative, self.who = meeting, meeting.initiative, who
        self.me = who.participant_in(self.initiative)

    @cached_property
    def people(self) -> dict[int, Participant]:
        """Those whom the lines that are shown mention; a query when they mention anybody."""
        return people_of(self.initiative, texts_in(at.line for at in self.lines))

    @cached_property
    def actions(self) -> list[ActionStands]:
        """What asks for attention first."""
        found = actions_of(self.meeting).with_people().with_last_word()
        every = [at_home(action, self.initiative) for action in found]
        return sorted((stands_of(a, self.who, self.me) for a in every), key=lambda at: at.place)

    @cached_property
    def _asking(self) -> list[LineProgress]:
        found = load_progress(load_lines(self.initiative)).values()
        asking = [
            at
            for at in found
            if not is_over(at) and (at.is_bad or at.is_contested or at.needs_a_word)
        ]
        return sorted(asking, key=lambda at: at.place)

    @property
    def lines(self) -> list[LineProgress]:
        return self._asking[:MOST_AT_HAND]

    @property
    def more_lines(self) -> int:
        return max(len(self._asking) - MOST_AT_HAND, 0)
