from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from evaluations.publishing import (
    CHOICES,
    KEYS,
    MOST_ANSWERS,
    Published,
    add,
    publish,
    publish_joint,
)
from evaluations.states import Mode, State
from initiatives.models import Hideable, Initiative, Participant, Side, tell_as
from initiatives.states import Refused

from .evaluation import Evaluation
from .feasible import BOTH

if TYPE_CHECKING:
    from collections.abc import Callable

    from initiatives.masking import Mask
    from initiatives.who import Who

tell_as({"trust_joint_said": _lazy("De gemeente vulde de vragen over vertrouwen open in.")})


class JointConflict(Refused):
    """A colleague changed the open form meanwhile. `current`: what stands there now."""

    def __init__(self, current: TrustCheck, *, kept: str) -> None:
        super().__init__(_("Een collega heeft dit net veranderd."), kept=kept)
        self.current = current


class TrustCheckQuerySet(models.QuerySet["TrustCheck"]):
    def visible_to(self, who: Who) -> TrustCheckQuerySet:
        return self.filter(evaluation__in=Evaluation.objects.visible_to(who))

    def with_home(self) -> TrustCheckQuerySet:
        return self.select_related("evaluation__agreement__initiative")

    def publish_all(self) -> None:
        """Makes of every sum what is shown of it. For the moment that answering is over."""
        for check in self.order_by("pk"):
            check.publish()


class TrustCheck(models.Model):
    """The trust check of one side in one look-back.

    No answer is stored. While people answer there is one sum of all answers, and the open answers
    in the order of the alphabet; nothing says who answered, when, or in which order. When
    answering is over the sum becomes the result that everybody sees, and is gone.

    `tally`: {"answers": n, "items": {key: [1 to 5, and "weet ik niet"]}, "texts": [...],
    "tickets": [...]}; see `publishing.py` for that and for `result`. `joint`: the one open form of
    a small municipality, until then: {"answers": {key: 0 to 5}, "text": "..."}.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="trust")
    side = models.CharField(max_length=12, choices=BOTH)
    # Both are fixed at the start: whoever changed them could compare before and after.
    invited = models.PositiveSmallIntegerField(_lazy("hoeveel mensen vraag je?"))
    mode = models.CharField(max_length=6, choices=Mode.choices)
    tally = models.JSONField(null=True, blank=True)
    result = models.JSONField(null=True, blank=True)
    joint = models.JSONField(null=True, blank=True)
    joint_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # With which functions the municipality signs, never names.
    signed_as = models.CharField(_lazy("namens wie?"), max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = TrustCheckQuerySet.as_manager()

    class Meta:
        ordering = ["evaluation", "side"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "side"], name="one_trust_check_a_side"),
            models.CheckConstraint(
                condition=models.Q(tally__isnull=True) | models.Q(result__isnull=True),
                name="a_sum_or_a_result_never_both",
            ),
        ]

    @property
    def initiative(self) -> Initiative:
        return self.evaluation.initiative

    @property
    def is_anonymous(self) -> bool:
        return self.mode in (Mode.BANDS, Mode.COUNTS)

    @property
    def asks_text(self) -> bool:
        """Whether the open question is asked: only when its answers can be shown."""
        return self.mode in (Mode.COUNTS, Mode.JOINT)

    @property
    def is_over(self) -> bool:
        """Nobody can answer any more, ever."""
        return self.result is not None or self.evaluation.state != State.ANSWERING

    @property
    def published(self) -> Published | None:
        """What everybody sees of it; None while people answer."""
        return None if self.result is None else Published.from_json(self.result)

    # Answering ---------------------------------------------------------------------------------

    def add_answer(self, answers: dict[str, int], text: str = "", *, ticket: str = "") -> None:
        """Adds what one person says to the sum: item key -> 1 to 5, or 0 for "weet ik niet".

        It changes this one column and nothing else in the whole database: no line on the
        timeline, no sign of life, no count of a link. The same `ticket` counts once; nothing else
        stops who wants to answer twice.
        """
        with transaction.atomic():
            now = self._lock(kept=text)
            if not now.is_anonymous or now.tally is None:
                raise Refused(_("Deze kant vult dit niet zonder naam in."), kept=text)
            _check_answers(answers, kept=text)
            if now.tally["answers"] >= MOST_ANSWERS:
                raise Refused(
                    _("Er zijn al heel veel antwoorden. Er kunnen er geen meer bij."), kept=text
                )
            tally = add(now.tally, answers, text if now.asks_text else "", ticket)
            TrustCheck.objects.filter(pk=self.pk).update(tally=tally)

    def say_joint(
        self, *, by: Participant, answers: dict[str, int], text: str, signed_as: str, seen: int
    ) -> None:
        """The open form of a small municipality, signed with functions. It can be changed until
        answering is over. `seen`: the revision that was on the screen; `JointConflict` when a
        colleague was first. The same form twice is one."""
        said = {"answers": answers, "text": text}
        with transaction.atomic():
            now = self._lock(kept=text)
            if now.mode != Mode.JOINT or by.side != now.side:
                raise Refused(_("Dit formulier is er voor een kleine gemeente."), kept=text)
            _check_answers(answers, kept=text)
            if now.joint == said and now.signed_as == signed_as:
                return
            if seen != now.revision:
                raise JointConflict(now, kept=text)
            is_first = now.joint is None
            TrustCheck.objects.filter(pk=self.pk).update(
                joint=said, joint_by=by, signed_as=signed_as, revision=now.revision + 1
            )
            if is_first:
                now.initiative.tell("trust_joint_said", by=by, evaluation=now.evaluation_id)
        self.refresh_from_db()

    def mask(self, mask: Mask) -> None:
        """Takes names out of what people wrote and what is not shown yet. Under the lock of
        answering, so that no answer is lost; in the order of the alphabet again."""
        with transaction.atomic():
            now = TrustCheck.objects.select_for_update().get(pk=self.pk)
            joint, tally = now.joint, now.tally
            if tally and (texts := sorted(map(_shortened(mask), tally["texts"]))) != tally["texts"]:
                TrustCheck.objects.filter(pk=self.pk).update(tally={**tally, "texts": texts})
            if joint and (text := _shortened(mask)(joint["text"])) != joint["text"]:
                # The next revision: who has the old text open does not bring the name back.
                TrustCheck.objects.filter(pk=self.pk).update(
                    joint={**joint, "text": text}, revision=models.F("revision") + 1
                )

    def publish(self) -> None:
        """Makes of the sum what is shown of it, once. From here the sum is gone, and with it
        everything that is not shown. Inside the transaction that ends answering."""
        with transaction.atomic():
            now = TrustCheck.objects.select_for_update().get(pk=self.pk)
            if now.result is None:
                shown, texts = now._what_is_shown()
                # The order of the rows must say nothing: not even the alphabet.
                secrets.SystemRandom().shuffle(texts)
                TrustText.objects.bulk_create(TrustText(trust=now, text=text) for text in texts)
                TrustCheck.objects.filter(pk=self.pk).update(
                    result=shown.as_json(), tally=None, joint=None
                )
        self.refresh_from_db()

    def _what_is_shown(self) -> tuple[Published, list[str]]:
        if self.mode == Mode.JOINT and self.joint:
            text = self.joint["text"]
            return publish_joint(self.joint["answers"]), [text] if text else []
        if self.tally is None:
            return Published(self.mode), []
        return publish(self.mode, self.tally)

    def _lock(self, *, kept: str) -> TrustCheck:
        """The row as it is now, locked while people answer; `Refused` when that is over."""
        rows = TrustCheck.objects.with_home().select_for_update(of=("self",))
        now = rows.get(pk=self.pk)
        if now.is_over:
            raise Refused(_("Het invullen is gestopt. Er kan niets meer bij."), kept=kept)
        return now


def _shortened(mask: Mask) -> Callable[[str], str]:
    """A text without the names, as long as fits."""
    most = TrustText._meta.get_field("text").max_length
    return lambda text: mask.over(text, most)


def _check_answers(answers: dict[str, int], *, kept: str) -> None:
    """Every item has one of the six answers, and there is nothing else."""
    if set(answers) != set(KEYS) or not set(answers.values()) <= set(range(CHOICES + 1)):
        raise Refused(_("Kies bij elke zin een antwoord."), kept=kept)


class TrustTextQuerySet(models.QuerySet["TrustText"]):
    def visible_to(self, who: Who) -> TrustTextQuerySet:
        seen = Evaluation.objects.visible_to(who).exclude(state=State.ANSWERING)
        return self.filter(trust__evaluation__in=seen)

    def with_home(self) -> TrustTextQuerySet:
        return self.select_related("trust__evaluation__agreement__initiative")


class TrustText(Hideable):
    """An answer to the open question of the trust check. Made when answering is over, all at once
    and in an order that was drawn; nothing says whose it is."""

    by: None = None
    names_writer = False

    trust = models.ForeignKey(TrustCheck, on_delete=models.CASCADE, related_name="texts")
    text = models.CharField(max_length=300)

    objects = TrustTextQuerySet.as_manager()

    class Meta:
        ordering = ["trust", "pk"]

    @property
    def initiative(self) -> Initiative:
        return self.trust.initiative

    @property
    def of_side(self) -> Side:
        return Side(self.trust.side)
