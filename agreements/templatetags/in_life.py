"""What lives at a line or a clause of an agreement: how it stands, a step, a question of law."""

from __future__ import annotations

from typing import Protocol

from django import template

from agreements.contested import notes_on_contested
from agreements.load_progress import LineProgress
from agreements.models import Clause, Commitment, LegalAdvice
from agreements.steps import Steps, StepView

register = template.Library()


class OnPage(Protocol):
    """A page of a text that knows its steps and questions of law; others have none."""

    steps: Steps
    advice: dict[str, list[LegalAdvice]]

    @property
    def every_line(self) -> list[Commitment]: ...


@register.simple_tag
def step_at(page: OnPage | None, line: Commitment) -> StepView | None:
    """{% step_at page line as step %}"""
    steps = getattr(page, "steps", None)
    return steps.at(line, page.every_line) if page and steps else None


@register.simple_tag
def advice_at(page: OnPage | None, clause: Clause) -> list[LegalAdvice]:
    """{% advice_at page clause as advices %}"""
    found: dict[str, list[LegalAdvice]] = getattr(page, "advice", {})
    return found.get(clause.key, [])


@register.simple_tag
def contested_at(page: OnPage | None, clause: Clause) -> list[str]:
    """{% contested_at page clause as notes %}: where it is talked about, until advice was asked."""
    if not hasattr(page, "advice") or advice_at(page, clause):
        return []
    return notes_on_contested(clause.heading, [line.text for line in clause.commitments.all()])


@register.simple_tag
def stands_at(page: object, line: Commitment) -> LineProgress | None:
    """{% stands_at page line as stands %}; None on a page that does not follow its lines."""
    found: dict[int, LineProgress] = getattr(page, "progress", {})
    return found.get(line.pk)
