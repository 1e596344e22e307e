"""What stands on the card, changed by either side."""

import pytest
from django.urls import reverse

from initiatives.models import Event
from tests.initiatives.conftest import NAUGHTY, text_of

# What the page holds besides what is typed: each field as it was when the page was opened.
BEFORE = {
    "initial-name": "Chillclub De Kelder",
    "initial-sentence": "Een eigen plek.",
    "initial-neighbourhood": "",
    "initial-headcount": "12",
    "initial-kind": "other",
    "initial-status": "active",
}
SAME = {key.removeprefix("initial-"): value for key, value in BEFORE.items()}


@pytest.fixture
def path(cast):
    return reverse("edit_initiative", args=[cast.club.pk])


def test_the_page_holds_what_the_test_thinks(as_, cast, path):
    page = text_of(as_(cast.samira).get(path))
    for key, value in BEFORE.items():
        assert f'name="{key}"' in page
        assert not value or f'value="{value}"' in page


@pytest.mark.parametrize("person", ["noor", "samira", "wouter"])
def test_both_sides_may(as_, cast, path, person):
    client = as_(getattr(cast, person))
    response = client.post(path, {**BEFORE, **SAME, "headcount": "15", "neighbourhood": "Veld"})
    assert response.status_code == 303
    assert client.get(response["Location"]).status_code == 200
    cast.club.refresh_from_db()
    assert cast.club.headcount == 15
    assert cast.club.neighbourhood.name == "Veld"
    assert Event.objects.filter(verb="initiative_changed").count() == 1


def test_others_may_not(as_, cast, path, client):
    assert as_(cast.police).post(path, {**BEFORE, **SAME}).status_code == 403
    assert as_().post(path, {**BEFORE, **SAME}).status_code == 403
    assert as_(cast.gardener).post(path, {**BEFORE, **SAME}).status_code == 404
    client.force_login(cast.elsewhere)
    assert client.post(path, {**BEFORE, **SAME}).status_code == 403


def test_nothing_changed_is_no_event(as_, cast, path):
    as_(cast.samira).post(path, {**BEFORE, **SAME})
    assert not Event.objects.filter(verb="initiative_changed").exists()


def test_two_people_who_change_two_fields_lose_neither(as_, cast, path):
    as_(cast.samira).post(path, {**BEFORE, **SAME, "headcount": "15"})
    as_(cast.wouter).post(path, {**BEFORE, **SAME, "sentence": "Een warme plek."})
    cast.club.refresh_from_db()
    assert (cast.club.headcount, cast.club.sentence) == (15, "Een warme plek.")


def test_who_changes_the_same_field_second_sees_both_and_may_still_save(as_, cast, path):
    as_(cast.samira).post(path, {**BEFORE, **SAME, "sentence": "Van Samira."})
    wouter = as_(cast.wouter)
    response = wouter.post(path, {**BEFORE, **SAME, "sentence": "Van Wouter."})
    assert response.status_code == 409
    page = text_of(response)
    assert "Van Samira." in page
    assert "Van Wouter." in page
    cast.club.refresh_from_db()
    assert cast.club.sentence == "Van Samira."
    again = {**BEFORE, **SAME, "sentence": "Van Wouter.", "initial-sentence": "Van Samira."}
    assert f'value="{again["initial-sentence"]}"' in page, "the form itself can be sent again"
    assert wouter.post(path, again).status_code == 303
    cast.club.refresh_from_db()
    assert cast.club.sentence == "Van Wouter."


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Vul dit in."),
        ({"name": "x" * 10_000}, "Er passen er 80."),
        ({"headcount": "0"}, "van 1 of meer"),
        ({"status": "weg"}, "weg"),
        ({"kind": "raar"}, "raar"),
    ],
)
def test_bad_input_says_what(as_, cast, path, fields, sentence):
    response = as_(cast.samira).post(path, {**BEFORE, **SAME, **fields})
    assert response.status_code == 422
    assert sentence in text_of(response)


@pytest.mark.parametrize("text", NAUGHTY)
@pytest.mark.parametrize("field", ["name", "sentence", "neighbourhood", "headcount", "status"])
def test_strange_texts_do_no_harm(as_, cast, path, field, text):
    response = as_(cast.samira).post(path, {**BEFORE, **SAME, field: text}, follow=True)
    assert response.status_code in (200, 422)
    assert "<script>alert" not in text_of(response)


@pytest.mark.parametrize("text", NAUGHTY)
def test_strange_beginnings_do_no_harm(as_, cast, path, text):
    response = as_(cast.samira).post(path, {**SAME, "initial-name": text}, follow=True)
    assert response.status_code in (200, 409)
    assert "<script>alert" not in text_of(response)
