"""What a draft still needs before it can be proposed. Computed on what was already loaded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.blanks import open_blanks
from initiatives.models import Participant, ShareLink, Side

if TYPE_CHECKING:
    from agreements.models import AgreementVersion, Clause, OpenPoint, UseSlot

# Where on the screen something is done.
HEAD = "head"
PEOPLE = "people"
LIBRARY = "library"
POINT = "point"  # the anchor is the id of an open point
HOURS = "hours"  # the anchor is the id of the hours


@dataclass(frozen=True)
class ToDo:
    """Something that a draft still needs, in a sentence, and where to do it.

    `clause`: the id of the clause, or None; then `place` says which page and `anchor` which field.
    """

    sentence: str
    place: str = ""
    anchor: str = ""
    clause: int | None = None
    clause_key: str = ""


class NotReady(Exception):
    """A draft cannot be proposed yet; `todos` says what is missing."""

    def __init__(self, todos: list[ToDo]) -> None:
        super().__init__(f"{len(todos)} things to do")
        self.todos = todos


@dataclass(frozen=True)
class Needs:
    """What one clause still needs: how many blanks to fill, how many lines to give a kind."""

    is_empty: bool
    blanks: int
    kinds: int

    @property
    def is_done(self) -> bool:
        return not (self.is_empty or self.blanks or self.kinds)

    @property
    def words(self) -> str:
        """ "klaar", "2 leeg", "soort kiezen": for the mark in the outline."""
        if self.is_empty:
            return _("nog leeg")
        if self.blanks:
            return ngettext("{n} leeg", "{n} leeg", self.blanks).format(n=self.blanks)
        return _("soort kiezen") if self.kinds else _("klaar")


def needs_of(clause: Clause) -> Needs:
    lines = list(clause.commitments.all())
    return Needs(
        is_empty=not lines,
        blanks=len(clause.open_blanks()),
        kinds=sum(line.needs_kind for line in lines),
    )


def todos_of(
    version: AgreementVersion,
    clauses: Iterable[Clause],
    present: Iterable[Participant],
    points: Iterable[OpenPoint] = (),
    slots: Iterable[UseSlot] = (),
) -> list[ToDo]:
    """What is missing, in the order of the page. Empty when `version` can be proposed.

    `clauses` with their commitments; `present`: who takes part today, loaded with `with_today`;
    `points`: what is not agreed yet, which is no reason to wait, but its blanks are; `slots`: the
    hours, with their rooms.
    One query, and only when the group has neither a contact nor a guide.
    """
    today = timezone.localdate()
    todos = []
    if not version.purpose.strip():
        sentence = _("Schrijf waarom jullie deze afspraak maken.")
        todos.append(ToDo(sentence, HEAD, "purpose"))
    elif open_blanks(version.purpose):
        sentence = _("Vul de lege plekken in bij waarom jullie dit afspreken.")
        todos.append(ToDo(sentence, HEAD, "purpose"))
    if open_blanks(version.vision):
        sentence = _("Vul de lege plekken in bij wat jullie samen willen bereiken.")
        todos.append(ToDo(sentence, HEAD, "vision"))
    todos += _todos_of_people(version, list(present))
    todos += _todos_of_dates(version, today)
    todos += _todos_of_clauses(list(clauses))
    for point in points:
        if point.open_blanks():
            sentence = _("Vul de lege plekken in bij het open punt “{what}”.")
            todos.append(ToDo(sentence.format(what=point.what), POINT, str(point.pk)))
    for slot in slots:
        if slot.place.is_gone:
            sentence = _("De ruimte {place} is er niet meer. Kies een andere bij de tijden.")
            todos.append(ToDo(sentence.format(place=slot.place.name), HOURS, str(slot.pk)))
    return todos


def _todos_of_people(version: AgreementVersion, present: list[Participant]) -> list[ToDo]:
    todos = []
    if not any(p.side == Side.MUNICIPALITY and p.is_contact for p in present):
        todos.append(ToDo(_("Kies wie het vaste gezicht van de gemeente is."), PEOPLE))
    can_be_reached = (
        any(p.side == Side.GUIDE or (p.side == Side.GROUP and p.is_contact) for p in present)
        or ShareLink.objects.working().filter(initiative=version.initiative).exists()
    )
    if not can_be_reached:
        sentence = _("De groep is nog niet te bereiken. Deel de groepslink, of kies een contact.")
        todos.append(ToDo(sentence, PEOPLE))
    return todos


def _todos_of_dates(version: AgreementVersion, today: date) -> list[ToDo]:
    todos = []
    if version.look_back_on is None:
        sentence = _("Kies wanneer jullie samen terugkijken.")
        todos.append(ToDo(sentence, HEAD, "look_back_on"))
    elif version.look_back_on <= today:
        sentence = _("De dag van terugkijken is voorbij. Kies een nieuwe.")
        todos.append(ToDo(sentence, HEAD, "look_back_on"))
    last = "trial_until" if version.trial_until else "ends_on"
    if version.last_day is None:
        sentence = _("Kies tot wanneer de afspraak of de proef duurt.")
        todos.append(ToDo(sentence, HEAD, last))
    elif version.last_day <= today:
        sentence = _("De laatste dag is voorbij. Kies een nieuwe.")
        todos.append(ToDo(sentence, HEAD, last))
    elif version.look_back_on and version.look_back_on > version.last_day:
        sentence = _("Terugkijken komt nu na de laatste dag. Kies een vroegere dag.")
        todos.append(ToDo(sentence, HEAD, "look_back_on"))
    if any(map(open_blanks, (version.trial_decider, version.trial_then))):
        sentence = _("Vul de lege plekken in bij de proef.")
        todos.append(ToDo(sentence, HEAD, "trial_decider"))
    return todos


def _todos_of_clauses(clauses: list[Clause]) -> list[ToDo]:
    todos = []
    if not clauses:
        todos.append(ToDo(_("Er staat nog niets in de afspraak. Zet er iets in."), LIBRARY))
    for clause in clauses:
        sentence = _sentence_about(needs_of(clause))
        if sentence:
            sentence = sentence.format(heading=clause.heading)
            todos.append(ToDo(sentence, clause=clause.pk, clause_key=clause.key))
    return todos


def _sentence_about(needs: Needs) -> str:
    if needs.is_empty:
        return _("Bij “{heading}” staat nog niets.")
    if needs.blanks and needs.kinds:
        return _("Vul bij “{heading}” de lege plekken in, en kies de soort van elke regel.")
    if needs.blanks:
        return _("Vul de lege plekken in bij “{heading}”.")
    if needs.kinds:
        return _("Zeg bij “{heading}” of het informatie, voornemen of toezegging is.")
    return ""
