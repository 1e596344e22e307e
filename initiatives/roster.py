"""Who takes part in one initiative, as one reader may see it. The same few queries at any size."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from initiatives.access import LETS_IN, Action, may, require
from initiatives.models import (
    Duty,
    Initiative,
    JoinRequest,
    LadderStep,
    Participant,
    Period,
    Side,
)
from initiatives.models.participant import running_on
from initiatives.who import Who

ON_A_PAGE = 25
# Officials, guides and others of one initiative; more than this never fits in one room.
MOST_OTHERS = 60
MOST_REQUESTS = 20


@dataclass
class Row:
    """One person on the page. `person` is only here when the reader may read the name."""

    person: Participant
    duties: list[str]
    is_me: bool
    since: date | None
    left_on: date | None = None
    step: str = ""
    has_seat: bool = False

    @property
    def is_new(self) -> bool:
        return self.person.came_by_link and not self.person.was_accepted


@dataclass
class Asked:
    """A request to take part, and whether this reader may answer it."""

    request: JoinRequest
    may_answer: bool


@dataclass
class Roster:
    """What the page of people shows. `group` holds nobody whose name is not for this reader."""

    initiative: Initiative
    me: Participant | None
    group: list[Row] = field(default_factory=list)
    former: list[Row] = field(default_factory=list)
    sides: dict[str, list[Row]] = field(default_factory=dict)
    requests: list[Asked] = field(default_factory=list)
    sees_names: bool = False
    page: int = 1
    has_more: bool = False

    @property
    def officials(self) -> list[Row]:
        return self.sides.get(Side.MUNICIPALITY, [])

    @property
    def guides(self) -> list[Row]:
        return self.sides.get(Side.GUIDE, [])

    @property
    def others(self) -> list[Row]:
        return self.sides.get(Side.OTHER, [])


def load_roster(who: Who, initiative: Initiative, page: int = 1) -> Roster:
    """Raises `PermissionDenied` for who may see no more than the card of `initiative`."""
    present = initiative.participants_on(timezone.localdate()).with_today()
    others = list(present.exclude(side=Side.GROUP).order_by("name", "pk")[:MOST_OTHERS])
    if who.user is not None and any(p.user_id == who.user.pk for p in others):
        who.know(initiative, others)
    require(who, Action.SEE, initiative)
    roster = Roster(initiative, who.participant_in(initiative), page=page)
    roster.sees_names = may(who, Action.SEE_NAMES, initiative)
    group = list(_group(initiative, sees_former=roster.sees_names)[_slice(page)])
    roster.has_more, group = len(group) > ON_A_PAGE, group[:ON_A_PAGE]
    rows = {person.pk: row for person, row in _rows(initiative, roster.me, [*group, *others])}
    for person in group:
        part = roster.group if rows[person.pk].since else roster.former
        part.append(rows[person.pk])
    for person in others:
        roster.sides.setdefault(person.side, []).append(rows[person.pk])
    roster.requests = _requests(who, initiative)
    return roster


def row_of(person: Participant, me: Participant | None) -> Row:
    """One row, of a participant loaded with `with_today` and `with_duties`."""
    today: Any = person
    step = LadderStep(today.step).label if today.step else ""
    return Row(
        person=person,
        duties=[duty.get_kind_display() for duty in today.duties_today],
        is_me=me is not None and me.pk == person.pk,
        since=today.since,
        left_on=getattr(person, "left_on", None),
        step=str(step),
        has_seat=today.has_seat,
    )


def _slice(page: int) -> slice:
    """One more than fits: then there is a next page, and nothing had to be counted."""
    start = (page - 1) * ON_A_PAGE
    return slice(start, start + ON_A_PAGE + 1)


def _group(initiative: Initiative, *, sees_former: bool) -> models.QuerySet[Participant]:
    """The people of the group whose names this reader may read: first who is here, then who was."""
    last = (
        Period.objects.filter(participant=models.OuterRef("pk"))
        .order_by("-ended_on")
        .values("ended_on")
    )
    people = initiative.participants.filter(side=Side.GROUP).exclude(name="").with_today()
    if not sees_former:
        people = people.on(timezone.localdate())
        if not initiative.shows_names:
            people = people.filter(is_named=True)
    return people.annotate(left_on=models.Subquery(last[:1])).order_by(
        models.Case(models.When(since=None, then=1), default=0), "name_key", "pk"
    )


def _rows(
    initiative: Initiative, me: Participant | None, people: list[Participant]
) -> list[tuple[Participant, Row]]:
    running = Duty.objects.filter(running_on(timezone.localdate()))
    models.prefetch_related_objects(people, models.Prefetch("duties", running, "duties_today"))
    for person in people:
        person.initiative = initiative
    return [(person, row_of(person, me)) for person in people]


def _requests(who: Who, initiative: Initiative) -> list[Asked]:
    """Who waits to be let in. A resident who asks to join the group is a name of the group."""
    waiting = initiative.join_requests.waiting().select_related("user")
    if not may(who, Action.SEE_NAMES, initiative):
        waiting = waiting.exclude(side=Side.GROUP)
    return [
        Asked(request, may(who, LETS_IN[Side(request.side)], initiative))
        for request in waiting[:MOST_REQUESTS]
    ]
