"""Who can lead a meeting or take notes: what a form offers, and what somebody meant by it.

To who may not read the names of the group it offers "de groep", never the list.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from initiatives.models import Participant, Side
from initiatives.names import is_readable, name_for
from meetings.models import Meeting
from meetings.models.planning import ROLES, said
from meetings.owning import SIDES
from meetings.who_comes import Around

# A list that is longer than this helps nobody to choose.
MOST_PEOPLE = 40
# Somebody who has the role already, and whose name is not for this reader.
SAME = "same"


class Choices:
    """`meeting`: the one that is changed; None for a new one."""

    def __init__(self, around: Around, meeting: Meeting | None = None) -> None:
        self.by_pk = around.by_pk
        me = around.who.participant_in(around.initiative)
        self._now = said(meeting) if meeting else {}
        sides = [Side.GROUP, Side.MUNICIPALITY]
        if any(person.side == Side.GUIDE for person in around.here):
            sides.append(Side.GUIDE)
        readable = [person for person in around.here if is_readable(around.who, person)]
        # Oneself first, then who is of neither side, or brings the two together.
        readable.sort(key=lambda p: (p != me, _RANK[Side(p.side)], p.name.casefold()))
        kept = readable[:MOST_PEOPLE]
        taken = {str(value) for name, value in self._now.items() if name in ROLES}
        kept += [p for p in readable[MOST_PEOPLE:] if str(p.pk) in taken]
        people = [(str(p.pk), name_for(around.who, p)) for p in kept]
        self._sides = [(side.value, str(SIDES[side])) for side in sides]
        self._people = people
        self._readable = {code for code, _name in people}
        self._around = around

    def for_role(self, role: str) -> list[Any]:
        """What a select shows."""
        nobody = _("dat spreken we nog af") if role == "leader" else _("niemand, of nog niet")
        choices: list[Any] = [("", nobody), (_("Een kant"), self._sides)]
        people = list(self._people)
        if self._is_unread(role):
            now = self._now_person(role)
            people = [(SAME, name_for(self._around.who, now)), *people]
        return [*choices, (_("Iemand"), people)] if people else choices

    def _now_person(self, role: str) -> Participant | None:
        code = str(self._now.get(role, ""))
        return self.by_pk.get(int(code)) if code.isdigit() else None

    def _is_unread(self, role: str) -> bool:
        """Whether the role is of somebody who is not in the list: no name for this reader, or gone
        meanwhile."""
        code = str(self._now.get(role, ""))
        return code.isdigit() and code not in self._readable

    def shown_code(self, role: str, code: object) -> object:
        """What the select calls what stands there now."""
        if role not in ROLES:
            return code
        is_listed = not str(code).isdigit() or str(code) in self._readable
        return code if is_listed else SAME

    def code_of(self, role: str, chosen: object) -> object:
        """The other way round: what `said` would call it."""
        return self._now.get(role, "") if role in ROLES and chosen == SAME else chosen

    def offered(self, code: str) -> str:
        """`code` when the list has it; else the group, which can always lead."""
        return code if not code.isdigit() or code in self._readable else Side.GROUP.value

    def name(self, code: str) -> str:
        """What stands there now, in words."""
        return self._around.name(int(code)) if code.isdigit() else self._around.name(None, code)

    def meant(self, code: str) -> tuple[Participant | None, str]:
        """The person, or the side."""
        if code in Side.values or not code:
            return None, code
        return self.by_pk[int(code)], ""


_RANK = {Side.GUIDE: 0, Side.OTHER: 1, Side.MUNICIPALITY: 2, Side.GROUP: 3}
