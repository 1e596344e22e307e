"""What the pages on which a draft is written show, loaded in a bounded number of queries.

At most five, whatever the size: who takes part, clauses, lines, people who left but are named, and
the link when nothing else makes the group reachable. The version itself comes from `load_draft`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.models import AgreementVersion, Clause, Commitment
from agreements.people import people_of, plain_names_in
from agreements.readable import notes_on, words_a_sentence
from agreements.readiness import Needs, ToDo, needs_of, todos_of
from initiatives.access import WRITES_DRAFT_OF, Action
from initiatives.models import Participant, Side
from initiatives.names import is_readable
from initiatives.who import Who

# From here on a draft gets a friendly note that shorter is easier.
LONG_DRAFT = 15


def write_action(version: AgreementVersion) -> Action:
    """What somebody must be allowed in order to write in `version`."""
    if version.is_open:
        return Action.WRITE_OPEN_DRAFT
    return WRITES_DRAFT_OF[Side(version.began_side)]


@dataclass
class ClauseDraft:
    """One clause as it is written: its lines, what it needs, and what could be simpler."""

    clause: Clause
    notes: list[str]
    is_first: bool = False
    is_last: bool = False

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
    def _loaded(self) -> list[Clause]:
        return list(self.version.clauses.prefetch_related("commitments"))

    @cached_property
    def people(self) -> dict[int, Participant]:
        """Those whom the lines mention."""
        texts = [line.text for clause in self._loaded for line in clause.commitments.all()]
        return people_of(self.initiative, texts, known=self.present)

    @property
    def known(self) -> list[Participant]:
        """Everybody who was loaded: who takes part, and who left but is named."""
        return [*self.present, *self.people.values()]

    @cached_property
    def clauses(self) -> list[ClauseDraft]:
        last = len(self._loaded)
        return [
            ClauseDraft(clause, self._notes_on(clause), is_first=n == 1, is_last=n == last)
            for n, clause in enumerate(self._loaded, 1)
        ]

    def _notes_on(self, clause: Clause) -> list[str]:
        texts = [line.text for line in clause.commitments.all()]
        names = plain_names_in("\n".join(texts), self.who, self.present)
        return notes_on(texts) + [
            _("Schrijf {{@{name}}} in plaats van {name}. Dan ziet niet iedereen die naam.").format(
                name=name
            )
            for name in names
        ]

    def preview(self, heading: str, lines: list[Commitment]) -> Preview:
        """What the group will see of a clause, stored or not."""
        texts = [line.text for line in lines]
        people = people_of(self.initiative, texts, known=self.known)
        return Preview(heading, lines, people, words_a_sentence(texts), not notes_on(texts))

    def preview_of(self, view: ClauseDraft | None) -> Preview | None:
        return self.preview(view.clause.heading, view.lines) if view else None

    def clause(self, pk: int) -> ClauseDraft | None:
        return next((draft for draft in self.clauses if draft.clause.pk == pk), None)

    @cached_property
    def todos(self) -> list[ToDo]:
        return todos_of(self.version, self._loaded, self.present)

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

    @property
    def is_long(self) -> bool:
        return len(self.clauses) > LONG_DRAFT

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
        texts = [line.text for line in clause.commitments.all()]
        before = people_of(self.initiative, texts, known=self.known)
        here = {person.pk for person in self.present}
        return self.present + [person for pk, person in before.items() if pk not in here]

    @property
    def names(self) -> list[Participant]:
        """Whom this writer can name by name."""
        return [p for p in self.present if p.name and is_readable(self.who, p)]
