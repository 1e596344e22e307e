"""The texts of looking back that can be reported and hidden, and where each stands."""

from __future__ import annotations

from agreements.views.text_pages import PAGES, place
from agreements.views.texts import texts_as
from evaluations.models import (
    ClauseVerdict,
    Conclusion,
    Example,
    ExampleNote,
    Experiment,
    Feasible,
    LearningQuestion,
    Lesson,
    LookBackText,
    RoundAnswer,
    TrustText,
)

texts_as(
    {
        "terugblik": LookBackText,
        "nodig": TrustText,
        "haalbaar": Feasible,
        "oordeel": ClauseVerdict,
        "slot": Conclusion,
        "rondje": RoundAnswer,
        "les": Lesson,
        "voorbeeld": Example,
        "voorbeeldnotitie": ExampleNote,
        "experiment": Experiment,
        "leervraag": LearningQuestion,
    }
)

PAGES.update(
    {
        LookBackText: lambda text: place(
            "evaluation", text.look_back.evaluation_id, f"tekst-{text.pk}"
        ),
        TrustText: lambda text: place("evaluation", text.trust.evaluation_id, f"nodig-{text.pk}"),
        Feasible: lambda text: place("look_back_plan", text.agreement_id, f"haalbaar-{text.pk}"),
        ClauseVerdict: lambda text: place("evaluation", text.evaluation_id, f"oordeel-{text.pk}"),
        Conclusion: lambda text: place("evaluation", text.evaluation_id, f"slot-{text.pk}"),
        RoundAnswer: lambda text: place("group_round", text.round_id, f"antwoord-{text.pk}"),
        Lesson: lambda text: place("lesson", text.pk),
        Example: lambda text: place("example", text.pk),
        ExampleNote: lambda text: place("example", text.example_id, f"notitie-{text.pk}"),
        Experiment: lambda text: place("experiment", text.pk),
        LearningQuestion: lambda text: place("learning_question", text.pk),
    }
)
