"""What the tests about writing share: a draft with one clause, and the official who writes it."""

import pytest
from django.test import Client

from agreements.models import AgreementVersion, Clause
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement


@pytest.fixture
def official(cast: Cast) -> Client:
    """The browser of the official of the club."""
    client = Client()
    client.force_login(cast.wouter.user)
    return client


@pytest.fixture
def draft(cast: Cast) -> AgreementVersion:
    """A draft of the municipality that needs only clauses."""
    return make_agreement(cast.club, by=cast.wouter, clauses=0)


@pytest.fixture
def clause(draft: AgreementVersion) -> Clause:
    return add_clause(
        draft,
        "Wanneer?",
        line("Open op {dag} van {tijd} tot {tijd}."),
        line("De verwarming is aan.", "municipality"),
    )
