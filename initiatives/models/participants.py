from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

from .duty import SPEAKS_FOR_MUNICIPALITY, Duty, DutyKind
from .initiative import Initiative
from .period import Period, Side, running_on

if TYPE_CHECKING:
    from initiatives.who import Who

    from .participant import Participant  # noqa: F401  named below, in quotes


# What somebody of the municipality is there for, in the order in which a page tells it.
OFFICIAL = (
    DutyKind.CONTACT,
    DutyKind.STAND_IN,
    DutyKind.DECIDER,
    DutyKind.DIRECTOR,
    DutyKind.CONNECTOR,
    DutyKind.ADVISER,
)


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier; the last of that month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def visible_to(self, who: Who) -> ParticipantQuerySet:
        """Those who have a page: whose name faded has none, as nothing can be done about it."""
        shared = Initiative.objects.shared_with(who)
        return self.filter(initiative__in=shared).exclude(name="")

    def on(self, day: date) -> ParticipantQuerySet:
        """Who took part on that day."""
        periods = Period.objects.filter(running_on(day), participant=models.OuterRef("pk"))
        return self.filter(models.Exists(periods))

    def silent(self) -> ParticipantQuerySet:
        """Who of the group gave no sign of life for the months of the setting.

        Who came, or began to take part in another way, was heard of then.
        """
        before = months_before(timezone.localdate(), settings.SIGN_OF_LIFE_MONTHS)
        running = Period.objects.filter(
            running_on(timezone.localdate()), participant=models.OuterRef("pk")
        )
        return self.filter(
            models.Q(last_sign_on=None) | models.Q(last_sign_on__lt=before),
            models.Exists(running.filter(started_on__lt=before)),
            side=Side.GROUP,
        )

    def of_group(self) -> ParticipantQuerySet:
        return self.filter(side=Side.GROUP)

    def with_duty(self, day: date, *kinds: DutyKind) -> ParticipantQuerySet:
        duties = Duty.objects.filter(
            running_on(day), participant=models.OuterRef("pk"), kind__in=kinds
        )
        return self.filter(models.Exists(duties))

    def with_today(self) -> ParticipantQuerySet:
        """Adds what holds today: `step`, `since` (None: does not take part), `until` (None: no
        end is known), `stay_key` (a period of today), `has_seat`, and whether this person `speaks`
        for the municipality."""
        from .seat import Seat

        today = timezone.localdate()
        period = Period.objects.filter(running_on(today), participant=models.OuterRef("pk"))
        # A new step is a new period; somebody is here since the first of those without a gap.
        # Who came and went on one day has an empty period; that is no beginning and no gap.
        before = Period.objects.filter(
            participant=models.OuterRef("participant"),
            started_on__lt=models.OuterRef("started_on"),
            ended_on=models.OuterRef("started_on"),
        )
        came = (
            Period.objects.filter(
                ~models.Exists(before), participant=models.OuterRef("pk"), started_on__lte=today
            )
            .exclude(ended_on=models.F("started_on"))
            .order_by("-started_on")
        )
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
            until=models.Subquery(period.values("ended_on")[:1]),
            stay_key=models.Subquery(period.values("pk")[:1]),
            has_seat=models.Exists(seats),
            speaks=models.Exists(speaking),
            is_contact=models.Exists(duties.filter(kind=DutyKind.CONTACT)),
            has_key=models.Exists(duties.filter(kind=DutyKind.KEY_HOLDER)),
        )

    def with_official_duties(self) -> ParticipantQuerySet:
        """Adds `does_<kind>` for the duties of the municipality, so that a page can say who does
        what there without a query more."""
        duties = Duty.objects.filter(
            running_on(timezone.localdate()), participant=models.OuterRef("pk")
        )
        return self.annotate(
            **{f"does_{kind.value}": models.Exists(duties.filter(kind=kind)) for kind in OFFICIAL}
        )

    def with_duties(self) -> ParticipantQuerySet:
        """Loads the duties of today as `duties_today`, in one query more."""
        running = Duty.objects.filter(running_on(timezone.localdate()))
        return self.prefetch_related(  # type: ignore[no-redef]
            models.Prefetch("duties", running, "duties_today")
        )
