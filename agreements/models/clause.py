from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.blanks import open_blanks
from agreements.library import LibraryClause
from agreements.states import Kind, Party, Stance
from initiatives.models import Initiative
from initiatives.states import Refused

if TYPE_CHECKING:
    from initiatives.who import Who

MOST_LINES = 12


@dataclass(frozen=True)
class Line:
    """One commitment as it is written: what a form gives and a seal covers."""

    text: str
    party: str
    key: str = ""
    party_name: str = ""
    kind: str = ""
    reservation: str = ""
    decider: str = ""
    due_on: date | None = None
    rhythm: str = ""
    condition: str = ""
    stance: str = ""
    instead: str = ""
    watcher: str = ""
    sign: str = ""


# What somebody writes of a line; its key comes from us.
WRITTEN = tuple(field.name for field in fields(Line) if field.name != "key")
# What stands beside its text, once somebody filled it in.
NOTES = ("instead", "reservation", "decider", "due_on", "rhythm", "watcher", "sign")
# Its texts, in the order in which they are read; a blank can stand in any of them.
TEXTS = (
    "party_name",
    "condition",
    "text",
    "instead",
    "reservation",
    "decider",
    "rhythm",
    "watcher",
    "sign",
)
# Those in which a person can be named, by reference.
NAMES_PEOPLE = ("text", "watcher")


class ClauseConflict(Refused):
    """Somebody else saved this clause meanwhile. `current` is what stands there now."""

    def __init__(self, current: Clause) -> None:
        super().__init__(_("Iemand anders heeft dit onderdeel net veranderd."))
        self.current = current


class ClauseQuerySet(models.QuerySet["Clause"]):
    def visible_to(self, who: Who) -> ClauseQuerySet:
        from .version import AgreementVersion

        return self.filter(version__in=AgreementVersion.objects.visible_to(who))

    def with_home(self) -> ClauseQuerySet:
        return self.select_related("version__agreement__initiative")


class PresentClauses(models.Manager["Clause"]):
    """Without what was taken out of a draft, everywhere."""

    def get_queryset(self) -> models.QuerySet[Clause]:
        return super().get_queryset().filter(removed_at=None)


class Clause(models.Model):
    """A part of the agreement under a heading in the words of a question.

    `key` stays the same over versions, so that comments and history hold on to it.
    """

    version = models.ForeignKey(
        "agreements.AgreementVersion", on_delete=models.CASCADE, related_name="clauses"
    )
    key = models.CharField(max_length=40)
    heading = models.CharField(_lazy("vraag boven dit onderdeel"), max_length=100)
    position = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    # Taken out of a draft; until the draft is proposed it can be put back.
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = PresentClauses.from_queryset(ClauseQuerySet)()
    with_removed = models.Manager.from_queryset(ClauseQuerySet)()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="one_clause_per_key")
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def initiative(self) -> Initiative:
        return self.version.agreement.initiative

    @property
    def was_just_changed(self) -> bool:
        """Whether somebody changed it in this same minute."""
        return self.changed_at >= timezone.now().replace(second=0, microsecond=0)

    def open_blanks(self) -> list[str]:
        texts = [self.heading]
        for line in self.commitments.all():
            texts += [getattr(line, name) for name in TEXTS]
        return [blank for text in texts for blank in open_blanks(text)]

    def rewrite(self, *, revision: int, heading: str, lines: list[Line]) -> None:
        """Replaces heading and lines of a clause in a draft.

        `revision` is the one that was read: `ClauseConflict` when somebody else saved meanwhile,
        `Refused` when the clause is gone or the text has been proposed.
        """
        kept = "\n".join([heading, *(line.text for line in lines)])
        with transaction.atomic():
            self.version.lock_draft(kept=kept)
            # Only columns of this table: a condition on another one would be a subquery, which
            # PostgreSQL does not look at again after waiting for somebody else's save.
            changed = Clause.objects.filter(pk=self.pk, revision=revision).update(
                heading=heading, revision=models.F("revision") + 1, changed_at=timezone.now()
            )
            if not changed:
                self._say_why_not(kept)
            before = {line.key: line for line in self.commitments.all()}
            highest = 0
            if any(line.key not in before for line in lines):
                # Before anything goes: what leaves the clause keeps its key too.
                highest = self._highest_number()
            stay = [line.key for line in lines if line.key in before]
            self.commitments.exclude(key__in=stay).delete()
            for position, line in enumerate(lines, 1):
                if line.key in before:
                    commitment = before[line.key]
                else:
                    highest += 1
                    commitment = Commitment(clause=self, key=f"{self.key}-{highest}")
                commitment.write(line, position)
        self.refresh_from_db()

    def _highest_number(self) -> int:
        """Of the lines that ever stood in this clause: a key is never given to another line."""
        lines = Commitment.objects.filter(
            clause__key=self.key, clause__version__agreement=self.version.agreement_id
        )
        return highest_number(lines.values_list("key", flat=True))

    def _say_why_not(self, kept: str) -> None:
        current = Clause.objects.filter(pk=self.pk).select_related("version").first()
        if current is None:
            raise Refused(_("Iemand heeft dit onderdeel net weggehaald."), kept=kept)
        raise ClauseConflict(current)

    def move(self, *, up: bool) -> None:
        """Changes places with the clause above or below it."""
        with transaction.atomic():
            self.version.lock_draft()
            order = list(self.version.clauses.all())
            here = next((n for n, c in enumerate(order) if c.pk == self.pk), None)
            if here is None:
                raise Refused(_("Iemand heeft dit onderdeel net weggehaald."))
            del order[here]
            self._put_at(here - 1 if up else here + 1, order)

    def move_after(self, other: int | None) -> None:
        """To the place below clause `other` of this draft, or above everything when it is None."""
        with transaction.atomic():
            self.version.lock_draft()
            others = list(self.version.clauses.exclude(pk=self.pk))
            at = {None: 0} | {c.pk: n for n, c in enumerate(others, 1)}
            if other not in at:
                raise Refused(_("Dat onderdeel staat er niet meer. Kies een andere plek."))
            self._put_at(at[other], others)

    def _put_at(self, place: int, others: list[Clause]) -> None:
        """Numbers the clauses anew, with this one at `place` among the `others`."""
        order = list(others)
        order.insert(min(max(place, 0), len(order)), self)
        for position, clause in enumerate(order, 1):
            Clause.objects.filter(pk=clause.pk).update(position=position)

    def add_beside(self, *, heading: str, lines: list[Line]) -> Clause:
        """Another text of this clause as a clause of its own, just below it: both are kept.

        A form that is sent twice gives the one that is there.
        """
        with transaction.atomic():
            self.version.lock_draft(kept="\n".join([heading, *(line.text for line in lines)]))
            unkeyed = [replace(line, key="") for line in lines]
            for clause in self.version.clauses.prefetch_related("commitments"):
                if clause.pk != self.pk and clause.says(heading, unkeyed):
                    return clause
            beside = self.version.add_clause(heading=heading)
            beside.rewrite(revision=beside.revision, heading=heading, lines=unkeyed)
            beside.move_after(self.pk)
            return beside

    def says(self, heading: str, lines: list[Line]) -> bool:
        """Whether heading and lines are these, whatever the keys of the lines."""
        there = [replace(line.as_line(), key="") for line in self.commitments.all()]
        return self.heading == heading and there == [replace(line, key="") for line in lines]

    def remove(self) -> None:
        """Takes it out of the draft; until the draft is proposed it can be put back."""
        with transaction.atomic():
            self.version.lock_draft()
            Clause.objects.filter(pk=self.pk).update(removed_at=timezone.now())
        self.removed_at = timezone.now()

    def put_back(self) -> None:
        """Back where it stood before it was taken out."""
        with transaction.atomic():
            self.version.lock_draft()
            self.version.refuse_if_full()
            Clause.with_removed.filter(pk=self.pk).update(removed_at=None)
        self.removed_at = None


def highest_number(keys: Iterable[str]) -> int:
    """The highest of the numbers at the end of `keys`: "key-3" gives 3; 0 when none has one."""
    tails = (key.rpartition("-")[2] for key in keys)
    return max((int(tail) for tail in tails if tail.isdigit()), default=0)


class Commitment(models.Model):
    """One line: who does what, and for an official's line what kind of word it is."""

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="commitments")
    key = models.CharField(max_length=50)
    position = models.PositiveSmallIntegerField()
    party = models.CharField(_lazy("wie?"), max_length=12, choices=Party.choices)
    party_name = models.CharField(_lazy("naam van die partij"), max_length=60, blank=True)
    kind = models.CharField(
        _lazy("wat is deze regel?"), max_length=12, choices=Kind.choices, blank=True
    )
    text = models.TextField(_lazy("tekst"), max_length=600)
    reservation = models.CharField(_lazy("onder voorbehoud van"), max_length=200, blank=True)
    decider = models.CharField(_lazy("wie mag daarover beslissen?"), max_length=80, blank=True)
    due_on = models.DateField(_lazy("voor wanneer?"), null=True, blank=True)
    rhythm = models.CharField(_lazy("hoe vaak?"), max_length=60, blank=True)
    # "Als het drie maanden goed gaat, dan …": the line counts once that is so.
    condition = models.CharField(_lazy("als"), max_length=200, blank=True)
    stance = models.CharField(_lazy("kan dit?"), max_length=8, choices=Stance.choices, blank=True)
    instead = models.CharField(_lazy("wat kan wel?"), max_length=300, blank=True)
    watcher = models.CharField(_lazy("wie houdt het in de gaten?"), max_length=80, blank=True)
    sign = models.CharField(_lazy("waaraan merken we het?"), max_length=200, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["clause", "key"], name="one_line_per_key")]

    def __str__(self) -> str:
        return self.text

    @property
    def needs_kind(self) -> bool:
        """Lines of officials must say what they are before they can be proposed."""
        return self.party == Party.MUNICIPALITY and not self.kind

    @property
    def texts_with_people(self) -> list[str]:
        return [getattr(self, name) for name in NAMES_PEOPLE]

    @property
    def sentence(self) -> str:
        """The whole of what is said, where a line is shown as one sentence."""
        if not self.condition:
            return self.text
        return _("Als {condition}, dan: {text}").format(condition=self.condition, text=self.text)

    @property
    def whole_sentence(self) -> str:
        """With what it is held back by, where nothing stands beside the sentence."""
        if not self.reservation:
            return self.sentence
        return _("{sentence} (onder voorbehoud van {what})").format(
            sentence=self.sentence, what=self.reservation
        )

    @property
    def is_done_by_somebody(self) -> bool:
        """Not only something that cannot be done, or that nobody knows yet."""
        return self.stance not in (Stance.CANNOT, Stance.UNKNOWN)

    @property
    def misses_what_can(self) -> bool:
        """It says that something cannot be done, and not what can."""
        return self.stance == Stance.CANNOT and not self.instead

    @property
    def has_notes(self) -> bool:
        """Whether anything stands beside its text."""
        return any(getattr(self, name) for name in NOTES)

    def as_line(self) -> Line:
        return Line(key=self.key, **{name: getattr(self, name) for name in WRITTEN})

    def take_over(self, line: Line) -> None:
        """Takes what was written, without saving."""
        for field in WRITTEN:
            setattr(self, field, getattr(line, field))

    def write(self, line: Line, position: int) -> None:
        self.take_over(line)
        self.position = position
        self.save()


def commitments_from(source: LibraryClause, clause: Clause) -> list[Commitment]:
    """The lines of a clause of the library or of a template, for `clause`; not saved yet."""
    return [
        Commitment(clause=clause, key=f"{clause.key}-{n}", position=n, **asdict(line))
        for n, line in enumerate(source.lines, 1)
    ]
