from __future__ import annotations

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.states import Refused

from . import staying
from .duty import DutyKind
from .participant import Participant
from .period import Side


class ChannelKind(models.TextChoices):
    PHONE = "phone", _("telefoon")
    EMAIL = "email", _("e-mail")
    APP = "app", _("app")


class ChannelReader(models.TextChoices):
    """Who may open a channel. The group itself never needs it here."""

    GUIDE = "guide", _("alleen de begeleiding")
    MUNICIPALITY = "municipality", _("de begeleiding en de gemeente")


class ContactChannel(models.Model):
    """One way to reach a contact of the group, left by that contact. Opened with a reason only."""

    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, related_name="channel"
    )
    kind = models.CharField(max_length=5, choices=ChannelKind.choices)
    value = models.CharField(_("nummer of adres"), max_length=120)
    read_by = models.CharField(
        max_length=12, choices=ChannelReader.choices, default=ChannelReader.GUIDE
    )
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"channel of {self.participant_id}"

    @classmethod
    def leave(
        cls, person: Participant, *, kind: ChannelKind, value: str, read_by: ChannelReader
    ) -> None:
        """The contact of the group leaves one way to be reached, in place of the one before."""
        with transaction.atomic():
            staying.lock(person)
            if not may_have_channel(person):
                raise Refused(_("Alleen een vast gezicht van de groep laat hier iets achter."))
            cls.objects.update_or_create(
                participant=person,
                defaults={
                    "kind": kind,
                    "value": value,
                    "read_by": read_by,
                    "changed_at": timezone.now(),
                },
            )

    def open(self, *, by: Participant, reason: ViewReason) -> str:
        """What was left. That it was looked at, and why, is for the person to read."""
        with transaction.atomic():
            staying.lock(self.participant)
            channel = ContactChannel.objects.filter(pk=self.pk).first()
            if channel is None or not may_have_channel(self.participant):
                raise Refused(_("Hier is geen contactgegeven meer."))
            if by.side != Side.GUIDE and channel.read_by != ChannelReader.MUNICIPALITY:
                raise Refused(_("Alleen de begeleiding mag dit openen."))
            ContactView.objects.create(participant=self.participant, by=by, reason=reason)
        return channel.value


def may_have_channel(person: Participant) -> bool:
    """Somebody of the group who takes part and is the contact, today."""
    today = timezone.localdate()
    contacts = Participant.objects.of_group().on(today).with_duty(today, DutyKind.CONTACT)
    return contacts.filter(pk=person.pk).exists()


class ViewReason(models.TextChoices):
    """Why somebody opens a contact detail. The person reads it."""

    MEETING = "meeting", _("een afspraak maken of verzetten")
    QUESTION = "question", _("een vraag over de afspraak")
    URGENT = "urgent", _("er is nu iets aan de hand")
    NO_ANSWER = "no_answer", _("geen antwoord gekregen op een andere manier")


class ContactView(models.Model):
    """Somebody opened the channel of a contact: who, why, when. Never changed; the contact reads
    it."""

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="contact_views"
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="contacts_viewed")
    reason = models.CharField(max_length=10, choices=ViewReason.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"view {self.pk}"
