"""What lives in the running text of test_access.py: a step, an open point, a question of law.

Made when a path first names it, so that the other tests of every url do not carry it along.
"""

from __future__ import annotations

from django.utils import timezone

from agreements.models import (
    AgreementVersion,
    Clause,
    Commitment,
    LegalAdvice,
    OpenPoint,
    PointUpdate,
)
from agreements.states import ProgressState
from initiatives.models import Initiative, Participant
from tests.factories import add_clause, line, make_agreement
from tests.world_makers import take_effect

CONDITION = "het drie maanden goed gaat"
STEP = "Dan krijgen wij een eigen sleutel."
WHAT = "Mag de muziek aan op zondag?"
TITLE = "Stap voor stap"


def with_a_step(initiative: Initiative, official: Participant) -> AgreementVersion:
    """The one text in effect with a step and an open point; made when it is not there."""
    there = AgreementVersion.objects.in_effect().filter(
        agreement__initiative=initiative, agreement__title=TITLE
    )
    found = there.select_related("agreement__initiative").first()
    if found is not None:
        return found
    draft = make_agreement(initiative, by=official, title=TITLE, clauses=0)
    add_clause(draft, "Wanneer een sleutel?", line(STEP, condition=CONDITION))
    add_clause(draft, "Wat doen we?", line("Samen ruimen we op."))
    OpenPoint.add(draft, what=WHAT, party="both", due_on=timezone.localdate())
    draft.propose(by=official)
    return take_effect(draft, official)


def clause_of(version: AgreementVersion) -> Clause:
    return version.clauses.all()[0]


def step_of(version: AgreementVersion) -> Commitment:
    found = Commitment.objects.filter(clause__version=version).exclude(condition="")
    return found.select_related("clause__version__agreement__initiative").get()


def point_of(version: AgreementVersion) -> OpenPoint:
    return version.open_points.get()


def found_of(version: AgreementVersion, by: Participant) -> PointUpdate:
    """What was found out; said once."""
    return PointUpdate.say(
        point_of(version), by=by, state=ProgressState.DONE, text="Tot tien uur mag het."
    )


def advice_of(version: AgreementVersion, by: Participant) -> LegalAdvice:
    return LegalAdvice.ask(
        clause_of(version),
        by=by,
        text="Mag een groep zonder rechtsvorm een sleutel hebben?",
        asked_of="de jurist van de gemeente",
        asked_on=timezone.localdate(),
    )
