"""What whoever holds a party link reads: one agreement, and what they said of it themselves."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from agreements.asking import last_day_now, load_questions
from agreements.load_progress import LineProgress, load_progress
from agreements.models import (
    AgreementVersion,
    Clause,
    Comment,
    Commitment,
    Confirmation,
    OtherParty,
)
from agreements.other_parties import lines_of, text_that_matters
from agreements.outside import text_for_outside
from agreements.states import ASKS_FOR_A_WORD, Status
from agreements.threads import Thread

# More than one party says about one agreement.
MOST_SAID = 100


class PartyPage:
    """The text that matters now for `party`; with `wants_running` the one that holds."""

    def __init__(self, party: OtherParty, *, wants_running: bool = False) -> None:
        self.party, self.wants_running = party, wants_running
        self.agreement = party.agreement

    @cached_property
    def _texts(self) -> list[AgreementVersion]:
        return text_that_matters(self.agreement)

    @cached_property
    def version(self) -> AgreementVersion | None:
        texts = self._texts
        if self.wants_running and self.running is not None:
            return self.running
        return texts[0] if texts else None

    @property
    def running(self) -> AgreementVersion | None:
        """The text that holds."""
        return next((v for v in self._texts if v.status == Status.IN_EFFECT), None)

    @property
    def other(self) -> AgreementVersion | None:
        """The other text, when one holds while another lies on the table."""
        return next((text for text in self._texts if text != self.version), None)

    @property
    def last_day(self) -> date | None:
        """Until when this text goes; what both sides chose is asked for once its day came."""
        day = self.version.last_day if self.version else None
        if self.version is None or day is None or day > timezone.localdate():
            return day
        return last_day_now(self.version, load_questions([self.version]).get(self.version.pk, []))

    @property
    def asks_for_a_word(self) -> bool:
        return self.version is not None and self.version.status in ASKS_FOR_A_WORD

    @cached_property
    def text(self) -> dict[str, Any]:
        """Clauses, open points and people, as a stranger reads them."""
        return text_for_outside(self.version) if self.version is not None else {}

    @property
    def clauses(self) -> list[Clause]:
        found: list[Clause] = self.text.get("clauses", [])
        return found

    @cached_property
    def own(self) -> list[Commitment]:
        """Their lines in it."""
        return lines_of(self.party, self.clauses)

    @property
    def own_keys(self) -> set[int]:
        return {line.pk for line in self.own}

    @cached_property
    def progress(self) -> dict[int, LineProgress]:
        """How their lines stand, of a text that holds and does not pause."""
        version = self.version
        if version is None or version.status != Status.IN_EFFECT or not self.own:
            return {}
        for line in self.own:
            line.clause.version = version
        return load_progress(self.own)

    @property
    def own_rows(self) -> list[tuple[Commitment, LineProgress | None]]:
        return [(line, self.progress.get(line.pk)) for line in self.own]

    @cached_property
    def word(self) -> Confirmation | None:
        """What they say of this text."""
        if self.version is None:
            return None
        said = self.version.confirmations.filter(by=self.party.participant_id)
        return said.exclude(word="").first()

    @cached_property
    def _threads(self) -> dict[str, list[Thread]]:
        """What they asked and said, by the key of the clause, with the answers. One query."""
        me = self.party.participant_id
        theirs = Q(by=me, answer_to=None) | Q(answer_to__by=me, answer_to__answer_to=None)
        found = Comment.objects.filter(theirs, agreement=self.agreement).select_related("by")
        newest = list(found.order_by("-at", "-pk")[:MOST_SAID])[::-1]
        comments = [said for said in newest if said.answer_to_id is None]
        answers = defaultdict(list)
        for said in newest:
            if said.answer_to_id is not None:
                answers[said.answer_to_id].append(said)
        threads = defaultdict(list)
        for comment in comments:
            threads[comment.clause_key].append(Thread(comment, answers[comment.pk]))
        return threads

    @property
    def rows(self) -> list[tuple[Clause, list[Thread]]]:
        return [(clause, self._threads.get(clause.key, [])) for clause in self.clauses]

    @property
    def gone(self) -> list[Thread]:
        """What they said about clauses that this text does not have."""
        here = {clause.key for clause in self.clauses}
        return [t for key, said in self._threads.items() if key not in here for t in said]
