from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from initiatives.models import Initiative, Participant, Written

from .agreement import Agreement
from .version import AgreementVersion

if TYPE_CHECKING:
    from initiatives.who import Who


class LegalAdviceQuerySet(models.QuerySet["LegalAdvice"]):
    def visible_to(self, who: Who) -> LegalAdviceQuerySet:
        return self.filter(version__in=AgreementVersion.objects.visible_to(who))

    def with_home(self) -> LegalAdviceQuerySet:
        return self.select_related("agreement__initiative", "version", "by__initiative")


class LegalAdvice(Written):
    """ "Juridisch advies gevraagd" on a clause: the question, whom it was put to, and the answer.

    It holds on to the clause's key, so it stays with the clause over versions.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="legal_advices")
    version = models.ForeignKey(
        AgreementVersion, on_delete=models.PROTECT, related_name="legal_advices"
    )
    clause_key = models.CharField(max_length=40)
    heading = models.CharField(max_length=100)
    text = models.CharField(_lazy("wat is de vraag?"), max_length=400)
    asked_of = models.CharField(_lazy("aan wie? (functie, geen naam)"), max_length=80)
    asked_on = models.DateField(_lazy("wanneer gevraagd?"))
    noted_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(_lazy("wat was het antwoord?"), max_length=1000, blank=True)
    answered_on = models.DateField(_lazy("wanneer kwam het antwoord?"), null=True, blank=True)
    answered_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = LegalAdviceQuerySet.as_manager()

    class Meta:
        ordering = ["noted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="", answered_on=None)
                | (~models.Q(answer="") & models.Q(answered_on__gte=models.F("asked_on"))),
                name="an_answer_comes_after_the_question",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def initiative(self) -> Initiative:
        return self.agreement.initiative
