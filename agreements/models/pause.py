from __future__ import annotations

from datetime import date, datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from initiatives.models import Initiative, Participant
from initiatives.states import Refused

from .agreement import Agreement


class Pause(models.Model):
    """An agreement stands still for a while: from when, why, and when both sides look again."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="pauses")
    began_at = models.DateTimeField(default=timezone.now)
    began_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(_lazy("waarom pauzeren jullie?"), max_length=300)
    look_again_on = models.DateField(_lazy("wanneer kijken jullie weer?"))
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["-began_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"], condition=models.Q(ended_at=None), name="one_pause_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("began_at")),
                name="a_pause_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.because

    @property
    def initiative(self) -> Initiative:
        return self.agreement.initiative

    @classmethod
    def begin(
        cls,
        agreement: Agreement,
        *,
        by: Participant,
        because: str,
        look_again_on: date,
        instead_of: int | None = None,
    ) -> Pause:
        """The agreement stands still until both sides look again.

        `instead_of`: the pause that was shown, to make it longer; it ends and the new one begins,
        so that every reason stays. Refused when another one runs by now. The same form sent twice
        makes one pause.
        """
        with transaction.atomic():
            agreement.lock(kept=because)
            running = cls.objects.filter(agreement=agreement, ended_at=None).first()
            asked = (by.pk, because, look_again_on)
            if running and asked == (running.began_by_id, running.because, running.look_again_on):
                return running
            if (running and running.pk) != instead_of:
                raise Refused(cls._moved_on(running), kept=because)
            if not agreement.versions.in_effect().exists():
                raise Refused(_("Er geldt nog niets dat op pauze kan."), kept=because)
            now = timezone.now()
            if running:
                running._close(by, now)
            pause = cls.objects.create(
                agreement=agreement,
                began_at=now,
                began_by=by,
                because=because,
                look_again_on=look_again_on,
            )
            agreement.initiative.tell(
                "pause_lengthened" if running else "agreement_paused",
                by=by,
                title=agreement.title,
                because=because,
            )
        return pause

    @staticmethod
    def _moved_on(running: Pause | None) -> str:
        if running is None:
            return _("De pauze is net gestopt. Kijk eerst wat er nu staat.")
        return _("Iemand anders was net voor. Kijk eerst wat er nu over de pauze staat.")

    def _close(self, by: Participant, at: datetime) -> None:
        Pause.objects.filter(pk=self.pk, ended_at=None).update(ended_at=at, ended_by=by)

    @classmethod
    def resume(cls, agreement: Agreement, *, by: Participant) -> None:
        """The agreement goes on. Two who tap at once, or one who taps twice, end one pause.

        `RoomTaken` when somebody else got a room of it meanwhile.
        """
        from agreements.clashes import hold_rooms

        with transaction.atomic():
            agreement.lock()
            running = cls.objects.filter(agreement=agreement, ended_at=None).first()
            if running is None:
                return
            for version in agreement.versions.in_effect():
                hold_rooms(version)
            running._close(by, timezone.now())
            agreement.initiative.tell("agreement_resumed", by=by, title=agreement.title)
