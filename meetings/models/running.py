"""A meeting that is under way: begin, go on to a point, note what was said, who is there.

These are the verbs of `Meeting`, which takes them over by name. Each runs under the lock of the
meeting, so two phones never overwrite each other, and every other screen sees that something
changed. Going to a point and tapping who is there are no lines of the timeline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from initiatives.models import Participant, Side, tell_as
from initiatives.names import check_free_name, name_key
from initiatives.states import Refused
from meetings.states import Status

if TYPE_CHECKING:
    from .agenda_item import AgendaItem
    from .meeting import Attendance, Meeting

tell_as(
    {
        "meeting_started": _lazy("{by} begon een overleg."),
        "meeting_put_back": _lazy("{by} zette een overleg terug. Het begint later."),
        "point_noted": _lazy("{by} schreef op wat er bij een punt van het overleg gezegd is."),
    }
)

# The most people of a group that one meeting counts.
MOST_PEOPLE = 500


class NoteConflict(Refused):
    """Somebody else wrote at the same point meanwhile. `now`: the point as it stands."""

    def __init__(self, now: AgendaItem, *, kept: str) -> None:
        super().__init__(_("Iemand anders schreef net iets bij dit punt."), kept=kept)
        self.now = now


def start(meeting: Meeting, *, by: Participant) -> Meeting:
    """Begins, with the first point. Two who press the button at once begin it once.

    Refused when another meeting of the same initiative is under way. From here on nobody adds a
    point to its agenda.
    """
    taken = _("Er is al een ander overleg bezig. Sluit dat eerst af.")
    with transaction.atomic():
        ahead = type(meeting).objects.lock_ahead(meeting.initiative)
        now = meeting.lock()
        if now.status == Status.UNDER_WAY:
            return now
        now = meeting.lock(Status.PLANNED)
        if any(other.status == Status.UNDER_WAY for other in ahead):
            raise Refused(taken)
        now.status, now.started_at = Status.UNDER_WAY, timezone.now()
        try:
            with transaction.atomic():
                now.save(update_fields=["status", "started_at"])
        except IntegrityError as error:
            raise Refused(taken) from error
        _stand_at(now, _first_point(now))
        now.initiative.tell("meeting_started", by=by)
    return now


def put_back(meeting: Meeting, *, by: Participant) -> Meeting:
    """It was begun by mistake: planned again. Only while nothing was written or said in it."""
    with transaction.atomic():
        type(meeting).objects.lock_ahead(meeting.initiative)
        now = meeting.lock()
        if now.status == Status.PLANNED:
            return now
        now = meeting.lock(Status.UNDER_WAY)
        if _has_words(now):
            raise Refused(_("Er is al iets opgeschreven. Sluit het overleg af als jullie stoppen."))
        now.reached_items.update(reached_in=None)
        now.status, now.started_at = Status.PLANNED, None
        now.current_item = now.current_since = None
        now.save(update_fields=["status", "started_at", "current_item", "current_since"])
        now.initiative.tell("meeting_put_back", by=by)
    return now


def _has_words(meeting: Meeting) -> bool:
    """Whether anything was kept of it that minutes would show."""
    from .agenda_item import AgendaItem

    noted = AgendaItem.objects.filter(reached_in=meeting).exclude(heard="", means="")
    said = (
        meeting.reviews.all(),
        meeting.named_risks.all(),
        meeting.decisions.all(),
        meeting.actions.all(),
        meeting.perspectives.all(),
        meeting.corrections.all(),
        noted,
    )
    return any(rows.exists() for rows in said)


def _first_point(meeting: Meeting) -> AgendaItem | None:
    from meetings.agenda import agenda_of

    return agenda_of(meeting)[0].item


def _stand_at(meeting: Meeting, item: AgendaItem | None) -> None:
    """`meeting`, locked, talks about `item` from now; None is the standing item."""
    meeting.current_item, meeting.current_since = item, timezone.now()
    meeting.save(update_fields=["current_item", "current_since"])
    if item is not None and item.reached_in_id != meeting.pk:
        item.reached_in = meeting
        item.save(update_fields=["reached_in"])


def go_to(meeting: Meeting, *, by: Participant, item: AgendaItem | None) -> Meeting:
    """On to `item`, or back to it; None is the standing item. The meeting got to it by that.

    Twice is once: the clock of a point does not begin again.
    """
    with transaction.atomic():
        now = meeting.lock(Status.UNDER_WAY)
        fresh = None if item is None else _on_agenda(now, item)
        if now.current_since is None or now.current_item_id != (fresh and fresh.pk):
            _stand_at(now, fresh)
    return now


def _on_agenda(meeting: Meeting, item: AgendaItem, *, kept: str = "") -> AgendaItem:
    """The point as it stands in the database now; refused when `meeting` does not have it."""
    from meetings.carrying_over import points_of

    found = points_of(meeting).filter(pk=item.pk).first()
    if found is None:
        raise Refused(_("Dit punt staat niet op de agenda van dit overleg."), kept=kept)
    return found


def note(
    meeting: Meeting,
    item: AgendaItem,
    *,
    by: Participant,
    heard: str,
    means: str,
    seen: int | None,
) -> AgendaItem:
    """What was said of `item`, and what that means.

    `seen`: the revision that was on the screen. `NoteConflict` when somebody else wrote meanwhile;
    then nothing is overwritten. The same words twice are once.
    """
    kept = "\n\n".join(filter(None, [heard, means]))
    with transaction.atomic():
        now = meeting.lock(Status.UNDER_WAY, kept=kept)
        fresh = _on_agenda(now, item, kept=kept)
        if fresh.hidden_at is not None:
            raise Refused(_("Dit punt is verborgen. Laat het eerst weer zien."), kept=kept)
        if (fresh.heard, fresh.means) == (heard, means):
            return fresh
        if fresh.revision != seen:
            raise NoteConflict(fresh, kept=kept)
        is_first = not (fresh.heard or fresh.means)
        fresh.heard, fresh.means = heard, means
        fresh.revision += 1
        if kept:
            fresh.reached_in = now
        fresh.save(update_fields=["heard", "means", "revision", "reached_in"])
        if is_first:
            now.initiative.tell("point_noted", by=by)
    return fresh


def pass_by(meeting: Meeting, item: AgendaItem, *, by: Participant) -> AgendaItem:
    """ "Niet aan toegekomen": the point goes on to the next meeting when this one closes.

    Refused for what comes by itself every time, and where something was written down already.
    Whoever stood at it goes on to the next of the agenda.
    """
    from meetings.agenda import agenda_of

    with transaction.atomic():
        now = meeting.lock(Status.UNDER_WAY)
        fresh = _on_agenda(now, item)
        if fresh.fixed:
            raise Refused(_("Dit punt staat elke keer op de agenda. Ga gewoon verder."))
        if fresh.heard or fresh.means or fresh.decisions.filter(meeting=now).exists():
            raise Refused(_("Bij dit punt staat al iets. Haal dat eerst weg."))
        fresh.reached_in = None
        fresh.save(update_fields=["reached_in"])
        if now.current_item_id == fresh.pk:
            entries = agenda_of(now)
            keys = [entry.item and entry.item.pk for entry in entries]
            after = entries[keys.index(fresh.pk) + 1 :] or entries[:1]
            _stand_at(now, after[0].item)
    return fresh


def may_tap(by: Participant, person: Participant) -> bool:
    """Whether `by` may say that `person` is there: everybody of oneself, both sides of the other
    people, but the names of the group are for the group and its guides."""
    if by.pk == person.pk:
        return True
    if person.side == Side.GROUP:
        return by.side in (Side.GROUP, Side.GUIDE)
    return by.side != Side.OTHER


def note_there(
    meeting: Meeting, person: Participant, *, by: Participant, was_there: bool
) -> Attendance:
    """Whether `person` is there. Who turns out not to be there is not named in the minutes."""
    from .meeting import Attendance

    if person.initiative_id != meeting.initiative_id or not may_tap(by, person):
        raise Refused(_("Dat zegt deze persoon zelf, of iemand van de groep."))
    with transaction.atomic():
        now = meeting.lock(Status.UNDER_WAY)
        there, _new = Attendance.objects.get_or_create(meeting=now, participant=person)
        there.was_there = was_there
        there.is_named = there.is_named and was_there
        there.save(update_fields=["was_there", "is_named"])
    return there


def show_name(meeting: Meeting, *, by: Participant, is_named: bool) -> Attendance:
    """Whether the minutes may name `by`, who was there. Anybody can take that back later."""
    from .meeting import Attendance

    with transaction.atomic():
        now = meeting.lock(Status.UNDER_WAY, Status.CLOSED)
        there = Attendance.objects.filter(meeting=now, participant=by, was_there=True).first()
        if there is None:
            raise Refused(_("Zeg eerst dat je erbij bent."))
        there.is_named = is_named
        there.save(update_fields=["is_named"])
    return there


def count_group(meeting: Meeting, *, by: Participant, count: int | None) -> Meeting:
    """With how many the group is there. A number: who they are is theirs. None: not counted."""
    if count is not None and not 0 <= count <= MOST_PEOPLE:
        raise Refused(_("Dat aantal kan niet kloppen."))
    with transaction.atomic():
        now = meeting.lock(Status.UNDER_WAY)
        now.group_count = count
        now.save(update_fields=["group_count"])
    return now


def add_newcomer(meeting: Meeting, *, by: Participant, name: str) -> Participant:
    """Somebody of the group who is here for the first time: takes part from today, and is there.

    A name that the group has already is that one: then only that this one is there.
    """
    check_free_name(name)
    with transaction.atomic():
        now = meeting.lock(Status.UNDER_WAY, kept=name)
        group = now.initiative.participants_on(timezone.localdate()).filter(side=Side.GROUP)
        person = group.filter(name_key=name_key(name)).first()
        if person is None:
            person = now.initiative.add_to_group(name, by=by)
        note_there(now, person, by=by, was_there=True)
    return person
