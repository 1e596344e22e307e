from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.models import Agreement
from agreements.models.progress import side_of
from evaluations.states import State
from initiatives.models import Initiative, Participant, Side, Written, tell_as
from initiatives.states import Refused
from meetings.states import Feasibility

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as(
    {
        "feasible_yes": _lazy("{by} zei van {title}: tot het terugkijken is dit haalbaar"),
        "feasible_tight": _lazy("{by} zei van {title}: tot het terugkijken is dit spannend"),
        "feasible_no": _lazy("{by} zei van {title}: tot het terugkijken is dit zo niet haalbaar"),
    }
)

BOTH = [(side.value, side.label) for side in (Side.GROUP, Side.MUNICIPALITY)]


class FeasibleQuerySet(models.QuerySet["Feasible"]):
    def visible_to(self, who: Who) -> FeasibleQuerySet:
        return self.filter(agreement__in=Agreement.objects.visible_to(who))

    def with_home(self) -> FeasibleQuerySet:
        return self.select_related("agreement__initiative", "by__initiative")


class Feasible(Written):
    """ "Is dat haalbaar?": what one side says of what people do until the next look-back.

    `round`: before which look-back, by its number.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="feasible")
    round = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=12, choices=BOTH)
    word = models.CharField(max_length=5, choices=Feasibility.choices)
    text = models.CharField(_lazy("wat is er nodig?"), max_length=200, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    objects = FeasibleQuerySet.as_manager()

    class Meta:
        ordering = ["round", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "round", "side"], name="one_feasible_a_side_and_round"
            )
        ]

    @property
    def initiative(self) -> Initiative:
        return self.agreement.initiative

    @classmethod
    def say(
        cls,
        agreement: Agreement,
        *,
        by: Participant,
        word: Feasibility,
        text: str = "",
        seen: str = "",
    ) -> Feasible:
        """What the side of `by` says of the time until the next look-back, or now says instead.

        `seen`: the mark of the word that `by` looked at. When a colleague said something meanwhile
        nothing is overwritten. Twice the same is the same as once.
        """
        with transaction.atomic():
            now = agreement.lock(kept=text)
            if not now.versions.in_effect().exists():
                raise Refused(_("Er geldt nog niets om op terug te kijken."), kept=text)
            states = list(now.evaluations.values_list("state", flat=True))
            if any(state != State.CLOSED for state in states):
                raise Refused(_("Jullie kijken nu al terug. Zeg het daar."), kept=text)
            side, number = side_of(by), len(states) + 1
            before = cls.objects.filter(agreement=now, round=number, side=side).first()
            if before and (before.word, before.text) == (word, text):
                return before
            if mark_of(before) != seen:
                sentence = _("Iemand van jullie kant zei hier net iets over. Kijk er eerst naar.")
                raise Refused(sentence, kept=text)
            said = before or cls(agreement=now, round=number, side=side)
            said.by, said.word, said.text = by, word, text
            said.said_at = timezone.now()
            if before:
                said.become_another_text()
            said.save()
            now.initiative.tell(f"feasible_{word}", by=by, title=now.title, agreement=now.pk)
        return said


def mark_of(said: Feasible | None) -> str:
    """Which word somebody saw who now says another one; "" when there was none."""
    return f"{said.pk}-{said.said_at.timestamp()}" if said else ""
