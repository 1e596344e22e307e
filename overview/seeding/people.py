"""Who is there: professionals, and around each initiative a group that comes and goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from accounts.models import Function, User
from initiatives.models import (
    Duty,
    DutyKind,
    Event,
    Initiative,
    JoinRequest,
    LadderStep,
    LinkKind,
    Neighbourhood,
    Participant,
    Period,
    Seat,
    ShareLink,
    Side,
)
from initiatives.models.initiative import Status
from initiatives.models.link import hash_of, in_a_year
from initiatives.names import name_key

from . import words
from .dice import Dice
from .profile import about
from .rows import Rows, moment, tell, yesterday

if TYPE_CHECKING:
    from .rooms import HoursToCome

ADDRESS = "seed.invalid"
STAFF = (
    *(Function.YOUTH_WORKER,) * 12,
    *(Function.COMMUNITY_WORKER,) * 8,
    *(Function.CIVIL_SERVANT,) * 9,
    *(Function.POLICY_OFFICER,) * 4,
    *(Function.DISTRICT_MANAGER,) * 3,
    *(Function.OTHER_PROFESSIONAL,) * 4,
)
RESIDENTS = 20
# How many people a group has; most are small. The first initiatives are fixed, so that the widest
# and the narrowest page are always there.
SIZES = (3, 4, 5, 5, 6, 6, 7, 8, 8, 9, 10, 11, 12, 14, 16, 18, 22, 26, 40, 75)
FIRST_SIZES = {0: 200, 1: 3, 2: 12}
STEPS = (
    LadderStep.VISITOR,
    *(LadderStep.JOINER,) * 6,
    LadderStep.SUPPORTER,
    LadderStep.SUPPORTER,
    LadderStep.DRIVER,
    LadderStep.COORDINATOR,
    LadderStep.CONNECTOR,
)


@dataclass
class Staff:
    """Everybody with an account, by the side that they can take."""

    guides: list[User] = field(default_factory=list)
    officials: list[User] = field(default_factory=list)
    others: list[User] = field(default_factory=list)
    residents: list[User] = field(default_factory=list)
    neighbourhoods: list[Neighbourhood] = field(default_factory=list)


@dataclass
class Circle:
    """One initiative and who is around it."""

    number: int
    initiative: Initiative
    dice: Dice
    born_on: date
    neighbourhood: Neighbourhood
    guide: Participant
    group: list[Participant] = field(default_factory=list)
    officials: list[Participant] = field(default_factory=list)
    here_since: dict[int, date] = field(default_factory=dict)  # by id(participant)
    gone_on: dict[int, date] = field(default_factory=dict)
    link: ShareLink | None = None
    # In one room, of its first text.
    hours: list[HoursToCome] = field(default_factory=list)

    def group_on(self, day: date) -> list[Participant]:
        """Who of the group took part on `day`, as far as the first period says."""
        return [
            p
            for p in self.group
            if self.here_since[id(p)] <= day < self.gone_on.get(id(p), date.max)
        ]


def make_staff(seed: str) -> Staff:
    """About forty professionals and twenty residents, with accounts that the demo can sign in."""
    dice, staff = Dice(seed, "staff"), Staff()
    names = [f"{first} {last}" for first in words.FIRST_NAMES for last in words.LAST_NAMES]
    people = dice.some(names, len(STAFF) + RESIDENTS)
    for n, name in enumerate(people):
        function = STAFF[n] if n < len(STAFF) else Function.RESIDENT
        user = User.objects.create_user(
            f"persoon{n + 1}@{ADDRESS}",
            name,
            function,
            organisation="" if function == Function.RESIDENT else "Gemeente Merelstad",
            is_manager=function == Function.DISTRICT_MANAGER,
        )
        if function == Function.RESIDENT:
            staff.residents.append(user)
        else:
            {"guide": staff.guides, "municipality": staff.officials, "other": staff.others}[
                user.sides[0]
            ].append(user)
    Neighbourhood.objects.bulk_create(Neighbourhood(name=name) for name in words.NEIGHBOURHOODS)
    staff.neighbourhoods = list(Neighbourhood.objects.all())
    return staff


def make_circle(number: int, seed: str, staff: Staff, rows: Rows) -> Circle:
    """An initiative with its people, unsaved."""
    dice = Dice(seed, number)
    age = 400 if number in FIRST_SIZES else dice.between(12, 900)
    born_on = timezone.localdate() - timedelta(days=age)
    neighbourhood = dice.pick(staff.neighbourhoods)
    # Each pair of a kind and a place comes once in a thousand.
    kind, sentence = words.GROUPS[number % len(words.GROUPS)]
    place = words.PLACES[number // len(words.GROUPS) % len(words.PLACES)]
    size = FIRST_SIZES.get(number) or dice.pick(SIZES)
    if number not in FIRST_SIZES and dice.chance(1):
        size = dice.between(120, 200)
    initiative = Initiative(
        name=f"{kind} {place}",
        sentence=sentence.format(buurt=neighbourhood.name) if dice.chance(90) else "",
        neighbourhood=neighbourhood if dice.chance(95) else None,
        headcount=size + dice.between(0, 8) if dice.chance(70) else None,
        status=status_of(number, age, dice),
        shows_names=dice.chance(8),
        logged_at=moment(born_on, dice),
    )
    about(initiative, number, seed)
    rows.add(initiative)
    user = dice.pick(staff.guides)
    guide = person(initiative, Side.GUIDE, user.name, user=user)
    circle = Circle(number, initiative, dice, born_on, neighbourhood, guide)
    rows.add(tell(initiative, "initiative_logged", initiative.logged_at, by=guide))
    stay(circle, guide, born_on, rows)
    add_group(circle, size, staff, rows)
    add_others(circle, staff, rows)
    return circle


def status_of(number: int, age: int, dice: Dice) -> Status:
    if number in FIRST_SIZES:
        return Status.ACTIVE
    if age < 30:
        return Status.IDEA
    return dice.pick((*(Status.ACTIVE,) * 7, Status.IDEA, Status.RESTING, Status.ENDED))


def person(initiative: Initiative, side: Side, name: str, **fields: object) -> Participant:
    """Unsaved. `bulk_create` skips `save`, so the key of the name is made here."""
    return Participant(
        initiative=initiative, side=side, name=name, name_key=name_key(name), **fields
    )


def stay(circle: Circle, who: Participant, since: date, rows: Rows, step: str = "") -> None:
    circle.here_since[id(who)] = since
    rows.add(who, Period(participant=who, started_on=since, step=step))


def duty(circle: Circle, who: Participant, kind: DutyKind, since: date, rows: Rows) -> None:
    rows.add(
        Duty(participant=who, kind=kind, started_on=since),
        tell(
            circle.initiative,
            "duty_started",
            moment(since, circle.dice),
            by=circle.guide,
            about=who,
            duty=kind.value,
        ),
    )


def add_group(circle: Circle, size: int, staff: Staff, rows: Rows) -> None:
    """The group: nicknames, some with an account, some who left and some who came back."""
    dice, today = circle.dice, timezone.localdate()
    residents = dice.some(staff.residents, size // 8)
    for n, name in enumerate(nicknames(dice, size)):
        by_link = dice.chance(25)
        who = person(
            circle.initiative,
            Side.GROUP,
            name,
            user=residents.pop() if residents and n % 7 == 6 else None,
            is_named=dice.chance(10),
            came_by_link=by_link,
            was_accepted=not by_link or dice.chance(70),
        )
        # Half the group was there from the start.
        days = 0 if n < 2 or dice.chance(50) else dice.between(0, (today - circle.born_on).days - 1)
        since = circle.born_on + timedelta(days=days)
        circle.group.append(who)
        step = dice.pick(STEPS)
        if n >= 2 and dice.chance(22):
            leave_and_maybe_return(circle, who, since, step, rows)
        else:
            stay(circle, who, since, rows, step)
        rows.add(tell(circle.initiative, "participant_added", moment(since, dice), about=who))
    first = circle.group[0]
    duty(circle, first, DutyKind.KEY_HOLDER, circle.here_since[id(first)], rows)
    if dice.chance(40):
        first.is_named = True
        duty(circle, first, DutyKind.CONTACT, circle.here_since[id(first)], rows)


def leave_and_maybe_return(
    circle: Circle, who: Participant, since: date, step: str, rows: Rows
) -> None:
    dice = circle.dice
    gone = since + timedelta(days=dice.between(0, (yesterday() - since).days))
    circle.here_since[id(who)], circle.gone_on[id(who)] = since, gone
    rows.add(who, Period(participant=who, started_on=since, ended_on=gone, step=step))
    rows.add(
        tell(circle.initiative, "participant_left", moment(gone, dice), by=circle.guide, about=who)
    )
    if dice.chance(30):
        back = gone + timedelta(days=dice.between(0, (timezone.localdate() - gone).days))
        rows.add(Period(participant=who, started_on=back, step=LadderStep.JOINER))
        rows.add(tell(circle.initiative, "participant_back", moment(back, dice), about=who))
    elif (yesterday() - gone).days > 365:
        # A name that has faded.
        who.name = who.name_key = ""
        who.is_named = False


def nicknames(dice: Dice, count: int) -> list[str]:
    """Different ones: "Noor", and when the list is used up "Noor B." and so on."""
    names = list(words.NICKNAMES)
    for letter in "BCDEF":
        names += [f"{name} {letter}." for name in words.NICKNAMES]
    rounds = -(-count // len(words.NICKNAMES))
    return dice.some(names[: rounds * len(words.NICKNAMES)], count)


def add_others(circle: Circle, staff: Staff, rows: Rows) -> None:
    """The municipality, at times another party, and people who asked to join."""
    dice, initiative = circle.dice, circle.initiative
    since = min(circle.born_on + timedelta(days=dice.between(1, 14)), yesterday())
    wanted = 0 if initiative.status == Status.IDEA else dice.pick((1, 1, 2, 2, 3))
    kinds = (DutyKind.CONTACT, DutyKind.STAND_IN, DutyKind.DECIDER)
    users = dice.some(staff.officials, wanted + 1)
    for user, kind in zip(users[:wanted], kinds, strict=False):
        official = person(initiative, Side.MUNICIPALITY, user.name, user=user)
        circle.officials.append(official)
        stay(circle, official, since, rows)
        duty(circle, official, kind, since, rows)
        rows.add(
            tell(initiative, "join_let_in", moment(since, dice), by=circle.guide, about=official)
        )
    if dice.chance(25):
        user = dice.pick(staff.others)
        stay(circle, person(initiative, Side.OTHER, user.name, user=user), since, rows)
    if dice.chance(15):
        asked_at = moment(yesterday() - timedelta(days=dice.between(0, 9)), dice)
        rows.add(
            JoinRequest(
                initiative=initiative,
                user=users[wanted],
                side=Side.MUNICIPALITY,
                sentence=dice.pick(words.ASKS),
                asked_at=asked_at,
            )
        )


def add_links(circles: list[Circle], seed: str, rows: Rows) -> None:
    """Links and seats. A token follows from the id: first the link, then its hash."""
    links: list[ShareLink] = []
    for circle in circles:
        if circle.number > 2 and not circle.dice.chance(85):
            continue
        made_at = moment(circle.born_on + timedelta(days=1), circle.dice)
        circle.link = ShareLink(
            initiative=circle.initiative,
            token_hash=f"seed-{circle.number}",
            made_at=made_at,
            expires_on=in_a_year(),
            is_read_only=circle.number > 2 and circle.dice.chance(3),
        )
        rows.add(tell(circle.initiative, "link_made", made_at, by=circle.guide))
        links += [circle.link, *personal_links(circle, seed, rows)]
    rows.add(*links)
    rows.write(ShareLink)
    for link in links:
        link.token_hash = hash_of(link.token)
    ShareLink.objects.bulk_update(links, ["token_hash"], batch_size=200)
    for circle in circles:
        for who in circle.group_on(timezone.localdate()) if circle.link else []:
            if who.user_id is None and circle.dice.chance(45):
                since = moment(circle.here_since[id(who)], circle.dice)
                rows.add(Seat(link=circle.link, participant=who, taken_at=since))
                rows.add(tell(circle.initiative, "seat_taken", since, about=who))


def personal_links(circle: Circle, seed: str, rows: Rows) -> list[ShareLink]:
    """Links that speak for one person, unsaved; the widest initiative has more than one page."""
    dice = Dice(seed, circle.number, "links")
    made_at = moment(yesterday(), dice)
    without_account = [p for p in circle.group_on(timezone.localdate()) if p.user_id is None]
    people = dice.some(without_account, 30 if circle.number == 0 else dice.between(0, 2))
    for who in people:
        rows.add(tell(circle.initiative, "personal_link_made", made_at, by=circle.guide, about=who))
    return [
        ShareLink(
            initiative=circle.initiative,
            kind=LinkKind.PERSONAL,
            participant=who,
            token_hash=f"seed-{circle.number}-{n}",
            made_at=made_at,
            expires_on=in_a_year(),
        )
        for n, who in enumerate(people)
    ]


FIRST_KINDS = (Initiative, Participant, Period, Duty, JoinRequest)
LAST_KINDS = (Seat, Event)
