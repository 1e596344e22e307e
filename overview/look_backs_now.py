"""What one initiative has of looking back, today, for who asks: as columns of it, so no page that
tells of it costs a query. Nothing of what anybody answered is among them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from agreements.looking_back import Moment, moment_of
from agreements.models import AgreementVersion
from agreements.states import Status
from evaluations.models import (
    Conclusion,
    Evaluation,
    Experiment,
    Feasible,
    GroupRound,
    LookBack,
    RoundAnswer,
    TrustCheck,
)
from evaluations.models.own_round import OWN_SIDES
from evaluations.states import Mode, State
from initiatives.access import Action, may
from initiatives.models import Initiative
from initiatives.models.initiative import InitiativeQuerySet
from initiatives.rows import Rows, rows_as
from initiatives.who import Who
from meetings.models import ActionItem
from overview.wait import GROUP, MUNICIPALITY

# So long everybody is told that a look-back is done, or that the group shared its round.
NEWS = timedelta(days=7)
# Far above what one group does at a time.
MOST_RUNNING = 10
MOST_EXPERIMENTS = 3


@dataclass(frozen=True)
class Running:
    """A look-back that is not closed. `i_began`, `i_finished`: who asks, with filling it in;
    `said`: the sides that said how they go on; `modes`: how each side answers the trust check."""

    evaluation: Evaluation
    i_began: bool
    i_finished: bool
    said: frozenset[str]
    modes: dict[str, str]
    # The municipality answers as one side, and did not do so yet.
    joint_is_open: bool


@dataclass
class LookBacksNow:
    """What one initiative has of looking back, today, for who asks."""

    running: list[Running] = field(default_factory=list)
    last: Evaluation | None = None
    # Of the group itself; open, and only for its own eyes.
    round: GroupRound | None = None
    i_answered_round: bool = False
    shared_round: GroupRound | None = None
    experiments: list[Experiment] = field(default_factory=list)
    # Agreement -> the sides that said whether it is feasible until the next time.
    feasible: dict[int, set[str]] = field(default_factory=dict)
    next_action_on: date | None = None
    is_loaded: bool = False

    def of(self, agreement_pk: int) -> Running | None:
        found = (one for one in self.running if one.evaluation.agreement_id == agreement_pk)
        return next(found, None)


def with_look_backs(initiatives: InitiativeQuerySet, who: Who) -> InitiativeQuerySet:
    """Adds what `look_backs_in` needs. Only of initiatives that `who` reads along with."""
    home, today = models.OuterRef("pk"), timezone.localdate()
    evaluations = Evaluation.objects.filter(agreement__initiative=home)
    running = evaluations.running().order_by("opened_at", "pk").annotate(**_how_it_stands(who))
    closed = evaluations.filter(state=State.CLOSED).order_by("-closed_at", "-pk")
    rounds = GroupRound.objects.filter(initiative=home)
    own = rounds.filter(initiative__in=who.initiatives_on(*OWN_SIDES), closed_at=None)
    mine = RoundAnswer.objects.filter(round=models.OuterRef("pk"), by__in=_me(who))
    shared = rounds.filter(shared_at__gte=timezone.now() - NEWS).order_by("-shared_at", "-pk")
    late = Experiment.objects.filter(initiative=home, ended_on=None, until_on__lt=today)
    actions = ActionItem.objects.open().filter(initiative=home, due_on__gte=today)
    return initiatives.annotate(
        evaluation_rows=Rows(running[:MOST_RUNNING], "agreement__title", *_how_it_stands(who)),
        closed_evaluation_rows=Rows(closed[:1], "agreement__title"),
        round_rows=Rows(own.annotate(i_answered=models.Exists(mine))[:1], "i_answered"),
        shared_round_rows=Rows(shared[:1]),
        experiment_rows=Rows(late.order_by("until_on", "pk")[:MOST_EXPERIMENTS]),
        feasible_rows=Rows(_of_this_round().filter(agreement__initiative=home).order_by("pk")),
        next_action_on=models.Subquery(actions.order_by("due_on").values("due_on")[:1]),
    )


def _me(who: Who) -> models.QuerySet[Any]:
    return who.participants().values("pk")


def _how_it_stands(who: Who) -> dict[str, Any]:
    """Columns of an evaluation. Nothing of what anybody answered."""
    here = models.OuterRef("pk")
    mine = LookBack.objects.filter(evaluation=here, by__in=_me(who))
    found: dict[str, Any] = {
        "i_began": models.Exists(mine),
        "i_finished": models.Exists(mine.filter(finished_on__isnull=False)),
    }
    for side in (GROUP, MUNICIPALITY):
        said = Conclusion.objects.filter(evaluation=here, side=side)
        check = TrustCheck.objects.filter(evaluation=here, side=side)
        found[f"said_{side}"] = models.Exists(said)
        found[f"mode_{side}"] = models.Subquery(check.values("mode")[:1])
    small = TrustCheck.objects.filter(evaluation=here, mode=Mode.JOINT)
    joint = small.filter(joint__isnull=True, result__isnull=True)
    found["joint_is_open"] = models.Exists(joint)
    return found


def _of_this_round() -> models.QuerySet[Feasible]:
    """What was said before the look-back that comes: one more than were closed."""
    closed = Evaluation.objects.filter(agreement=models.OuterRef("agreement"), state=State.CLOSED)
    counted = closed.order_by().values("agreement").annotate(n=models.Count("pk")).values("n")
    return Feasible.objects.filter(round=Coalesce(models.Subquery(counted), 0) + 1)


def look_backs_in(initiative: Initiative) -> LookBacksNow:
    """What `with_look_backs` loaded."""

    def rows(name: str) -> list[dict[str, Any]]:
        return getattr(initiative, name, None) or []

    running = rows_as(Evaluation, rows("evaluation_rows"))
    closed = rows_as(Evaluation, rows("closed_evaluation_rows"))
    rounds = rows_as(GroupRound, rows("round_rows"))
    shared = rows_as(GroupRound, rows("shared_round_rows"))
    experiments = rows_as(Experiment, rows("experiment_rows"))
    for evaluation in (*running, *closed):
        evaluation.agreement.initiative = initiative
    for own in (*rounds, *shared):
        own.initiative = initiative
    for experiment in experiments:
        experiment.initiative = initiative
    feasible: dict[int, set[str]] = defaultdict(set)
    for row in rows("feasible_rows"):
        feasible[row["agreement_id"]].add(row["side"])
    answered = any(bool(row["i_answered"]) for row in rows("round_rows"))
    pairs = zip(running, rows("evaluation_rows"), strict=True)
    return LookBacksNow(
        [_running(evaluation, row) for evaluation, row in pairs],
        next(iter(closed), None),
        next(iter(rounds), None),
        answered,
        next(iter(shared), None),
        experiments,
        feasible,
        getattr(initiative, "next_action_on", None),
        hasattr(initiative, "feasible_rows"),
    )


def _running(evaluation: Evaluation, row: dict[str, Any]) -> Running:
    sides = (GROUP, MUNICIPALITY)
    return Running(
        evaluation,
        bool(row["i_began"]),
        bool(row["i_finished"]),
        frozenset(side for side in sides if row[f"said_{side}"]),
        {side: row[f"mode_{side}"] or "" for side in sides},
        bool(row["joint_is_open"]),
    )


def may_round(who: Who, initiative: Initiative) -> bool:
    """Whether this one can begin a round of the group."""
    return may(who, Action.OWN_ROUND, initiative)


def moment_now(version: AgreementVersion) -> Moment:
    """How it stands with the next day; `version` was loaded with its pause."""
    return moment_of(
        version.agreement,
        running=version.status == Status.IN_EFFECT,
        paused_at=getattr(version, "paused_at", None),
        today=timezone.localdate(),
    )
