"""People who sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Function(models.TextChoices):
    """What somebody does for work, or that they live here. Only a coordinator changes it."""

    YOUTH_WORKER = "youth_worker", _("jongerenwerker")
    COMMUNITY_WORKER = "community_worker", _("opbouwwerker")
    CIVIL_SERVANT = "civil_servant", _("ambtenaar")
    POLICY_OFFICER = "policy_officer", _("beleidsmedewerker")
    DISTRICT_MANAGER = "district_manager", _("wijkregisseur")
    OTHER_PROFESSIONAL = "other_professional", _("andere professional")
    RESIDENT = "resident", _("bewoner")


# The sides that a function may take in an initiative (the codes of a participant's side).
SIDES: dict[str, tuple[str, ...]] = {
    Function.YOUTH_WORKER: ("guide",),
    Function.COMMUNITY_WORKER: ("guide",),
    Function.CIVIL_SERVANT: ("municipality",),
    Function.POLICY_OFFICER: ("municipality",),
    Function.DISTRICT_MANAGER: ("municipality",),
    Function.OTHER_PROFESSIONAL: ("other",),
    Function.RESIDENT: ("group", "other"),
}


class ChangedMeanwhile(Exception):
    """Somebody else changed this person since the page was opened."""


def email_taken() -> ValidationError:
    return ValidationError({"email": _("Er is al iemand met dit e-mailadres.")})


class UserManager(BaseUserManager["User"]):
    def create_user(
        self, email: str, name: str, function: str = Function.RESIDENT, **fields: Any
    ) -> User:
        """Somebody who signs in with a code by e-mail: there is never a password.

        The address counts as checked, because each sign-in proves it again.
        """
        user = self.model(email=email.strip().lower(), name=name, function=function, **fields)
        user.set_unusable_password()
        with transaction.atomic(using=self._db):
            user.save(using=self._db)
            user.keep_one_address()
        return user

    def add_colleague(
        self,
        *,
        email: str,
        name: str,
        function: str,
        organisation: str = "",
        is_manager: bool = False,
    ) -> User:
        """Lets somebody in: who used an invitation, or whom the command line names.

        Raises `ValidationError` when the address is in use.
        """
        try:
            with transaction.atomic():
                self.unconfirmed().filter(email=email.strip().lower()).delete()
                return self.create_user(
                    email, name, function, organisation=organisation, is_manager=is_manager
                )
        except IntegrityError as error:
            raise email_taken() from error

    def unconfirmed(self) -> models.QuerySet[User]:
        """Sign-ups of which the address was never proved. Anybody can make them; they count for
        nothing, and nothing hangs on them."""
        return self.filter(last_login=None, emailaddress__verified=False)

    def confirmed(self) -> models.QuerySet[User]:
        return self.exclude(last_login=None, emailaddress__verified=False)


class User(AbstractBaseUser):
    """Somebody who signs in: a professional, or a resident who wants an account."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    name = models.CharField(_("naam"), max_length=60)
    function = models.CharField(
        _("functie"), max_length=20, choices=Function.choices, default=Function.RESIDENT
    )
    organisation = models.CharField(_("organisatie"), max_length=80, blank=True)
    is_manager = models.BooleanField(_("coördinator"), default=False)
    is_active = models.BooleanField(_("kan aanmelden"), default=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    joined_at = models.DateTimeField(_("account sinds"), default=timezone.now, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("personen")
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(Lower("email"), name="one_user_per_email"),
            models.CheckConstraint(
                condition=models.Q(function__in=Function.values), name="function_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_professional(self) -> bool:
        return self.function != Function.RESIDENT

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides that this person may take in an initiative."""
        return SIDES[self.function]

    def keep_one_address(self) -> None:
        """Makes `email` the only address with which this person can ask for a code."""
        from allauth.account.models import EmailAddress

        EmailAddress.objects.filter(user=self).delete()
        EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)

    def end_sessions(self) -> None:
        """Signs this person out on every device, from the next request on.

        Another (unusable) password would do so too, but then Django deletes the session on the
        next GET, and reading never writes.
        """
        self.sessions.all().delete()

    def change_own(self, *, name: str, organisation: str) -> None:
        """What somebody changes about themselves."""
        self.name, self.organisation = name, organisation
        User.objects.filter(pk=self.pk).update(
            name=name, organisation=organisation, revision=models.F("revision") + 1
        )

    def change(
        self,
        *,
        by: User,
        revision: int,
        name: str,
        email: str,
        function: str,
        organisation: str,
        is_manager: bool,
    ) -> None:
        """What a coordinator changes about a colleague, as seen at `revision`.

        Another address ends every session.

        Raises `ChangedMeanwhile` when somebody was first, and `ValidationError` when the address is
        in use or when nobody would be left to let colleagues in.
        """
        if not by.is_manager:
            raise PermissionDenied
        email = email.strip().lower()
        moved = email != self.email
        changes = {
            "name": name,
            "email": email,
            "function": function,
            "organisation": organisation,
            "is_manager": is_manager,
            "revision": revision + 1,
        }
        try:
            with transaction.atomic():
                if not is_manager:
                    self._refuse_if_last_manager()
                User.objects.unconfirmed().filter(email=email).exclude(pk=self.pk).delete()
                same = User.objects.filter(pk=self.pk, revision=revision)
                if not same.update(**changes):
                    raise ChangedMeanwhile
                self.refresh_from_db()
                if moved:
                    self.keep_one_address()
                    self.end_sessions()
        except IntegrityError as error:
            raise email_taken() from error

    def deactivate(self, *, by: User) -> None:
        """Lets this person out, from the next request on. Twice is the same as once.

        Where they take part ends apart: see `initiatives/handing_over.py`, which calls this.

        Raises `ValidationError` when nobody would be left to let colleagues in.
        """
        if not by.is_manager:
            raise PermissionDenied
        with transaction.atomic():
            self._refuse_if_last_manager()
            User.objects.filter(pk=self.pk, is_active=True).update(
                is_active=False, closed_at=timezone.now(), revision=models.F("revision") + 1
            )
            self.end_sessions()
        self.refresh_from_db()

    def reactivate(self, *, by: User) -> None:
        """Lets this person sign in again. It puts them back in no initiative."""
        if not by.is_manager:
            raise PermissionDenied
        User.objects.filter(pk=self.pk, is_active=False).update(
            is_active=True, closed_at=None, revision=models.F("revision") + 1
        )
        self.refresh_from_db()

    def _refuse_if_last_manager(self) -> None:
        """There is always somebody who can let colleagues in.

        The rows stay locked until the change is made, so that the last two coordinators cannot
        stop at the same moment. (SQLite has one writer at a time.)
        """
        managers = User.objects.select_for_update().filter(is_manager=True, is_active=True)
        if [manager.pk for manager in managers.order_by("pk")] == [self.pk]:
            raise ValidationError(
                _("Je bent de enige coördinator. Maak eerst iemand anders coördinator."),
                code="last_manager",
            )
