"""The hours of a text are read wherever the text is read; what changed in them is said."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.hours_to_read import hours_of, load_hours, read_hours
from agreements.models import AgreementVersion, PartyLink, ReadLink, SlotException, UseSlot
from agreements.states import PartyKind
from places.models import Place
from tests.agreements.saying import say
from tests.conftest import Cast
from tests.factories import add_clause, add_hours, line, make_agreement, make_place
from tests.world_makers import take_effect

FRIDAY = "Elke vrijdag van 20.00 tot 01.00 uur (de volgende dag)"
# Only who takes part reads these.
LABEL, BECAUSE = "open avond", "het feest van Zwaluwdex"


@pytest.fixture
def hall() -> Place:
    return make_place("Zaal boven", building=make_place("De Brug"))


@pytest.fixture
def draft(cast: Cast, hall: Place) -> AgreementVersion:
    version = make_agreement(cast.club, by=cast.wouter, clauses=0)
    add_clause(version, "Schoon?", line("Wij vegen."))
    slot = add_hours(version, hall, "5", "20:00", "01:00", label=LABEL)
    slot.add_exception(on=date(2027, 6, 4), because=BECAUSE)
    return version


@pytest.fixture
def running(cast: Cast, draft: AgreementVersion) -> AgreementVersion:
    draft.propose(by=cast.wouter)
    return take_effect(draft, cast.wouter)


def words(response: Any) -> str:
    assert response.status_code == 200
    body = re.sub(r"(?s)<(title|style|script).*?</\1>", " ", response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def shown_on(client: Client, name: str, *args: Any) -> str:
    return words(client.get(reverse(name, args=args)))


INSIDE = ("version", "print_agreement", "in_short")


@pytest.mark.parametrize("name", INSIDE)
def test_who_takes_part_reads_them(cast: Cast, running: AgreementVersion, name: str) -> None:
    shown = shown_on(cast.sit(Client(), cast.noor), name, running.pk)
    assert FRIDAY in shown and "Zaal boven, De Brug" in shown


def test_the_text_of_a_day_has_them(
    official: Client, cast: Cast, running: AgreementVersion
) -> None:
    shown = shown_on(official, "in_effect_on", running.agreement_id)
    assert FRIDAY in shown and LABEL in shown
    assert "Het zegel klopt niet." not in shown


def test_the_page_says_days_apart_and_what_for(official: Client, running: AgreementVersion) -> None:
    shown = shown_on(official, "version", running.pk)
    assert LABEL in shown
    assert f"Niet op vrijdag 4 juni 2027: {BECAUSE}" in shown
    assert "Het zegel klopt niet." not in shown


def test_the_wall_reads_when_and_where_but_not_what_somebody_wrote(
    cast: Cast, running: AgreementVersion
) -> None:
    link = ReadLink.make(running, by=cast.wouter).link
    shown = shown_on(cast.read(Client(), link), "read_agreement", link.pk)
    assert FRIDAY in shown and "Niet op vrijdag 4 juni 2027" in shown
    assert LABEL not in shown and BECAUSE not in shown


def test_another_party_reads_the_same(cast: Cast, running: AgreementVersion) -> None:
    from agreements.models import OtherParty

    party = OtherParty.add(
        running.agreement, by=cast.noor, kind=PartyKind.NEIGHBOURS, name="De buren"
    )
    link = PartyLink.make(party, by=cast.wouter).link
    shown = shown_on(cast.read(Client(), link), "party_page", link.pk)
    assert FRIDAY in shown and "Niet op vrijdag 4 juni 2027" in shown
    assert LABEL not in shown and BECAUSE not in shown


def test_the_text_for_the_app_has_them_without_what_somebody_wrote(
    official: Client, running: AgreementVersion
) -> None:
    body = official.get(reverse("in_short", args=[running.pk])).content.decode()
    app = body.split('id="in-short-text"')[1].split("</p>")[0]
    assert "- elke vrijdag van 20.00 tot 01.00 uur" in app
    assert LABEL not in app


def test_a_text_without_hours_says_nothing_of_them(official: Client, cast: Cast) -> None:
    version = make_agreement(cast.club, by=cast.wouter)
    for name in INSIDE:
        assert "Wanneer en waar?" not in shown_on(official, name, version.pk)


def test_a_room_that_is_gone_stays_readable(
    official: Client, running: AgreementVersion, hall: Place
) -> None:
    hall.take_away(by=hall.changed_by)
    shown = shown_on(official, "version", running.pk)
    assert "Zaal boven, De Brug" in shown and "Deze ruimte is er niet meer." in shown


# The row of the version says the same as the tables -------------------------------------------


def test_the_row_of_the_version_holds_what_the_tables_hold(
    cast: Cast, running: AgreementVersion
) -> None:
    from initiatives.who import Who

    who = Who(cast.wouter.user, [])
    row = AgreementVersion.objects.for_reading(who).get(pk=running.pk)
    (mine,), (stored,), (loaded,) = (
        hours_of(row),
        list(running.slots.with_hours()),
        load_hours([running.pk])[running.pk],
    )
    for slot in (mine, loaded):
        assert slot.hours == stored.hours
        assert slot.as_sealed() == stored.as_sealed()
        assert slot.place.whole_name == "Zaal boven, De Brug"
        assert not slot.place.is_gone


def test_changed_hours_break_the_seal_on_the_page(
    official: Client, running: AgreementVersion
) -> None:
    SlotException.objects.filter(slot__version=running).update(because="iets anders")
    assert "Het zegel klopt niet." in shown_on(official, "version", running.pk)
    assert "Het zegel klopt niet." in shown_on(official, "in_effect_on", running.agreement_id)


# What changed ---------------------------------------------------------------------------------


@pytest.fixture
def second(cast: Cast, running: AgreementVersion, hall: Place) -> AgreementVersion:
    """The same with other times, one more, and the one that is gone at the end."""
    add_hours_of = running.agreement.start_version(by=cast.wouter)
    slot = add_hours_of.slots.get()
    written = slot.as_written()
    slot.rewrite(revision=slot.revision, **{**written, "weekdays": "56", "label": "disco"})
    add_hours(add_hours_of, hall, "1", "10:00", "12:00")
    return add_hours_of


def test_the_version_says_what_changed(official: Client, second: AgreementVersion) -> None:
    body = official.get(reverse("version", args=[second.pk])).content.decode()
    block = body.split('id="tijden"')[1].split("</section>")[0]
    assert "gewijzigd" in block and "nieuw" in block
    assert "open avond" in block and "disco" in block
    assert re.search(r"<ins>.*?zaterdag", block)
    assert "Elke maandag van 10.00 tot 12.00 uur" in block


def test_what_is_gone_is_struck(official: Client, second: AgreementVersion) -> None:
    second.slots.first().remove()
    body = official.get(reverse("version", args=[second.pk])).content.decode()
    block = body.split('id="tijden"')[1].split("</section>")[0]
    assert "vervalt" in block
    assert re.search(r"<del>elke vrijdag van 20.00", block)


def test_two_versions_are_compared(official: Client, second: AgreementVersion) -> None:
    first = second.copied_from_id
    shown = shown_on(official, "compare_versions", second.pk, first)
    assert "Andere tijden." in shown
    assert "Elke maandag van 10.00 tot 12.00 uur" in shown
    back = shown_on(official, "compare_versions", first, second.pk)
    assert "vervalt" in back


def test_the_same_hours_are_no_change(official: Client, cast: Cast, running: Any) -> None:
    copy = running.agreement.start_version(by=cast.wouter)
    assert "Deze twee teksten zijn hetzelfde." in shown_on(
        official, "compare_versions", copy.pk, running.pk
    )
    shown = shown_on(official, "version", copy.pk)
    assert FRIDAY in shown and "gewijzigd" not in shown


def test_taken_out_and_put_in_again_as_it_was_is_no_change(
    cast: Cast, running: AgreementVersion
) -> None:
    copy = running.agreement.start_version(by=cast.wouter)
    old = copy.slots.get()
    again = UseSlot.add(copy, **{**old.as_written(), "label": "even anders"})
    again.add_exception(on=date(2027, 6, 4), because=BECAUSE)
    old.remove()
    again.rewrite(revision=2, **{**again.as_written(), "label": LABEL})
    views = read_hours(hours_of(copy), hours_of(running))
    assert [view.change for view in views] == [""]


def test_who_stood_behind_the_text_sees_what_changed(
    cast: Cast, running: AgreementVersion, second: AgreementVersion
) -> None:
    say(running, cast.noor)
    second.propose(by=cast.wouter)
    shown = shown_on(cast.sit(Client(), cast.noor), "still_behind", second.pk)
    assert "Wanneer en waar?" in shown and "disco" in shown


def test_a_draft_of_one_side_is_not_read_by_the_other(
    cast: Cast, second: AgreementVersion, running: AgreementVersion
) -> None:
    client = cast.sit(Client(), cast.noor)
    assert client.get(reverse("version", args=[second.pk])).status_code == 404
    assert "disco" not in shown_on(client, "version", running.pk)


@pytest.mark.parametrize("size", [3, 60])
def test_reading_takes_ten_queries_at_most(
    cast: Cast, hall: Place, size: int, django_assert_max_num_queries: Any
) -> None:
    version = make_agreement(cast.club, by=cast.wouter)
    for n in range(size):
        add_hours(version, hall, str(n % 7 + 1), f"{n // 7:02}:00", f"{n // 7 + 1:02}:00")
    version.propose(by=cast.wouter)
    take_effect(version, cast.wouter)
    second = version.agreement.start_version(by=cast.wouter)
    second.slots.first().remove()
    second.propose(by=cast.wouter)
    link = ReadLink.make(version, by=cast.wouter).link
    client = cast.sit(Client(), cast.noor)
    pages = [(name, [pk]) for name in INSIDE for pk in (version.pk, second.pk)]
    pages += [
        ("in_effect_on", [version.agreement_id]),
        ("compare_versions", [second.pk, version.pk]),
    ]
    for name, args in pages:
        with django_assert_max_num_queries(10):
            shown_on(client, name, *args)
    wall = cast.read(Client(), link)
    with django_assert_max_num_queries(10):
        shown_on(wall, "read_agreement", link.pk)
