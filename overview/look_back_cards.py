"""Looking back on the page of the group: the one thing to do with it, for each agreement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils import timezone

from agreements.looking_back import MomentState
from agreements.models import AgreementVersion
from evaluations.models import Evaluation
from evaluations.states import Mode, State
from initiatives.access import Action, may
from initiatives.models import Initiative, Side
from initiatives.who import Who
from overview.look_backs_now import Running, look_backs_in, moment_now

# How a side answers -> where.
PAGES: dict[str, str] = {
    Mode.CARDS: "trust_cards",
    Mode.JOINT: "trust_joint",
    Mode.BANDS: "trust_check",
    Mode.COUNTS: "trust_check",
}


@dataclass(frozen=True)
class LookBackCard:
    """The one thing to do with looking back on one agreement. `kind`: fill_in, filled_in, talk,
    open, passed. `trust`: where the questions about trust are, "" when not for these eyes."""

    kind: str
    title: str
    url: str
    day: date | None = None
    evaluation: Evaluation | None = None
    goes_on: bool = False
    trust: str = ""
    trust_is_cards: bool = False


def cards(initiative: Initiative, who: Who) -> list[LookBackCard]:
    """One for each look-back that is not closed."""
    return [_card_of(running, initiative, who) for running in look_backs_in(initiative).running]


def days(initiative: Initiative, versions: list[AgreementVersion]) -> list[LookBackCard]:
    """One for each agreement on which both sides could begin to look back: the day is near, or
    went by. `versions`: those in effect, with their pause."""
    now, found = look_backs_in(initiative), []
    for version in versions:
        if now.of(version.agreement_id) is None:
            moment = moment_now(version)
            kind = {MomentState.OPEN_NOW: "open", MomentState.PASSED: "passed"}.get(moment.state)
            if kind:
                url = reverse("look_back_plan", args=[version.agreement_id])
                found.append(LookBackCard(kind, version.agreement.title, url, moment.on))
    return found


def _card_of(running: Running, initiative: Initiative, who: Who) -> LookBackCard:
    evaluation = running.evaluation
    title, page = evaluation.agreement.title, reverse("evaluation", args=[evaluation.pk])
    day = timezone.localdate(evaluation.opened_at)
    if evaluation.state != State.ANSWERING:
        return LookBackCard("talk", title, page, day, evaluation)
    trust, is_cards = _trust(running, initiative, who)
    if running.i_finished:
        card = LookBackCard("filled_in", title, page, day, evaluation)
    else:
        url = reverse("look_back", args=[evaluation.pk])
        card = LookBackCard("fill_in", title, url, day, evaluation, running.i_began)
    return replace(card, trust=trust, trust_is_cards=is_cards)


def _trust(running: Running, initiative: Initiative, who: Who) -> tuple[str, bool]:
    """Where this reader answers for its side, and whether that is on cards."""
    if not may(who, Action.ANSWER_TRUST, initiative):
        return "", False
    me = who.participant_in(initiative)
    mode = running.modes.get(me.side if me is not None else Side.GROUP, "")
    name = PAGES.get(mode, "")
    return (reverse(name, args=[running.evaluation.pk]) if name else ""), mode == Mode.CARDS
