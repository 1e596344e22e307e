from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.models import Initiative, Participant, Side, Written
from initiatives.states import Overtaken, Refused

if TYPE_CHECKING:
    from initiatives.who import Who


OF_GROUP = (Side.GROUP, Side.GUIDE)


def is_of_side_of(writer: Participant, person: Participant | None) -> bool:
    """Whether `person` speaks for what `writer` wrote: for group and municipality anybody of that
    side, and a guide for the group. Of `other`, which is many parties, each for oneself."""
    if person is None or person.initiative_id != writer.initiative_id:
        return False
    if Side.OTHER in (writer.side, person.side):
        return writer.pk == person.pk
    return person.side in (OF_GROUP if writer.side in OF_GROUP else (writer.side,))


class LearntQuerySet(models.QuerySet[Any]):
    def visible_to(self, who: Who) -> LearntQuerySet:
        """Of an initiative that `who` reads along with, and what everyone here may read.

        What was hidden is left to those who read along: they can show it again.
        """
        here = models.Q(initiative__in=Initiative.objects.shared_with(who))
        if who.is_somebody:
            here |= models.Q(is_for_everyone=True, hidden_at=None)
        return self.filter(here)

    def with_home(self) -> LearntQuerySet:
        return self.select_related("initiative", "by__initiative")


class Learnt(Written):
    """What people learned, kept for themselves or for everyone here. Subclasses give `text`."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="%(class)ss")
    is_for_everyone = models.BooleanField(default=False)
    said_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ["-said_at", "-pk"]

    def is_of(self, person: Participant | None) -> bool:
        """Whether `person` may put it in other words."""
        return is_of_side_of(self.by, person)

    @classmethod
    def lock(cls, pk: int, *, by: Participant, seen: int, **fields: Any) -> tuple[Self, set[str]]:
        """Inside a transaction: the row as it stands, and which of `fields` say something else.

        `seen`: the revision that was on the screen. When somebody changed it meanwhile, raises
        `Overtaken` with what stands there now. The same words twice are no change.
        """
        now: Self = cls._default_manager.select_for_update().get(pk=pk)
        other = {name for name, value in fields.items() if getattr(now, name) != value}
        if not other:
            return now, other
        kept = "\n\n".join(value for value in fields.values() if isinstance(value, str))
        if not now.is_of(by):
            raise Refused(_("Dit is van een ander. Die kiest de woorden."), kept=kept)
        if now.hidden_at is not None:
            raise Refused(_("Dit is verborgen. Laat het eerst weer zien."), kept=kept)
        if now.revision != seen:
            stands = {name: getattr(now, name) for name in fields}
            raise Overtaken({**stands, "revision": now.revision})
        return now, other

    def keep(self, changed: set[str], fields: dict[str, Any]) -> None:
        """Saves `changed`. Other words are another text: nobody reported those."""
        for name in changed:
            setattr(self, name, fields[name])
        self.revision += 1
        self.become_another_text()
        also = ("revision", "hidden_at", "hidden_by", "hidden_because")
        self.save(update_fields=[*changed, *also, "reported_at", "reported_because"])
