"""The page of the next look-back on one agreement: when, who does what until then, and whether
that works out.

Ten queries at most, whatever the number of lines and earlier look-backs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import OuterRef, Q, QuerySet

from agreements.how_it_stands import texts_in
from agreements.load_progress import LineProgress, load_progress
from agreements.loading import load_people
from agreements.models import Agreement, Commitment
from agreements.models.progress import side_of
from agreements.people import people_of
from agreements.states import Party
from evaluations.models import Evaluation, Feasible
from evaluations.models.feasible import mark_of
from evaluations.moments import AgreementMoment, with_moment
from initiatives.access import Action, may
from initiatives.models import Participant
from initiatives.rows import Rows, rows_as
from initiatives.who import Who
from meetings.action_stands import ActionStands, stands_of
from meetings.models import ActionItem
from meetings.who_does_what import Doing, at_home, is_over

# So much of a side stands on the page; the rest one tap further.
MOST_ROWS = 12
MOST_ACTIONS = 60
MOST_EARLIER = 5
PARTIES = (Party.GROUP, Party.MUNICIPALITY, Party.BOTH, Party.OTHER)


def with_words(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Adds what both sides said of the time until a look-back, of the last two, and the last
    look-backs that were closed."""
    said = Feasible.objects.filter(agreement=OuterRef("pk")).order_by("-round", "side")
    closed = Evaluation.objects.closed().filter(agreement=OuterRef("pk"))
    return agreements.annotate(
        feasible_rows=Rows(said[:4]), earlier_rows=Rows(closed[: MOST_EARLIER + 1])
    )


def load_for_planning(who: Who) -> QuerySet[Agreement]:
    found = with_words(with_moment(Agreement.objects.visible_to(who)))
    return found.select_related("initiative")


@dataclass
class SideDoes:
    """What one side does until the day."""

    party: str
    rows: list[Doing] = field(default_factory=list)

    @property
    def shown(self) -> list[Doing]:
        return self.rows[:MOST_ROWS]

    @property
    def more(self) -> int:
        return max(len(self.rows) - MOST_ROWS, 0)


@dataclass
class SideSays:
    """ "Is dat haalbaar?" of one side. `seen`: the mark of what it said."""

    side: str
    said: Feasible | None
    is_mine: bool = False

    @property
    def seen(self) -> str:
        return mark_of(self.said)

    @property
    def tone(self) -> str:
        tones = {"yes": "good", "tight": "neutral", "no": "bad"}
        return tones[self.said.word] if self.said else "neutral"


class PlanPage:
    """Everything that the page about `agreement`, from `load_for_planning`, shows to `who`."""

    def __init__(self, agreement: Agreement, who: Who) -> None:
        self.agreement, self.who, self.initiative = agreement, who, agreement.initiative
        self.next = AgreementMoment(agreement)
        self.moment = self.next.moment
        self._lines = self._load_lines()
        said = rows_as(Feasible, agreement.feasible_rows)  # type: ignore[attr-defined]
        named = {pk for word in said for pk in (word.by_id, word.hidden_by_id) if pk}
        self._found = load_people(self.initiative, texts_in(self._lines), also=named)
        who.know(self.initiative, self._found.present)
        self.me = who.participant_in(self.initiative)
        self._said = [self._bring_home(word) for word in said]

    def _bring_home(self, word: Feasible) -> Feasible:
        known = {person.pk: person for person in self._found.known}
        word.agreement, word.by = self.agreement, known[word.by_id]
        if word.hidden_by_id:
            word.hidden_by = known[word.hidden_by_id]
        return word

    # What may be done ------------------------------------------------------------------------

    @property
    def may_plan(self) -> bool:
        """Also who reads by the link: that one says first who it is."""
        return self._may(Action.PLAN_LOOK_BACK)

    @property
    def may_open(self) -> bool:
        return self._may(Action.OPEN_LOOK_BACK)

    @property
    def may_talk(self) -> bool:
        return self._may(Action.PLAN_MEETING)

    def _may(self, action: Action) -> bool:
        return any(may(self.who, one, self.initiative) for one in (action, Action.TAKE_SEAT))

    @property
    def may_move(self) -> bool:
        """A text is in effect, and nobody looks back on it now: closing that sets the next day."""
        can = self.next.state in ("planned", "open_now", "passed", "paused")
        is_new = self.next.state == "none" and self._runs
        return self.may_plan and (can or is_new)

    @property
    def _runs(self) -> bool:
        return bool(self.agreement.in_effect_pk)  # type: ignore[attr-defined]

    # Until then ------------------------------------------------------------------------------

    @property
    def until(self) -> date | None:
        """Up to which day it is asked who does what; None when nothing is asked now."""
        asks = self.next.state in ("planned", "open_now", "passed")
        return max(self.moment.on, self.next.today) if asks and self.moment.on else None

    def _load_lines(self) -> list[Commitment]:
        """What has its day until then, and what comes back."""
        if self.until is None:
            return []
        due = Q(due_on__lte=self.until) | ~Q(rhythm="")
        found = Commitment.objects.filter(
            due,
            clause__version=self.agreement.in_effect_pk,  # type: ignore[attr-defined]
            clause__removed_at=None,
        )
        lines = list(
            found.select_related("clause__version").order_by("clause__position", "position", "pk")
        )
        for line in lines:
            line.clause.version.agreement = self.agreement
        return lines

    @cached_property
    def people(self) -> dict[int, Participant]:
        """Those whom the lines mention."""
        return people_of(self.initiative, self._found.texts, known=self._found.known)

    @cached_property
    def sides(self) -> list[SideDoes]:
        """Who does what until the day, by side; what asks for attention first."""
        found = {party.value: SideDoes(party.value) for party in PARTIES}
        for row in sorted(self._rows(), key=lambda row: row.place):
            found[_party_of(row)].rows.append(row)
        return [side for side in found.values() if side.rows]

    def _rows(self) -> Iterator[Doing]:
        if self.until is None:
            return
        for at in load_progress(self._lines).values():
            if not is_over(at) and not at.waits_for_step:
                yield Doing(at=at)
        for stands in self._actions():
            yield Doing(stands=stands)

    def _actions(self) -> list[ActionStands]:
        every = ActionItem.objects.open().filter(initiative=self.initiative, due_on__lte=self.until)
        found = every.with_people().with_last_word()[:MOST_ACTIONS]
        at = [at_home(action, self.initiative) for action in found]
        return [stands_of(action, self.who, self.me) for action in at]

    @property
    def feasible(self) -> list[SideSays]:
        """ "Is dat haalbaar?", per side; empty when it is not asked now."""
        if self.until is None:
            return []
        now = {w.side: w for w in self._said if w.round == self.moment.round}
        mine = side_of(self.me)
        sides = (Party.GROUP.value, Party.MUNICIPALITY.value)
        return [SideSays(side, now.get(side), side == mine) for side in sides]

    @property
    def mine(self) -> SideSays | None:
        """What the side of this reader says, when this reader may say it."""
        if not self._may(Action.SAY_FEASIBLE):
            return None
        of_mine = next((says for says in self.feasible if says.is_mine), None)
        # Whoever reads by the link says first who it is, and is then of the group.
        return of_mine or next(iter(self.feasible), None)

    # Before ----------------------------------------------------------------------------------

    @cached_property
    def _earlier(self) -> list[Evaluation]:
        return rows_as(Evaluation, self.agreement.earlier_rows)  # type: ignore[attr-defined]

    @property
    def earlier(self) -> list[Evaluation]:
        return self._earlier[:MOST_EARLIER]

    @property
    def has_more_earlier(self) -> bool:
        return len(self._earlier) > MOST_EARLIER


def _party_of(row: Doing) -> str:
    if row.stands is not None:
        return row.stands.action.party
    at: LineProgress | None = row.at
    return at.line.party if at else Party.BOTH.value
