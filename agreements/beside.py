"""What lives beside a text, a few rows of each: it comes along with the row of the version.

Hours, own words, questions of law, marks on steps, words on open points, and what the sides
answered. A page of a text holds all of these, and may not take a query for each.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef

from agreements.hours_to_read import hours_of, with_hours_in_row
from agreements.models import (
    AgreementVersion,
    LegalAdvice,
    PointUpdate,
    SideAnswer,
    StepReached,
    UseSlot,
)
from initiatives.models import OwnWord, Participant
from initiatives.rows import Rows, rows_as

if TYPE_CHECKING:
    from agreements.models.version_queryset import VersionQuerySet
    from initiatives.who import Who

# Who is named with any of these.
PEOPLE = ("by", "answered_by", "hidden_by")


def with_beside(versions: VersionQuerySet, who: Who) -> VersionQuerySet:
    """Adds the columns that `Beside` reads."""
    agreement = OuterRef("agreement")
    advice = LegalAdvice.objects.visible_to(who).filter(agreement=agreement)
    marks = StepReached.objects.filter(commitment__clause__version__agreement=agreement)
    words = PointUpdate.objects.filter(point__version__agreement=agreement)
    return with_hours_in_row(versions, before=True).annotate(
        own_word_rows=Rows(OwnWord.objects.explaining(OuterRef("agreement__initiative"))),
        advice_rows=Rows(advice.order_by("noted_at", "pk")),
        step_rows=Rows(
            marks.that_count().order_by("said_at", "pk"),
            *StepReached.OF_LINE,
        ),
        point_word_rows=Rows(
            words.order_by("said_at", "pk"),
            "point__key",
            "point__what",
            "point__version_id",
            "point__version__agreement_id",
        ),
        answer_rows=Rows(
            SideAnswer.objects.filter(version=OuterRef("pk")).order_by("said_at", "pk")
        ),
    )


class Beside:
    """The rows of one version. `bring_home` puts in the people, once they are loaded."""

    def __init__(self, version: AgreementVersion) -> None:
        self.version = version

    def _rows(self, model: Any, name: str) -> list[Any]:
        return rows_as(model, getattr(self.version, name))

    @cached_property
    def own_words(self) -> list[OwnWord]:
        return self._rows(OwnWord, "own_word_rows")

    @cached_property
    def advice(self) -> list[LegalAdvice]:
        return self._rows(LegalAdvice, "advice_rows")

    @cached_property
    def marks(self) -> list[StepReached]:
        return self._rows(StepReached, "step_rows")

    @cached_property
    def point_words(self) -> list[PointUpdate]:
        return self._rows(PointUpdate, "point_word_rows")

    @cached_property
    def answers(self) -> list[SideAnswer]:
        return self._rows(SideAnswer, "answer_rows")

    @cached_property
    def slots(self) -> list[UseSlot]:
        """The hours of the text."""
        return hours_of(self.version)

    @cached_property
    def slots_before(self) -> list[UseSlot]:
        """Those of the text that it was copied from."""
        return hours_of(self.version, before=True)

    @property
    def _signed(self) -> list[Any]:
        return [*self.advice, *self.marks, *self.point_words, *self.answers]

    @property
    def people(self) -> set[int]:
        """Who is named by them."""
        found = {getattr(row, f"{name}_id", None) for row in self._signed for name in PEOPLE}
        return {pk for pk in found if pk is not None}

    def bring_home(self, known: Iterable[Participant]) -> None:
        """`known`: everybody of `people`, and those whose double they are."""
        by_pk = {person.pk: person for person in known}
        for person in by_pk.values():
            if person.merged_into_id in by_pk:
                person.merged_into = by_pk[person.merged_into_id]
        for mark in self.marks:
            mark.commitment.clause.version.agreement = self.version.agreement
        for word in self.point_words:
            word.point.version.agreement = self.version.agreement
        for row in self._signed:
            for name in PEOPLE:
                pk = getattr(row, f"{name}_id", None)
                if pk in by_pk:
                    setattr(row, name, by_pk[pk])
