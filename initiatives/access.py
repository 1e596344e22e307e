"""Who may do what: roles from facts; the actions and the one table of them stand in `actions.py`.

404 is for what is not yours to see (`visible_to` on every queryset), 403 for what you may see but
not do (`require`). *When* something can be done stands in the models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from initiatives.actions import READER, ROLE_OF_SIDE, TABLE, Action, Role
from initiatives.models import Side

if TYPE_CHECKING:
    from accounts.models import User
    from initiatives.models import Initiative, Participant
    from initiatives.who import Who


__all__ = [
    "CORRECTS",
    "DECLINES",
    "ENDS",
    "HIDES",
    "TABLE",
    "WRITES_DRAFT_OF",
    "WRITES_FOR",
    "Action",
    "Belongs",
    "Role",
    "acting",
    "acting_by_link",
    "action_about",
    "action_to_let_in",
    "may",
    "require",
    "require_professional",
    "roles_of",
]

# What a link on "alleen lezen" still allows.
READING = frozenset(
    {
        Action.SEE_CARD,
        Action.SEE,
        Action.SEE_NAMES,
        Action.SEE_DATES,
        Action.READ_LOG,
        Action.SEE_KEYS,
    }
)


class Belongs(Protocol):
    """Anything that knows its initiative."""

    @property
    def initiative(self) -> Initiative: ...


def roles_of(who: Who, initiative: Initiative) -> frozenset[Role]:
    """What `who` is to `initiative` today. Empty: a stranger, who gets 404.

    A coordinator who takes part is both; what the two may see together is no more than each.
    """
    roles = set()
    if who.user is not None and who.user.is_manager:
        roles.add(Role.COORDINATOR)
    participant = who.participant_in(initiative)
    if participant is not None:
        return frozenset({ROLE_OF_SIDE[Side(participant.side)], *roles})
    if who.user is not None and who.user.is_professional:
        roles.add(Role.PROFESSIONAL)
    if who.came_by_link(initiative):
        roles.add(Role.READER)
    return frozenset(roles)


# What waits until somebody said of a newcomer by the link: yes, this one belongs here.
AFTER_ACCEPTANCE = frozenset({Action.MERGE, Action.LEAVE_CHANNEL, Action.KEEP_KEYS})


def may(who: Who, action: Action, thing: Belongs) -> bool:
    """Whether the table lets `who` do `action` on `thing`."""
    initiative = thing.initiative
    allowed = TABLE[action] & roles_of(who, initiative)
    if not allowed:
        return False
    me = who.participant_in(initiative)
    if action in AFTER_ACCEPTANCE and me is not None and not me.was_accepted:
        return False
    # What an account may by itself does not depend on a link; coming in by the link does.
    if action in READING or (who.user is not None and allowed != {READER}):
        return True
    return who.writes_by_link(initiative)


def require(who: Who, action: Action, thing: Belongs) -> None:
    """Raises `PermissionDenied` (403), with a sentence, when the table says no."""
    if may(who, action, thing):
        return
    link = who.link_to(thing.initiative)
    came_by_it = who.user is None or action is Action.TAKE_SEAT
    if came_by_it and link is not None and link.is_read_only:
        raise PermissionDenied(_("De link staat op alleen lezen. Vraag iemand van de groep."))
    raise PermissionDenied


def require_professional(who: Who) -> User:
    """The professional who acts outside any initiative; raises `PermissionDenied` for others."""
    if who.user is None or not who.user.is_professional:
        raise PermissionDenied(_("Dit is er alleen voor wie hier voor het werk aanmeldt."))
    return who.user


def acting(who: Who, action: Action, thing: Belongs, *, goes_on: bool = False) -> Participant:
    """The participant as whom `who` does `action`; 403 when it may not. Counts writes by link.

    `goes_on`: a text that is being typed saves itself again; that is no other write.

    Whoever does something is still there: at most one small write a day keeps that.

    Every verb of somebody who takes part begins here.
    """
    require(who, action, thing)
    participant = who.participant_in(thing.initiative)
    if participant is None:
        raise PermissionDenied
    seat = who.seat_in(thing.initiative) if who.user is None else None
    if seat is not None and not goes_on:
        seat.link.count_write()
    participant.give_sign()
    return participant


def acting_by_link(who: Who, action: Action, thing: Belongs) -> Participant | None:
    """As `acting`, but who came by the link of the group may do it before taking a place: None.

    Such a text is of the group and has no name. Somebody who signed in acts under that name.
    """
    me = who.participant_in(thing.initiative)
    link = who.link_to(thing.initiative)
    if me is not None or who.user is not None or link is None:
        return acting(who, action, thing)
    require(who, action, thing)
    link.count_write()
    return None


HIDES = {
    Side.GROUP: Action.HIDE_TEXT_OF_GROUP,
    Side.GUIDE: Action.HIDE_TEXT_OF_GUIDE,
    Side.MUNICIPALITY: Action.HIDE_TEXT_OF_MUNICIPALITY,
    Side.OTHER: Action.HIDE_TEXT_OF_OTHER,
}

# Who may say why a text that a side proposed is not taken over. One's own side withdraws.
DECLINES = {
    Side.GROUP: Action.DECLINE_TEXT_OF_GROUP,
    Side.GUIDE: Action.DECLINE_TEXT_OF_GROUP,
    Side.MUNICIPALITY: Action.DECLINE_TEXT_OF_MUNICIPALITY,
    Side.OTHER: Action.DECLINE_TEXT_OF_OTHER,
}

# Who may say that somebody of a side no longer takes part, and who may correct the days of it.
# Everybody does so for oneself; an official is replaced by a coordinator.
ENDS = {
    Side.GROUP: Action.CHANGE_GROUP,
    Side.GUIDE: Action.END_GUIDE,
    Side.OTHER: Action.END_OTHER,
}

CORRECTS = {
    Side.GROUP: Action.CORRECT_DAYS_OF_GROUP,
    Side.GUIDE: Action.END_GUIDE,
    Side.OTHER: Action.END_OTHER,
}


def action_about(who: Who, person: Participant, by_side: dict[Side, Action]) -> Action | None:
    """What `who` does when it is about `person`: LEAVE for oneself, else what the side says."""
    me = who.participant_in(person.initiative)
    if me is not None and me.pk == person.pk:
        return Action.LEAVE
    return by_side.get(Side(person.side))


LETS_IN = {
    Side.GROUP: Action.LET_IN_GROUP,
    Side.GUIDE: Action.LET_IN_GUIDE,
    Side.MUNICIPALITY: Action.LET_IN_OTHERS,
    Side.OTHER: Action.LET_IN_OTHERS,
}


def action_to_let_in(side: Side, *, is_alone: bool) -> Action:
    """What letting in somebody on `side` is. `is_alone`: of group and guides nobody takes part;
    then nobody could let in the first guide but the municipality."""
    if side == Side.GUIDE and is_alone:
        return Action.LET_IN_FIRST_GUIDE
    return LETS_IN[side]


# Who ends or puts back what stands on the profile for a side.
WRITES_FOR = {
    "group": Action.WRITE_FOR_GROUP,
    "municipality": Action.WRITE_FOR_MUNICIPALITY,
    "guide": Action.WRITE_FOR_GUIDE,
    "other": Action.WRITE_FOR_OTHER,
    "both": Action.CHANGE_PROFILE,
}

WRITES_DRAFT_OF = {
    Side.GROUP: Action.WRITE_DRAFT_OF_GROUP,
    Side.GUIDE: Action.WRITE_DRAFT_OF_GROUP,
    Side.MUNICIPALITY: Action.WRITE_DRAFT_OF_MUNICIPALITY,
}
