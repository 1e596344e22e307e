from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.looking_back import MOST_AHEAD
from agreements.models import Agreement
from agreements.models.progress import side_of
from agreements.states import KeyReturn
from evaluations.going_on import NEEDS_UNTIL, WITHOUT_NEXT, by_side, left_behind, mark_of
from evaluations.states import Outcome, Verdict
from initiatives.models import Initiative, Participant, Written, tell_as
from initiatives.states import Refused

from .evaluation import Evaluation
from .feasible import BOTH
from .lesson import Lesson

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as(
    {
        "verdict_keep": _lazy("{by} wil “{heading}” houden"),
        "verdict_change": _lazy("{by} wil “{heading}” veranderen"),
        "verdict_drop": _lazy("{by} wil “{heading}” weghalen"),
        "verdict_rest": _lazy("{by} wil de andere onderdelen houden"),
        "concluded_go_on": _lazy("{by} wil na het terugkijken doorgaan met {title}"),
        "concluded_change": _lazy("{by} wil na het terugkijken een andere afspraak voor {title}"),
        "concluded_longer": _lazy("{by} wil na het terugkijken {title} langer proberen"),
        "concluded_extend": _lazy("{by} wil na het terugkijken {title} uitbreiden"),
        "concluded_pause": _lazy("{by} wil na het terugkijken even pauze met {title}"),
        "concluded_stop": _lazy("{by} wil na het terugkijken stoppen met {title}"),
    }
)


def lock_talking(evaluation: Evaluation, *, kept: str) -> Evaluation:
    """Inside a transaction: the row as it is now, while both sides talk. Nobody closes it
    meanwhile."""
    rows = Evaluation.objects.with_home().select_for_update(of=("self",))
    now = rows.get(pk=evaluation.pk)
    if now.is_answering:
        raise Refused(_("Er wordt nog ingevuld. Praat verder als dat klaar is."), kept=kept)
    if now.is_closed:
        raise Refused(_("Dit terugkijken is afgerond. Er verandert niets meer aan."), kept=kept)
    return now


class OfEvaluationQuerySet(models.QuerySet[Any]):
    def visible_to(self, who: Who) -> OfEvaluationQuerySet:
        return self.filter(evaluation__in=Evaluation.objects.visible_to(who))

    def with_home(self) -> OfEvaluationQuerySet:
        return self.select_related("evaluation__agreement__initiative", "by__initiative")

    def with_people(self) -> OfEvaluationQuerySet:
        return self.select_related("by__merged_into", "hidden_by__merged_into")


class ClauseVerdict(Written):
    """What one side wants with one clause: keep, change or drop it, and why."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="verdicts")
    clause_key = models.CharField(max_length=40)
    side = models.CharField(max_length=12, choices=BOTH)
    word = models.CharField(max_length=6, choices=Verdict.choices)
    text = models.CharField(_lazy("wat moet er anders, of waarom weg?"), max_length=300, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    objects = OfEvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["evaluation", "clause_key", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "clause_key", "side"], name="one_verdict_a_side_and_clause"
            )
        ]

    @property
    def initiative(self) -> Initiative:
        return self.evaluation.initiative

    @property
    def seen(self) -> str:
        """What a form says of the word that its page showed."""
        return mark_of(self)

    @classmethod
    def say(
        cls,
        evaluation: Evaluation,
        *,
        by: Participant,
        key: str,
        word: str,
        text: str = "",
        seen: str = "",
    ) -> ClauseVerdict:
        """What the side of `by` wants with the clause `key`, or now wants instead.

        `seen`: the mark of the word that `by` looked at. When a colleague was first nothing is
        overwritten. Twice the same is the same as once.
        """
        with transaction.atomic():
            now = lock_talking(evaluation, kept=text)
            clause = now.version.clauses.filter(key=key).first()
            if clause is None or word not in Verdict.values:
                raise Refused(_("Dat onderdeel staat niet in deze tekst."), kept=text)
            side = side_of(by)
            mine = cls.objects.filter(evaluation=now, clause_key=key, side=side)
            before: ClauseVerdict | None = mine.first()
            if before and (before.word, before.text) == (word, text):
                return before
            if mark_of(before) != seen:
                raise Refused(_first_was(Verdict(before.word) if before else None), kept=text)
            verdict = before or ClauseVerdict(evaluation=now, clause_key=key, side=side)
            verdict.by, verdict.word, verdict.text = by, word, text
            verdict.said_at = timezone.now()
            if before:
                verdict.become_another_text()
            verdict.save()
            now.initiative.tell(f"verdict_{word}", by=by, heading=clause.heading, evaluation=now.pk)
        return verdict

    @classmethod
    def keep_rest(cls, evaluation: Evaluation, *, by: Participant) -> int:
        """The side of `by` keeps every clause that it said nothing of yet. Gives how many."""
        with transaction.atomic():
            now = lock_talking(evaluation, kept="")
            side = side_of(by)
            said = now.verdicts.filter(side=side).values("clause_key")
            keys = now.version.clauses.exclude(key__in=said).values_list("key", flat=True)
            rest = [
                ClauseVerdict(evaluation=now, clause_key=key, side=side, by=by, word=Verdict.KEEP)
                for key in keys
            ]
            ClauseVerdict.objects.bulk_create(rest)
            if rest:
                now.initiative.tell("verdict_rest", by=by, evaluation=now.pk)
        return len(rest)


class Conclusion(Written):
    """How one side wants to go on; with it that side confirms the page of the look-back.

    When both chose the same, closing carries it out. A difference stays a difference.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="conclusions")
    side = models.CharField(max_length=12, choices=BOTH)
    outcome = models.CharField(_lazy("hoe gaan we verder?"), max_length=7, choices=Outcome.choices)
    text = models.CharField(_lazy("waarom?"), max_length=300, blank=True)
    # When this side wants to look back again; and until when the trial or the pause goes.
    next_on = models.DateField(_lazy("wanneer kijken jullie weer terug?"), null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    # What stopping asks.
    key = models.CharField(
        _lazy("waar is de sleutel?"), max_length=8, choices=KeyReturn.choices, blank=True
    )
    place = models.CharField(_lazy("hoe laten jullie de plek achter?"), max_length=200, blank=True)
    lesson = models.CharField(_lazy("wat nemen jullie mee?"), max_length=600, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    objects = OfEvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["evaluation", "side"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "side"], name="one_conclusion_a_side")
        ]

    @property
    def initiative(self) -> Initiative:
        return self.evaluation.initiative

    @property
    def seen(self) -> str:
        """What a form says of the word that its page showed."""
        return mark_of(self)

    @property
    def words(self) -> list[str]:
        """Everything in it that somebody wrote."""
        return [text for text in (self.text, self.place, self.lesson) if text]

    @classmethod
    def say(
        cls,
        evaluation: Evaluation,
        *,
        by: Participant,
        outcome: str,
        text: str = "",
        next_on: date | None = None,
        until_on: date | None = None,
        key: str = "",
        place: str = "",
        lesson: str = "",
        seen: str = "",
    ) -> Conclusion:
        """How the side of `by` wants to go on, or now wants instead, until it is closed.

        `seen`: the mark of what `by` looked at. When a colleague was first nothing is
        overwritten. Twice the same is the same as once. What an outcome does not ask falls away.
        """
        kept = "\n".join(filter(None, (text, place, lesson)))
        said: dict[str, Any] = {
            "outcome": outcome,
            "text": text,
            "next_on": None if outcome in WITHOUT_NEXT else next_on,
            "until_on": until_on if outcome in NEEDS_UNTIL else None,
            "key": "",
            "place": "",
            "lesson": "",
        }
        if outcome == Outcome.STOP:
            said |= {"key": key, "place": place, "lesson": lesson}
        with transaction.atomic():
            now = lock_talking(evaluation, kept=kept)
            side = side_of(by)
            mine = cls.objects.filter(evaluation=now, side=side)
            before: Conclusion | None = mine.first()
            if before and all(getattr(before, name) == value for name, value in said.items()):
                return before
            if mark_of(before) != seen:
                raise Refused(_first_was(Outcome(before.outcome) if before else None), kept=kept)
            _check(now, said, kept=kept)
            conclusion = before or Conclusion(evaluation=now, side=side)
            for name, value in said.items():
                setattr(conclusion, name, value)
            conclusion.by, conclusion.said_at = by, timezone.now()
            if before:
                conclusion.become_another_text()
            conclusion.save()
            now.initiative.tell(
                f"concluded_{outcome}", by=by, title=now.agreement.title, evaluation=now.pk
            )
        return conclusion

    # Hiding: the words went along when the agreement stopped -----------------------------------

    def hide(self, *, by: Participant, because: str) -> None:
        with transaction.atomic():
            self._lock_agreement()
            super().hide(by=by, because=because)
            self._hide_along()

    def show_again(self, *, by: Participant) -> None:
        with transaction.atomic():
            self._lock_agreement()
            super().show_again(by=by)
            self._hide_along()

    def _lock_agreement(self) -> None:
        """Whoever closes meanwhile waits, or came before: then its words went along already."""
        Agreement.objects.select_for_update().get(pk=self.evaluation.agreement_id)

    def _hide_along(self) -> None:
        """Where the agreement and a lesson say the same, it is hidden and shown with this."""
        evaluation = Evaluation.objects.get(pk=self.evaluation_id)
        if evaluation.outcome != Outcome.STOP:
            return
        left = left_behind(by_side(evaluation.conclusions.all()))
        Agreement.objects.filter(pk=evaluation.agreement_id).update(
            ended_place=left["place"], ended_lesson=left["lesson"]
        )
        if self.lesson:
            Lesson.objects.filter(evaluation=evaluation, by=self.by_id, text=self.lesson).update(
                hidden_at=self.hidden_at,
                hidden_by=self.hidden_by_id,
                hidden_because=self.hidden_because,
            )


def _first_was(word: Verdict | Outcome | None) -> str:
    if word is None:
        return _("Iemand van jullie kant was net voor. Kijk eerst wat er nu staat.")
    sentence = _("Iemand van jullie kant koos net: {answer}. Kijk er eerst naar.")
    return sentence.format(answer=word.label)


def _check(evaluation: Evaluation, said: dict[str, Any], *, kept: str) -> None:
    """Whether what an outcome asks is there."""
    outcome = said["outcome"]
    if outcome not in Outcome.values:
        raise Refused(_("Kies hoe jullie verder willen."), kept=kept)
    trial_until = evaluation.version.trial_until
    if outcome == Outcome.LONGER_TRIAL and trial_until is None:
        raise Refused(_("Deze afspraak is geen proef. Kies iets anders."), kept=kept)
    if outcome in NEEDS_UNTIL and said["until_on"] is None:
        raise Refused(_("Kies tot welke dag."), kept=kept)
    if outcome == Outcome.LONGER_TRIAL and trial_until and said["until_on"] <= trial_until:
        raise Refused(_("Tot die dag loopt de proef al. Kies een latere dag."), kept=kept)
    if outcome == Outcome.STOP and not said["text"]:
        raise Refused(_("Schrijf kort waarom jullie willen stoppen."), kept=kept)
    for day in (said["next_on"], said["until_on"]):
        if day is not None:
            check_ahead(day, kept=kept)


def check_ahead(day: date, *, kept: str = "") -> None:
    """A day to come, and not so far ahead that everybody forgets it."""
    today = timezone.localdate()
    if day <= today:
        raise Refused(_("Kies een dag na vandaag."), kept=kept)
    if day > today + MOST_AHEAD:
        raise Refused(_("Kies een dag binnen twee jaar."), kept=kept)
