"""One proposal: who stands behind it, who reads which name, and what became of it."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import (
    AgreementVersion,
    ChangeProposal,
    Clause,
    Confirmation,
    ProposalSupport,
)
from agreements.states import Word
from initiatives.models import Event, Side
from initiatives.states import Refused
from tests.agreements.proposing import propose, words
from tests.conftest import Cast
from tests.factories import make_participant, make_proposal


@pytest.fixture
def proposal(cast: Cast) -> AgreementVersion:
    return make_proposal(cast.club, by=cast.wouter)


@pytest.fixture
def clause(proposal: AgreementVersion) -> Clause:
    return proposal.clauses.all()[0]


@pytest.fixture
def found(cast: Cast, clause: Clause) -> ChangeProposal:
    return propose(clause, "Samen doen we dat: 1.", by=cast.noor)


def page(client: Client, found: ChangeProposal) -> str:
    response = client.get(reverse("change_proposal", args=[found.pk]))
    assert response.status_code == 200
    return response.content.decode()


# Standing behind it ----------------------------------------------------------------------------


def test_counts_say_which_side_and_names_only_who_may_be_named(
    cast: Cast, client: Client, found: ChangeProposal
) -> None:
    for person in (cast.dex, cast.samira, cast.wouter):
        found.support(by=person)
    client.force_login(cast.wouter.user)
    html = page(client, found)
    counts = "4 staan hierachter: 2 van de groep, 1 van de begeleiding, 1 van de gemeente. Jij ook."
    assert counts in words(html)
    assert cast.samira.name in html and "En nog 2 van de groep." in html
    assert cast.noor.name not in html and cast.dex.name not in html
    assert cast.dex.name in page(cast.sit(Client(), cast.dex), found)


def test_who_reads_by_the_link_is_asked_for_a_name_first(
    cast: Cast, client: Client, found: ChangeProposal
) -> None:
    client.get(reverse("open_link", args=[cast.link.token]))
    here = reverse("change_proposal", args=[found.pk])
    asks = f'href="{reverse("take_seat", args=[cast.club.pk])}?next={here}"'
    assert asks in page(client, found)
    assert asks in client.get(reverse("version", args=[found.version_id])).content.decode()
    answer = client.post(
        reverse("take_seat", args=[cast.club.pk]), {"name": cast.dex.name, "next": here}
    )
    assert answer.headers["Location"] == here
    html = page(client, found)
    assert asks not in html and reverse("support_text", args=[found.pk]) in html


def test_tapping_twice_is_once_and_it_can_be_taken_back(
    cast: Cast, client: Client, found: ChangeProposal
) -> None:
    cast.sit(client, cast.dex)
    for _n in range(2):
        assert client.post(reverse("support_text", args=[found.pk])).status_code == 303
    assert ProposalSupport.objects.count() == 1
    assert Event.objects.filter(verb="text_supported").count() == 1
    for _n in range(2):
        assert client.post(reverse("unsupport_text", args=[found.pk])).status_code == 303
    assert not ProposalSupport.objects.exists()
    assert Event.objects.filter(verb="text_unsupported").count() == 1


def test_by_htmx_only_the_proposal_comes_back(
    cast: Cast, client: Client, found: ChangeProposal
) -> None:
    cast.sit(client, cast.dex)
    response = client.post(
        reverse("support_text", args=[found.pk]), headers={"HX-Request": "true"}, follow=True
    )
    html = response.content.decode()
    assert "<html" not in html and "2 van de groep staan hierachter." in html
    assert "Ik sta er niet meer achter" in html
    assert len(html) < 4000


def test_whoever_made_it_is_counted_once(cast: Cast, client: Client, found: ChangeProposal) -> None:
    found.support(by=cast.noor)
    assert not ProposalSupport.objects.exists()
    client.force_login(cast.wouter.user)
    assert "Nog niemand anders staat hierachter." in page(client, found)


def test_who_left_is_no_longer_counted(cast: Cast, client: Client, found: ChangeProposal) -> None:
    found.support(by=cast.dex)
    found.support(by=cast.samira)
    cast.dex.leave(by=cast.samira)
    client.force_login(cast.wouter.user)
    assert "2 staan hierachter: 1 van de groep, 1 van de begeleiding." in page(client, found)


# Side by side ----------------------------------------------------------------------------------


def test_competing_texts_stand_beside_the_present_one(
    cast: Cast, client: Client, proposal: AgreementVersion, clause: Clause, found: ChangeProposal
) -> None:
    propose(clause, "Niemand doet dit: 1.", by=cast.police)
    client.force_login(cast.wouter.user)
    html = client.get(reverse("version", args=[proposal.pk])).content.decode()
    assert "2 voorstellen voor een andere tekst" in html
    html = client.get(reverse("clause_proposals", args=[clause.pk])).content.decode()
    assert html.index("Zo staat het nu") < html.index("Voorstel van de groep")
    assert html.index("Voorstel van de groep") < html.index("Voorstel van een andere partij")
    assert "Samen doen we dit: 1." in html


def test_earlier_ones_stay_to_be_read_with_what_became_of_them(
    cast: Cast, client: Client, proposal: AgreementVersion, clause: Clause, found: ChangeProposal
) -> None:
    found.decline(by=cast.wouter, because="De buren slapen dan.")
    propose(clause, "Later.", by=cast.dex).withdraw(by=cast.dex)
    cast.sit(client, cast.dex)
    html = client.get(reverse("version", args=[proposal.pk])).content.decode()
    assert "2 eerdere voorstellen voor een andere tekst" in html
    assert "De buren slapen dan." not in html
    html = client.get(reverse("clause_proposals", args=[clause.pk])).content.decode()
    assert "De buren slapen dan." in html and "niet overgenomen" in html and "ingetrokken" in html


def test_it_stays_with_its_clause_over_versions_and_says_when_the_text_moved_on(
    cast: Cast, client: Client, proposal: AgreementVersion, clause: Clause, found: ChangeProposal
) -> None:
    second = proposal.agreement.start_version(by=cast.wouter)
    there = second.clauses.get(key=clause.key)
    row = there.commitments.get().as_line()
    changed = [type(row)(**{**vars(row), "text": "Samen doen we alles: 1."})]
    there.rewrite(revision=1, heading=there.heading, lines=changed)
    second.propose(by=cast.wouter)
    client.force_login(cast.wouter.user)
    html = client.get(reverse("version", args=[second.pk])).content.decode()
    assert "bij versie 1" in html and "De tekst is veranderd sinds dit voorstel." in html
    assert "weg: alles" in words(html) and "nieuw: dat" in words(html)


def test_of_a_clause_that_is_gone_it_can_still_be_declined(
    cast: Cast, client: Client, proposal: AgreementVersion, clause: Clause, found: ChangeProposal
) -> None:
    """Also when the text with the clause was compared with: then it stands there as taken out."""
    client.force_login(cast.wouter.user)
    for _n in range(2):
        text = proposal.agreement.start_version(by=cast.wouter)
        text.clauses.filter(key=clause.key).delete()
        text.propose(by=cast.wouter)
        html = client.get(reverse("version", args=[text.pk])).content.decode()
        assert reverse("decline_text", args=[found.pk]) in html
    address = reverse("decline_text", args=[found.pk])
    response = client.post(address, {"because": "Het onderdeel is weg."}, follow=True)
    assert response.status_code == 200
    assert client.get(address).status_code == 302, "it is decided"


@pytest.mark.parametrize("n", [1, 12])
def test_the_pages_take_few_queries_whatever_the_number(
    cast: Cast,
    proposal: AgreementVersion,
    clause: Clause,
    found: ChangeProposal,
    n: int,
    django_assert_max_num_queries,
) -> None:
    gone = make_participant(cast.club)
    for k in range(n):
        other = propose(clause, f"{{@{gone.pk}}} opent om {k} uur.", by=make_participant(cast.club))
        other.support(by=make_participant(cast.club, Side.MUNICIPALITY))
        if k % 2:
            other.decline(by=cast.wouter, because="Nee.")
    gone.leave(by=cast.samira)
    for client in (Client(), cast.sit(Client(), cast.dex)):
        if not client.cookies:
            client.force_login(cast.wouter.user)
        for name, pk in (
            ("version", proposal.pk),
            ("clause", clause.pk),
            ("clause_proposals", clause.pk),
            ("change_proposal", found.pk),
        ):
            with django_assert_max_num_queries(8):
                assert client.get(reverse(name, args=[pk])).status_code == 200


# Taking it back, declining it ------------------------------------------------------------------


def test_only_who_made_it_takes_it_back(cast: Cast, client: Client, found: ChangeProposal) -> None:
    cast.sit(client, cast.dex)
    response = client.post(reverse("withdraw_text", args=[found.pk]))
    assert response.status_code == 409
    assert "Alleen wie het voorstelde kan het intrekken." in response.content.decode()
    cast.sit(client, cast.noor)
    assert client.post(reverse("withdraw_text", args=[found.pk])).status_code == 302
    found.refresh_from_db()
    assert (found.status, found.decided_by) == ("withdrawn", cast.noor)


def test_of_who_left_the_own_side_takes_it_back(
    cast: Cast, client: Client, found: ChangeProposal
) -> None:
    button = "Trek dit voorstel in"
    client.force_login(cast.samira.user)
    assert button not in page(client, found)
    cast.noor.leave(by=cast.samira)
    assert button in page(client, found)
    with pytest.raises(Refused):
        found.withdraw(by=cast.wouter)
    found.withdraw(by=cast.samira)
    assert ChangeProposal.objects.get().status == "withdrawn"


def test_declining_asks_why_and_only_the_other_side_does(
    cast: Cast, client: Client, found: ChangeProposal
) -> None:
    address = reverse("decline_text", args=[found.pk])
    assert cast.sit(Client(), cast.dex).post(address, {"because": "Nee."}).status_code == 403
    official = Client()
    official.force_login(cast.wouter.user)
    assert official.get(address).status_code == 200
    assert official.post(address, {"because": " "}).status_code == 422
    assert ChangeProposal.objects.get().is_open
    assert official.post(address, {"because": "De buren slapen dan."}).status_code == 302
    found.refresh_from_db()
    assert (found.status, found.declined_because) == ("declined", "De buren slapen dan.")
    response = official.post(address, {"because": "Nog een keer."})
    assert response.status_code == 409 and "Nog een keer." in response.content.decode()


def test_the_group_declines_what_the_municipality_proposed(cast: Cast, clause: Clause) -> None:
    theirs = propose(clause, "Anders.", by=cast.wouter)
    with pytest.raises(Refused, match="eigen kant"):
        theirs.decline(by=cast.wouter, because="Toch niet.")
    theirs.decline(by=cast.noor, because="Dat wordt te laat.")
    assert ChangeProposal.objects.get().status == "declined"


@pytest.mark.parametrize("who", ["samira", "wouter"])
def test_what_another_party_proposed_either_side_may_decline(
    cast: Cast, client: Client, clause: Clause, who: str
) -> None:
    theirs = propose(clause, "Anders.", by=cast.police)
    client.force_login(getattr(cast, who).user)
    response = client.post(reverse("decline_text", args=[theirs.pk]), {"because": "Nee."})
    assert response.status_code == 302


def test_hiding_and_reporting_work_as_for_any_text(
    cast: Cast, client: Client, proposal: AgreementVersion, found: ChangeProposal
) -> None:
    official = Client()
    official.force_login(cast.wouter.user)
    address = reverse("report_text", args=["voorstel", found.pk])
    assert "Samen doen we dat: 1." in official.get(address).content.decode()
    official.post(address, {"because": "dit klopt niet"})
    hide = reverse("hide_text", args=["voorstel", found.pk])
    assert official.post(hide, {"because": "nee"}).status_code == 403
    cast.sit(client, cast.dex).post(hide, {"because": "dit is gemeen"})
    html = official.get(reverse("version", args=[proposal.pk])).content.decode()
    assert "nieuw: dat" not in words(html) and "omdat: dit is gemeen" in html
    client.post(reverse("show_text", args=["voorstel", found.pk]))
    html = official.get(reverse("version", args=[proposal.pk])).content.decode()
    assert "nieuw: dat" in words(html)


def test_an_agreement_that_ends_closes_what_is_open(cast: Cast, found: ChangeProposal) -> None:
    for person, mandate in ((cast.noor, False), (cast.dex, False), (cast.wouter, True)):
        Confirmation.say(found.version, by=person, word=Word.BEHIND, has_mandate=mandate)
    found.version.take_effect(by=cast.wouter)
    found.agreement.end(by=cast.wouter, because="Het is klaar.")
    found.refresh_from_db()
    assert found.status == "withdrawn" and found.decided_at is not None
