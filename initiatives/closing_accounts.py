"""Somebody stops working here: the work goes to a colleague, then the account closes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import SIDES, User
from initiatives.models import DUTIES, DutyKind, Handover, Participant, Side
from initiatives.models.staying import is_here
from initiatives.states import Refused

if TYPE_CHECKING:
    from initiatives.models.participants import ParticipantQuerySet


def places_of(user: User) -> ParticipantQuerySet:
    """Where `user` takes part for work today, by the name of the initiative.

    Not where somebody belongs to the group: a coordinator has nothing to do with that.
    """
    return (
        Participant.objects.filter(user=user, merged_into=None)
        .exclude(side=Side.GROUP)
        .on(timezone.localdate())
        .select_related("initiative", "initiative__neighbourhood")
        .order_by("initiative__name", "pk")
    )


def successors_of(user: User, sides: Iterable[str]) -> models.QuerySet[User]:
    """Colleagues who may stand on one of `sides`, which is where `user` stands."""
    wanted = set(sides)
    functions = [function for function, may_be_on in SIDES.items() if wanted & set(may_be_on)]
    colleagues = User.objects.filter(is_active=True, function__in=functions)
    return colleagues.exclude(pk=user.pk).order_by("name", "pk")


def hand_over_work(
    user: User, *, places: Iterable[Participant], successor: User, note: str, by: User
) -> int:
    """`successor` takes over `places` of `user`, with the duties; both sides read `note`.

    All of them or none. What was handed over already is passed by. Gives how many there were.
    """
    if not by.is_manager:
        raise PermissionDenied
    if not successor.is_active or successor.pk == user.pk:
        raise Refused(_("Deze collega kan het niet overnemen. Kies een andere."), kept=note)
    handed_over = 0
    with transaction.atomic():
        # One coordinator at a time, so that nobody gets two successors in one place.
        User.objects.select_for_update().get(pk=user.pk)
        wanted = [place.pk for place in places]
        for leaving in places_of(user).filter(pk__in=wanted).with_duties():
            _succeed(leaving, successor, note, by)
            handed_over += 1
    return handed_over


def _succeed(leaving: Participant, successor: User, note: str, by: User) -> None:
    initiative, side = leaving.initiative, Side(leaving.side)
    where = {"name": successor.name, "initiative": initiative.name}
    if side not in successor.sides:
        raise Refused(_("{name} kan bij {initiative} niet meedoen.").format(**where), kept=note)
    person = Participant.objects.filter(initiative=initiative, user=successor).first()
    takes_part = person is not None and is_here(person)
    if person is None:
        person = Participant.begin(initiative, side=side, name=successor.name, user=successor)
    elif takes_part and person.side != side:
        said = _("{name} doet bij {initiative} al aan een andere kant mee.").format(**where)
        raise Refused(said, kept=note)
    elif not takes_part:
        person.side = side
        person.save(update_fields=["side"])
        person.come_back(by=None)
    if not takes_part and side == Side.MUNICIPALITY:
        initiative.tell("official_placed", by=None, user=by, about=person, name=by.name)
    elif not takes_part:
        initiative.tell("participant_added", by=None, user=by, about=person)
    Handover.replace(leaving, arriving=person, note=note, user=by)
    for duty in leaving.duties_today:
        if DutyKind(duty.kind) in DUTIES[side]:
            person.take_duty(DutyKind(duty.kind), by=None)


def close_account(user: User, *, by: User) -> None:
    """`user` can sign in no more and takes part nowhere from now on; what they wrote stays.

    Raises `ValidationError` when nobody would be left to let colleagues in.
    """
    with transaction.atomic():
        user.deactivate(by=by)
        own = Participant.objects.filter(user=user, merged_into=None)
        for person in own.on(timezone.localdate()).select_related("initiative").order_by("pk"):
            person.leave(by=None)
        # Who asked to take part somewhere asks no more.
        for request in user.join_requests.waiting():
            request.delete()
