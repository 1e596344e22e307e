"""The page on which a draft is written: who sees it, what is still needed, and what it costs."""

import gzip
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.library import CLAUSES
from agreements.models import Agreement, AgreementVersion, SimplerWord
from initiatives.models import DutyKind
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement, make_link, make_participant


@pytest.fixture
def draft(cast: Cast) -> AgreementVersion:
    agreement = Agreement.start(
        cast.club, by=cast.wouter, title="Gebruik van De Kelder", template="building_use"
    )
    return agreement.versions.get()


def page(client: Client, draft: AgreementVersion, name: str = "write") -> str:
    response = client.get(reverse(name, args=[draft.pk]))
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_the_page_shows_every_clause_with_how_far_it_is(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    body = page(official, draft)
    for clause in draft.clauses.all():
        assert f'id="{clause.key}"' in body and f'href="#{clause.key}"' in body
    assert "2 leeg" in body and "klaar" in body
    assert "Alleen de gemeente leest en schrijft nu mee." in body
    assert '<mark class="blank blank--empty">ruimte</mark>' in body
    assert "soort kiezen" in body


def test_what_is_needed_is_said_once_and_leads_to_where_it_is_done(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    body = page(official, draft)
    assert f"{reverse('edit_head', args=[draft.pk])}#field-look_back_on" in body
    empty = sum(bool(clause.open_blanks()) for clause in draft.clauses.all())
    assert f"Vul de lege plekken in bij {empty} onderdelen." in body
    assert "Alles staat erin" not in body


def test_a_complete_draft_says_so(cast: Cast, official: Client) -> None:
    assert "Alles staat erin" in page(official, make_agreement(cast.club, by=cast.wouter))


def test_a_draft_is_for_its_own_side_until_it_is_opened(
    cast: Cast, draft: AgreementVersion
) -> None:
    address = reverse("write", args=[draft.pk])
    guide = Client()
    guide.force_login(cast.samira.user)
    seat = cast.sit(Client(), cast.noor)
    assert guide.get(address).status_code == seat.get(address).status_code == 404
    draft.open_draft(by=cast.wouter)
    assert "Beide kanten lezen en schrijven mee." in page(guide, draft)
    assert "Beide kanten lezen en schrijven mee." in page(seat, draft)


def test_a_draft_of_the_group_is_written_on_seats_and_by_the_guide(
    cast: Cast, official: Client
) -> None:
    draft = make_agreement(cast.club, by=cast.noor)
    assert "Alleen de groep en de begeleiding" in page(cast.sit(Client(), cast.noor), draft)
    guide = Client()
    guide.force_login(cast.samira.user)
    assert "Alleen de groep en de begeleiding" in page(guide, draft)
    assert official.get(reverse("write", args=[draft.pk])).status_code == 404


def test_who_reads_by_the_link_says_first_who_they_are(cast: Cast, draft: AgreementVersion) -> None:
    draft.open_draft(by=cast.wouter)
    response = cast.read(Client()).get(reverse("write", args=[draft.pk]))
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("take_seat", args=[cast.club.pk]))


def test_the_other_side_of_the_table_reads_but_does_not_write(
    cast: Cast, draft: AgreementVersion
) -> None:
    draft.open_draft(by=cast.wouter)
    police = Client()
    police.force_login(cast.police.user)
    assert police.get(reverse("write", args=[draft.pk])).status_code == 403


@pytest.mark.parametrize("name", ["write", "edit_head", "add_clause", "propose"])
def test_what_was_proposed_is_read_and_not_written(cast: Cast, official: Client, name: str) -> None:
    version = make_agreement(cast.club, by=cast.wouter)
    version.propose(by=cast.wouter)
    client = official
    response = client.get(reverse(name, args=[version.pk]))
    assert (response.status_code, response.headers["Location"]) == (
        302,
        reverse("version", args=[version.pk]),
    )
    part = client.get(reverse(name, args=[version.pk]), headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == reverse("version", args=[version.pk])


@pytest.mark.parametrize("name", ["edit_clause", "draft_clause", "remove_clause"])
def test_a_clause_that_was_proposed_is_read_and_not_written(
    cast: Cast, official: Client, name: str
) -> None:
    version = make_agreement(cast.club, by=cast.wouter)
    version.propose(by=cast.wouter)
    response = official.get(reverse(name, args=[version.clauses.all()[0].pk]))
    assert response.headers["Location"] == reverse("version", args=[version.pk])


def test_no_nickname_reaches_the_official(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    add_clause(draft, "Wie sluit af?", line(f"{{@{cast.noor.pk}}} sluit af."))
    cast.noor.take_duty(DutyKind.CONTACT, by=None)
    clause = draft.clauses.get(heading="Wie sluit af?")
    client = official
    addresses = [reverse(name, args=[draft.pk]) for name in ("write", "edit_head", "propose")]
    addresses += [reverse(n, args=[clause.pk]) for n in ("edit_clause", "remove_clause")]
    for address in addresses:
        body = client.get(address).content.decode()
        assert cast.noor.name not in body and cast.dex.name not in body, address
    assert "Een deelnemer van de groep sluit af." in page(client, draft)
    draft.open_draft(by=cast.wouter)
    assert "Zwaluwnoor sluit af." in page(cast.sit(Client(), cast.noor), draft)


def test_a_nickname_written_out_gives_a_note_to_who_may_read_it(
    cast: Cast, official: Client
) -> None:
    draft = make_agreement(cast.club, by=cast.samira)
    add_clause(draft, "Wie?", line("Zwaluwnoor sluit af."))
    draft.open_draft(by=cast.samira)
    guide = Client()
    guide.force_login(cast.samira.user)
    assert "Schrijf {@Zwaluwnoor} in plaats van Zwaluwnoor." in page(guide, draft)
    assert "Schrijf {@" not in page(official, draft)


def test_long_and_official_sentences_get_a_friendly_note(cast: Cast, official: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter)
    add_clause(draft, "Hoe?", line("De groep dient op te ruimen. " + "woord " * 25))
    body = page(official, draft)
    assert "“dient” kan simpeler: “moet”." in body
    assert "Een zin van 25 woorden is lang." in body


def test_an_agreement_over_two_pages_gets_a_friendly_note(cast: Cast, official: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=1)
    for n in range(7):
        add_clause(draft, f"Hoe gaat het {n}?", line("woord " * 100))
    assert "woorden op een A4" not in page(official, draft)
    add_clause(draft, "Nog een?", line("woord " * 110))
    body = page(official, draft)
    assert "Dit wordt ongeveer 3 A4." in body
    assert "en 400 woorden op een A4" in body, "it says how we count"


def test_the_words_of_a_coordinator_give_a_note_too(cast: Cast, official: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter)
    add_clause(draft, "Hoe?", line("Participatie vinden we fijn."))
    assert "kan simpeler" not in page(official, draft)
    SimplerWord.add(by=cast.manager, word="participatie", simpler="meedoen")
    assert "“Participatie” kan simpeler: “meedoen”." in page(official, draft)


def test_a_clause_has_an_address_of_its_own(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    clause = draft.clauses.get(key="times")
    address = reverse("draft_clause", args=[clause.pk])
    client = official
    response = client.get(address)
    assert response.headers["Location"] == f"{reverse('write', args=[draft.pk])}#times"
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert part.count("hx-swap-oob") == 2, "the outline and the preview follow"
    assert part.count('class="card clause"') == 1
    own_page = f"http://testserver{reverse('edit_clause', args=[clause.pk])}"
    response = client.get(address, headers={"HX-Request": "true", "HX-Current-URL": own_page})
    assert response.headers["HX-Redirect"] == f"{reverse('write', args=[draft.pk])}#times"


@pytest.mark.parametrize("size", [5, 60])
@pytest.mark.parametrize("name", ["write", "edit_head", "propose", "add_clause", "clause"])
def test_few_queries_whatever_the_size(
    cast: Cast, official: Client, name: str, size: int, django_assert_max_num_queries: Any
) -> None:
    for n in range(size * 3):
        make_participant(cast.club, name=f"Nummer {n}")
    gone = make_participant(cast.club, name="Vertrokken")
    draft = make_agreement(cast.club, by=cast.wouter, clauses=size)
    add_clause(draft, "Wie?", line(f"{{@{cast.noor.pk}}} en {{@{gone.pk}}}."))
    gone.leave(by=None)
    draft.open_draft(by=cast.wouter)
    # Nobody makes the group reachable but the link: that takes one query more.
    cast.samira.leave(by=None)
    clause = draft.clauses.get(heading="Wie?")
    address = reverse("edit_clause", args=[clause.pk])
    if name != "clause":
        address = reverse(name, args=[draft.pk])
    for client in (official, cast.sit(Client(), cast.noor)):
        for headers in ({}, {"HX-Request": "true"}):
            # The page with everything may take two more, and so may a clause of it.
            with django_assert_max_num_queries(10 if name in ("write", "clause") else 8):
                assert client.get(address, headers=headers).status_code == 200


def test_an_answer_of_htmx_stays_small(cast: Cast, official: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=60)
    address = reverse("draft_clause", args=[draft.clauses.all()[0].pk])
    part = official.get(address, headers={"HX-Request": "true"}).content
    assert len(gzip.compress(part)) < 8_000


def test_a_long_draft_has_one_link_a_clause_to_move_or_remove_it(
    cast: Cast, official: Client
) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=30)
    assert "Verplaats of haal weg" not in page(official, draft)
    last = add_clause(draft, "Nog een vraag?", line("Ja."))
    body = page(official, draft)
    assert body.count("Verplaats of haal weg") == 31
    assert 'name="to"' not in body
    where = reverse("move_clause", args=[last.pk])
    assert where in body
    assert reverse("remove_clause", args=[last.pk]) in official.get(where).content.decode()


def test_the_names_to_choose_from_come_with_the_form(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    assert "<datalist" not in page(official, draft)
    clause = draft.clauses.all()[0]
    body = official.get(reverse("edit_clause", args=[clause.pk])).content.decode()
    assert f'<datalist id="people-c{clause.pk}">' in body
    assert f'list="people-c{clause.pk}"' in body


def test_every_clause_of_the_library_can_be_shown(cast: Cast, official: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    for source in CLAUSES:
        draft.add_clause(source)
    body = page(official, draft)
    for source in CLAUSES:
        assert source.heading in body


def test_a_day_that_passed_is_asked_again(cast: Cast, official: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter)
    yesterday = timezone.localdate() - timedelta(days=1)
    AgreementVersion.objects.filter(pk=draft.pk).update(look_back_on=yesterday)
    assert "De dag van terugkijken is voorbij." in page(official, draft)


def test_the_group_needs_no_contact_when_there_is_a_guide_or_a_link(cast: Cast) -> None:
    draft = make_agreement(cast.club, by=cast.wouter)
    cast.link.revoke(by=cast.samira)
    assert not draft.todos(), "the guide makes the group reachable"
    cast.samira.leave(by=None)
    assert [todo.place for todo in draft.todos()] == ["people"]
    cast.noor.take_duty(DutyKind.CONTACT, by=None)
    assert not draft.todos()
    cast.noor.drop_duty(DutyKind.CONTACT, by=None)
    make_link(cast.club)
    assert not draft.todos()
