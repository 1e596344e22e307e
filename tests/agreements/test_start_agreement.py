"""Beginning an agreement: from a template or empty, once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.library import TEMPLATES
from agreements.models import Agreement, TemplateVersion
from initiatives.models import Event, Side
from tests.conftest import Cast
from tests.factories import make_template


def start(client: Client, cast: Cast, **fields: Any) -> Any:
    data = {"title": "Gebruik van De Kelder", "template": "building_use", **fields}
    return client.post(reverse("start_agreement", args=[cast.club.pk]), data)


def test_the_template_comes_with_its_clauses(cast: Cast, official: Client) -> None:
    response = start(official, cast)
    version = Agreement.objects.get().versions.get()
    assert response.headers["Location"] == reverse("write", args=[version.pk])
    assert version.clauses.count() == len(TEMPLATES["building_use"].clauses)
    assert "{naam groep}" in version.purpose
    assert (version.began_side, version.is_open) == (Side.MUNICIPALITY, False)
    assert Event.objects.filter(verb="agreement_started", by=cast.wouter).count() == 1


def test_it_remembers_which_text_it_began_with(cast: Cast, official: Client) -> None:
    start(official, cast)
    agreement = Agreement.objects.get()
    assert (agreement.template_key, agreement.template_number) == ("building_use", 0)
    body = official.get(reverse("write", args=[agreement.versions.get().pk])).content.decode()
    assert "Begonnen met het sjabloon “Gebruik van een gebouw”." in body


def test_a_text_of_a_coordinator_counts_and_is_named(cast: Cast, official: Client) -> None:
    draft = make_template("Boomspiegels", by=cast.manager)
    address = reverse("start_agreement", args=[cast.club.pk])
    assert "Boomspiegels" not in official.get(address).content.decode(), "not published yet"
    draft.publish(by=cast.manager)
    assert "Boomspiegels" in official.get(address).content.decode()
    start(official, cast, template=draft.key)
    agreement = Agreement.objects.get()
    assert (agreement.template_key, agreement.template_number) == (draft.key, 1)
    version = agreement.versions.get()
    assert [clause.key for clause in version.clauses.all()] == ["green_water"]
    line = version.clauses.get().commitments.get()
    assert (line.key, line.party, line.kind) == ("green_water-1", "municipality", "")
    body = official.get(reverse("write", args=[version.pk])).content.decode()
    assert "Begonnen met het sjabloon “Boomspiegels”, tekst 1." in body


def test_what_was_taken_off_the_list_cannot_be_chosen(cast: Cast, official: Client) -> None:
    TemplateVersion.offer(TEMPLATES["activity"], by=cast.manager, is_offered=False)
    assert start(official, cast, template="activity").status_code == 422
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("key", TEMPLATES)
def test_every_standard_template_makes_a_draft(cast: Cast, official: Client, key: str) -> None:
    start(official, cast, template=key)
    version = Agreement.objects.get().versions.get()
    made = [clause.key for clause in version.clauses.all()]
    assert made == [clause.key for clause in TEMPLATES[key].clauses]
    assert official.get(reverse("write", args=[version.pk])).status_code == 200


def test_empty_is_empty(cast: Cast, official: Client) -> None:
    start(official, cast, template="empty")
    assert not Agreement.objects.get().versions.get().clauses.exists()


def test_a_seat_begins_one_for_the_group(cast: Cast) -> None:
    client = cast.sit(Client(), cast.noor)
    body = client.get(reverse("start_agreement", args=[cast.club.pk])).content.decode()
    assert "alleen de groep en de begeleiding" in body
    start(client, cast)
    version = Agreement.objects.get().versions.get()
    assert (version.began_side, version.began_by) == (Side.GROUP, cast.noor)


def test_a_form_sent_twice_makes_one(cast: Cast, official: Client) -> None:
    first, second = start(official, cast), start(official, cast)
    assert first.headers["Location"] == second.headers["Location"]
    assert Agreement.objects.count() == Event.objects.filter(verb="agreement_started").count() == 1


def test_another_title_another_person_or_later_makes_another(cast: Cast, official: Client) -> None:
    start(official, cast)
    start(official, cast, title="De tuin")
    start(cast.sit(Client(), cast.noor), cast)
    assert Agreement.objects.count() == 3
    Agreement.objects.update(started_at=timezone.now() - timedelta(minutes=2))
    start(official, cast)
    assert Agreement.objects.count() == 4


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, "Vul dit in."),
        ({"title": "   "}, "Vul dit in."),
        ({"title": "x" * 81}, "81 tekens. Er passen er 80."),
        ({"title": "a\x00b"}, "onzichtbaar teken"),
        ({"title": "Van {@Noor}"}, "Noem hier niemand met"),
        ({"template": ""}, "Kies waar je mee begint."),
        ({"template": "bestaat-niet"}, "Selecteer"),
    ],
)
def test_a_bad_form_says_so_and_keeps_what_was_typed(
    cast: Cast, official: Client, fields: dict[str, str], sentence: str
) -> None:
    response = start(official, cast, **fields)
    assert response.status_code == 422
    body = response.content.decode()
    assert sentence in body
    if "title" not in fields:
        assert 'value="Gebruik van De Kelder"' in body
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("title", ["x" * 80, "🙂", "שלום", "<script>alert(1)</script>"])
def test_strange_titles_are_kept_as_text(cast: Cast, official: Client, title: str) -> None:
    response = start(official, cast, title=title, template="empty")
    assert Agreement.objects.get().title == title
    body = official.get(response.headers["Location"]).content.decode()
    assert "<script>alert" not in body


def test_only_both_sides_begin_one(cast: Cast) -> None:
    police = Client()
    police.force_login(cast.police.user)
    assert start(police, cast).status_code == 403
    assert start(cast.read(Client()), cast).status_code == 403
    stranger = Client()
    stranger.force_login(cast.resident)
    assert start(stranger, cast).status_code == 404
    assert not Agreement.objects.exists()
