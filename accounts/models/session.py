from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _


class Device(models.TextChoices):
    """Enough to know one's own devices apart, and no more."""

    PHONE = "phone", _("telefoon")
    COMPUTER = "computer", _("computer")


class Session(AbstractBaseSession):
    """A device on which somebody is signed in. No address and no browser is kept.

    `session_key` is a hash of what stands in the cookie, so it may be shown to its owner, and a
    copy of the database signs nobody in.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sessions", null=True
    )
    signed_in_at = models.DateTimeField(null=True)
    # The day of the last change that was made; reading never writes.
    last_used_on = models.DateField(null=True)
    device = models.CharField(max_length=8, choices=Device.choices, blank=True)

    class Meta(AbstractBaseSession.Meta):
        ordering = ["-signed_in_at", "pk"]

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from accounts.sessions import SessionStore

        return SessionStore

    def __str__(self) -> str:
        return f"session of {self.user_id}"
