"""What is known of an organisation around the initiative, and who of us knows somebody there."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from initiatives.models import Event, Partner
from tests.factories import make_participant
from tests.initiatives.conftest import NAUGHTY, text_of


@pytest.fixture
def partner(cast):
    return Partner.add(cast.club, by=cast.wouter, name="Sportclub", kind="sport", role="leent uit")


@pytest.fixture
def path(partner):
    return reverse("edit_partner", args=[partner.pk])


def typed(partner: Partner, **changed: object) -> dict[str, object]:
    """The whole form as the page sends it, with what was there when it was opened."""
    names = ("name", "kind", "role", "stake", "influence", "approach", "decides")
    there = {name: getattr(partner, name) for name in names}
    there["decides_before"] = partner.decides_before or ""
    there["known_by"] = partner.known_by_id or ""
    before = {f"initial-{name}": value for name, value in there.items()}
    return {**there, **before, **changed}


def test_everything_about_it_is_kept(as_, cast, partner, path):
    form = typed(
        partner,
        stake="Geen schade aan het veld.",
        influence="much",
        approach="Elke maand bellen.",
        decides="Of wij op zondag mogen.",
        decides_before="2030-02-01",
        known_by=cast.samira.pk,
    )
    answer = as_(cast.noor).post(path, form)
    assert answer.status_code == 303
    partner.refresh_from_db()
    assert partner.stake == "Geen schade aan het veld."
    assert (partner.influence, partner.known_by) == ("much", cast.samira)
    assert partner.decides_before == date(2030, 2, 1)
    assert Event.objects.filter(verb="partner_changed", by=cast.noor).count() == 1


def test_the_same_again_changes_and_tells_nothing(as_, cast, partner, path):
    form = typed(partner, stake="Rust.")
    for _ in range(2):
        assert as_(cast.noor).post(path, form).status_code == 303
    assert Event.objects.filter(verb="partner_changed").count() == 1


def test_two_who_write_at_once_see_both_texts(as_, cast, partner, path):
    opened = typed(partner)
    partner.change(by=cast.wouter, stake="Rust.", known_by=cast.wouter)
    form = {**opened, "stake": "Geld.", "known_by": cast.samira.pk, "approach": "Bellen."}
    answer = as_(cast.noor).post(path, form)
    assert answer.status_code == 409
    page = text_of(answer)
    for words in ("Rust.", "Geld.", "Bellen.", "Wouter de Graaf (gemeente)"):
        assert words in page
    partner.refresh_from_db()
    assert (partner.stake, partner.approach) == ("Rust.", "")


def test_other_fields_can_be_changed_at_once(as_, cast, partner, path):
    opened = typed(partner)
    partner.change(by=cast.wouter, stake="Rust.")
    assert as_(cast.noor).post(path, {**opened, "approach": "Bellen."}).status_code == 303
    partner.refresh_from_db()
    assert (partner.stake, partner.approach) == ("Rust.", "Bellen.")


def test_a_day_needs_what_is_to_be_decided(as_, cast, partner, path):
    answer = as_(cast.noor).post(path, typed(partner, decides_before="2030-02-01"))
    assert answer.status_code == 422
    assert "Schrijf erbij wat er dan beslist moet zijn." in text_of(answer)


@pytest.mark.parametrize("day", ["2030-02-30", "morgen", "9999-12-31", "1066-01-01"])
def test_a_day_that_cannot_be_says_so(as_, cast, partner, path, day):
    form = typed(partner, decides="Het slot.", decides_before=day)
    answer = as_(cast.noor).post(path, form)
    assert answer.status_code == 422
    assert day in text_of(answer)


@pytest.mark.parametrize("text", NAUGHTY)
def test_no_text_breaks_it(as_, cast, partner, path, text):
    answer = as_(cast.noor).post(path, typed(partner, stake=text, approach=text), follow=True)
    assert answer.status_code in (200, 422)


def test_who_may_not_read_a_nickname_chooses_among_others_and_keeps_the_one_that_was(
    as_, cast, partner, path
):
    partner.change(by=cast.samira, known_by=cast.noor)
    browser = as_(cast.wouter)
    page = text_of(browser.get(path))
    assert "Zwaluw" not in page
    assert "iemand van de groep" in page
    assert browser.post(path, typed(partner, stake="Rust.")).status_code == 303
    partner.refresh_from_db()
    assert partner.known_by == cast.noor
    form = typed(partner, known_by=cast.dex.pk)
    assert browser.post(path, form).status_code == 422, "a name that is not theirs to read"


def test_nobody_of_elsewhere_can_be_chosen(as_, cast, partner, path):
    gone = make_participant(cast.club, name="Zwaluwweg")
    gone.leave(by=cast.noor)
    for person in (cast.gardener, gone):
        form = typed(partner, known_by=person.pk)
        assert as_(cast.noor).post(path, form).status_code == 422


def test_what_was_taken_off_or_hidden_is_not_changed(as_, cast, partner, path):
    form = typed(partner, stake="Rust.")
    partner.hide(by=cast.wouter, because="Klopt niet.")
    answer = as_(cast.noor).post(path, form)
    assert answer.status_code == 409
    partner.show_again(by=cast.wouter)
    partner.end(by=cast.wouter)
    answer = as_(cast.noor).post(path, form)
    assert answer.status_code == 409
    assert "haalde deze organisatie net weg" in text_of(answer)
