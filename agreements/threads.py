"""What people asked and said about the clauses of an agreement."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from agreements.models import Agreement, Comment
from agreements.models.comment import waits_for
from initiatives.models import Initiative, Written
from initiatives.who import Who


@dataclass
class Thread:
    """A reaction with its answers, and the side it waits for."""

    comment: Comment
    answers: list[Comment]

    @property
    def waits_for(self) -> str | None:
        return waits_for(self.comment, self.answers)


def load_threads(
    agreement: Agreement, who: Who, *, key: str | None = None
) -> dict[str, list[Thread]]:
    """The reactions by the key of their clause, oldest first. One query.

    What was said about a draft of one side is for that side.

    `key`: only those on that clause.
    """
    found = Comment.objects.visible_to(who).filter(agreement=agreement)
    if key is not None:
        found = found.filter(clause_key=key)
    comments = list(found.select_related("by__merged_into", "version", "hidden_by"))
    answers: dict[int, list[Comment]] = defaultdict(list)
    for comment in comments:
        comment.agreement = agreement
        bring_home(comment, agreement.initiative)
        if comment.answer_to_id:
            answers[comment.answer_to_id].append(comment)
    threads: dict[str, list[Thread]] = defaultdict(list)
    for comment in comments:
        if comment.answer_to_id is None:
            threads[comment.clause_key].append(Thread(comment, answers[comment.pk]))
    return threads


def bring_home(text: Written, initiative: Initiative) -> None:
    """Its people are of this initiative; saying so saves a query for each."""
    for person in (text.by, text.hidden_by):
        if person is not None:
            person.initiative = initiative
