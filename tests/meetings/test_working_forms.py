"""The catalogue of working forms: open to all, and what fits comes first."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaItem
from meetings.working_forms import BY_CODE, WORKING_FORMS, fitting


def test_every_form_says_how_it_goes_and_has_a_code_of_its_own() -> None:
    assert len(BY_CODE) == len(WORKING_FORMS) == 16
    longest = AgendaItem._meta.get_field("working_form").max_length
    for form in WORKING_FORMS:
        assert form.name and form.how and len(form.code) <= (longest or 0)
        assert form.minutes[0] <= form.minutes[1] and form.people[0] <= form.people[1]


@pytest.mark.parametrize(
    ("minutes", "people", "fits", "does_not"),
    [
        (5, None, "check_in", "keep_start_stop"),
        (20, 3, "keep_start_stop", "swap_chairs"),
        (30, 30, "check_in", "swap_chairs"),
        (120, 7, "dialogue_table", "theme_meeting"),
        (None, None, "dialogue_table", None),
    ],
)
def test_a_form_fits_by_time_and_people(
    minutes: int | None, people: int | None, fits: str, does_not: str | None
) -> None:
    found = [form.code for form in fitting(minutes, people)]
    assert fits in found and does_not not in found


@pytest.mark.django_db
def test_the_page_is_open_and_puts_what_fits_first(client: Client) -> None:
    page = client.get(reverse("working_forms"), {"minuten": "20", "mensen": "3"}).content.decode()
    first, rest = page.split("Meer tijd, of een andere groep")
    assert "Houden, stoppen, beginnen" in first and "Dialoogtafel" in rest
    for asked in ("0", "-3", "x", "9" * 40, "٣"):
        response = client.get(reverse("working_forms"), {"minuten": asked, "mensen": asked})
        assert response.status_code == 200
