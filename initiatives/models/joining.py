from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.states import Refused

from .duty import DutyKind
from .initiative import Initiative
from .participant import Participant, Side

if TYPE_CHECKING:
    from initiatives.who import Who


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def visible_to(self, who: Who) -> JoinRequestQuerySet:
        return self.filter(initiative__in=Initiative.objects.shared_with(who))

    def waiting(self) -> JoinRequestQuerySet:
        return self.filter(decided_at=None)


class JoinRequest(models.Model):
    """Somebody with an account asks, in one sentence, to take part on a side."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="join_requests"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests"
    )
    side = models.CharField(max_length=12, choices=Side.choices)
    sentence = models.CharField(_("waarom wil je meedoen?"), max_length=200)
    asked_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Participant,
        on_delete=models.PROTECT,
        related_name="join_decisions",
        null=True,
        blank=True,
    )
    was_let_in = models.BooleanField(default=False)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "user"],
                condition=models.Q(decided_at__isnull=True),
                name="one_waiting_request_per_user",
            )
        ]

    @classmethod
    def ask(cls, initiative: Initiative, *, user: User, side: Side, sentence: str) -> JoinRequest:
        """A request that waits for an answer. Asking twice is refused in plain words."""
        if side not in user.sides:
            raise Refused(_("Met jouw functie kun je niet aan die kant meedoen."), kept=sentence)
        try:
            with transaction.atomic():
                request = cls.objects.create(
                    initiative=initiative, user=user, side=side, sentence=sentence
                )
                initiative.tell("join_asked", by=None, user=user, name=user.name, side=str(side))
                return request
        except IntegrityError:
            raise Refused(
                _("Je hebt het al gevraagd. Je hoort het als iemand antwoordt."), kept=sentence
            ) from None

    def let_in(self, *, by: Participant, until: date | None = None) -> Participant:
        """The one who asked takes part from today, up to `until` when that is known.

        A second tap is refused in plain words, and so is who got another function meanwhile.
        """
        if not self.user.is_active or self.side not in self.user.sides:
            raise Refused(_("Deze collega kan niet meer aan die kant meedoen. Zeg het die even."))
        with transaction.atomic():
            self._decide(by=by, was_let_in=True)
            before = Participant.objects.filter(initiative=self.initiative, user=self.user).first()
            if before is None:
                person = Participant.begin(
                    self.initiative,
                    side=Side(self.side),
                    name=self.user.name,
                    user=self.user,
                    until=until,
                )
            else:
                # Nobody is on two sides; who comes back may have another function by now.
                before.side = self.side
                before.save(update_fields=["side"])
                before.come_back(by=by, until=until)
                person = before
            self.initiative.tell("join_let_in", by=by, about=person)
            self._become_first_contact(person)
        return person

    def _become_first_contact(self, person: Participant) -> None:
        """The first of the municipality is the fixed contact, until somebody else becomes it.

        Without one nothing can be proposed, and nobody thinks of it before that.
        """
        today = timezone.localdate()
        colleagues = Participant.objects.filter(
            initiative=self.initiative, side=Side.MUNICIPALITY
        ).on(today)
        if (
            person.side == Side.MUNICIPALITY
            and not colleagues.with_duty(today, DutyKind.CONTACT).exists()
        ):
            person.take_duty(DutyKind.CONTACT, by=person)

    @property
    def is_for_municipality_alone(self) -> bool:
        """Of group and guides nobody takes part: then nobody else could let in a first guide."""
        here = self.initiative.participants_on(timezone.localdate())
        return not here.filter(side__in=(Side.GROUP, Side.GUIDE)).exists()

    def decline(self, *, by: Participant) -> None:
        with transaction.atomic():
            self._decide(by=by, was_let_in=False)
            # The user goes with it, so that the name can be found when it has to be forgotten.
            self.initiative.tell(
                "join_declined", by=by, user=self.user, name=self.user.name, side=self.side
            )

    def _decide(self, *, by: Participant, was_let_in: bool) -> None:
        changed = JoinRequest.objects.filter(pk=self.pk, decided_at=None).update(
            decided_at=timezone.now(), decided_by=by, was_let_in=was_let_in
        )
        if not changed:
            raise Refused(_("Iemand anders heeft hier al op geantwoord."))
