"""Both sides and who is around them on one page: what each party can, wants, does and needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from agreements.models import AgreementVersion
from agreements.states import Lead, Party, Support
from agreements.weekly_hours import rooms_given
from initiatives.access import WRITES_FOR, Action, may
from initiatives.models import (
    Direction,
    Duty,
    DutyKind,
    Goal,
    Initiative,
    Participant,
    Partner,
    Reciprocity,
    Side,
)
from initiatives.models.initiative import InitiativeQuerySet
from initiatives.models.participant import running_on
from initiatives.models.participants import OFFICIAL
from initiatives.models.profile import MOST_STANDING
from initiatives.names import is_readable, name_key
from initiatives.rows import Rows, rows_as
from initiatives.who import Who
from overview.circles import draw_circles
from overview.facts import people_of_today
from overview.lines_now import LinesNow, Tally, load_lines_now, with_running

# Beside the group, the municipality and the guides.
MOST_PARTIES = 12
MOST_PEOPLE = 12
# Of what was taken off, the newest.
MOST_ENDED = 30
MOST_WORDS = 4 * MOST_STANDING * 4
# Those duties that `with_official_duties` does not load.
MORE_DUTIES = tuple(kind for kind in DutyKind if kind not in OFFICIAL)


@dataclass(frozen=True)
class Part:
    """One of the four things that a party says of itself, and what is said. `more`: short lines of
    the profile that say the same."""

    direction: Direction
    title: str | Promise
    words: list[Reciprocity]
    more: list[str]


@dataclass
class PartyView:
    """One party: its words, what it does by agreement, and what it is there for.

    `key`: how the form names it. `person`: another party.
    """

    key: str
    side: Side
    name: str = ""
    person: Participant | None = None
    may_write: bool = False
    parts: list[Part] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    @property
    def is_empty(self) -> bool:
        return not self.tally.all and not any(part.words or part.more for part in self.parts)

    @property
    def filled(self) -> list[Part]:
        """With something in it; what it does stands there as well when it promised something."""
        return [
            part
            for part in self.parts
            if part.words or part.more or (part.direction is Direction.OFFER and self.tally.all)
        ]


@dataclass(frozen=True)
class Role:
    """Somebody who is there for something."""

    person: Participant
    duties: list[str]


TITLES: tuple[tuple[Direction, str | Promise], ...] = (
    (Direction.GOOD_AT, _lazy("Hier zijn we goed in")),
    (Direction.AIM, _lazy("Dit willen we bereiken")),
    (Direction.OFFER, _lazy("Dit doen en bieden we")),
    (Direction.NEED, _lazy("Dit hebben we nodig")),
)


def for_partnership(initiatives: InitiativeQuerySet) -> Any:
    """Adds the goals, and how many texts are in effect; no query more."""
    goals = Goal.objects.filter(initiative=OuterRef("pk"), ended_at=None, hidden_at=None)
    newest = goals.order_by("added_at", "pk")[:MOST_STANDING]
    return with_running(initiatives).annotate(goal_rows=Rows(newest, "text", "origin"))


class PartnershipPage:
    """Everything on the page of `initiative`, loaded with `for_partnership`, for `who`.

    At most eight queries: lines, how they stand (three), people, words, partners, rooms.
    """

    def __init__(self, initiative: Initiative, who: Who) -> None:
        self.initiative, self.who = initiative, who
        self.now: LinesNow = load_lines_now(initiative)
        self.people = [p for p in people_with_duties(initiative) if p.since]
        who.know(initiative, self.people, is_shared=True)
        for person in self.people:
            person.initiative = initiative
        self.me = who.participant_in(initiative)
        self._words, self.ended = self._load_words()
        self.partners, self.partners_ended = self._load_partners()
        self.circles = draw_circles([p for p in self.partners if not p.hidden_at])
        self.parties = self._parties()

    # What was written ---------------------------------------------------------------------------

    def _load_words(self) -> tuple[list[Reciprocity], list[Reciprocity]]:
        newest = F("ended_at").desc(nulls_first=True)
        found = Reciprocity.objects.filter(initiative=self.initiative).with_home()
        words = found.select_related("of_party").order_by(newest, "added_at", "pk")
        return self._split(list(words[:MOST_WORDS]))

    def _load_partners(self) -> tuple[list[Partner], list[Partner]]:
        newest = F("ended_at").desc(nulls_first=True)
        found = Partner.objects.filter(initiative=self.initiative).with_home()
        partners = found.select_related("known_by__merged_into").order_by(newest, "name", "pk")
        return self._split(list(partners[: MOST_STANDING + MOST_ENDED]))

    def _split(self, things: list[Any]) -> tuple[list[Any], list[Any]]:
        for thing in things:
            thing.initiative = thing.by.initiative = self.initiative
            for name in ("hidden_by", "known_by", "of_party"):
                person = getattr(thing, name, None)
                if person is not None:
                    person.initiative = self.initiative
        standing = [thing for thing in things if thing.ended_at is None]
        return standing, [thing for thing in things if thing.ended_at][:MOST_ENDED]

    # The parties --------------------------------------------------------------------------------

    def _parties(self) -> list[PartyView]:
        views = [PartyView(side.value, side) for side in (Side.GROUP, Side.MUNICIPALITY)]
        has_guide = any(p.side == Side.GUIDE for p in self.people)
        if has_guide or any(word.side == Side.GUIDE for word in self._words):
            views.append(PartyView(Side.GUIDE.value, Side.GUIDE))
        views += [
            PartyView(f"other-{person.pk}", Side.OTHER, person.name, person)
            for person in self._others()[:MOST_PARTIES]
        ]
        for view in views:
            view.may_write = self.may_write(view.side, view.person)
            view.tally = self._tally(view)
            view.parts = [self._part(view, direction, title) for direction, title in TITLES]
        return views

    def _others(self) -> list[Participant]:
        """Who takes part today, and whose words still stand here."""
        here = [p for p in self.people if p.side == Side.OTHER]
        known = {person.pk for person in here}
        spoken = {w.of_party.pk: w.of_party for w in self._words if w.of_party is not None}
        return sorted(
            [*here, *(p for pk, p in spoken.items() if pk not in known)],
            key=lambda person: (person.name, person.pk),
        )

    def may_write(self, side: Side, of_party: Participant | None = None) -> bool:
        """Another party writes for itself only."""
        if not may(self.who, WRITES_FOR[side], self.initiative):
            return False
        is_other = self.me is not None and self.me.side == Side.OTHER
        return not is_other or (of_party is not None and of_party == self.me)

    def _tally(self, view: PartyView) -> Tally:
        if view.side == Side.GUIDE:
            return Tally()
        key = name_key(view.name) if view.side == Side.OTHER else ""
        return self.now.tally(Party(view.side.value), key)

    def _part(self, view: PartyView, direction: Direction, title: str | Promise) -> Part:
        words = [
            word
            for word in self._words
            if word.side == view.side
            and word.direction == direction
            and word.of_party_id == (view.person.pk if view.person else None)
        ]
        more: list[str] = []
        if view.side == Side.GROUP and direction is Direction.GOOD_AT:
            more = [opening_of(self.initiative.strength)]
        elif direction is Direction.AIM:
            wish = opening_of(self.initiative.wish) if view.side == Side.GROUP else ""
            more = [wish, *(goal.text for goal in self.goals if goal.origin == view.side)]
        elif view.side == Side.MUNICIPALITY and direction is Direction.OFFER:
            more = rooms_given(self.initiative)
        return Part(direction, title, words, [text for text in more if text])

    @property
    def hidden_partners(self) -> list[Partner]:
        return [partner for partner in self.partners if partner.hidden_at]

    @property
    def goals(self) -> list[Goal]:
        found: Any = self.initiative
        return rows_as(Goal, found.goal_rows)

    @property
    def shared_goals(self) -> list[str]:
        return [goal.text for goal in self.goals if goal.origin == "both"]

    @property
    def together(self) -> Tally:
        return self.now.tally(Party.BOTH)

    @property
    def words_ended(self) -> list[tuple[Reciprocity, bool]]:
        return [(word, self.may_write(Side(word.side), word.of_party)) for word in self.ended]

    # Who is there for what ----------------------------------------------------------------------

    def roles_of(self, side: Side) -> list[Role]:
        """Who of a side is there for something; whose name is not for this reader comes last."""
        named: list[Role] = []
        hidden: list[Role] = []
        for person in self.people:
            duties = duties_of(person)
            if person.side != side or (not duties and side == Side.GROUP):
                continue
            is_hidden = not is_readable(self.who, person)
            (hidden if is_hidden else named).append(Role(person, duties))
        named.sort(key=lambda role: (not role.person.is_contact, not role.duties, role.person.name))
        return [*named, *hidden][:MOST_PEOPLE]

    @property
    def roles(self) -> list[tuple[Side, list[Role]]]:
        sides = (Side.GROUP, Side.MUNICIPALITY, Side.GUIDE)
        found = [(side, self.roles_of(side)) for side in sides]
        return [(side, roles) for side, roles in found if roles]

    @property
    def leads(self) -> list[tuple[AgreementVersion, str, str]]:
        """Of each agreement who goes first, and how much help the group wants."""
        return [
            (
                version,
                str(Lead(version.lead).label) if version.lead else "",
                str(Support(version.support).label) if version.support else "",
            )
            for version in self.now.versions
            if version.lead or version.support
        ]

    @property
    def may_change(self) -> bool:
        return may(self.who, Action.CHANGE_PROFILE, self.initiative)

    @property
    def may_report(self) -> bool:
        actions = (Action.REACT, Action.TAKE_SEAT)
        return any(may(self.who, action, self.initiative) for action in actions)


def opening_of(text: str) -> str:
    """The first paragraph of a longer text; all of it is one tap away."""
    first, _blank, rest = text.partition("\n\n")
    return f"{first} …" if rest else first


def people_with_duties(initiative: Initiative, also: Iterable[int] = ()) -> Any:
    """Who takes part today with every duty, and with `also` who else is named; one query."""
    duties = Duty.objects.filter(running_on(timezone.localdate()), participant=OuterRef("pk"))
    more = {f"does_{k.value}": Exists(duties.filter(kind=k)) for k in MORE_DUTIES}
    people = people_of_today([initiative.pk], also=also)
    return people.select_related("merged_into").annotate(**more)


def duties_of(person: Participant) -> list[str]:
    """What somebody is there for, in words; of somebody loaded with every duty."""
    order = [*OFFICIAL, *MORE_DUTIES]
    return [str(kind.label) for kind in order if getattr(person, f"does_{kind.value}", False)]
