"""The screens on which somebody looks back: one question each, and the lines a few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.models import Commitment
from evaluations.questions import QUESTIONS, Question

# So many lines stand on one screen, and those of one clause together.
MOST_LINES = 8


class Kind(Enum):
    TEXT = "text"
    LINES = "lines"
    NUMBERS = "numbers"
    OUTCOME = "outcome"


@dataclass(frozen=True)
class Step:
    """One screen. `number`: the how-manieth question it is; the parts of the lines share one.

    `slug` stands in the address. `part`: which part of the lines, from 1 on; 0 elsewhere.
    """

    slug: str
    kind: Kind
    text: str | Promise
    number: int
    hint: str | Promise = ""
    question: Question | None = None
    part: int = 0
    is_extra: bool = False


LINES = "beloofd"
NUMBERS = "hoe-vaak"
OUTCOME = "hoe-verder"
# After what somebody is proud of: first the good, then what was promised, then the rest.
LINES_AFTER = "proud"


@dataclass(frozen=True)
class Steps:
    """All screens for somebody of `side`, with the lines in `parts`. The extra ones come after the
    end, for who wants to say more."""

    all: tuple[Step, ...]
    parts: int

    @property
    def main(self) -> list[Step]:
        return [step for step in self.all if not step.is_extra]

    @property
    def extra(self) -> list[Step]:
        return [step for step in self.all if step.is_extra]

    @property
    def count(self) -> int:
        """How many questions there are."""
        return max(step.number for step in self.main)

    def at(self, slug: str) -> Step | None:
        return next((step for step in self.all if step.slug == slug), None)

    def after(self, step: Step) -> Step | None:
        """None: the end. The extra ones are a row of their own."""
        return self._beside(step, 1)

    def before(self, step: Step) -> Step | None:
        return self._beside(step, -1)

    def after_lines(self) -> Step:
        """Where somebody goes on who skips the rest of the lines."""
        lines = [step for step in self.main if step.kind is Kind.LINES]
        return self.main[self.main.index(lines[-1]) + 1]

    def _beside(self, step: Step, by: int) -> Step | None:
        row = self.extra if step.is_extra else self.main
        at = row.index(step) + by
        return row[at] if 0 <= at < len(row) else None


def steps_for(side: str, *, parts: int) -> Steps:
    asked = [question for question in QUESTIONS if question.side in ("", side)]
    steps: list[Step] = []

    def add(kind: Kind, slug: str, text: str | Promise, hint: str | Promise = "") -> None:
        steps.append(Step(slug, kind, text, _next_number(steps), hint))

    for question in asked:
        if question.is_extra:
            continue
        steps.append(_about(question, _next_number(steps)))
        if question.key == LINES_AFTER and parts:
            steps += _lines(_next_number(steps), parts)
    add(
        Kind.NUMBERS,
        NUMBERS,
        _("Hoe vaak, en met hoeveel mensen?"),
        _("Ongeveer is genoeg. Weet je het niet? Laat het leeg."),
    )
    add(Kind.OUTCOME, OUTCOME, _("Hoe gaan we verder?"), _("Wat zou jij kiezen?"))
    extra = [question for question in asked if question.is_extra]
    steps += [_about(question, number) for number, question in enumerate(extra, 1)]
    return Steps(tuple(steps), parts)


def _next_number(steps: Sequence[Step]) -> int:
    return steps[-1].number + 1 if steps else 1


def _about(question: Question, number: int) -> Step:
    return Step(
        question.slug,
        Kind.TEXT,
        question.text,
        number,
        question.hint,
        question,
        is_extra=question.is_extra,
    )


def _lines(number: int, parts: int) -> list[Step]:
    text, hint = _("Wat beloofden we?"), _("Lukte dit? Tik bij elke regel aan wat jij ziet.")
    return [
        Step(LINES if n == 1 else f"{LINES}-{n}", Kind.LINES, text, number, hint, part=n)
        for n in range(1, parts + 1)
    ]


def in_parts(lines: Iterable[Commitment]) -> list[list[Commitment]]:
    """Lines in reading order, a screen at a time. A clause stays together; a clause with more
    lines than fit has a screen of its own."""
    clauses: dict[int, list[Commitment]] = {}
    for line in lines:
        clauses.setdefault(line.clause_id, []).append(line)
    parts: list[list[Commitment]] = []
    for clause in clauses.values():
        if parts and len(parts[-1]) + len(clause) <= MOST_LINES:
            parts[-1] += clause
        else:
            parts.append(list(clause))
    return parts
