"""One clause as a page shows it: its lines, what changed in them, and what was said about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from agreements.comparing import Piece, compare
from agreements.conversation import MOST_BELOW, Conversation, fold
from agreements.models import Clause, Commitment
from agreements.proposals import ProposalView
from agreements.threads import Thread

Show = Callable[[str], str]


@dataclass
class LineView:
    """One line as it is read: `pieces` when its words changed since the text before."""

    line: Commitment
    change: str = ""  # "", "added", "changed" or "removed"
    pieces: list[Piece] | None = None


@dataclass
class ClauseView:
    """`change`: as of a line. `next_changed`: the key of the next clause that changed, or ""."""

    clause: Clause
    lines: list[LineView]
    threads: list[Thread] = field(default_factory=list)
    change: str = ""
    next_changed: str = ""
    # How many reactions are shown below it; None: all.
    most: int | None = MOST_BELOW
    # Which page of them, where all are shown.
    page: int = 1
    # Other texts for it: those that wait, how many were decided on, and whose words stand here.
    proposals: list[ProposalView] = field(default_factory=list)
    past_proposals: int = 0
    credits: list[ProposalView] = field(default_factory=list)

    @property
    def open_count(self) -> int:
        return sum(1 for thread in self.threads if thread.waits_for)

    @property
    def conversation(self) -> Conversation:
        return fold(self.threads, self.most, page=self.page)

    @property
    def said_count(self) -> int:
        return len(self.threads) + len(self.proposals)


def clause_views(
    clauses: Iterable[Clause], before: Iterable[Clause] | None, show: Show
) -> list[ClauseView]:
    """`clauses` in order. With `before`, the text they are compared with: each says what changed,
    and what is gone comes last. `show` fills in the people of a text."""
    if before is None:
        return [_all_lines(clause, "") for clause in clauses]
    old = {clause.key: clause for clause in before}
    views = [_view(clause, old.pop(clause.key, None), show) for clause in clauses]
    views += [_all_lines(clause, "removed") for clause in old.values()]
    following = ""
    for view in reversed(views):
        view.next_changed = following
        if view.change:
            following = view.clause.key
    return views


def _all_lines(clause: Clause, change: str) -> ClauseView:
    lines = [LineView(line, change) for line in clause.commitments.all()]
    return ClauseView(clause, lines, change=change)


def _view(clause: Clause, before: Clause | None, show: Show) -> ClauseView:
    if before is None:
        return _all_lines(clause, "added")
    old = {line.key: line for line in before.commitments.all()}
    lines = [_line(line, old.pop(line.key, None), show) for line in clause.commitments.all()]
    lines += [LineView(line, "removed") for line in old.values()]
    is_changed = clause.heading != before.heading or any(view.change for view in lines)
    return ClauseView(clause, lines, change="changed" if is_changed else "")


def _line(line: Commitment, before: Commitment | None, show: Show) -> LineView:
    if before is None:
        return LineView(line, "added")
    new, old = show(line.text), show(before.text)
    if new != old:
        return LineView(line, "changed", compare(old, new))
    return LineView(line, "" if line.as_line() == before.as_line() else "changed")
