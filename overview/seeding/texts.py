"""Agreements: what stands in them, and how one version became the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import cast

from django.utils import timezone

from agreements.blanks import fill_blanks, open_blanks
from agreements.library import CLAUSES
from agreements.models import (
    Agreement,
    AgreementVersion,
    Clause,
    Commitment,
    Line,
    OpenPoint,
    SlotException,
    UseSlot,
)
from agreements.sealing import seal_of_texts
from agreements.states import Kind, Party
from agreements.states import Status as State
from initiatives.models import Event, Participant, Side
from initiatives.models.initiative import Status

from . import words
from .dice import Dice
from .people import Circle
from .points import add_points, first_points
from .rooms import HoursToCome, add_hours, later
from .rows import Rows, moment, tell, yesterday

DRAFT, PROPOSED, IN_EFFECT = State.DRAFT, State.PROPOSED, State.IN_EFFECT
REPLACED, WITHDRAWN = State.REPLACED, State.WITHDRAWN
# The states of the versions of one agreement, oldest first.
LIVES: tuple[tuple[State, ...], ...] = (
    (DRAFT,),
    (PROPOSED,),
    (IN_EFFECT,),
    (IN_EFFECT,),
    (WITHDRAWN,),
    (IN_EFFECT, DRAFT),
    (REPLACED, IN_EFFECT),
    (WITHDRAWN, PROPOSED),
    (IN_EFFECT, PROPOSED),
    (REPLACED, REPLACED, IN_EFFECT),
    (REPLACED, IN_EFFECT, PROPOSED),
    (REPLACED, IN_EFFECT, DRAFT),
)
LENGTHS = (5, 5, 6, 7, 8, 9, 10, 12, 14, 16, 20, 28)
# The first initiative has the longest agreement, the second the shortest.
LONGEST = 60
FIRST_LENGTHS = {0: LONGEST, 1: 5, 2: 12}
FIRST_LIVES: dict[int, list[tuple[State, ...]]] = {
    0: [(*(REPLACED,) * 23, IN_EFFECT, PROPOSED), (DRAFT,)],
    1: [(IN_EFFECT,), (DRAFT,)],
    2: [(REPLACED, IN_EFFECT), (DRAFT,)],
}
# A line that grew over this is cut back to its first sentence.
MOST_LETTERS = 240
HOW_MANY = (0, 0, 1, 1, 1, 1, 1, 2, 2, 3, 4)


@dataclass(frozen=True)
class Part:
    """A clause before it is a row: it goes from version to version."""

    key: str
    heading: str
    lines: tuple[Line, ...]


@dataclass
class Text:
    """One version as it was made, for what people say about it."""

    version: AgreementVersion
    parts: list[Part]
    from_day: date
    until: date
    lines: list[Commitment] = field(default_factory=list)


def add_agreements(circle: Circle, rows: Rows) -> list[Text]:
    """The agreements of one initiative, unsaved; gives the texts that people may talk about."""
    dice = circle.dice
    if circle.number in FIRST_LIVES:
        lives = FIRST_LIVES[circle.number]
    elif not circle.officials:
        lives = [(DRAFT,)] if dice.chance(30) else []
    else:
        lives = [dice.pick(LIVES) for _ in range(dice.pick(HOW_MANY))]
    if circle.initiative.status == Status.IDEA:
        lives = [(DRAFT,) for _ in lives[:1]]
    # Hours stand in the first text; of the first three also in what they are writing now.
    with_hours = lives if circle.number in FIRST_LIVES else lives[:1]
    return [
        text
        for n, life in enumerate(lives)
        for text in add_agreement(circle, life, rows, circle.hours if n < len(with_hours) else [])
    ]


def add_agreement(
    circle: Circle, life: tuple[State, ...], rows: Rows, hours: list[HoursToCome]
) -> list[Text]:
    dice, initiative = circle.dice, circle.initiative
    first_day = circle.born_on + timedelta(days=7)
    age = max((yesterday() - first_day).days, 1)
    first_day += timedelta(days=dice.between(0, age // 2))
    title = dice.pick(words.TITLES).format(plek=initiative.name.partition(" ")[2])
    agreement = Agreement(initiative=initiative, title=title, started_at=moment(first_day, dice))
    rows.add(agreement)
    rows.add(
        tell(initiative, "agreement_started", agreement.started_at, by=starter(circle), title=title)
    )
    texts: list[Text] = []
    parts = first_parts(circle, is_draft=life == (DRAFT,))
    points = first_points(circle)
    span = max((yesterday() - first_day).days, 1)
    for n, state in enumerate(life):
        day = first_day + timedelta(days=span * n // len(life))
        until = first_day + timedelta(days=span * (n + 1) // len(life))
        if n:
            parts = changed(parts, circle.dice)
        before = texts[-1].version if texts else None
        version = add_version(circle, agreement, n + 1, state, (day, until), before, rows)
        points = add_points(version, points, rows)
        if n and n == len(life) - 1 and hours:
            hours = later(hours)
        add_hours(version, hours, rows)
        if version.proposed_at:
            written = [(p.key, p.heading, p.lines) for p in parts]
            sealed = cast("list[UseSlot]", hours)
            version.seal = seal_of_texts(version, written, points, sealed)
        lines = add_clauses(version, parts, rows)
        texts.append(Text(version, parts, day + (until - day) / 4, until, lines))
    return texts


def starter(circle: Circle) -> Participant:
    return circle.officials[0] if circle.officials and circle.dice.chance(60) else circle.guide


def add_version(
    circle: Circle,
    agreement: Agreement,
    number: int,
    state: State,
    days: tuple[date, date],
    before: AgreementVersion | None,
    rows: Rows,
) -> AgreementVersion:
    dice, (day, until) = circle.dice, days
    by = starter(circle)
    version = AgreementVersion(
        agreement=agreement,
        number=number,
        status=state,
        began_by=by,
        began_side=Side.MUNICIPALITY if by.side == Side.MUNICIPALITY else Side.GROUP,
        is_open=state != DRAFT or circle.number in FIRST_LIVES or dice.chance(40),
        copied_from=before,
        reason=dice.pick(words.REASONS) if before else "",
        purpose=words.PURPOSE.format(groep=circle.initiative.name),
    )
    proposed_on = day + (until - day) / 4
    agreed_on = day + (until - day) / 2
    today = timezone.localdate()
    start = today if state in (DRAFT, PROPOSED) else agreed_on
    version.look_back_on = start + timedelta(days=dice.between(14, 60))
    last_day = start + timedelta(days=dice.between(90, 240))
    if dice.chance(30):
        version.trial_until, version.trial_decider = last_day, "de groep en de gemeente samen"
        version.trial_then = "Doorgaan, aanpassen of stoppen."
    else:
        version.ends_on = last_day
    title = agreement.title
    if number > 1:
        rows.add(started(circle, version, day))
    if state == DRAFT:
        return version
    version.proposed_at, version.proposed_by = moment(proposed_on, dice), by
    rows.add(
        tell(circle.initiative, "version_proposed", version.proposed_at, by=by, number=number,
             title=title)
    )  # fmt: skip
    if state in (IN_EFFECT, REPLACED):
        version.in_effect_at, version.in_effect_by = moment(agreed_on, dice), circle.officials[0]
        if state == IN_EFFECT:
            agreement.look_back_on = version.look_back_on
        rows.add(
            tell(circle.initiative, "version_in_effect", version.in_effect_at,
                 by=version.in_effect_by, number=number, title=title)
        )  # fmt: skip
    closed_at = moment(until, dice)
    if state in (REPLACED, WITHDRAWN):
        version.closed_at = closed_at
    if state == WITHDRAWN:
        rows.add(
            tell(circle.initiative, "version_withdrawn", closed_at, by=by, number=number,
                 title=title)
        )  # fmt: skip
    return version


def started(circle: Circle, version: AgreementVersion, day: date) -> Event:
    return tell(
        circle.initiative,
        "version_started",
        moment(day, circle.dice),
        by=version.began_by,
        title=version.agreement.title,
        number=version.number,
    )


def first_parts(circle: Circle, *, is_draft: bool) -> list[Part]:
    """Clauses of the library with their blanks filled, and own ones when that is not enough."""
    dice = circle.dice
    count = FIRST_LENGTHS.get(circle.number) or dice.pick(LENGTHS)
    if circle.number not in FIRST_LENGTHS and dice.chance(2):
        count = dice.between(40, 60)
    keys = {c.key for c in dice.some(CLAUSES, count)}
    fill = filler(circle, leaves_blanks=is_draft)
    parts = [
        Part(
            clause.key,
            clause.heading,
            tuple(
                official(
                    dice, Line(fill(line.text), line.party, f"{clause.key}-{n}"), is_draft=is_draft
                )
                for n, line in enumerate(clause.lines, 1)
            ),
        )
        for clause in CLAUSES
        if clause.key in keys
    ]
    if count == LONGEST:
        parts = [longer(part, circle, is_draft=is_draft) for part in parts]
    for n, subject in enumerate(words.SUBJECTS[: count - len(parts)], 1):
        lines = dice.some(words.OWN_LINES, dice.between(1, 3))
        key = f"own_{n}"
        parts.append(
            Part(
                key,
                f"Hoe gaat het met {subject}?",
                tuple(
                    official(
                        dice, Line(text.format(wat=subject), party, f"{key}-{m}"), is_draft=is_draft
                    )
                    for m, (party, text) in enumerate(lines, 1)
                ),
            )
        )
    return parts


def longer(part: Part, circle: Circle, *, is_draft: bool) -> Part:
    """The same with a line more, in most: 60 clauses become 150 lines."""
    dice = circle.dice
    if dice.chance(45):
        return part
    party, text = dice.pick(words.OWN_LINES)
    line = Line(text.format(wat=dice.pick(words.SUBJECTS)), party, f"{part.key}-9")
    return replace(part, lines=(*part.lines, official(dice, line, is_draft=is_draft)))


def filler(circle: Circle, *, leaves_blanks: bool) -> Callable[[str], str]:
    """Fills the blanks of a text; key holders become references to people."""
    dice, people = circle.dice, circle.group

    def fill(text: str) -> str:
        if "{Naam} en {naam}" in text:
            one, other = people[0].pk, people[1].pk
            text = text.replace("{Naam} en {naam}", f"{{@{one}}} en {{@{other}}}")
        answers = []
        for blank in open_blanks(text):
            word = dice.pick(words.ANSWERS.get(blank.lower(), words.REST))
            if blank == "naam groep":
                word = circle.initiative.name
            if blank[:1].isupper():
                word = word[:1].upper() + word[1:]
            answers.append("" if leaves_blanks and dice.chance(40) else word)
        return fill_blanks(text, answers)

    return fill


def official(dice: Dice, line: Line, *, is_draft: bool) -> Line:
    """What a line of the municipality is, at times with a reservation, a day or a rhythm."""
    if line.party != Party.MUNICIPALITY or (is_draft and dice.chance(40)):
        return line
    kind = dice.pick((Kind.PROMISE, Kind.PROMISE, Kind.INTENTION, Kind.INFORMATION))
    line = replace(line, kind=kind)
    if kind == Kind.INTENTION and dice.chance(50):
        reservation, decider = dice.pick(words.RESERVATIONS)
        line = replace(line, reservation=reservation, decider=decider)
    elif kind == Kind.PROMISE and dice.chance(50):
        due_on = timezone.localdate() + timedelta(days=dice.between(-60, 90))
        line = replace(line, due_on=due_on)
    elif kind == Kind.PROMISE and dice.chance(40):
        line = replace(line, rhythm=dice.pick(words.RHYTHMS))
    return line


def changed(parts: list[Part], dice: Dice) -> list[Part]:
    """The next text: a few lines say more, at times one clause goes."""
    after = list(parts)
    for at in {dice.below(len(after)) for _ in range(1 + len(after) // 8)}:
        part = after[at]
        last = part.lines[-1]
        more = f"{last.text} {dice.pick(words.CHANGES)}"
        if len(more) > MOST_LETTERS:
            more = last.text.partition(". ")[0].rstrip(".") + "."
        after[at] = replace(part, lines=(*part.lines[:-1], replace(last, text=more)))
    # The longest stays as long as it is.
    if len(after) > 5 and len(after) != LONGEST and dice.chance(40):
        after.pop(dice.below(len(after)))
    return after


def add_clauses(version: AgreementVersion, parts: list[Part], rows: Rows) -> list[Commitment]:
    lines = []
    for position, part in enumerate(parts, 1):
        clause = Clause(version=version, key=part.key, heading=part.heading, position=position)
        rows.add(clause)
        for n, line in enumerate(part.lines, 1):
            lines.append(Commitment(clause=clause, position=n, **vars(line)))
    rows.add(*lines)
    return lines


def write_texts(texts: list[Text], rows: Rows) -> None:
    """Writes versions in the order of their numbers, because each points to the one before."""
    rows.write(Agreement)
    for number in sorted({text.version.number for text in texts}):
        rows.add(*(text.version for text in texts if text.version.number == number))
        rows.write(AgreementVersion)
    rows.write(Clause, Commitment, OpenPoint, UseSlot, SlotException)
