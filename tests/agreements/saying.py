"""What the tests about words share: who says what, and a page as somebody sees it."""

from typing import Any

from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, Confirmation
from agreements.states import Word
from initiatives.models import Participant
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement


def say(
    version: AgreementVersion, person: Participant, word: Word = Word.BEHIND, **fields: Any
) -> Confirmation:
    return Confirmation.say(version, by=person, word=word, **fields)


def three_clauses(cast: Cast) -> AgreementVersion:
    """A proposal with the clauses "Tijden?", "Sleutel?" and "Schoon?"."""
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0, title="Afspraak over De Kelder")
    for heading in ("Tijden?", "Sleutel?", "Schoon?"):
        add_clause(draft, heading, line(f"Dit spraken we af over {heading}"))
    draft.propose(by=cast.wouter)
    return draft


def renewed(first: AgreementVersion, by: Participant, *headings: str) -> AgreementVersion:
    """The next text, with other words in the clauses of these headings; proposed."""
    second = first.agreement.start_version(by=by)
    for heading in headings:
        clause = second.clauses.get(heading=heading)
        old = clause.commitments.get().as_line()
        clause.rewrite(
            revision=clause.revision,
            heading=heading,
            lines=[line(f"Anders dan eerst, {heading}", key=old.key)],
        )
    second.propose(by=by)
    return second


def html(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def signed_in(person: Participant) -> Client:
    client = Client()
    client.force_login(person.user)
    return client
