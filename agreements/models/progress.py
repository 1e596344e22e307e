from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from agreements.states import Party, ProgressState
from initiatives.models import Initiative, Participant, Side, Written

from .agreement import Agreement
from .clause import Commitment
from .open_point import OpenPoint
from .version import AgreementVersion

if TYPE_CHECKING:
    from initiatives.who import Who


class ProgressUpdate(Written):
    """One word on how something stands that was promised. It stays; a next word comes beside it.

    Subclasses say what it is about.
    """

    state = models.CharField(max_length=8, choices=ProgressState.choices)
    text = models.CharField(_lazy("wil je er iets bij zeggen?"), max_length=300, blank=True)
    # Of "nog geen nieuws": when there may be some.
    look_again_on = models.DateField(_lazy("wanneer kijk je weer?"), null=True, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["said_at", "pk"]

    def __str__(self) -> str:
        return str(ProgressState(self.state).label)


class CommitmentUpdateQuerySet(models.QuerySet["CommitmentUpdate"]):
    def visible_to(self, who: Who) -> CommitmentUpdateQuerySet:
        return self.filter(commitment__clause__version__in=AgreementVersion.objects.visible_to(who))

    def with_home(self) -> CommitmentUpdateQuerySet:
        return self.select_related(
            "commitment__clause__version__agreement__initiative", "by__initiative"
        )


class CommitmentUpdate(ProgressUpdate):
    """Of a line of an agreement, in the version that was in effect when it was said.

    The line's key ties it to the same line in later versions.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="updates")

    objects = CommitmentUpdateQuerySet.as_manager()

    class Meta(ProgressUpdate.Meta):
        indexes = [models.Index(fields=["commitment", "-said_at"], name="updates_of_line")]

    @property
    def initiative(self) -> Initiative:
        return self.commitment.clause.version.agreement.initiative


class OtherViewQuerySet(models.QuerySet["OtherView"]):
    def visible_to(self, who: Who) -> OtherViewQuerySet:
        return self.filter(update__in=CommitmentUpdate.objects.visible_to(who))


class OtherView(Written):
    """What the other side says of "gedaan": yes, or "wij zien het anders". One for each word."""

    update = models.OneToOneField(
        CommitmentUpdate, on_delete=models.CASCADE, related_name="other_view"
    )
    agrees = models.BooleanField()
    text = models.CharField(_lazy("hoe zien jullie het?"), max_length=300, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    objects = OtherViewQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]

    @property
    def initiative(self) -> Initiative:
        return self.update.initiative


class NewsAsk(models.Model):
    """ "Vraag hoe het staat": asked of a side that was silent, at most once a week."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="news_asks")
    party = models.CharField(max_length=12, choices=Party.choices)
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    @property
    def initiative(self) -> Initiative:
        return self.agreement.initiative


class PointUpdateQuerySet(models.QuerySet["PointUpdate"]):
    def visible_to(self, who: Who) -> PointUpdateQuerySet:
        return self.filter(point__version__in=AgreementVersion.objects.visible_to(who))


class PointUpdate(ProgressUpdate):
    """Of something that was not agreed yet: found out, not yet, or not needed any more."""

    point = models.ForeignKey(OpenPoint, on_delete=models.PROTECT, related_name="updates")

    objects = PointUpdateQuerySet.as_manager()

    class Meta(ProgressUpdate.Meta):
        pass

    @property
    def initiative(self) -> Initiative:
        return self.point.version.agreement.initiative


class StepReachedQuerySet(models.QuerySet["StepReached"]):
    def visible_to(self, who: Who) -> StepReachedQuerySet:
        return self.filter(commitment__clause__version__in=AgreementVersion.objects.visible_to(who))


class StepReached(Written):
    """One side says that the "als …" of a line is so. When both do, the line counts."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="reached")
    side = models.CharField(
        max_length=12,
        choices=[(side, side.label) for side in (Side.GROUP, Side.MUNICIPALITY)],
    )
    text = models.CharField(_lazy("waaraan merken jullie dat?"), max_length=300, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    objects = StepReachedQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "side"], name="one_mark_a_side_and_step")
        ]

    @property
    def initiative(self) -> Initiative:
        return self.commitment.clause.version.agreement.initiative
