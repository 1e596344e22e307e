"""Halen en brengen of every party: who writes for whom."""

from __future__ import annotations

import pytest
from django.urls import reverse

from initiatives.models import Direction, Event, Reciprocity, Side
from initiatives.models.profile import MOST_STANDING
from tests.factories import make_participant
from tests.initiatives.conftest import text_of


@pytest.fixture
def path(cast):
    return reverse("add_reciprocity", args=[cast.club.pk])


def key_of(person) -> str:
    return f"other-{person.pk}"


@pytest.mark.parametrize("direction", Direction.values)
def test_each_of_the_four_is_kept_and_told(as_, cast, path, direction):
    form = {"direction": direction, "text": "Snel schakelen."}
    assert as_(cast.noor).post(path, form).status_code == 303
    word = Reciprocity.objects.get()
    assert (word.side, word.direction, word.of_party) == (Side.GROUP, direction, None)
    assert Event.objects.filter(verb=f"{direction}_added").count() == 1


def test_a_guide_chooses_for_the_group_or_for_the_own_work(as_, cast, path):
    browser = as_(cast.samira)
    page = text_of(browser.get(path))
    assert "voor de groep" in page
    assert "voor ons eigen werk" in page
    assert "voor de gemeente" not in page
    for whom in ("group", "guide"):
        form = {"for_whom": whom, "direction": "offer", "text": "Twee avonden."}
        assert browser.post(path, form).status_code == 303
    assert set(Reciprocity.objects.values_list("side", flat=True)) == {"group", "guide"}


@pytest.mark.parametrize(
    ("person", "forbidden"),
    [
        ("noor", ("municipality", "guide")),
        ("samira", ("municipality",)),
        ("wouter", ("group", "guide")),
    ],
)
def test_nobody_writes_for_the_other_side(as_, cast, path, person, forbidden):
    for whom in (*forbidden, "other-999999", "other-x", "both"):
        form = {"for_whom": whom, "direction": "need", "text": "Iets."}
        assert as_(getattr(cast, person)).post(path, form).status_code == 422, whom
    assert not Reciprocity.objects.exists()


def test_both_sides_note_for_another_party_and_that_party_for_itself(as_, cast, path):
    key = key_of(cast.police)
    for n, person in enumerate((cast.noor, cast.wouter)):
        form = {"for_whom": key, "direction": "aim", "text": f"Rust {n}."}
        assert as_(person).post(path, form).status_code == 303
    assert as_(cast.police).post(path, {"direction": "aim", "text": "Zelf."}).status_code == 303
    words = Reciprocity.objects.all()
    assert {(word.side, word.of_party_id) for word in words} == {(Side.OTHER, cast.police.pk)}
    assert words.count() == 3


def test_another_party_writes_for_no_other_one_and_ends_no_other_words(as_, cast, path):
    school = make_participant(cast.club, Side.OTHER, "De school")
    form = {"for_whom": key_of(school), "direction": "aim", "text": "Van een ander."}
    answer = as_(cast.police).post(path, form)
    assert answer.status_code == 409
    assert "Van een ander." in text_of(answer)
    assert not Reciprocity.objects.exists()
    as_(cast.police).post(path, {"direction": "aim", "text": "Zelf."})
    theirs = Reciprocity.add(
        cast.club, by=cast.noor, side=Side.OTHER, of_party=school, direction="aim", text="Rust."
    )
    group = Reciprocity.add(
        cast.club, by=cast.noor, side=Side.GROUP, direction="aim", text="Een plek."
    )
    for word in (theirs, group):
        end = reverse("end_reciprocity", args=[word.pk])
        assert as_(cast.police).post(end).status_code == 403
    own = Reciprocity.objects.get(of_party=cast.police)
    assert as_(cast.police).post(reverse("end_reciprocity", args=[own.pk])).status_code == 303


def test_who_left_can_no_longer_be_chosen(as_, cast, path):
    cast.police.leave(by=cast.police)
    form = {"for_whom": key_of(cast.police), "direction": "aim", "text": "Rust."}
    for person, status in ((cast.noor, 409), (cast.samira, 422)):
        answer = as_(person).post(path, form)
        assert (answer.status_code, "Rust." in text_of(answer)) == (status, True)
    assert not Reciprocity.objects.exists()


def test_each_party_has_room_of_its_own(cast):
    school = make_participant(cast.club, Side.OTHER, "De school")
    for n in range(MOST_STANDING):
        Reciprocity.add(
            cast.club, by=cast.noor, side="other", of_party=school, direction="aim", text=f"{n}"
        )
    word = Reciprocity.add(
        cast.club, by=cast.noor, side="other", of_party=cast.police, direction="aim", text="Rust"
    )
    assert word.of_party == cast.police


def test_it_goes_back_to_the_page_that_it_came_from(as_, cast, path):
    form = {"direction": "need", "text": "Een koelkast."}
    answer = as_(cast.noor).post(path, {**form, "came_from": "partnership"})
    page = reverse("partnership", args=[cast.club.pk])
    assert answer.headers["Location"] == f"{page}#halen-en-brengen"
    for strange in ("https://elders.invalid", "../x", ""):
        answer = as_(cast.noor).post(path, {**form, "came_from": strange})
        assert answer.headers["Location"].startswith(f"/initiatief/{cast.club.pk}/over/")
