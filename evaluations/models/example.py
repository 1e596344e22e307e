from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from evaluations.patterns import CHOICES as PATTERNS
from evaluations.states import ExampleKind
from initiatives.models import Initiative, Participant, Written, tell_as
from initiatives.states import Refused

from .learnt import Learnt, LearntQuerySet, is_of_side_of

if TYPE_CHECKING:
    from initiatives.who import Who

# No words of it: they may be hidden later, and the timeline never changes.
tell_as(
    {
        "example_added": _lazy("{by} schreef een voorbeeld op om van te leren."),
        "example_changed": _lazy("{by} veranderde een voorbeeld."),
        "example_noted": _lazy("{by} schreef op wat jullie van een voorbeeld kunnen leren."),
    }
)

# More than anybody reads at a talk about one example.
MOST_NOTES = 50


class ExampleQuerySet(LearntQuerySet):
    def usable_in(self, initiative: Initiative) -> ExampleQuerySet:
        """Of which the people of `initiative` may all read the words: their own, and what is for
        everyone here."""
        here = models.Q(initiative=initiative) | models.Q(is_for_everyone=True)
        return self.filter(here, hidden_at=None)


class Example(Learnt):
    """Something from here or from elsewhere that others can learn from."""

    title = models.CharField(_lazy("wat is het?"), max_length=80)
    kind = models.CharField(_lazy("soort"), max_length=10, choices=ExampleKind.choices)
    # Where it was; "" is here.
    place = models.CharField(_lazy("waar?"), max_length=80, blank=True)
    text = models.CharField(_lazy("wat gebeurde er?"), max_length=600)
    worked = models.CharField(_lazy("wat werkte?"), max_length=400, blank=True)
    did_not_work = models.CharField(_lazy("wat werkte niet?"), max_length=400, blank=True)
    take_along = models.CharField(_lazy("wat nemen we mee?"), max_length=400, blank=True)
    dos = models.CharField(_lazy("wel doen"), max_length=400, blank=True)
    donts = models.CharField(_lazy("niet doen"), max_length=400, blank=True)
    link = models.URLField(_lazy("waar kun je meer lezen?"), max_length=300, blank=True)
    pattern = models.CharField(max_length=16, choices=PATTERNS, blank=True)

    objects = ExampleQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    @classmethod
    def add(
        cls, initiative: Initiative, *, by: Participant, title: str, text: str, **more: Any
    ) -> Example:
        """A new one. The same title and text twice, as a double tap does, is one."""
        with transaction.atomic():
            Initiative.objects.select_for_update().get(pk=initiative.pk)
            mine = cls.objects.filter(initiative=initiative, hidden_at=None)
            same: Example | None = mine.filter(by=by, title=title, text=text).first()
            if same is not None:
                return same
            example: Example = cls.objects.create(
                initiative=initiative, by=by, title=title, text=text, **more
            )
            initiative.tell("example_added", by=by, example=example.pk)
        return example

    def change(self, *, by: Participant, seen: int, **fields: Any) -> None:
        """Other words; see `Learnt.lock` for `seen`."""
        with transaction.atomic():
            now, other = Example.lock(self.pk, by=by, seen=seen, **fields)
            if other:
                now.keep(other, fields)
                now.initiative.tell("example_changed", by=by, example=now.pk)
        self.refresh_from_db()


class ExampleNoteQuerySet(models.QuerySet["ExampleNote"]):
    def visible_to(self, who: Who) -> ExampleNoteQuerySet:
        return self.filter(initiative__in=Initiative.objects.shared_with(who))

    def with_home(self) -> ExampleNoteQuerySet:
        return self.select_related("initiative", "by__initiative", "example")


class ExampleNote(Written):
    """ "Wat kunnen wij hiervan leren?": what people of one initiative say of an example."""

    example = models.ForeignKey(Example, on_delete=models.CASCADE, related_name="notes")
    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="example_notes"
    )
    text = models.CharField(_lazy("wat kunnen wij hiervan leren?"), max_length=400)
    said_at = models.DateTimeField(default=timezone.now)

    objects = ExampleNoteQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]

    @classmethod
    def add(cls, example: Example, *, by: Participant, text: str) -> ExampleNote:
        """What the people of the initiative of `by` can learn from it; only they read it. The same
        words twice are one note."""
        home = by.initiative
        with transaction.atomic():
            Initiative.objects.select_for_update().get(pk=home.pk)
            notes = cls.objects.filter(example=example, initiative=home)
            same = notes.filter(by=by, text=text, hidden_at=None).first()
            if same is not None:
                return same
            if notes.count() >= MOST_NOTES:
                sentence = _("Er staan al {n} notities. Praat er samen over.")
                raise Refused(sentence.format(n=MOST_NOTES), kept=text)
            note = cls.objects.create(example=example, initiative=home, by=by, text=text)
            home.tell("example_noted", by=by, example=example.pk)
        return note

    def is_of(self, person: Participant | None) -> bool:
        return is_of_side_of(self.by, person)
