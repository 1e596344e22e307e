from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.names import check_free_name, name_key
from initiatives.states import Refused

from . import staying
from .duty import Duty, DutyKind
from .handover import Handover, check_handed_over
from .initiative import Initiative
from .participants import ParticipantQuerySet
from .period import LadderStep, Period, Side, running_on

__all__ = [
    "LadderStep",
    "Participant",
    "ParticipantQuerySet",
    "Period",
    "Side",
    "name_is_taken",
    "running_on",
]


def name_is_taken(name: str) -> str:
    return _("{name} staat er al. Kies een naam die nog niemand hier heeft.").format(name=name)


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

    # Somebody gave a sign of life: acted here, or a guide said "doet nog mee".
    last_sign_on = models.DateField(null=True, blank=True)
    # Names from before, one a line: so that they too can be forgotten. Shown to nobody.
    former_names = models.TextField(blank=True, editable=False)
    # A double of another participant; what it wrote shows under that one. Can be undone.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="doubles", null=True, blank=True
    )

    # Only on what `with_today` and `with_duties` loaded.
    step: str | None
    since: date | None
    until: date | None
    stay_key: int | None
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
        until: date | None = None,
    ) -> Participant:
        """A new participant with a first period, up to `until` when its end is known.

        Raises `Refused` when the name is taken.
        """
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
                until=until,
            )
        if step is None and side == Side.GROUP:
            step = LadderStep.JOINER
        Period.objects.create(
            participant=person,
            started_on=started_on or timezone.localdate(),
            ended_on=until,
            step=step or "",
        )
        return person

    def leave(self, *, by: Participant | None) -> None:
        """From today on this person no longer takes part. Twice is the same as once.

        A contact with an account hands over first. Others may end it without a note: nobody has
        to stay because of somebody who no longer comes.
        """
        with transaction.atomic():
            staying.lock(self)
            is_own = by is not None and by.pk == self.pk
            if is_own:
                check_handed_over(self)
            else:
                self._refuse_newcomer(by)
            if staying.end(self, timezone.localdate()):
                is_ended = not is_own and self.side in (Side.GUIDE, Side.OTHER) and by is not None
                verb = "participant_ended" if is_ended else "participant_left"
                self.initiative.tell(verb, by=by, about=self)

    def come_back(self, *, by: Participant | None, until: date | None = None) -> None:
        """A new period from today, to an end when that is known. Twice is the same as once."""
        with transaction.atomic():
            staying.lock(self)
            if staying.begin_again(self, until):
                self.initiative.tell("participant_back", by=by, about=self)

    def correct_stay(
        self, key: int, *, by: Participant, started_on: date, ended_on: date | None
    ) -> None:
        """Other days for one stay: "hij deed al sinds mei mee", or an end that lies ahead.

        `key` is that of the stay, `ended_on` the first day on which it does not hold.
        """
        today = timezone.localdate()
        with transaction.atomic():
            staying.lock(self)
            self._refuse_newcomer(by)
            before = staying.correct(self, key, started_on, ended_on)
            if (before.started_on, before.ended_on) == (started_on, ended_on):
                return
            is_back = not before.holds(today) and (ended_on is None or ended_on > today)
            if is_back and not staying.may_be_here(self):
                raise Refused(_("Deze collega kan niet meer aan die kant meedoen."))
            if before.holds(today) and ended_on is not None and ended_on <= today:
                if by.pk == self.pk:
                    check_handed_over(self)
                staying.let_go(self, ended_on)
            lies_ahead = ended_on is not None and ended_on > today
            is_end = lies_ahead and before.started_on == started_on
            verb = "end_day_set" if is_end else "period_corrected"
            self.initiative.tell(verb, by=by, about=self)

    def _refuse_newcomer(self, by: Participant | None) -> None:
        """Whom nobody accepted changes nothing about when guides and other parties take part."""
        if by is None or by.pk == self.pk or self.side == Side.GROUP:
            return
        if not by.was_accepted:
            raise Refused(_("Eerst zegt iemand van de groep dat jij erbij hoort."))

    def give_sign(self) -> None:
        """Notes that somebody is still there; at most one write a day."""
        today = timezone.localdate()
        if self.last_sign_on is not None and self.last_sign_on >= today:
            return
        older = models.Q(last_sign_on=None) | models.Q(last_sign_on__lt=today)
        Participant.objects.filter(older, pk=self.pk).update(last_sign_on=today)
        self.last_sign_on = today

    @classmethod
    def place(
        cls,
        initiative: Initiative,
        *,
        user: User,
        by: User,
        is_contact: bool = False,
        instead_of: Participant | None = None,
        note: str = "",
        until: date | None = None,
    ) -> Participant:
        """A coordinator lets an official take part, in the place of another when there is one.

        `note` is what the next one should know: asked whenever somebody is replaced. `until` is
        the first day on which this one takes no part any more.
        """
        if Side.MUNICIPALITY not in user.sides or not user.is_active:
            raise Refused(_("Deze collega kan niet voor de gemeente meedoen."))
        with transaction.atomic():
            person = cls.objects.filter(initiative=initiative, user=user).first()
            if person is None:
                person = cls.begin(
                    initiative, side=Side.MUNICIPALITY, name=user.name, user=user, until=until
                )
            else:
                person.side = Side.MUNICIPALITY
                person.save(update_fields=["side"])
                person.come_back(by=None, until=until)
            initiative.tell("official_placed", by=None, user=by, about=person, name=by.name)
            if instead_of is not None and instead_of.pk != person.pk:
                Handover.replace(instead_of, arriving=person, note=note, user=by)
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
                staying.lock(self)
                # Whoever was forgotten, or renamed by another, while this one waited.
                staying.refuse_faded(self)
                self.refresh_from_db(fields=["name", "former_names"])
                before = [n for n in self.former_names.split("\n") if n not in ("", name)]
                self.former_names = "\n".join([*before, self.name])
                self.name = name
                self.save(update_fields=["name", "name_key", "former_names"])
                self.initiative.tell("participant_renamed", by=by, about=self)
        except IntegrityError:
            raise Refused(name_is_taken(name), kept=name) from None

    def change_step(self, step: LadderStep, *, by: Participant) -> None:
        """From today on this person takes part in another way; what was before stays known."""
        with transaction.atomic():
            staying.lock(self)
            if staying.step_over(self, step):
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
            staying.lock(self)
            if staying.end(self, timezone.localdate()):
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
        """From today on this person has the duty no longer. A contact hands it over instead."""
        with transaction.atomic():
            today = timezone.localdate()
            if kind == DutyKind.CONTACT and by is not None:
                check_handed_over(self)
            if self.duties.filter(running_on(today), kind=kind).update(ended_on=today):
                if kind == DutyKind.CONTACT:
                    staying.drop_channel(self)
                self.initiative.tell("duty_ended", by=by, about=self, duty=kind.value)
