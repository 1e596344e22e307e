""" "Juridisch advies gevraagd": what was asked about which clause, and what the answer was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from agreements.models import Agreement, LegalAdvice
from initiatives.who import Who


def load_advice(
    agreement: Agreement, who: Who, *, key: str | None = None
) -> dict[str, list[LegalAdvice]]:
    """Clause key -> the questions about it that `who` may read, oldest first. One query.

    A question in a draft of one side stays there until that draft is open.
    """
    asked = LegalAdvice.objects.visible_to(who).filter(agreement=agreement)
    if key is not None:
        asked = asked.filter(clause_key=key)
    people = ("by__merged_into", "answered_by__merged_into", "hidden_by__merged_into")
    return by_clause(asked.select_related("version", *people), agreement)


def by_clause(asked: Iterable[LegalAdvice], agreement: Agreement) -> dict[str, list[LegalAdvice]]:
    """The same of questions that were loaded already, with their people."""
    found: dict[str, list[LegalAdvice]] = defaultdict(list)
    for advice in asked:
        advice.agreement = agreement
        for person in (advice.by, advice.answered_by, advice.hidden_by):
            if person is not None:
                person.initiative = agreement.initiative
        found[advice.clause_key].append(advice)
    return found
