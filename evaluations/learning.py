"""What people learned, as a list: what is looked for, and what somebody may read of it.

Lessons, examples and experiments are read along with their initiative, or by everyone here.
Learning questions are read by their circle only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from evaluations.models import Example, Experiment, LearningQuestion, Lesson
from evaluations.states import ExperimentEnd
from initiatives.models import Circle, Initiative, Participant
from initiatives.who import Who

# Of each kind when all are shown, and on a page of one kind.
AT_A_GLANCE = 5
ON_A_PAGE = 25
# Initiatives of one person that are offered by name; who has more finds the rest in the list.
MOST_HOMES = 8


class What(models.TextChoices):
    """The value stands in an address."""

    LESSONS = "lessen", _lazy("Lessen")
    EXAMPLES = "voorbeelden", _lazy("Voorbeelden")
    EXPERIMENTS = "experimenten", _lazy("Experimenten")
    QUESTIONS = "leervragen", _lazy("Leervragen")


MODELS: dict[str, Any] = {
    What.LESSONS: Lesson,
    What.EXAMPLES: Example,
    What.EXPERIMENTS: Experiment,
    What.QUESTIONS: LearningQuestion,
}
# Where words are looked for.
IN = {
    What.LESSONS: ("happened", "text"),
    What.EXAMPLES: (
        *("title", "place", "text", "worked", "did_not_work", "take_along", "dos", "donts"),
    ),
    What.EXPERIMENTS: ("text", "saw"),
    What.QUESTIONS: ("text", "why", "trying", "with_whom", "happened"),
}
PAGES = {
    What.LESSONS: "lesson",
    What.EXAMPLES: "example",
    What.EXPERIMENTS: "experiment",
    What.QUESTIONS: "learning_question",
}
# Only these have a pattern, and an example is of some kind.
WITH_PATTERN = (What.LESSONS, What.EXAMPLES)
CIRCLES = {
    Circle.OWN: _lazy("van jou alleen"),
    Circle.SIDE: _lazy("van jullie kant"),
    Circle.SHARED: _lazy("van iedereen hier"),
}


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; empty is everything."""

    what: str = ""
    kind: str = ""
    pattern: str = ""
    words: str = ""

    def __bool__(self) -> bool:
        return self != Asked()

    @property
    def sections(self) -> list[What]:
        """The kinds that can hold what is asked for."""
        wanted = [What(self.what)] if self.what else list(What)
        return [what for what in wanted if not self.pattern or what in WITH_PATTERN]

    def query(self, **other: str | int) -> str:
        """As it stands behind an address."""
        what = f"voorbeeld-{self.kind}" if self.kind else self.what
        found = {"q": self.words, "wat": what, "patroon": self.pattern, **other}
        return urlencode({name: value for name, value in found.items() if value})

    def of(self, what: What, found: models.QuerySet[Any]) -> models.QuerySet[Any]:
        """Of `found` what is asked for. Hidden words are no way to find anything."""
        if self.pattern:
            found = found.filter(pattern=self.pattern)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.pattern or self.kind or self.words:
            found = found.filter(hidden_at=None)
        for word in self.words.split():
            anywhere = models.Q()
            for name in IN[what]:
                anywhere |= models.Q(**{f"{name}__icontains": word})
            found = found.filter(anywhere)
        return found


@dataclass(frozen=True)
class Row:
    """One line of the list. `home`: of which initiative, "" when that goes without saying."""

    thing: Any
    url: str
    home: str
    about: list[str]
    state: str = ""
    tone: str = "neutral"

    @property
    def is_hidden(self) -> bool:
        return self.thing.hidden_at is not None


@dataclass
class Section:
    """The rows of one kind. `more_url`: where all of them stand, "" when these are all."""

    what: What
    rows: list[Row]
    more_url: str = ""
    newer_url: str = ""
    older_url: str = ""


@dataclass
class Library:
    """What `who` finds: of one initiative, or of all."""

    who: Who
    asked: Asked
    path: str
    number: int = 1
    initiative: Initiative | None = None
    sections: list[Section] = field(default_factory=list)

    def load(self) -> Library:
        known = self._known()
        for what in self.asked.sections:
            found = MODELS[what].objects.visible_to(self.who)
            if self.initiative is not None:
                found = found.filter(initiative=self.initiative)
            found = self.asked.of(what, found).select_related("initiative")
            self.sections.append(self._section(what, found, known))
        return self

    @property
    def is_empty(self) -> bool:
        return not any(section.rows for section in self.sections)

    def _section(self, what: What, found: models.QuerySet[Any], known: set[int] | None) -> Section:
        is_one = bool(self.asked.what)
        size = ON_A_PAGE if is_one else AT_A_GLANCE
        start = (self.number - 1) * size if is_one else 0
        things = list(found[start : start + size + 1])
        section = Section(what, [self._row(what, thing, known) for thing in things[:size]])
        goes_on = len(things) > size
        if is_one and self.number > 1:
            section.newer_url = f"{self.path}?{self.asked.query(page=self.number - 1)}"
        if is_one and goes_on:
            section.older_url = f"{self.path}?{self.asked.query(page=self.number + 1)}"
        elif goes_on:
            section.more_url = f"{self.path}?{self.asked.query(wat=what.value)}"
        return section

    def _row(self, what: What, thing: Any, known: set[int] | None) -> Row:
        about: list[str] = []
        if what == What.EXAMPLES:
            about = [thing.get_kind_display(), thing.place]
        if what in WITH_PATTERN and thing.pattern:
            about.append(thing.get_pattern_display())
        if what == What.QUESTIONS:
            about.append(str(CIRCLES[Circle(thing.circle)]))
        state, tone = state_of(what, thing)
        return Row(
            thing,
            reverse(PAGES[what], args=[thing.pk]),
            "" if self.initiative is not None else home_of(thing, known),
            [str(word) for word in about if word],
            state,
            tone,
        )

    def _known(self) -> set[int] | None:
        """The initiatives whose name may be read; None: all of them."""
        if self.initiative is not None:
            return {self.initiative.pk}
        return known_to(self.who)


def known_to(who: Who) -> set[int] | None:
    """Of which initiatives `who` may read the name; None: all of them."""
    if who.user is not None and who.user.is_professional:
        return None
    return set(Initiative.objects.visible_to(who).order_by().values_list("pk", flat=True))


def home_of(thing: Any, known: set[int] | None) -> str:
    """The name of an initiative, for who may see at least its card."""
    if known is None or thing.initiative_id in known:
        return str(thing.initiative.name)
    return _("een ander initiatief")


def state_of(what: What, thing: Any) -> tuple[str, str]:
    """One word on how it stands, and its tone."""
    if what == What.EXPERIMENTS:
        if thing.is_ended:
            went_on = thing.ended_as == ExperimentEnd.GO_ON
            return (_("we gaan door"), "good") if went_on else (_("we stopten"), "neutral")
        return (_("dag voorbij"), "new") if thing.is_waiting else (_("loopt"), "neutral")
    if what == What.QUESTIONS:
        return (_("beantwoord"), "good") if thing.is_settled else (_("open"), "neutral")
    return "", ""


def homes_of(who: Who) -> tuple[list[Participant], bool]:
    """As whom `who` takes part today, by the name of the initiative; and whether there are more."""
    mine = who.participants().select_related("initiative")
    found = list(mine.order_by("initiative__sort_key", "pk")[: MOST_HOMES + 1])
    return found[:MOST_HOMES], len(found) > MOST_HOMES


def waiting_experiments(initiatives: Iterable[Initiative]) -> models.QuerySet[Experiment]:
    """Of `initiatives`: their day is past, and nobody wrote down what people saw."""
    found = Experiment.objects.waiting(timezone.localdate())
    return found.filter(initiative__in=initiatives)
