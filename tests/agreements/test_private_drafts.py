"""A draft that one side keeps to itself: nothing on the timeline tells what stands in it."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, Comment
from agreements.states import CommentKind
from tests.agreements.proposing import propose
from tests.agreements.saying import html, signed_in
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement, make_proposal


@pytest.fixture
def private(cast: Cast) -> AgreementVersion:
    """A draft of the municipality that the group cannot read."""
    draft = make_agreement(cast.club, by=cast.wouter, title="Geheime titel")
    add_clause(draft, "Geheime vraag?", line("Nog niet af."))
    return draft


def talk_about(version: AgreementVersion, cast: Cast) -> None:
    """Everything that can be done with a reaction in it."""
    comment = Comment.add(
        version.clauses.get(heading="Geheime vraag?"),
        by=cast.wouter,
        kind=CommentKind.QUESTION,
        text="Kan dit?",
    )
    comment.answer(by=cast.wouter, text="Ja.")
    comment.settle(by=cast.wouter)
    comment.reopen(by=cast.wouter)
    comment.report(by=cast.wouter, because="Klopt niet.")
    comment.hide(by=cast.wouter, because="Geheime reden")
    comment.show_again(by=cast.wouter)


def told(cast: Cast, client: Client) -> str:
    return html(cast.sit(client, cast.noor), "timeline", cast.club.pk)


def test_what_is_said_in_it_is_not_told(
    cast: Cast, client: Client, private: AgreementVersion
) -> None:
    before = cast.club.events.count()
    talk_about(private, cast)
    assert cast.club.events.count() == before
    assert "Geheime" not in told(cast, client)


def test_of_an_open_one_it_is_told(cast: Cast, client: Client, private: AgreementVersion) -> None:
    private.open_draft(by=cast.wouter)
    talk_about(private, cast)
    lines = told(cast, client)
    assert "Geheime vraag?" in lines
    assert "Geheime reden" in lines


def test_what_is_said_after_it_was_withdrawn_is_not_told_either(
    cast: Cast, private: AgreementVersion
) -> None:
    clause = private.clauses.get(heading="Geheime vraag?")
    comment = Comment.add(clause, by=cast.wouter, kind=CommentKind.IDEA, text="Zo?")
    private.withdraw(by=cast.wouter)
    before = cast.club.events.count()
    comment.answer(by=cast.wouter, text="Nee.")
    assert cast.club.events.count() == before


def test_withdrawing_it_tells_no_title(
    cast: Cast, client: Client, private: AgreementVersion
) -> None:
    private.withdraw(by=cast.wouter)
    lines = told(cast, client)
    assert "Geheime" not in lines
    assert "trok een concept in" in lines
    event = cast.club.events.first()
    assert event is not None and event.data == {}


def test_whoever_answers_is_not_sent_to_one_that_was_withdrawn(cast: Cast, client: Client) -> None:
    first = make_proposal(cast.club, by=cast.wouter)
    clause = first.clauses.all()[0]
    comment = Comment.add(clause, by=cast.wouter, kind=CommentKind.QUESTION, text="Kan dit?")
    first.agreement.start_version(by=cast.wouter).withdraw(by=cast.wouter)
    browser = cast.sit(client, cast.noor)
    answer = {f"answer-{comment.pk}-text": "Ja hoor."}
    response = browser.post(reverse("answer", args=[comment.pk]), answer, follow=True)
    assert response.status_code == 200
    assert "Ja hoor." in response.content.decode()


def test_a_text_proposed_on_it_is_not_among_what_led_to_a_later_version(
    cast: Cast, client: Client
) -> None:
    first = make_proposal(cast.club, by=cast.wouter)
    draft = first.agreement.start_version(by=cast.wouter)
    clause = draft.clauses.all()[0]
    clause.rewrite(
        revision=clause.revision,
        heading="Geheime vraag?",
        lines=[row.as_line() for row in clause.commitments.all()],
    )
    proposal = propose(clause, "Heel anders.", by=cast.wouter)
    draft.withdraw(by=cast.wouter)
    later = first.agreement.start_version(by=cast.wouter, reason="Anders.")
    proposal.take_over(by=cast.wouter, revision=1)
    later.propose(by=cast.wouter)
    assert "Geheime vraag?" in html(signed_in(cast.wouter), "versions", first.agreement_id)
    body = html(cast.sit(client, cast.noor), "versions", first.agreement_id)
    assert "Geheime vraag?" not in body


def test_what_was_struck_from_it_is_not_read_when_its_text_comes_back(
    cast: Cast, client: Client, private: AgreementVersion
) -> None:
    private.withdraw(by=cast.wouter)
    later = private.agreement.restore(private, by=cast.wouter, reason="Toch wel.")
    later.clauses.get(heading="Geheime vraag?").remove()
    later.propose(by=cast.wouter)
    browser = cast.sit(client, cast.noor)
    for name in ("version", "in_short", "print_agreement"):
        body = html(browser, name, later.pk)
        assert "Geheime vraag?" not in body, name
        assert "Nog niet af." not in body, name
