"""The life of a draft: opened, proposed, frozen, withdrawn, and begun again."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, AgreementVersion, Commitment
from agreements.models.version import HeadConflict
from agreements.readiness import NotReady
from agreements.states import Status
from initiatives.models import DutyKind, Event
from initiatives.states import Refused
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement


@pytest.fixture
def draft(cast: Cast) -> AgreementVersion:
    return make_agreement(cast.club, by=cast.wouter, title="De Kelder")


@pytest.fixture
def guide(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.samira.user)
    return client


def propose(client: Client, draft: AgreementVersion, **headers: str) -> Any:
    return client.post(reverse("propose", args=[draft.pk]), headers=headers)


def head(version: AgreementVersion, **fields: Any) -> None:
    AgreementVersion.objects.filter(pk=version.pk).update(**fields)


def today() -> Any:
    return timezone.localdate()


# What is missing ------------------------------------------------------------


def lose_official(cast: Cast, _draft: AgreementVersion) -> None:
    cast.wouter.drop_duty(DutyKind.CONTACT, by=None)


def lose_group(cast: Cast, _draft: AgreementVersion) -> None:
    cast.link.revoke(by=cast.samira)
    cast.samira.leave(by=None)


MISSING: dict[str, tuple[Any, str]] = {
    "purpose": (lambda _, d: head(d, purpose=" "), "Schrijf waarom jullie deze afspraak maken."),
    "blank in purpose": (lambda _, d: head(d, purpose="Om {doel}."), "waarom jullie dit afspreken"),
    "contact of the municipality": (lose_official, "het vaste gezicht van de gemeente"),
    "contact of the group": (lose_group, "De groep is nog niet te bereiken."),
    "look-back": (lambda _, d: head(d, look_back_on=None), "Kies wanneer jullie samen terugkijken"),
    "look-back today": (
        lambda _, d: head(d, look_back_on=today()),
        "De dag van terugkijken is voorbij.",
    ),
    "end": (lambda _, d: head(d, ends_on=None), "Kies tot wanneer de afspraak of de proef duurt."),
    "end passed": (
        lambda _, d: head(d, ends_on=today() - timedelta(days=1)),
        "De laatste dag is voorbij.",
    ),
    "look-back after the end": (
        lambda _, d: head(d, ends_on=d.look_back_on - timedelta(days=1)),
        "Terugkijken komt nu na de laatste dag.",
    ),
    "blank in the trial": (lambda _, d: head(d, trial_decider="{wie}"), "bij de proef"),
    "no clauses": (lambda _, d: d.clauses.all().delete(), "Er staat nog niets in de afspraak."),
    "empty clause": (lambda _, d: d.add_clause(heading="Leeg?"), "Bij “Leeg?” staat nog niets."),
    "blank": (
        lambda _, d: add_clause(d, "Tijd?", line("Om {tijd}.")),
        "Vul de lege plekken in bij “Tijd?”.",
    ),
    "blank in a reservation": (
        lambda _, d: add_clause(d, "Tijd?", line("Om zes uur.", reservation="{wat}")),
        "Vul de lege plekken in bij “Tijd?”.",
    ),
    "blank in a heading": (
        lambda _, d: add_clause(d, "Wat doet {wie}?", line("Niets.")),
        "Vul de lege plekken in bij “Wat doet {wie}?”.",
    ),
    "kind": (
        lambda _, d: add_clause(d, "Lampen?", line("De lampen komen.", "municipality")),
        "Zeg bij “Lampen?” of het informatie, voornemen of toezegging is.",
    ),
    "blank and kind": (
        lambda _, d: add_clause(d, "Lampen?", line("Op {dag}.", "municipality")),
        "Vul bij “Lampen?” de lege plekken in, en kies de soort van elke regel.",
    ),
}


@pytest.mark.parametrize("what", MISSING)
def test_proposing_is_refused_with_what_to_do(
    cast: Cast, official: Client, draft: AgreementVersion, what: str
) -> None:
    spoil, sentence = MISSING[what]
    assert draft.todos() == []
    spoil(cast, draft)
    draft.refresh_from_db()
    assert sentence in official.get(reverse("propose", args=[draft.pk])).content.decode()
    response = propose(official, draft)
    assert response.status_code == 422
    body = response.content.decode()
    assert "Voorstellen kan nog niet" in body and sentence in body
    draft.refresh_from_db()
    assert (draft.status, draft.seal) == (Status.DRAFT, "")
    with pytest.raises(NotReady) as caught:
        draft.propose(by=cast.wouter)
    assert len(caught.value.todos) == 1, "and nothing else is in the way"


def test_each_thing_to_do_leads_to_where_it_is_done(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    clause = add_clause(draft, "Tijd?", line("Om {tijd}."))
    head(draft, look_back_on=None)
    lose_official(cast, draft)
    body = propose(official, draft).content.decode()
    assert f'href="{reverse("edit_clause", args=[clause.pk])}"' in body
    assert f'href="{reverse("edit_head", args=[draft.pk])}#field-look_back_on"' in body
    assert f'href="{reverse("people", args=[cast.club.pk])}"' in body


def test_a_trial_needs_no_end(cast: Cast, draft: AgreementVersion) -> None:
    head(draft, ends_on=None, trial_until=today() + timedelta(days=90))
    draft.refresh_from_db()
    draft.propose(by=cast.wouter)
    assert draft.status == Status.PROPOSED


def test_a_refusal_of_htmx_is_the_part_with_the_list(
    official: Client, draft: AgreementVersion
) -> None:
    head(draft, purpose="")
    response = propose(official, draft, **{"HX-Request": "true"})
    assert response.status_code == 422
    assert "<html" not in response.content.decode()


# Proposed: frozen and sealed ------------------------------------------------------------


def test_proposing_freezes_seals_and_tells(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    response = propose(official, draft)
    assert response.headers["Location"] == reverse("version", args=[draft.pk])
    draft.refresh_from_db()
    assert draft.status == Status.PROPOSED and draft.is_open
    assert draft.has_valid_seal() and draft.proposed_by == cast.wouter
    assert Event.objects.filter(verb="version_proposed").count() == 1
    body = cast.read(Client()).get(reverse("version", args=[draft.pk])).content.decode()
    assert draft.seal in body and "Het zegel klopt" in body


def test_a_second_tap_is_told_and_changes_nothing(
    official: Client, draft: AgreementVersion
) -> None:
    propose(official, draft)
    draft.refresh_from_db()
    seal = draft.seal
    assert propose(official, draft).status_code == 409
    draft.refresh_from_db()
    assert draft.seal == seal
    assert Event.objects.filter(verb="version_proposed").count() == 1


def test_a_frozen_text_refuses_every_verb(cast: Cast, draft: AgreementVersion) -> None:
    draft.propose(by=cast.wouter)
    clause = draft.clauses.all()[0]
    verbs = [
        lambda: clause.rewrite(revision=clause.revision, heading="Anders", lines=[]),
        lambda: clause.move(up=False),
        clause.remove,
        lambda: draft.add_clause(heading="Nieuw?"),
        lambda: draft.save_head(revision=draft.revision, purpose="Anders"),
        lambda: draft.save_head(revision=draft.revision, title="Anders"),
        lambda: draft.open_draft(by=cast.wouter),
        lambda: draft.propose(by=cast.wouter),
    ]
    for verb in verbs:
        with pytest.raises(Refused) as refused:
            verb()
        assert not isinstance(refused.value, HeadConflict)
    draft.refresh_from_db()
    assert draft.has_valid_seal()


def test_the_seal_covers_every_field_of_a_line(cast: Cast, draft: AgreementVersion) -> None:
    draft.propose(by=cast.wouter)
    row = Commitment.objects.filter(clause__version=draft)[0]
    for field, value in {
        "text": "x", "party": "group", "party_name": "x", "kind": "promise", "reservation": "x",
        "decider": "x", "due_on": today(), "rhythm": "x",
    }.items():  # fmt: skip
        before = getattr(row, field)
        Commitment.objects.filter(pk=row.pk).update(**{field: value})
        assert not draft.has_valid_seal(), field
        Commitment.objects.filter(pk=row.pk).update(**{field: before})
        assert draft.has_valid_seal()


def test_the_page_says_what_happens_to_what_is_there_already(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    draft.propose(by=cast.wouter)
    second = draft.agreement.start_version(by=cast.wouter)
    body = official.get(reverse("propose", args=[second.pk])).content.decode()
    assert "Het voorstel dat er al ligt, versie 1, wordt ingetrokken." in body
    propose(official, second)
    draft.refresh_from_db()
    assert draft.status == Status.WITHDRAWN and draft.has_valid_seal()


def test_proposing_is_for_who_may_write_it(
    cast: Cast, guide: Client, draft: AgreementVersion
) -> None:
    assert propose(guide, draft).status_code == 404
    draft.open_draft(by=cast.wouter)
    assert propose(cast.read(Client()), draft).status_code == 403
    assert propose(guide, draft).status_code == 302, "either side proposes what both write"


# Opened to the other side ------------------------------------------------------------


def test_opening_a_draft_lets_the_other_side_write(
    cast: Cast, official: Client, guide: Client, draft: AgreementVersion
) -> None:
    clause = draft.clauses.all()[0]
    address = reverse("edit_clause", args=[clause.pk])
    assert guide.get(address).status_code == 404
    official.post(reverse("open_draft", args=[draft.pk]))
    official.post(reverse("open_draft", args=[draft.pk]))
    assert guide.get(address).status_code == 200
    assert Event.objects.filter(verb="draft_opened").count() == 1
    assert "Laat meelezen" not in official.get(reverse("write", args=[draft.pk])).content.decode()


# Taken back ------------------------------------------------------------------------------------


def test_a_proposal_is_withdrawn_after_asking_once(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    draft.propose(by=cast.wouter)
    address = reverse("withdraw", args=[draft.pk])
    assert "Trek je versie 1 in?" in official.get(address).content.decode()
    official.post(address)
    draft.refresh_from_db()
    assert draft.status == Status.WITHDRAWN
    assert official.post(address).status_code == 409
    assert official.get(address).headers["Location"] == reverse("version", args=[draft.pk])


def test_a_draft_is_thrown_away_by_who_writes_it(
    cast: Cast, official: Client, guide: Client, draft: AgreementVersion
) -> None:
    address = reverse("withdraw", args=[draft.pk])
    assert guide.post(address).status_code == 404
    assert "Gooi je dit concept weg?" in official.get(address).content.decode()
    official.post(address)
    draft.refresh_from_db()
    assert draft.status == Status.WITHDRAWN


# A new version ------------------------------------------------------------


def start(client: Client, agreement: Agreement, **fields: str) -> Any:
    return client.post(reverse("start_version", args=[agreement.pk]), fields)


def test_a_new_version_begins_as_a_copy_with_its_reason(
    cast: Cast, guide: Client, draft: AgreementVersion
) -> None:
    draft.propose(by=cast.wouter)
    response = start(guide, draft.agreement, reason="Vrijdag langer open.")
    second = draft.agreement.versions.get(number=2)
    assert response.headers["Location"] == reverse("write", args=[second.pk])
    body = guide.get(response.headers["Location"]).content.decode()
    assert "Vrijdag langer open." in body and "Samen doen we dit: 1." in body


def test_a_second_tap_goes_to_the_draft_that_is_there(
    cast: Cast, guide: Client, draft: AgreementVersion
) -> None:
    draft.propose(by=cast.wouter)
    first, second = start(guide, draft.agreement), start(guide, draft.agreement)
    assert first.headers["Location"] == second.headers["Location"]
    assert draft.agreement.versions.count() == 2


def test_a_draft_of_the_other_side_is_in_the_way_and_said_so(
    cast: Cast, official: Client, guide: Client, draft: AgreementVersion
) -> None:
    draft.propose(by=cast.wouter)
    start(official, draft.agreement)
    response = start(guide, draft.agreement, reason="Ons idee.")
    assert response.status_code == 409
    body = response.content.decode()
    assert "De gemeente is al bezig met een nieuwe versie." in body and "Ons idee." in body


@pytest.mark.parametrize("reason", ["x" * 201, "a\x00", "van {@Noor}"])
def test_a_bad_reason_says_so(
    cast: Cast, official: Client, draft: AgreementVersion, reason: str
) -> None:
    draft.propose(by=cast.wouter)
    response = start(official, draft.agreement, reason=reason)
    assert response.status_code == 422
    assert draft.agreement.versions.count() == 1


def test_without_a_proposed_text_there_is_nothing_to_go_on_with(
    official: Client, draft: AgreementVersion
) -> None:
    draft.withdraw(by=draft.began_by)
    assert start(official, draft.agreement).status_code == 409
