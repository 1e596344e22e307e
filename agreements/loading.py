"""What the pages about one text have in common, in as few queries as it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import FilteredRelation, Q

from agreements.models import Clause, Commitment, OpenPoint
from agreements.models.clause import TEXTS as TEXTS_OF_LINE
from agreements.models.open_point import TEXTS as TEXTS_OF_POINT
from agreements.people import REFERENCE
from initiatives.models import Initiative, Participant


def load_clauses(
    versions: Iterable[int], *, key: str | None = None, with_removed: bool = False
) -> dict[int, list[Clause]]:
    """The clauses of `versions` in order, by version, each with its lines loaded. One query.

    `key`: only the clause with that key. `with_removed`: also what was taken out of a draft.
    """
    every = Clause.with_removed if with_removed else Clause.objects
    found = every.filter(version__in=list(versions))
    if key is not None:
        found = found.filter(key=key)
    rows = (
        found.annotate(line=FilteredRelation("commitments"))
        .select_related("line")  # type: ignore[misc]  # named in the line above
        .order_by("position", "pk", "line__position", "line__pk")
    )
    clauses: dict[int, Clause] = {}
    lines: dict[int, list[Commitment]] = defaultdict(list)
    for row in rows:
        clauses.setdefault(row.pk, row)
        # A clause without lines has none, not even an empty one.
        if line := getattr(row, "line", None):
            lines[row.pk].append(line)
    of_version: dict[int, list[Clause]] = defaultdict(list)
    for clause in clauses.values():
        keep_lines(clause, lines[clause.pk])
        of_version[clause.version_id].append(clause)
    return of_version


def keep_lines(clause: Clause, lines: list[Commitment]) -> None:
    """From now on `clause.commitments.all()` gives `lines` without a query, as after a prefetch."""
    for line in lines:
        line.clause = clause
    loaded: Any = clause.commitments.all()
    loaded._result_cache = lines
    loaded._prefetch_done = True
    clause._prefetched_objects_cache = {"commitments": loaded}  # type: ignore[attr-defined]


def load_open_points(versions: Iterable[int]) -> dict[int, list[OpenPoint]]:
    """What is not agreed yet, in order, by version. One query."""
    found: dict[int, list[OpenPoint]] = defaultdict(list)
    for point in OpenPoint.objects.filter(version__in=list(versions)):
        found[point.version_id].append(point)
    return found


def texts_of(clauses: Iterable[Clause], points: Iterable[OpenPoint] = ()) -> list[str]:
    """Everything in which a person may be named."""
    lines = [line for clause in clauses for line in clause.commitments.all()]
    texts = [getattr(line, name) for line in lines for name in TEXTS_OF_LINE]
    return texts + [getattr(point, name) for point in points for name in TEXTS_OF_POINT]


@dataclass
class People:
    """`present`: who takes part today. `known`: those, and everybody whom `texts` name."""

    texts: list[str]
    present: list[Participant]
    known: list[Participant]


def load_people(initiative: Initiative, texts: Iterable[str], also: Iterable[int] = ()) -> People:
    """Who takes part today, and whom `texts` refer to, also when they left or are a double of
    somebody. One query. `also`: others who are named on the page."""
    texts = list(texts)
    named = {int(pk) for text in texts for pk in REFERENCE.findall(text)} | set(also)
    of_initiative = Participant.objects.filter(initiative=initiative)
    kept = of_initiative.filter(pk__in=named).order_by().values("merged_into")
    wanted = Q(stay_key__isnull=False) | Q(pk__in=named) | Q(pk__in=kept)
    known = list(of_initiative.with_today().with_official_duties().filter(wanted))
    for person in known:
        person.initiative = initiative
    here = [person for person in known if person.stay_key is not None]
    return People(texts, here, known)
