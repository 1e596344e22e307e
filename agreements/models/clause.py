from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.blanks import open_blanks
from agreements.states import Kind, Party
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

    objects = ClauseQuerySet.as_manager()

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

    def open_blanks(self) -> list[str]:
        texts = [self.heading]
        for line in self.commitments.all():
            texts += [line.text, line.party_name, line.reservation, line.decider, line.rhythm]
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
                heading=heading, revision=models.F("revision") + 1
            )
            if not changed:
                self._say_why_not(kept)
            before = {line.key: line for line in self.commitments.all()}
            stay = [line.key for line in lines if line.key in before]
            self.commitments.exclude(key__in=stay).delete()
            highest = max((_number(key) for key in before), default=0)
            for position, line in enumerate(lines, 1):
                if line.key in before:
                    commitment = before[line.key]
                else:
                    highest += 1
                    commitment = Commitment(clause=self, key=f"{self.key}-{highest}")
                commitment.write(line, position)
        self.refresh_from_db()

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
            at = [c.pk for c in order].index(self.pk)
            to = at - 1 if up else at + 1
            if 0 <= to < len(order):
                order[at], order[to] = order[to], order[at]
            for position, clause in enumerate(order, 1):
                Clause.objects.filter(pk=clause.pk).update(position=position)

    def remove(self) -> None:
        with transaction.atomic():
            self.version.lock_draft()
            self.delete()


def _number(key: str) -> int:
    """The number at the end of a line's key: "key-3" gives 3."""
    tail = key.rpartition("-")[2]
    return int(tail) if tail.isdigit() else 0


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

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["clause", "key"], name="one_line_per_key")]

    def __str__(self) -> str:
        return self.text

    @property
    def needs_kind(self) -> bool:
        """Lines of officials must say what they are before they can be proposed."""
        return self.party == Party.MUNICIPALITY and not self.kind

    def as_line(self) -> Line:
        return Line(
            text=self.text,
            party=self.party,
            key=self.key,
            party_name=self.party_name,
            kind=self.kind,
            reservation=self.reservation,
            decider=self.decider,
            due_on=self.due_on,
            rhythm=self.rhythm,
        )

    def take_over(self, line: Line) -> None:
        """Takes what was written, without saving."""
        for field in (
            "text",
            "party",
            "party_name",
            "kind",
            "reservation",
            "decider",
            "due_on",
            "rhythm",
        ):
            setattr(self, field, getattr(line, field))

    def write(self, line: Line, position: int) -> None:
        self.take_over(line)
        self.position = position
        self.save()
