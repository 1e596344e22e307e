"""Who can do an action, as a form offers it: a side as a whole, or somebody of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from initiatives.models import Participant, Side
from initiatives.names import is_readable, name_for
from initiatives.who import Who
from meetings.models import ActionItem

# A side as a whole, in a sentence.
SIDES = {
    Side.GROUP: _lazy("de groep"),
    Side.MUNICIPALITY: _lazy("de gemeente"),
    Side.GUIDE: _lazy("de begeleiding"),
    Side.OTHER: _lazy("een andere partij"),
}
# A side that can always do something, whoever takes part.
ALWAYS = (Side.GROUP, Side.MUNICIPALITY)

Owner = tuple[Participant | None, str]
NOBODY: Owner = (None, "")


@dataclass
class Owners:
    """What can be chosen: code -> owner, and code -> words. No name that is not this reader's."""

    found: dict[str, Owner]
    labels: dict[str, str]

    @property
    def choices(self) -> list[tuple[str, str]]:
        return list(self.labels.items())

    def code_of(self, person: Participant | None, side: str) -> str:
        wanted = (person.pk if person else None, side)
        for code, (known, of_side) in self.found.items():
            if (known.pk if known else None, of_side) == wanted:
                return code
        return ""


def owners_for(
    who: Who, present: Iterable[Participant], *, now: ActionItem | None = None
) -> Owners:
    """The sides, and whoever takes part today by a name that `who` may read.

    `now`: the owners that an action has stay to be chosen: also one who left, or whose name is not
    this reader's; then without the name.
    """
    present = list(present)
    here = {person.side for person in present}
    found: dict[str, Owner] = {}
    labels: dict[str, str] = {}
    used = {now.owner_side, now.second_side} if now is not None else set()
    for side, words in SIDES.items():
        if side in ALWAYS or side in here or side in used:
            found[side.value], labels[side.value] = (None, side.value), str(words)
    named = [person for person in present if person.name and is_readable(who, person)]
    for person in sorted(named, key=lambda p: (list(SIDES).index(Side(p.side)), p.name.casefold())):
        code = f"p{person.pk}"
        found[code], labels[code] = (person, person.side), name_for(who, person)
    if now is not None:
        known = {person.pk for person in named}
        for code, owner in (("owner", now.owner), ("second", now.second)):
            if owner is not None and owner.pk not in known:
                owner.initiative = now.initiative
                label = _("{name} (zoals het nu is)").format(name=name_for(who, owner))
                found[code], labels[code] = (owner, owner.side), label
    return Owners(found, labels)


def owners_in_words(who: Who, action: ActionItem) -> str:
    """ "Dex en de gemeente", as `who` may read it."""
    words = [_owner_in_words(who, action, action.owner, action.owner_side)]
    if action.second_side:
        words.append(_owner_in_words(who, action, action.second, action.second_side))
    return _(" en ").join(words)


def _owner_in_words(who: Who, action: ActionItem, person: Participant | None, side: str) -> str:
    if person is None:
        return str(SIDES[Side(side)])
    person.initiative = action.initiative
    return name_for(who, person)
