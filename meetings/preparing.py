"""The rooms of a meeting: what only the own side reads, what is one's own, what both read."""

from __future__ import annotations

from dataclasses import dataclass, field

from initiatives.access import Action, may
from initiatives.models import Circle, Participant, Side
from initiatives.who import Who
from meetings.forms.preparing import PrepareForm
from meetings.models import Meeting, PrepPoint
from meetings.states import PrepKind

OF_GROUP = (Side.GROUP, Side.GUIDE)
# All that the sides and one person can write; no page needs more.
MOST_SHOWN = 200


@dataclass(frozen=True)
class Note:
    """One point, with whether this reader may change it."""

    point: PrepPoint
    is_mine: bool

    @property
    def is_for_me(self) -> bool:
        return self.point.circle == Circle.OWN

    @property
    def can_be_practised(self) -> bool:
        return self.point.kind == PrepKind.PRACTISE


@dataclass
class Room:
    """One question and what was written under it; `form` for who may write."""

    kind: PrepKind
    form: PrepareForm | None
    notes: list[Note] = field(default_factory=list)

    @property
    def question(self) -> str:
        return str(self.kind.label)


class Rooms:
    """Everything that one reader may know of how people prepare `meeting`. One query.

    `sent`: the form that somebody sent and that was not right; it stands in its own room again.
    """

    def __init__(
        self, meeting: Meeting, who: Who, *, sent: PrepareForm | None, asks_name: bool
    ) -> None:
        self.me = who.participant_in(meeting.initiative)
        self.is_ahead = meeting.is_ahead
        self.may_prepare = meeting.is_ahead and may(who, Action.PREPARE, meeting)
        self.may_act = may(who, Action.REACT, meeting)
        self.may_sit = self.me is None and may(who, Action.TAKE_SEAT, meeting)
        found = PrepPoint.objects.visible_to(who).filter(meeting=meeting)
        people = "by__merged_into", "hidden_by__merged_into"
        self.notes = [
            Note(_at_home(point, meeting), self.may_prepare and point.is_of(self.me))
            for point in found.select_related(*people).order_by("at", "pk")[:MOST_SHOWN]
        ]
        self._asks_name = asks_name
        own = {kind: self._form(kind, sent) for kind in PrepKind}
        self.own = [
            Room(kind, own[kind], [note for note in self.notes if note.point.kind == kind])
            for kind in (PrepKind.REACH, PrepKind.PRACTISE)
        ]
        self.form = own[PrepKind.INTEREST]

    def _form(self, kind: PrepKind, sent: PrepareForm | None) -> PrepareForm | None:
        if not self.may_prepare:
            return None
        if sent is not None and sent.data.get("kind") == kind:
            return sent
        return PrepareForm(kind=kind, asks_name=self._asks_name, auto_id=f"id_{kind}_%s")

    @property
    def shows_own(self) -> bool:
        """Whether there is a room of the own side: for who takes part."""
        return self.may_prepare or any(room.notes for room in self.own)

    @property
    def my_column(self) -> str:
        """Under which side stands what this reader writes for both to read."""
        if self.me is None or self.me.side in OF_GROUP:
            return "group"
        return "municipality" if self.me.side == Side.MUNICIPALITY else "other"

    @property
    def interests(self) -> list[tuple[str, list[Note]]]:
        """By side, the group first; the two sides and one's own always, also empty."""
        shared = [note for note in self.notes if note.point.kind == PrepKind.INTEREST]
        found = [
            (side, [note for note in shared if note.point.side in sides])
            for side, sides in (
                ("group", OF_GROUP),
                ("municipality", (Side.MUNICIPALITY,)),
                ("other", (Side.OTHER,)),
            )
        ]
        always = "group", "municipality", self.my_column
        return [(side, notes) for side, notes in found if notes or side in always]


def _at_home(point: PrepPoint, meeting: Meeting) -> PrepPoint:
    """Puts the meeting that was loaded already where the point and its people look for it."""
    point.meeting = meeting
    people: tuple[Participant | None, ...] = (point.by, point.hidden_by)
    for person in people:
        if person is not None:
            person.initiative = meeting.initiative
    return point
