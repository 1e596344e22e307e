"""People in a text. Stored as a reference, `{@12}`; the name is filled in on showing, for whoever
may read it, so that a name can be forgotten everywhere at once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from initiatives.models import Initiative, Participant
from initiatives.names import is_hidden_by_default, is_readable, name_for, name_key
from initiatives.who import Who

REFERENCE = re.compile(r"\{@(\d{1,18})\}")
# "{@1}, {@2} en {@3}": whoever may not read the names reads how many they are.
SEVERAL = re.compile(r"\{@\d{1,18}\}(?:(?:, \{@\d{1,18}\})* en \{@\d{1,18}\})?")
# What somebody types: {@Noor}, or {@deelnemer 12} for a name that is not theirs to read.
TYPED = re.compile(r"\{@([^{}\n]*)\}")
# A brace that was opened and never closed: the name would stand in the text for everybody.
UNCLOSED = re.compile(r"\{@(?!\d+\})([^{}\n]{0,60})")
SENTENCE_END = re.compile(r"(?:[.!?:]\s+|\n\s*(?:[-*•]\s+)?)$")
NUMBERED = re.compile(r"deelnemer (\d{1,18})")


class UnknownPerson(ValueError):
    """A text names somebody who does not take part here, or whose name the writer cannot read."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    @property
    def sentence(self) -> str:
        sentence = _("“{name}” doet hier niet mee, of heet anders. Kies een naam uit de lijst.")
        return sentence.format(name=self.name)


def people_of(
    initiative: Initiative, texts: Iterable[str], known: Iterable[Participant] = ()
) -> dict[int, Participant]:
    """Everybody whom `texts` refer to, by id. At most one query, and none when all are `known`.

    `known`: people who were loaded with `with_today`. A double is the one whose name was
    kept; that may take a second query.
    """
    wanted = {int(pk) for text in texts for pk in REFERENCE.findall(text)}
    by_pk = {person.pk: person for person in known}
    found = {pk: by_pk[pk] for pk in wanted if pk in by_pk}
    if wanted - found.keys():
        others = Participant.objects.filter(initiative=initiative, pk__in=wanted - found.keys())
        found |= {person.pk: person for person in others.with_today()}
    kept = {p.merged_into_id for p in found.values() if p.merged_into_id}
    if kept - by_pk.keys():
        people = Participant.objects.filter(initiative=initiative, pk__in=kept).with_today()
        by_pk |= {person.pk: person for person in people}
    found = {pk: by_pk.get(p.merged_into_id or 0, p) for pk, p in found.items()}
    for person in found.values():
        person.initiative = initiative
    return found


def show_people(
    text: str, who: Who, people: dict[int, Participant], *, is_inside: bool = False
) -> str:
    """`text` with names; who may not read one reads what that person is: somebody with a key, or
    somebody of the group. A name that has faded is "een deelnemer" for everybody.

    `is_inside`: it stands inside another sentence, so it begins without a capital.
    """

    def show(match: re.Match[str]) -> str:
        shown = _names_in_text(who, people, match.group())
        if is_inside and not text[: match.start()].strip():
            return shown
        starts = not text[: match.start()].strip() or SENTENCE_END.search(text[: match.start()])
        return shown[0].upper() + shown[1:] if starts else shown

    return SEVERAL.sub(show, text)


def _names_in_text(who: Who, people: dict[int, Participant], references: str) -> str:
    """One name, or several; "twee sleutelhouders van de groep" of whom no name can be read."""
    keys = dict.fromkeys(int(pk) for pk in REFERENCE.findall(references))
    unnamed = [p for pk in keys if (p := people.get(pk)) and p.name and not is_readable(who, p)]
    n = len(unnamed)
    if n < 2 or n < len(keys) or len({person.has_key for person in unnamed}) > 1:
        return REFERENCE.sub(
            lambda match: _name_in_text(who, people.get(int(match.group(1)))), references
        )
    count = {2: _("twee"), 3: _("drie")}.get(n, str(n))
    if unnamed[0].has_key:
        return _("{count} sleutelhouders van de groep").format(count=count)
    return _("{count} deelnemers van de groep").format(count=count)


def _name_in_text(who: Who, person: Participant | None) -> str:
    if person is None or not person.name:
        return _("een deelnemer")
    if is_readable(who, person):
        return name_for(who, person)
    if person.has_key:
        return _("een sleutelhouder van de groep")
    return _("een deelnemer van de groep")


def to_typed(text: str, who: Who, people: dict[int, Participant]) -> str:
    """The stored `text` as a writer sees it in a form: `{@Noor}`, or `{@deelnemer 12}`."""

    def show(match: re.Match[str]) -> str:
        person = people.get(int(match.group(1)))
        if person is not None and person.name and is_readable(who, person):
            return f"{{@{person.name}}}"
        return f"{{@deelnemer {match.group(1)}}}"

    return REFERENCE.sub(show, text)


def from_typed(text: str, who: Who, present: Iterable[Participant]) -> str:
    """The text of a form as it is stored. Raises `UnknownPerson` for a name that is not here.

    `present`: who can be named; also those whom the text named before and who have left.
    """
    present = list(present)
    by_key = {p.name_key: p for p in present if p.name and is_readable(who, p)}
    by_pk = {p.pk: p for p in present}

    def store(match: re.Match[str]) -> str:
        name = match.group(1).strip()
        numbered = NUMBERED.fullmatch(name)
        person = by_pk.get(int(numbered.group(1))) if numbered else by_key.get(name_key(name))
        if person is None:
            raise UnknownPerson(name)
        return f"{{@{person.pk}}}"

    stored = TYPED.sub(store, text)
    stray = UNCLOSED.search(stored)
    if stray:
        raise UnknownPerson(stray.group(1).strip())
    return stored


def plain_names_in(text: str, who: Who, present: Iterable[Participant]) -> list[str]:
    """Nicknames that stand in `text` as plain words, where everybody would read them.

    Only those that are hidden from other sides, and that this writer may read.
    """
    names = [p.name for p in present if p.name and is_hidden_by_default(p) and is_readable(who, p)]
    if not names:
        return []
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return list(dict.fromkeys(re.findall(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE)))
