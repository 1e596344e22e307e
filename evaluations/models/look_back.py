from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.models import Commitment
from agreements.models.progress import side_of
from agreements.progress import is_followed
from evaluations.patterns import BY_KEY as PATTERN_BY_KEY
from evaluations.patterns import CHOICES as PATTERNS
from evaluations.questions import BY_KEY as QUESTION_BY_KEY
from evaluations.questions import CHOICES as QUESTIONS
from evaluations.states import LineWord, Outcome, State
from initiatives.models import Hideable, Initiative, Participant, Side
from initiatives.states import Refused

from .evaluation import Evaluation
from .feasible import BOTH

if TYPE_CHECKING:
    from initiatives.who import Who


# Around one phone sit at least two, and no more than fit in a hall.
TOGETHER = (2, 500)
MOST_COUNTED = 100_000


class NewerAnswer(Refused):
    """The same person, or somebody around the same phone, answered otherwise meanwhile. `newest`:
    that."""

    def __init__(self, newest: LookBackText | None, *, kept: str) -> None:
        super().__init__(_("Dit antwoord is net op een ander scherm veranderd."), kept=kept)
        self.newest = newest


class LookBackQuerySet(models.QuerySet["LookBack"]):
    def of(self, evaluation: Evaluation, person: Participant | None) -> LookBack | None:
        """The own one, for the pages on which somebody fills it in. Nobody reads another's."""
        if person is None:
            return None
        return self.filter(evaluation=evaluation, by=person).first()

    def filled_in(self) -> LookBackQuerySet:
        """Without those that somebody only began: nothing was said in them."""
        here = models.OuterRef("pk")
        return self.filter(
            models.Exists(LookBackText.objects.filter(look_back=here))
            | models.Exists(LineLookBack.objects.filter(look_back=here))
            | models.Q(people_came__isnull=False)
            | models.Q(times_open__isnull=False)
            | models.Q(finished_on__isnull=False)
        )


class LookBack(models.Model):
    """What one person filled in, or the group around one phone. Others see it when answering is
    over, and then as of a side, without who it was.

    Every step saves itself, so what was filled in counts, also without coming to the end. Nothing
    of it stands on the timeline: that would tell who said something, and when.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="look_backs")
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="look_backs")
    side = models.CharField(max_length=12, choices=BOTH)
    # Filled in together, by about so many.
    together = models.PositiveSmallIntegerField(
        _lazy("met hoeveel mensen vullen jullie dit in?"), null=True, blank=True
    )
    outcome = models.CharField(
        _lazy("hoe gaan we verder?"), max_length=7, choices=Outcome.choices, blank=True
    )
    people_came = models.PositiveIntegerField(
        _lazy("hoeveel mensen deden ongeveer mee?"), null=True, blank=True
    )
    times_open = models.PositiveIntegerField(
        _lazy("hoe vaak waren jullie open?"), null=True, blank=True
    )
    began_on = models.DateField(default=timezone.localdate)
    finished_on = models.DateField(null=True, blank=True)

    objects = LookBackQuerySet.as_manager()

    class Meta:
        ordering = ["evaluation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "by"], name="one_look_back_a_person")
        ]

    @property
    def initiative(self) -> Initiative:
        return self.evaluation.initiative

    # Filling in -------------------------------------------------------------------------------

    @classmethod
    def begin(
        cls, evaluation: Evaluation, *, by: Participant, together: int | None = None
    ) -> LookBack:
        """The one of `by`, once a look-back; a guide fills in for the group.

        `together`: with about so many around one phone. Who begins again goes on with what there
        is, and says anew whether it is together.
        """
        side = side_of(by)
        if not side:
            raise Refused(
                _("Terugkijken doen de groep en de gemeente. Jij hoort bij geen van twee.")
            )
        if together is not None and not TOGETHER[0] <= together <= TOGETHER[1]:
            raise Refused(_("Samen is met 2 tot 500 mensen."))
        with transaction.atomic():
            lock_answering(evaluation)
            sheet, is_new = cls.objects.get_or_create(
                evaluation=evaluation, by=by, defaults={"side": side, "together": together}
            )
            if not is_new and sheet.together != together:
                sheet.together = together
                sheet.save(update_fields=["together"])
        return sheet

    def answer(
        self, question: str, text: str, pattern: str = "", *, seen: str | None = None
    ) -> None:
        """What is said to one question; nothing at all takes the answer away.

        `seen`: the mark of the answer that was on the screen (`LookBackText.mark`, "" for none).
        `NewerAnswer` when another screen said something else meanwhile. Twice the same is once.
        """
        asked = QUESTION_BY_KEY.get(question)
        if asked is None or asked.side not in ("", self.side):
            raise Refused(_("Deze vraag is er niet."), kept=text)
        if pattern and pattern not in PATTERN_BY_KEY:
            raise Refused(_("Kies een patroon dat er staat."), kept=text)
        with transaction.atomic():
            lock_answering(self.evaluation, kept=text)
            now = self.texts.filter(question=question).first()
            if (now.text, now.pattern) == (text, pattern) if now else not (text or pattern):
                return
            if seen is not None and seen != (now.mark if now else ""):
                raise NewerAnswer(now, kept=text)
            if not text and not pattern:
                self.texts.filter(question=question).delete()
                return
            now = now or LookBackText(look_back=self, question=question)
            now.text, now.pattern = text, pattern
            now.become_another_text()
            now.save()

    def say_of_lines(self, words: dict[int, str]) -> None:
        """Line -> a `LineWord`, or "" to say nothing of it after all. Only lines of the text that
        is looked back on, also those of the other side."""
        if not all(word == "" or word in LineWord for word in words.values()):
            raise Refused(_("Kies een van de woorden die er staan."))
        lines = Commitment.objects.filter(
            pk__in=words, clause__version=self.evaluation.version_id, clause__removed_at=None
        )
        if {line.pk for line in lines if is_followed(line)} != set(words):
            raise Refused(_("Die regel staat niet in de tekst waar jullie op terugkijken."))
        with transaction.atomic():
            lock_answering(self.evaluation)
            self.lines.filter(line__in=[pk for pk, word in words.items() if not word]).delete()
            LineLookBack.objects.bulk_create(
                [
                    LineLookBack(look_back=self, line_id=pk, word=word)
                    for pk, word in words.items()
                    if word
                ],
                update_conflicts=True,
                unique_fields=["look_back", "line"],
                update_fields=["word"],
            )

    def say_numbers(self, *, people_came: int | None, times_open: int | None) -> None:
        """About how many people came, and how often it was open; None: not said."""
        for number in (people_came, times_open):
            if number is not None and not 0 <= number <= MOST_COUNTED:
                raise Refused(_("Vul een getal in van 0 tot 100000."))
        self._save(people_came=people_came, times_open=times_open)

    def finish(self, *, outcome: str = "") -> None:
        """The end of it, with how to go on; "" when somebody does not say. What was said can be
        changed until answering is over."""
        if outcome and outcome not in Outcome:
            raise Refused(_("Kies een van de antwoorden die er staan."))
        on = self.finished_on or timezone.localdate()
        self._save(outcome=outcome, finished_on=on)

    def _save(self, **said: Any) -> None:
        with transaction.atomic():
            lock_answering(self.evaluation)
            LookBack.objects.filter(pk=self.pk).update(**said)
        for name, value in said.items():
            setattr(self, name, value)


def lock_answering(evaluation: Evaluation, *, kept: str = "") -> Evaluation:
    """Inside a transaction: answering does not end meanwhile. Refused when it is over."""
    now = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    if not now.is_answering:
        raise Refused(_("Het invullen is klaar. Lees wat iedereen zei."), kept=kept)
    return now


class LineLookBack(models.Model):
    """What one look-back says of one line."""

    look_back = models.ForeignKey(LookBack, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="look_backs")
    word = models.CharField(max_length=10, choices=LineWord.choices)

    class Meta:
        ordering = ["look_back", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["look_back", "line"], name="one_word_a_line_looked_at")
        ]

    @property
    def initiative(self) -> Initiative:
        return self.look_back.initiative


class LookBackTextQuerySet(models.QuerySet["LookBackText"]):
    def visible_to(self, who: Who) -> LookBackTextQuerySet:
        """What others may read: never while people still answer."""
        seen = Evaluation.objects.visible_to(who).exclude(state=State.ANSWERING)
        return self.filter(look_back__evaluation__in=seen)

    def with_home(self) -> LookBackTextQuerySet:
        return self.select_related(
            "look_back__evaluation__agreement__initiative", "look_back__by__initiative"
        )


class LookBackText(Hideable):
    """The answer to one question, in own words. `pattern`: what it looks like, when that helps."""

    look_back = models.ForeignKey(LookBack, on_delete=models.CASCADE, related_name="texts")
    question = models.CharField(max_length=12, choices=QUESTIONS)
    text = models.CharField(max_length=500, blank=True)
    pattern = models.CharField(max_length=16, choices=PATTERNS, blank=True)

    names_writer = False

    objects = LookBackTextQuerySet.as_manager()

    class Meta:
        ordering = ["look_back", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["look_back", "question"], name="one_answer_a_look_back_question"
            )
        ]

    @property
    def initiative(self) -> Initiative:
        return self.look_back.initiative

    @property
    def by(self) -> Participant:
        return self.look_back.by

    @property
    def of_side(self) -> Side:
        """Of the group also when a guide filled it in: nobody else may tell those apart."""
        return Side(self.look_back.side)

    @property
    def mark(self) -> str:
        """Of what it says now: a form that shows it sends this along."""
        return sha256(f"{self.pattern}\n{self.text}".encode()).hexdigest()[:16]
