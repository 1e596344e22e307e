"""What was agreed and holds today in one initiative, line by line, and how each line stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from agreements.how_it_stands import Count as Counted
from agreements.how_it_stands import counts_of
from agreements.load_progress import LineProgress, load_progress
from agreements.models import AgreementVersion, Commitment
from agreements.people import REFERENCE
from agreements.progress import Standing
from agreements.states import Party, Status
from initiatives.models.initiative import InitiativeQuerySet
from initiatives.names import name_key

ORDER = (
    "clause__version__agreement__started_at",
    "clause__version",
    "clause__position",
    "clause",
    "position",
    "pk",
)
# Far above what one group and its municipality can keep in mind.
MOST_LINES = 2000


@dataclass
class Tally:
    """How many lines of one party stand how, in the words of every other page; the worst first.
    Each line counts once, and what nobody needs any more does not."""

    lines: list[LineProgress] = field(default_factory=list)

    @property
    def counted(self) -> list[LineProgress]:
        gone = Standing.DROPPED
        return [at for at in self.lines if at.standing is not gone or at.is_contested]

    @property
    def all(self) -> int:
        return len(self.counted)

    @property
    def counts(self) -> list[Counted]:
        return counts_of(sorted(self.counted, key=lambda at: at.place))


@dataclass
class LinesNow:
    """`versions`: every text in effect. `lines`: those in it that can be kept."""

    versions: list[AgreementVersion] = field(default_factory=list)
    lines: list[LineProgress] = field(default_factory=list)

    def of(self, party: Party, key: str = "") -> list[LineProgress]:
        """Those of one party; of others the one whose name has that key, when it is asked for."""
        return [
            line
            for line in self.lines
            if line.line.party == party and (not key or name_key(line.line.party_name) == key)
        ]

    def tally(self, party: Party, key: str = "") -> Tally:
        return Tally(self.of(party, key))

    @cached_property
    def worst(self) -> list[LineProgress]:
        """What is seen differently, late, stuck or silent, the worst first."""
        found = [at for at in self.lines if at.is_contested or at.is_bad or at.silent_since]
        return sorted(found, key=lambda at: at.place)

    @property
    def mentioned(self) -> set[int]:
        """Who is named by reference in a line."""
        texts = (line.line.sentence for line in self.lines)
        return {int(pk) for text in texts for pk in REFERENCE.findall(text)}


def url_of(line: Commitment) -> str:
    """Where a line is read, in the text that holds."""
    return f"{reverse('version', args=[line.clause.version_id])}#{line.clause.key}"


def with_running(initiatives: InitiativeQuerySet) -> InitiativeQuerySet:
    """Adds `running_count`: how many texts are in effect in it."""
    running = AgreementVersion.objects.in_effect().filter(agreement__initiative=OuterRef("pk"))
    counted = running.order_by().values("agreement__initiative").annotate(n=Count("pk"))
    return initiatives.annotate(running_count=Coalesce(Subquery(counted.values("n")), 0))


def load_lines_now(initiative: Any) -> LinesNow:
    """At most four queries, whatever the number of agreements and lines; one more when a text has
    no line at all. `initiative` was loaded `with_running`.

    Whoever may read the initiative may read what is in effect in it.
    """
    lines = list(
        Commitment.objects.filter(
            clause__version__agreement__initiative=initiative,
            clause__version__status=Status.IN_EFFECT,
            clause__removed_at=None,
        )
        .select_related("clause__version__agreement")
        .order_by(*ORDER)[:MOST_LINES]
    )
    versions: dict[int, AgreementVersion] = {}
    for line in lines:
        line.clause.version = versions.setdefault(line.clause.version_id, line.clause.version)
    if len(versions) < initiative.running_count and len(lines) < MOST_LINES:
        running = AgreementVersion.objects.in_effect().filter(agreement__initiative=initiative)
        for version in running.exclude(pk__in=versions).select_related("agreement"):
            versions[version.pk] = version
    for version in versions.values():
        version.agreement.initiative = initiative
    found = load_progress(lines)
    followed = [found[line.pk] for line in lines if line.pk in found]
    return LinesNow(list(versions.values()), followed)
