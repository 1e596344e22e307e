"""What somebody fills in when looking back, with the screens of it: what is said, and what is not
yet."""

from __future__ import annotations

from functools import cached_property

from agreements.models import Commitment
from agreements.progress import is_followed
from evaluations.models import Evaluation, LookBack, LookBackText
from evaluations.steps import Kind, Step, Steps, in_parts, steps_for


class Sheet:
    """The look-back of one person. `of`: None while it is not begun."""

    def __init__(self, evaluation: Evaluation, side: str, of: LookBack | None) -> None:
        self.evaluation = evaluation
        self.side = side
        self.of = of
        if of is not None:
            of.evaluation = evaluation

    @cached_property
    def parts(self) -> list[list[Commitment]]:
        """Every line of which there is something to keep, of both sides."""
        found = (
            Commitment.objects.filter(
                clause__version=self.evaluation.version_id, clause__removed_at=None
            )
            .select_related("clause")
            .order_by("clause__position", "clause", "position", "pk")
        )
        return in_parts(line for line in found if is_followed(line))

    @cached_property
    def steps(self) -> Steps:
        return steps_for(self.side, parts=len(self.parts))

    @cached_property
    def texts(self) -> dict[str, LookBackText]:
        """Question -> what is said."""
        return {text.question: text for text in self.of.texts.all()} if self.of else {}

    @cached_property
    def words(self) -> dict[int, str]:
        """Line -> the word that is said of it."""
        return dict(self.of.lines.values_list("line", "word")) if self.of else {}

    def lines_of(self, step: Step) -> list[Commitment]:
        return self.parts[step.part - 1]

    def is_said(self, step: Step) -> bool:
        """Whether anything was said on this screen."""
        if self.of is None:
            return False
        if step.kind is Kind.TEXT:
            return step.question is not None and step.question.key in self.texts
        if step.kind is Kind.LINES:
            return any(line.pk in self.words for line in self.lines_of(step))
        if step.kind is Kind.NUMBERS:
            return self.of.people_came is not None or self.of.times_open is not None
        return bool(self.of.outcome)

    @property
    def is_finished(self) -> bool:
        return self.of is not None and self.of.finished_on is not None

    @property
    def goes_on_at(self) -> Step:
        """After the last screen on which something was said; that is where somebody stopped."""
        main = self.steps.main
        said = [at for at, step in enumerate(main) if self.is_said(step)]
        return main[min(said[-1] + 1, len(main) - 1)] if said else main[0]

    def rows(self, steps: list[Step]) -> list[tuple[Step, bool]]:
        """Each question once, and whether something was said of it."""
        return [
            (step, any(self.is_said(other) for other in steps if other.number == step.number))
            for step in steps
            if step.part < 2
        ]
