from .agreement import Agreement
from .change_proposal import ChangeProposal
from .clause import Clause, Commitment, Line
from .comment import Comment
from .confirmation import Confirmation
from .look import Look
from .open_point import OpenPoint
from .pause import Pause
from .proposed_line import ProposalSupport, ProposedLine, TextChange
from .read_link import ReadLink
from .simpler_word import SimplerWord
from .talk import ObjectionTalk, OnBehalf
from .template import TemplateVersion
from .template_clause import TemplateClause, TemplateLine
from .version import AgreementVersion

__all__ = [
    "Agreement",
    "AgreementVersion",
    "ChangeProposal",
    "Clause",
    "Comment",
    "Commitment",
    "Confirmation",
    "Line",
    "Look",
    "ObjectionTalk",
    "OnBehalf",
    "OpenPoint",
    "Pause",
    "ProposalSupport",
    "ProposedLine",
    "ReadLink",
    "SimplerWord",
    "TemplateClause",
    "TemplateLine",
    "TemplateVersion",
    "TextChange",
]
