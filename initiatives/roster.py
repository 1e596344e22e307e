"""Who takes part in one initiative, as one reader may see it. The same few queries at any size."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from initiatives.access import CORRECTS, ENDS, Action, action_about, action_to_let_in, may, require
from initiatives.forms.people import STEPS
from initiatives.models import (
    ChannelReader,
    ContactChannel,
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
MOST_SILENT = 10


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
    may_end: bool = False
    may_correct: bool = False
    # There is a number or address that this reader may open with a reason.
    may_reach: bool = False

    @property
    def is_new(self) -> bool:
        return self.person.came_by_link and not self.person.was_accepted

    @property
    def last_day(self) -> date | None:
        """Until when, where an end is known that lies ahead."""
        return self.person.until - timedelta(days=1) if self.since and self.person.until else None


@dataclass
class Tile:
    """One way of taking part, and how many do so. All six are alike; none is more than another."""

    step: LadderStep
    about: str
    count: int
    is_mine: bool

    @property
    def name(self) -> str:
        return str(self.step.label)


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
    tiles: list[Tile] = field(default_factory=list)
    silent: list[Participant] = field(default_factory=list)
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
    # Oneself is found with the others, also of the group, and costs no query of its own.
    seated = None if who.user else who.participant_in(initiative)
    mine = models.Q(user=who.user) if who.user else models.Q(pk=seated and seated.pk)
    found = present.filter(~models.Q(side=Side.GROUP) | mine).order_by(
        models.Case(models.When(mine, then=0), default=1), "name", "pk"
    )
    everybody = list(found[: MOST_OTHERS + 1])
    others = [person for person in everybody if person.side != Side.GROUP]
    who.know(initiative, everybody)
    require(who, Action.SEE, initiative)
    roster = Roster(initiative, who.participant_in(initiative), page=page)
    me = next((p for p in everybody if roster.me and p.pk == roster.me.pk), None)
    roster.sees_names = may(who, Action.SEE_NAMES, initiative)
    readable = _group(
        initiative,
        sees_former=roster.sees_names,
        is_opened=who.reads_opened_names(initiative),
    )
    group = list(readable[_slice(page)])
    roster.has_more, group = len(group) > ON_A_PAGE, group[:ON_A_PAGE]
    rows = {person.pk: row for person, row in _rows(who, roster, [*group, *others])}
    for person in group:
        part = roster.group if rows[person.pk].since else roster.former
        part.append(rows[person.pk])
    for person in sorted(others, key=lambda other: (other.name, other.pk)):
        roster.sides.setdefault(person.side, []).append(rows[person.pk])
    is_alone = not roster.guides and not getattr(initiative, "named_count", 0)
    roster.requests = _requests(who, initiative, is_alone=is_alone)
    roster.tiles = _tiles(initiative, me)
    if may(who, Action.CHANGE_GROUP, initiative):
        here = initiative.participants.silent().exclude(name="").order_by("last_sign_on", "pk")
        roster.silent = list(here[: MOST_SILENT + 1])
    return roster


def with_step_counts(initiatives: models.QuerySet[Initiative]) -> models.QuerySet[Initiative]:
    """Adds `count_<step>`: how many of the group take part in that way today."""
    today = timezone.localdate()
    running = Period.objects.filter(
        running_on(today),
        participant__initiative=models.OuterRef("pk"),
        participant__side=Side.GROUP,
    )
    counts = {}
    for step in LadderStep:
        grouped = running.filter(step=step).order_by().values("participant__initiative")
        counted = grouped.annotate(n=models.Count("participant", distinct=True)).values("n")
        counts[f"count_{step.value}"] = models.functions.Coalesce(models.Subquery(counted), 0)
    return initiatives.annotate(**counts)


def _tiles(initiative: Initiative, me: Participant | None) -> list[Tile]:
    """The six ways, by the letter: the order says nothing."""
    mine = me.step if me is not None and me.side == Side.GROUP else None
    tiles = [
        Tile(step, str(about), getattr(initiative, f"count_{step.value}", 0), step == mine)
        for step, about in STEPS.items()
    ]
    return sorted(tiles, key=lambda tile: tile.name)


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


def _group(
    initiative: Initiative, *, sees_former: bool, is_opened: bool
) -> models.QuerySet[Participant]:
    """The people of the group whose names this reader may read: first who is here, then who was."""
    last = (
        Period.objects.filter(participant=models.OuterRef("pk"))
        .order_by("-ended_on")
        .values("ended_on")
    )
    people = (
        initiative.participants.filter(side=Side.GROUP, merged_into=None)
        .exclude(name="")
        .with_today()
    )
    channel = ContactChannel.objects.filter(participant=models.OuterRef("pk"))
    people = people.annotate(channel_for=models.Subquery(channel.values("read_by")[:1]))
    if not sees_former:
        people = people.on(timezone.localdate())
        if not is_opened:
            people = people.filter(is_named=True)
    return people.annotate(left_on=models.Subquery(last[:1])).order_by(
        models.Case(models.When(since=None, then=1), default=0), "name_key", "pk"
    )


def _rows(who: Who, roster: Roster, people: list[Participant]) -> list[tuple[Participant, Row]]:
    running = Duty.objects.filter(running_on(timezone.localdate()))
    models.prefetch_related_objects(people, models.Prefetch("duties", running, "duties_today"))
    rows = []
    for person in people:
        person.initiative = roster.initiative
        row = row_of(person, roster.me)
        row.may_end = may_do_to(who, person, ENDS)
        row.may_correct = may_do_to(who, person, CORRECTS)
        row.may_reach = row.since is not None and _may_reach(who, roster, person)
        rows.append((person, row))
    return rows


def may_do_to(who: Who, person: Participant, by_side: dict[Side, Action]) -> bool:
    """Whether `who` may end (ENDS) or correct (CORRECTS) the part of `person`."""
    action = action_about(who, person, by_side)
    return action is not None and may(who, action, person)


def _may_reach(who: Who, roster: Roster, person: Participant) -> bool:
    channel_for = getattr(person, "channel_for", None)
    if not channel_for or not person.is_contact or roster.me is None:
        return False
    is_for_me = roster.me.side == Side.GUIDE or channel_for == ChannelReader.MUNICIPALITY
    return is_for_me and may(who, Action.OPEN_CHANNEL, person)


def _requests(who: Who, initiative: Initiative, *, is_alone: bool) -> list[Asked]:
    """Who waits to be let in. A resident who asks to join the group is a name of the group.

    `is_alone`: nobody of the group and no guide takes part, so the municipality lets in the first.
    """
    waiting = initiative.join_requests.waiting().select_related("user")
    if not may(who, Action.SEE_NAMES, initiative):
        waiting = waiting.exclude(side=Side.GROUP)
    return [
        Asked(request, may(who, action_to_let_in(side, is_alone=is_alone), initiative))
        for request in waiting[:MOST_REQUESTS]
        for side in (Side(request.side),)
    ]
