from .agreement import Agreement
from .clause import Clause, Commitment, Line
from .comment import Comment
from .confirmation import Confirmation, ObjectionTalk, OnBehalf
from .read_link import ReadLink
from .version import AgreementVersion

__all__ = [
    "Agreement",
    "AgreementVersion",
    "Clause",
    "Comment",
    "Commitment",
    "Confirmation",
    "Line",
    "ObjectionTalk",
    "OnBehalf",
    "ReadLink",
]
