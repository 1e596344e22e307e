from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.names import name_key
from initiatives.states import Refused

from .initiative import Initiative

if TYPE_CHECKING:
    from initiatives.who import Who


class Side(models.TextChoices):
    """On which side of an initiative somebody takes part."""

    GROUP = "group", _("groep")
    MUNICIPALITY = "municipality", _("gemeente")
    GUIDE = "guide", _("begeleiding")
    OTHER = "other", _("andere partij")


class LadderStep(models.TextChoices):
    """The involvement ladder: how somebody of the group takes part. Not an order, not a score.

    Source of the steps: stichtingikwil.nl/de-bindingsladder.
    """

    VISITOR = "visitor", _("bezoeker")
    JOINER = "joiner", _("deelnemer")
    SUPPORTER = "supporter", _("ondersteuner")
    DRIVER = "driver", _("kartrekker")
    COORDINATOR = "coordinator", _("coördinator")
    CONNECTOR = "connector", _("verbinder")


class DutyKind(models.TextChoices):
    CONTACT = "contact", _("vast gezicht")
    STAND_IN = "stand_in", _("vervanger")
    DECIDER = "decider", _("beslisser")
    ADVISER = "adviser", _("adviseur")
    CONNECTOR = "connector", _("verbinder")
    DIRECTOR = "director", _("regisseur")
    KEY_HOLDER = "key_holder", _("sleutelhouder")
    KEY_FIGURE = "key_figure", _("sleutelfiguur")
    AMBASSADOR = "ambassador", _("ambassadeur")
    BUDDY = "buddy", _("buddy")


# Who may say "ik mag dit namens de gemeente afspreken" (domain: carried by the municipality).
SPEAKS_FOR_MUNICIPALITY = (DutyKind.CONTACT, DutyKind.DECIDER, DutyKind.DIRECTOR)

GROUP_DUTIES = (
    DutyKind.CONTACT,
    DutyKind.KEY_HOLDER,
    DutyKind.KEY_FIGURE,
    DutyKind.AMBASSADOR,
    DutyKind.BUDDY,
)


def running_on(day: date, prefix: str = "") -> models.Q:
    """Periods and duties that hold on `day`. `ended_on` is the first day on which they do not."""
    return models.Q(**{f"{prefix}started_on__lte": day}) & (
        models.Q(**{f"{prefix}ended_on__isnull": True}) | models.Q(**{f"{prefix}ended_on__gt": day})
    )


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def visible_to(self, who: Who) -> ParticipantQuerySet:
        return self.filter(initiative__in=Initiative.objects.shared_with(who))

    def on(self, day: date) -> ParticipantQuerySet:
        """Who took part on that day."""
        periods = Period.objects.filter(running_on(day), participant=models.OuterRef("pk"))
        return self.filter(models.Exists(periods))

    def of_group(self) -> ParticipantQuerySet:
        return self.filter(side=Side.GROUP)

    def with_duty(self, day: date, *kinds: DutyKind) -> ParticipantQuerySet:
        duties = Duty.objects.filter(
            running_on(day), participant=models.OuterRef("pk"), kind__in=kinds
        )
        return self.filter(models.Exists(duties))

    def with_today(self) -> ParticipantQuerySet:
        """Adds what holds today: `step`, `since`, `has_seat`, and whether this person `speaks`
        for the municipality."""
        from .link import Seat

        today = timezone.localdate()
        period = Period.objects.filter(running_on(today), participant=models.OuterRef("pk"))
        seats = Seat.objects.filter(participant=models.OuterRef("pk"), ended_at=None)
        speaking = Duty.objects.filter(
            running_on(today), participant=models.OuterRef("pk"), kind__in=SPEAKS_FOR_MUNICIPALITY
        )
        return self.annotate(
            step=models.Subquery(period.values("step")[:1]),
            since=models.Subquery(period.values("started_on")[:1]),
            has_seat=models.Exists(seats),
            speaks=models.Exists(speaking),
        )

    def with_duties(self) -> ParticipantQuerySet:
        """Loads the duties of today as `duties_today`, in one query more."""
        running = Duty.objects.filter(running_on(timezone.localdate()))
        return self.prefetch_related(models.Prefetch("duties", running, "duties_today"))


class Participant(models.Model):
    """Somebody who takes part in one initiative, on one side. Everything anybody does points here.

    `name` is a nickname for the group and the name of the account for others; an empty name has
    faded and shows as "een deelnemer".
    """

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="participants"
    )
    side = models.CharField(max_length=12, choices=Side.choices)
    name = models.CharField(_("naam"), max_length=60, blank=True)
    name_key = models.CharField(max_length=240, editable=False, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="participants",
        null=True,
        blank=True,
    )
    is_named = models.BooleanField(
        default=False, help_text="Chose to be named to the municipality and other sides."
    )
    came_by_link = models.BooleanField(default=False)
    was_accepted = models.BooleanField(
        default=True, help_text="False: new through the link, nobody has said yes to it yet."
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "name_key"],
                condition=~models.Q(name_key=""),
                name="one_name_per_initiative",
            ),
            models.UniqueConstraint(
                fields=["initiative", "user"], name="one_side_per_user_and_initiative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()} {self.pk}"

    def save(self, **kwargs: object) -> None:
        self.name_key = name_key(self.name)
        super().save(**kwargs)  # type: ignore[arg-type]

    @classmethod
    def begin(
        cls,
        initiative: Initiative,
        *,
        side: Side,
        name: str,
        user: User | None = None,
        came_by_link: bool = False,
        step: LadderStep | None = None,
        started_on: date | None = None,
    ) -> Participant:
        """A new participant with a first period. Raises `Refused` when the name is taken."""
        try:
            with transaction.atomic():
                person = cls.objects.create(
                    initiative=initiative,
                    side=side,
                    name=name,
                    user=user,
                    came_by_link=came_by_link,
                    was_accepted=not came_by_link,
                )
        except IntegrityError:
            if user is None:
                raise Refused(
                    _("{name} staat er al. Kies een naam die nog niemand hier heeft.").format(
                        name=name
                    ),
                    kept=name,
                ) from None
            if cls.objects.filter(initiative=initiative, user=user).exists():
                raise Refused(_("Je doet hier al mee.")) from None
            # Two colleagues with one name, or a nickname that is the same: the function tells
            # them apart.
            return cls.begin(
                initiative,
                side=side,
                name=f"{name} ({user.get_function_display()} {user.pk})"[:60],
                user=user,
            )
        if step is None and side == Side.GROUP:
            step = LadderStep.JOINER
        Period.objects.create(
            participant=person,
            started_on=started_on or timezone.localdate(),
            step=step or "",
        )
        return person

    def leave(self, *, by: Participant | None) -> None:
        """From today on this person no longer takes part. Twice is the same as once."""
        with transaction.atomic():
            today = timezone.localdate()
            if self.periods.filter(running_on(today)).update(ended_on=today):
                self.duties.filter(running_on(today)).update(ended_on=today)
                self.seats.filter(ended_at=None).update(ended_at=timezone.now())
                self.initiative.tell("participant_left", by=by, about=self)

    def come_back(self, *, by: Participant | None) -> None:
        """A new period from today. Twice is the same as once."""
        with transaction.atomic():
            # The row is locked first, so that two taps at once make one period.
            Participant.objects.select_for_update().get(pk=self.pk)
            today = timezone.localdate()
            if self.periods.filter(running_on(today)).exists():
                return
            step = LadderStep.JOINER if self.side == Side.GROUP else ""
            Period.objects.create(participant=self, started_on=today, step=step)
            self.initiative.tell("participant_back", by=by, about=self)

    def accept(self, *, by: Participant) -> None:
        """Somebody of the group or the guide says: yes, this one belongs here."""
        self.was_accepted = True
        self.save(update_fields=["was_accepted"])

    def set_aside(self, *, by: Participant) -> None:
        """Undoes a newcomer by link. What was written stays readable."""
        if not self.came_by_link:
            raise Refused(_("Alleen wie via de link kwam, kun je apart zetten."))
        with transaction.atomic():
            today = timezone.localdate()
            if self.periods.filter(running_on(today)).update(ended_on=today):
                self.seats.filter(ended_at=None).update(ended_at=timezone.now())
                self.initiative.tell("participant_set_aside", by=by, about=self)

    def show_name(self, *, by: Participant, is_named: bool) -> None:
        """Whether the municipality and others may read this name. Only the person decides."""
        with transaction.atomic():
            self.is_named = is_named
            self.save(update_fields=["is_named"])
            self.initiative.tell("name_shown" if is_named else "name_hidden", by=by, about=self)

    def take_duty(self, kind: DutyKind, *, by: Participant | None) -> None:
        """From today on this person has the duty. Twice is the same as once."""
        with transaction.atomic():
            _duty, is_new = Duty.objects.get_or_create(
                participant=self,
                kind=kind,
                ended_on=None,
                defaults={"started_on": timezone.localdate()},
            )
            if is_new:
                self.initiative.tell("duty_started", by=by, about=self, duty=kind.value)

    def drop_duty(self, kind: DutyKind, *, by: Participant | None) -> None:
        with transaction.atomic():
            today = timezone.localdate()
            if self.duties.filter(running_on(today), kind=kind).update(ended_on=today):
                self.initiative.tell("duty_ended", by=by, about=self, duty=kind.value)


class Period(models.Model):
    """A time in which somebody took part; `ended_on` is the first day on which they did not."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="periods")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    step = models.CharField(max_length=12, choices=LadderStep.choices, blank=True)

    class Meta:
        ordering = ["started_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("started_on")),
                name="period_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["participant"],
                condition=models.Q(ended_on__isnull=True),
                name="one_open_period_per_participant",
            ),
        ]


class Duty(models.Model):
    """Something that somebody is there for: the contact, the one who decides, who has the key."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="duties")
    kind = models.CharField(max_length=12, choices=DutyKind.choices)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "started_on", "pk"]
        verbose_name_plural = "duties"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("started_on")),
                name="duty_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["participant", "kind"],
                condition=models.Q(ended_on__isnull=True),
                name="one_open_duty_of_a_kind",
            ),
        ]
