from .action import ActionItem, ActionUpdate
from .agenda_item import AgendaItem, PassedOver
from .correction import Correction
from .decision import Decision, Perspective
from .from_a_side import FromASide
from .knot import Knot, KnotReply
from .meeting import Attendance, Meeting, MeetingMove
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
]
