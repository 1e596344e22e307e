from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.models import Agreement
from evaluations.states import ExperimentEnd
from initiatives.models import Initiative, Participant, tell_as
from initiatives.states import Refused

from .example import Example
from .learnt import Learnt, LearntQuerySet

tell_as(
    {
        "experiment_started": _lazy("{by} begon een experiment."),
        "experiment_changed": _lazy("{by} veranderde een experiment."),
        "experiment_go_on": _lazy("{by} schreef op wat een experiment gaf: jullie gaan door."),
        "experiment_stop": _lazy("{by} schreef op wat een experiment gaf: jullie stoppen."),
    }
)

# Who tries this much at once tries nothing.
MOST_RUNNING = 20


class ExperimentQuerySet(LearntQuerySet):
    def running(self) -> ExperimentQuerySet:
        """Not ended yet; the one whose day comes first is on top."""
        return self.filter(ended_on=None).order_by("until_on", "pk")

    def waiting(self, today: date) -> ExperimentQuerySet:
        """Its day is past, and nobody wrote down yet what came of it."""
        return self.running().filter(until_on__lt=today, hidden_at=None)


class Experiment(Learnt):
    """What people try, until when, what they saw, and whether they go on."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.SET_NULL, related_name="experiments", null=True, blank=True
    )
    # The clause on trial that it grew out of.
    clause_key = models.CharField(max_length=40, blank=True)
    example = models.ForeignKey(
        Example, on_delete=models.SET_NULL, related_name="experiments", null=True, blank=True
    )
    text = models.CharField(_lazy("wat proberen jullie?"), max_length=300)
    until_on = models.DateField(_lazy("tot wanneer?"))
    saw = models.CharField(_lazy("wat zagen jullie?"), max_length=400, blank=True)
    ended_as = models.CharField(max_length=5, choices=ExperimentEnd.choices, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = ExperimentQuerySet.as_manager()

    class Meta(Learnt.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_as="", ended_on=None)
                | (~models.Q(ended_as="") & models.Q(ended_on__isnull=False)),
                name="an_ended_experiment_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_ended(self) -> bool:
        return self.ended_on is not None

    @property
    def is_waiting(self) -> bool:
        """Its day is past, and people are asked what they saw."""
        return not self.is_ended and self.until_on < timezone.localdate()

    @classmethod
    def start(
        cls, initiative: Initiative, *, by: Participant, text: str, until_on: date, **more: Any
    ) -> Experiment:
        """People begin to try something. The same one twice, as a double tap does, is one.

        `more`: `example`, `agreement` with `clause_key`, `is_for_everyone`.
        """
        _check_ahead(until_on, kept=text)
        with transaction.atomic():
            Initiative.objects.select_for_update().get(pk=initiative.pk)
            running = cls.objects.filter(initiative=initiative, ended_on=None, hidden_at=None)
            same: Experiment | None = running.filter(by=by, text=text, until_on=until_on).first()
            if same is not None:
                return same
            if running.count() >= MOST_RUNNING:
                sentence = _("Er lopen al {n} experimenten. Rond er eerst een af.")
                raise Refused(sentence.format(n=MOST_RUNNING), kept=text)
            begun: Experiment = cls.objects.create(
                initiative=initiative, by=by, text=text, until_on=until_on, **more
            )
            initiative.tell("experiment_started", by=by, experiment=begun.pk)
        return begun

    def change(self, *, by: Participant, seen: int, **fields: Any) -> None:
        """Other words or another day, while it runs; see `Learnt.lock` for `seen`."""
        with transaction.atomic():
            now, other = Experiment.lock(self.pk, by=by, seen=seen, **fields)
            if other:
                kept = str(fields.get("text", ""))
                if now.is_ended:
                    raise Refused(_("Dit experiment is klaar."), kept=kept)
                if "until_on" in other:
                    _check_ahead(fields["until_on"], kept=kept)
                now.keep(other, fields)
                now.initiative.tell("experiment_changed", by=by, experiment=now.pk)
        self.refresh_from_db()

    def end(self, *, by: Participant, saw: str, ended_as: ExperimentEnd) -> None:
        """What people saw, and whether they go on with it. Both sides may say so, once.

        The same form twice is once; who comes second with something else is told what stands.
        """
        with transaction.atomic():
            now: Experiment = Experiment.objects.select_for_update().get(pk=self.pk)
            if now.is_ended:
                if (now.saw, now.ended_as) == (saw, ended_as):
                    return
                raise Refused(_("Iemand schreef net op wat jullie zagen."), kept=saw)
            if now.hidden_at is not None:
                raise Refused(_("Dit is verborgen. Laat het eerst weer zien."), kept=saw)
            now.saw, now.ended_as, now.ended_on = saw, ended_as, timezone.localdate()
            now.revision += 1
            now.save(update_fields=["saw", "ended_as", "ended_on", "revision"])
            now.initiative.tell(f"experiment_{ended_as}", by=by, experiment=now.pk)
        self.refresh_from_db()


def _check_ahead(day: date, *, kept: str) -> None:
    """Something is tried for a while; after two years it is no try any more."""
    today = timezone.localdate()
    if day <= today:
        raise Refused(_("Kies een dag die nog komt."), kept=kept)
    if (day - today).days > 2 * 365:
        raise Refused(_("Kies een dag binnen twee jaar. Dan blijft het proberen."), kept=kept)
