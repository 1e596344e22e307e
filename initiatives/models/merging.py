"""Two names for one person: merging a double into the name that is kept, and undoing it.

What the double wrote stays its own row and shows under the kept name (`names.shown_as`), so that
undoing restores everything exactly.
"""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from initiatives.states import Refused

from .event import Event, tell_as
from .link_kind import LinkKind
from .participant import Participant, Side, running_on
from .staying import refuse_faded

tell_as(
    {
        "participants_merged": _lazy("{by} voegde een dubbele naam samen met die van {about}."),
        "merge_undone": _lazy("{by} haalde een samengevoegde naam weer los van {about}."),
    }
)


def merge(double: Participant, *, into: Participant, by: Participant) -> None:
    """From now on `double` is `into`: it no longer takes part, and its words count once.

    Twice is the same as once.
    """
    with transaction.atomic():
        double, kept = _locked(double, into)
        if double.merged_into_id == kept.pk:
            return
        refusal = why_not(double, kept, by=by)
        if refusal:
            raise Refused(refusal)
        ended = _end(double)
        double.merged_into = kept
        double.save(update_fields=["merged_into"])
        kept.initiative.tell(
            "participants_merged", by=by, about=kept, double=double.pk, ended=ended
        )


def undo_merge(double: Participant, *, by: Participant) -> None:
    """The double is somebody else again, with the period, tasks, link and seat it had."""
    with transaction.atomic():
        double = Participant.objects.select_for_update().get(pk=double.pk)
        kept = double.merged_into
        if kept is None:
            return
        refuse_faded(double)
        merged = Event.objects.filter(
            initiative=double.initiative_id, verb="participants_merged", data__double=double.pk
        )
        last = merged.order_by("-pk").first()
        if last is not None:
            _restore(double, last.data["ended"])
        double.merged_into = None
        double.save(update_fields=["merged_into"])
        double.initiative.tell("merge_undone", by=by, about=kept, double=double.pk)


def why_not(double: Participant, kept: Participant, *, by: Participant) -> str:
    """Why these two cannot be merged this way round; empty when they can."""
    if double.pk == kept.pk or double.initiative_id != kept.initiative_id:
        return _("Kies twee verschillende namen van deze groep.")
    if double.side != Side.GROUP or kept.side != Side.GROUP:
        return _("Samenvoegen kan alleen met mensen van de groep.")
    if not double.name or not kept.name:
        return _("Deze naam is weggehaald. Wie terugkomt, doet opnieuw mee.")
    if double.merged_into_id or kept.merged_into_id:
        return _("Een van deze namen is al samengevoegd.")
    if double.doubles.exists():
        return _("Bij deze naam hoort al een andere. Houd deze naam, en voeg de ander hierbij.")
    if double.user_id:
        return _("Deze naam hoort bij een account. Houd deze naam, en voeg de ander hierbij.")
    if double.pk == by.pk:
        return _("Dit ben jij zelf. Houd je eigen naam, en voeg de ander hierbij.")
    return ""


def _locked(*people: Participant) -> list[Participant]:
    """The rows, locked in one order so that two taps never wait for each other."""
    locked = {
        person.pk: person
        for person in Participant.objects.select_for_update()
        .filter(pk__in=[person.pk for person in people])
        .order_by("pk")
    }
    return [locked[person.pk] for person in people]


def _end(person: Participant) -> dict[str, Any]:
    """Ends what runs, and gives what it was: row -> what its end was before."""
    today, now = timezone.localdate(), timezone.now()
    ended: dict[str, Any] = {}
    for name in ("periods", "duties"):
        running = getattr(person, name).filter(running_on(today))
        ended[name] = {str(row.pk): row.ended_on and str(row.ended_on) for row in running}
        running.update(ended_on=today)
    seats = person.seats.filter(ended_at=None)
    links = person.links.filter(kind=LinkKind.PERSONAL, revoked_at=None)
    ended["seats"], ended["links"] = _ids(seats), _ids(links)
    seats.update(ended_at=now)
    links.update(revoked_at=now)
    return ended


def _ids(rows: models.QuerySet[Any]) -> list[int]:
    return list(rows.values_list("pk", flat=True))


def _restore(person: Participant, ended: dict[str, Any]) -> None:
    for name in ("periods", "duties"):
        for pk, before in ended[name].items():
            getattr(person, name).filter(pk=pk).update(ended_on=before)
    # The links first: a seat that came by the own link comes back with it.
    person.links.filter(pk__in=ended["links"]).update(revoked_at=None)
    person.seats.filter(pk__in=ended["seats"], link__revoked_at=None).update(ended_at=None)
