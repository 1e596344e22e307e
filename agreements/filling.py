"""Every open blank of a draft on one page: where it stands, and how an answer comes in its place.

A sentence that somebody else changed meanwhile is left alone and shown again; all others are saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from agreements.blanks import open_blanks
from agreements.forms.fields import Complaint, whole_number
from agreements.forms.filling import SpotForm
from agreements.models import AgreementVersion, Clause, Commitment, OpenPoint
from agreements.models.clause import NAMES_PEOPLE, TEXTS, ClauseConflict
from agreements.models.open_point import TEXTS as TEXTS_OF_POINT
from agreements.models.open_point import WRITTEN, PointConflict
from agreements.models.version import HeadConflict
from agreements.people import UnknownPerson, from_typed, show_people, to_typed
from agreements.writing import BLANKS_OF_HEAD, WritePage
from initiatives.names import name_key

# So many inputs on one page; what comes after them is shown once these are filled.
MOST_ON_PAGE = 120


@dataclass
class Spot:
    """One text with blanks in it; `side`: whose line it is."""

    name: str
    form: SpotForm
    side: str = ""
    party_name: str = ""


@dataclass
class Place:
    """What is saved as one: the head, a clause or an open point."""

    title: str
    anchor: str
    spots: list[Spot]
    save: Callable[[dict[str, str]], None]
    blanks: int = field(init=False)

    def __post_init__(self) -> None:
        self.blanks = sum(len(spot.form.blanks) for spot in self.spots)


@dataclass(frozen=True)
class Changed:
    """Answers for a sentence that somebody else changed meanwhile: not saved, and not lost."""

    spot: str
    title: str
    answers: list[tuple[str, str]]

    @property
    def words(self) -> str:
        return " · ".join(answer for _name, answer in self.answers)


class FillPage:
    """The blanks of the draft of `page`; with `data`, what somebody sent.

    `changed`: what could not be saved just now, to be shown once more.
    """

    def __init__(
        self,
        page: WritePage,
        data: Mapping[str, Any] | None = None,
        *,
        changed: Iterable[Changed] = (),
    ) -> None:
        self.page = page
        self.data = data
        self.changed = list(changed)
        self.read: dict[str, tuple[str, str]] = {}  # spot -> title of its place, text as it is read
        self.names = {name_key(person.name): person.name for person in page.names}

    @cached_property
    def all_places(self) -> list[Place]:
        return [place for place in self._places() if place.spots]

    @cached_property
    def places(self) -> list[Place]:
        """As many as fit on a page, at least one."""
        found: list[Place] = []
        for place in self.all_places:
            if found and self._count(found) + place.blanks > MOST_ON_PAGE:
                break
            found.append(place)
        return found

    def _count(self, places: list[Place]) -> int:
        return sum(place.blanks for place in places)

    @property
    def count(self) -> int:
        return self._count(self.all_places)

    @property
    def later(self) -> int:
        """How many blanks do not fit on this page."""
        return self.count - self._count(self.places)

    def _places(self) -> Iterator[Place]:
        version = self.page.version
        title = _("Waarom en hoelang?")
        spots = [self._spot("head", version, name, title) for name in BLANKS_OF_HEAD]
        yield Place(title, "gegevens", _found(spots), partial(self._save_head, version))
        for draft in self.page.clauses:
            clause = draft.clause
            spots = [self._spot(f"c{clause.pk}", clause, "heading", clause.heading)]
            for line in clause.commitments.all():
                here = f"c{clause.pk}-{line.key}"
                spots += [self._spot(here, line, name, clause.heading) for name in TEXTS]
            yield Place(
                clause.heading, clause.key, _found(spots), partial(self._save_clause, clause)
            )
        for view in self.page.points:
            point, title = view.point, _("Nog niet afgesproken")
            spots = [self._spot(f"p{point.pk}", point, name, title) for name in TEXTS_OF_POINT]
            yield Place(title, point.key, _found(spots), partial(self._save_point, point))

    def _spot(
        self,
        prefix: str,
        thing: AgreementVersion | Clause | Commitment | OpenPoint,
        name: str,
        title: str,
    ) -> Spot | None:
        stored = getattr(thing, name)
        who, people = self.page.who, self.page.people
        shown = show_people(stored, who, people)
        self.read[f"{prefix}-{name}"] = (title, shown)
        if not open_blanks(stored):
            return None
        names_people = name in NAMES_PEOPLE or name == "finder"
        form = SpotForm(
            self.data,
            prefix=f"{prefix}-{name}",
            stored=stored,
            as_typed=to_typed(stored, who, people),
            shown=shown,
            most=type(thing)._meta.get_field(name).max_length or 0,  # type: ignore[union-attr]
            names=self.names,
            names_people=names_people,
        )
        for kept in self.changed:
            if kept.spot == form.prefix:
                form.put_back(kept.answers)
        side = thing.party if isinstance(thing, Commitment | OpenPoint) else ""
        party_name = thing.party_name if isinstance(thing, Commitment) else ""
        return Spot(f"{prefix}-{name}", form, side, party_name)

    # Saving ----------------------------------------------------------------------------------

    @cached_property
    def touched(self) -> list[tuple[Place, list[Spot]]]:
        """Where something was filled in."""
        found = [
            (place, [spot for spot in place.spots if spot.form.answers])
            for place in self.all_places
        ]
        return [(place, spots) for place, spots in found if spots]

    @cached_property
    def sent(self) -> dict[str, list[tuple[str, str]]]:
        """Every answer that was sent, also for a sentence that has no blank any more."""
        found: dict[str, list[tuple[str, str]]] = {}
        for key, value in (self.data or {}).items():
            spot, _dash, blank = key.rpartition("-blank_")
            n = whole_number(blank)
            if not spot or n is None or not str(value).strip():
                continue
            names = open_blanks(str(self.data.get(f"{spot}-blanks", "")) if self.data else "")
            name = names[n] if n < len(names) else ""
            found.setdefault(spot, []).append((name, str(value).strip()))
        return found

    def _homeless(self) -> list[Changed]:
        """Answers for sentences without blanks: filled by somebody else, or gone. What stands in
        the text already was sent twice."""
        here = {spot.name for place in self.all_places for spot in place.spots}
        found = []
        for spot, answers in self.sent.items():
            title, text = self.read.get(spot, (_("Weggehaald"), ""))
            if spot not in here and not all(answer in text for _name, answer in answers):
                found.append(Changed(spot, title, answers))
        return found

    def is_valid(self) -> bool:
        """Whether every answer can be kept. A sentence that changed meanwhile is no mistake."""
        as_read = [s for _place, spots in self.touched for s in spots if s.form.is_as_read]
        # Every sentence says what is wrong with it, not only the first.
        wrong = [s for s in as_read if not (s.form.is_valid() and self._knows_everybody(s))]
        return not wrong

    def _knows_everybody(self, spot: Spot) -> bool:
        try:
            self._stored(spot)
        except UnknownPerson as unknown:
            spot.form.add_error("text", unknown.sentence)
            return False
        return True

    def _stored(self, spot: Spot) -> str:
        nameable = self.page.present + list(self.page.people.values())
        return from_typed(spot.form.cleaned_data["text"], self.page.who, nameable)

    def save(self) -> list[Changed]:
        """Saves what fits, place by place; gives what somebody else changed meanwhile.
        Raises `Refused` when the draft was proposed."""
        with transaction.atomic():
            self.page.version.lock_draft()
        changed = self._homeless()
        for place, spots in self.touched:
            fitting = [spot for spot in spots if spot.form.is_as_read]
            rest = [spot for spot in spots if not spot.form.is_as_read]
            texts = {spot.name: self._stored(spot) for spot in fitting}
            try:
                if texts:
                    place.save(texts)
            except (ClauseConflict, HeadConflict, PointConflict):
                # Somebody saved between reading and this.
                rest = spots
            changed += [
                Changed(spot.name, place.title, spot.form.answers)
                for spot in rest
                if not spot.form.is_done_already
            ]
        return changed

    def as_text(self) -> str:
        """Every answer, to be copied when it cannot be kept."""
        pairs = [pair for answers in self.sent.values() for pair in answers]
        return "\n".join(f"{name}: {answer}" if name else answer for name, answer in pairs)

    @property
    def complaints(self) -> list[Complaint]:
        """What is wrong with what was sent, with a link to where."""
        return [
            Complaint(f"spot-{spot.name}", place.title, str(error))
            for place, spots in (self.touched if self.data is not None else [])
            for spot in spots
            if spot.form.is_as_read
            for errors in spot.form.errors.values()
            for error in errors
        ]

    def _save_head(self, version: AgreementVersion, texts: dict[str, str]) -> None:
        fields = {name.removeprefix("head-"): text for name, text in texts.items()}
        version.save_head(revision=version.revision, **fields)

    def _save_clause(self, clause: Clause, texts: dict[str, str]) -> None:
        prefix = f"c{clause.pk}"
        lines = []
        for line in clause.commitments.all():
            places = {name: f"{prefix}-{line.key}-{name}" for name in TEXTS}
            new: dict[str, Any] = {name: texts[at] for name, at in places.items() if at in texts}
            lines.append(replace(line.as_line(), **new))
        heading = texts.get(f"{prefix}-heading", clause.heading)
        clause.rewrite(revision=clause.revision, heading=heading, lines=lines)

    def _save_point(self, point: OpenPoint, texts: dict[str, str]) -> None:
        new = {name.rpartition("-")[2]: text for name, text in texts.items()}
        written: dict[str, Any] = {name: getattr(point, name) for name in WRITTEN}
        point.rewrite(revision=point.revision, **{**written, **new})


def _found(spots: list[Spot | None]) -> list[Spot]:
    return [spot for spot in spots if spot is not None]
