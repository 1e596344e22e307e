"""Hiding and reporting what stands on the profile of an initiative, and notes of a handover."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.models import (
    Direction,
    Event,
    Goal,
    Handover,
    Origin,
    Participant,
    Partner,
    PartnerKind,
    Reciprocity,
)
from tests.conftest import Cast

WORDS = "De lastpak van hiernaast."
SIDES = {"group": "noor", "guide": "samira", "municipality": "wouter"}


def make_text(cast: Cast, kind: str, by: Participant, **fields: Any) -> Any:
    club = cast.club
    if kind == "doel":
        return Goal.add(club, by=by, text=WORDS, origin=fields.get("origin", Origin.BOTH))
    if kind == "partner":
        role = {"kind": PartnerKind.SCHOOL, "role": WORDS}
        return Partner.add(club, by=by, name="De Merelschool", **role)
    if kind == "overdracht":
        return Handover.objects.create(leaving=by, note=WORDS)
    side = fields.get("side", Reciprocity.side_of(by))
    return Reciprocity.add(club, by=by, text=WORDS, side=side, direction=Direction.NEED)


@pytest.fixture
def readers(cast: Cast) -> dict[str, Client]:
    """A browser of each side."""
    found = {"group": cast.sit(Client(), cast.noor)}
    for side in ("guide", "municipality"):
        found[side] = Client()
        found[side].force_login(getattr(cast, SIDES[side]).user)
    return found


def page_of(cast: Cast, kind: str) -> str:
    name = "handovers" if kind == "overdracht" else "about_initiative"
    return reverse(name, args=[cast.club.pk])


# kind, who wrote it, what more, and who can hide it. Written by hand, as domain.md has it.
MEANT = [
    ("doel", "municipality", {"origin": Origin.GROUP}, {"group", "guide"}),
    ("doel", "guide", {"origin": Origin.MUNICIPALITY}, {"municipality"}),
    ("doel", "municipality", {}, {"municipality"}),
    ("doel", "group", {}, {"group", "guide"}),
    ("doel", "guide", {}, {"guide"}),
    ("halen-en-brengen", "guide", {}, {"group", "guide"}),
    ("halen-en-brengen", "municipality", {}, {"municipality"}),
    ("partner", "guide", {}, {"guide"}),
    ("partner", "municipality", {}, {"municipality"}),
    ("overdracht", "guide", {}, {"guide"}),
    ("overdracht", "municipality", {}, {"municipality"}),
]


@pytest.mark.parametrize(("kind", "writer", "more", "hiders"), MEANT)
def test_each_side_hides_its_own_and_reports_that_of_the_other(
    cast: Cast,
    readers: dict[str, Client],
    kind: str,
    writer: str,
    more: dict[str, Any],
    hiders: set[str],
) -> None:
    text = make_text(cast, kind, getattr(cast, SIDES[writer]), **more)
    hide, report, show = (
        reverse(name, args=[kind, text.pk]) for name in ("hide_text", "report_text", "show_text")
    )
    for side in SIDES:
        client = readers[side]
        page = client.get(page_of(cast, kind)).content.decode()
        assert (hide in page, report in page) == (side in hiders, side not in hiders)
        assert client.get(hide).status_code == (200 if side in hiders else 403)
        assert WORDS in client.get(report).content.decode()
        if side not in hiders:
            assert client.post(hide, {"because": "Zo niet."}).status_code == 403
            answer = client.post(report, {"because": "Dat klopt niet."})
            assert answer.headers["Location"].startswith(page_of(cast, kind))
            text.refresh_from_db()
            assert text.reported_because == "Dat klopt niet."
            assert text.hidden_at is None
    for side in hiders:
        client = readers[side]
        assert client.post(hide, {"because": "Zo praten we niet."}).status_code == 302
        assert client.post(hide, {"because": "Nog eens."}).status_code == 409
        for reader in SIDES:
            page = readers[reader].get(page_of(cast, kind)).content.decode()
            assert WORDS not in page
            assert "Verborgen door" in page
            assert "omdat: Zo praten we niet." in page
            assert (show in page) == (reader in hiders)
            assert WORDS not in readers[reader].get(report).content.decode()
        for reader in set(SIDES) - hiders:
            assert readers[reader].post(show).status_code == 403
        assert client.post(show).status_code == 302
        assert WORDS in client.get(page_of(cast, kind)).content.decode()
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"text_reported", "text_hidden", "text_shown"} <= verbs


@pytest.mark.parametrize("kind", ["doel", "halen-en-brengen", "partner"])
def test_what_was_taken_off_stays_hidden(cast: Cast, readers: dict[str, Client], kind: str) -> None:
    text = make_text(cast, kind, cast.samira)
    text.end(by=cast.samira)
    text.hide(by=cast.samira, because="Zo niet.")
    for side in SIDES:
        page = readers[side].get(page_of(cast, kind)).content.decode()
        assert WORDS not in page
        assert "omdat: Zo niet." in page


def test_the_same_words_again_do_not_undo_it(cast: Cast, readers: dict[str, Client]) -> None:
    text = make_text(cast, "halen-en-brengen", cast.samira)
    text.hide(by=cast.noor, because="Zo niet.")
    assert make_text(cast, "halen-en-brengen", cast.samira) == text
    page = readers["group"].get(page_of(cast, "halen-en-brengen")).content.decode()
    assert WORDS not in page


def test_one_that_was_reported_can_still_be_taken_off_and_put_back_once(cast: Cast) -> None:
    text = make_text(cast, "doel", cast.samira)
    text.report(by=None, because="Dat klopt niet.")
    text.end(by=cast.samira)
    again = make_text(cast, "doel", cast.samira)
    text.put_back(by=cast.samira)
    standing = Goal.objects.filter(initiative=cast.club, ended_at=None)
    assert list(standing) == [again]


@pytest.mark.parametrize("kind", ["doel", "halen-en-brengen", "partner", "overdracht"])
def test_of_another_initiative_it_is_not_there(cast: Cast, kind: str) -> None:
    text = make_text(cast, kind, cast.samira)
    stranger = Client()
    stranger.force_login(cast.elsewhere)
    for name in ("report_text", "hide_text"):
        assert stranger.get(reverse(name, args=[kind, text.pk])).status_code == 404
    assert stranger.post(reverse("show_text", args=[kind, text.pk])).status_code == 404


@pytest.mark.parametrize("many", [1, 12])
def test_hidden_ones_take_no_queries_each(
    cast: Cast, readers: dict[str, Client], many: int, django_assert_max_num_queries
):
    for n in range(many):
        for by in (cast.noor, cast.wouter):
            goal = Goal.add(cast.club, by=by, text=f"Doel {n} {by.side}", origin=Origin.BOTH)
            goal.hide(by=by, because="Zo niet.")
        note = Handover.objects.create(leaving=cast.wouter, note=f"Noot {n}.")
        note.hide(by=cast.wouter, because="Zo niet.")
    for kind in ("doel", "overdracht"):
        client = readers["municipality"]
        with django_assert_max_num_queries(8):
            page = client.get(page_of(cast, kind)).content.decode()
        assert page.count("Verborgen door") >= many
        assert "Zwaluwnoor" not in page
