"""Templates as a coordinator manages them: the list, the texts of each, and what is offered."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from agreements import templates
from agreements.library import EMPTY, TEMPLATES
from agreements.models import Agreement, TemplateVersion
from agreements.models import template as template_module
from initiatives.states import Refused
from tests.conftest import Cast
from tests.factories import make_manager, make_template

STANDARD = TEMPLATES["activity"]


@pytest.fixture
def manager(cast: Cast) -> User:
    return cast.manager


@pytest.fixture
def client(manager: User) -> Client:
    client = Client()
    client.force_login(manager)
    return client


def page(client: Client, name: str, *args: Any) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def published(key: str = "activity", *, by: User, name: str = "") -> TemplateVersion:
    """The next text of `key`, published."""
    text = templates.text_of(key)
    assert text
    draft = TemplateVersion.draft_of(text, by=by)
    if name:
        draft.save_head(by=by, revision=1, name=name, about="", purpose="")
    draft.publish(by=by)
    return draft


def test_the_list_shows_the_standard_ones_and_empty_without_a_link(client: Client) -> None:
    body = page(client, "templates")
    for key, template in TEMPLATES.items():
        assert str(template.name) in body
        assert (reverse("template", args=[key]) in body) == (key != EMPTY)
    assert body.count("Standaardtekst") == len(TEMPLATES) - 1
    assert "Altijd te kiezen." in body


def test_changing_one_begins_a_draft_that_counts_once_it_is_published(
    client: Client, manager: User
) -> None:
    address = reverse("draft_template", args=["activity"])
    response = client.post(address)
    draft = TemplateVersion.objects.get()
    assert response.headers["Location"] == reverse("write_template", args=[draft.pk])
    assert (draft.key, draft.number, draft.name) == ("activity", 1, str(STANDARD.name))
    assert draft.as_template().clauses == STANDARD.clauses
    # A second tap leads to the same draft.
    assert client.post(address).headers["Location"] == response.headers["Location"]
    assert TemplateVersion.objects.count() == 1
    assert templates.text_of("activity") == STANDARD, "a draft does not count yet"
    assert "concept" in page(client, "templates")

    draft.save_head(by=manager, revision=1, name="Feest", about="Voor feest.", purpose="Samen.")
    client.post(reverse("publish_template", args=[draft.pk]))
    text = templates.text_of("activity")
    assert text and (text.name, text.number, text.purpose) == ("Feest", 1, "Samen.")
    body = page(client, "template", "activity")
    assert "Tekst 1" in body and reverse("template_text", args=["activity", 0]) in body


def test_publishing_twice_is_once_and_the_text_is_frozen(client: Client, manager: User) -> None:
    draft = make_template(by=manager)
    address = reverse("publish_template", args=[draft.pk])
    assert client.post(address).status_code == client.post(address).status_code == 302
    at = TemplateVersion.objects.get().published_at
    draft.publish(by=manager)
    assert TemplateVersion.objects.get().published_at == at
    clause = draft.clauses.get()
    line = clause.as_lines()
    for verb in (
        lambda: draft.save_head(by=manager, revision=1, name="x", about="", purpose=""),
        lambda: draft.add_clause(by=manager, heading="x?"),
        lambda: draft.discard(by=manager),
        lambda: clause.rewrite(by=manager, revision=1, heading="x?", lines=line),
        lambda: clause.move(by=manager, up=True),
        lambda: clause.remove(by=manager),
    ):
        with pytest.raises(Refused, match="al gepubliceerd"):
            verb()
    assert templates.text_of(draft.key) == draft.as_template()


def test_an_empty_template_or_clause_is_not_published(client: Client, manager: User) -> None:
    draft = TemplateVersion.begin(by=manager, name="Leeg")
    address = reverse("publish_template", args=[draft.pk])
    response = client.post(address)
    assert response.status_code == 409 and "Er staat nog niets in." in response.content.decode()
    draft.add_clause(by=manager, heading="Wie doet het?")
    response = client.post(address)
    assert response.status_code == 409
    assert "Bij “Wie doet het?” staat nog niets." in response.content.decode()
    assert TemplateVersion.objects.get().is_draft


def test_earlier_texts_stay_and_can_be_gone_back_to(client: Client, manager: User) -> None:
    published(by=manager, name="Eerste")
    published(by=manager, name="Tweede")
    assert "Eerste" in page(client, "template_text", "activity", 1)
    assert str(STANDARD.name) in page(client, "template_text", "activity", 0)
    body = page(client, "template", "activity")
    assert "Tweede" in body and reverse("template_text", args=["activity", 1]) in body
    client.post(reverse("draft_template", args=["activity"]), {"number": "0"})
    draft = TemplateVersion.objects.drafts().get()
    assert (draft.number, draft.as_template().clauses) == (3, STANDARD.clauses)
    # There is one draft at a time, and an unfinished one is not thrown away by accident.
    response = client.post(reverse("draft_template", args=["activity"]), {"number": "1"})
    assert response.status_code == 409
    assert "Er is al een concept." in response.content.decode()
    assert "Er is al een concept." in page(client, "template_text", "activity", 1)
    client.post(reverse("discard_template", args=[draft.pk]))
    assert not TemplateVersion.objects.drafts().exists()
    assert templates.text_of("activity", 2)


def test_off_the_list_is_not_offered_and_stays_off_when_it_changes(
    client: Client, manager: User, cast: Cast
) -> None:
    address = reverse("offer_template", args=["activity"])
    client.post(address, {"is_offered": "no"})
    assert "activity" not in [offer.key for offer in templates.offered()]
    assert "niet te kiezen" in page(client, "templates")
    kept = TemplateVersion.objects.get()
    assert kept.as_template().clauses == STANDARD.clauses, "a copy keeps that it is off"
    published(by=manager, name="Anders")
    assert "activity" not in [offer.key for offer in templates.offered()]
    client.post(address, {"is_offered": "yes"})
    assert "activity" in [offer.key for offer in templates.offered()]
    # Agreements that began with it say so still.
    Agreement.start(cast.club, by=cast.wouter, title="Feest", template="activity")
    assert Agreement.objects.get().template_number == 2


def test_taking_off_while_somebody_writes_waits_for_that_draft(
    client: Client, manager: User
) -> None:
    client.post(reverse("draft_template", args=["activity"]))
    response = client.post(reverse("offer_template", args=["activity"]), {"is_offered": "no"})
    assert response.status_code == 409
    assert "activity" in [offer.key for offer in templates.offered()]


def test_one_of_your_own_begins_empty_and_twice_is_once(client: Client) -> None:
    address = reverse("start_template")
    first = client.post(address, {"name": "Moestuin"})
    second = client.post(address, {"name": "Moestuin"})
    assert first.headers["Location"] == second.headers["Location"]
    draft = TemplateVersion.objects.get()
    assert (draft.key, draft.number, draft.is_draft) == ("own_1", 1, True)
    client.post(address, {"name": "Straatspeeldag"})
    assert sorted(TemplateVersion.objects.values_list("key", flat=True)) == ["own_1", "own_2"]
    body = page(client, "templates")
    assert "nog niet gepubliceerd" in body and "Moestuin" in body
    assert "own_1" not in [offer.key for offer in templates.offered()]
    assert client.get(reverse("template", args=["own_1"])).status_code == 404


def test_there_are_never_more_than_one_can_choose_from(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template_module, "MOST_TEMPLATES", 1)
    client.post(reverse("start_template"), {"name": "Een"})
    response = client.post(reverse("start_template"), {"name": "Twee"})
    assert response.status_code == 409
    assert 'value="Twee"' in response.content.decode(), "what was typed stays"
    assert TemplateVersion.objects.count() == 1


@pytest.mark.parametrize("key", ["bestaat-niet", EMPTY, "own_9"])
def test_what_is_no_template_is_not_there(client: Client, key: str) -> None:
    for name in ("template", "draft_template", "offer_template"):
        send = client.get if name == "template" else client.post
        assert send(reverse(name, args=[key])).status_code == 404
    assert client.get(reverse("template_text", args=["activity", 7])).status_code == 404


def test_empty_is_always_offered_and_last(manager: User) -> None:
    make_template(by=manager).publish(by=manager)
    offers = templates.offered()
    assert [offer.key for offer in offers][-2:] == ["own_1", EMPTY]


def test_only_a_coordinator_changes_anything(cast: Cast) -> None:
    draft = make_template()
    by = cast.elsewhere
    for verb in (
        lambda: TemplateVersion.begin(by=by, name="x"),
        lambda: TemplateVersion.draft_of(STANDARD, by=by),
        lambda: TemplateVersion.offer(STANDARD, by=by, is_offered=False),
        lambda: draft.publish(by=by),
        lambda: draft.discard(by=by),
        lambda: draft.add_clause(by=by, heading="x?"),
    ):
        with pytest.raises(PermissionDenied):
            verb()


def test_the_menu_of_a_coordinator_leads_there(client: Client, cast: Cast) -> None:
    link = f'<a href="{reverse("templates")}">'
    assert link in page(client, "start")
    other = Client()
    other.force_login(cast.elsewhere)
    assert link not in page(other, "start")


@pytest.mark.parametrize("many", [1, 10])
def test_queries_do_not_grow(client: Client, many: int, django_assert_max_num_queries: Any) -> None:
    by = make_manager()
    for n in range(many):
        make_template(f"Sjabloon {n}", by=by).publish(by=by)
        published(by=by, name=f"Tekst {n}")
    own = TemplateVersion.objects.filter(key="own_1").get()
    with django_assert_max_num_queries(8):
        page(client, "templates")
    with django_assert_max_num_queries(8):
        page(client, "template", "activity")
    with django_assert_max_num_queries(8):
        page(client, "template_text", own.key, 1)
    with django_assert_max_num_queries(3):
        templates.text_of("activity")
    with django_assert_max_num_queries(1):
        templates.offered()


def test_who_wrote_a_text_is_said_to_coordinators_only(client: Client, manager: User) -> None:
    published(by=manager)
    assert manager.name in re.sub(
        r"<header.*?</header>", "", page(client, "template", "activity"), flags=re.DOTALL
    )
