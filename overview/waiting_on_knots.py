"""Knots that wait for a decision, with their clock. They come as a column of their initiative, so
every page that tells of one costs no query more. Of those that are late a coordinator sees that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import Initiative
from initiatives.models.initiative import InitiativeQuerySet
from initiatives.rows import Columns, Rows, rows_as
from initiatives.templatetags.dates import span_of
from initiatives.who import Who
from meetings.models import Knot
from overview.wait import MUNICIPALITY, Waiting

# Far above what one group waits for; more stand on the page of the knots.
MOST_KNOTS = 25
# So many initiatives with late knots a coordinator is shown.
MOST_LATE = 25


def with_knots(initiatives: InitiativeQuerySet) -> InitiativeQuerySet:
    """Adds the knots that wait, as `knot_rows`; see `knots_in`."""
    waiting = (
        Knot.objects.open()
        .filter(initiative=models.OuterRef("pk"))
        .with_turn()
        .annotate(stand_in_user=models.F("stand_in__user_id"))
        .order_by("before_on", "pk")
    )
    names = ("decider__user_id", "decider_is_here", "stand_in_is_here", "stand_in_user")
    return initiatives.annotate(knot_rows=Rows(waiting[:MOST_KNOTS], *names))


def knots_in(initiative: Initiative) -> list[Knot]:
    """Those that `with_knots` loaded, what is due first on top, each with whose turn it is and
    `asked_user`: the account of who is asked."""
    rows = getattr(initiative, "knot_rows", None) or []
    found = rows_as(Knot, rows)
    for knot, row in zip(found, rows, strict=True):
        knot.initiative = initiative
        knot.decider_is_here = bool(row["decider_is_here"])
        knot.stand_in_is_here = bool(row["stand_in_is_here"])
        users = {"decider": row["decider__user_id"], "stand_in": row["stand_in_user"]}
        knot.asked_user = users.get(knot.turn)  # type: ignore[attr-defined]
    return found


def of_knots(initiative: Initiative, who: Who) -> Iterator[Waiting]:
    """Each waits for the municipality; whoever is asked reads that it is theirs."""
    me = who.user.pk if who.user else None
    for knot in knots_in(initiative):
        yield Waiting(
            initiative.pk,
            MUNICIPALITY,
            _sentence(knot, me),
            reverse("knot", args=[knot.pk]),
            timezone.localdate(knot.opened_at),
            knot.clock,
            knot.tone,
        )


def _sentence(knot: Knot, me: int | None) -> str:
    asked = knot.asked_user  # type: ignore[attr-defined]
    if knot.hidden_at:
        return _("Een knoop wacht op een besluit.")
    if not knot.turn:
        sentence = _("Kies wie beslist. Wie dat zou doen, doet niet meer mee: “{question}”")
    elif me is not None and asked == me:
        sentence = _("Jij beslist over deze knoop: “{question}”")
    elif knot.turn == "stand_in":
        sentence = _("De vervanger beslist nu over een knoop: “{question}”")
    else:
        sentence = _("Een knoop wacht op een besluit: “{question}”")
    return sentence.format(question=knot.question)


@dataclass(frozen=True)
class LateKnots:
    """How many knots of one initiative are late, and since when the oldest is."""

    initiative: int
    name: str
    n: int
    oldest: date

    @property
    def sentence(self) -> str:
        return ngettext(
            "Een knoop wacht te lang op een besluit.",
            "{n} knopen wachten te lang op een besluit.",
            self.n,
        ).format(n=self.n)

    @property
    def clock(self) -> str:
        span = span_of((timezone.localdate() - self.oldest).days)
        return _("{span} over tijd").format(span=span)


class _LateRows(Rows):
    """The rows of `_late_elsewhere`, as one column."""

    def __init__(self, late: models.QuerySet[Any, Any]) -> None:
        columns = Columns(pk="initiative", name="initiative__name", n="n", oldest="oldest")
        models.Subquery.__init__(self, late.values(as_json=columns))


def with_late_elsewhere(initiatives: InitiativeQuerySet, who: Who) -> InitiativeQuerySet:
    """Adds to each row what `late_elsewhere` gives: no query more where there are rows anyway."""
    if who.user is None or not who.user.is_manager:
        return initiatives
    return initiatives.annotate(late_elsewhere_rows=_LateRows(_late_elsewhere(who)))


def late_elsewhere(who: Who, found: Sequence[Initiative]) -> list[LateKnots]:
    """For a coordinator: where decisions are late, in initiatives that are not theirs. A number
    and a day: no question leaves the database. `found`: what `with_late_elsewhere` brought."""
    if who.user is None or not who.user.is_manager:
        return []
    if found:
        rows = found[0].late_elsewhere_rows or []  # type: ignore[attr-defined]
        return [
            LateKnots(row["pk"], row["name"], row["n"], date.fromisoformat(row["oldest"]))
            for row in rows
        ]
    columns = ("initiative", "initiative__name", "n", "oldest")
    return [LateKnots(*row) for row in _late_elsewhere(who).values_list(*columns)]


def _late_elsewhere(who: Who) -> models.QuerySet[Any, Any]:
    late = Knot.objects.open().filter(before_on__lt=timezone.localdate())
    theirs = Initiative.objects.shared_with(who)
    return (
        late.exclude(initiative__in=theirs.values("pk"))
        .order_by()
        .values("initiative", "initiative__name")
        .annotate(n=models.Count("pk"), oldest=models.Min("before_on"))
        .order_by("oldest", "initiative")[:MOST_LATE]
    )
