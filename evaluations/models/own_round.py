from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from evaluations.states import RoundMood
from initiatives.models import Initiative, Participant, Side, Written, tell_as
from initiatives.states import Refused

from .mixing import mix_round

if TYPE_CHECKING:
    from initiatives.who import Who

# Beginning, answering and ending a round is told nowhere: nobody else reads that there is one.
tell_as({"round_shared": _lazy("{by} deelde wat de groep in een eigen rondje zei.")})

OWN_SIDES = (Side.GROUP, Side.GUIDE)


class GroupRoundQuerySet(models.QuerySet["GroupRound"]):
    def visible_to(self, who: Who) -> GroupRoundQuerySet:
        """For group and guides; what was shared for everybody who reads along."""
        shared = models.Q(shared_at__isnull=False) & models.Q(
            initiative__in=Initiative.objects.shared_with(who)
        )
        return self.filter(
            shared | models.Q(initiative__in=who.initiatives_on(*OWN_SIDES))
        ).distinct()

    def with_home(self) -> GroupRoundQuerySet:
        return self.select_related("initiative", "opened_by__initiative")


class GroupRound(models.Model):
    """A short round of the group itself: how is it going? Only the group and its guides see it,
    until they share it."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="group_rounds"
    )
    question = models.CharField(_lazy("eigen vraag"), max_length=160, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = GroupRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative"],
                condition=models.Q(closed_at=None),
                name="one_group_round_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(shared_at=None) | models.Q(closed_at__isnull=False),
                name="a_round_is_shared_when_it_is_over",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @classmethod
    def start(cls, initiative: Initiative, *, by: Participant, question: str = "") -> GroupRound:
        """A new round; the same tap twice begins one. Refused when another one still runs."""
        try:
            with transaction.atomic():
                return cls.objects.create(initiative=initiative, opened_by=by, question=question)
        except IntegrityError:
            running = cls.objects.filter(initiative=initiative, closed_at=None).first()
            if running is not None and running.question == question:
                return running
            raise Refused(
                _("Er loopt al een rondje. Doe daar eerst aan mee."), kept=question
            ) from None

    def end(self, *, by: Participant) -> None:
        """Nobody answers any more, and the group reads it all. For good; twice is once."""
        _check_own(by, self)
        with transaction.atomic():
            now = self._lock()
            if now.is_open:
                GroupRound.objects.filter(pk=self.pk).update(closed_at=timezone.now())
                mix_round(now)
        self.refresh_from_db()

    def share(self, *, by: Participant, seen: int) -> None:
        """From now on everybody who takes part, or has the link, reads what was said, without
        names. For good; twice is once.

        `seen`: how many answers were on the screen. When it is another number by now, somebody
        took words back or hid them: nothing is shared unseen.
        """
        _check_own(by, self)
        if not by.was_accepted:
            raise Refused(_("Eerst zegt iemand van de groep dat jij erbij hoort."))
        with transaction.atomic():
            now = self._lock()
            if now.shared_at is not None:
                return
            if now.closed_at is None:
                raise Refused(_("Stop eerst met invullen. Daarna kunnen jullie delen."))
            there = now.answers.filter(hidden_at=None).count()
            if there == 0:
                raise Refused(_("Er is niets om te delen."))
            if there != seen:
                raise Refused(_("Er is net iets weggehaald. Lees het nog een keer voor je deelt."))
            now.shared_at, now.shared_by = timezone.now(), by
            now.save(update_fields=["shared_at", "shared_by"])
            now.initiative.tell("round_shared", by=by, round=now.pk)
        self.refresh_from_db()

    def _lock(self) -> GroupRound:
        """Inside a transaction: as it stands now; nobody ends or shares it meanwhile."""
        return GroupRound.objects.select_for_update().get(pk=self.pk)


def _check_own(by: Participant, of: GroupRound) -> None:
    """A round is of the group and its guides, whatever a page asks."""
    if by.side not in OWN_SIDES or by.initiative_id != of.initiative_id:
        raise ValueError("Only the group and its guides take part in their own round.")


class RoundAnswerQuerySet(models.QuerySet["RoundAnswer"]):
    def visible_to(self, who: Who) -> RoundAnswerQuerySet:
        """What others may read: never while the round still runs."""
        over = GroupRound.objects.visible_to(who).filter(closed_at__isnull=False)
        return self.filter(round__in=over)

    def with_home(self) -> RoundAnswerQuerySet:
        return self.select_related("round__initiative", "by__initiative")


class RoundAnswer(Written):
    """What one of the group said in a round. The other side never learns who."""

    round = models.ForeignKey(GroupRound, on_delete=models.CASCADE, related_name="answers")
    mood = models.CharField(_lazy("hoe gaat het?"), max_length=5, choices=RoundMood.choices)
    good = models.CharField(_lazy("wat gaat goed?"), max_length=300, blank=True)
    better = models.CharField(_lazy("wat kan beter?"), max_length=300, blank=True)
    own = models.CharField(max_length=300, blank=True)
    said_on = models.DateField(default=timezone.localdate)

    names_writer = False

    objects = RoundAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "by"], name="one_answer_a_person_and_round")
        ]

    @property
    def initiative(self) -> Initiative:
        return self.round.initiative

    @property
    def is_told(self) -> bool:
        return self.round.shared_at is not None

    @property
    def of_side(self) -> Side:
        """Of the group, also what a guide said: which of them it was is told nobody."""
        return Side.GROUP

    @property
    def text(self) -> str:
        """What it says, as of any text that can be hidden: it is hidden as a whole."""
        return "\n".join(part for part in (self.good, self.better, self.own) if part)

    @classmethod
    def say(
        cls,
        round: GroupRound,  # noqa: A002  as the field is called
        *,
        by: Participant,
        mood: RoundMood | str,
        good: str = "",
        better: str = "",
        own: str = "",
    ) -> RoundAnswer:
        """What `by` says in a round that still runs; it replaces what the same one said before."""
        _check_own(by, round)
        said = {"mood": str(mood), "good": good, "better": better, "own": own}
        kept = "\n".join(part for part in (good, better, own) if part)
        if own and not round.question:
            raise ValueError("Nobody answers a question that was not asked.")
        with transaction.atomic():
            now = round._lock()
            if not now.is_open:
                raise Refused(_("Dit rondje is klaar. Er kan niets meer bij."), kept=kept)
            answer = cls.objects.filter(round=now, by=by).first() or cls(round=now, by=by)
            if answer.pk and all(getattr(answer, name) == value for name, value in said.items()):
                return answer
            for name, value in said.items():
                setattr(answer, name, value)
            # Other words are another text: nobody hid or reported those.
            answer.become_another_text()
            answer.said_on = timezone.localdate()
            answer.save()
        return answer

    @classmethod
    def take_back(cls, round: GroupRound, *, by: Participant) -> None:  # noqa: A002
        """Takes away what `by` said, as long as only the group reads it. Twice is once."""
        with transaction.atomic():
            now = round._lock()
            if now.shared_at is not None:
                raise Refused(_("Dit is al gedeeld. Verberg je tekst als hij weg moet."))
            cls.objects.filter(round=now, by=by).delete()
