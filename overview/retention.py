"""What goes when its time has come. `manage.py retention` runs it; nothing else depends on it.

Each job knows what is due today. Doing it twice, or by two at once, is the same as doing it once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Invitation, Session, User
from initiatives.fading import due_on
from initiatives.models import ContactChannel, ContactView, JoinRequest, Participant, Period, Seat
from initiatives.models.participants import months_before
from initiatives.models.period import running_on
from initiatives.states import Refused
from overview import erased
from overview.forgetting import closed_accounts, fade_when_due, forget_again, forget_user
from places.models import ClosingCheck, PlaceReport

log = logging.getLogger(__name__)
BATCH = 200
SEAT_DAYS = INVITATION_DAYS = 30
REQUEST_MONTHS = 6
VIEW_MONTHS = ROOM_MONTHS = 12


class NotAll(Exception):
    """`failed` of the things that were due are still there; `done` are gone."""

    def __init__(self, done: int, failed: int) -> None:
        super().__init__(failed)
        self.done, self.failed = done, failed


@dataclass(frozen=True)
class Job:
    """`due` counts and finds what has to go; `run` lets it go and says how many."""

    what: str
    due: Callable[[], int]
    run: Callable[[], int]


def jobs() -> list[Job]:
    return [
        Job("forgotten again after a restore", lambda: len(list(erased.come_back())), _again),
        _each("names faded", _people_due, fade_when_due),
        _each("closed accounts forgotten", closed_accounts, _forget_closed),
        _rows("contact details of people who left", _idle_channels),
        _rows("looks at contact details", _old_views),
        _rows("reports from rooms", _old_reports),
        _rows("rounds on leaving a room", _old_rounds),
        _rows("seats that ended", _ended_seats),
        _rows("answered requests to take part", _answered_requests),
        _rows("sign-ups that were never confirmed", _unconfirmed),
        _rows("invitations that are over", _old_invitations),
        _rows("sessions that are over", _old_sessions),
        Job("lines of the list of the forgotten", lambda: len(erased.too_old()), _drop_old),
    ]


def _people_due() -> models.QuerySet[Participant]:
    return due_on(timezone.localdate())


def _idle_channels() -> models.QuerySet[ContactChannel]:
    here = Period.objects.filter(
        running_on(timezone.localdate()), participant=models.OuterRef("participant")
    )
    return ContactChannel.objects.filter(~models.Exists(here))


def _old_views() -> models.QuerySet[ContactView]:
    before = months_before(timezone.localdate(), VIEW_MONTHS)
    return ContactView.objects.filter(at__date__lt=before)


def _old_reports() -> models.QuerySet[PlaceReport]:
    """What is on the agenda because of them stays there."""
    return PlaceReport.objects.filter(on__lt=months_before(timezone.localdate(), ROOM_MONTHS))


def _old_rounds() -> models.QuerySet[ClosingCheck]:
    before = months_before(timezone.localdate(), ROOM_MONTHS)
    return ClosingCheck.objects.filter(at__date__lt=before)


def _ended_seats() -> models.QuerySet[Seat]:
    now, gone = timezone.now(), timedelta(days=SEAT_DAYS)
    return Seat.objects.filter(
        Q(ended_at__lt=now - gone)
        | Q(link__revoked_at__lt=now - gone)
        | Q(link__expires_on__lt=timezone.localdate() - gone)
    )


def _answered_requests() -> models.QuerySet[JoinRequest]:
    before = months_before(timezone.localdate(), REQUEST_MONTHS)
    return JoinRequest.objects.filter(decided_at__date__lt=before)


def _unconfirmed() -> models.QuerySet[User]:
    return User.objects.unconfirmed().filter(joined_at__lt=timezone.now() - timedelta(days=1))


def _old_invitations() -> models.QuerySet[Invitation]:
    now, gone = timezone.now(), timedelta(days=INVITATION_DAYS)
    return Invitation.objects.filter(
        Q(used_at__lt=now - gone)
        | Q(revoked_at__lt=now - gone)
        | Q(expires_on__lt=timezone.localdate() - gone)
    )


def _old_sessions() -> models.QuerySet[Session]:
    return Session.objects.filter(expire_date__lt=timezone.now())


def _forget_closed(user: User) -> bool:
    try:
        forget_user(user)
    except Refused:
        # Opened again meanwhile.
        return False
    return True


def _again() -> int:
    found = list(erased.come_back())
    for who in found:
        forget_again(who)
    return len(found)


def _drop_old() -> int:
    n = len(erased.too_old())
    erased.drop_old()
    return n


def _each(what: str, find: Callable[[], models.QuerySet[Any]], act: Callable[[Any], bool]) -> Job:
    """One transaction for each thing, so that a stop halfway loses nothing that was done."""

    def run() -> int:
        failed, n = 0, 0
        for batch in _batches(find):
            for thing in batch:
                try:
                    n += act(thing)
                except DatabaseError as error:
                    # The others need not wait for this one; the next run tries it again.
                    log.error("%s %s: %s", thing._meta.label, thing.pk, type(error).__name__)
                    failed += 1
        if failed:
            raise NotAll(n, failed)
        return n

    return Job(what, lambda: find().count(), run)


def _batches(find: Callable[[], models.QuerySet[Any]]) -> Iterator[list[Any]]:
    """What is due, some at a time; each thing once, also when it could not go."""
    last = 0
    while batch := list(find().filter(pk__gt=last).order_by("pk")[:BATCH]):
        yield batch
        last = batch[-1].pk


def _rows(what: str, find: Callable[[], models.QuerySet[Any]]) -> Job:
    """Rows that are simply deleted."""

    def run() -> int:
        n = 0
        while gone := _delete_some(find()):
            n += gone
        return n

    return Job(what, lambda: find().count(), run)


def _delete_some(found: models.QuerySet[Any]) -> int:
    with transaction.atomic():
        # Locked, so that two at once delete and count different rows.
        locked = found.order_by("pk").select_for_update(of=("self",), skip_locked=True)
        pks = [row.pk for row in locked[:BATCH]]
        _all, by_model = found.model._default_manager.filter(pk__in=pks).delete()
    return int(by_model.get(found.model._meta.label, 0))
