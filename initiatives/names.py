"""Names: which ones may be chosen, and who may read them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from initiatives.states import Refused

if TYPE_CHECKING:
    from initiatives.models import Participant
    from initiatives.who import Who

# Names that would pass for a side. Compared by key.
SIDES = (
    "gemeente",
    "degemeente",
    "degroep",
    "groep",
    "wij",
    "begeleiding",
    "samen",
    "onderling",
)
# What nobody calls themselves; another party can be the police.
RESERVED = (*SIDES, "politie")


def name_key(name: str) -> str:
    """One key for all spellings that look the same: "Noor", "NOOR" and "No\u200bor".

    Compatibility forms folded, case folded, invisible characters and spaces taken out.
    """
    key, before = name, ""
    # Folding can give what folds again, so it goes on until nothing changes: a few rounds at most.
    while key != before:
        before = key
        folded = unicodedata.normalize("NFKC", key).casefold()
        key = "".join(c for c in folded if unicodedata.category(c)[0] not in "CZ")
    return key


def check_free_name(name: str, *, reserved: tuple[str, ...] = RESERVED) -> None:
    """Raises `Refused` for a name that pretends to be a side."""
    if name_key(name) in reserved:
        raise Refused(_("Die naam lijkt op een kant van de afspraak. Kies een andere."), kept=name)


def is_readable(who: Who, person: Participant, *, is_signed: bool = False) -> bool:
    """Whether `who` may read the name of `person`.

    Everybody reads the names of officials, guides and others. Names of the group are for the
    group and its guides; and for the rest when the person chose so, or the group opened its list.
    """
    if person.side != "group" or person.is_named or is_signed:
        return True
    return who.sees_names(person.initiative) or who.reads_opened_names(person.initiative)


def shown_as(who: Who, person: Participant, *, is_signed: bool = False) -> Participant:
    """Under whom `who` reads what `person` wrote: a double shows as the one whose name was kept.

    What was signed keeps the name under which it was signed, for who may not read the other one.
    """
    kept = person.merged_into
    if kept is None:
        return person
    kept.initiative = person.initiative
    return person if is_signed and not is_readable(who, kept) else kept


def name_for(who: Who, person: Participant | None, *, is_signed: bool = False) -> str:
    """The name of `person` as `who` may read it; "iemand van de groep" otherwise."""
    if person is None:
        return _("iemand")
    person = shown_as(who, person, is_signed=is_signed)
    if not is_readable(who, person, is_signed=is_signed):
        return _("iemand van de groep")
    if not person.name:
        return _("een deelnemer")
    if person.side == "municipality":
        return _("{name} (gemeente)").format(name=person.name)
    return person.name


def is_hidden_by_default(person: Participant) -> bool:
    """Whether other sides read no name with what this person writes, unless it is signed."""
    return person.side == "group" and not (person.is_named or person.initiative.shows_names)
