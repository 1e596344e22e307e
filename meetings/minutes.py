"""The minutes of a meeting, made from what was tapped and noted: one text for everybody.

Whoever reads them reads the same words. Of the group only those have a name in it who chose so, at
the meeting or for good; the others are counted, or are "iemand van de groep".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.paper import nobody
from config.sentences import in_a_row
from initiatives.models import Participant, Side
from initiatives.names import is_readable, name_for, shown_as
from initiatives.who import Who
from meetings.minutes_rows import MinutesRows
from meetings.models import (
    ActionItem,
    ActionUpdate,
    AgendaItem,
    Decision,
    Knot,
    KnotReply,
    Perspective,
    RiskItem,
    RiskReview,
)
from meetings.owning import SIDES
from meetings.states import RiskWord

# In this order the words on risks are read: what changed comes first.
WORDS = (RiskWord.GONE, RiskWord.WORSE, RiskWord.BETTER, RiskWord.SAME, RiskWord.NOT_REACHED)
# So many of one word stand open; a meeting with more of them folds the rest.
OPEN_OF_A_WORD = 10
ORDER = (Side.GROUP, Side.GUIDE, Side.MUNICIPALITY, Side.OTHER)


@dataclass(frozen=True)
class There:
    """Who was there of one side: how many, and those who are named."""

    side: str
    count: int
    names: list[str]

    @property
    def sentence(self) -> str:
        people = ngettext("{n} persoon", "{n} mensen", self.count).format(n=self.count)
        if not self.names:
            return people
        names = ", ".join(self.names)
        if len(self.names) >= self.count:
            return names
        return _("{people}, onder wie {names}").format(people=people, names=names)


@dataclass
class Point:
    """A point of the agenda, and what came of it."""

    item: AgendaItem
    views: list[Perspective] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    @property
    def has_notes(self) -> bool:
        return bool(self.item.heard or self.item.means or self.item.hidden_at or self.views)


@dataclass
class Discussed:
    """A risk or bottleneck that was talked about. `review` is None of one that was new."""

    risk: RiskItem
    review: RiskReview | None = None
    views: list[Perspective] = field(default_factory=list)


@dataclass(frozen=True)
class Spoken:
    """The risks that got one word, or the new ones."""

    word: str
    label: str
    rows: list[Discussed]

    @property
    def open(self) -> list[Discussed]:
        return self.rows[:OPEN_OF_A_WORD]

    @property
    def folded(self) -> list[Discussed]:
        return self.rows[OPEN_OF_A_WORD:]


@dataclass(frozen=True)
class Doing:
    """An action, and who does it."""

    action: ActionItem
    owners: str
    said: list[ActionUpdate]


@dataclass(frozen=True)
class Tied:
    """A knot that was laid or answered there."""

    knot: Knot
    decider: str
    replies: list[KnotReply]


class Minutes:
    """Everything in the minutes of a meeting, which `for_minutes` loaded. `who` is who reads."""

    def __init__(self, meeting: Any, who: Who) -> None:
        self._rows = rows = MinutesRows(meeting)
        self.meeting, self.initiative = rows.meeting, rows.initiative
        self.is_settled: bool = meeting.is_settled
        self.decisions, self.corrections = rows.decisions, rows.corrections
        self.next = rows.next
        present = [person for person in rows.people.values() if person.since]
        who.know(self.initiative, present, is_shared=True)

    # Who was there --------------------------------------------------------------------------------

    def name(self, person: Participant, *, is_named: bool = False) -> str:
        """The name that everybody may read."""
        return name_for(nobody(), person, is_signed=is_named)

    def _side_or_name(self, pk: int | None, side: str) -> str:
        if pk is None:
            return str(SIDES[Side(side)]) if side else ""
        return self.name(self._rows.people[pk], is_named=pk in self._named_here)

    @cached_property
    def _named_here(self) -> set[int]:
        """Who chose to be named in these minutes."""
        return {row.participant_id for row in self._rows.attended if row.is_named}

    @cached_property
    def there(self) -> list[There]:
        """Per side; doubles of one person are one."""
        by_side: dict[Side, dict[int, str]] = {side: {} for side in ORDER}
        for row in self._rows.attended:
            person = row.participant
            shown = shown_as(nobody(), person, is_signed=row.is_named)
            reads = is_readable(nobody(), shown, is_signed=row.is_named) and shown.name
            mine = by_side[Side(person.side)]
            mine[person.merged_into_id or person.pk] = (
                self.name(person, is_named=row.is_named) if reads else ""
            )
        found = []
        for side, people in by_side.items():
            count = len(people)
            if side == Side.GROUP:
                count = max(count, self.meeting.group_count or 0)
            if count:
                names = [name for name in people.values() if name]
                found.append(There(side, count, names))
        return found

    @cached_property
    def led_by(self) -> str:
        meeting = self.meeting
        also = meeting.also_led_by_id
        names = [self._side_or_name(meeting.led_by_id, meeting.led_by_side)]
        names.append(self._side_or_name(also, meeting.also_led_by_side))
        return in_a_row([name for name in names if name])

    @cached_property
    def noted_by(self) -> str:
        return self._side_or_name(self.meeting.noted_by_id, self.meeting.noted_by_side)

    # What was talked about ------------------------------------------------------------------------

    @cached_property
    def points(self) -> list[Point]:
        """Those that were reached or have notes, in the order of the agenda."""
        rows, meeting = self._rows, self.meeting
        found = []
        for item in rows.items:
            point = Point(
                item,
                [view for view in rows.views if view.item_id == item.pk],
                [decision for decision in rows.decisions if decision.item_id == item.pk],
            )
            if (item.reached_in_id == meeting.pk and not item.fixed) or point.has_notes:
                found.append(point)
        return found

    @cached_property
    def went_on(self) -> list[AgendaItem]:
        """What nobody got to."""
        here = self.meeting.pk
        return [i for i in self._rows.items if not i.fixed and i.reached_in_id != here]

    @cached_property
    def risks(self) -> list[Spoken]:
        """By the word that they got; new ones last."""
        views: dict[int, list[Perspective]] = {}
        for view in self._rows.views:
            if view.risk_id is not None:
                views.setdefault(view.risk_id, []).append(view)
        found = []
        for word in WORDS:
            rows = [
                Discussed(review.risk, review, views.get(review.risk_id, []))
                for review in self._rows.reviews
                if review.word == word
            ]
            found.append(Spoken(word, str(word.label), rows))
        talked = {review.risk_id for review in self._rows.reviews}
        new = [
            Discussed(risk, None, views.get(risk.pk, []))
            for risk in self._rows.named
            if risk.pk not in talked
        ]
        found.append(Spoken("new", _("nieuw"), new))
        return [spoken for spoken in found if spoken.rows]

    @cached_property
    def risk_counts(self) -> str:
        """ "1 weg, 2 beter en 1 nieuw"."""
        return in_a_row([f"{len(spoken.rows)} {spoken.label}" for spoken in self.risks])

    def _doing(self, action: Any) -> Doing:
        owners = [self._side_or_name(action.owner_id, action.owner_side)]
        if action.second_id or action.second_side:
            owners.append(self._side_or_name(action.second_id, action.second_side))
        return Doing(action, in_a_row(list(dict.fromkeys(owners))), action.said_here)

    @cached_property
    def new_actions(self) -> list[Doing]:
        """Those that were laid there."""
        return [self._doing(a) for a in self._rows.actions if a.meeting_id == self.meeting.pk]

    @cached_property
    def earlier_actions(self) -> list[Doing]:
        """Those from before of which something was said there."""
        return [self._doing(a) for a in self._rows.actions if a.meeting_id != self.meeting.pk]

    @cached_property
    def knots(self) -> list[Tied]:
        replies = self._rows.replies
        return [
            Tied(
                knot,
                self.name(self._rows.people[knot.decider_id]),
                [reply for reply in replies if reply.knot_id == knot.pk],
            )
            for knot in self._rows.knots
        ]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was noted at all."""
        said = (self.decisions, self.points, self.risks, self._rows.actions, self.knots)
        return not any(said)
