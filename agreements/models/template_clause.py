from __future__ import annotations

from collections.abc import Sequence

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.models import User
from agreements.library import LibraryClause, LibraryLine
from agreements.states import Party
from initiatives.states import Refused

from .template import TemplateConflict, TemplateVersion


class TemplateClause(models.Model):
    """A clause of a template: a question and its lines, with blanks."""

    template = models.ForeignKey(TemplateVersion, on_delete=models.CASCADE, related_name="clauses")
    key = models.CharField(max_length=40)
    heading = models.CharField(_lazy("vraag boven dit onderdeel"), max_length=100)
    position = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["template", "key"], name="one_template_clause_per_key")
        ]

    def __str__(self) -> str:
        return self.heading

    def put(self, lines: Sequence[LibraryLine]) -> None:
        """Writes the lines of a clause that has none."""
        TemplateLine.objects.bulk_create(
            TemplateLine(clause=self, position=n, party=line.party, text=line.text)
            for n, line in enumerate(lines, 1)
        )

    def rewrite(
        self, *, by: User, revision: int, heading: str, lines: Sequence[LibraryLine]
    ) -> None:
        """Replaces heading and lines; `TemplateConflict` when somebody else saved meanwhile."""
        kept = "\n".join([heading, *(line.text for line in lines)])
        with transaction.atomic():
            self.template.lock_draft(by=by, kept=kept)
            changed = TemplateClause.objects.filter(pk=self.pk, revision=revision).update(
                heading=heading, revision=models.F("revision") + 1
            )
            if not changed:
                current = TemplateClause.objects.filter(pk=self.pk).first()
                if current is None:
                    raise Refused(_("Iemand heeft dit onderdeel net weggehaald."), kept=kept)
                raise TemplateConflict(current)
            self.lines.all().delete()
            self.put(lines)
        self.refresh_from_db()

    def move(self, *, by: User, up: bool) -> None:
        """Changes places with the clause above or below it."""
        with transaction.atomic():
            self.template.lock_draft(by=by)
            order = list(self.template.clauses.values_list("pk", flat=True))
            if self.pk not in order:
                raise Refused(_("Iemand heeft dit onderdeel net weggehaald."))
            at = order.index(self.pk)
            to = at - 1 if up else at + 1
            if 0 <= to < len(order):
                order[at], order[to] = order[to], order[at]
            for position, pk in enumerate(order, 1):
                TemplateClause.objects.filter(pk=pk).update(position=position)

    def remove(self, *, by: User) -> None:
        with transaction.atomic():
            self.template.lock_draft(by=by)
            TemplateClause.objects.filter(pk=self.pk).delete()

    def as_lines(self) -> tuple[LibraryLine, ...]:
        return tuple(LibraryLine(line.party, line.text) for line in self.lines.all())

    def as_library(self) -> LibraryClause:
        return LibraryClause(self.key, self.heading, self.as_lines())


class TemplateLine(models.Model):
    """A sentence of a template, with blanks: {dag}."""

    clause = models.ForeignKey(TemplateClause, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    party = models.CharField(_lazy("wie?"), max_length=12, choices=Party.choices)
    text = models.TextField(_lazy("tekst"), max_length=600)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text
