"""The small forms about an initiative: each a part, with both texts when two write at once."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from initiatives.forms.profile import PARTS
from initiatives.models import Event
from tests.initiatives.conftest import NAUGHTY, text_of

GOOD = {
    "wens": {"wish": "Een plek."},
    "kracht": {"strength": "Wij zijn snel."},
    "beslissen": {"decides_how": "Op vrijdag, met wie er is."},
    "wie-missen-we": {"missing": "De school."},
    "soort": {"kind": "youth", "initial-kind": "other"},
    "rechtsvorm": {"legal_form": "foundation", "initial-legal_form": "none"},
    "plek": {"place": "De kelder", "began_on": "2024-03"},
}


def path_of(cast, part: str) -> str:
    return reverse("edit_about", args=[cast.club.pk, part])


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("person", ["noor", "samira", "wouter", "police", None])
def test_who_may(as_, cast, part, person):
    of_group = part in ("wens", "kracht", "beslissen")
    may = person in (("noor", "samira") if of_group else ("noor", "samira", "wouter"))
    browser = as_(getattr(cast, person) if person else None)
    assert browser.get(path_of(cast, part)).status_code == (200 if may else 403)
    assert browser.post(path_of(cast, part), GOOD[part]).status_code == (303 if may else 403)
    cast.club.refresh_from_db()
    field, value = next(iter(GOOD[part].items()))
    assert (getattr(cast.club, field) == value) == may
    event = Event.objects.filter(verb=PARTS[part].verb)
    assert event.count() == (1 if may else 0)


def test_an_unknown_part_is_404(as_, cast):
    for part in ("naam", "shows_names", "wish", "status"):
        assert as_(cast.noor).get(path_of(cast, part)).status_code == 404


def test_a_part_takes_its_own_fields_only(as_, cast):
    as_(cast.noor).post(
        path_of(cast, "kracht"), {"strength": "Snel.", "wish": "Anders", "kind": "care"}
    )
    cast.club.refresh_from_db()
    assert (cast.club.strength, cast.club.wish, cast.club.kind) == ("Snel.", "", "other")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2024-03", date(2024, 3, 1)),
        ("03-2024", date(2024, 3, 1)),
        ("3/2024", date(2024, 3, 1)),
        ("Maart 2024", date(2024, 3, 1)),
        ("december 2019", date(2019, 12, 1)),
        ("17-03-2024", date(2024, 3, 1)),
        ("2024-03-17", date(2024, 3, 1)),
        ("1999", date(1999, 1, 1)),
        ("2026-11", date(2026, 11, 1)),
        ("", None),
    ],
)
@pytest.mark.at("2026-11-22 11:00")
def test_since_when_is_a_month(as_, cast, typed, kept):
    response = as_(cast.wouter).post(path_of(cast, "plek"), {"place": "Kelder", "began_on": typed})
    assert response.status_code == 303
    cast.club.refresh_from_db()
    assert cast.club.began_on == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2026-12", "Dit ligt in de toekomst."),
        ("2100-01", "Dit ligt in de toekomst."),
        ("1949-12", "Vul een jaar in vanaf 1950."),
        ("lang geleden", "Vul een maand en een jaar in, zoals maart 2024."),
        ("2024-13", "Vul een maand en een jaar in, zoals maart 2024."),
    ],
)
@pytest.mark.at("2026-11-22 11:00")
def test_a_month_that_cannot_be_says_so(as_, cast, typed, sentence):
    response = as_(cast.wouter).post(path_of(cast, "plek"), {"place": "Kelder", "began_on": typed})
    assert response.status_code == 422
    page = text_of(response)
    assert sentence in page and 'value="Kelder"' in page


def test_the_form_holds_what_stands_there(as_, cast):
    cast.club.change(by=cast.noor, place="Kelder", began_on=date(2024, 3, 1))
    page = text_of(as_(cast.noor).get(path_of(cast, "plek")))
    assert 'value="Kelder"' in page and 'value="03-2024"' in page
    same = {"place": "Kelder", "initial-place": "Kelder", "began_on": "2024-03",
            "initial-began_on": "2024-03-01"}  # fmt: skip
    before = Event.objects.count()
    assert as_(cast.noor).post(path_of(cast, "plek"), same).status_code == 303
    assert Event.objects.count() == before, "nothing changed is no event"


def test_two_who_write_at_once_are_shown_both_texts(as_, cast):
    path = path_of(cast, "kracht")
    opened = {"initial-strength": ""}
    as_(cast.noor).post(path, {**opened, "strength": "Van Noor.\n\nMet twee alinea’s."})
    response = as_(cast.samira).post(path, {**opened, "strength": "Van Samira."})
    assert response.status_code == 409
    page = text_of(response)
    assert "Van Noor." in page and "Van Samira." in page
    cast.club.refresh_from_db()
    assert cast.club.strength.startswith("Van Noor.")
    again = {"initial-strength": "Van Noor.\r\n\r\nMet twee alinea’s.", "strength": "Van Samira."}
    assert as_(cast.samira).post(path, again).status_code == 303
    cast.club.refresh_from_db()
    assert cast.club.strength == "Van Samira."


def test_a_double_press_is_one_change(as_, cast):
    for _ in range(2):
        form = {"strength": "Snel.", "initial-strength": ""}
        assert as_(cast.noor).post(path_of(cast, "kracht"), form).status_code == 303
    assert Event.objects.filter(verb="strength_written").count() == 1


def test_a_choice_in_a_conflict_is_shown_in_words(as_, cast):
    path = path_of(cast, "soort")
    as_(cast.noor).post(path, {"kind": "youth", "initial-kind": "other"})
    response = as_(cast.wouter).post(path, {"kind": "green", "initial-kind": "other"})
    assert response.status_code == 409
    conflict = text_of(response).split("Zo staat het er nu:")[1].split("Bewaar je opnieuw")[0]
    assert "jongeren" in conflict


def test_it_goes_back_to_where_it_came_from(as_, cast):
    noor = as_(cast.noor)
    page = text_of(noor.get(path_of(cast, "wens") + "?came_from=steps"))
    assert 'name="came_from" value="steps"' in page and "Later" in page
    from_steps = noor.post(path_of(cast, "wens"), {"wish": "A", "came_from": "steps"})
    assert from_steps["Location"] == reverse("next_steps", args=[cast.club.pk])
    other = noor.post(path_of(cast, "wens"), {"wish": "B", "initial-wish": "A", "came_from": "//x"})
    assert other["Location"] == reverse("about_initiative", args=[cast.club.pk]) + "#wens"


def test_no_legal_form_brings_no_warning_and_the_way_to_the_neutral_page(as_, cast):
    page = text_of(as_(cast.wouter).get(path_of(cast, "rechtsvorm")))
    assert reverse("forms_of_cooperation") in page
    assert "Geen is prima." in page
    assert page.index('value="none"') < page.index('value="informal_association"')


@pytest.mark.parametrize("text", NAUGHTY)
@pytest.mark.parametrize("part", PARTS)
def test_strange_texts_do_no_harm(as_, cast, part, text):
    form = dict.fromkeys(GOOD[part], text)
    response = as_(cast.samira).post(path_of(cast, part), form, follow=True)
    assert response.status_code in (200, 409, 422)
    assert "<script>alert" not in text_of(response)
