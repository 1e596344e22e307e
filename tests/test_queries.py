"""At most eight queries on any main page, and the same number whatever the data.

Each page counts again in the tests of its own app; this one walks over all of them at once.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from overview import seeding
from tests.main_pages import Place

MOST = 8


def counts(place: Place) -> dict[str, int]:
    found = {}
    for visit in place.visits():
        client = place.browser(visit.kind)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            place.ask(visit, client)
        found[str(visit)] = len(queries)
    return found


@pytest.mark.django_db
def test_pages_take_few_queries_and_the_same_with_much_more_data():
    seeding.fill(4)
    narrow, wide = counts(Place(1)), counts(Place(0))
    too_many = {page: n for page, n in wide.items() if n > MOST}
    assert not too_many
    # 200 people instead of 3, 60 clauses instead of 5, 90 reactions a version instead of 2.
    grown = {page: (narrow[page], n) for page, n in wide.items() if n > narrow[page]}
    assert not grown


@pytest.mark.django_db
def test_pages_take_the_same_queries_with_ten_times_the_initiatives():
    found = []
    for initiatives in (4, 40):
        from django.db import transaction

        with transaction.atomic():
            seeding.fill(initiatives)
            found.append(counts(Place(0)))
            transaction.set_rollback(True)
    few, many = found
    assert {page: (few[page], n) for page, n in many.items() if n != few[page]} == {}
