"""At most eight queries on any main page, and the same number whatever the data.

Ten where the lines of an agreement are followed.

Each page counts again in the tests of its own app; this one walks over all of them at once.
"""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from overview import seeding
from tests.main_pages import Place

MOST = 8
# How each line stands takes two more.
FOLLOWS_LINES = 10
WITH_LINES = (
    "version",
    "agreement",
    "clause",
    "in_short",
    "print_agreement",
    "partnership",
    "handover_page",
    "start",
    "initiative",
    "group_page",
    # An agenda brings the people, the knots and the moves along.
    "meeting",
    "live_meeting",
    # What both sides said of every line.
    "evaluation",
    "print_evaluation",
    "look_back_lines",
)


def counts(place: Place) -> dict[str, int]:
    """The queries of each visit; a redirect counts as a page of its own."""
    found = {}
    for visit in place.visits():
        client, path = place.browser(visit.kind), visit.path
        headers = {"HX-Request": "true"} if visit.htmx else {}
        for hop in ("", " to"):
            with CaptureQueriesContext(connection) as queries:
                response = client.get(path, headers=headers)
            is_page = response.status_code == 200
            found[f"{visit}{hop}" if is_page else f"{visit}{hop}, sent on"] = len(queries)
            if is_page:
                break
            path = response.headers["Location"]
        assert response.status_code == 200, f"{visit}: {response.status_code}"
    return found


def most_of(page: str) -> int:
    return FOLLOWS_LINES if page.partition(",")[0].split(" ")[0] in WITH_LINES else MOST


@pytest.mark.django_db
def test_pages_take_few_queries_and_the_same_with_much_more_in_an_initiative() -> None:
    seeding.fill(4)
    narrow, wide = counts(Place(1)), counts(Place(0))
    too_many = {page: n for page, n in wide.items() if n > most_of(page)}
    assert not too_many
    # 200 people instead of 3, 60 clauses instead of 5, 120 reactions instead of 2.
    grown = {page: (narrow[page], n) for page, n in wide.items() if n > narrow.get(page, n)}
    assert not grown
    # Where nothing changed since somebody gave a word, there is nothing to ask again.
    only_wide = {page for page in wide if page not in narrow}
    assert only_wide <= {f"still_behind, {kind}" for kind in ("phone of the group", "official")}


@pytest.mark.django_db
def test_pages_take_the_same_queries_with_ten_times_the_initiatives() -> None:
    found = []
    for initiatives in (4, 40):
        with transaction.atomic():
            seeding.fill(initiatives)
            found.append(counts(Place(0)))
            transaction.set_rollback(True)
    few, many = found
    # Of four initiatives a coordinator takes part in none, of forty in some.
    assert many.pop("start, coordinator") <= FOLLOWS_LINES
    few.pop("start, coordinator")
    assert {page: (few[page], n) for page, n in many.items() if n != few[page]} == {}
