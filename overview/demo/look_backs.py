"""The chillclub looked back once, and out of it came the second text; at the green spot one
opens now."""

from __future__ import annotations

from agreements.models import Agreement, AgreementVersion, Commitment
from agreements.progress import is_followed
from evaluations.going_on import mark_of_page
from evaluations.models import (
    ClauseVerdict,
    Conclusion,
    Evaluation,
    Example,
    GroupRound,
    Lesson,
    LookBack,
    RoundAnswer,
)
from evaluations.publishing import KEYS
from evaluations.states import ExampleKind, LineWord, Outcome, RoundMood, Verdict
from initiatives.models import Initiative, Participant, Side

from .progress import line_of
from .writing import MUNICIPALITY, WE, in_days

KEPT, NOT_KEPT, UNDER_WAY = LineWord.KEPT, LineWord.NOT_KEPT, LineWord.UNDER_WAY
# What nine of the group chose: how often 1 to 5, in the order of the sentences.
OF_GROUP = {
    "keeps": (0, 2, 4, 3, 0),
    "thinks": (0, 0, 2, 7, 0),
    "tells": (0, 0, 0, 8, 1),
    "able": (0, 0, 3, 4, 2),
    "dare": (1, 3, 4, 1, 0),
}
OF_MUNICIPALITY = {"keeps": 4, "thinks": 4, "tells": 4, "able": 3, "dare": 4}
STILL_NEEDED = (
    "Dat iemand opneemt als we bellen.",
    "Een lamp bij de deur.",
    "Dat we het eerder horen als iets niet lukt.",
)

OF_NOOR = {
    "proud": "Dat we elke week open waren.",
    "wrong": "Het bleef donker bij de deur.",
    "gives": "Samen koken.",
    "costs": "Wachten op een antwoord.",
    "missing": "De meiden van de basketbal.",
    "quote": "Sinds we zelf de sleutel hebben is het van ons.",
}
OF_DEX = {
    "proud": "Er kwamen ook mensen die we nog niet kenden.",
    "gives": "De avonden met muziek.",
    "learned": "Iets regelen bij de gemeente gaat langs veel mensen.",
}
OF_LINA = {
    "wrong": "We hoorden pas laat dat de lampen niet kwamen.",
    "costs": "Opruimen met te weinig mensen.",
    "learned": "Ze nemen ons serieus als we met een plan komen.",
}
OF_WOUTER = {
    "proud": "De groep opent en sluit zelf, en dat ging elke keer goed.",
    "wrong": "De lampen. De aannemer zat niet aan tafel, dus hij wist van niets.",
    "learned": "Appen gaat sneller dan een brief.",
}
OF_ELS = {
    "gives": "Een avond meekoken.",
    "missing": "Iemand van het gebouw zelf.",
}


def look_back_on_first(
    version: AgreementVersion, samira: Participant, wouter: Participant, els: Participant
) -> None:
    """Six weeks had passed. They want to go on, with another agreement about the times."""
    club = version.initiative
    noor, dex, lina = (club.participants.get(name=name) for name in ("Noor", "Dex", "Lina"))
    evaluation = Evaluation.open(
        version.agreement, by=samira, invited_group=9, invited_municipality=2
    )
    for by, words in ((noor, OF_NOOR), (dex, OF_DEX), (lina, OF_LINA)):
        lamps = UNDER_WAY if by == lina else NOT_KEPT
        _fill_in(evaluation, by, words, lamps=lamps, together=4 if by == noor else None)
    for by, words in ((wouter, OF_WOUTER), (els, OF_ELS)):
        _fill_in(evaluation, by, words, lamps=UNDER_WAY)
    _check_trust(evaluation, els)
    evaluation.gather(by=samira)
    _go_on(evaluation, noor, wouter)
    Lesson.write(
        club,
        by=noor,
        happened="De lampen bij de deur waren beloofd, en ze kwamen niet.",
        text="Spreek af wie na een maand belt om te vragen hoe het staat.",
        pattern="lone_general",
        is_for_everyone=True,
        evaluation=evaluation,
    )


def _fill_in(
    evaluation: Evaluation,
    by: Participant,
    words: dict[str, str],
    *,
    lamps: LineWord,
    together: int | None = None,
) -> None:
    """Every line went as it should, but for the lamps, and cleaning is hard work."""
    version = evaluation.version
    sheet = LookBack.begin(evaluation, by=by, together=together)
    for question, text in words.items():
        pattern = "empty_seat" if text == OF_WOUTER["wrong"] else ""
        sheet.answer(question, text, pattern)
    lines = Commitment.objects.filter(clause__version=version)
    said: dict[int, str] = {line.pk: KEPT for line in lines if is_followed(line)}
    said[line_of(version, "means", MUNICIPALITY).pk] = lamps
    said[line_of(version, "cleaning", WE).pk] = UNDER_WAY
    sheet.say_of_lines(said)
    if by.side == Side.GROUP:
        sheet.say_numbers(people_came=20, times_open=12)
    sheet.finish(outcome=Outcome.CHANGE)


def _check_trust(evaluation: Evaluation, official: Participant) -> None:
    """Nine of the group without a name, and the municipality openly as one side."""
    said = {key: [at for at, n in enumerate(OF_GROUP[key], 1) for _ in range(n)] for key in KEYS}
    group = evaluation.trust.get(side=Side.GROUP)
    for n in range(9):
        text = STILL_NEEDED[n] if n < len(STILL_NEEDED) else ""
        group.add_answer({key: said[key][n] for key in KEYS}, text)
    official_check = evaluation.trust.get(side=Side.MUNICIPALITY)
    official_check.say_joint(
        by=official,
        answers=OF_MUNICIPALITY,
        text="Eén plek waar jullie en wij zien wat er nog openstaat.",
        signed_as="het vaste gezicht en de vervanger",
        seen=official_check.revision,
    )


def _go_on(evaluation: Evaluation, noor: Participant, wouter: Participant) -> None:
    evaluation.refresh_from_db()
    ClauseVerdict.say(
        evaluation,
        by=noor,
        key="times",
        word=Verdict.CHANGE,
        text="Op vrijdag is tien uur te vroeg.",
    )
    ClauseVerdict.say(
        evaluation,
        by=wouter,
        key="times",
        word=Verdict.CHANGE,
        text="Het ging goed, dus het mag een uur later.",
    )
    for by, why in (
        (noor, "Het gaat goed. Alleen de tijd mag anders."),
        (wouter, "Wij willen graag verder."),
    ):
        ClauseVerdict.keep_rest(evaluation, by=by)
        Conclusion.say(evaluation, by=by, outcome=Outcome.CHANGE, text=why, next_on=in_days(84))
    seen = mark_of_page(evaluation.conclusions.all(), evaluation.verdicts.all())
    evaluation.close(by=noor, seen=seen)


def keep_in_mind(club: Initiative) -> None:
    """Today: a round that only the group sees, and an example for everyone here."""
    wouter = club.participants.get(name__startswith="Wouter")
    noor, dex = club.participants.get(name="Noor"), club.participants.get(name="Dex")
    asked = GroupRound.start(club, by=noor, question="Wat doen we in de vakantie?")
    RoundAnswer.say(
        asked,
        by=noor,
        mood=RoundMood.GOOD,
        good="Er komen nieuwe mensen.",
        own="Een filmavond.",
    )
    RoundAnswer.say(asked, by=dex, mood=RoundMood.SO_SO, better="Wie ruimt er op?")
    Example.add(
        club,
        by=wouter,
        title="Zelf openen en sluiten",
        text="Twee van de groep hebben een sleutel van de kelder. Zij openen en sluiten.",
        kind=ExampleKind.WAY,
        worked="De groep voelt zich baas over de eigen plek.",
        did_not_work="Op vakantiedagen was soms niemand met een sleutel in de stad.",
        take_along="Spreek een derde af die kan invallen.",
        is_for_everyone=True,
    )


def open_at_green_spot(agreement: Agreement, tessa: Participant) -> None:
    """It opens now: nobody filled in anything yet."""
    Evaluation.open(agreement, by=tessa, invited_group=6, invited_municipality=1)
