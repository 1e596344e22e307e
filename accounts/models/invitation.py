from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .user import Function, User

INVITATION_DAYS = 7


def in_a_week() -> date:
    return timezone.localdate() + timedelta(days=INVITATION_DAYS)


def hash_of(token: str) -> str:
    """What is stored of a token. A plain hash is enough for 128 random bits (ASVS 5.0, 6.5.2)."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationGone(Exception):
    """The invitation was used, sent anew or taken back since the page was opened."""


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> InvitationQuerySet:
        """Neither used nor taken back; also when the week is over."""
        return self.filter(used_at=None, revoked_at=None)

    def working(self) -> InvitationQuerySet:
        """With these somebody can come in. Whoever lets people in must still be allowed to."""
        return self.waiting().filter(
            expires_on__gte=timezone.localdate(),
            invited_by__is_active=True,
            invited_by__is_manager=True,
        )

    def by_token(self, token: str) -> Invitation | None:
        found = self.working().filter(token_hash=hash_of(token))
        return found.select_related("invited_by").first()


class Invitation(models.Model):
    """A mail with which a coordinator lets one address in, once and within a week.

    The token stands in the mail and nowhere else: sending again makes another one.
    """

    email = models.EmailField(_("e-mailadres"))
    name = models.CharField(_("naam"), max_length=60)
    function = models.CharField(_("functie"), max_length=20, choices=Function.choices)
    organisation = models.CharField(_("organisatie"), max_length=80, blank=True)
    is_manager = models.BooleanField(_("coördinator"), default=False)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    invited_at = models.DateTimeField(default=timezone.now)
    # The last day on which it works.
    expires_on = models.DateField(default=in_a_week)
    token_hash = models.CharField(max_length=64, unique=True)
    # The mail server took it.
    sent_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    # Only just after `invite` and `renew`: what goes into the mail.
    token: str

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(used_at__isnull=True, revoked_at__isnull=True),
                name="one_waiting_invitation_per_email",
            ),
            models.CheckConstraint(
                condition=models.Q(function__in=Function.values),
                name="function_of_invitation_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def is_working(self) -> bool:
        """As `working` says it; load `invited_by` with it."""
        by = self.invited_by
        is_open = self.used_at is None and self.revoked_at is None
        in_time = self.expires_on >= timezone.localdate()
        return is_open and in_time and by.is_active and by.is_manager

    @classmethod
    def invite(
        cls,
        *,
        by: User,
        email: str,
        name: str,
        function: str,
        organisation: str = "",
        is_manager: bool = False,
    ) -> Invitation:
        """Gives an invitation with a `token`, to be mailed after the transaction.

        Raises `ValidationError` when the address has an account or an invitation already.
        """
        if not (by.is_manager and by.is_active):
            raise PermissionDenied
        email = email.strip().lower()
        if User.objects.confirmed().filter(email=email).exists():
            raise ValidationError(
                {"email": _("Er is al een account met dit adres. Zoek het op bij je collega’s.")}
            )
        token = secrets.token_urlsafe(16)
        try:
            with transaction.atomic():
                invitation = cls.objects.create(
                    email=email,
                    name=name,
                    function=function,
                    organisation=organisation,
                    is_manager=is_manager,
                    invited_by=by,
                    token_hash=hash_of(token),
                )
        except IntegrityError:
            raise ValidationError(
                {"email": _("Dit adres is al uitgenodigd. Stuur die uitnodiging opnieuw.")}
            ) from None
        invitation.token = token
        return invitation

    def renew(self, *, by: User) -> None:
        """Another token and another week; the link of the earlier mail stops.

        Raises `InvitationGone` when it was used or taken back meanwhile.
        """
        if not (by.is_manager and by.is_active):
            raise PermissionDenied
        token = secrets.token_urlsafe(16)
        renewed = (
            Invitation.objects.waiting()
            .filter(pk=self.pk)
            .update(
                token_hash=hash_of(token),
                invited_by=by,
                invited_at=timezone.now(),
                expires_on=in_a_week(),
                sent_at=None,
            )
        )
        if not renewed:
            raise InvitationGone
        self.refresh_from_db()
        self.token = token

    def note_sent(self) -> None:
        """The mail server took the mail with this token."""
        same = Invitation.objects.filter(pk=self.pk, token_hash=self.token_hash)
        same.update(sent_at=timezone.now())

    def revoke(self, *, by: User) -> None:
        """Takes it back. Twice is the same as once; a used one stays used."""
        if not by.is_manager:
            raise PermissionDenied
        Invitation.objects.waiting().filter(pk=self.pk).update(revoked_at=timezone.now())
        self.refresh_from_db()

    def accept(self) -> User:
        """Makes the account, once, always of the address that was invited.

        Raises `InvitationGone` when it was used, sent anew or taken back meanwhile, and
        `ValidationError` when the address has an account by now.
        """
        with transaction.atomic():
            if not self._use():
                raise InvitationGone
            return User.objects.add_colleague(
                email=self.email,
                name=self.name,
                function=self.function,
                organisation=self.organisation,
                is_manager=self.is_manager,
            )

    def _use(self) -> bool:
        """Whether this is the one time. The row stays locked until the account is there."""
        same = Invitation.objects.waiting().filter(pk=self.pk, token_hash=self.token_hash)
        in_time = same.filter(expires_on__gte=timezone.localdate())
        return bool(in_time.update(used_at=timezone.now()))
