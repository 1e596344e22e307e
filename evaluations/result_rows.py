"""The rows of a look-back that is over, loaded in a number of queries that does not grow."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from agreements.loading import load_clauses, load_people, texts_of
from agreements.models import Commitment
from evaluations.models import (
    ClauseVerdict,
    Conclusion,
    Evaluation,
    LineLookBack,
    LookBack,
    LookBackText,
    TrustCheck,
    TrustText,
)
from evaluations.states import State
from initiatives.models import Initiative
from initiatives.rows import Rows, rows_as
from meetings.models import Meeting

# So many answers to one question stand on the page of the result; the rest one tap further.
FIRST = 5
MOST_ROUNDS = 40
# More of one kind than this are not read: no group is so large.
MOST = 300


def for_result(evaluations: Any) -> Any:
    """The same, with everything on it that is few: no query of its own for those."""
    here, home = OuterRef("pk"), OuterRef("agreement__initiative")
    ahead = Meeting.objects.ahead().filter(initiative=home)
    seen = LookBackText.objects.filter(look_back__evaluation=here, hidden_at=None)
    sheets = LookBack.objects.filled_in().filter(evaluation=here)
    return evaluations.select_related("agreement__initiative", "version", "led_to").annotate(
        look_back_rows=Rows(sheets.order_by("pk")[:MOST]),
        verdict_rows=Rows(ClauseVerdict.objects.filter(evaluation=here).order_by("pk")),
        conclusion_rows=Rows(Conclusion.objects.filter(evaluation=here).order_by("pk")),
        trust_text_rows=Rows(
            TrustText.objects.filter(trust__evaluation=here).order_by("pk"), "trust__side"
        ),
        pattern_rows=Rows(seen.exclude(pattern="").order_by("pk")[:MOST], "look_back__side"),
        next_rows=Rows(ahead[:1]),
    )


class ResultRows:
    """What was filled in when both sides looked back. Six queries at most.

    Every text knows where it stands, and who hid it.
    """

    def __init__(self, evaluation: Any) -> None:
        if not hasattr(evaluation, "look_back_rows"):
            evaluation = for_result(Evaluation.objects.filter(pk=evaluation.pk)).get()
        self.evaluation: Evaluation = evaluation
        self.initiative: Initiative = evaluation.agreement.initiative
        self.sheets = rows_as(LookBack, evaluation.look_back_rows)
        self.verdicts = rows_as(ClauseVerdict, evaluation.verdict_rows)
        self.conclusions = rows_as(Conclusion, evaluation.conclusion_rows)
        self.trust_texts = rows_as(TrustText, evaluation.trust_text_rows)
        patterned = rows_as(LookBackText, evaluation.pattern_rows)
        self.patterns = [(text.pattern, text.look_back.side) for text in patterned]
        self.next_meeting = next(iter(rows_as(Meeting, evaluation.next_rows)), None)
        self.checks = self._load_checks()
        self.clauses = load_clauses([evaluation.version_id])[evaluation.version_id]
        self.said_of_lines = self._count_words()
        self.texts = self._load_texts()
        self.people = load_people(self.initiative, texts_of(self.clauses), also=self._who())
        self._bring_home()

    def _load_checks(self) -> list[TrustCheck]:
        """Of this round and of those before it, the newest first."""
        now = self.evaluation
        rounds = Evaluation.objects.filter(agreement=now.agreement_id, number__lte=now.number)
        over = rounds.exclude(state=State.ANSWERING)
        found = TrustCheck.objects.filter(evaluation__in=over).select_related("evaluation")
        return list(found.order_by("-evaluation__number", "side")[: 2 * MOST_ROUNDS])

    def _count_words(self) -> dict[tuple[int, str], dict[str, int]]:
        """Line and side -> word -> how many sheets say so."""
        rows = (
            LineLookBack.objects.filter(look_back__evaluation=self.evaluation)
            .order_by()
            .values_list("line_id", "look_back__side", "word")
            .annotate(n=Count("pk"))
        )
        found: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
        for line, side, word, n in rows:
            found[line, side][word] = n
        return found

    def _load_texts(self) -> dict[tuple[str, str], list[Any]]:
        """Question and side -> the first few answers. They have no order but the one drawn."""
        of_both = [F("question"), F("look_back__side")]
        rows = (
            LookBackText.objects.filter(look_back__evaluation=self.evaluation)
            .filter(~Q(text=""))
            .annotate(
                nth=Window(RowNumber(), partition_by=of_both, order_by=F("pk").asc()),
                of_how_many=Window(Count("pk"), partition_by=of_both),
            )
            .filter(nth__lte=FIRST)
            .select_related("look_back")
            .order_by("pk")
        )
        found: dict[tuple[str, str], list[Any]] = defaultdict(list)
        for text in rows:
            found[text.question, text.look_back.side].append(text)
        return found

    def _all_texts(self) -> list[Any]:
        answers = [text for texts in self.texts.values() for text in texts]
        return [*answers, *self.trust_texts, *self.verdicts, *self.conclusions]

    def _who(self) -> set[int]:
        """Who is named on the page: who hid a text, and who spoke for a side."""
        spoke: list[Any] = [*self.verdicts, *self.conclusions]
        return {text.hidden_by_id or 0 for text in self._all_texts()} | {
            said.by_id for said in spoke
        }

    def _bring_home(self) -> None:
        known = {person.pk: person for person in self.people.known}
        for text in self._all_texts():
            if text.hidden_by_id:
                text.hidden_by = known[text.hidden_by_id]
        spoke: list[Any] = [*self.verdicts, *self.conclusions]
        for said in spoke:
            said.by = known[said.by_id]
            said.evaluation = self.evaluation
        for texts in self.texts.values():
            for text in texts:
                text.look_back.evaluation = self.evaluation
        for text in self.trust_texts:
            text.trust.evaluation = self.evaluation

    @property
    def lines(self) -> list[Commitment]:
        return [line for clause in self.clauses for line in clause.commitments.all()]
