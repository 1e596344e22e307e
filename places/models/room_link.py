from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.models.link import hash_of
from initiatives.states import Refused

from .place import Place

# "Er is iets" from one wall: so many in so long, whoever writes them.
REPORTS = 6
REPORTS_WINDOW = timedelta(minutes=10)


class RoomLinkQuerySet(models.QuerySet["RoomLink"]):
    def working(self) -> RoomLinkQuerySet:
        return self.filter(revoked_at=None, place__in=Place.objects.in_use())

    def by_token(self, token: str) -> RoomLink | None:
        found = self.working().filter(token_hash=hash_of(token))
        return found.select_related("place__building").first()


class RoomLink(models.Model):
    """The code on the wall of a room: it opens the page of that room and nothing else.

    As with links of an initiative the token follows from LINK_KEY, and its hash is stored.
    """

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="links")
    generation = models.PositiveIntegerField(default=1)
    token_hash = models.CharField(max_length=64, unique=True)
    # Empty once that account was forgotten.
    made_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    reports = models.PositiveSmallIntegerField(default=0)
    reports_since = models.DateTimeField(null=True, blank=True)

    objects = RoomLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=models.Q(revoked_at=None), name="one_link_per_room"
            )
        ]

    def __str__(self) -> str:
        return str(self.place)

    @classmethod
    def make(cls, place: Place, *, by: User) -> RoomLink:
        """There is one that works; a second tap gives the same one."""
        with transaction.atomic():
            Place.objects.select_for_update().get(pk=place.pk)
            there = cls.objects.filter(place=place, revoked_at=None).first()
            if there is not None:
                return there
            link = cls.objects.create(
                place=place, made_by=by, token_hash=f"new-{secrets.token_hex(16)}"
            )
            link.token_hash = hash_of(link.token)
            link.save(update_fields=["token_hash"])
            return link

    @property
    def token(self) -> str:
        """22 characters, 128 bits. Never stored; never put it in a log or a mail."""
        message = f"room:{self.pk}:{self.generation}".encode()
        digest = hmac.new(settings.LINK_KEY.encode(), message, hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()

    def renew(self, *, generation: int) -> None:
        """A new address; what hangs on the wall stops. `generation`: the one that was shown, so
        that two taps make one new address."""
        with transaction.atomic():
            link = RoomLink.objects.select_for_update().get(pk=self.pk)
            if link.revoked_at is not None:
                raise Refused(_("Deze link staat al uit. Maak een nieuwe."))
            if link.generation == generation:
                link.generation += 1
                link.token_hash = hash_of(link.token)
                link.save(update_fields=["generation", "token_hash"])
        self.refresh_from_db()

    def revoke(self) -> None:
        """The code on the wall opens nothing any more. Twice is the same as once."""
        RoomLink.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=timezone.now())
        self.refresh_from_db()

    def count_report(self, *, kept: str = "") -> None:
        """Counts one report; `Refused` after six in ten minutes."""
        now = timezone.now()
        mine = RoomLink.objects.filter(pk=self.pk)
        old = models.Q(reports_since=None) | models.Q(reports_since__lt=now - REPORTS_WINDOW)
        if mine.filter(old).update(reports=1, reports_since=now):
            return
        if not mine.filter(reports__lt=REPORTS).update(reports=models.F("reports") + 1):
            sentence = _(
                "Er is hier net veel gemeld. Wacht tien minuten, of bel als het haast heeft."
            )
            raise Refused(sentence, kept=kept)
