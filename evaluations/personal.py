"""The personal fields of looking back. What is answered to the trust check is not among them: no
answer is stored, and nothing says who gave one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.personal import Personal
from evaluations.models import (
    ClauseVerdict,
    Conclusion,
    Evaluation,
    Example,
    ExampleNote,
    Experiment,
    Feasible,
    GroupRound,
    LearningQuestion,
    Lesson,
    LookBack,
    LookBackText,
    RoundAnswer,
    TrustCheck,
    TrustText,
)
from evaluations.states import State
from initiatives.masking import Mask, mask_rows
from initiatives.models import Circle, Initiative, Participant
from initiatives.personal_fields import REPORTED, fact, hidden, text, who

OF_AGREEMENT = "agreement__initiative"
OF_EVALUATION = "evaluation__agreement__initiative"
OF_LOOK_BACK = "look_back__evaluation__agreement__initiative"
OF_CHECK = "trust__evaluation__agreement__initiative"
OF_ROUND = "round__initiative"
AFTERWARDS = "who reads along once answering is over, as of a side"
IN_ROUND = "the group and its guides; who reads along once they share it, without who it was"
HERE = "who reads along, or everyone here, as the writer chose"
ITS_CIRCLE = "who reads along, the own side or only the writer: as the writer chose"

PERSONAL = (
    Personal(
        Evaluation,
        _("Terugblik die je begon"),
        (
            who("opened_by", "who began it"),
            who("gathered_by", "who ended answering"),
            who("closed_by", "who closed it"),
        ),
        owner="opened_by",
        at="opened_at",
        home=OF_AGREEMENT,
    ),
    Personal(
        Feasible,
        _("Wat je zei over wat haalbaar is"),
        (
            fact("word", _("is dat haalbaar?"), "whether a side thinks that it works out"),
            text("text", _("tekst"), "what is needed for it"),
            who("by", "who said it for the side"),
            REPORTED,
        ),
        owner="by",
        at="said_at",
        home=OF_AGREEMENT,
    ),
    hidden(Feasible, home=OF_AGREEMENT),
    Personal(
        LookBack,
        _("Wat je invulde bij het terugkijken"),
        (
            fact("outcome", _("hoe verder"), "how somebody wants to go on", AFTERWARDS),
            who("by", "who filled it in", "nobody"),
        ),
        owner="by",
        at="began_on",
        home=OF_EVALUATION,
    ),
    Personal(
        LookBackText,
        _("Wat je schreef bij het terugkijken"),
        (
            text("text", _("tekst"), "how somebody looks back", AFTERWARDS),
            fact("pattern", _("patroon"), "what it looks like", AFTERWARDS),
            REPORTED,
        ),
        owner="look_back__by",
        at="look_back__began_on",
        home=OF_LOOK_BACK,
    ),
    hidden(LookBackText, home=OF_LOOK_BACK),
    Personal(
        TrustCheck,
        _("Vragen over vertrouwen die je voor de gemeente beantwoordde"),
        (
            text("signed_as", _("namens wie"), "with which functions a side signs", AFTERWARDS),
            who("joint_by", "who filled in the open form of the municipality"),
        ),
        owner="joint_by",
        at="evaluation__opened_at",
        home=OF_EVALUATION,
    ),
    Personal(
        TrustText,
        "",
        (text("text", _("tekst"), "what is still needed; nobody knows who wrote it"), REPORTED),
        home=OF_CHECK,
    ),
    hidden(TrustText, home=OF_CHECK),
    Personal(
        ClauseVerdict,
        _("Wat je van een onderdeel vond"),
        (
            fact("word", _("houden of veranderen"), "what should become of a clause"),
            text("text", _("tekst"), "why"),
            who("by", "who said it for the side"),
            REPORTED,
        ),
        owner="by",
        at="said_at",
        home=OF_EVALUATION,
    ),
    hidden(ClauseVerdict, home=OF_EVALUATION),
    Personal(
        Conclusion,
        _("Hoe jullie kant verder wilde, zoals jij het opschreef"),
        (
            fact("outcome", _("hoe verder"), "how a side wants to go on"),
            text("text", _("waarom"), "why"),
            text("place", _("de plek"), "how a place is left"),
            text("lesson", _("les"), "what people take along"),
            who("by", "who said it for the side"),
            REPORTED,
        ),
        owner="by",
        at="said_at",
        home=OF_EVALUATION,
    ),
    hidden(Conclusion, home=OF_EVALUATION),
    Personal(
        GroupRound,
        _("Rondje dat je begon"),
        (
            text("question", _("eigen vraag"), "what a group asks itself", IN_ROUND),
            who("opened_by", "who began it", IN_ROUND),
            who("shared_by", "who shared it"),
        ),
        owner="opened_by",
        at="opened_at",
    ),
    Personal(
        RoundAnswer,
        _("Wat je zei in een rondje van de groep"),
        (
            fact("mood", _("hoe gaat het?"), "how somebody feels about it", IN_ROUND),
            text("good", _("wat gaat goed"), "what goes well", IN_ROUND),
            text("better", _("wat kan beter"), "what can be better", IN_ROUND),
            text("own", _("antwoord"), "the answer to the question of the group", IN_ROUND),
            who("by", "who said it", "nobody"),
            REPORTED,
        ),
        owner="by",
        at="said_on",
        home=OF_ROUND,
    ),
    hidden(RoundAnswer, home=OF_ROUND),
    Personal(
        Lesson,
        _("Les die je opschreef"),
        (
            text("happened", _("wat er gebeurde"), "what happened", HERE),
            text("text", _("wat jullie meenemen"), "what people take along", HERE),
            who("by", "who wrote it down"),
            REPORTED,
        ),
        owner="by",
        at="said_at",
    ),
    hidden(Lesson),
    Personal(
        Example,
        _("Voorbeeld dat je opschreef"),
        (
            text("title", _("wat het is"), "what it is", HERE),
            text("place", _("waar"), "where it was", HERE),
            text("text", _("wat er gebeurde"), "what happened", HERE),
            text("worked", _("wat werkte"), "what worked", HERE),
            text("did_not_work", _("wat niet werkte"), "what did not", HERE),
            text("take_along", _("wat we meenemen"), "what people take along", HERE),
            text("dos", _("wel doen"), "what to do", HERE),
            text("donts", _("niet doen"), "what not to do", HERE),
            text("link", _("adres"), "where more can be read", HERE),
            who("by", "who wrote it down"),
            REPORTED,
        ),
        owner="by",
        at="said_at",
    ),
    hidden(Example),
    Personal(
        ExampleNote,
        _("Wat jullie van een voorbeeld kunnen leren, volgens jou"),
        (
            text("text", _("tekst"), "what people can learn from an example"),
            who("by", "who wrote it down"),
            REPORTED,
        ),
        owner="by",
        at="said_at",
    ),
    hidden(ExampleNote),
    Personal(
        Experiment,
        _("Experiment dat je opschreef"),
        (
            text("text", _("wat jullie proberen"), "what people try", HERE),
            text("saw", _("wat jullie zagen"), "what came of it", HERE),
            who("by", "who wrote it down"),
            REPORTED,
        ),
        owner="by",
        at="said_at",
    ),
    hidden(Experiment),
    Personal(
        LearningQuestion,
        _("Leervraag die je opschreef"),
        (
            text("text", _("vraag"), "what somebody wants to learn", ITS_CIRCLE),
            text("why", _("waarom"), "why", ITS_CIRCLE),
            text("trying", _("wat je probeert"), "what somebody tries", ITS_CIRCLE),
            text("with_whom", _("met wie"), "with whom", ITS_CIRCLE),
            text("happened", _("wat er gebeurde"), "what happened", ITS_CIRCLE),
            who("by", "who wrote it", ITS_CIRCLE),
            fact("circle", _("wie het leest"), "who may read it", ITS_CIRCLE),
            REPORTED,
        ),
        owner="by",
        at="said_at",
    ),
    hidden(LearningQuestion),
)

NOT_PERSONAL = {
    "evaluations.Evaluation.state": "where a look-back is",
    "evaluations.Evaluation.outcome": "what both sides chose",
    "evaluations.Feasible.side": "a side, no person",
    "evaluations.LookBack.side": "a side, no person",
    "evaluations.LineLookBack.word": "how a line went; counted per side",
    "evaluations.LookBackText.question": "which question is answered",
    "evaluations.TrustCheck.side": "a side, no person",
    "evaluations.TrustCheck.mode": "how a side answers",
    "evaluations.TrustCheck.tally": "the sum of all answers of a side, until answering is over",
    "evaluations.TrustCheck.result": "what is shown of a side",
    "evaluations.TrustCheck.joint": "the open answers of a small municipality, as one side",
    "evaluations.ClauseVerdict.clause_key": "which clause it is about",
    "evaluations.ClauseVerdict.side": "a side, no person",
    "evaluations.Conclusion.side": "a side, no person",
    "evaluations.Conclusion.key": "where the key is",
    "evaluations.Lesson.pattern": "what it looks like",
    "evaluations.Example.kind": "what sort of example it is",
    "evaluations.Example.pattern": "what it looks like",
    "evaluations.Experiment.clause_key": "which clause it grew out of",
    "evaluations.Experiment.ended_as": "whether people go on with it",
    "evaluations.LearningQuestion.side": "a side, no person",
}


def mask_texts(initiative: Initiative, mask: Mask) -> None:
    """Takes the names of `mask` out of every text of looking back and learning of `initiative`.
    Call it in a transaction."""
    if not mask:
        return
    # When answering ends, answers get new numbers: a name could stay behind under another one.
    answering = Evaluation.objects.filter(agreement__initiative=initiative, state=State.ANSWERING)
    running = GroupRound.objects.filter(initiative=initiative, closed_at=None)
    for kept in (answering, running):
        list(kept.order_by("pk").select_for_update(of=("self",)))
    for rows in PERSONAL:
        mask_rows(rows, initiative, mask)
    # What is written for the trust check lies in a sum, until answering is over.
    waiting = TrustCheck.objects.filter(evaluation__agreement__initiative=initiative)
    for check in waiting.filter(result=None).order_by("pk"):
        check.mask(mask)


def forget_own(person: Participant) -> None:
    """Deletes what `person` wrote for no other eyes."""
    LearningQuestion.objects.filter(by=person, circle=Circle.OWN).delete()
