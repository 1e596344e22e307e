"""Knots as pages show them: the question, whose turn it is, what was said, and where it came from.

A list of them is one query, with their answers as a column.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Comment, Commitment
from agreements.states import Status
from initiatives.models import Initiative, Participant, Side
from initiatives.rows import Rows, rows_as
from meetings.carrying_over import knots_of
from meetings.models import ActionItem, Knot, KnotReply, Meeting
from meetings.models.knot import KnotQuerySet, Origin
from meetings.states import KnotAnswer, RiskKind

# So many stand with what they came from, and on an agenda.
MOST_BESIDE = 5
MOST_ON_AGENDA = 25
# What a name needs, along with an answer.
OF_WRITER = ("by__side", "by__name", "by__merged_into_id")
FROM_WHERE = (
    "line__clause__version__agreement",
    "comment__version__agreement",
    "action",
    "risk",
)


def with_all(knots: KnotQuerySet) -> KnotQuerySet:
    """What `bring_home` and the pages need of them, in the same query."""
    replies = KnotReply.objects.filter(knot=models.OuterRef("pk")).order_by("said_at", "pk")
    people = ("by__merged_into", "decider", "stand_in", "hidden_by__merged_into")
    found = knots.with_turn().select_related(*people, *FROM_WHERE)
    return found.annotate(reply_rows=Rows(replies, *OF_WRITER))


def bring_home(knots: Iterable[Knot], initiative: Initiative) -> list[Knot]:
    """What `with_all` loaded, all of `initiative`: their people belong here, and their answers are
    texts again. Costs no query."""
    found = list(knots)
    for knot in found:
        knot.initiative = initiative
        knot.said = rows_as(KnotReply, knot.reply_rows)  # type: ignore[attr-defined]
        for reply in knot.said:
            reply.knot = knot
            reply.by.initiative = initiative
        knot.last_answer = knot.said[-1].answer if knot.said else ""
        knot.times_moved = sum(reply.answer == KnotAnswer.NOT_YET for reply in knot.said)
        knot.source = source_of(knot)
        for person in (knot.by, knot.decider, knot.stand_in, knot.hidden_by):
            if person is not None:
                person.initiative = initiative
    return found


def load_knots(knots: KnotQuerySet, initiative: Initiative, most: int | None = None) -> list[Knot]:
    """Those of `knots` with everything that a row shows. One query."""
    return bring_home(with_all(knots)[:most], initiative)


def knots_about(origin: Origin) -> list[Knot]:
    """The knots that came from a line, a reaction, an action or a risk; what waits first."""
    home = origin.clause.initiative if isinstance(origin, Commitment) else origin.initiative
    waiting_first = models.F("answered_at").desc(nulls_first=True)
    found = Knot.objects.about(origin).filter(withdrawn_at=None).order_by(waiting_first, "-pk")
    return load_knots(found, home, MOST_BESIDE)


def knots_on_agenda(meeting: Meeting) -> list[Knot]:
    """Those that wait, what must be decided first on top; of a meeting that is over, none."""
    if not meeting.is_ahead:
        return []
    found = knots_of(meeting).order_by("before_on", "pk")
    return load_knots(found, meeting.initiative, MOST_ON_AGENDA)


# Who may decide ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Officials:
    """Who takes part for the municipality today."""

    everybody: list[Participant]

    @property
    def deciders(self) -> list[Participant]:
        """Those who are there for deciding; whoever there is, when nobody is."""
        return self.named_decider or self.everybody

    @property
    def named_decider(self) -> list[Participant]:
        return [p for p in self.everybody if p.does_decider]  # type: ignore[attr-defined]

    @property
    def offered(self) -> Participant | None:
        """Who is offered to decide: only somebody who is there for it."""
        return self.named_decider[0] if self.named_decider else None

    @property
    def offered_stand_in(self) -> Participant | None:
        standing_in = [p for p in self.everybody if p.does_stand_in]  # type: ignore[attr-defined]
        return next((p for p in standing_in if p != self.offered), None)


def officials_of(initiative: Initiative) -> Officials:
    """One query."""
    found = Participant.objects.filter(initiative=initiative, side=Side.MUNICIPALITY)
    here = found.on(timezone.localdate()).with_official_duties().order_by("pk")
    officials = list(here)
    for person in officials:
        person.initiative = initiative
    return Officials(officials)


# Where it came from --------------------------------------------------------------------------


@dataclass(frozen=True)
class Source:
    """What a knot is about. `short`: in a list. `text`: its own words, empty when hidden; those of
    a line can name people by reference."""

    what: str
    short: str
    text: str
    url: str


def source_of(knot: Knot) -> Source | None:
    """Where `knot` came from; None when it stands by itself."""
    origin = knot.line or knot.comment or knot.action or knot.risk
    return source_from(origin) if origin is not None else None


def source_from(origin: Origin) -> Source:
    """`origin` as a page names it, with where it can be read."""
    if isinstance(origin, Commitment):
        version, heading = origin.clause.version, origin.clause.heading
        url = f"{reverse('version', args=[version.pk])}#{origin.clause.key}"
        if version.status == Status.IN_EFFECT:
            url = reverse("line_progress", args=[origin.pk])
        return Source(_("een regel"), heading, origin.text, url)
    text = "" if origin.hidden_at else origin.text
    if isinstance(origin, Comment):
        url = f"{reverse('version', args=[origin.version_id])}#reactie-{origin.pk}"
        return Source(_("een reactie"), origin.heading, text, url)
    if isinstance(origin, ActionItem):
        return Source(_("een actie"), text, text, reverse("action", args=[origin.pk]))
    what = _("een risico") if origin.kind == RiskKind.RISK else _("een knelpunt")
    return Source(what, text, text, reverse("risk", args=[origin.pk]))
