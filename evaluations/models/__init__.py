from . import closing, gathering, opening
from .concluding import ClauseVerdict, Conclusion
from .evaluation import Evaluation
from .example import Example, ExampleNote
from .experiment import Experiment
from .feasible import Feasible
from .learning_question import LearningQuestion
from .lesson import Lesson
from .look_back import LineLookBack, LookBack, LookBackText
from .own_round import GroupRound, RoundAnswer
from .trust import TrustCheck, TrustText

__all__ = [
    "ClauseVerdict",
    "Conclusion",
    "Evaluation",
    "Example",
    "ExampleNote",
    "Experiment",
    "Feasible",
    "GroupRound",
    "LearningQuestion",
    "Lesson",
    "LineLookBack",
    "LookBack",
    "LookBackText",
    "RoundAnswer",
    "TrustCheck",
    "TrustText",
    "closing",
    "gathering",
    "opening",
]
