"""Examples: written down once, changed by the side that wrote them, and used elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evaluations.models import Example, ExampleNote
from evaluations.models.example import MOST_NOTES
from initiatives.models import Event, Side
from initiatives.states import Overtaken, Refused
from meetings.models import AgendaItem
from tests.conftest import Cast
from tests.evaluations import learning as made
from tests.evaluations.learning import page
from tests.factories import make_participant
from tests.overview.world import signed_in
from tests.world_meetings import make_meeting

FORM = {
    "title": "Een sleutelkastje",
    "kind": "way",
    "text": "De sleutel hangt buiten.",
    "worked": "- Niemand hoeft te wachten.",
    "donts": "Zet de code niet in de app.",
    "link": "https://example.org/kastje?a=1&b=2",
    "pattern": "light_bulb",
    "readers": "iedereen",
}


def post(client: Client, name: str, *args: int, **fields: Any) -> Any:
    return client.post(reverse(name, args=args), fields)


def test_writing_one_down(cast: Cast, client: Client) -> None:
    browser = cast.sit(client, cast.noor)
    for _time in range(2):
        response = post(browser, "add_example", cast.club.pk, **FORM)
    found = Example.objects.get()
    assert response.url == reverse("example", args=[found.pk])
    assert (found.by, found.is_for_everyone, found.pattern) == (cast.noor, True, "light_bulb")
    event = Event.objects.get(verb="example_added")
    assert event.data == {"example": found.pk}, "the timeline holds no words of it"
    body = page(browser, "example", found.pk)
    assert "<li>Niemand hoeft te wachten.</li>" in body
    assert 'href="https://example.org/kastje?a=1&amp;b=2" rel="noreferrer' in body
    assert "Werkte niet" not in body and "Wel doen</h3>" not in body


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "kastje", "//x.nl"]
)
def test_a_link_is_a_page_on_the_web(cast: Cast, link: str) -> None:
    response = post(signed_in(cast.wouter), "add_example", cast.club.pk, **{**FORM, "link": link})
    assert response.status_code == 422 and "Dit is geen webadres" in response.content.decode()
    assert not Example.objects.exists()


def test_the_side_that_wrote_it_changes_it(cast: Cast) -> None:
    found = made.example(cast.noor)
    of_group = [cast.noor, cast.dex, cast.samira]
    assert [found.is_of(person) for person in of_group] == [True, True, True]
    assert not found.is_of(cast.wouter) and not found.is_of(cast.police)
    assert not found.is_of(cast.gardener) and not found.is_of(None)
    with pytest.raises(Refused):
        found.change(by=cast.wouter, seen=1, title="Anders")
    address = reverse("edit_example", args=[found.pk])
    assert signed_in(cast.wouter).get(address).status_code == 403
    assert signed_in(cast.elsewhere).get(address).status_code == 403
    response = signed_in(cast.samira).post(address, {**FORM, "title": "Beter", "revision": 1})
    found.refresh_from_db()
    assert response.status_code == 303
    assert (found.title, found.revision, found.by) == ("Beter", 2, cast.noor)
    # Of another party only who wrote it.
    school = make_participant(cast.club, Side.OTHER, "De school")
    theirs = made.example(cast.police, title="Van de politie")
    assert theirs.is_of(cast.police) and not theirs.is_of(school)


def test_the_second_who_changes_it_is_shown_both(cast: Cast, client: Client) -> None:
    found = made.example(cast.noor, title="Eerst")
    found.change(by=cast.dex, seen=1, title="Van Dex", kind="activity")
    with pytest.raises(Overtaken):
        found.change(by=cast.noor, seen=1, title="Van Noor")
    browser = cast.sit(client, cast.noor)
    response = post(
        browser, "edit_example", found.pk, **{**FORM, "title": "Van Noor", "revision": 1}
    )
    body = response.content.decode()
    assert response.status_code == 409
    assert "Van Noor" in body and "<dd>Van Dex</dd>" in body and "een activiteit" in body
    assert 'name="revision" value="2"' in body
    # The same once more, now that it was seen.
    response = post(
        browser, "edit_example", found.pk, **{**FORM, "title": "Van Noor", "revision": 2}
    )
    found.refresh_from_db()
    assert response.status_code == 303 and found.title == "Van Noor"
    # Twice the same form is once, whatever the revision says.
    assert (
        post(
            browser, "edit_example", found.pk, **{**FORM, "title": "Van Noor", "revision": 2}
        ).status_code
        == 303
    )
    assert Example.objects.get(pk=found.pk).revision == 3


def test_what_is_hidden_is_changed_by_nobody_and_other_words_were_not_reported(cast: Cast) -> None:
    found = made.example(cast.noor)
    found.report(by=cast.wouter, because="Klopt niet.")
    found.change(by=cast.noor, seen=1, title="Beter")
    assert found.reported_at is None
    found.hide(by=cast.noor, because="Er staat een naam in.")
    with pytest.raises(Refused):
        found.change(by=cast.noor, seen=2, title="Nog beter")


def test_it_is_reported_and_hidden_where_it_stands(cast: Cast, client: Client) -> None:
    found = made.example(cast.noor)
    body = page(signed_in(cast.wouter), "example", found.pk)
    assert reverse("report_text", args=["voorbeeld", found.pk]) in body
    browser = cast.sit(client, cast.noor)
    response: Any = browser.post(
        reverse("hide_text", args=["voorbeeld", found.pk]), {"because": "Te precies."}
    )
    assert response.url == reverse("example", args=[found.pk])
    # Who reads it from elsewhere can do neither.
    other = made.example(cast.noor, title="Nog een")
    body = page(signed_in(cast.elsewhere), "example", other.pk)
    assert "Nog een" in body and "/tekst/" not in body and "Dit klopt niet" not in body


def test_each_initiative_writes_what_it_learns_from_it(cast: Cast, client: Client) -> None:
    found = made.example(cast.wouter)
    gardener = cast.sit(client, cast.gardener)
    response = post(gardener, "note_example", cast.garden.pk, found.pk, text="Ook een kastje.")
    note = ExampleNote.objects.get()
    assert note.initiative == cast.garden
    assert response.url.endswith(f"?voor={cast.garden.pk}#notitie-{note.pk}")
    post(gardener, "note_example", cast.garden.pk, found.pk, text="Ook een kastje.")
    assert ExampleNote.objects.count() == 1
    assert "Ook een kastje." in page(gardener, "example", found.pk)
    for reader in (cast.wouter, cast.samira, cast.elsewhere):
        assert "Ook een kastje." not in page(signed_in(reader), "example", found.pk)
    # Not for an initiative of somebody else, nor about what is not for everyone.
    assert post(gardener, "note_example", cast.club.pk, found.pk, text="x").status_code == 404
    ours = made.example(cast.wouter, title="Van ons", is_for_everyone=False)
    assert post(gardener, "note_example", cast.garden.pk, ours.pk, text="x").status_code == 404


def test_a_note_of_the_group_has_no_nickname_for_the_municipality(cast: Cast) -> None:
    found = made.example(cast.wouter)
    note = ExampleNote.add(found, by=cast.noor, text="Dat kunnen wij ook.")
    assert "Zwaluwnoor" in page(signed_in(cast.samira), "example", found.pk)
    body = page(signed_in(cast.wouter), "example", found.pk)
    assert "Zwaluw" not in body and "Dat kunnen wij ook." in body
    note.hide(by=cast.dex, because="Toch niet.")
    body = page(signed_in(cast.wouter), "example", found.pk)
    assert "Dat kunnen wij ook." not in body and "Toch niet." in body


def test_notes_have_an_end(cast: Cast, client: Client) -> None:
    found = made.example(cast.wouter)
    ExampleNote.objects.bulk_create(
        ExampleNote(example=found, initiative=cast.club, by=cast.noor, text=f"{n}")
        for n in range(MOST_NOTES)
    )
    browser = cast.sit(client, cast.noor)
    response = post(browser, "note_example", cast.club.pk, found.pk, text="Nog een")
    assert response.status_code == 409 and "Nog een" in response.content.decode()


def test_a_case_goes_on_the_next_agenda_once(cast: Cast, client: Client) -> None:
    found = made.example(cast.wouter)
    browser = cast.sit(client, cast.noor)
    response = post(browser, "discuss_example", cast.club.pk, found.pk)
    assert response.url == reverse("plan_meeting", args=[cast.club.pk])
    meeting = make_meeting(cast.club, cast.wouter)
    for _time in range(2):
        response = post(browser, "discuss_example", cast.club.pk, found.pk)
        assert response.url.startswith(reverse("meeting", args=[meeting.pk]))
    item = AgendaItem.objects.exclude(text="").get()
    assert item.text == "Casus: Een sleutelkastje. Wat kunnen wij hiervan leren?"
    assert (item.by, item.side, item.minutes) == (cast.noor, Side.GROUP, 20)


def test_what_is_ours_stays_out_of_the_agenda_of_another(cast: Cast) -> None:
    """Somebody who takes part in two initiatives carries nothing over by accident."""
    user = cast.wouter.user
    make_participant(cast.garden, Side.MUNICIPALITY, user=user)
    ours = made.example(cast.wouter, title="Van ons", is_for_everyone=False)
    make_meeting(cast.garden, cast.gardener)
    browser = signed_in(cast.wouter)
    assert post(browser, "discuss_example", cast.garden.pk, ours.pk).status_code == 404
    start = reverse("start_experiment", args=[cast.garden.pk])
    assert "Van ons" not in browser.get(start, {"voorbeeld": ours.pk}).content.decode()
    body = page(browser, "example", ours.pk)
    assert "Groene Hoek" not in body
    body = page(browser, "example", made.example(cast.wouter, title="Voor allen").pk)
    assert f"?voor={cast.garden.pk}" in body


def test_a_page_full_of_notes_asks_the_database_as_often(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    found = made.example(cast.wouter)
    browsers = [signed_in(person) for person in (cast.wouter, cast.samira, cast.elsewhere)]
    for n in range(12):
        note = ExampleNote.add(found, by=make_participant(cast.club), text=f"Les {n}")
        if n % 3 == 0:
            note.hide(by=cast.dex, because="Dubbel.")
        if n in (0, 11):
            for browser in browsers:
                with django_assert_max_num_queries(10):
                    browser.get(reverse("example", args=[found.pk]))
