"""Why, until when, and when both sides look back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, AgreementVersion
from initiatives.models import DutyKind
from tests.conftest import Cast
from tests.factories import line

LINE = line("Samen.")


@pytest.fixture
def draft(cast: Cast) -> AgreementVersion:
    agreement = Agreement.start(cast.club, by=cast.wouter, title="De Kelder", template="empty")
    return agreement.versions.get()


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def send(client: Client, draft: AgreementVersion, **fields: Any) -> Any:
    data = {
        "revision": draft.revision,
        "title": "De Kelder",
        "purpose": "Een eigen plek.",
        "look_back_on": in_days(42),
        "ends_on": in_days(183),
        **fields,
    }
    return client.post(reverse("edit_head", args=[draft.pk]), data)


def test_six_weeks_and_half_a_year_are_offered(official: Client, draft: AgreementVersion) -> None:
    body = official.get(reverse("edit_head", args=[draft.pk])).content.decode()
    assert f'value="{in_days(42).isoformat()}"' in body
    assert f'value="{in_days(183).isoformat()}"' in body
    draft.refresh_from_db()
    assert draft.look_back_on is None, "offering is not choosing"


def test_everything_is_saved(official: Client, draft: AgreementVersion) -> None:
    response = send(
        official, draft, title="De Kelder en de tuin", purpose="Samen.",
        trial_until=in_days(90), trial_decider="de wijkregisseur", trial_then="verder",
    )  # fmt: skip
    assert response.status_code == 302
    draft = AgreementVersion.objects.get(pk=draft.pk)
    assert (draft.purpose, draft.agreement.title) == ("Samen.", "De Kelder en de tuin")
    assert (draft.look_back_on, draft.ends_on) == (in_days(42), in_days(183))
    assert (draft.trial_until, draft.trial_decider) == (in_days(90), "de wijkregisseur")
    assert draft.trial_then == "verder"


def test_a_draft_may_stay_without_any_of_it(official: Client, draft: AgreementVersion) -> None:
    response = send(official, draft, purpose="", look_back_on="", ends_on="")
    assert response.status_code == 302


def test_blanks_in_the_purpose_are_filled(cast: Cast, official: Client) -> None:
    agreement = Agreement.start(cast.club, by=cast.wouter, title="Gebouw", template="building_use")
    draft = agreement.versions.get()
    body = official.get(reverse("edit_head", args=[draft.pk])).content.decode()
    assert body.count('class="blank"') == 2
    send(
        official, draft, purpose=draft.purpose, blanks="{naam groep}{doel}",
        blank_0="De Kelder", blank_1="te chillen",
    )  # fmt: skip
    draft.refresh_from_db()
    assert draft.purpose.startswith(
        "Wij willen samen dat De Kelder een eigen plek heeft om te chillen."
    )


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "Vul dit in."),
        ({"title": "x" * 81}, "81 tekens. Er passen er 80."),
        ({"purpose": "x" * 401}, "401 tekens. Er passen er 400."),
        ({"purpose": "a\x00"}, "onzichtbaar teken"),
        ({"purpose": "Voor {@Noor}."}, "Noem hier niemand met"),
        ({"look_back_on": "0000-00-00"}, "Dit is geen dag."),
        ({"look_back_on": "morgen"}, "Dit is geen dag."),
        ({"ends_on": "9999-01-01"}, "Dat jaar kan niet kloppen."),
        ({"look_back_on": in_days(0)}, "Die dag is al voorbij."),
        ({"ends_on": in_days(-1)}, "Die dag is al voorbij."),
        ({"look_back_on": in_days(200)}, "Kijk terug voordat de afspraak afloopt."),
        ({"trial_until": in_days(30)}, "Kijk terug voordat de proef voorbij is."),
        ({"trial_until": in_days(190)}, "De proef duurt nu langer dan de afspraak."),
        ({"trial_decider": "de raad"}, "Kies tot wanneer de proef duurt."),
        ({"trial_then": "x" * 201}, "201 tekens. Er passen er 200."),
        ({"revision": ""}, "Dit formulier kwam niet goed aan."),
        ({"revision": "x"}, "Dit formulier kwam niet goed aan."),
    ],
)
def test_what_cannot_be_right_is_said_and_nothing_is_lost(
    official: Client, draft: AgreementVersion, fields: dict[str, Any], sentence: str
) -> None:
    response = send(official, draft, **{"purpose": "Mijn reden.", **fields})
    assert response.status_code == 422
    body = response.content.decode()
    assert sentence in body
    if "purpose" not in fields:
        assert "Mijn reden." in body
    before = draft.purpose
    draft.refresh_from_db()
    assert draft.purpose == before


def test_a_trial_may_come_instead_of_an_end(official: Client, draft: AgreementVersion) -> None:
    response = send(official, draft, ends_on="", trial_until=in_days(60))
    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.last_day == in_days(60)


def test_the_second_writer_sees_both(official: Client, draft: AgreementVersion) -> None:
    draft.save_head(revision=1, purpose="Hun reden.", title="Hun titel")
    response = send(official, draft, revision=1, purpose="Mijn reden.")
    assert response.status_code == 409
    body = response.content.decode()
    assert "Hun reden." in body and "Hun titel" in body
    assert body.count("Mijn reden.") == 2
    assert 'name="revision" value="2"' in body
    assert send(official, draft, revision=2, purpose="Mijn reden.").status_code == 302
    draft.refresh_from_db()
    assert draft.purpose == "Mijn reden."


def test_the_same_form_sent_twice_is_no_conflict(official: Client, draft: AgreementVersion) -> None:
    assert [send(official, draft, revision=1).status_code for _ in range(2)] == [302, 302]


def test_a_text_that_was_proposed_meanwhile_gives_the_typed_text_back(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    send(official, draft)
    draft.add_clause(heading="Vraag?").rewrite(revision=1, heading="Vraag?", lines=[LINE])
    draft.refresh_from_db()
    draft.propose(by=cast.wouter)
    response = send(official, draft, purpose="Te laat.")
    assert response.status_code == 409
    body = response.content.decode()
    assert "Deze tekst is al voorgesteld." in body and "Te laat." in body
    draft.refresh_from_db()
    assert draft.purpose == "Een eigen plek." and draft.has_valid_seal()


def test_the_title_stays_once_it_was_sealed(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    send(official, draft)
    draft.add_clause(heading="Vraag?").rewrite(revision=1, heading="Vraag?", lines=[LINE])
    draft.refresh_from_db()
    draft.propose(by=cast.wouter)
    second = draft.agreement.start_version(by=cast.wouter)
    assert (
        'name="title"' not in official.get(reverse("edit_head", args=[second.pk])).content.decode()
    )
    send(official, second, title="Stiekem anders")
    second.refresh_from_db()
    second.save_head(revision=second.revision, title="Stiekem anders")
    draft = AgreementVersion.objects.get(pk=draft.pk)
    assert draft.agreement.title == "De Kelder" and draft.has_valid_seal()


def test_contacts_are_shown_with_the_way_to_choose_them(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    address = reverse("edit_head", args=[draft.pk])
    body = official.get(address).content.decode()
    assert "Wouter de Graaf" in body and "dan via de begeleiding" in body
    assert reverse("people", args=[cast.club.pk]) in body
    cast.samira.take_duty(DutyKind.CONTACT, by=None)
    cast.wouter.drop_duty(DutyKind.CONTACT, by=None)
    body = official.get(address).content.decode()
    assert "Samira Bakali" in body and "Zonder vast gezicht kun je niet voorstellen." in body
