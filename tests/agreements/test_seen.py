"""What is new since somebody last looked: moved by a button or a reaction, never by reading."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import AgreementVersion, ChangeProposal, Comment, Look
from agreements.models.proposed_line import TextChange
from agreements.states import CommentKind, Word
from tests.agreements.saying import html, renewed, say, signed_in, three_clauses
from tests.conftest import Cast
from tests.factories import make_agreement

NEW = "Nieuw sinds je vorige keer"


@pytest.fixture
def proposal(cast: Cast) -> AgreementVersion:
    return three_clauses(cast)


def see(client: Client, version: AgreementVersion) -> None:
    assert client.post(reverse("seen", args=[version.pk])).status_code == 302


def comment(version: AgreementVersion, by, heading: str = "Sleutel?", text: str = "Hm.") -> Comment:
    clause = version.clauses.get(heading=heading)
    return Comment.add(clause, by=by, kind=CommentKind.QUESTION, text=text)


def test_reading_moves_nothing(cast: Cast, client: Client, proposal: AgreementVersion) -> None:
    cast.sit(client, cast.noor)
    for name in ("version", "in_short"):
        html(client, name, proposal.pk)
    assert not Look.objects.exists()
    see(client, proposal)
    before = Look.objects.get().at
    html(client, "version", proposal.pk)
    assert Look.objects.get().at == before


def test_who_never_looked_sees_no_marks_but_a_button(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    comment(proposal, cast.dex)
    body = html(cast.sit(client, cast.noor), "version", proposal.pk)
    assert NEW not in body
    assert reverse("seen", args=[proposal.pk]) in body


def test_a_reader_without_a_name_has_no_marks(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    assert reverse("seen", args=[proposal.pk]) not in html(
        cast.read(client), "version", proposal.pk
    )


def test_reactions_of_others_are_new_until_they_were_seen(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    cast.sit(client, cast.noor)
    see(client, proposal)
    question = comment(proposal, cast.dex)
    question.answer(by=cast.wouter, text="Ja.")
    body = html(client, "version", proposal.pk)
    assert NEW in body and body.count("2 reacties") >= 2
    see(client, proposal)
    assert NEW not in html(client, "version", proposal.pk)
    assert "Er is niets nieuws" in html(client, "version", proposal.pk)


def test_what_this_one_said_is_not_new(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    comment(proposal, cast.noor)
    say(proposal, cast.noor)
    assert NEW not in html(cast.sit(client, cast.noor), "version", proposal.pk)


@pytest.mark.parametrize("how", ["reacts", "answers", "says", "clicks"])
def test_a_button_and_every_reaction_move_it(
    cast: Cast, client: Client, proposal: AgreementVersion, how: str
) -> None:
    cast.sit(client, cast.noor)
    asked = comment(proposal, cast.dex)
    if how == "reacts":
        comment(proposal, cast.noor)
    elif how == "answers":
        asked.answer(by=cast.noor, text="Ja.")
    elif how == "says":
        say(proposal, cast.noor)
    else:
        see(client, proposal)
    look = Look.objects.get(by=cast.noor)
    assert look.version == proposal and look.at >= asked.at


def test_clauses_with_another_text_are_marked_whatever_versions_lie_between(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    cast.sit(client, cast.noor)
    see(client, proposal)
    second = renewed(proposal, cast.samira, "Sleutel?")
    third = renewed(second, cast.wouter, "Tijden?")
    body = html(client, "version", third.pk)
    assert body.count("andere tekst") == 4, "two clauses, in the list and at the clause"
    see(client, third)
    assert "andere tekst" not in html(client, "version", third.pk)


def test_a_draft_is_marked_from_the_moment_it_was_seen(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    draft = make_agreement(cast.club, by=cast.samira)
    guide = signed_in(cast.samira)
    see(guide, draft)
    clause = draft.clauses.all()[0]
    assert "andere tekst" not in html(guide, "version", draft.pk)
    old = clause.commitments.get().as_line()
    clause.rewrite(
        revision=clause.revision,
        heading=clause.heading,
        lines=[type(old)(text="Net veranderd.", party=old.party, key=old.key)],
    )
    assert html(guide, "version", draft.pk).count("andere tekst") == 2


def test_words_of_others_are_counted(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    cast.sit(client, cast.noor)
    see(client, proposal)
    say(proposal, cast.dex, Word.BEHIND_WITH_CONCERN, text="De buren?")
    assert "1 persoon zei wat die vindt." in html(client, "version", proposal.pk)
    proposal.agreement.own_word_first = True
    proposal.agreement.save()
    assert "zei wat die vindt" not in html(client, "version", proposal.pk)


def test_marks_are_ones_own(cast: Cast, client: Client, proposal: AgreementVersion) -> None:
    see(cast.sit(client, cast.noor), proposal)
    comment(proposal, cast.wouter)
    other = cast.sit(Client(), cast.dex)
    see(other, proposal)
    assert NEW in html(client, "version", proposal.pk)
    assert NEW not in html(other, "version", proposal.pk)


def test_a_mark_costs_no_query(cast: Cast, client: Client, proposal: AgreementVersion) -> None:
    cast.sit(client, cast.noor)
    with CaptureQueriesContext(connection) as without:
        html(client, "version", proposal.pk)
    see(client, proposal)
    comment(proposal, cast.dex)
    with CaptureQueriesContext(connection) as having:
        assert NEW in html(client, "version", proposal.pk)
    assert len(having) == len(without)


def test_another_text_that_somebody_proposed_is_new(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    see(cast.sit(client, cast.noor), proposal)
    clause = proposal.clauses.get(heading="Sleutel?")
    old = clause.commitments.get()
    change = TextChange("Iemand anders heeft hem.", old.party, line_key=old.key, base_text=old.text)
    text = ChangeProposal.propose(clause, by=cast.wouter, changes=[change])
    assert html(client, "version", proposal.pk).count("1 voorstel</span>") == 1
    text.support(by=cast.noor)
    assert NEW not in html(client, "version", proposal.pk)
    assert Look.objects.filter(by__in=[cast.noor, cast.wouter]).count() == 2
