"""The pages of looking back and learning that people look at most; see main_pages.py."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from accounts.models import User
from agreements.models import Agreement, AgreementVersion, Clause, Commitment
from agreements.states import Status
from evaluations.models import Evaluation
from evaluations.states import State
from initiatives.models import Initiative, Participant, Side
from tests.world_evaluations import make_evaluation

if TYPE_CHECKING:
    from tests.main_pages import Place

GUIDE, OFFICIAL, PHONE, READER = "guide", "official", "phone of the group", "reader"

Row = tuple[str, list[Any], tuple[str, ...]]


def rows_of(place: Place) -> list[Row]:
    """Url name, its arguments, and who look at it."""
    initiative, agreement = [place.initiative.pk], [place.version.agreement_id]
    running, talking = [place.evaluation.pk], [place.talking.pk]
    key = place.talking.version.clauses.all()[0].key
    return [
        ("look_backs", initiative, (PHONE, OFFICIAL, READER)),
        ("look_back_plan", agreement, (PHONE, OFFICIAL, READER)),
        ("evaluation", running, (GUIDE, OFFICIAL, PHONE, READER)),
        ("gather_answers", running, (PHONE, OFFICIAL)),
        ("look_back", running, (PHONE, OFFICIAL)),
        ("look_back_step", [*running, "trots"], (PHONE, OFFICIAL)),
        ("trust_check", running, (PHONE, READER)),
        ("trust_joint", running, (OFFICIAL,)),
        ("trust_cards", running, (PHONE, OFFICIAL)),
        ("evaluation", talking, (PHONE, OFFICIAL, READER)),
        ("say_verdict", [*talking, key], (PHONE, OFFICIAL)),
        ("conclude", talking, (PHONE, OFFICIAL)),
        ("close_evaluation", talking, (PHONE, OFFICIAL)),
        ("group_rounds", initiative, (PHONE, GUIDE, OFFICIAL)),
        ("start_round", initiative, (PHONE, GUIDE)),
        ("group_round", [place.round.pk], (PHONE, GUIDE)),
        ("learning", [], (GUIDE, OFFICIAL, PHONE)),
        ("initiative_learning", initiative, (PHONE, OFFICIAL, READER)),
        ("add_lesson", initiative, (PHONE, OFFICIAL)),
        ("lesson", [place.lesson.pk], (PHONE, OFFICIAL)),
        ("lessons_that_fit", initiative, (PHONE, OFFICIAL)),
        ("add_example", initiative, (PHONE, OFFICIAL)),
        ("example", [place.example.pk], (PHONE, OFFICIAL, READER)),
        ("experiment", [place.experiment.pk], (PHONE, OFFICIAL)),
        ("learning_question", [place.question.pk], (PHONE, OFFICIAL)),
    ]


def talking_in(initiative: Initiative, official: User) -> Evaluation:
    """A look-back on a small text of its own, of which both sides see what was said; made when it
    is not there yet."""
    found = Evaluation.objects.filter(agreement__initiative=initiative, state=State.TALKING).first()
    if found is not None:
        return found
    by = Participant.objects.get(user=official, initiative=initiative)
    now = timezone.now()
    agreement = Agreement.objects.create(
        initiative=initiative,
        title="De kas",
        started_at=now - timedelta(days=400),
        look_back_on=timezone.localdate(),
    )
    version = AgreementVersion.objects.create(
        agreement=agreement,
        number=1,
        status=Status.IN_EFFECT,
        began_by=by,
        began_side=Side.MUNICIPALITY,
        purpose="Wij willen samen een kas.",
        proposed_at=now,
        proposed_by=by,
        seal="of a text made for measuring",
        in_effect_at=now,
        in_effect_by=by,
    )
    clause = Clause.objects.create(
        version=version, key="glass", heading="Wie zorgt voor het glas?", position=1
    )
    Commitment.objects.create(
        clause=clause, key="glass-1", position=1, party="group", text="Wij wassen het glas."
    )
    return make_evaluation(version, by, state=State.TALKING)
