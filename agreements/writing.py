"""What the pages on which a draft is written show, loaded in a bounded number of queries.

At most seven, whatever the size: who takes part, clauses, lines, open points, other texts, people
who left but are named, and the link when nothing else makes the group reachable. The version
itself comes from `load_draft`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.advice import load_advice
from agreements.blanks import open_blanks
from agreements.contested import notes_on_contested
from agreements.coverage import Covered, coverage_of
from agreements.hours_to_read import hours_of
from agreements.hours_to_write import SlotDraft, slot_drafts
from agreements.library import EMPTY
from agreements.loading import load_clauses
from agreements.models import AgreementVersion, Clause, Commitment, LegalAdvice, UseSlot
from agreements.models.clause import NAMES_PEOPLE, TEXTS
from agreements.models.simpler_word import added_words
from agreements.open_points import PointView, point_views
from agreements.people import people_of, plain_names_in
from agreements.proposals import Proposals, ProposalView
from agreements.readable import Length, length_of, notes_on, words_a_sentence
from agreements.readiness import Needs, ToDo, needs_of, todos_of
from agreements.states import Stance
from agreements.steps import Steps
from agreements.templates import name_of
from initiatives.access import WRITES_DRAFT_OF, Action
from initiatives.models import Participant, Side
from initiatives.names import is_readable
from initiatives.who import Who


def write_action(version: AgreementVersion) -> Action:
    """What somebody must be allowed in order to write in `version`."""
    if version.is_open:
        return Action.WRITE_OPEN_DRAFT
    return WRITES_DRAFT_OF[Side(version.began_side)]


# Where a blank can stand in the head.
BLANKS_OF_HEAD = ("purpose", "vision", "trial_decider", "trial_then")
# Above so many clauses the page gives one link to move or remove each, and lists less.
MANY_CLAUSES = 30


@dataclass
class ClauseDraft:
    """One clause as it is written: its lines, what it needs, and what could be simpler."""

    clause: Clause
    notes: list[str]
    is_first: bool = False
    is_last: bool = False
    # Other texts that wait for it, and whose words were taken over into it.
    proposals: list[ProposalView] = field(default_factory=list)
    credits: list[ProposalView] = field(default_factory=list)

    @property
    def lines(self) -> list[Commitment]:
        return list(self.clause.commitments.all())

    @cached_property
    def needs(self) -> Needs:
        return needs_of(self.clause)

    @property
    def tone(self) -> str:
        if self.needs.is_done:
            return "good"
        return "bad" if self.needs.is_empty or self.needs.blanks else "neutral"


@dataclass(frozen=True)
class Preview:
    """A clause as the group will see it."""

    heading: str
    lines: list[Commitment]
    people: dict[int, Participant]
    words: int  # a sentence, on average
    reads_well: bool


@dataclass(frozen=True)
class Group:
    """Things of one kind that are still to be done: a sentence, and where the first one is."""

    sentence: str
    first: ToDo


NEEDS = ("is_empty", "blanks", "kinds")


def sentence_of(need: str, n: int) -> str:
    """What is needed in `n` clauses."""
    if need == "is_empty":
        text = ngettext("Schrijf iets bij {n} onderdeel.", "Schrijf iets bij {n} onderdelen.", n)
    elif need == "blanks":
        text = ngettext(
            "Vul de lege plekken in bij {n} onderdeel.",
            "Vul de lege plekken in bij {n} onderdelen.",
            n,
        )
    else:
        text = ngettext(
            "Kies de soort van regels bij {n} onderdeel.",
            "Kies de soort van regels bij {n} onderdelen.",
            n,
        )
    return text.format(n=n)


def notes_on_stances(lines: list[Commitment]) -> list[str]:
    """Friendly notes on what cannot be done, and on what nobody knows yet."""
    notes = []
    if any(line.misses_what_can for line in lines):
        notes.append(_("Hier staat dat iets niet kan. Schrijf er ook bij wat er wel kan."))
    if any(line.stance == Stance.UNKNOWN for line in lines):
        notes.append(_("Weten jullie iets nog niet? Zet het ook bij “Nog niet afgesproken”."))
    return notes


def notes_on_names(plain: list[str], hard: list[str]) -> list[str]:
    """Friendly notes on names that everybody would read: `plain` in texts where a person can be a
    reference, `hard` where that cannot be."""
    instead = _("Schrijf {{@{name}}} in plaats van {name}. Dan ziet niet iedereen die naam.")
    without = _("Laat de naam {name} hier weg. Iedereen kan dit lezen.")
    return [instead.format(name=name) for name in plain] + [
        without.format(name=name) for name in hard
    ]


def _texts_of(slot: UseSlot) -> list[str]:
    """What somebody wrote with hours."""
    return [slot.label, *(day.because for day in slot.exceptions.all())]


class WritePage:
    """Everything that the pages about writing `version` show to `who`."""

    def __init__(self, version: AgreementVersion, who: Who) -> None:
        self.version = version
        self.who = who
        self.agreement = version.agreement
        self.initiative = version.initiative
        present = self.initiative.participants_on(timezone.localdate()).with_today()
        self.present = list(present.order_by("side", "pk"))
        for person in self.present:
            person.initiative = self.initiative
        who.know(self.initiative, self.present)

    @cached_property
    def _every(self) -> list[Clause]:
        return load_clauses([self.version.pk], with_removed=True)[self.version.pk]

    @property
    def _loaded(self) -> list[Clause]:
        return [clause for clause in self._every if clause.removed_at is None]

    @property
    def removed(self) -> list[Clause]:
        """What was taken out and can still be put back."""
        return [clause for clause in self._every if clause.removed_at is not None]

    @cached_property
    def people(self) -> dict[int, Participant]:
        """Those whom the lines mention."""
        lines = (line for clause in self._loaded for line in clause.commitments.all())
        texts = [text for line in lines for text in line.texts_with_people]
        texts += [view.point.finder for view in self.points]
        return people_of(self.initiative, texts, known=self.present)

    @cached_property
    def other_texts(self) -> Proposals:
        """What people proposed instead of what stands here."""
        return Proposals(self.agreement, self.who, self.known, in_draft=True)

    @cached_property
    def points(self) -> list[PointView]:
        """What is not agreed yet."""
        return point_views(self.version.open_points.all())

    @cached_property
    def slots(self) -> list[UseSlot]:
        """The hours of the draft."""
        return hours_of(self.version)

    @cached_property
    def hours(self) -> list[SlotDraft]:
        """The same in words, with notes."""
        return slot_drafts(self.slots)

    @property
    def every_line(self) -> list[Commitment]:
        return [line for clause in self._loaded for line in clause.commitments.all()]

    @cached_property
    def steps(self) -> Steps:
        """Which "als …" of the text in effect is so, and so is gone here."""
        return Steps(self.version, self.who)

    @cached_property
    def advice(self) -> dict[str, list[LegalAdvice]]:
        """Questions of law, by clause."""
        return load_advice(self.agreement, self.who)

    @cached_property
    def party_names(self) -> list[str]:
        """What a line can be of, beside group and municipality."""
        parties = self.agreement.parties.present().filter(hidden_at=None)
        return list(parties.values_list("name", flat=True))

    @property
    def known(self) -> list[Participant]:
        """Everybody who was loaded: who takes part, and who left but is named."""
        return [*self.present, *self.people.values()]

    @cached_property
    def clauses(self) -> list[ClauseDraft]:
        last = len(self._loaded)
        return [
            ClauseDraft(
                clause,
                self._notes_on(clause),
                is_first=n == 1,
                is_last=n == last,
                proposals=self.other_texts.open_on(clause),
                credits=self.other_texts.credits_of(self.version, clause),
            )
            for n, clause in enumerate(self._loaded, 1)
        ]

    @property
    def is_long(self) -> bool:
        return len(self._loaded) > MANY_CLAUSES

    def _notes_on(self, clause: Clause) -> list[str]:
        lines = list(clause.commitments.all())
        texts = [line.text for line in lines]
        named = "\n".join(text for line in lines for text in line.texts_with_people)
        others = [clause.heading] + [
            getattr(line, name) for line in lines for name in TEXTS if name not in NAMES_PEOPLE
        ]
        return (
            notes_on(texts, self.words)
            + notes_on_contested(clause.heading, texts)
            + notes_on_stances(lines)
            + notes_on_names(
                plain_names_in(named, self.who, self.present),
                plain_names_in("\n".join(others), self.who, self.present),
            )
        )

    def preview(self, heading: str, lines: list[Commitment]) -> Preview:
        """What the group will see of a clause, stored or not."""
        texts = [line.text for line in lines]
        named = [text for line in lines for text in line.texts_with_people]
        people = people_of(self.initiative, named, known=self.known)
        reads_well = not notes_on(texts, self.words)
        return Preview(heading, lines, people, words_a_sentence(texts), reads_well)

    def preview_of(self, view: ClauseDraft | None) -> Preview | None:
        return self.preview(view.clause.heading, view.lines) if view else None

    def clause(self, pk: int) -> ClauseDraft | None:
        return next((draft for draft in self.clauses if draft.clause.pk == pk), None)

    @cached_property
    def todos(self) -> list[ToDo]:
        points = [view.point for view in self.points]
        return todos_of(self.version, self._loaded, self.present, points, self.slots)

    @cached_property
    def point_notes(self) -> list[str]:
        """Friendly notes on names in what is not agreed yet."""
        points = [view.point for view in self.points]
        named = plain_names_in("\n".join(p.finder for p in points), self.who, self.present)
        others = plain_names_in("\n".join(p.what for p in points), self.who, self.present)
        return notes_on_names(named, others)

    @cached_property
    def hours_notes(self) -> list[str]:
        """The same of what is said with hours."""
        texts = [text for slot in self.slots for text in _texts_of(slot)]
        return notes_on_names([], plain_names_in("\n".join(texts), self.who, self.present))

    @property
    def blank_count(self) -> int:
        """How many blanks are open, everywhere in the draft."""
        head = sum(len(open_blanks(getattr(self.version, name))) for name in BLANKS_OF_HEAD)
        points = sum(len(view.point.open_blanks()) for view in self.points)
        return head + points + sum(draft.needs.blanks for draft in self.clauses)

    @property
    def head_is_done(self) -> bool:
        return not any(todo.place == "head" for todo in self.todos)

    @property
    def done_count(self) -> int:
        return sum(draft.needs.is_done for draft in self.clauses)

    @cached_property
    def todo_groups(self) -> list[Group]:
        """The list in a few sentences: the same thing in many clauses is said once."""
        of_head = [Group(todo.sentence, todo) for todo in self.todos if todo.clause is None]
        firsts: dict[str, ToDo] = {}
        counts: Counter[str] = Counter()
        for draft in self.clauses:
            for need in NEEDS:
                if getattr(draft.needs, need):
                    counts[need] += 1
                    here = ToDo("", clause=draft.clause.pk, clause_key=draft.clause.key)
                    firsts.setdefault(need, here)
        return of_head + [
            Group(sentence_of(need, counts[need]), firsts[need]) for need in NEEDS if need in firsts
        ]

    @cached_property
    def words(self) -> dict[str, str]:
        """The words that a coordinator put on the list, with a simpler one."""
        return added_words()

    @cached_property
    def length(self) -> Length:
        """How long the agreement is on paper."""
        texts = [self.version.purpose]
        for clause in self._loaded:
            texts += [clause.heading, *(line.text for line in clause.commitments.all())]
        return length_of(texts)

    @property
    def asks_coverage(self) -> bool:
        """Whether the list of what the draft covers is for `who`: somebody of the municipality."""
        me = self.who.participant_in(self.initiative)
        return me is not None and me.side == Side.MUNICIPALITY

    @cached_property
    def covered(self) -> list[Covered]:
        """Per group of the library what the draft says something about, and what not."""
        return coverage_of(clause.key for clause in self._loaded)

    @property
    def not_covered(self) -> list[str]:
        """The groups of which nothing stands in the draft."""
        return [str(group.name) for group in self.covered if not group.present]

    @cached_property
    def began_with(self) -> str:
        """The name of the template that the agreement began with; "" when it began empty."""
        key = self.agreement.template_key
        return name_of(key, self.agreement.template_number) if key not in ("", EMPTY) else ""

    @property
    def municipality_contacts(self) -> list[Participant]:
        return [p for p in self.present if p.side == Side.MUNICIPALITY and p.is_contact]

    @property
    def group_contacts(self) -> list[Participant]:
        """Contacts of the group: who chose it, and guides who are there for it."""
        of_group = (Side.GROUP, Side.GUIDE)
        return [p for p in self.present if p.side in of_group and p.is_contact]

    @property
    def guides(self) -> list[Participant]:
        return [p for p in self.present if p.side == Side.GUIDE]

    def nameable(self, clause: Clause) -> list[Participant]:
        """Whom a text of `clause` may name: who takes part, and who was named in it before."""
        return self.nameable_in(
            [text for line in clause.commitments.all() for text in line.texts_with_people]
        )

    def nameable_in(self, texts: list[str]) -> list[Participant]:
        """Whom one can name in what was `texts` before."""
        before = people_of(self.initiative, texts, known=self.known)
        here = {person.pk for person in self.present}
        return self.present + [person for pk, person in before.items() if pk not in here]

    @property
    def names(self) -> list[Participant]:
        """Whom this writer can name by name."""
        return [p for p in self.present if p.name and is_readable(self.who, p)]
