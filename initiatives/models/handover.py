from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.states import Refused

from . import staying
from .duty import DutyKind
from .event import tell_as
from .initiative import Initiative, Status
from .period import Side, running_on
from .written import Hideable

if TYPE_CHECKING:
    from initiatives.who import Who

    from .participant import Participant

# Where something is under way, so that the next one has to know of it. Whether an agreement holds
# is for a higher floor to know; and what was said on the doorstep before there is one counts too.
UNDER_WAY = (Status.ACTIVE, Status.RESTING)
# People of the group come and go as they like, and are never asked to write.
WRITES_HANDOVER = (Side.MUNICIPALITY, Side.GUIDE)

tell_as(
    {
        "handed_over": _("{by} droeg het werk over aan {about}."),
        "handed_over_to_nobody": _("{by} schreef een overdracht voor wie hierna komt."),
        "handed_over_for": _("{by} schreef een overdracht voor {about}."),
    }
)


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, who: Who) -> HandoverQuerySet:
        return self.filter(leaving__initiative__in=Initiative.objects.shared_with(who))

    def with_home(self) -> HandoverQuerySet:
        return self.select_related(
            "leaving__initiative", "arriving", "user", "hidden_by__merged_into"
        )


class Handover(Hideable):
    """What the next one should know when somebody goes. Both sides read it.

    `arriving` is empty when there is nobody yet. `user` wrote it for the one who left.
    """

    leaving = models.ForeignKey(
        "initiatives.Participant", on_delete=models.PROTECT, related_name="handed_over"
    )
    arriving = models.ForeignKey(
        "initiatives.Participant",
        on_delete=models.PROTECT,
        related_name="taken_over",
        null=True,
        blank=True,
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="handovers_written",
        null=True,
        blank=True,
    )
    note = models.TextField(_("overdracht"), max_length=2000)
    at = models.DateTimeField(default=timezone.now)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"handover {self.pk}"

    @property
    def initiative(self) -> Initiative:
        return self.leaving.initiative

    @property
    def by(self) -> Participant:
        """Whose side it is of. `user` may have written it."""
        return self.leaving

    @property
    def text(self) -> str:
        return self.note

    @classmethod
    def write(
        cls,
        leaving: Participant,
        *,
        by: Participant,
        arriving: Participant | None,
        note: str,
        leaves: bool,
    ) -> None:
        """`leaving` hands over, or `by` does it for a colleague. Sent twice, it is one handover."""
        with transaction.atomic():
            staying.lock(leaving)
            if leaving.side not in WRITES_HANDOVER:
                raise Refused(_("De groep draagt niets over. Stoppen kan zo."), kept=note)
            colleagues = colleagues_of(leaving)
            if arriving is None and colleagues.exists():
                raise Refused(_("Kies aan wie je overdraagt."), kept=note)
            if arriving is not None and not colleagues.filter(pk=arriving.pk).exists():
                raise Refused(_("Die doet hier niet meer mee. Kies opnieuw."), kept=note)
            if not staying.is_here(leaving):
                raise Refused(_("Wie niet meer meedoet, draagt niets meer over."), kept=note)
            same = cls.objects.filter(leaving=leaving, arriving=arriving, note=note)
            if not same.filter(at__date=timezone.localdate()).exists():
                user = None if by.pk == leaving.pk else by.user
                cls._keep(leaving, arriving, note, by=by, user=user)
            if leaves and staying.end(leaving, timezone.localdate()):
                leaving.initiative.tell("participant_left", by=by, about=leaving)

    @classmethod
    def replace(cls, leaving: Participant, *, arriving: Participant, note: str, user: User) -> None:
        """A coordinator puts `arriving` in the place of `leaving`. Call it in a transaction."""
        staying.lock(leaving)
        if not note and leaving.initiative.status in UNDER_WAY:
            raise Refused(_("Schrijf op wat de nieuwe collega moet weten."))
        if note:
            cls._keep(leaving, arriving, note, by=None, user=user)
        elif is_contact(leaving):
            arriving.take_duty(DutyKind.CONTACT, by=None)
        if staying.end(leaving, timezone.localdate()):
            leaving.initiative.tell("participant_left", by=None, about=leaving)

    @classmethod
    def _keep(
        cls,
        leaving: Participant,
        arriving: Participant | None,
        note: str,
        *,
        by: Participant | None,
        user: User | None,
    ) -> None:
        """The note, its line on the timeline, and the duty of contact for the next one."""
        cls.objects.create(leaving=leaving, arriving=arriving, note=note, user=user)
        verb = "handed_over_for" if user else "handed_over"
        if arriving is None:
            verb = "handed_over_to_nobody"
        leaving.initiative.tell(verb, by=by, about=arriving or leaving, user=user)
        if not is_contact(leaving):
            return
        leaving.drop_duty(DutyKind.CONTACT, by=None)
        if arriving is not None:
            arriving.take_duty(DutyKind.CONTACT, by=by)


def colleagues_of(person: Participant) -> models.QuerySet[Participant]:
    """Who else takes part on the same side today."""
    present = person.initiative.participants_on(timezone.localdate()).filter(side=person.side)
    return present.exclude(pk=person.pk).order_by("name", "pk")


def is_contact(person: Participant) -> bool:
    return person.duties.filter(running_on(timezone.localdate()), kind=DutyKind.CONTACT).exists()


def needs_handover(person: Participant) -> bool:
    """A contact with an account, where something is under way. Who became it today made a slip."""
    return (
        person.side in WRITES_HANDOVER
        and person.initiative.status in UNDER_WAY
        and person.duties.filter(
            running_on(timezone.localdate()),
            kind=DutyKind.CONTACT,
            started_on__lt=timezone.localdate(),
        ).exists()
    )


def check_handed_over(person: Participant) -> None:
    """Raises `Refused` for a contact who has to hand over first."""
    if needs_handover(person):
        raise Refused(_("Een vast gezicht draagt eerst over. Zo weet de volgende wat er speelt."))
