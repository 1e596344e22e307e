from . import look_back_day
from .agreement import Agreement
from .change_proposal import ChangeProposal
from .clause import Clause, Commitment, Line
from .comment import Comment
from .confirmation import Confirmation
from .legal_advice import LegalAdvice
from .look import Look
from .open_point import OpenPoint
from .other_party import OtherParty, PartyLink
from .pause import Pause
from .point_update import PointUpdate
from .progress import CommitmentUpdate, NewsAsk, OtherView, ProgressUpdate
from .proposed_line import ProposalSupport, ProposedLine, TextChange
from .read_link import ReadLink
from .side_answer import SideAnswer
from .simpler_word import SimplerWord
from .step import StepReached
from .talk import ObjectionTalk, OnBehalf
from .template import TemplateVersion
from .template_clause import TemplateClause, TemplateLine
from .use_slot import SlotException, UseSlot
from .version import AgreementVersion

__all__ = [
    "Agreement",
    "AgreementVersion",
    "ChangeProposal",
    "Clause",
    "Comment",
    "Commitment",
    "CommitmentUpdate",
    "Confirmation",
    "LegalAdvice",
    "Line",
    "Look",
    "NewsAsk",
    "ObjectionTalk",
    "OnBehalf",
    "OpenPoint",
    "OtherParty",
    "OtherView",
    "PartyLink",
    "Pause",
    "PointUpdate",
    "ProgressUpdate",
    "ProposalSupport",
    "ProposedLine",
    "ReadLink",
    "SideAnswer",
    "SimplerWord",
    "SlotException",
    "StepReached",
    "TemplateClause",
    "TemplateLine",
    "TemplateVersion",
    "TextChange",
    "UseSlot",
    "look_back_day",
]
