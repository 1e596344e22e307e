"""What a page about one version shows, loaded in a bounded number of queries.

Five, whatever the size: who takes part, clauses, lines, comments, words. The version itself comes
from `for_reading`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

from agreements.carrying import Carrying, compute, one_word_each
from agreements.comparing import Piece, compare
from agreements.models import (
    Agreement,
    AgreementVersion,
    Clause,
    Comment,
    Commitment,
    Confirmation,
    OnBehalf,
)
from agreements.models.comment import waits_for
from agreements.people import people_of, show_people
from agreements.sealing import seal_of
from agreements.states import ASKS_FOR_A_WORD, OPEN, Status, Word
from initiatives.models import Participant, Written
from initiatives.who import Who


@dataclass
class Thread:
    """A reaction with its answers, and the side it waits for."""

    comment: Comment
    answers: list[Comment]

    @property
    def waits_for(self) -> str | None:
        return waits_for(self.comment, self.answers)


@dataclass
class LineView:
    """One line as it is read: `pieces` when its words changed since the text before."""

    line: Commitment
    change: str = ""  # "", "added", "changed" or "removed"
    pieces: list[Piece] | None = None


@dataclass
class ClauseView:
    clause: Clause
    lines: list[LineView]
    threads: list[Thread] = field(default_factory=list)
    change: str = ""

    @property
    def open_count(self) -> int:
        return sum(1 for thread in self.threads if thread.waits_for)


class VersionPage:
    """Everything that the page of `version` shows to `who`."""

    def __init__(
        self, version: AgreementVersion, who: Who, *, shows_changes: bool | None = None
    ) -> None:
        """What changed is shown while a text is being agreed on, or when somebody asks for it."""
        self.version = version
        if shows_changes is None:
            shows_changes = version.status in (Status.DRAFT, Status.PROPOSED)
        self.shows_changes = shows_changes and version.copied_from_id is not None
        self.who = who
        self.agreement: Agreement = version.agreement
        self.initiative = version.initiative
        today = timezone.localdate()
        self.present = list(self.initiative.participants_on(today).with_today())
        who.know(self.initiative, self.present)
        self.me: Participant | None = who.participant_in(self.initiative)

    @property
    def base(self) -> int | None:
        """The version that this one is compared with: the one it was copied from."""
        return self.version.copied_from_id if self.shows_changes else None

    @cached_property
    def _clauses(self) -> dict[int, list[Clause]]:
        found: dict[int, list[Clause]] = defaultdict(list)
        versions = [pk for pk in (self.version.pk, self.base) if pk]
        for clause in Clause.objects.filter(version__in=versions).prefetch_related("commitments"):
            found[clause.version_id].append(clause)
        return found

    @cached_property
    def people(self) -> dict[int, Participant]:
        """Those whom the lines mention."""
        texts = [
            line.text
            for clauses in self._clauses.values()
            for clause in clauses
            for line in clause.commitments.all()
        ]
        return people_of(self.initiative, texts, known=self.present)

    @cached_property
    def threads(self) -> dict[str, list[Thread]]:
        comments = list(
            Comment.objects.filter(agreement=self.agreement).select_related(
                "by__merged_into", "version", "hidden_by"
            )
        )
        answers: dict[int, list[Comment]] = defaultdict(list)
        for comment in comments:
            comment.agreement = self.agreement
            self._bring_home(comment)
            if comment.answer_to_id:
                answers[comment.answer_to_id].append(comment)
        threads: dict[str, list[Thread]] = defaultdict(list)
        for comment in comments:
            if comment.answer_to_id is None:
                threads[comment.clause_key].append(Thread(comment, answers[comment.pk]))
        return threads

    def _bring_home(self, text: Written) -> None:
        """Its people are of this initiative; saying so saves a query for each."""
        for person in (text.by, text.hidden_by):
            if person is not None:
                person.initiative = self.initiative

    @cached_property
    def clauses(self) -> list[ClauseView]:
        """The clauses in order, each with what changed and what was said; removed ones last."""
        before = {clause.key: clause for clause in self._clauses.get(self.base or 0, [])}
        views = [
            self._view(clause, before.pop(clause.key, None))
            for clause in self._clauses[self.version.pk]
        ]
        for gone in before.values():
            lines = [LineView(line, "removed") for line in gone.commitments.all()]
            views.append(ClauseView(gone, lines, self.threads[gone.key], "removed"))
        return views

    def _view(self, clause: Clause, before: Clause | None) -> ClauseView:
        if self.base is None:
            lines = [LineView(line) for line in clause.commitments.all()]
            return ClauseView(clause, lines, self.threads[clause.key])
        if before is None:
            lines = [LineView(line, "added") for line in clause.commitments.all()]
            return ClauseView(clause, lines, self.threads[clause.key], "added")
        old = {line.key: line for line in before.commitments.all()}
        lines = [self._compare(line, old.pop(line.key, None)) for line in clause.commitments.all()]
        lines += [LineView(line, "removed") for line in old.values()]
        is_changed = clause.heading != before.heading or any(view.change for view in lines)
        return ClauseView(clause, lines, self.threads[clause.key], "changed" if is_changed else "")

    def _compare(self, line: Commitment, before: Commitment | None) -> LineView:
        if before is None:
            return LineView(line, "added")
        new = show_people(line.text, self.who, self.people)
        old = show_people(before.text, self.who, self.people)
        if new != old:
            return LineView(line, "changed", compare(old, new))
        if line.as_line() != before.as_line():
            return LineView(line, "changed")
        return LineView(line)

    @cached_property
    def purpose_pieces(self) -> list[Piece] | None:
        """The purpose as words struck and added, when it changed."""
        if not self.shows_changes or self.version.copied_from is None:
            return None
        before = self.version.copied_from.purpose
        return compare(before, self.version.purpose) if before != self.version.purpose else None

    @cached_property
    def dates_before(self) -> AgreementVersion | None:
        """The version before, when its dates were others."""
        before = self.version.copied_from if self.shows_changes else None
        names = ("look_back_on", "ends_on", "trial_until")
        if before and any(getattr(before, n) != getattr(self.version, n) for n in names):
            return before
        return None

    @cached_property
    def changed(self) -> list[ClauseView]:
        return [view for view in self.clauses if view.change]

    @cached_property
    def confirmations(self) -> list[Confirmation]:
        said = self.version.confirmations.select_related("by__merged_into", "talk", "hidden_by")
        found = one_word_each(said)
        for confirmation in found:
            self._bring_home(confirmation)
        return found

    @cached_property
    def mine(self) -> Confirmation | None:
        """What this one said of this version."""
        if self.me is None:
            return None
        return next((c for c in self.confirmations if c.person_id == self.me.pk), None)

    @cached_property
    def words(self) -> list[Confirmation]:
        """Concerns and objections, to be read and talked about; objections first."""
        said = [c for c in self.confirmations if c.word != Word.BEHIND or c.text]
        return sorted(said, key=lambda c: (c.word != Word.OBJECT, c.said_at))

    @cached_property
    def on_behalf(self) -> OnBehalf | None:
        return getattr(self.version, "on_behalf", None)

    @cached_property
    def carrying(self) -> Carrying:
        return compute(self.version, self.present, self.confirmations, self.on_behalf)

    @property
    def asks_for_a_word(self) -> bool:
        return self.version.status in ASKS_FOR_A_WORD

    @property
    def takes_reactions(self) -> bool:
        return self.version.status in OPEN

    @property
    def is_sealed_right(self) -> bool:
        return self.version.seal == seal_of(self.version, self._clauses[self.version.pk])
