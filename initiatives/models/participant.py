from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.names import check_free_name, name_key
from initiatives.states import Refused

from .duty import SPEAKS_FOR_MUNICIPALITY, Duty, DutyKind
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


def name_is_taken(name: str) -> str:
    return _("{name} staat er al. Kies een naam die nog niemand hier heeft.").format(name=name)


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
        """Adds what holds today: `step`, `since` (None: does not take part), `has_seat`, and
        whether this person `speaks` for the municipality."""
        from .link import Seat

        today = timezone.localdate()
        period = Period.objects.filter(running_on(today), participant=models.OuterRef("pk"))
        # A new step is a new period; somebody is here since the first of those without a gap.
        before = Period.objects.filter(
            participant=models.OuterRef("participant"), ended_on=models.OuterRef("started_on")
        ).exclude(pk=models.OuterRef("pk"))
        came = Period.objects.filter(
            ~models.Exists(before), participant=models.OuterRef("pk"), started_on__lte=today
        ).order_by("-started_on")
        seats = Seat.objects.filter(participant=models.OuterRef("pk"), ended_at=None)
        duties = Duty.objects.filter(running_on(today), participant=models.OuterRef("pk"))
        speaking = duties.filter(kind__in=SPEAKS_FOR_MUNICIPALITY)
        return self.annotate(  # type: ignore[no-redef]
            step=models.Subquery(period.values("step")[:1]),
            since=models.Case(
                models.When(
                    models.Exists(period), then=models.Subquery(came.values("started_on")[:1])
                )
            ),
            has_seat=models.Exists(seats),
            speaks=models.Exists(speaking),
            is_contact=models.Exists(duties.filter(kind=DutyKind.CONTACT)),
            has_key=models.Exists(duties.filter(kind=DutyKind.KEY_HOLDER)),
        )

    def with_duties(self) -> ParticipantQuerySet:
        """Loads the duties of today as `duties_today`, in one query more."""
        running = Duty.objects.filter(running_on(timezone.localdate()))
        return self.prefetch_related(  # type: ignore[no-redef]
            models.Prefetch("duties", running, "duties_today")
        )


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

    # Only on what `with_today` and `with_duties` loaded.
    step: str | None
    since: date | None
    has_seat: bool
    speaks: bool
    is_contact: bool
    has_key: bool
    duties_today: list[Duty]

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
                raise Refused(name_is_taken(name), kept=name) from None
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

    @classmethod
    def place(
        cls,
        initiative: Initiative,
        *,
        user: User,
        by: User,
        is_contact: bool = False,
        instead_of: Participant | None = None,
    ) -> Participant:
        """A coordinator lets an official take part, in the place of another when there is one."""
        if Side.MUNICIPALITY not in user.sides or not user.is_active:
            raise Refused(_("Deze collega kan niet voor de gemeente meedoen."))
        with transaction.atomic():
            person = cls.objects.filter(initiative=initiative, user=user).first()
            if person is None:
                person = cls.begin(initiative, side=Side.MUNICIPALITY, name=user.name, user=user)
            else:
                person.side = Side.MUNICIPALITY
                person.save(update_fields=["side"])
                person.come_back(by=None)
            initiative.tell("official_placed", by=None, user=by, about=person, name=by.name)
            if instead_of is not None and instead_of.pk != person.pk:
                instead_of.leave(by=None)
            if is_contact:
                person.take_duty(DutyKind.CONTACT, by=None)
        return person

    def change(
        self,
        *,
        by: Participant,
        name: str | None = None,
        step: LadderStep | None = None,
        duties: dict[DutyKind, bool] | None = None,
        is_named: bool | None = None,
    ) -> None:
        """What one form says about somebody: all of it, or nothing. None is not asked."""
        with transaction.atomic():
            if name is not None:
                self.rename(name, by=by)
            if step is not None:
                self.change_step(step, by=by)
            if is_named is not None and is_named != self.is_named:
                self.show_name(by=by, is_named=is_named)
            for kind, has_it in (duties or {}).items():
                if has_it:
                    self.take_duty(kind, by=by)
                else:
                    self.drop_duty(kind, by=by)

    def rename(self, name: str, *, by: Participant) -> None:
        """Another nickname. What was written stays with the same person."""
        if name == self.name:
            return
        check_free_name(name)
        try:
            with transaction.atomic():
                self.name = name
                self.save(update_fields=["name", "name_key"])
                self.initiative.tell("participant_renamed", by=by, about=self)
        except IntegrityError:
            raise Refused(name_is_taken(name), kept=name) from None

    def change_step(self, step: LadderStep, *, by: Participant) -> None:
        """From today on this person takes part in another way; what was before stays known."""
        today = timezone.localdate()
        with transaction.atomic():
            # The row is locked first, so that two taps at once make one period.
            Participant.objects.select_for_update().get(pk=self.pk)
            period = self.periods.filter(running_on(today)).first()
            if period is None:
                raise Refused(_("Wie niet meedoet, kan niet op een andere manier meedoen."))
            if period.step == step:
                return
            if period.started_on == today:
                period.step = step
                period.save(update_fields=["step"])
            else:
                period.ended_on = today
                period.save(update_fields=["ended_on"])
                Period.objects.create(participant=self, started_on=today, step=step)
            self.initiative.tell("step_changed", by=by, about=self)

    def accept(self, *, by: Participant) -> None:
        """Somebody of the group or the guide says: yes, this one belongs here."""
        if by.pk == self.pk:
            raise Refused(_("Iemand anders van de groep zegt of je erbij hoort."))
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
