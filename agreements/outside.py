"""The text of an agreement for whoever only has a link to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from agreements.explaining import Explained
from agreements.hours_to_read import hours_of, read_hours
from agreements.loading import load_clauses, load_people, texts_of
from agreements.models import AgreementVersion
from agreements.open_points import point_views
from agreements.people import people_of
from initiatives.models import Initiative, Side
from initiatives.who import Who


def text_for_outside(version: AgreementVersion) -> dict[str, Any]:
    """Clauses and open points for the wall and for other parties, without a name of the group."""
    clauses = load_clauses([version.pk])[version.pk]
    points = list(version.open_points.all())
    return {
        "clauses": clauses,
        "points": point_views(points),
        "hours": read_hours(hours_of(version), outside=True),
        "explained": Explained(),
        **people_for_outside(version.initiative, texts_of(clauses, points)),
    }


def people_for_outside(initiative: Initiative, texts: Iterable[str]) -> dict[str, Any]:
    """Whom `texts` mention, as nobody in particular reads it: the group never by name."""
    loaded = load_people(initiative, texts)
    people = people_of(initiative, loaded.texts, known=loaded.known)
    initiative.shows_names = False
    for person in people.values():
        person.initiative = initiative
        if person.side == Side.GROUP:
            # Chosen for the other side of the agreement, not for whoever has a link.
            person.is_named = False
    return {"people": people, "reads_as": Who(None, [])}
