from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.models import Agreement
from evaluations.patterns import CHOICES as PATTERNS
from initiatives.models import Initiative, Participant, Side, tell_as
from initiatives.states import Overtaken, Refused

from .evaluation import Evaluation
from .learnt import Learnt, LearntQuerySet

tell_as({"lesson_written": _lazy("{by} schreef een les op.")})

# What the form of a lesson holds.
WORDS = ("happened", "text", "pattern", "is_for_everyone")
# Of one initiative: more than anybody reads.
MOST_LESSONS = 500


class Lesson(Learnt):
    """What happened and what people take along. It stays when the agreement has ended."""

    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.SET_NULL, related_name="lessons", null=True, blank=True
    )
    agreement = models.ForeignKey(
        Agreement, on_delete=models.SET_NULL, related_name="lessons", null=True, blank=True
    )
    happened = models.CharField(_lazy("wat gebeurde er?"), max_length=400)
    text = models.CharField(_lazy("wat nemen jullie mee?"), max_length=400)
    pattern = models.CharField(max_length=16, choices=PATTERNS, blank=True)

    objects = LearntQuerySet.as_manager()

    def __str__(self) -> str:
        return self.text

    @classmethod
    def write(
        cls,
        initiative: Initiative,
        *,
        by: Participant,
        happened: str,
        text: str,
        pattern: str = "",
        is_for_everyone: bool = False,
        evaluation: Evaluation | None = None,
        agreement: Agreement | None = None,
    ) -> Lesson:
        """A lesson, perhaps from a look-back or from an agreement. The same form twice is one."""
        if evaluation is not None:
            agreement = evaluation.agreement
        if agreement is not None and agreement.initiative_id != initiative.pk:
            raise ValueError("A lesson comes from an agreement of its own initiative.")
        with transaction.atomic():
            # Two at once wait for each other.
            Participant.objects.select_for_update(no_key=True).get(pk=by.pk)
            mine = cls.objects.filter(initiative=initiative)
            same: Lesson | None = mine.filter(
                by=by, happened=happened, text=text, hidden_at=None
            ).first()
            if same is not None:
                return same
            if mine.count() >= MOST_LESSONS:
                raise Refused(_("Er staan hier al heel veel lessen."), kept=text)
            lesson: Lesson = cls.objects.create(
                initiative=initiative,
                by=by,
                happened=happened,
                text=text,
                pattern=pattern,
                is_for_everyone=is_for_everyone,
                evaluation=evaluation,
                agreement=agreement,
            )
            lesson.tell_of_it("lesson_written", by=by, lesson=lesson.pk)
        return lesson

    def is_of(self, person: Participant | None) -> bool:
        """Whether `person` may change it: anybody of the side that wrote it. The guide works with
        the group; of `other`, which is many parties, each its own."""
        if person is None or person.initiative_id != self.initiative_id:
            return False
        if Side.OTHER in (person.side, self.by.side):
            return person.pk == self.by_id
        of_town = Side.MUNICIPALITY in (person.side, self.by.side)
        return not of_town or person.side == self.by.side

    def change(
        self,
        *,
        by: Participant,
        seen: int,
        happened: str,
        text: str,
        pattern: str,
        is_for_everyone: bool,
    ) -> None:
        """Other words, or other readers. `seen`: the revision that was on the screen; `Overtaken`
        when somebody changed it since. The same again is nothing."""
        wanted: dict[str, Any] = {
            "happened": happened,
            "text": text,
            "pattern": pattern,
            "is_for_everyone": is_for_everyone,
        }
        with transaction.atomic():
            now = Lesson.objects.select_for_update().get(pk=self.pk)
            stands = {name: getattr(now, name) for name in WORDS}
            if stands == wanted:
                return
            if not self.is_of(by):
                raise Refused(_("Dit verandert de kant die het opschreef."), kept=text)
            if now.hidden_at is not None:
                raise Refused(_("Dit is verborgen. Laat het eerst weer zien."), kept=text)
            if now.revision != seen:
                raise Overtaken({**stands, "revision": now.revision})
            if (happened, text) != (now.happened, now.text):
                # What stands there is of who wrote it last; nobody reported those words.
                now.by = by
                now.become_another_text()
            for name, value in wanted.items():
                setattr(now, name, value)
            now.revision += 1
            now.save()
        self.refresh_from_db()
