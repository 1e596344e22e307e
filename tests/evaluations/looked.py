"""What the tests of the result share: a look-back that people filled in, and then ended."""

from __future__ import annotations

from agreements.models import AgreementVersion, Commitment, Line
from evaluations.models import Evaluation, LookBack, LookBackText
from evaluations.publishing import KEYS
from evaluations.states import LineWord
from initiatives.models import Participant
from tests.conftest import Cast
from tests.factories import line, make_participant
from tests.overview import world
from tests.world_evaluations import make_evaluation

KEPT, BUSY, NOT_KEPT = LineWord.KEPT, LineWord.UNDER_WAY, LineWord.NOT_KEPT


def lines() -> tuple[Line, ...]:
    return (
        line("Wij ruimen elke avond op.", "group"),
        line("Er hangt een lamp bij de deur.", "municipality", kind="promise"),
        line("Samen praten we met de buren."),
    )


def answering(cast: Cast, version: AgreementVersion | None = None) -> Evaluation:
    """Nine of the group are asked, and three officials: those answer openly."""
    version = version or world.run(cast, *lines())
    return make_evaluation(version, cast.wouter, group=9, municipality=3)


def lines_of(evaluation: Evaluation) -> list[Commitment]:
    found = Commitment.objects.filter(clause__version=evaluation.version)
    return list(found.order_by("clause__position", "position"))


def fill_in(
    evaluation: Evaluation,
    by: Participant,
    words: tuple[str, ...] = (),
    *,
    together: int | None = None,
    outcome: str = "",
    **texts: str,
) -> LookBack:
    """One word for each line, from the first on; and answers by the key of their question."""
    sheet = LookBack.begin(evaluation, by=by, together=together)
    pks = [line.pk for line in lines_of(evaluation)]
    sheet.say_of_lines({pk: word for pk, word in zip(pks, words, strict=False) if word})
    for question, text in texts.items():
        sheet.answer(question, text)
    sheet.finish(outcome=outcome)
    return sheet


def trust(evaluation: Evaluation, group: list[int], municipality: dict[str, int] | None) -> None:
    """Everybody of the group says one thing of all sentences; the municipality one of each."""
    check = evaluation.trust.get(side="group")
    for answer in group:
        check.add_answer(dict.fromkeys(KEYS, answer))
    if municipality is not None:
        open_form = evaluation.trust.get(side="municipality")
        official = evaluation.agreement.initiative.participants.filter(side="municipality")[0]
        open_form.say_joint(
            by=official,
            answers={key: municipality.get(key, 3) for key in KEYS},
            text="",
            signed_as="beheer en wijkteam",
            seen=open_form.revision,
        )


def over(cast: Cast, version: AgreementVersion | None = None) -> Evaluation:
    """Two of the group filled in, and one official; the sides see the second line otherwise."""
    evaluation = answering(cast, version)
    fill_in(
        evaluation, cast.noor, (KEPT, NOT_KEPT, BUSY), proud="De avonden.", quote="Het is van ons."
    )
    fill_in(evaluation, cast.dex, (KEPT, NOT_KEPT, KEPT), together=7, wrong="Het was donker.")
    fill_in(evaluation, cast.wouter, (KEPT, KEPT), proud="Dat jullie bleven.")
    trust(evaluation, [2] * 9, {"dare": 4, "keeps": 2})
    evaluation.gather(by=cast.wouter)
    return evaluation


def crowd(cast: Cast, evaluation: Evaluation, people: int, **texts: str) -> None:
    """More of the group fill in, each with the same answers and a number behind it."""
    for n in range(people):
        person = make_participant(cast.club, name=f"Zwaluw{n}")
        fill_in(evaluation, person, **{key: f"{text} {n}" for key, text in texts.items()})


def texts_of(evaluation: Evaluation) -> list[LookBackText]:
    return list(LookBackText.objects.filter(look_back__evaluation=evaluation))
