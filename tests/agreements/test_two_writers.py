"""Two who write one clause at once, and a text that moved on: nothing typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, Clause
from tests.agreements.typing_in import HTMX, again, clause_data, send, texts_of
from tests.conftest import Cast
from tests.factories import add_clause, line


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_second_writer_sees_both_texts_and_loses_nothing(
    official: Client, clause: Clause, headers: dict[str, str]
) -> None:
    clause.rewrite(revision=clause.revision, heading="Van een ander?", lines=[line("Hun tekst.")])
    response = send(official, clause, {"text": "Mijn tekst."}, revision=2, headers=headers)
    assert response.status_code == 409
    body = response.content.decode()
    assert "Iemand anders heeft dit onderdeel net veranderd." in body
    assert "Hun tekst." in body and "Van een ander?" in body
    assert body.count("Mijn tekst.") == 2, "beside theirs, and still in the form"
    assert texts_of(clause) == ["Hun tekst."]
    # Sending it again by accident chooses nothing: that takes a button below both texts.
    mine = {"text": "Mijn tekst."}
    assert send(official, clause, mine, revision=2, headers=headers).status_code == 409
    seen = again(clause).revision
    assert f'name="over" value="{seen}"' in body and 'name="beside"' in body
    assert send(official, clause, mine, revision=2, over=seen).status_code == 303
    assert texts_of(clause) == ["Mijn tekst."]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_both_texts_can_be_kept_below_each_other(
    official: Client, draft: AgreementVersion, clause: Clause, headers: dict[str, str]
) -> None:
    add_clause(draft, "Daarna?", line("Blijft."))
    clause.rewrite(revision=clause.revision, heading="Van een ander?", lines=[line("Hun tekst.")])
    for _twice in range(2):
        response = send(
            official, clause, {"text": "Mijn tekst."}, heading="Mijn vraag?", revision=2,
            beside="1", headers=headers,
        )  # fmt: skip
        assert response.status_code == (200 if headers else 302)
        if headers:
            body = response.content.decode()
            assert body.index("Hun tekst.") < body.index("Mijn tekst."), "each in its own place"
    theirs, mine, _after = draft.clauses.all()
    assert (theirs.heading, texts_of(theirs)) == ("Van een ander?", ["Hun tekst."])
    assert (mine.heading, texts_of(mine)) == ("Mijn vraag?", ["Mijn tekst."])
    if not headers:
        place = f"{reverse('write', args=[draft.pk])}#{mine.key}"
        assert response.headers["Location"] == place


def test_a_text_that_changed_once_more_is_shown_once_more(official: Client, clause: Clause) -> None:
    clause.rewrite(revision=clause.revision, heading="Een?", lines=[line("Eerst dit.")])
    seen = clause.revision
    clause.rewrite(revision=seen, heading="Twee?", lines=[line("Toen dat.")])
    response = send(official, clause, {"text": "Mijn tekst."}, revision=2, over=seen)
    assert response.status_code == 409 and "Toen dat." in response.content.decode()
    assert texts_of(clause) == ["Toen dat."]


@pytest.mark.parametrize("over", ["", "x", "-1", "9" * 30])
def test_a_strange_number_overwrites_nothing(official: Client, clause: Clause, over: str) -> None:
    clause.rewrite(revision=clause.revision, heading="Een?", lines=[line("Hun tekst.")])
    response = send(official, clause, {"text": "Mijn tekst."}, revision=2, over=over)
    assert response.status_code == 409
    assert texts_of(clause) == ["Hun tekst."]


def test_the_same_form_sent_twice_is_no_conflict(official: Client, clause: Clause) -> None:
    revision = clause.revision
    for _ in range(2):
        assert (
            send(official, clause, {"text": "Twee tikken."}, revision=revision).status_code == 303
        )
    assert texts_of(clause) == ["Twee tikken."]
    assert again(clause).revision == revision + 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_clause_that_was_taken_out_gives_the_text_back(
    official: Client, clause: Clause, headers: dict[str, str]
) -> None:
    data = clause_data(clause, {"text": "Mijn lange tekst."}, heading="Mijn vraag?")
    address = reverse("edit_clause", args=[clause.pk])
    clause.remove()
    response = official.post(address, data, headers=headers)
    assert response.status_code == 409
    body = response.content.decode()
    assert "Iemand heeft dit onderdeel net weggehaald." in body
    assert "readonly>Mijn vraag?\nMijn lange tekst.</textarea>" in body
    # Putting it back lets the same form be saved after all.
    back = reverse("put_back_clause", args=[clause.pk])
    assert f'action="{back}"' in body
    official.post(back)
    assert official.post(address, data, headers=headers).status_code == 303
    assert texts_of(clause) == ["Mijn lange tekst."]


def test_a_clause_that_was_taken_out_says_nothing_to_a_stranger(cast: Cast, clause: Clause) -> None:
    data = clause_data(clause, {"text": "Mijn tekst."})
    address = reverse("edit_clause", args=[clause.pk])
    clause.remove()
    guide = Client()
    guide.force_login(cast.samira.user)
    assert guide.post(address, data).status_code == 404
    assert guide.post(address, {**data, "version": "x"}).status_code == 404
    assert guide.post(address).status_code == 404
    clause.version.open_draft(by=cast.wouter)
    police = Client()
    police.force_login(cast.police.user)
    assert police.post(address, data).status_code == 403, "may read it, and not write"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_text_that_was_proposed_meanwhile_gives_the_typed_text_back(
    cast: Cast, official: Client, draft: AgreementVersion, headers: dict[str, str]
) -> None:
    clause = add_clause(draft, "Klaar?", line("Klaar."))
    data = clause_data(clause, {"text": "Nog een idee."})
    draft.propose(by=cast.wouter)
    response = official.post(reverse("edit_clause", args=[clause.pk]), data, headers=headers)
    assert response.status_code == 409
    body = response.content.decode()
    assert "Deze tekst is al voorgesteld." in body
    assert "Nog een idee.</textarea>" in body
    assert texts_of(clause) == ["Klaar."]
    draft.refresh_from_db()
    assert draft.has_valid_seal()
