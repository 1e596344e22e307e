"""How both sides go on, as the pages show it: what each chose, and what closing does with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from agreements.models.progress import side_of
from evaluations.going_on import (
    MAKES_DRAFT,
    SIDES,
    by_side,
    chosen_by_both,
    dropped_by_both,
    mark_of_page,
    next_of,
    to_change,
    until_of,
)
from evaluations.models import ClauseVerdict, Conclusion, Evaluation
from evaluations.states import Outcome
from evaluations.together import ClauseLooked, Result
from initiatives.access import Action, may
from initiatives.models import Side
from initiatives.who import Who

# With more clauses than this they are folded.
FOLDED_FROM = 12


@dataclass(frozen=True)
class ClauseAsked:
    """One clause, what was said of it, and what each side wants with it."""

    looked: ClauseLooked
    my_side: str

    @property
    def key(self) -> str:
        return self.looked.key

    @property
    def heading(self) -> str:
        return self.looked.clause.heading

    @property
    def by_side(self) -> list[tuple[str, ClauseVerdict | None]]:
        """Both sides, the group first."""
        return [(side.value, self.looked.verdicts.get(side)) for side in SIDES]

    @property
    def said(self) -> list[tuple[str, ClauseVerdict]]:
        return [(side, verdict) for side, verdict in self.by_side if verdict]

    @property
    def mine(self) -> ClauseVerdict | None:
        return self.looked.verdicts.get(self.my_side)

    @property
    def differs(self) -> bool:
        return len({verdict.word for _side, verdict in self.said}) > 1


@dataclass(frozen=True)
class GoingOn:
    """What stands on the pages about how both sides go on, for one reader.

    `my_side`: "" for who speaks for neither. `may_conclude`: also who takes a seat first.
    """

    result: Result
    my_side: str
    may_conclude: bool

    @property
    def evaluation(self) -> Evaluation:
        return self.result.evaluation

    @property
    def said(self) -> dict[str, Conclusion]:
        return by_side(self.result.conclusions.values())

    @property
    def verdicts(self) -> list[ClauseVerdict]:
        return [verdict for looked in self.result.clauses for verdict in looked.verdicts.values()]

    @property
    def clauses(self) -> list[ClauseAsked]:
        return [ClauseAsked(looked, self.my_side) for looked in self.result.clauses]

    @property
    def judged(self) -> list[ClauseAsked]:
        """The clauses of which at least one side said what it wants."""
        return [clause for clause in self.clauses if clause.said]

    @property
    def is_folded(self) -> bool:
        return len(self.result.clauses) > FOLDED_FROM

    @property
    def left_to_judge(self) -> list[ClauseAsked]:
        """The clauses of which my side said nothing yet."""
        return [clause for clause in self.clauses if clause.mine is None] if self.my_side else []

    @property
    def by_side(self) -> list[tuple[str, Conclusion | None]]:
        """Both sides, the group first."""
        return [(side.value, self.said.get(side)) for side in SIDES]

    @property
    def mine(self) -> Conclusion | None:
        return self.said.get(self.my_side)

    @property
    def waits_for(self) -> list[str]:
        """The sides that did not say how they go on."""
        return [side.value for side in SIDES if side not in self.said]

    @property
    def waits_for_other(self) -> bool:
        return self.mine is not None and bool(self.waits_for)

    @property
    def outcome(self) -> Outcome | None:
        """What both chose; of a closed one what was carried out."""
        if self.evaluation.is_closed:
            return Outcome(self.evaluation.outcome) if self.evaluation.outcome else None
        return None if self.evaluation.agreement.is_ended else chosen_by_both(self.said)

    @property
    def differs(self) -> bool:
        return not self.waits_for and chosen_by_both(self.said) is None

    @property
    def can_close(self) -> bool:
        if self.evaluation.is_closed:
            return False
        return self.evaluation.agreement.is_ended or not self.waits_for

    @property
    def makes_draft(self) -> bool:
        return self.outcome in MAKES_DRAFT

    @property
    def changing(self) -> int:
        return len(to_change(self.verdicts))

    @property
    def dropping(self) -> int:
        return len(dropped_by_both(self.verdicts))

    @property
    def until_on(self) -> date | None:
        return until_of(self.said)

    @property
    def chose_other_days(self) -> bool:
        """Both want a pause or a trial, until another day."""
        return len({said.until_on for said in self.said.values() if said.until_on}) > 1

    @property
    def next_on(self) -> date | None:
        """The next day: the one that was set, or the one that is proposed."""
        if self.evaluation.is_closed:
            return self.evaluation.next_on
        agreement = self.evaluation.agreement
        if agreement.is_ended:
            return None
        return next_of(self.said, today=timezone.localdate(), every=agreement.look_back_every)

    @property
    def seen(self) -> str:
        """What the form of closing says of what its page showed."""
        return mark_of_page(self.said.values(), self.verdicts)

    def clause(self, key: str) -> ClauseAsked | None:
        looked = self.result.of_clause(key)
        return ClauseAsked(looked, self.my_side) if looked else None

    def after(self, key: str) -> ClauseAsked | None:
        """The clause that my side comes to next: below this one, or else from the top."""
        order = [clause.key for clause in self.clauses]
        here = order.index(key) if key in order else 0
        left = [clause for clause in self.left_to_judge if clause.key != key]
        below = [clause for clause in left if order.index(clause.key) > here]
        return next(iter(below or left), None)


def going_on_for(result: Result, who: Who) -> GoingOn:
    initiative = result.evaluation.agreement.initiative
    me = who.participant_in(initiative)
    takes_seat_first = me is None and may(who, Action.TAKE_SEAT, initiative)
    # Who takes a seat first comes to speak for the group.
    my_side = side_of(me) if me else (Side.GROUP.value if takes_seat_first else "")
    may_conclude = takes_seat_first or may(who, Action.CONCLUDE, initiative)
    return GoingOn(result, my_side, may_conclude)
