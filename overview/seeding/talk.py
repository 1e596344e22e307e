"""What people said: reactions on clauses with answers, and their words on a version."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from agreements.models import Comment, Confirmation, ObjectionTalk, OnBehalf
from agreements.states import CommentKind, Word
from agreements.states import Status as State
from initiatives.models import Participant

from . import words
from .people import Circle
from .rows import Rows, moment, tell, yesterday
from .texts import Text

VERBS = {
    Word.BEHIND: "confirmed",
    Word.BEHIND_WITH_CONCERN: "confirmed_with_concern",
    Word.OBJECT: "objected",
}
# On each version. The longest agreement of all has 25 of them, so it is talked about most.
FIRST_COMMENTS = {0: 8, 1: 2, 2: 8}
# How many said their word on a text that was replaced.
MOST_BEFORE = 40


def add_talk(circle: Circle, text: Text, rows: Rows) -> list[Comment]:
    """Reactions and words on a text that was proposed; gives the answers, to be written later."""
    if text.version.proposed_at is None:
        return []
    answers = add_comments(circle, text, rows)
    add_words(circle, text, rows)
    return answers


def some_day(circle: Circle, text: Text) -> date:
    """A day on which the text was there to talk about."""
    return text.from_day + timedelta(days=circle.dice.between(0, (text.until - text.from_day).days))


def writers(circle: Circle, day: date) -> list[Participant]:
    return circle.group_on(day) or [circle.guide]


def add_comments(circle: Circle, text: Text, rows: Rows) -> list[Comment]:
    dice, answers = circle.dice, []
    for _ in range(FIRST_COMMENTS.get(circle.number) or dice.between(0, 9)):
        day = some_day(circle, text)
        part = dice.pick(text.parts)
        by_group = not circle.officials or dice.chance(75)
        by = dice.pick(writers(circle, day) if by_group else circle.officials)
        kind = dice.pick(CommentKind.values)
        comment = Comment(
            agreement=text.version.agreement,
            version=text.version,
            clause_key=part.key,
            heading=part.heading,
            kind=kind,
            text=dice.pick(words.COMMENTS[kind]),
            by=by,
            is_signed=dice.chance(15),
            at=moment(day, dice),
        )
        rows.add(
            comment,
            tell(circle.initiative, "commented", comment.at, by=by, heading=part.heading,
                 kind=kind, signed=comment.is_signed),
        )  # fmt: skip
        if dice.chance(60):
            answers.append(answer(circle, comment, by_group=by_group, rows=rows))
            if dice.chance(60):
                comment.settled_by, comment.settled_at = by, answers[-1].at + timedelta(hours=1)
        if dice.chance(3):
            comment.reported_at, comment.reported_because = comment.at, "Hier staat een naam in."
        if by_group and dice.chance(2):
            comment.hidden_at, comment.hidden_by = comment.at, circle.guide
            comment.hidden_because = "We praten zo niet over elkaar."
            rows.add(
                tell(circle.initiative, "text_hidden", comment.at, by=circle.guide,
                     because=comment.hidden_because)
            )  # fmt: skip
    return answers


def answer(circle: Circle, comment: Comment, *, by_group: bool, rows: Rows) -> Comment:
    """An answer of the other side."""
    dice = circle.dice
    by = dice.pick(circle.officials) if by_group and circle.officials else circle.guide
    # A later day that is over, or else an hour later.
    day = timezone.localdate(comment.at) + timedelta(days=dice.between(0, 6))
    at = max(moment(day, dice), comment.at + timedelta(hours=1))
    rows.add(tell(circle.initiative, "answered", at, by=by, heading=comment.heading, signed=False))
    return Comment(
        agreement=comment.agreement,
        version=comment.version,
        clause_key=comment.clause_key,
        heading=comment.heading,
        text=dice.pick(words.ANSWERS_TO_COMMENTS),
        by=by,
        at=at,
        answer_to=comment,
    )


def add_words(circle: Circle, text: Text, rows: Rows) -> None:
    """Who stands behind it. What took effect was carried by both sides."""
    dice, version = circle.dice, text.version
    is_agreed = version.in_effect_at is not None
    present = circle.group_on(text.from_day)
    if version.status == State.REPLACED:
        present = present[:MOST_BEFORE]
    for n, who in enumerate(present):
        # At least half, where it had to be enough.
        if n * 2 <= len(present) and is_agreed:
            word = Word.BEHIND
        elif dice.chance(35):
            continue
        else:
            word = dice.pick((*(Word.BEHIND,) * 8, Word.BEHIND_WITH_CONCERN, Word.OBJECT))
        say(circle, text, who, word, rows)
    if circle.officials and (is_agreed or dice.chance(30)):
        say(circle, text, circle.officials[0], Word.BEHIND, rows, has_mandate=True)
    if dice.chance(20):
        count = dice.between(2, max(len(present), 2))
        rows.add(
            OnBehalf(
                version=version,
                decided_on=min(text.from_day + timedelta(days=1), yesterday()),
                present_count=count,
                agreed_count=dice.between(1, count),
                how=dice.pick(words.HOW_DECIDED),
                noted_by=circle.guide,
                noted_at=moment(text.from_day + timedelta(days=1), dice),
            )
        )


def say(
    circle: Circle,
    text: Text,
    by: Participant,
    word: Word,
    rows: Rows,
    *,
    has_mandate: bool = False,
) -> None:
    dice, version = circle.dice, text.version
    texts = {
        Word.BEHIND: "",
        Word.BEHIND_WITH_CONCERN: dice.pick(words.CONCERNS),
        Word.OBJECT: dice.pick(words.OBJECTIONS),
    }
    said = Confirmation(
        version=version,
        by=by,
        word=word,
        text=texts[word],
        is_signed=dice.chance(10),
        has_mandate=has_mandate,
        said_at=moment(some_day(circle, text), dice),
    )
    rows.add(
        said,
        tell(circle.initiative, VERBS[word], said.said_at, by=by, number=version.number,
             title=version.agreement.title, signed=said.is_signed),
    )  # fmt: skip
    talked_over = version.status != State.PROPOSED or dice.chance(40)
    if word == Word.OBJECT and talked_over and circle.officials:
        day = said.said_at.date()
        rows.add(
            ObjectionTalk(
                confirmation=said,
                group_by=circle.guide,
                group_on=day,
                group_because=dice.pick(words.TALKS),
                municipality_by=circle.officials[0],
                municipality_on=day,
                municipality_because=dice.pick(words.TALKS),
            ),
            tell(circle.initiative, "objection_closed", said.said_at, by=circle.officials[0]),
        )
