"""Whose name fades, and what goes with it. A name that has faded shows as "een deelnemer"."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.models import (
    Circle,
    ContactChannel,
    ContactView,
    Event,
    JoinRequest,
    LogLine,
    Participant,
    Period,
    Seat,
    ShareLink,
    Side,
    staying,
    tell_as,
)
from initiatives.models.participants import months_before

if TYPE_CHECKING:
    from accounts.models import User
    from initiatives.models import Initiative

tell_as({"name_faded": _("De naam van {about} is weggehaald.")})


def months_of(side: str) -> int:
    """For how long a name stays after somebody of `side` left."""
    return settings.NAME_MONTHS if side == Side.GROUP else settings.WORK_NAME_MONTHS


def due_on(day: date) -> models.QuerySet[Participant]:
    """Everybody whose name fades on `day`: left long enough ago, and no double takes part."""
    return _left_before(months_before(day, settings.NAME_MONTHS)).filter(
        side=Side.GROUP
    ) | _left_before(months_before(day, settings.WORK_NAME_MONTHS)).exclude(side=Side.GROUP)


def _left_before(day: date) -> models.QuerySet[Participant]:
    of_person = Period.objects.filter(participant=models.OuterRef("pk"))
    # Apart from each other: with "or" every period there is would be read for each person.
    of_doubles = Period.objects.filter(participant__merged_into=models.OuterRef("pk"))
    later = Q(ended_on=None) | Q(ended_on__gt=day)
    return Participant.objects.filter(
        ~models.Exists(of_person.filter(later)),
        ~models.Exists(of_doubles.filter(later)),
        models.Exists(of_person),
        merged_into=None,
    ).exclude(name="", user=None)


def closed_before(moment: datetime) -> datetime:
    """An account that was closed before this is forgotten at `moment`."""
    day = months_before(timezone.localdate(moment), settings.WORK_NAME_MONTHS)
    return timezone.make_aware(datetime.combine(day, time.max))


def same_as(*people: Participant) -> models.QuerySet[Participant]:
    """`people`, and the names that are the same ones by merging."""
    kept = [person.merged_into_id or person.pk for person in people]
    return Participant.objects.filter(Q(pk__in=kept) | Q(merged_into__in=kept)).order_by("pk")


def with_doubles(person: Participant) -> list[Participant]:
    """`person` and everybody who is the same one, locked until the end of the transaction."""
    return list(same_as(person).select_for_update(no_key=True))


def came_on(people: list[Participant]) -> date:
    """The first day on which one of `people` took part."""
    first = Period.objects.filter(participant__in=people).aggregate(on=models.Min("started_on"))
    return first["on"] or timezone.localdate()


def names_of(person: Participant) -> set[str]:
    """Every name under which `person` may stand in a text of the initiative."""
    names = {person.name, *person.former_names.split("\n")}
    if person.user is not None:
        names.add(person.user.name)
    return names - {""}


def forget_person(person: Participant, *, by: Participant | None) -> None:
    """Empties the name of one person and deletes what was only there for that person.

    What was written and said stays, by "een deelnemer". Call it in a transaction.
    """
    if staying.end(person, timezone.localdate()):
        person.initiative.tell("participant_left", by=by, about=person)
    Seat.objects.filter(participant=person).delete()
    links = ShareLink.objects.filter(participant=person)
    links.filter(revoked_at=None).update(revoked_at=timezone.now())
    links.update(label="")
    ContactChannel.objects.filter(participant=person).delete()
    ContactView.objects.filter(participant=person).delete()
    LogLine.objects.filter(by=person, circle=Circle.OWN).delete()
    if person.user is not None:
        forget_asking(person.user, person.initiative)
    person.name, person.former_names, person.user = "", "", None
    person.is_named = False
    person.save(update_fields=["name", "name_key", "former_names", "user", "is_named"])


def forget_asking(user: User, initiative: Initiative) -> None:
    """That this user asked to take part, and the name in what the timeline says of it."""
    JoinRequest.objects.filter(user=user, initiative=initiative).delete()
    let_go(Event.objects.filter(user=user, initiative=initiative))


def let_go(events: models.QuerySet[Event]) -> None:
    """Lines of the timeline forget the user whom they name."""
    for event in events:
        data = {**event.data, "name": ""} if "name" in event.data else event.data
        Event.objects.filter(pk=event.pk).update(user=None, data=data)
