"""Taking another text over: into the draft, by its revision, and nothing is lost or promised."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, ChangeProposal, Clause, Confirmation
from agreements.models.change_proposal import TakeOverConflict
from agreements.models.clause import MOST_LINES
from agreements.states import Status, Word
from agreements.taking_over import How
from initiatives.models import Event
from initiatives.states import Refused
from tests.agreements.proposing import added, change, propose
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement


@pytest.fixture
def running(cast: Cast) -> AgreementVersion:
    """Version 1, in effect: one line together, a promise of the municipality."""
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    add_clause(
        draft,
        "Wanneer?",
        line("Vrijdag tot 22.00 uur."),
        line("De verwarming is aan.", "municipality", kind="promise", reservation="geld"),
    )
    draft.propose(by=cast.wouter)
    for person, mandate in ((cast.noor, False), (cast.dex, False), (cast.wouter, True)):
        Confirmation.say(draft, by=person, word=Word.BEHIND, has_mandate=mandate)
    draft.take_effect(by=cast.wouter)
    return draft


@pytest.fixture
def clause(running: AgreementVersion) -> Clause:
    return running.clauses.get()


def draft_of(running: AgreementVersion) -> AgreementVersion:
    return running.agreement.versions.get(status=Status.DRAFT)


def lines(version: AgreementVersion) -> list[tuple[str, str]]:
    return [(row.text, row.kind) for row in version.clauses.get().commitments.all()]


def test_without_a_draft_it_begins_one_that_says_why(
    cast: Cast, running: AgreementVersion, clause: Clause
) -> None:
    found = propose(clause, "Vrijdag tot 23.00 uur.", by=cast.noor)
    found.take_over(by=cast.wouter, revision=1)
    draft = draft_of(running)
    assert (draft.began_by, draft.reason) == (cast.wouter, "Voorstel van de groep bij “Wanneer?”")
    assert lines(draft) == [
        ("Vrijdag tot 23.00 uur.", ""),
        ("De verwarming is aan.", "promise"),
    ]
    assert lines(running)[0][0] == "Vrijdag tot 22.00 uur.", "what is in effect stays as it is"
    found.refresh_from_db()
    assert (found.status, found.taken_into, found.decided_by) == ("taken_over", draft, cast.wouter)
    assert Event.objects.filter(verb="text_taken_over").count() == 1


def test_it_goes_into_the_draft_that_is_there(
    cast: Cast, running: AgreementVersion, clause: Clause
) -> None:
    draft = running.agreement.start_version(by=cast.wouter)
    propose(clause, "Zaterdag.", by=cast.noor).take_over(by=cast.wouter, revision=1)
    assert running.agreement.versions.count() == 2
    assert lines(draft)[0][0] == "Zaterdag."


def test_a_line_of_the_municipality_that_the_group_wrote_promises_nothing(
    cast: Cast, running: AgreementVersion, clause: Clause
) -> None:
    propose(clause, "De verwarming is altijd aan.", by=cast.noor, nth=1).take_over(
        by=cast.wouter, revision=1
    )
    draft = draft_of(running)
    assert lines(draft)[1] == ("De verwarming is altijd aan.", "")
    assert draft.clauses.get().commitments.all()[1].reservation == "geld"
    assert any(todo.clause for todo in draft.todos()), "its kind has to be chosen again"


def test_what_the_municipality_wrote_itself_keeps_its_kind(
    cast: Cast, running: AgreementVersion, clause: Clause
) -> None:
    propose(clause, "De verwarming is warm.", by=cast.wouter, nth=1).take_over(
        by=cast.wouter, revision=1
    )
    assert lines(draft_of(running))[1] == ("De verwarming is warm.", "promise")


def test_a_new_line_of_the_municipality_never_has_a_kind(
    cast: Cast, running: AgreementVersion, clause: Clause
) -> None:
    found = ChangeProposal.propose(
        clause, by=cast.noor, changes=[added("De gemeente betaalt.", "municipality")]
    )
    found.take_over(by=cast.wouter, revision=1)
    assert lines(draft_of(running))[2] == ("De gemeente betaalt.", "")


def test_a_line_is_taken_out(cast: Cast, running: AgreementVersion, clause: Clause) -> None:
    propose(clause, "", by=cast.noor, nth=1).take_over(by=cast.wouter, revision=1)
    assert [text for text, _kind in lines(draft_of(running))] == ["Vrijdag tot 22.00 uur."]


def test_a_second_one_on_the_same_line_is_asked_about_with_both_texts(
    cast: Cast, client: Client, running: AgreementVersion, clause: Clause
) -> None:
    one = propose(clause, "Vrijdag tot 23.00 uur.", by=cast.noor)
    two = propose(clause, "Vrijdag tot 21.00 uur.", by=cast.police)
    client.force_login(cast.wouter.user)
    address = reverse("take_over_text", args=[one.pk])
    response = client.post(address, {"revision": "1"})
    draft = draft_of(running)
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("write", args=[draft.pk]) + f"#{clause.key}"
    response = client.post(reverse("take_over_text", args=[two.pk]), {"revision": "1"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Vrijdag tot 23.00 uur." in html and "Vrijdag tot 21.00 uur." in html
    assert 'name="revision" value="2"' in html
    two.refresh_from_db()
    assert two.is_open and lines(draft)[0][0] == "Vrijdag tot 23.00 uur."


@pytest.mark.parametrize(
    ("how", "texts"),
    [
        ("replace", ["Vrijdag tot 21.00 uur.", "De verwarming is aan."]),
        (
            "beside",
            ["Vrijdag tot 23.00 uur.", "De verwarming is aan.", "Vrijdag tot 21.00 uur."],
        ),
    ],
)
def test_after_looking_one_chooses_and_nothing_is_lost(
    cast: Cast,
    client: Client,
    running: AgreementVersion,
    clause: Clause,
    how: str,
    texts: list[str],
) -> None:
    two = propose(clause, "Vrijdag tot 21.00 uur.", by=cast.police)
    propose(clause, "Vrijdag tot 23.00 uur.", by=cast.noor).take_over(by=cast.wouter, revision=1)
    client.force_login(cast.wouter.user)
    address = reverse("take_over_text", args=[two.pk])
    assert client.post(address, {"revision": "2"}).status_code == 409, "the line says other words"
    assert client.post(address, {"revision": "2", "how": how}).status_code == 302
    assert [text for text, _kind in lines(draft_of(running))] == texts


def test_a_clause_that_changed_since_it_was_seen_is_looked_at_first(
    cast: Cast, running: AgreementVersion, clause: Clause
) -> None:
    """Also when what was proposed touches no line that changed, and whatever was chosen before."""
    draft = running.agreement.start_version(by=cast.wouter)
    there = draft.clauses.get()
    kept = [row.as_line() for row in there.commitments.all()]
    there.rewrite(revision=1, heading="Wanneer?", lines=[*kept, line("Nooit op zondag.")])
    found = ChangeProposal.propose(clause, by=cast.noor, changes=[added("Ook op zondag.")])
    for how in How:
        with pytest.raises(TakeOverConflict) as caught:
            found.take_over(by=cast.wouter, revision=1, how=how)
    assert caught.value.revision == 2 and len(caught.value.lines) == 3
    found.take_over(by=cast.wouter, revision=2)
    assert len(lines(draft)) == 4


def test_a_conflict_leaves_no_half_begun_version(
    cast: Cast, running: AgreementVersion, clause: Clause
) -> None:
    found = propose(clause, "Zaterdag.", by=cast.noor)
    with pytest.raises(TakeOverConflict):
        found.take_over(by=cast.wouter, revision=9)
    assert running.agreement.versions.count() == 1


def test_of_a_draft_of_the_other_side_one_hears_that_it_is_there(
    cast: Cast, client: Client, running: AgreementVersion, clause: Clause
) -> None:
    draft = running.agreement.start_version(by=cast.wouter)
    found = propose(clause, "Zaterdag.", by=cast.noor)
    cast.sit(client, cast.dex)
    response = client.post(reverse("take_over_text", args=[found.pk]), {"revision": "1"})
    assert response.status_code == 409
    assert "De gemeente is al bezig met een nieuwe versie." in response.content.decode()
    assert lines(draft)[0][0] == "Vrijdag tot 22.00 uur."
    draft.open_draft(by=cast.wouter)
    response = client.post(reverse("take_over_text", args=[found.pk]), {"revision": "1"})
    assert response.status_code == 302 and lines(draft)[0][0] == "Zaterdag."


def test_another_party_takes_nothing_over(cast: Cast, client: Client, clause: Clause) -> None:
    found = propose(clause, "Zaterdag.", by=cast.police)
    client.force_login(cast.police.user)
    address = reverse("take_over_text", args=[found.pk])
    assert client.post(address, {"revision": "1"}).status_code == 403


def test_a_clause_that_was_taken_out_of_the_draft_refuses(
    cast: Cast, running: AgreementVersion, clause: Clause
) -> None:
    draft = running.agreement.start_version(by=cast.wouter)
    draft.clauses.get().remove()
    found = propose(clause, "Zaterdag.", by=cast.noor)
    with pytest.raises(Refused, match="niet meer in het concept"):
        found.take_over(by=cast.wouter, revision=1)
    assert ChangeProposal.objects.get().is_open


def test_more_lines_than_fit_are_refused(
    cast: Cast, running: AgreementVersion, clause: Clause
) -> None:
    many = [added(f"Regel {n}.") for n in range(MOST_LINES)]
    found = ChangeProposal.propose(clause, by=cast.noor, changes=many)
    with pytest.raises(Refused, match="Er passen niet zo veel regels"):
        found.take_over(by=cast.wouter, revision=1)


def test_a_proposal_is_taken_over_once(cast: Cast, clause: Clause) -> None:
    found = propose(clause, "Zaterdag.", by=cast.noor)
    found.take_over(by=cast.wouter, revision=1)
    for verb in (
        lambda: found.take_over(by=cast.wouter, revision=2),
        lambda: found.decline(by=cast.wouter, because="Nee."),
        lambda: found.withdraw(by=cast.noor),
        lambda: found.support(by=cast.dex),
        lambda: found.unsupport(by=cast.dex),
    ):
        with pytest.raises(Refused):
            verb()


def test_a_hidden_text_is_not_taken_over(cast: Cast, clause: Clause) -> None:
    found = propose(clause, "Zaterdag.", by=cast.noor)
    found.hide(by=cast.dex, because="dit is gemeen")
    with pytest.raises(Refused, match="verborgen"):
        found.take_over(by=cast.wouter, revision=1)


def test_the_draft_and_later_versions_say_who_proposed_it(
    cast: Cast, client: Client, running: AgreementVersion, clause: Clause
) -> None:
    propose(clause, "Zaterdag.", by=cast.noor).take_over(by=cast.wouter, revision=1)
    draft = draft_of(running)
    client.force_login(cast.wouter.user)
    words = "Voorgesteld door de groep"
    assert words in client.get(reverse("write", args=[draft.pk])).content.decode()
    draft.propose(by=cast.wouter)
    assert words in client.get(reverse("version", args=[draft.pk])).content.decode()
    assert words not in client.get(reverse("version", args=[running.pk])).content.decode()
    later = draft.agreement.start_version(by=cast.wouter)
    later.propose(by=cast.wouter)
    assert words in client.get(reverse("version", args=[later.pk])).content.decode()
    last = draft.agreement.start_version(by=cast.wouter)
    there = last.clauses.get()
    there.rewrite(revision=1, heading="Wanneer?", lines=[line("Zondag.")])
    last.propose(by=cast.wouter)
    html = client.get(reverse("version", args=[last.pk])).content.decode()
    assert words not in html, "the words of the group do not stand there any more"


def test_what_was_taken_into_a_draft_that_is_thrown_away_is_open_again(
    cast: Cast, running: AgreementVersion, clause: Clause
) -> None:
    found = propose(clause, "Zaterdag.", by=cast.noor)
    found.take_over(by=cast.wouter, revision=1)
    draft_of(running).withdraw(by=cast.wouter)
    found.refresh_from_db()
    assert (found.status, found.taken_into, found.decided_at) == ("open", None, None)
    found.take_over(by=cast.wouter, revision=1)
    assert draft_of(running).number == 3


def test_a_withdrawn_text_that_lives_on_in_a_copy_opens_nothing_again(
    cast: Cast, running: AgreementVersion, clause: Clause
) -> None:
    found = propose(clause, "Zaterdag.", by=cast.noor)
    found.take_over(by=cast.wouter, revision=1)
    draft = draft_of(running)
    draft.propose(by=cast.wouter)
    running.agreement.start_version(by=cast.wouter)
    draft.withdraw(by=cast.wouter)
    found.refresh_from_db()
    assert found.status == "taken_over"


def test_the_database_keeps_what_a_decision_must_say(cast: Cast, clause: Clause) -> None:
    found = propose(clause, "Zaterdag.", by=cast.noor)
    rows = ChangeProposal.objects.filter(pk=found.pk)
    for wrong in (
        {"status": "taken_over", "decided_at": found.at},
        {"status": "declined", "decided_at": found.at, "declined_because": ""},
        {"status": "withdrawn", "decided_at": None},
        {"taken_into": clause.version_id},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_a_person_in_it_stays_a_reference(
    cast: Cast, running: AgreementVersion, clause: Clause
) -> None:
    propose(clause, f"{{@{cast.dex.pk}}} opent.", by=cast.noor).take_over(
        by=cast.wouter, revision=1
    )
    assert lines(draft_of(running))[0][0] == f"{{@{cast.dex.pk}}} opent."


def test_changing_a_line_that_is_gone_adds_it_after_asking(
    cast: Cast, running: AgreementVersion, clause: Clause
) -> None:
    draft = running.agreement.start_version(by=cast.wouter)
    found = ChangeProposal.propose(
        clause, by=cast.noor, changes=[change(clause, "De kachel is aan.", nth=1)]
    )
    there = draft.clauses.get()
    there.rewrite(revision=1, heading="Wanneer?", lines=[there.commitments.all()[0].as_line()])
    with pytest.raises(TakeOverConflict):
        found.take_over(by=cast.wouter, revision=2)
    found.take_over(by=cast.wouter, revision=2, how=How.REPLACE)
    assert lines(draft)[-1] == ("De kachel is aan.", "")
