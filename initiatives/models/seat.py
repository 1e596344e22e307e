from __future__ import annotations

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.states import Refused

from .initiative import InitiativeKind
from .link import ShareLink
from .link_kind import LinkKind
from .participant import Participant, Period, running_on


class SeatQuerySet(models.QuerySet["Seat"]):
    def taken(self) -> SeatQuerySet:
        """Seats that speak today: not ended, by a working link, for somebody who takes part."""
        today = timezone.localdate()
        # Asked per seat: "one of all who take part today" would read every participant there is.
        here = Period.objects.filter(running_on(today), participant=models.OuterRef("participant"))
        return self.filter(
            models.Exists(here),
            ended_at=None,
            link__revoked_at=None,
            link__expires_on__gte=today,
        )


class Seat(models.Model):
    """A device that speaks for a participant."""

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="seats")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="seats")
    taken_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=models.Q(ended_at__isnull=True),
                name="one_seat_per_participant",
            )
        ]

    def free(self, *, by: Participant) -> None:
        """Ends this seat, so that the same person can sit down on another phone."""
        with transaction.atomic():
            ended = Seat.objects.filter(pk=self.pk, ended_at=None).update(ended_at=timezone.now())
            if ended:
                self.participant.initiative.tell("seat_freed", by=by, about=self.participant)

    def leave(self) -> None:
        """ "Dit is niet mijn telefoon": the seat ends, quietly."""
        Seat.objects.filter(pk=self.pk, ended_at=None).update(ended_at=timezone.now())

    def into_account(self, user: User) -> Participant:
        """From now on this person acts with the account of `user`. Everything else stays.

        The seat ends, and so does the personal link: an account speaks for itself.
        """
        with transaction.atomic():
            person = Participant.objects.select_for_update().get(pk=self.participant_id)
            initiative = person.initiative
            if initiative.kind == InitiativeKind.YOUTH:
                raise Refused(no_account_for_youth())
            if Participant.objects.filter(initiative=initiative, user=user).exists():
                raise Refused(_("Je doet hier al mee met je account."))
            if person.user_id is not None or not Seat.objects.taken().filter(pk=self.pk).exists():
                raise Refused(_("Deze plek is er niet meer. Open de link van je groep opnieuw."))
            person.user = user
            try:
                with transaction.atomic():
                    person.save(update_fields=["user"])
            except IntegrityError:
                raise Refused(_("Je doet hier al mee met je account.")) from None
            now = timezone.now()
            person.seats.filter(ended_at=None).update(ended_at=now)
            person.links.filter(kind=LinkKind.PERSONAL, revoked_at=None).update(revoked_at=now)
            initiative.tell("seat_into_account", by=person, about=person)
        return person


def no_account_for_youth() -> str:
    return _("Bij een groep van jongeren bewaren we geen e-mailadressen, dus kan dit hier niet.")
