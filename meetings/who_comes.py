"""Who leads a meeting, who takes notes and who comes, as one reader may know it.

Two queries: the people of the initiative, and what they said about one meeting. A name of the
group that is not for this reader becomes "iemand van de groep", or one more in a number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import Initiative, Participant, Period, Side
from initiatives.models.participant import running_on
from initiatives.names import is_readable, name_for
from initiatives.who import Who
from meetings.models import Attendance, Meeting
from meetings.models.planning import ROLES
from meetings.owning import SIDES
from meetings.states import Coming, Status

# More names than this nobody reads; the number says the rest.
MOST_NAMES = 12
OF_GROUP = (Side.GROUP, Side.GUIDE)


class Around:
    """The people of one initiative, and whoever has a part in `meetings`. One query."""

    def __init__(self, initiative: Initiative, who: Who, meetings: Iterable[Meeting] = ()) -> None:
        self.initiative, self.who = initiative, who
        named = {
            getattr(meeting, f"{person}_id")
            for meeting in meetings
            for person in ("planned_by", *(person for person, _side in ROLES.values()))
        } - {None}
        running = running_on(timezone.localdate())
        periods = Period.objects.filter(running, participant=OuterRef("pk"))
        people = Participant.objects.filter(initiative=initiative).annotate(is_here=Exists(periods))
        known = people.filter(Q(is_here=True) | Q(pk__in=named)).select_related("merged_into")
        self.by_pk: dict[int, Participant] = {}
        self.here: list[Participant] = []
        for person in known:
            person.initiative = initiative
            self.by_pk[person.pk] = person
            if person.is_here:  # type: ignore[attr-defined]  # annotated above
                self.here.append(person)
        who.know(initiative, self.here, is_shared=True)

    def name(self, pk: int | None, side: str = "") -> str:
        """Who has a part: a person by name, else a side; "" when nobody was named."""
        if pk is not None:
            return name_for(self.who, self.by_pk.get(pk))
        return str(SIDES[Side(side)]) if side else ""

    def in_role(self, meeting: Meeting, role: str) -> str:
        person, side = ROLES[role]
        return self.name(getattr(meeting, f"{person}_id"), getattr(meeting, side))

    def leads(self, meeting: Meeting) -> str:
        """ "de groep", or "Noor en Samira": who leads, and who does so too."""
        names = [self.in_role(meeting, "leader"), self.in_role(meeting, "second")]
        names = [name for name in names if name]
        if len(names) < 2:
            return names[0] if names else ""
        if names[0] == names[1]:
            return names[0]
        return _("{one} en {other}").format(one=names[0], other=names[1])

    def notes(self, meeting: Meeting) -> str:
        return self.in_role(meeting, "notes")


@dataclass
class Answers:
    """Who gave one answer: by name whom this reader may know, the others as a number."""

    coming: Coming
    names: list[str] = field(default_factory=list)
    of_group: int = 0

    @property
    def count(self) -> int:
        return len(self.names) + self.of_group

    @property
    def shown(self) -> list[str]:
        """Names, and what stands for those who have none here."""
        shown = self.names[:MOST_NAMES]
        left = len(self.names) - len(shown)
        if self.of_group:
            sentence = ngettext("{n} van de groep", "{n} van de groep", self.of_group)
            shown = [*shown, sentence.format(n=self.of_group)]
        if left:
            shown = [*shown, _("nog {n}").format(n=left)]
        return shown


class WhoComes:
    """What people said about coming to `meeting`. One query."""

    def __init__(self, meeting: Meeting, around: Around) -> None:
        self.meeting = meeting
        self.me = around.who.participant_in(meeting.initiative)
        self.mine = ""
        self.answers = {coming: Answers(coming) for coming in (Coming.YES, Coming.MAYBE, Coming.NO)}
        said = Attendance.objects.filter(meeting=meeting).exclude(coming="")
        sides: set[str] = set()
        for pk, coming in said.values_list("participant", "coming"):
            person = around.by_pk.get(pk)
            # Who no longer takes part does not come as one of them.
            if person is None or person not in around.here:
                continue
            if coming == Coming.YES:
                sides.add(person.side)
            if self.me is not None and pk == self.me.pk:
                self.mine = coming
            answer = self.answers[Coming(coming)]
            if is_readable(around.who, person):
                answer.names.append(name_for(around.who, person))
            else:
                answer.of_group += 1
        for answer in self.answers.values():
            answer.names.sort(key=str.casefold)
        self.notice = self._notice(sides, {person.side for person in around.here})

    def _notice(self, coming: set[str], here: set[str]) -> str:
        """When a talk about a group threatens to be without that group."""
        is_to_come = self.meeting.status == Status.PLANNED and not self.meeting.has_passed
        if not is_to_come or Side.GROUP in coming:
            return ""
        if not here & set(OF_GROUP):
            return _("Er doet nog niemand van de groep mee. Nodig de groep uit, met haar link.")
        if Side.GUIDE in coming:
            return _("Van de groep komt tot nu toe alleen de begeleiding. Vraag of dit past.")
        return _("Nog niemand van de groep zei te komen. Past het moment en de plek bij de groep?")

    @property
    def said(self) -> list[Answers]:
        return [answer for answer in self.answers.values() if answer.count]

    @property
    def counts(self) -> str:
        """ "4 komen, 1 misschien": on one line."""
        yes, maybe = self.answers[Coming.YES].count, self.answers[Coming.MAYBE].count
        parts = []
        if yes:
            parts.append(ngettext("{n} komt", "{n} komen", yes).format(n=yes))
        if maybe:
            parts.append(_("{n} misschien").format(n=maybe))
        return ", ".join(parts)


@dataclass
class Head:
    """What stands at the top of the page of a meeting."""

    meeting: Meeting
    leads: str
    notes: str
    comes: WhoComes

    @classmethod
    def of(cls, meeting: Meeting, around: Around) -> Head:
        return cls(meeting, around.leads(meeting), around.notes(meeting), WhoComes(meeting, around))
