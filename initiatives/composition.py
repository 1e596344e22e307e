"""The group through time: who took part on a day, how many in each month, and how large it was.

A reader who may read no names gets counts only: nothing here holds a person that is not theirs to
read. Two queries and a half, whatever the size.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import models
from django.utils import timezone

from initiatives.models import Headcount, Initiative, LadderStep, Participant, Period, Side
from initiatives.models.participants import months_before
from initiatives.models.period import Stay, running_on, stays_of
from initiatives.names import is_readable
from initiatives.who import Who

# What fits on one drawing; more stays on the next page, or is said on the screen.
MOST_MONTHS = 60
PEOPLE_ON_A_PAGE = 25
MOST_PERIODS = 4000
MOST_ON_A_DAY = 300
MOST_COUNTS = 60


@dataclass
class Line:
    """One person through the months: the stays as they are told and drawn."""

    person: Participant
    stays: list[Stay]


@dataclass
class OnDay:
    """Who took part on one day, as this reader may read it."""

    day: date
    group_count: int
    named: list[tuple[Participant, str]] = field(default_factory=list)
    others: list[Participant] = field(default_factory=list)
    is_cut_off: bool = False

    @property
    def unnamed_count(self) -> int:
        return self.group_count - len(self.named)


@dataclass
class Composition:
    """Everything on the page. `lines` is empty for who may not read the names of the group."""

    months: list[date]
    month_counts: list[tuple[date, int]]
    headcounts: list[Headcount]
    lines: list[Line] = field(default_factory=list)
    sees_lines: bool = False
    page: int = 1
    has_more: bool = False
    is_shortened: bool = False
    is_cut_off: bool = False

    @property
    def most(self) -> int:
        return max([n for _month, n in self.month_counts], default=0)


def on_day(who: Who, initiative: Initiative, day: date) -> OnDay:
    """Names for who may read them, and how many there were for everybody."""
    step = Period.objects.filter(running_on(day), participant=models.OuterRef("pk"))
    present = (
        Participant.objects.filter(initiative=initiative)
        .on(day)
        .annotate(step_then=models.Subquery(step.values("step")[:1]))
        .order_by("name_key", "pk")[: MOST_ON_A_DAY + 1]
    )
    people = list(present)
    found = OnDay(day, 0, is_cut_off=len(people) > MOST_ON_A_DAY)
    seen = set()
    for person in people[:MOST_ON_A_DAY]:
        person.initiative = initiative
        if person.side != Side.GROUP:
            found.others.append(person)
            continue
        # A double and the name that is kept are one person.
        key = person.merged_into_id or person.pk
        if key in seen:
            continue
        seen.add(key)
        found.group_count += 1
        if person.name and is_readable(who, person):
            step_then = getattr(person, "step_then", "")
            found.named.append((person, str(LadderStep(step_then).label) if step_then else ""))
    return found


def load_composition(who: Who, initiative: Initiative, page: int = 1) -> Composition:
    today = timezone.localdate()
    periods = _periods_of_group(initiative)
    is_cut_off = len(periods) > MOST_PERIODS
    stays = _stays_by_person(periods[:MOST_PERIODS])
    began = min((s.started_on for _p, all_of in stays for s in all_of), default=today)
    first = max(began, months_before(today, MOST_MONTHS - 1)).replace(day=1)
    months = _months(first, today)
    counts = list(Headcount.objects.filter(initiative=initiative).order_by("-counted_on", "-pk"))
    found = Composition(
        months,
        [(month, _how_many(stays, month)) for month in months],
        counts[:MOST_COUNTS][::-1],
        sees_lines=who.sees_names(initiative) or who.reads_opened_names(initiative),
        page=page,
        is_shortened=began < first,
        is_cut_off=is_cut_off,
    )
    if found.sees_lines:
        start = (page - 1) * PEOPLE_ON_A_PAGE
        shown = [(p, theirs) for p, theirs in stays if any(_is_after(s, first) for s in theirs)]
        found.has_more = len(shown) > start + PEOPLE_ON_A_PAGE
        found.lines = [Line(p, theirs) for p, theirs in shown[start : start + PEOPLE_ON_A_PAGE]]
    return found


def _periods_of_group(initiative: Initiative) -> list[Period]:
    periods = Period.objects.filter(
        participant__initiative=initiative, participant__side=Side.GROUP
    )
    chosen = periods.select_related("participant__merged_into").order_by("-started_on", "-pk")
    found = list(chosen[: MOST_PERIODS + 1])
    for period in found:
        for person in (period.participant, period.participant.merged_into):
            if person is not None:
                person.initiative = initiative
    return found


def _stays_by_person(periods: list[Period]) -> list[tuple[Participant, list[Stay]]]:
    """Who came first stands first. A double counts as the name that is kept."""
    people: dict[int, Participant] = {}
    theirs: dict[int, list[Period]] = defaultdict(list)
    for period in periods:
        person = period.participant.merged_into or period.participant
        people[person.pk] = person
        theirs[person.pk].append(period)
    stays = [(people[pk], stays_of(found)) for pk, found in theirs.items()]
    return sorted(
        ((person, found) for person, found in stays if found),
        key=lambda pair: (pair[1][0].started_on, pair[0].pk),
    )


def _months(first: date, last: date) -> list[date]:
    months, month = [], first
    while month <= last:
        months.append(month)
        month = next_month(month)
    return months


def next_month(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def _how_many(stays: list[tuple[Participant, list[Stay]]], month: date) -> int:
    """How many took part on some day of that month."""
    after = next_month(month)
    return sum(
        any(s.started_on < after and _is_after(s, month) for s in theirs) for _p, theirs in stays
    )


def _is_after(stay: Stay, day: date) -> bool:
    """Whether some day of the stay is `day` or later."""
    return stay.ended_on is None or stay.ended_on > day
