"""Forgetting a person: over the personal fields of every app, in one transaction.

A name becomes "een deelnemer" wherever it stands; what was agreed, said and counted stays.
"""

from __future__ import annotations

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import personal as of_accounts
from accounts.models import User
from accounts.personal import Forget
from agreements import masking as agreement_texts
from agreements import personal as of_agreements
from evaluations import personal as of_evaluations
from initiatives import personal as of_initiatives
from initiatives.fading import (
    came_on,
    closed_before,
    due_on,
    forget_person,
    let_go,
    names_of,
    with_doubles,
)
from initiatives.masking import Mask
from initiatives.models import Event, Initiative, Participant
from initiatives.states import Refused
from meetings import personal as of_meetings
from overview import erased
from places import personal as of_places

APPS = (of_accounts, of_initiatives, of_places, of_agreements, of_meetings, of_evaluations)
PERSONAL = tuple(rows for app in APPS for rows in app.PERSONAL)


def fade(person: Participant, *, by: Participant | None) -> bool:
    """The name of `person`, and of every double, goes out of the initiative now.

    `by`: who asked for it; None when its time has come. False: it had faded already.
    """
    with transaction.atomic():
        # One at a time in one initiative: two who fade at once both change the same texts.
        initiative = _lock(person)
        people = [p for p in with_doubles(person) if p.name or p.user_id]
        if not people:
            return False
        marks = [mark for each in people for mark in erased.marks_of(each)]
        if any(each.was_accepted for each in people):
            mask = Mask({name for each in people for name in names_of(each)})
            of_initiatives.mask_texts(initiative, mask)
            agreement_texts.mask_texts(initiative, mask, by=by, since=came_on(people))
            of_places.mask_texts(initiative, mask)
            of_meetings.mask_texts(initiative, mask)
            of_evaluations.mask_texts(initiative, mask)
        # Else nobody here knew this one: a word of a text that is the same is no name. Otherwise
        # whoever has the link could take any word out of an agreement, for good.
        for each in people:
            each.initiative = initiative
            forget_person(each, by=by)
            of_meetings.forget_own(each)
            of_evaluations.forget_own(each)
        initiative.tell("name_faded", by=by, about=people[0])
        transaction.on_commit(lambda: erased.remember(marks))
    person.refresh_from_db()
    return True


def _lock(person: Participant) -> Initiative:
    """Keeps only others who fade out: who writes something meanwhile does not wait for it."""
    return Initiative.objects.select_for_update(no_key=True).get(pk=person.initiative_id)


def fade_when_due(person: Participant) -> bool:
    """As `fade`, for somebody whose time has come and who has not come back meanwhile."""
    with transaction.atomic():
        _lock(person)
        if not due_on(timezone.localdate()).filter(pk=person.pk).exists():
            return False
        return fade(person, by=None)


def forget_user(user: User) -> None:
    """An account and everything that names it. Who used it becomes "een deelnemer" everywhere.

    Raises `Refused` for somebody who signs in for work and whose account is open: a coordinator
    closes it first, and others can read for some time who promised what.
    """
    if user.is_professional and user.is_active:
        raise Refused(_("Vraag een coördinator om je account te sluiten."))
    _forget_user(user)


def forget_again(who: Participant | User) -> None:
    """Somebody who was forgotten before and came back with an old backup."""
    if isinstance(who, User):
        _forget_user(who)
    else:
        fade(who, by=None)


def _forget_user(user: User) -> None:
    with transaction.atomic():
        locked = User.objects.select_for_update().filter(pk=user.pk).first()
        if locked is None:
            return
        marks = erased.marks_of_user(locked)
        for person in locked.participants.order_by("pk"):
            fade(person, by=None)
        _unlink(locked)
        locked.end_sessions()
        locked.delete()
        transaction.on_commit(lambda: erased.remember(marks))


def _unlink(user: User) -> None:
    """What only points at the account lets go of it: every field that says so."""
    let_go(Event.objects.filter(user=user))
    for rows in PERSONAL:
        for field in rows.fields:
            column = rows.model._meta.get_field(field.name)
            if isinstance(column, models.ForeignKey) and column.related_model is User:
                mine = rows.model._default_manager.filter(**{field.name: user})
                if field.forget is Forget.EMPTIED:
                    mine.update(**{field.name: None})
                elif field.forget is Forget.DELETED:
                    mine.delete()


def closed_accounts() -> models.QuerySet[User]:
    """Accounts that a coordinator closed long enough ago."""
    return User.objects.filter(is_active=False, closed_at__lte=closed_before(timezone.now()))
