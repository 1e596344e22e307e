"""Looking back. The widest initiative did so forty times on its longest agreement, the last time
with words on every line; most did a few times. At times one is open now."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from agreements.states import Status as TextStatus
from evaluations.models import (
    ClauseVerdict,
    Conclusion,
    Evaluation,
    Feasible,
    LineLookBack,
    LookBack,
    LookBackText,
    TrustCheck,
    TrustText,
)
from evaluations.patterns import PATTERNS
from evaluations.publishing import KEYS, add, empty_tally, mode_of, publish, publish_joint
from evaluations.questions import QUESTIONS
from evaluations.states import LineWord, Mode, Outcome, State, Verdict
from initiatives.models import Participant, Side
from meetings.states import Feasibility

from . import words
from .dice import Dice
from .people import Circle
from .rows import Rows, tell, yesterday
from .texts import Text

# Closed look-backs.
FIRST_COUNTS = {0: 40, 1: 2, 2: 3}
# How many fill in the last one, of each side.
MOST_SHEETS = {0: 8}
LOOK_BACK_KINDS = (
    Evaluation,
    TrustCheck,
    TrustText,
    LookBack,
    LineLookBack,
    LookBackText,
    ClauseVerdict,
    Conclusion,
    Feasible,
)
SIDES = (Side.GROUP, Side.MUNICIPALITY)


def add_look_backs(circle: Circle, texts: list[Text], seed: str, rows: Rows) -> None:
    """Everything of one initiative, unsaved. Throws its own dice, so that nothing else changes."""
    dice = Dice(seed, "look-backs", circle.number)
    few = dice.pick((0, 0, 1, 2))
    held = FIRST_COUNTS.get(circle.number, few)
    running = [text for text in texts if text.version.status == TextStatus.IN_EFFECT]
    if running and circle.officials:
        _of_agreement(circle, running[0], held, dice, rows)


def evening(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(20, 15)))


def _of_agreement(circle: Circle, text: Text, held: int, dice: Dice, rows: Rows) -> None:
    """`held` that are closed, and at times one in which people still answer."""
    days = [yesterday() - timedelta(days=12 * n + 3) for n in reversed(range(held))]
    for number, day in enumerate(days, 1):
        is_last = number == held
        evaluation = _evaluation(circle, text, number, day, dice, rows)
        _sheets(circle, text, evaluation, dice, rows, everything=is_last)
        if is_last:
            _verdicts(circle, text, evaluation, dice, rows)
    if circle.number in FIRST_COUNTS or dice.chance(20):
        evaluation = Evaluation(
            agreement=text.version.agreement,
            version=text.version,
            number=held + 1,
            due_on=timezone.localdate(),
            opened_at=evening(yesterday()),
            opened_by=circle.guide,
        )
        rows.add(evaluation)
        for side in SIDES:
            mode = Mode.COUNTS if side == Side.GROUP else Mode.JOINT
            invited = 12 if side == Side.GROUP else 2
            tally = empty_tally() if mode == Mode.COUNTS else None
            rows.add(
                TrustCheck(
                    evaluation=evaluation, side=side, invited=invited, mode=mode, tally=tally
                )
            )
        _sheets(circle, text, evaluation, dice, rows, everything=False)
    for side in SIDES[: dice.between(0, 2)]:
        rows.add(
            Feasible(
                agreement=text.version.agreement,
                round=held + 1,
                side=side,
                by=_voice(circle, side),
                word=dice.pick(Feasibility.values),
            )
        )


def _evaluation(
    circle: Circle, text: Text, number: int, day: date, dice: Dice, rows: Rows
) -> Evaluation:
    """One that is over, with what is shown of the trust check of both sides."""
    agreement, closed_at = text.version.agreement, evening(day) + timedelta(hours=1)
    outcome = dice.pick((Outcome.GO_ON, Outcome.GO_ON, Outcome.CHANGE))
    evaluation = Evaluation(
        agreement=agreement,
        version=text.version,
        number=number,
        state=State.CLOSED,
        due_on=day,
        moves=dice.pick((0, 0, 0, 1, 2)),
        opened_at=evening(day - timedelta(days=6)),
        opened_by=circle.guide,
        gathered_at=evening(day),
        gathered_by=circle.guide,
        closed_at=closed_at,
        closed_by=circle.officials[0],
        outcome=outcome,
        next_on=day + timedelta(days=84),
    )
    verb = f"look_back_closed_{outcome.value}"
    rows.add(evaluation)
    rows.add(
        tell(circle.initiative, verb, closed_at, by=circle.officials[0], title=agreement.title)
    )
    invited = dice.pick((4, 6, 9, 12, 15))
    mode = mode_of(Side.GROUP, invited)
    tally = empty_tally()
    for _ in range(dice.between(3, invited)):
        tally = add(tally, {key: dice.between(0, 5) for key in KEYS})
    shown = publish(mode, tally)[0]
    group = TrustCheck(
        evaluation=evaluation,
        side=Side.GROUP,
        invited=invited,
        mode=mode,
        result=shown.as_json(),
    )
    official = TrustCheck(
        evaluation=evaluation,
        side=Side.MUNICIPALITY,
        invited=2,
        mode=Mode.JOINT,
        result=publish_joint({key: dice.between(2, 5) for key in KEYS}).as_json(),
        joint_by=circle.officials[0],
        signed_as="het vaste gezicht",
    )
    rows.add(group, official)
    if shown.mode == Mode.COUNTS:
        rows.add(
            *(TrustText(trust=group, text=dice.pick(words.CONCERNS)) for _ in range(3)),
        )
    for side in SIDES:
        rows.add(
            Conclusion(
                evaluation=evaluation,
                side=side,
                by=_voice(circle, side),
                outcome=outcome,
                text=dice.pick(words.REASONS),
                next_on=evaluation.next_on,
                said_at=closed_at - timedelta(minutes=20),
            )
        )
    return evaluation


def _voice(circle: Circle, side: str) -> Participant:
    return circle.officials[0] if side == Side.MUNICIPALITY else circle.guide


def _sheets(
    circle: Circle,
    text: Text,
    evaluation: Evaluation,
    dice: Dice,
    rows: Rows,
    *,
    everything: bool,
) -> None:
    """What some of both sides filled in; of the last one on every line."""
    most = MOST_SHEETS.get(circle.number, 2) if everything else 1
    people = [*dice.some(circle.group[1:], most), *circle.officials[:most]]
    day = timezone.localdate(evaluation.opened_at)
    for person in people:
        sheet = LookBack(
            evaluation=evaluation,
            by=person,
            side=person.side,
            together=dice.pick((None, None, 7)),
            outcome=dice.pick(Outcome.values),
            people_came=dice.between(5, 40),
            times_open=dice.between(1, 20),
            began_on=day,
            finished_on=day,
        )
        rows.add(sheet)
        lines = text.lines if everything else text.lines[:5]
        rows.add(
            *(
                LineLookBack(look_back=sheet, line=line, word=dice.pick(LineWord.values))
                for line in lines
            )
        )
        asked = [question for question in QUESTIONS if question.side in ("", person.side)]
        for question in asked if everything else asked[:1]:
            pattern = dice.pick(PATTERNS).key if question.key == "wrong" else ""
            rows.add(
                LookBackText(
                    look_back=sheet,
                    question=question.key,
                    text=dice.pick(words.LOG_LINES),
                    pattern=pattern,
                )
            )


def _verdicts(circle: Circle, text: Text, evaluation: Evaluation, dice: Dice, rows: Rows) -> None:
    said_at = evaluation.gathered_at or evaluation.opened_at
    for part in text.parts:
        for side in SIDES:
            rows.add(
                ClauseVerdict(
                    evaluation=evaluation,
                    clause_key=part.key,
                    side=side,
                    by=_voice(circle, side),
                    word=dice.pick(Verdict.values),
                    text=dice.pick(words.REASONS) if dice.chance(40) else "",
                    said_at=said_at,
                )
            )
