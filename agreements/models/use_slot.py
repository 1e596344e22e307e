from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.hours import Hours, Span
from agreements.states import Status
from initiatives.models import Initiative
from initiatives.states import Refused
from places.models import Place

from .version import AgreementVersion

if TYPE_CHECKING:
    from initiatives.who import Who

MOST_SLOTS = 60
MOST_EXCEPTIONS = 60
# Longer than this is a mistake in one of the two times.
MOST_HOURS = 16
# What somebody writes of a slot; key and order come from us.
WRITTEN = ("place", "weekdays", "starts", "ends", "first_on", "last_on", "label")


class SlotConflict(Refused):
    """Somebody else saved these hours meanwhile. `current` is what stands there now."""

    def __init__(self, current: UseSlot) -> None:
        super().__init__(_("Iemand anders heeft deze tijden net veranderd."))
        self.current = current


def _paused_now() -> models.Exists:
    from .pause import Pause

    paused = Pause.objects.filter(agreement=models.OuterRef("version__agreement"))
    return models.Exists(paused.filter(ended_at=None))


class UseSlotQuerySet(models.QuerySet["UseSlot"]):
    def visible_to(self, who: Who) -> UseSlotQuerySet:
        return self.filter(version__in=AgreementVersion.objects.visible_to(who))

    def with_home(self) -> UseSlotQuerySet:
        return self.select_related("version__agreement__initiative", "place__building")

    def in_effect(self) -> UseSlotQuerySet:
        """Of every text in effect, also while its agreement is on pause: whoever has these is still
        one of those who use the room."""
        return self.filter(version__status=Status.IN_EFFECT)

    def held_now(self) -> UseSlotQuerySet:
        """Of texts in effect, of agreements that are not paused."""
        return self.in_effect().exclude(_paused_now())

    def with_pause(self) -> UseSlotQuerySet:
        """Adds `is_paused`: whether the agreement stands still now."""
        return self.annotate(is_paused=_paused_now())

    def with_hours(self) -> UseSlotQuerySet:
        """Loads what `hours` needs: one more query for a whole list."""
        return self.prefetch_related("exceptions")


class UseSlot(models.Model):
    """Hours in a room, as part of the text of a version: on these weekdays, from when to when.

    They are held while the version is in effect and its agreement is not paused. `key` stays the
    same over versions.
    """

    version = models.ForeignKey(AgreementVersion, on_delete=models.CASCADE, related_name="slots")
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="slots", verbose_name=_lazy("welke ruimte?")
    )
    key = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField()
    # "135": Monday, Wednesday and Friday.
    weekdays = models.CharField(_lazy("op welke dagen?"), max_length=7)
    starts = models.TimeField(_lazy("van"))
    ends = models.TimeField(_lazy("tot"))
    # A season or a holiday: the first and the last day, both counted.
    first_on = models.DateField(_lazy("vanaf"), null=True, blank=True)
    last_on = models.DateField(_lazy("tot en met"), null=True, blank=True)
    label = models.CharField(_lazy("waarvoor?"), max_length=60, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = UseSlotQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="one_slot_per_key"),
            models.CheckConstraint(
                condition=~models.Q(starts=models.F("ends")), name="hours_last_some_time"
            ),
            models.CheckConstraint(
                condition=models.Q(first_on=None)
                | models.Q(last_on=None)
                | models.Q(first_on__lte=models.F("last_on")),
                name="a_season_ends_after_it_began",
            ),
            models.CheckConstraint(condition=~models.Q(weekdays=""), name="hours_are_on_some_day"),
        ]

    def __str__(self) -> str:
        return f"{self.weekdays} {self.starts:%H:%M}-{self.ends:%H:%M}"

    @property
    def initiative(self) -> Initiative:
        return self.version.agreement.initiative

    @property
    def days(self) -> list[int]:
        """1 for Monday to 7 for Sunday, in the order of the week."""
        return sorted(int(digit) for digit in self.weekdays)

    @property
    def hours(self) -> Hours:
        """The rule, with its exceptions; load those with `with_hours`."""
        exceptions = list(self.exceptions.all())
        return Hours(
            frozenset(self.days),
            self.starts,
            self.ends,
            self.first_on,
            self.last_on,
            frozenset(e.on for e in exceptions if e.is_closed),
            tuple(Span(e.on, e.starts, e.ends) for e in exceptions if e.starts and e.ends),
        )

    def held_from_to(self, first: date, last: date) -> Iterator[Span]:
        """What begins from `first` to `last`, both counted, but for days before its text took
        effect. Of `held_now`, with `version` and the exceptions."""
        took_effect = self.version.in_effect_at
        since = timezone.localdate(took_effect) if took_effect else first
        return self.hours.between(max(first, since), last)

    def as_written(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in WRITTEN}

    def as_sealed(self) -> list[Any]:
        """What a seal covers. The place by its number: its name is not part of the text."""
        # Databases differ in whether what is empty comes first.
        days = sorted(
            self.exceptions.all(), key=lambda e: (e.on, not e.is_closed, e.starts or time.min)
        )
        exceptions = [[e.on, e.starts, e.ends, e.because] for e in days]
        written = [getattr(self, name) for name in WRITTEN if name != "place"]
        return [self.key, self.place_id, *written, exceptions]

    @classmethod
    def add(cls, version: AgreementVersion, **written: Any) -> UseSlot:
        """One more at the end of a draft; the same hours twice stay one. `written`: `WRITTEN`."""
        with transaction.atomic():
            version.lock_draft()
            _refuse_gone(written["place"])
            there = list(version.slots.all())
            for slot in there:
                if slot.as_written() == written:
                    return slot
            if len(there) >= MOST_SLOTS:
                sentence = _("Er passen {n} tijden in een afspraak. Haal er eerst een weg.")
                raise Refused(sentence.format(n=MOST_SLOTS))
            return cls.objects.create(
                version=version,
                key=secrets.token_hex(6),
                position=1 + max((slot.position for slot in there), default=0),
                **written,
            )

    def rewrite(self, *, revision: int, **written: Any) -> None:
        """Replaces the hours. `SlotConflict` when somebody else saved meanwhile; `Refused` when an
        exception would lie outside the season."""
        with transaction.atomic():
            self.version.lock_draft()
            if written["place"].pk != self.place_id:
                _refuse_gone(written["place"])
            now = UseSlot.objects.select_for_update().filter(pk=self.pk).first()
            if now is None:
                raise Refused(_("Iemand heeft deze tijden net weggehaald."))
            if now.as_written() == written:
                return
            if now.revision != revision:
                raise SlotConflict(now)
            _refuse_outside(self.exceptions.all(), written["first_on"], written["last_on"])
            UseSlot.objects.filter(pk=self.pk).update(revision=revision + 1, **written)
        self.refresh_from_db()

    def remove(self) -> None:
        """Takes it out of the draft. Twice is the same as once."""
        with transaction.atomic():
            self.version.lock_draft()
            UseSlot.objects.filter(pk=self.pk).delete()

    def add_exception(
        self,
        *,
        on: date,
        starts: time | None = None,
        ends: time | None = None,
        because: str = "",
    ) -> SlotException:
        """A day on which it is closed, or with times: a day that comes on top.

        The same twice stays one. `Refused` outside the season.
        """
        with transaction.atomic():
            self.version.lock_draft()
            now = UseSlot.objects.select_for_update().filter(pk=self.pk).first()
            if now is None:
                raise Refused(_("Iemand heeft deze tijden net weggehaald."), kept=because)
            there = list(self.exceptions.all())
            sent = (on, starts, ends, because)
            same = next((e for e in there if (e.on, e.starts, e.ends, e.because) == sent), None)
            if same is not None:
                return same
            if any(e.on == on and e.is_closed == (starts is None) for e in there):
                raise Refused(_("Die dag staat er al bij."), kept=because)
            if len(there) >= MOST_EXCEPTIONS:
                raise Refused(
                    _("Er passen geen dagen meer bij. Haal er eerst een weg."), kept=because
                )
            made = SlotException(slot=self, on=on, starts=starts, ends=ends, because=because)
            _refuse_outside([made], now.first_on, now.last_on, kept=because)
            made.save()
            UseSlot.objects.filter(pk=self.pk).update(revision=models.F("revision") + 1)
        return made


def _refuse_gone(place: Place) -> None:
    if Place.objects.in_use().filter(pk=place.pk).exists():
        return
    raise Refused(_("Deze ruimte is er niet meer. Kies een andere."))


def _refuse_outside(
    exceptions: Iterable[SlotException],
    first_on: date | None,
    last_on: date | None,
    *,
    kept: str = "",
) -> None:
    season = Hours(frozenset(), time(0), time(1), first_on, last_on)
    if all(season.is_in_season(exception.on) for exception in exceptions):
        return
    sentence = _("Een dag die anders is valt buiten het seizoen. Verander eerst die dag.")
    raise Refused(sentence, kept=kept)


class SlotException(models.Model):
    """One day that is different: closed, or with times of its own on top of the week."""

    slot = models.ForeignKey(UseSlot, on_delete=models.CASCADE, related_name="exceptions")
    on = models.DateField(_lazy("welke dag?"))
    starts = models.TimeField(_lazy("van"), null=True, blank=True)
    ends = models.TimeField(_lazy("tot"), null=True, blank=True)
    because = models.CharField(_lazy("waarom?"), max_length=100, blank=True)

    class Meta:
        ordering = ["on", "starts", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "on"], condition=models.Q(starts=None), name="closed_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["slot", "on"],
                condition=models.Q(starts__isnull=False),
                name="on_top_once_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(starts=None, ends=None)
                | (
                    models.Q(starts__isnull=False, ends__isnull=False)
                    & ~models.Q(starts=models.F("ends"))
                ),
                name="a_day_on_top_has_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}"

    @property
    def is_closed(self) -> bool:
        return self.starts is None

    @property
    def initiative(self) -> Initiative:
        return self.slot.initiative

    def remove(self) -> None:
        """Takes it out of the draft. Twice is the same as once."""
        with transaction.atomic():
            self.slot.version.lock_draft()
            if SlotException.objects.filter(pk=self.pk).delete()[0]:
                UseSlot.objects.filter(pk=self.slot_id).update(revision=models.F("revision") + 1)
