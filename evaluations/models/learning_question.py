from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from initiatives.models import Circle, Initiative, Participant, Partner, Side, Written, tell_as
from initiatives.states import Overtaken, Refused

from .learnt import is_of_side_of
from .lesson import Lesson

if TYPE_CHECKING:
    from initiatives.who import Who

# Only of what everybody here reads.
tell_as(
    {
        "question_shared": _lazy("{by} deelde een leervraag."),
        "question_settled": _lazy("{by} schreef op wat er met een leervraag gebeurde."),
    }
)

# More than anybody learns at once; of one writer in one initiative.
MOST_OPEN = 50


class LearningQuestionQuerySet(models.QuerySet["LearningQuestion"]):
    def visible_to(self, who: Who) -> LearningQuestionQuerySet:
        """By circle, as a line of the logbook."""
        mine = who.participants()
        same_side = mine.filter(
            initiative=models.OuterRef("initiative"), side=models.OuterRef("side")
        )
        return self.filter(
            models.Q(circle=Circle.SHARED, initiative__in=Initiative.objects.shared_with(who))
            | models.Q(circle=Circle.OWN, by__in=mine.values("pk"))
            | (models.Q(circle=Circle.SIDE) & models.Exists(same_side))
        )

    def with_home(self) -> LearningQuestionQuerySet:
        return self.select_related("initiative", "by__initiative", "partner", "lesson")


class LearningQuestion(Written):
    """Something that somebody, or a side together, wants to learn."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="learning_questions"
    )
    circle = models.CharField(
        _lazy("van wie is deze vraag?"),
        max_length=6,
        choices=Circle.choices,
        default=Circle.OWN,
    )
    # Of the writer on that day; who changes side takes no questions along.
    side = models.CharField(max_length=12, choices=Side.choices)
    text = models.CharField(_lazy("wat wil je leren?"), max_length=200)
    why = models.CharField(_lazy("waarom?"), max_length=300, blank=True)
    trying = models.CharField(_lazy("wat ga je proberen?"), max_length=300, blank=True)
    with_whom = models.CharField(_lazy("met wie?"), max_length=120, blank=True)
    partner = models.ForeignKey(
        Partner, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    happened = models.CharField(_lazy("wat gebeurde er?"), max_length=400, blank=True)
    lesson = models.ForeignKey(
        Lesson, on_delete=models.SET_NULL, related_name="questions", null=True, blank=True
    )
    said_at = models.DateTimeField(default=timezone.now)
    settled_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = LearningQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-said_at", "-pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def is_told(self) -> bool:
        return self.circle == Circle.SHARED

    @property
    def is_settled(self) -> bool:
        return self.settled_on is not None

    def is_of(self, person: Participant | None) -> bool:
        """Whether `person` may write on it: the own one only its writer, that of a side all of it.

        Of a question that everybody reads, the side that asked it.
        """
        if person is None or person.initiative_id != self.initiative_id:
            return False
        if person.pk == self.by_id:
            return True
        if self.circle == Circle.OWN:
            return False
        if self.circle == Circle.SIDE:
            return person.side == self.side
        return is_of_side_of(self.by, person)

    @classmethod
    def ask(
        cls, initiative: Initiative, *, by: Participant, text: str, circle: str, **more: Any
    ) -> LearningQuestion:
        """A new one. The same question twice, as a double tap does, is one."""
        _check_circle(by, circle, kept=text)
        with transaction.atomic():
            Initiative.objects.select_for_update().get(pk=initiative.pk)
            mine = cls.objects.filter(initiative=initiative, by=by, settled_on=None)
            same = mine.filter(text=text, circle=circle, hidden_at=None).first()
            if same is not None:
                return same
            if mine.count() >= MOST_OPEN:
                sentence = _("Je hebt al {n} vragen open staan. Rond er eerst een af.")
                raise Refused(sentence.format(n=MOST_OPEN), kept=text)
            question = cls.objects.create(
                initiative=initiative, by=by, side=by.side, circle=circle, text=text, **more
            )
            if question.is_told:
                initiative.tell("question_shared", by=by, question=question.pk)
        return question

    def change(self, *, by: Participant, seen: int, **fields: Any) -> None:
        """Other words, or more readers. What everybody here may read stays for everybody.

        `seen`: the revision that was on the screen; raises `Overtaken` when it is another by now.
        """
        kept = "\n\n".join(value for value in fields.values() if isinstance(value, str))
        with transaction.atomic():
            now = LearningQuestion.objects.select_for_update().get(pk=self.pk)
            other = {name for name, value in fields.items() if getattr(now, name) != value}
            if not other:
                return
            now._check_open_to(by, kept=kept)
            if now.revision != seen:
                stands = {name: getattr(now, name) for name in fields}
                raise Overtaken({**stands, "revision": now.revision})
            if "circle" in other:
                now._check_readers(by, str(fields["circle"]), kept=kept)
            for name in other:
                setattr(now, name, fields[name])
            now.revision += 1
            now.become_another_text()
            now.save()
            if now.is_told and "circle" in other:
                now.initiative.tell("question_shared", by=by, question=now.pk)
        self.refresh_from_db()

    def settle(self, *, by: Participant, happened: str, lesson: str = "") -> None:
        """What came of it. `lesson`: what people take along; that becomes a lesson, which everybody
        reads who reads along here. The same form twice is once.
        """
        with transaction.atomic():
            now = LearningQuestion.objects.select_for_update().get(pk=self.pk)
            if now.is_settled and now.happened == happened:
                return
            now._check_open_to(by, kept=happened)
            if now.is_settled:
                raise Refused(_("Iemand schreef net op wat er gebeurde."), kept=happened)
            now.happened, now.settled_on = happened, timezone.localdate()
            if lesson:
                now.lesson = Lesson.write(now.initiative, by=by, happened=happened, text=lesson)
            now.revision += 1
            now.save(update_fields=["happened", "settled_on", "lesson", "revision"])
            if now.is_told:
                now.initiative.tell("question_settled", by=by, question=now.pk)
        self.refresh_from_db()

    def _check_open_to(self, by: Participant, *, kept: str) -> None:
        if not self.is_of(by):
            raise Refused(_("Dit is een vraag van een ander."), kept=kept)
        if self.hidden_at is not None:
            raise Refused(_("Dit is verborgen. Laat het eerst weer zien."), kept=kept)

    def _check_readers(self, by: Participant, circle: str, *, kept: str) -> None:
        _check_circle(by, circle, kept=kept)
        if self.circle == Circle.SHARED:
            raise Refused(_("Deze vraag is al gedeeld. Anderen lezen mee."), kept=kept)
        if by.pk != self.by_id:
            raise Refused(_("Wie de vraag opschreef, kiest wie hem leest."), kept=kept)


def _check_circle(by: Participant, circle: str, *, kept: str) -> None:
    """Another party shares its side with parties that it does not know: police, school, buren."""
    if by.side == Side.OTHER and circle == Circle.SIDE:
        raise Refused(_("Kies: voor jezelf, of voor iedereen die hier meedoet."), kept=kept)
