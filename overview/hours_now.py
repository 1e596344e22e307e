"""When an initiative is in its room, in one line on its pages. The hours come as columns of the
initiative, so no page that tells them costs a query."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import OuterRef, Q
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from agreements.hours import DAY, Span
from agreements.hours_in_words import clock, span_in_words
from agreements.hours_to_read import keep_days
from agreements.models import SlotException, UseSlot
from agreements.room_week import Taken
from initiatives.models import Initiative
from initiatives.models.initiative import InitiativeQuerySet
from initiatives.rows import Rows, rows_as

AHEAD = timedelta(days=6)
# What one initiative has in this week; the page of its place tells all of it.
MOST_SLOTS = 120
EVENING = time(18)


@dataclass(frozen=True)
class HoursNow:
    """`next`: what goes on now, or begins within a week. `off_today`: the room of which the hours
    of today do not go on. `has_hours`: now or in a season that comes."""

    has_hours: bool = False
    next: Taken | None = None
    off_today: UseSlot | None = None

    @property
    def sentence(self) -> str:
        """ "Vanavond van 19.00 tot 22.00 uur in De Kelder"; empty when there is none."""
        if self.next is None:
            return ""
        span = self.next.span
        sentence = _("{when} {hours} in {place}")
        if span.began <= timezone.now():
            sentence = _("Nu, tot {ends} uur, in {place}")
        return sentence.format(
            when=_when(span),
            hours=span_in_words(span),
            place=self.next.place,
            ends=clock(span.ends),
        )

    @property
    def off_sentence(self) -> str:
        """ "Vandaag niet in De Kelder"."""
        if self.off_today is None:
            return ""
        return _("Vandaag niet in {place}").format(place=self.off_today.place)


def _when(span: Span) -> str:
    days = (span.day - timezone.localdate()).days
    if days == 0:
        return _("Vanavond") if span.starts >= EVENING else _("Vandaag")
    said = _("morgen") if days == 1 else format_date(span.day, "l j F")
    return said[:1].upper() + said[1:]


def with_hours_now(initiatives: InitiativeQuerySet) -> InitiativeQuerySet:
    """Adds what `hours_now` needs."""
    first, last = _days()
    held = UseSlot.objects.held_now().filter(
        Q(last_on=None) | Q(last_on__gte=first),
        version__agreement__initiative=OuterRef("pk"),
    )
    different = SlotException.objects.filter(
        slot__in=UseSlot.objects.held_now().order_by().values("pk"),
        slot__version__agreement__initiative=OuterRef("pk"),
        on__range=(first, last),
    )
    return initiatives.annotate(
        slot_rows=Rows(
            held.order_by("version", "position", "pk")[:MOST_SLOTS],
            "place__name",
            "version__in_effect_at",
        ),
        slot_day_rows=Rows(different.order_by("on", "pk")),
    )


def _days() -> tuple[date, date]:
    """From yesterday, which can still go on, to the day before this one of next week."""
    today = timezone.localdate()
    return today - DAY, today + AHEAD


def hours_now(initiative: Initiative) -> HoursNow:
    """What `with_hours_now` loaded, at this moment."""
    slots = rows_as(UseSlot, getattr(initiative, "slot_rows", None))
    days: dict[int, list[SlotException]] = defaultdict(list)
    for day in rows_as(SlotException, getattr(initiative, "slot_day_rows", None)):
        days[day.slot_id].append(day)
    first, last = _days()
    now, today = timezone.now(), timezone.localdate()
    found: list[Taken] = []
    off = []
    for slot in slots:
        keep_days(slot, days[slot.pk])
        if slot.hours.is_off_on(today):
            off.append(slot)
        found += [Taken(s, slot) for s in slot.held_from_to(first, last) if s.ended > now]
    if not found:
        return HoursNow(has_hours=bool(slots), off_today=next(iter(off), None))
    soonest = min(found)
    is_today = soonest.span.day == today
    return HoursNow(
        has_hours=True,
        next=soonest,
        off_today=None if is_today else next(iter(off), None),
    )
