from . import closing, planning
from .action import ActionItem
from .action_update import ActionUpdate
from .agenda_item import AgendaItem, PassedOver
from .correction import Correction
from .decision import Decision
from .from_a_side import FromASide
from .knot import Knot
from .knot_reply import KnotReply
from .meeting import Attendance, Meeting, MeetingMove
from .perspective import Perspective
from .prep_point import PrepPoint
from .risk import RiskItem, RiskReview

__all__ = [
    "ActionItem",
    "ActionUpdate",
    "AgendaItem",
    "Attendance",
    "Correction",
    "Decision",
    "FromASide",
    "Knot",
    "KnotReply",
    "Meeting",
    "MeetingMove",
    "PassedOver",
    "Perspective",
    "PrepPoint",
    "RiskItem",
    "RiskReview",
    "closing",
    "planning",
]
