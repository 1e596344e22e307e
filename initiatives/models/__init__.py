from .contact import (
    ChannelKind,
    ChannelReader,
    ContactChannel,
    ContactView,
    ViewReason,
)
from .duty import (
    DUTIES,
    SPEAKS_FOR_MUNICIPALITY,
    Duty,
    DutyKind,
)
from .event import Event, tell_as
from .handover import Handover
from .handover_note import HandoverNote
from .initiative import Initiative, InitiativeKind, LegalForm, Neighbourhood
from .joining import JoinRequest
from .link import ShareLink
from .link_kind import LinkKind
from .logbook import Circle, Contact, LogLine, Mood
from .own_word import OwnWord
from .participant import Participant
from .partner import Influence, Partner, PartnerKind
from .period import LadderStep, Period, Side, Stay, stays_of
from .profile import (
    Direction,
    Goal,
    Headcount,
    NamePiece,
    Origin,
    Reciprocity,
)
from .seat import Seat
from .written import Hideable, Written

__all__ = [
    "DUTIES",
    "SPEAKS_FOR_MUNICIPALITY",
    "ChannelKind",
    "ChannelReader",
    "Circle",
    "Contact",
    "ContactChannel",
    "ContactView",
    "Direction",
    "Duty",
    "DutyKind",
    "Event",
    "Goal",
    "Handover",
    "HandoverNote",
    "Headcount",
    "Hideable",
    "Influence",
    "Initiative",
    "InitiativeKind",
    "JoinRequest",
    "LadderStep",
    "LegalForm",
    "LinkKind",
    "LogLine",
    "Mood",
    "NamePiece",
    "Neighbourhood",
    "Origin",
    "OwnWord",
    "Participant",
    "Partner",
    "PartnerKind",
    "Period",
    "Reciprocity",
    "Seat",
    "ShareLink",
    "Side",
    "Stay",
    "ViewReason",
    "Written",
    "stays_of",
    "tell_as",
]
