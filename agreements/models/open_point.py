from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.blanks import open_blanks
from agreements.states import Party
from initiatives.models import Initiative
from initiatives.states import Refused

from .clause import highest_number
from .version import AgreementVersion

if TYPE_CHECKING:
    from initiatives.who import Who

MOST_POINTS = 20
# What somebody writes of it; key and place come from us.
WRITTEN = ("what", "party", "finder", "due_on")
# Its texts; a blank, or a person by reference, can stand in them.
TEXTS = ("what", "finder")


class PointConflict(Refused):
    """Somebody else saved this open point meanwhile. `current` is what stands there now."""

    def __init__(self, current: OpenPoint) -> None:
        super().__init__(_("Iemand anders heeft dit open punt net veranderd."))
        self.current = current


class OpenPointQuerySet(models.QuerySet["OpenPoint"]):
    def visible_to(self, who: Who) -> OpenPointQuerySet:
        return self.filter(version__in=AgreementVersion.objects.visible_to(who))

    def with_home(self) -> OpenPointQuerySet:
        return self.select_related("version__agreement__initiative")


class OpenPoint(models.Model):
    """Something that both sides have not agreed yet: what, who finds out, and before when.

    A normal part of an agreed text. `key` stays the same over versions.
    """

    version = models.ForeignKey(
        AgreementVersion, on_delete=models.CASCADE, related_name="open_points"
    )
    key = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    what = models.CharField(_lazy("wat weten we nog niet?"), max_length=300)
    party = models.CharField(_lazy("wie zoekt het uit?"), max_length=12, choices=Party.choices)
    finder = models.CharField(_lazy("wie precies?"), max_length=80, blank=True)
    due_on = models.DateField(_lazy("voor wanneer?"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = OpenPointQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="one_open_point_per_key")
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def initiative(self) -> Initiative:
        return self.version.agreement.initiative

    def as_written(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in WRITTEN}

    def open_blanks(self) -> list[str]:
        return [blank for name in TEXTS for blank in open_blanks(getattr(self, name))]

    @classmethod
    def add(
        cls,
        version: AgreementVersion,
        *,
        what: str,
        party: str,
        finder: str = "",
        due_on: date | None = None,
    ) -> OpenPoint:
        """One more at the end of a draft; the same one twice stays one."""
        with transaction.atomic():
            version.lock_draft(kept=what)
            there = list(version.open_points.all())
            for point in there:
                if point.as_written() == {
                    "what": what,
                    "party": party,
                    "finder": finder,
                    "due_on": due_on,
                }:
                    return point
            if len(there) >= MOST_POINTS:
                sentence = _("Er passen {n} open punten in een afspraak. Haal er eerst een weg.")
                raise Refused(sentence.format(n=MOST_POINTS), kept=what)
            return cls.objects.create(
                version=version,
                key=_new_key(version),
                position=1 + max((point.position for point in there), default=0),
                what=what,
                party=party,
                finder=finder,
                due_on=due_on,
            )

    def rewrite(
        self, *, revision: int, what: str, party: str, finder: str, due_on: date | None
    ) -> None:
        """Replaces an open point of a draft.

        `revision` is the one that was read: `PointConflict` when somebody else saved meanwhile,
        `Refused` when it is gone or the text has been proposed.
        """
        with transaction.atomic():
            self.version.lock_draft(kept=what)
            changed = OpenPoint.objects.filter(pk=self.pk, revision=revision).update(
                what=what,
                party=party,
                finder=finder,
                due_on=due_on,
                revision=models.F("revision") + 1,
            )
            if not changed:
                current = OpenPoint.objects.filter(pk=self.pk).with_home().first()
                if current is None:
                    raise Refused(_("Iemand heeft dit open punt net weggehaald."), kept=what)
                raise PointConflict(current)
        self.refresh_from_db()

    def remove(self) -> None:
        """Takes it out of a draft: it was agreed on, or nobody needs to know any more."""
        with transaction.atomic():
            self.version.lock_draft()
            OpenPoint.objects.filter(pk=self.pk).delete()


def _new_key(version: AgreementVersion) -> str:
    """A key that no version of this agreement used, so that history never mixes two up."""
    keys = OpenPoint.objects.filter(version__agreement=version.agreement_id)
    return f"open-{1 + highest_number(keys.values_list('key', flat=True))}"
