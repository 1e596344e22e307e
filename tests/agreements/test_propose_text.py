"""Another text for a clause: written line by line on a phone, shown as the words that differ."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, ChangeProposal, Clause, Look, ProposedLine
from agreements.models.change_proposal import MOST_OF_ONE
from initiatives.models import Event
from initiatives.states import Refused
from tests.agreements.proposing import propose, words
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement


@pytest.fixture
def proposal(cast: Cast) -> AgreementVersion:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    add_clause(
        draft,
        "Wanneer mogen we erin?",
        line("Vrijdag van 19.00 tot 22.00 uur."),
        line("De verwarming is aan.", "municipality", kind="promise"),
    )
    draft.propose(by=cast.wouter)
    return draft


@pytest.fixture
def clause(proposal: AgreementVersion) -> Clause:
    return proposal.clauses.get()


def texts(clause: Clause) -> dict[str, str]:
    """What the form holds as it was opened."""
    return {f"text-{row.key}": row.text for row in clause.commitments.all()}


def send(client: Client, clause: Clause, **fields: str) -> Any:
    data = {**texts(clause), "revision": str(clause.revision), "new_party": "group", **fields}
    return client.post(reverse("propose_text", args=[clause.pk]), data)


def first(clause: Clause) -> str:
    return f"text-{clause.commitments.all()[0].key}"


def second(clause: Clause) -> str:
    return f"text-{clause.commitments.all()[1].key}"


def test_every_line_has_its_own_field_and_there_is_one_more(
    cast: Cast, client: Client, clause: Clause
) -> None:
    body = cast.sit(client, cast.noor).get(reverse("propose_text", args=[clause.pk]))
    html = body.content.decode()
    assert html.count('name="text-') == 2
    assert "Vrijdag van 19.00 tot 22.00 uur.</textarea>" in html
    assert 'name="new_text"' in html


def test_only_what_differs_is_proposed(cast: Cast, client: Client, clause: Clause) -> None:
    cast.sit(client, cast.noor)
    response = send(
        client, clause, **{first(clause): "Vrijdag van 19.00 tot 23.00 uur.", "because": "Later."}
    )
    assert response.status_code == 303
    found = ChangeProposal.objects.get()
    row = found.lines.get()
    assert (row.base_text, row.text) == (
        "Vrijdag van 19.00 tot 22.00 uur.",
        "Vrijdag van 19.00 tot 23.00 uur.",
    )
    assert (found.by, found.because, found.status) == (cast.noor, "Later.", "open")
    assert Event.objects.filter(verb="text_proposed").count() == 1
    assert Look.objects.get().by == cast.noor, "who proposes has seen what stands there"


def test_an_empty_field_takes_the_line_out_and_one_more_adds_it(
    cast: Cast, client: Client, clause: Clause
) -> None:
    cast.sit(client, cast.noor)
    send(client, clause, **{second(clause): "", "new_text": "Ook op zondag.", "new_party": "both"})
    rows = list(ProposedLine.objects.values_list("base_text", "text", "party", "line_key"))
    assert rows[0][:2] == ("De verwarming is aan.", "")
    assert rows[1] == ("", "Ook op zondag.", "both", "")


def test_a_field_that_was_not_sent_leaves_its_line_alone(
    cast: Cast, client: Client, clause: Clause
) -> None:
    cast.sit(client, cast.noor)
    data = {first(clause): "Zaterdag.", "revision": clause.revision}
    client.post(reverse("propose_text", args=[clause.pk]), data)
    assert ProposedLine.objects.get().text == "Zaterdag."


def test_nothing_changed_is_refused_kindly(cast: Cast, client: Client, clause: Clause) -> None:
    cast.sit(client, cast.noor)
    response = send(client, clause, because="Zomaar")
    assert response.status_code == 422
    assert "Je hebt nog niets veranderd." in response.content.decode()
    assert "Zomaar" in response.content.decode()
    assert not ChangeProposal.objects.exists()
    with pytest.raises(Refused):
        ChangeProposal.propose(clause, by=cast.noor, changes=[])


def test_the_same_form_sent_twice_is_one_proposal(
    cast: Cast, client: Client, clause: Clause
) -> None:
    cast.sit(client, cast.noor)
    for _n in range(2):
        response = send(client, clause, **{first(clause): "Zaterdag."})
        assert response.status_code == 303
    assert ChangeProposal.objects.count() == 1
    send(client, clause, **{first(clause): "Zondag."})
    assert ChangeProposal.objects.count() == 2, "another text is another proposal"


def test_the_page_shows_the_words_that_differ_and_whose_it_is(
    cast: Cast, client: Client, proposal: AgreementVersion, clause: Clause
) -> None:
    propose(clause, "Vrijdag van 19.00 tot 23.00 uur.", by=cast.noor, because="Dat is fijner.")
    client.force_login(cast.wouter.user)
    html = client.get(reverse("version", args=[proposal.pk])).content.decode()
    assert "Voorstel van de groep" in html and "Dat is fijner." in html
    assert "Vrijdag van 19.00 tot weg: 22.00" in words(html) and "nieuw: 23.00 uur." in words(html)
    assert cast.noor.name not in html


def test_a_signed_proposal_shows_the_name(
    cast: Cast, client: Client, proposal: AgreementVersion, clause: Clause
) -> None:
    propose(clause, "Zaterdag.", by=cast.noor, is_signed=True)
    client.force_login(cast.wouter.user)
    assert cast.noor.name in client.get(reverse("version", args=[proposal.pk])).content.decode()


def test_people_in_it_are_references_that_fill_in_for_who_may_read_them(
    cast: Cast, client: Client, proposal: AgreementVersion, clause: Clause
) -> None:
    cast.sit(client, cast.noor)
    send(client, clause, **{first(clause): f"{{@{cast.dex.name}}} opent op vrijdag."})
    assert ProposedLine.objects.get().text == f"{{@{cast.dex.pk}}} opent op vrijdag."
    html = client.get(reverse("version", args=[proposal.pk])).content.decode()
    assert f"nieuw: {cast.dex.name} opent op" in words(html)
    official = Client()
    official.force_login(cast.wouter.user)
    html = official.get(reverse("version", args=[proposal.pk])).content.decode()
    assert cast.dex.name not in html and "nieuw: Een deelnemer" in words(html)


def test_a_name_that_is_not_here_is_said_at_its_line(
    cast: Cast, client: Client, clause: Clause
) -> None:
    cast.sit(client, cast.noor)
    response = send(client, clause, **{first(clause): "{@Niemand} opent."})
    assert response.status_code == 422
    assert "“Niemand” doet hier niet mee" in response.content.decode()
    assert "{@Niemand} opent." in response.content.decode()


def test_a_new_line_of_another_party_needs_its_name(
    cast: Cast, client: Client, clause: Clause
) -> None:
    cast.sit(client, cast.noor)
    fields = {"new_text": "De school leent stoelen uit.", "new_party": "other"}
    assert send(client, clause, **fields).status_code == 422
    assert send(client, clause, **fields, new_party_name="De Merelschool").status_code == 303
    assert ProposedLine.objects.get().party_name == "De Merelschool"


def test_a_line_that_changed_meanwhile_is_told_and_nothing_is_lost(
    cast: Cast, client: Client
) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    draft.open_draft(by=cast.wouter)
    clause = add_clause(draft, "Wanneer?", line("Vrijdag."), line("Zaterdag."))
    client.force_login(cast.police.user)
    before = {**texts(clause), "revision": str(clause.revision)}
    rows = [row.as_line() for row in clause.commitments.all()]
    clause.rewrite(revision=clause.revision, heading="Wanneer?", lines=rows[:1])
    before[f"text-{rows[0].key}"] = "Donderdag."
    before[f"text-{rows[1].key}"] = "Zondag."
    response = client.post(reverse("propose_text", args=[clause.pk]), before)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Iemand anders heeft dit onderdeel net veranderd." in html
    assert "Donderdag." in html and "Zondag." in html
    assert f'name="revision" value="{clause.revision}"' in html


def test_a_text_that_is_over_takes_no_proposals_and_gives_the_words_back(
    cast: Cast, client: Client, proposal: AgreementVersion, clause: Clause
) -> None:
    proposal.withdraw(by=cast.wouter)
    cast.sit(client, cast.noor)
    response = send(client, clause, **{first(clause): "Zaterdag."})
    assert response.status_code == 409
    assert "Zaterdag." in response.content.decode()


def test_from_a_reaction_one_goes_on_with_what_was_typed(
    cast: Cast, client: Client, clause: Clause
) -> None:
    cast.sit(client, cast.noor)
    page = client.get(reverse("react", args=[clause.pk])).content.decode()
    assert "Andere tekst" in page
    response = client.post(
        reverse("react", args=[clause.pk]), {"other": "1", "kind": "idea", "text": "Later graag."}
    )
    assert response.status_code == 200
    html = response.content.decode()
    assert "Later graag.</textarea>" in html and 'name="new_text"' in html


def test_what_is_proposed_in_a_draft_of_one_side_stays_with_that_side(
    cast: Cast, client: Client
) -> None:
    draft = make_agreement(cast.club, by=cast.noor)
    clause = draft.clauses.all()[0]
    events = Event.objects.count()
    found = propose(clause, "Iets van ons.", by=cast.dex)
    assert Event.objects.count() == events
    client.force_login(cast.wouter.user)
    assert client.get(reverse("change_proposal", args=[found.pk])).status_code == 404


def test_a_reader_without_a_name_says_who_it_is_first(
    cast: Cast, client: Client, clause: Clause
) -> None:
    response = cast.read(client).get(reverse("propose_text", args=[clause.pk]))
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("take_seat", args=[cast.club.pk]))


@pytest.mark.parametrize("text", ["x" * 601, "a\x00b"])
def test_a_bad_text_says_so_and_keeps_what_was_typed(
    cast: Cast, client: Client, clause: Clause, text: str
) -> None:
    cast.sit(client, cast.noor)
    response = send(client, clause, **{first(clause): text})
    assert response.status_code == 422
    assert not ChangeProposal.objects.exists()
    if len(text) > 600:
        assert text in response.content.decode()


def test_somebody_may_have_a_few_open_ones_for_one_clause(
    cast: Cast, client: Client, clause: Clause
) -> None:
    for n in range(MOST_OF_ONE):
        propose(clause, f"Tekst {n}.", by=cast.noor)
    cast.sit(client, cast.noor)
    response = send(client, clause, **{first(clause): "Nog een."})
    assert response.status_code == 409 and "Nog een." in response.content.decode()
    propose(clause, "Van een ander.", by=cast.dex)
    ChangeProposal.objects.filter(by=cast.noor)[0].withdraw(by=cast.noor)
    assert send(client, clause, **{first(clause): "Nog een."}).status_code == 303


def test_beside_a_text_that_is_over_nothing_waits(
    cast: Cast, client: Client, proposal: AgreementVersion, clause: Clause
) -> None:
    propose(clause, "Zaterdag.", by=cast.noor)
    client.force_login(cast.wouter.user)
    address = reverse("version", args=[proposal.pk])
    assert "Voorstel van de groep" in client.get(address).content.decode()
    proposal.withdraw(by=cast.wouter)
    assert "Voorstel van de groep" not in client.get(address).content.decode()
