from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.states import OPEN
from initiatives.models import Initiative, Participant, Written, tell_as
from initiatives.states import Refused

from .agreement import Agreement
from .clause import Clause
from .version import AgreementVersion

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as(
    {
        "advice_asked": _lazy("{by} noteerde een vraag om juridisch advies bij “{heading}”"),
        "advice_answered": _lazy("{by} noteerde een juridisch antwoord bij “{heading}”"),
    }
)


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

    @property
    def is_told(self) -> bool:
        return not self.version.is_of_one_side

    @classmethod
    def ask(
        cls, clause: Clause, *, by: Participant, text: str, asked_of: str, asked_on: date
    ) -> LegalAdvice:
        """Notes that a question about `clause` was put to somebody who knows the law. The same
        question on the same day is noted once. Refused on a text that is over."""
        version, agreement = clause.version, clause.version.agreement
        with transaction.atomic():
            # The lock makes the second of two taps find what the first one noted.
            agreement.lock(kept=text)
            if AgreementVersion.objects.get(pk=version.pk).status not in OPEN:
                raise Refused(
                    _("Deze versie is niet meer aan de orde. Kijk welke nu voorligt."), kept=text
                )
            there = cls.objects.filter(
                agreement=agreement,
                clause_key=clause.key,
                text=text,
                asked_of=asked_of,
                asked_on=asked_on,
            ).first()
            if there is not None:
                return there
            advice = cls.objects.create(
                agreement=agreement,
                version=version,
                clause_key=clause.key,
                heading=clause.heading,
                by=by,
                text=text,
                asked_of=asked_of,
                asked_on=asked_on,
            )
            advice.tell_of_it("advice_asked", by=by, heading=clause.heading)
        return advice

    def answer_it(self, *, by: Participant, answer: str, answered_on: date) -> None:
        """The answer that came. There is one; another question gets another one."""
        with transaction.atomic():
            noted = LegalAdvice.objects.filter(pk=self.pk, answer="").update(
                answer=answer, answered_on=answered_on, answered_by=by
            )
            if noted:
                self.tell_of_it("advice_answered", by=by, heading=self.heading)
        self.refresh_from_db()
        if not noted and (self.answer, self.answered_on) != (answer, answered_on):
            raise Refused(_("Iemand noteerde net al een antwoord. Lees dat eerst."), kept=answer)
