from .duty import (
    DUTIES,
    SPEAKS_FOR_MUNICIPALITY,
    Duty,
    DutyKind,
)
from .event import Event, tell_as
from .initiative import Initiative, Neighbourhood
from .joining import JoinRequest
from .link import Seat, ShareLink
from .participant import LadderStep, Participant, Period, Side
from .written import Written

__all__ = [
    "DUTIES",
    "SPEAKS_FOR_MUNICIPALITY",
    "Duty",
    "DutyKind",
    "Event",
    "Initiative",
    "JoinRequest",
    "LadderStep",
    "Neighbourhood",
    "Participant",
    "Period",
    "Seat",
    "ShareLink",
    "Side",
    "Written",
    "tell_as",
]
