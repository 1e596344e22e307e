"""People who sign in, who is invited, and on which devices they are."""

from .invitation import Invitation, InvitationGone
from .session import Device, Session
from .user import SIDES, ChangedMeanwhile, Function, User, email_taken

__all__ = [
    "SIDES",
    "ChangedMeanwhile",
    "Device",
    "Function",
    "Invitation",
    "InvitationGone",
    "Session",
    "User",
    "email_taken",
]
