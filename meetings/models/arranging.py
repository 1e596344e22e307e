"""Arranging an agenda: the order, the time of the standing item, and the central question.

These are verbs of `Meeting`, which takes them over by name. The standing item moves like any other
point and never goes: there is no verb for that, and no row. Moving and timing are no lines of the
timeline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from initiatives.models import Participant, tell_as
from initiatives.states import Overtaken, Refused
from meetings.states import AHEAD

if TYPE_CHECKING:
    from .meeting import Meeting

tell_as({"question_chosen": _lazy("{by} koos de centrale vraag van een overleg.")})


def put_before(meeting: Meeting, key: str, other: str, *, by: Participant) -> None:
    """The entry `key` of the agenda goes to right before `other`; "" is the end.

    Twice is once. Whatever else somebody put on the agenda meanwhile keeps its place.
    """
    from meetings.agenda import agenda_of, positions_of

    from .agenda_item import AgendaItem, lock_agenda

    with transaction.atomic():
        now = lock_agenda(meeting, *AHEAD)
        agenda = agenda_of(now)
        keys = [entry.key for entry in agenda]
        if key not in keys or (other and other not in keys):
            raise Refused(_("Dit punt staat niet meer op deze agenda."))
        if key == other:
            return
        moved = agenda.pop(keys.index(key))
        keys.remove(key)
        agenda.insert(keys.index(other) if other else len(agenda), moved)
        standing, positions = positions_of(agenda)
        items = [entry.item for entry in agenda if entry.item is not None]
        changed = [item for item in items if item.position != positions[item.pk]]
        for item in changed:
            item.position = positions[item.pk]
        AgendaItem.objects.bulk_update(changed, ["position"])
        if now.risks_position != standing:
            now.risks_position = standing
            now.save(update_fields=["risks_position"])


def time_risks(meeting: Meeting, minutes: int, *, by: Participant) -> None:
    """How long people talk about risks and bottlenecks: at least a minute."""
    from .agenda_item import lock_agenda
    from .meeting import MOST_MINUTES

    if not 1 <= minutes <= MOST_MINUTES:
        raise Refused(_("Kies tussen 1 en 480 minuten."))
    with transaction.atomic():
        now = lock_agenda(meeting, *AHEAD)
        now.risks_minutes = minutes
        now.save(update_fields=["risks_minutes"])


def ask_centrally(
    meeting: Meeting, question: str, *, by: Participant, before: str | None = None
) -> None:
    """The one question that the meeting is about; "" takes it away.

    `before`: what stood there when somebody began; raises `Overtaken` when that is something else
    by now. Twice the same is once.
    """
    with transaction.atomic():
        now = meeting.lock(*AHEAD, kept=question)
        if now.central_question == question:
            return
        if before is not None and now.central_question != before:
            raise Overtaken({"question": now.central_question})
        now.central_question = question
        now.save(update_fields=["central_question"])
        now.initiative.tell("question_chosen", by=by)
