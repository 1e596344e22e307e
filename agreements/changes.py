"""What is different between two versions of one agreement: the head, the hours, every clause as one
text, and what is still open. A clause that was put somewhere else is moved, not out and in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from agreements.comparing import Budget, Piece, compare
from agreements.hours_to_read import HoursView, load_hours, read_hours
from agreements.loading import load_clauses, load_open_points, load_people, texts_of
from agreements.models import AgreementVersion, Clause, Commitment, OpenPoint
from agreements.pairing import lines_elsewhere, pair_up, same_lines, unmoved
from agreements.people import people_of, show_people
from agreements.states import Kind, Lead, Party, Stance, Support
from initiatives.who import Who

SAME, CHANGED, ADDED, REMOVED = "", "changed", "added", "removed"

HEAD_LABELS: dict[str, str | Promise] = {
    "purpose": _lazy("Waarom deze afspraak"),
    "vision": _lazy("Wat we samen willen bereiken"),
    "lead": _lazy("Wie de leiding heeft"),
    "support": _lazy("Hoeveel hulp de groep wil"),
    "look_back_on": _lazy("Samen terugkijken"),
    "ends_on": _lazy("Geldt tot en met"),
    "trial_until": _lazy("Proef tot en met"),
    "trial_decider": _lazy("Wie na de proef beslist"),
    "trial_then": _lazy("En wat dan"),
}
NOTE_LABELS: dict[str, str | Promise] = {
    "party": _lazy("Van wie"),
    "party_name": _lazy("Welke partij"),
    "kind": _lazy("Soort"),
    "reservation": _lazy("Onder voorbehoud van"),
    "decider": _lazy("Wie daarover beslist"),
    "due_on": _lazy("Voor wanneer"),
    "rhythm": _lazy("Hoe vaak"),
    "condition": _lazy("Als"),
    "stance": _lazy("Kan dit"),
    "instead": _lazy("Wat wel kan"),
    "watcher": _lazy("Wie het in de gaten houdt"),
    "sign": _lazy("Waaraan we het merken"),
}
POINT_LABELS: dict[str, str | Promise] = {
    "party": _lazy("Wie zoekt het uit"),
    "finder": _lazy("Wie precies"),
    "due_on": _lazy("Voor wanneer"),
}
CHOICES = {
    "lead": Lead,
    "support": Support,
    "party": Party,
    "kind": Kind,
    "stance": Stance,
}


@dataclass(frozen=True)
class Note:
    """One fact beside a text that is another now. Empty: it was or is not filled in."""

    label: str
    pieces: list[Piece]


@dataclass
class LineChange:
    """One line, or an open point. `came_from`: the heading of the clause where it stood before."""

    thing: Commitment | OpenPoint
    change: str
    pieces: list[Piece]
    notes: list[Note] = field(default_factory=list)
    came_from: str = ""


@dataclass
class ClauseChange:
    """One clause as one text. `moved_after`: the heading that it stands below now, "" at the top;
    None when it did not move."""

    clause: Clause
    change: str
    heading: list[Piece]
    lines: list[LineChange]
    is_moved: bool = False
    moved_after: str = ""

    @property
    def is_same(self) -> bool:
        return not self.change and not self.is_moved

    @property
    def sentence(self) -> str:
        """ "1 regel anders, 1 regel erbij": for who does not see the colours."""
        counted = dict.fromkeys((CHANGED, ADDED, REMOVED), 0)
        for line in self.lines:
            if line.change:
                counted[line.change] += 1
        parts = []
        if n := counted[CHANGED]:
            parts.append(ngettext("{n} regel anders", "{n} regels anders", n).format(n=n))
        if n := counted[ADDED]:
            parts.append(ngettext("{n} regel erbij", "{n} regels erbij", n).format(n=n))
        if n := counted[REMOVED]:
            parts.append(ngettext("{n} regel weg", "{n} regels weg", n).format(n=n))
        return ", ".join(parts)


class Changes:
    """From `old` to `new`, as `who` may read it. Four queries, whatever the size: clauses with
    their lines, open points, hours, and people whom the texts name."""

    def __init__(self, old: AgreementVersion, new: AgreementVersion, who: Who) -> None:
        self.old, self.new, self.who = old, new, who
        # One budget for the whole page: what is over is shown as a whole.
        self._budget = Budget()
        both = [old.pk, new.pk]
        self._clauses = load_clauses(both)
        self._points = load_open_points(both)
        texts = [text for clauses in self._clauses.values() for text in texts_of(clauses)]
        texts += [text for points in self._points.values() for text in texts_of([], points)]
        loaded = load_people(new.initiative, texts)
        who.know(new.initiative, loaded.present, is_shared=True)
        self.people = people_of(new.initiative, texts, known=loaded.known)
        self.head = self._head()
        hours = load_hours(both)
        self.hours = read_hours(hours[new.pk], hours[old.pk])
        self.clauses = self._compare_clauses(
            self._clauses.get(old.pk, []), self._clauses.get(new.pk, [])
        )
        self.points = self._compare_points(
            self._points.get(old.pk, []), self._points.get(new.pk, [])
        )

    @property
    def texts(self) -> tuple[AgreementVersion, AgreementVersion]:
        return self.old, self.new

    @property
    def different(self) -> list[ClauseChange]:
        return [view for view in self.clauses if not view.is_same]

    @property
    def same(self) -> list[ClauseChange]:
        return [view for view in self.clauses if view.is_same]

    @property
    def different_points(self) -> list[LineChange]:
        return [point for point in self.points if point.change]

    @property
    def different_hours(self) -> list[HoursView]:
        return [view for view in self.hours if view.change]

    @property
    def is_empty(self) -> bool:
        return not (self.head or self.different or self.different_points or self.different_hours)

    @property
    def sentence(self) -> str:
        """How much is different, in one sentence."""
        counted = dict.fromkeys((CHANGED, ADDED, REMOVED), 0)
        for view in self.different:
            if view.change:
                counted[view.change] += 1
        moved = sum(view.is_moved for view in self.different)
        parts = []
        if n := counted[CHANGED]:
            parts.append(ngettext("{n} onderdeel anders", "{n} onderdelen anders", n).format(n=n))
        if n := counted[ADDED]:
            parts.append(ngettext("{n} onderdeel erbij", "{n} onderdelen erbij", n).format(n=n))
        if n := counted[REMOVED]:
            parts.append(ngettext("{n} onderdeel weg", "{n} onderdelen weg", n).format(n=n))
        if n := moved:
            sentence = ngettext("{n} onderdeel verplaatst", "{n} onderdelen verplaatst", n)
            parts.append(sentence.format(n=n))
        if self.different_hours:
            parts.append(_("andere tijden"))
        return ", ".join(parts)

    # The head -----------------------------------------------------------------------------------

    def _head(self) -> list[Note]:
        return self._notes(HEAD_LABELS, self.old, self.new)

    def _notes(
        self, labels: dict[str, str | Promise], old: object | None, new: object
    ) -> list[Note]:
        """What is different of `labels`; without `old` everything that is filled in."""
        notes = []
        for name, label in labels.items():
            was = self._shown(name, getattr(old, name)) if old is not None else ""
            now = self._shown(name, getattr(new, name))
            if was != now:
                whole = name in CHOICES or name.endswith(("_on", "_until"))
                notes.append(
                    Note(str(label), self._whole(was, now) if whole else self._words(was, now))
                )
        return notes

    def _shown(self, name: str, value: str | date | None) -> str:
        """A fact in words. What a line said by keeping silent is said too."""
        if isinstance(value, date):
            return format_date(value, "l j F Y")
        if not value:
            return ""
        if name in CHOICES:
            return str(dict(CHOICES[name].choices).get(value, value))
        return self._show(value)

    def _words(self, old: str, new: str) -> list[Piece]:
        return compare(old, new, self._budget)

    def _whole(self, old: str, new: str) -> list[Piece]:
        """A date or a choice is another one; half of it struck would read badly."""
        pieces = [Piece("removed", f"{old} " if new else old)] if old else []
        return [*pieces, Piece("added", new)] if new else pieces

    # Clauses ------------------------------------------------------------------------------------

    def _compare_clauses(self, old: list[Clause], new: list[Clause]) -> list[ClauseChange]:
        """In the order of the new text; what is gone stands where it stood."""
        pairs = pair_up(old, new)
        order = {clause.pk: place for place, clause in enumerate(old)}
        stayed = unmoved([order[pairs[clause.pk].pk] for clause in new if clause.pk in pairs])
        moved = {
            clause.pk
            for clause in new
            if clause.pk in pairs and order[pairs[clause.pk].pk] not in stayed
        }
        elsewhere = lines_elsewhere(old, new, pairs)
        views = []
        for place, clause in enumerate(new):
            view = self._compare_clause(clause, pairs.get(clause.pk), elsewhere)
            if clause.pk in moved:
                view.is_moved = True
                view.moved_after = new[place - 1].heading if place else ""
            views.append(view)
        kept = {clause.pk for clause in pairs.values()}
        gone = [clause for clause in old if clause.pk not in kept]
        return self._put_back(views, gone, old, pairs)

    def _put_back(
        self,
        views: list[ClauseChange],
        gone: list[Clause],
        old: list[Clause],
        pairs: dict[int, Clause],
    ) -> list[ClauseChange]:
        """Each clause that is gone comes after the one that it stood below."""
        shown = {pairs[view.clause.pk].pk: view for view in views if view.clause.pk in pairs}
        for clause in gone:
            lines = [
                LineChange(line, REMOVED, [Piece("removed", self._text(line))])
                for line in clause.commitments.all()
            ]
            view = ClauseChange(clause, REMOVED, [Piece("removed", clause.heading)], lines)
            before = old[old.index(clause) - 1] if old.index(clause) else None
            above = shown.get(before.pk) if before else None
            views.insert(views.index(above) + 1 if above else 0, view)
            shown[clause.pk] = view
        return views

    def _compare_clause(
        self, clause: Clause, before: Clause | None, elsewhere: dict[int, str]
    ) -> ClauseChange:
        now = list(clause.commitments.all())
        if before is None:
            lines = [self._compare_line(line, None, elsewhere) for line in now]
            return ClauseChange(clause, ADDED, [Piece("added", clause.heading)], lines)
        was = {line.key: line for line in before.commitments.all()}
        twins = same_lines(was.values(), now)
        lines = [
            self._compare_line(line, was.pop(twins.get(line.key, line.key), None), elsewhere)
            for line in now
        ]
        lines += [
            LineChange(line, REMOVED, [Piece("removed", self._text(line))], self._held_back(line))
            for line in was.values()
            if line.pk not in elsewhere
        ]
        heading = self._words(before.heading, clause.heading)
        is_changed = clause.heading != before.heading or any(line.change for line in lines)
        return ClauseChange(clause, CHANGED if is_changed else SAME, heading, lines)

    def _compare_line(
        self, line: Commitment, before: Commitment | None, elsewhere: dict[int, str]
    ) -> LineChange:
        text = self._text(line)
        if before is None:
            came_from = elsewhere.get(line.pk, "")
            kind = "same" if came_from else "added"
            notes = [] if came_from else self._notes(NOTE_LABELS_OF_NEW, None, line)
            if came_from:
                notes = self._held_back(line)
            return LineChange(line, ADDED, [Piece(kind, text)], notes, came_from)
        pieces = self._words(self._text(before), text)
        notes = self._notes(NOTE_LABELS, before, line)
        is_changed = bool(notes) or any(piece.kind != "same" for piece in pieces)
        if line.reservation == before.reservation:
            notes = self._held_back(line) + notes
        return LineChange(line, CHANGED if is_changed else SAME, pieces, notes)

    def _held_back(self, line: Commitment) -> list[Note]:
        """Its reservation, also when that did not change: a line never shows without it."""
        if not line.reservation:
            return []
        pieces = [Piece("same", self._show(line.reservation))]
        return [Note(str(NOTE_LABELS["reservation"]), pieces)]

    def _text(self, line: Commitment) -> str:
        return self._show(line.text)

    def _show(self, text: str) -> str:
        return show_people(text, self.who, self.people)

    # Open points --------------------------------------------------------------------------------

    def _compare_points(self, old: list[OpenPoint], new: list[OpenPoint]) -> list[LineChange]:
        was = {point.key: point for point in old}
        views = []
        for point in new:
            before, what = was.pop(point.key, None), self._show(point.what)
            pieces = (
                self._words(self._show(before.what), what) if before else [Piece("added", what)]
            )
            notes = self._notes(POINT_LABELS if before else POINT_LABELS_OF_NEW, before, point)
            is_changed = bool(notes) or any(piece.kind != "same" for piece in pieces)
            change = (CHANGED if is_changed else SAME) if before else ADDED
            views.append(LineChange(point, change, pieces, notes))
        views += [
            LineChange(point, REMOVED, [Piece("removed", self._show(point.what))])
            for point in was.values()
        ]
        return views


POINT_LABELS_OF_NEW = {name: POINT_LABELS[name] for name in ("finder", "due_on")}
# A new line says itself whose it is and what kind of word; those stand above it.
NOTE_LABELS_OF_NEW = {
    name: label
    for name, label in NOTE_LABELS.items()
    if name not in ("party", "party_name", "kind")
}
