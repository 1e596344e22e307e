from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements import states as agreement_states
from agreements.models import Comment, Commitment, CommitmentUpdate
from agreements.models.progress import ANSWERED, check_look_again, speaks_for
from agreements.states import ProgressState
from initiatives.models import Initiative, Participant, Written, tell_as
from initiatives.states import Refused
from meetings.states import KnotAnswer

from .action_update import ActionUpdate
from .knot import Knot

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as(
    {
        "knot_can": _lazy("{by} gaf antwoord op een knoop: dit kan"),
        "knot_cannot": _lazy("{by} gaf antwoord op een knoop: dit kan niet"),
        "knot_not_yet": _lazy("{by} gaf antwoord op een knoop: we beslissen nog niet"),
    }
)

# What an answer means for the promise or the action that it is about.
STATE_OF = {
    KnotAnswer.CAN: ProgressState.ON_TRACK,
    KnotAnswer.CANNOT: ProgressState.STUCK,
    KnotAnswer.NOT_YET: ProgressState.NO_NEWS,
}
# What goes along when an answer is hidden, or shown again.
HIDING = ("hidden_at", "hidden_by", "hidden_because")


class KnotReplyQuerySet(models.QuerySet["KnotReply"]):
    def visible_to(self, who: Who) -> KnotReplyQuerySet:
        return self.filter(knot__in=Knot.objects.visible_to(who))

    def with_home(self) -> KnotReplyQuerySet:
        return self.select_related("knot__initiative", "by__initiative")


class KnotReply(Written):
    """An answer to a knot. "We beslissen nog niet" is one too, with a new day; they are counted."""

    knot = models.ForeignKey(Knot, on_delete=models.CASCADE, related_name="replies")
    answer = models.CharField(_lazy("antwoord"), max_length=7, choices=KnotAnswer.choices)
    because = models.CharField(_lazy("omdat"), max_length=300)
    instead = models.CharField(_lazy("wat kan er dan wel?"), max_length=300, blank=True)
    # What it is worth to the neighbourhood, as far as that was weighed.
    societal_value = models.CharField(
        _lazy("wat woog mee voor de buurt?"), max_length=300, blank=True
    )
    new_on = models.DateField(_lazy("wanneer dan wel?"), null=True, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    objects = KnotReplyQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer=KnotAnswer.NOT_YET) ^ models.Q(new_on=None),
                name="not_yet_has_a_new_day",
            )
        ]

    @property
    def text(self) -> str:
        """What it says, as of any text that can be hidden."""
        return self.because or self.instead or self.societal_value

    @property
    def initiative(self) -> Initiative:
        return self.knot.initiative

    @classmethod
    def give(
        cls,
        knot: Knot,
        *,
        by: Participant,
        answer: KnotAnswer,
        because: str,
        instead: str = "",
        societal_value: str = "",
        new_on: date | None = None,
        seen: int | None = None,
    ) -> KnotReply:
        """The decision, or why it is not taken yet; and it goes back to where the knot came from.

        By who decides, after the day also by the stand-in. `seen`: the revision of the knot that
        was on the screen. The same form twice is one answer.
        """
        kept = "\n".join(filter(None, (because, instead, societal_value)))
        new_on = new_on if answer == KnotAnswer.NOT_YET else None
        _check_said(answer, because, instead, new_on, kept=kept)
        said: dict[str, Any] = {
            "answer": answer.value,
            "because": because,
            "instead": instead,
            "societal_value": societal_value,
            "new_on": new_on,
        }
        with transaction.atomic():
            last = cls.objects.filter(knot=knot).last()
            if last is not None and last.by_id == by.pk and last.said == said:
                return last
            now = knot.lock(seen=seen, kept=kept)
            if not now.takes_answer_of(by):
                raise Refused(_("Iemand anders beslist hierover. Vraag het daar na."), kept=kept)
            reply = cls.objects.create(knot=now, by=by, **said)
            over: dict[str, Any] = {"before_on": new_on}
            if new_on is None:
                over = {"answered_at": reply.said_at}
            Knot.objects.filter(pk=now.pk).update(**over)
            now.initiative.tell(f"knot_{answer}", by=by, knot=now.pk)
            reply._bring_back()
        knot.refresh_from_db()
        return reply

    @property
    def said(self) -> dict[str, Any]:
        """Everything that somebody said with it."""
        names = ("answer", "because", "instead", "societal_value", "new_on")
        return {name: getattr(self, name) for name in names}

    # Back to where it came from --------------------------------------------------------------

    def _bring_back(self) -> None:
        """A reaction gets its answer, a line and an action the word that fits. A risk shows its
        knot wherever it stands. What cannot take a word any more shows the knot too."""
        knot = self.knot
        made: Comment | CommitmentUpdate | ActionUpdate | None = None
        try:
            with transaction.atomic():
                if knot.comment is not None:
                    asked = knot.comment.answer_to or knot.comment
                    made = asked.answer(by=self.by, text=self.in_one_text)
                elif knot.line is not None:
                    made = self._say_of_line(knot.line)
                elif knot.action is not None and knot.action.settled_at is None:
                    made = ActionUpdate.say(knot.action, by=self.by, **self._as_word())
        except Refused:
            return
        # The same moment ties the two together: hiding one hides the other.
        if isinstance(made, Comment):
            Comment.objects.filter(pk=made.pk).update(at=self.said_at)
        elif made is not None:
            type(made)._default_manager.filter(pk=made.pk).update(said_at=self.said_at)

    def _say_of_line(self, line: Commitment) -> CommitmentUpdate | None:
        """At the line in the text that holds now. A line of the other side has its own word, and
        what was done meanwhile stays done."""
        holding = Commitment.objects.filter(
            key=line.key,
            clause__version__agreement=line.clause.version.agreement_id,
            clause__version__status=agreement_states.Status.IN_EFFECT,
        )
        now = holding.select_related("clause__version__agreement__initiative").first()
        if now is None or not speaks_for(now, self.by):
            return None
        last = CommitmentUpdate.objects.about(now).first()
        if last is not None and last.state in ANSWERED:
            return None
        return CommitmentUpdate.say(now, by=self.by, **self._as_word())

    def _as_word(self) -> dict[str, Any]:
        return {
            "state": STATE_OF[KnotAnswer(self.answer)],
            "text": self.because or self.instead,
            "look_again_on": self.new_on,
        }

    @property
    def in_one_text(self) -> str:
        """The whole answer, in the language that people here write in."""
        with translation.override("nl"):
            label = KnotAnswer(self.answer).label
            found = [_("Antwoord op de knoop: {answer}.").format(answer=label)]
            for words, text in (
                (_("Omdat: {text}"), self.because),
                (_("Wat dan wel kan: {text}"), self.instead),
                (_("Wat meewoog voor de buurt: {text}"), self.societal_value),
            ):
                if text:
                    found.append(words.format(text=text))
            return "\n\n".join(found)

    # Hiding ----------------------------------------------------------------------------------

    def hide(self, *, by: Participant, because: str) -> None:
        """Its words stand where it came from too; they go along."""
        with transaction.atomic():
            super().hide(by=by, because=because)
            self._hide_along()

    def show_again(self, *, by: Participant) -> None:
        with transaction.atomic():
            super().show_again(by=by)
            self._hide_along()

    def _hide_along(self) -> None:
        as_here = {name: getattr(self, name) for name in HIDING}
        for copies in self._copies():
            copies.update(**as_here)

    def _copies(self) -> Iterator[models.QuerySet[Any]]:
        """Where its words went."""
        knot, by, moment = self.knot, self.by_id, self.said_at
        if knot.comment is not None:
            asked = (knot.comment_id, knot.comment.answer_to_id)
            yield Comment.objects.filter(answer_to__in=asked, by=by, at=moment)
        if knot.line is not None:
            yield CommitmentUpdate.objects.about(knot.line).filter(by=by, said_at=moment)
        if knot.action is not None:
            yield ActionUpdate.objects.filter(action=knot.action_id, by=by, said_at=moment)


def _check_said(
    answer: KnotAnswer, because: str, instead: str, new_on: date | None, *, kept: str
) -> None:
    """Who says no says why and what can be done then; who waits says why and until when."""
    if answer != KnotAnswer.CAN and not because:
        raise Refused(_("Schrijf kort waarom. Dan hoeft niemand te gissen."), kept=kept)
    if answer == KnotAnswer.CANNOT and not instead:
        raise Refused(_("Schrijf ook wat er dan wel kan."), kept=kept)
    if answer == KnotAnswer.NOT_YET:
        if new_on is None:
            raise Refused(_("Kies een nieuwe dag. Dan weet iedereen wanneer."), kept=kept)
        check_look_again(new_on, kept=kept)
