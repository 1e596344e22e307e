"""The hours of a draft, written through the forms: added, changed, taken out, and days apart."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, UseSlot
from agreements.models.use_slot import MOST_SLOTS
from places.models import Place
from tests.conftest import Cast
from tests.factories import add_hours, make_place


@pytest.fixture
def cellar(cast: Cast) -> Place:
    return make_place("De Kelder")


@pytest.fixture
def slot(draft: AgreementVersion, cellar: Place) -> UseSlot:
    return add_hours(draft, cellar, "5", "20:00", "23:00")


def form(place: Place | str, **fields: Any) -> dict[str, Any]:
    usual = {
        "place": getattr(place, "pk", place),
        "weekdays": ["5"],
        "starts": "20:00",
        "ends": "23:00",
        "first_on": "",
        "last_on": "",
        "label": "",
    }
    return {**usual, **fields}


def add(client: Client, version: AgreementVersion, place: Place | str, **fields: Any) -> Any:
    return client.post(reverse("hours", args=[version.pk]), form(place, **fields))


def edit(client: Client, slot: UseSlot, **fields: Any) -> Any:
    sent = {"revision": slot.revision, "version": slot.version_id, **form(slot.place, **fields)}
    return client.post(reverse("edit_slot", args=[slot.pk]), sent)


def words(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def shown_on(client: Client, name: str, *args: Any) -> str:
    return words(client.get(reverse(name, args=args)))


# Adding ---------------------------------------------------------------------------------------


def test_hours_are_added_and_said_in_words(
    official: Client, draft: AgreementVersion, cellar: Place
) -> None:
    sent = {"weekdays": ["5", "1"], "label": "open avond", "ends": "01:00"}
    response = add(official, draft, cellar, **sent)
    slot = draft.slots.get()
    assert response.headers["Location"] == f"{reverse('hours', args=[draft.pk])}#tijd-{slot.pk}"
    assert (slot.weekdays, slot.starts, slot.ends) == ("15", time(20), time(1))
    shown = shown_on(official, "hours", draft.pk)
    assert "Elke maandag en vrijdag van 20.00 tot 01.00 uur (de volgende dag)" in shown
    assert "De Kelder" in shown and "open avond" in shown
    assert "Elke maandag en vrijdag van 20.00 tot 01.00 uur" in shown_on(
        official, "write", draft.pk
    )


def test_the_same_form_sent_twice_adds_one(
    official: Client, draft: AgreementVersion, cellar: Place
) -> None:
    for _twice in range(2):
        assert add(official, draft, cellar).status_code == 302
    assert draft.slots.count() == 1


def test_a_new_draft_shows_the_form_at_once(
    official: Client, draft: AgreementVersion, cellar: Place
) -> None:
    body = official.get(reverse("hours", args=[draft.pk])).content.decode()
    assert body.count('name="weekdays"') == 7
    assert "De Kelder" in body and 'type="time"' in body


def test_the_room_of_the_hours_before_is_chosen_already(
    official: Client, draft: AgreementVersion, slot: UseSlot
) -> None:
    make_place("Een andere")
    body = official.get(reverse("hours", args=[draft.pk])).content.decode()
    assert f'<option value="{slot.place_id}" selected>' in body


def test_a_room_stands_below_its_building(
    official: Client, draft: AgreementVersion, cellar: Place
) -> None:
    make_place("Zaal boven", building=cellar)
    body = official.get(reverse("hours", args=[draft.pk])).content.decode()
    assert '<optgroup label="De Kelder">' in body
    assert "De Kelder, het hele gebouw" in body


def test_without_rooms_the_page_says_who_can_help(
    official: Client, draft: AgreementVersion
) -> None:
    shown = shown_on(official, "hours", draft.pk)
    assert "Er staan nog geen ruimtes in de lijst." in shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("19.30", time(19, 30)), ("19", time(19)), ("24:00", time(0)), ("00:00", time(0))],
)
def test_times_are_taken_as_people_write_them(
    official: Client, draft: AgreementVersion, cellar: Place, typed: str, kept: time
) -> None:
    add(official, draft, cellar, starts="12:00", ends=typed)
    assert draft.slots.get().ends == kept


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"place": ""}, "Kies een ruimte."),
        ({"place": "999999"}, "Deze ruimte is er niet meer. Kies een andere."),
        ({"place": "x"}, "Deze ruimte is er niet meer. Kies een andere."),
        ({"weekdays": []}, "Kies een dag."),
        ({"weekdays": ["8"]}, "Kies dagen van de week."),
        ({"weekdays": ["1"] * 400 + ["0"]}, "Kies dagen van de week."),
        ({"starts": ""}, "Vul een tijd in."),
        ({"ends": "30:00"}, "Dit is geen tijd."),
        ({"ends": "\x00"}, "Dit is geen tijd."),
        ({"ends": "20:00"}, "Dit begint en eindigt even laat."),
        ({"ends": "18:00"}, "Dat is 22 uur achter elkaar. Kijk de eindtijd na."),
        ({"starts": "00:00", "ends": "23:59"}, "Dat is 24 uur achter elkaar."),
        ({"first_on": "2027-06-04", "last_on": "2027-06-01"}, "De laatste dag komt nu voor"),
        ({"first_on": "2027-06-07", "last_on": "2027-06-09"}, "is het nooit vrijdag."),
        ({"first_on": "2027-13-07"}, "Dit is geen dag."),
        ({"first_on": "0001-01-01"}, "Dat jaar kan niet kloppen."),
        ({"label": "x" * 61}, "Dit is te lang: 61 tekens."),
        ({"label": "{@12}"}, "Noem hier niemand"),
    ],
)
def test_bad_input_is_said_in_one_sentence_and_stays(
    official: Client,
    draft: AgreementVersion,
    cellar: Place,
    fields: dict[str, Any],
    says: str,
) -> None:
    sent = {"label": "repetitie", **fields}
    response = add(official, draft, sent.pop("place", cellar), **sent)
    assert response.status_code == 422
    shown = words(response)
    assert says in shown
    assert draft.slots.count() == 0
    kept = fields.get("label", "repetitie")
    assert f'value="{kept}"' in response.content.decode()


def test_a_room_that_is_taken_away_meanwhile(
    official: Client, draft: AgreementVersion, cellar: Place
) -> None:
    cellar.take_away(by=cellar.changed_by)
    make_place("Een andere")
    response = add(official, draft, cellar)
    assert response.status_code == 422
    assert "Deze ruimte is er niet meer. Kies een andere." in words(response)


def test_the_sixty_first_is_refused_and_stays(
    official: Client, draft: AgreementVersion, cellar: Place
) -> None:
    for n in range(MOST_SLOTS):
        add_hours(draft, cellar, str(n % 7 + 1), f"{n // 7:02}:00", f"{n // 7 + 1:02}:00")
    response = add(official, draft, cellar, label="nog een")
    assert response.status_code == 409
    assert f"Er passen {MOST_SLOTS} tijden in een afspraak." in words(response)
    assert 'value="nog een"' in response.content.decode()
    assert draft.slots.count() == MOST_SLOTS


@pytest.mark.parametrize("size", [3, 60])
def test_the_pages_take_ten_queries_at_most(
    official: Client,
    draft: AgreementVersion,
    cellar: Place,
    size: int,
    django_assert_max_num_queries: Any,
) -> None:
    slots = [
        add_hours(draft, cellar, str(n % 7 + 1), f"{n // 7:02}:00", f"{n // 7 + 1:02}:00")
        for n in range(size)
    ]
    slots[0].add_exception(on=date(2027, 6, 7))
    day = slots[0].exceptions.get()
    pages = [("hours", draft.pk), ("write", draft.pk), ("propose", draft.pk)]
    pages += [("version", draft.pk), ("print_agreement", draft.pk), ("in_short", draft.pk)]
    pages += [(name, slots[0].pk) for name in ("edit_slot", "remove_slot", "add_exception")]
    for name, pk in [*pages, ("remove_exception", day.pk)]:
        with django_assert_max_num_queries(10):
            assert official.get(reverse(name, args=[pk])).status_code == 200


# What is odd about them -----------------------------------------------------------------------


def test_outside_the_opening_times_is_said_and_kept(
    official: Client, draft: AgreementVersion, cast: Cast
) -> None:
    hall = make_place("De Zaal", opens_at=time(9), closes_at=time(22))
    add(official, draft, hall)
    assert draft.slots.count() == 1
    for page in ("hours", "write"):
        shown = shown_on(official, page, draft.pk)
        assert "De Zaal is open van 09.00 tot 22.00 uur. Vraag of dit mag." in shown


def test_two_of_its_own_that_overlap_are_said(
    official: Client, draft: AgreementVersion, slot: UseSlot
) -> None:
    add(official, draft, slot.place, starts="22:00", ends="23:30")
    shown = shown_on(official, "hours", draft.pk)
    assert "Dit valt samen met: elke vrijdag van 20.00 tot 23.00 uur." in shown


def test_a_room_that_is_gone_holds_the_proposal_back(
    official: Client, draft: AgreementVersion, slot: UseSlot
) -> None:
    slot.place.take_away(by=slot.place.changed_by)
    sentence = "De ruimte De Kelder is er niet meer. Kies een andere bij de tijden."
    assert sentence in shown_on(official, "propose", draft.pk)
    assert sentence in [todo.sentence for todo in draft.todos()]
    response = official.post(reverse("propose", args=[draft.pk]))
    assert response.status_code == 422 and sentence in words(response)
    assert reverse("edit_slot", args=[slot.pk]) in response.content.decode()


def test_a_name_of_the_group_is_asked_to_be_left_out(
    draft: AgreementVersion, cellar: Place, cast: Cast
) -> None:
    add_hours(draft, cellar, label="avond van Zwaluwnoor")
    draft.open_draft(by=cast.wouter)
    shown = shown_on(cast.sit(Client(), cast.dex), "hours", draft.pk)
    assert "Laat de naam Zwaluwnoor hier weg." in shown


# Changing -------------------------------------------------------------------------------------


def test_they_are_changed(official: Client, slot: UseSlot) -> None:
    assert edit(official, slot, weekdays=["6"], ends="22:00").status_code == 302
    slot.refresh_from_db()
    assert (slot.weekdays, slot.ends, slot.revision) == ("6", time(22), 2)


def test_the_form_shows_what_stands_there(official: Client, slot: UseSlot) -> None:
    body = official.get(reverse("edit_slot", args=[slot.pk])).content.decode()
    assert 'value="20:00"' in body and 'value="23:00"' in body
    assert re.search(r'value="5"[^>]*checked', body)
    assert f'<option value="{slot.place_id}" selected>' in body


def test_of_two_at_once_the_second_sees_both(official: Client, slot: UseSlot) -> None:
    assert edit(official, slot, ends="22:00", label="mijn avond").status_code == 302
    response = edit(official, slot, ends="21:00", label="haar avond")
    assert response.status_code == 409
    shown = words(response)
    assert "Iemand anders heeft dit net veranderd." in shown
    assert "haar avond" in shown and "mijn avond" in shown
    slot.refresh_from_db()
    assert slot.label == "mijn avond"
    again = {"revision": slot.revision, "label": "haar avond", "ends": "21:00"}
    assert edit(official, slot, **again).status_code == 302
    slot.refresh_from_db()
    assert slot.label == "haar avond"


def test_the_same_change_sent_twice_is_one(official: Client, slot: UseSlot) -> None:
    for _twice in range(2):
        assert edit(official, slot, ends="22:00").status_code == 302
    slot.refresh_from_db()
    assert slot.revision == 2


def test_without_a_revision_nothing_is_written_over(official: Client, slot: UseSlot) -> None:
    response = edit(official, slot, ends="22:00", revision="")
    assert response.status_code == 422
    assert "Dit formulier kwam niet goed aan." in words(response)


def test_what_was_taken_out_meanwhile_gives_back_what_was_typed(
    official: Client, slot: UseSlot
) -> None:
    slot.remove()
    response = edit(official, slot, label="mijn avond")
    assert response.status_code == 409
    shown = words(response)
    assert "Iemand heeft deze tijden net weggehaald." in shown
    assert "De Kelder" in shown and "vrijdag" in shown and "mijn avond" in shown


def test_what_was_proposed_meanwhile_gives_back_what_was_typed(
    official: Client, draft: AgreementVersion, slot: UseSlot
) -> None:
    AgreementVersion.objects.filter(pk=draft.pk).update(
        status="proposed", proposed_at="2026-11-01T12:00Z", seal="x"
    )
    for response in (edit(official, slot, label="laat"), add(official, draft, slot.place)):
        assert response.status_code == 409
        assert "Deze tekst is al voorgesteld." in words(response)
    for name, pk in (("hours", draft.pk), ("edit_slot", slot.pk), ("remove_slot", slot.pk)):
        response = official.get(reverse(name, args=[pk]))
        assert response.headers["Location"] == reverse("version", args=[draft.pk])


# Taking out -----------------------------------------------------------------------------------


def test_they_are_taken_out_after_asking_and_twice_is_once(
    official: Client, draft: AgreementVersion, slot: UseSlot
) -> None:
    address = reverse("remove_slot", args=[slot.pk])
    assert "Deze tijden weghalen?" in words(official.get(address))
    assert draft.slots.count() == 1
    for _twice in range(2):
        response = official.post(address, {"version": draft.pk})
        assert response.headers["Location"] == reverse("hours", args=[draft.pk])
    assert draft.slots.count() == 0
