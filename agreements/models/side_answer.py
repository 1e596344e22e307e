from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.states import CHOICES_OF, Choice, Status, Topic
from initiatives.models import Initiative, Participant, Side, Written, tell_as
from initiatives.states import Refused

from .progress import side_of
from .version import AgreementVersion

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as(
    {
        # {choice} is one of `Choice`; see overview/telling.py.
        "answered_trial": _lazy("{by} antwoordde na de proef van {title}: {choice}"),
        "answered_past_end": _lazy("{by} antwoordde na de laatste dag van {title}: {choice}"),
        "answered_still_ours": _lazy("{by} zei of {title} nog van jullie is: {choice}"),
        "both_chose_trial": _lazy("Na de proef van {title} kozen beide kanten: {choice}"),
        "both_chose_past_end": _lazy("Na de laatste dag van {title} kozen beide kanten: {choice}"),
        "both_chose_still_ours": _lazy("Beide kanten zeiden of {title} nog klopt: {choice}"),
    }
)


class SideAnswerQuerySet(models.QuerySet["SideAnswer"]):
    def visible_to(self, who: Who) -> SideAnswerQuerySet:
        return self.filter(version__in=AgreementVersion.objects.visible_to(who))

    def with_home(self) -> SideAnswerQuerySet:
        return self.select_related("version__agreement__initiative", "by__initiative")


class SideAnswer(Written):
    """What one side answers when dates or people of a running text ask something of both.

    A side answers a question once and may change its answer. `round`: a question that comes back
    with reason (again many people left) is another one; its number is how many had left.
    """

    version = models.ForeignKey(
        AgreementVersion, on_delete=models.CASCADE, related_name="side_answers"
    )
    topic = models.CharField(max_length=10, choices=Topic.choices)
    round = models.PositiveSmallIntegerField(default=0)
    side = models.CharField(
        max_length=12,
        choices=[(side, side.label) for side in (Side.GROUP, Side.MUNICIPALITY)],
    )
    choice = models.CharField(max_length=8, choices=Choice.choices)
    text = models.CharField(_lazy("wil je er iets bij zeggen?"), max_length=300, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    objects = SideAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "topic", "round", "side"], name="one_answer_a_side_and_question"
            )
        ]

    def __str__(self) -> str:
        return str(Choice(self.choice).label)

    @property
    def initiative(self) -> Initiative:
        return self.version.agreement.initiative

    @classmethod
    def say(
        cls,
        version: AgreementVersion,
        *,
        by: Participant,
        topic: Topic,
        choice: Choice,
        text: str = "",
        seen: str = "",
    ) -> SideAnswer:
        """What the side of `by` answers, or now answers instead.

        `seen`: the mark of the answer that `by` looked at (see `asking.mark_of`). When a colleague
        answered meanwhile nothing is overwritten. Twice the same is the same as once.
        """
        from agreements.asking import load_questions, mark_of

        if choice not in CHOICES_OF[topic]:
            raise Refused(_("Kies een van de antwoorden die er staan."), kept=text)
        with transaction.atomic():
            version.agreement.lock(kept=text)
            current = AgreementVersion.objects.select_related("agreement__initiative").get(
                pk=version.pk
            )
            if current.status != Status.IN_EFFECT:
                raise Refused(
                    _("Deze tekst geldt niet meer. Kijk welke tekst er nu geldt."), kept=text
                )
            side = side_of(by)
            asked = load_questions([current], my_side=side).get(current.pk, [])
            question = next((q for q in asked if q.topic == topic), None)
            if question is None:
                raise Refused(_("Deze vraag is er nu niet."), kept=text)
            before = question.mine
            if before and (before.choice, before.text) == (choice, text):
                return before
            if mark_of(before) != seen:
                sentence = _("Iemand van jullie kant antwoordde net: {answer}. Kijk er eerst naar.")
                raise Refused(sentence.format(answer=_said_by(before)), kept=text)
            answer = before or cls(version=current, topic=topic, round=question.round, side=side)
            was = question.outcome
            answer.by, answer.choice, answer.text = by, choice, text
            answer.said_at = timezone.now()
            if before:
                answer.become_another_text()
            answer.save()
            question.answers[side] = answer
            title, tell = current.agreement.title, current.initiative.tell
            tell(f"answered_{topic}", by=by, title=title, choice=choice)
            if question.outcome and question.outcome != was:
                tell(f"both_chose_{topic}", by=None, title=title, choice=choice)
        return answer


def _said_by(answer: SideAnswer | None) -> str:
    if answer is None:
        return ""
    label = str(answer)
    return f"{label} ({answer.text})" if answer.text and not answer.hidden_at else label
