from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.states import OPEN, CommentKind
from initiatives.models import Initiative, Participant, Side, Written
from initiatives.states import Refused

from .agreement import Agreement
from .clause import Clause
from .look import Look
from .version import AgreementVersion

if TYPE_CHECKING:
    from initiatives.who import Who


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, who: Who) -> CommentQuerySet:
        return self.filter(version__in=AgreementVersion.objects.visible_to(who))

    def with_home(self) -> CommentQuerySet:
        return self.select_related("agreement__initiative", "by__initiative", "version")

    def open(self) -> CommentQuerySet:
        return self.filter(answer_to=None, settled_at=None, hidden_at=None)


class Comment(Written):
    """A question, concern, idea or compliment on a clause, or an answer to one.

    It holds on to the clause's key, so it stays with the clause over versions.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="comments")
    version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="comments")
    clause_key = models.CharField(max_length=40)
    heading = models.CharField(max_length=100)
    kind = models.CharField(max_length=12, choices=CommentKind.choices, blank=True)
    text = models.TextField(_lazy("je reactie"), max_length=1000)
    at = models.DateTimeField(default=timezone.now)
    answer_to = models.ForeignKey(
        "self", on_delete=models.CASCADE, related_name="answers", null=True, blank=True
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="settled", null=True, blank=True
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["agreement", "clause_key"], name="comments_of_clause")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer_to__isnull=True) ^ models.Q(kind=""),
                name="a_comment_has_a_kind_and_an_answer_none",
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
    def add(
        cls,
        clause: Clause,
        *,
        by: Participant,
        kind: CommentKind,
        text: str,
        is_signed: bool = False,
    ) -> Comment:
        """Somebody's reaction on a clause. Refused on a text that is over."""
        if clause.version.status not in OPEN:
            raise Refused(
                _("Deze versie is niet meer aan de orde. Kijk welke nu voorligt."), kept=text
            )
        with transaction.atomic():
            comment = cls.objects.create(
                agreement=clause.version.agreement,
                version=clause.version,
                clause_key=clause.key,
                heading=clause.heading,
                by=by,
                kind=kind,
                text=text,
                is_signed=is_signed,
            )
            Look.move(clause.version, by=by)
            comment.tell_of_it(
                "commented",
                by=by,
                heading=clause.heading,
                kind=kind.value,
                signed=is_signed,
            )
        return comment

    def answer(self, *, by: Participant, text: str, is_signed: bool = False) -> Comment:
        """An answer. Both sides may; that of the other side counts as the answer."""
        if self.answer_to_id is not None:
            raise Refused(_("Antwoord op de reactie zelf, niet op een antwoord."), kept=text)
        with transaction.atomic():
            answer = Comment.objects.create(
                agreement=self.agreement,
                version=self.version,
                clause_key=self.clause_key,
                heading=self.heading,
                by=by,
                text=text,
                is_signed=is_signed,
                answer_to=self,
            )
            Look.move(self.version, by=by)
            self.tell_of_it("answered", by=by, heading=self.heading, signed=is_signed)
        return answer

    def settle(self, *, by: Participant) -> None:
        """ "Dit is besproken". Anybody who takes part may; it can be opened again."""
        with transaction.atomic():
            if Comment.objects.filter(pk=self.pk, settled_at=None, answer_to=None).update(
                settled_at=timezone.now(), settled_by=by
            ):
                self.tell_of_it("comment_settled", by=by, heading=self.heading)
        self.refresh_from_db()

    def reopen(self, *, by: Participant) -> None:
        with transaction.atomic():
            if Comment.objects.filter(pk=self.pk, settled_at__isnull=False).update(
                settled_at=None, settled_by=None
            ):
                self.tell_of_it("comment_reopened", by=by, heading=self.heading)
        self.refresh_from_db()


def waits_for(comment: Comment, answers: list[Comment]) -> str | None:
    """The side that a comment waits for: the other one, until it answered. None when settled.

    A compliment waits for nobody.
    """
    if comment.settled_at or comment.hidden_at or comment.kind == CommentKind.COMPLIMENT:
        return None
    mine = Side.MUNICIPALITY if comment.by.side == Side.MUNICIPALITY else Side.GROUP
    other = Side.GROUP if mine == Side.MUNICIPALITY else Side.MUNICIPALITY
    answered = any(
        (a.by.side == Side.MUNICIPALITY) == (other == Side.MUNICIPALITY) for a in answers
    )
    return None if answered else str(other)
