"""Every version of an agreement: why, who, when, what of the proposals is in it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion, ChangeProposal
from agreements.states import ProposalStatus
from initiatives.models import Side
from tests.conftest import Cast
from tests.factories import make_participant
from tests.overview import world


@pytest.fixture
def first(cast: Cast) -> AgreementVersion:
    return world.run(cast)


@pytest.fixture
def second(cast: Cast, first: AgreementVersion) -> AgreementVersion:
    return world.next_text(cast, first, text="Samen doen we het anders.")


def body(client: Client, version: AgreementVersion, query: str = "") -> str:
    response = client.get(reverse("versions", args=[version.agreement_id]) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_each_version_says_why_who_and_when(
    cast: Cast, official: Client, first: AgreementVersion
) -> None:
    draft = first.agreement.start_version(by=cast.samira, reason="Het ging goed.")
    draft.propose(by=cast.samira)
    page = body(official, first)
    assert page.index("Versie 2") < page.index("Versie 1"), "newest first"
    assert "Het ging goed." in page
    assert "begonnen door Samira Bakali" in page and ", naast versie 1" in page
    assert "voorgesteld door Wouter de Graaf (gemeente)" in page
    assert "ingegaan, door Wouter de Graaf (gemeente)" in page
    assert reverse("compare_versions", args=[draft.pk, first.pk]) in page


def test_a_proposal_that_was_taken_over_stands_with_the_version(
    cast: Cast, official: Client, first: AgreementVersion, second: AgreementVersion
) -> None:
    ChangeProposal.objects.create(
        agreement=first.agreement,
        version=first,
        clause_key="x",
        heading="Wanneer mogen we erin?",
        because="Voor wie werkt.",
        by=cast.noor,
        status=ProposalStatus.TAKEN_OVER,
        decided_at=timezone.now(),
        decided_by=cast.wouter,
        taken_into=second,
    )
    page = body(official, first)
    part = page[page.index('id="versie-2"') : page.index('id="versie-1"')]
    assert "Overgenomen voorstellen" in part
    assert "Wanneer mogen we erin?" in part and "Voor wie werkt." in part
    assert "iemand van de groep" in part and cast.noor.name not in page
    guide = world.signed_in(cast.samira)
    assert cast.noor.name in body(guide, first)


def test_a_draft_of_the_other_side_is_not_there(
    cast: Cast, client: Client, official: Client, first: AgreementVersion
) -> None:
    first.agreement.start_version(by=cast.wouter, reason="Alleen voor ons.")
    assert "Alleen voor ons." in body(official, first)
    page = body(cast.sit(client, cast.noor), first)
    assert "Alleen voor ons." not in page and "Versie 2" not in page


def test_two_that_are_chosen_are_compared(
    official: Client, first: AgreementVersion, second: AgreementVersion
) -> None:
    address = reverse("versions", args=[first.agreement_id])
    response = official.get(address, {"old": first.pk, "new": second.pk})
    assert response.headers["Location"] == reverse("compare_versions", args=[second.pk, first.pk])


@pytest.mark.parametrize("query", ["?old=1", "?old=x&new=y", "?old=99999&new=99999"])
def test_a_choice_that_makes_no_sense_is_said(
    official: Client, first: AgreementVersion, second: AgreementVersion, query: str
) -> None:
    response = official.get(reverse("versions", args=[first.agreement_id]) + query)
    assert response.status_code == 422


def test_the_address_of_before_goes_on(
    official: Client, first: AgreementVersion, second: AgreementVersion
) -> None:
    response = official.get(reverse("compare", args=[second.pk]))
    assert response.headers["Location"] == reverse("compare_versions", args=[second.pk, first.pk])
    response = official.get(reverse("compare", args=[first.pk]))
    assert response.headers["Location"] == reverse("version", args=[first.pk])


@pytest.mark.parametrize("size", [2, 30])
def test_it_takes_at_most_eight_queries_whatever_the_number(
    cast: Cast, official: Client, size: int, django_assert_max_num_queries
) -> None:
    version = world.run(cast)
    for _n in range(size):
        author = make_participant(cast.club, Side.GROUP)
        draft = version.agreement.start_version(by=author)
        draft.withdraw(by=author)
        AgreementVersion.objects.filter(pk=draft.pk).update(is_open=True)
    with django_assert_max_num_queries(8):
        page = body(official, version)
    assert page.count('class="card" id="versie-') == min(size + 1, 25)
    phone = cast.sit(Client(), cast.noor)
    with django_assert_max_num_queries(8):
        body(phone, version)
