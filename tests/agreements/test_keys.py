"""Who holds which key: both sides read the list, and one tap says that it is back or lost."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import DutyKind, Event, Participant, merging
from initiatives.states import Refused
from places.models import Key, Place
from places.models.key import KeyEnd
from tests.conftest import Cast
from tests.factories import make_participant, make_place
from tests.world_keys import room_of


@pytest.fixture
def room(cast: Cast) -> Place:
    return room_of(cast.club, cast.wouter)


def give(room: Place, holder: Participant, label: str = "Sleutel 1", **more: Any) -> Key:
    return Key.give(
        room, holder=holder, label=label, by=holder, **{"agreed_to_be_named": True, **more}
    )


def page_of(client: Client, cast: Cast) -> str:
    response = client.get(reverse("keys", args=[cast.club.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_both_sides_see_who_holds_which_key(cast: Cast, client: Client, room: Place) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    give(room, cast.noor, is_deputy=True)
    give(room, cast.wouter, "Sleutel 2", due_back_on=yesterday)
    group = page_of(cast.sit(client, cast.dex), cast)
    client = Client()
    client.force_login(cast.wouter.user)
    for page in (group, page_of(client, cast)):
        assert "Zwaluwnoor" in page and "valt in" in page and "Wouter de Graaf" in page
        assert "1 sleutel is niet op tijd terug." in page and "te laat" in page
        assert "Bel dezelfde dag: De beheerder, 0123." in page


def test_the_name_of_a_lost_key_is_not_offered_again(cast: Cast, room: Place) -> None:
    """It may turn up: two keys of one name cannot be told apart then."""
    give(room, cast.noor).end(KeyEnd.LOST, by=cast.noor)
    give(room, cast.noor, "Sleutel 2").end(KeyEnd.RETURNED, by=cast.noor)
    client = Client()
    client.force_login(cast.samira.user)
    form = client.get(reverse("give_key", args=[cast.club.pk])).content.decode()
    assert 'value="Sleutel 2"' in form
    page = page_of(client, cast)
    assert "Wie had er een?" in page and not re.search(r"·\s+van\s", page), "one day is said once"


def test_only_the_name_that_agreed_is_for_the_municipality(cast: Cast, room: Place) -> None:
    with pytest.raises(Refused, match="Vraag eerst of de gemeente de naam mag zien"):
        give(room, cast.noor, agreed_to_be_named=False)
    give(room, cast.noor)
    client = Client()
    client.force_login(cast.wouter.user)
    assert "Zwaluwnoor" in page_of(client, cast) and "Zwaluwdex" not in page_of(client, cast)
    form = client.get(reverse("give_key", args=[cast.club.pk])).content.decode()
    assert "Zwaluw" not in form and "Staat iemand er niet bij?" in form


@pytest.mark.parametrize("who", ["police", "reader", "elsewhere"])
def test_others_do_not_see_it(cast: Cast, client: Client, room: Place, who: str) -> None:
    give(room, cast.noor)
    if who == "reader":
        cast.read(client)
    else:
        client.force_login(cast.elsewhere if who == "elsewhere" else cast.police.user)
    response = client.get(reverse("keys", args=[cast.club.pk]))
    assert response.status_code == {"police": 403, "reader": 302, "elsewhere": 404}[who]
    assert b"Zwaluwnoor" not in response.content


def post(client: Client, cast: Cast, room: Place, person: Participant, **more: Any) -> Any:
    data = {"holder": person.pk, "place": room.pk, "label": "Voordeur", "agreed": "on", **more}
    return client.post(reverse("give_key", args=[cast.club.pk]), data)


def test_giving_a_key_through_the_form(cast: Cast, client: Client, room: Place) -> None:
    browser = cast.sit(client, cast.noor)
    form = browser.get(reverse("give_key", args=[cast.club.pk])).content.decode()
    assert 'value="Sleutel 1"' in form and room.whole_name in form
    day = timezone.localdate()
    for _n in range(2):  # The same form sent twice is one key.
        response = post(
            browser,
            cast,
            room,
            cast.dex,
            is_deputy="on",
            since=(day - timedelta(days=40)).isoformat(),
            due_back_on=day.isoformat(),
        )
        assert response.status_code == 303
    key = Key.objects.get()
    assert (key.holder, key.label, key.is_deputy) == (cast.dex, "Voordeur", True)
    assert (key.since, key.due_back_on) == (day - timedelta(days=40), day)
    assert Event.objects.filter(verb="key_given").count() == 1
    assert cast.dex.duties.filter(kind=DutyKind.KEY_HOLDER, ended_on=None).count() == 1


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"agreed": ""}, "Zonder dat gaat het niet."),
        ({"holder": "0"}, "Kies iemand die hier nu meedoet."),
        ({"holder": ""}, "Kies iemand."),
        ({"place": "0"}, "Deze plek is er niet meer."),
        ({"label": ""}, "Vul dit in."),
        ({"label": "4711", "is_code": "on"}, "Schrijf de code zelf niet op."),
        ({"due_back_on": "2020-01-01"}, "Kies vandaag of een dag die nog komt."),
        ({"since": "2999-01-01"}, "Die dag is nog niet geweest."),
        ({"since": "1999-01-01"}, "Dat jaar kan niet kloppen."),
        ({"due_back_on": "morgen"}, "Dit is geen dag."),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    cast: Cast, client: Client, room: Place, more: dict[str, str], sentence: str
) -> None:
    response = post(cast.sit(client, cast.noor), cast, room, cast.dex, **more)
    page = response.content.decode()
    assert response.status_code == 422 and sentence in page
    assert not Key.objects.exists()
    if "label" not in more:
        assert 'value="Voordeur"' in page


def test_a_key_is_in_one_pocket(cast: Cast, client: Client, room: Place) -> None:
    give(room, cast.wouter, "Voordeur")
    response = post(cast.sit(client, cast.noor), cast, room, cast.dex)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Die sleutel heeft al iemand." in page and "“Sleutel 1”" in page
    assert Key.objects.count() == 1


def test_a_code_can_be_known_by_several(cast: Cast, room: Place) -> None:
    for person in (cast.noor, cast.dex, cast.dex):
        give(room, person, "Kastje", is_code=True)
    assert Key.objects.held().count() == 2


def test_without_a_place_in_a_text_the_group_is_told_what_to_do(cast: Cast, client: Client) -> None:
    make_place("Ver weg")
    page = cast.sit(client, cast.noor).get(reverse("give_key", args=[cast.club.pk]))
    assert "Er staat nog geen plek in een afspraak." in page.content.decode()
    client = Client()
    client.force_login(cast.wouter.user)
    page = client.get(reverse("give_key", args=[cast.club.pk]))
    assert "Ver weg" in page.content.decode()


def tap(client: Client, name: str, key: Key) -> str:
    response = client.post(reverse(name, args=[key.pk]), follow=True)
    assert response.redirect_chain[0] == (
        f"{reverse('keys', args=[key.initiative_id])}#sleutel-{key.pk}",
        303,
    )
    return response.content.decode()


def test_back_and_not_back_in_one_tap(cast: Cast, client: Client, room: Place) -> None:
    key = give(room, cast.noor)
    client.force_login(cast.wouter.user)
    for _n in range(2):
        page = tap(client, "key_back", key)
        assert "Sleutel 1 is terug." in page and "Toch niet terug" in page
    key.refresh_from_db()
    assert (key.ended_how, key.ended_by) == (KeyEnd.RETURNED, cast.wouter)
    assert Event.objects.filter(verb="key_came_back").count() == 1
    assert not cast.noor.duties.filter(kind=DutyKind.KEY_HOLDER, ended_on=None).exists()
    assert "staat weer op de lijst" in tap(client, "key_undo", key)
    key.refresh_from_db()
    assert key.ended_on is None
    assert cast.noor.duties.filter(kind=DutyKind.KEY_HOLDER, ended_on=None).exists()


def test_a_lost_key_says_whom_to_call(cast: Cast, client: Client, room: Place) -> None:
    key = give(room, cast.noor)
    page = tap(cast.sit(client, cast.noor), "key_lost", key)
    assert "Sleutel 1 is kwijt. Bel nog vandaag: De beheerder, 0123." in page
    # It was said to be lost; the other tap comes too late.
    late = client.post(reverse("key_back", args=[key.pk]))
    assert late.status_code == 409 and "Iemand anders was net voor." in late.content.decode()


def test_what_went_to_another_stays_there(cast: Cast, client: Client, room: Place) -> None:
    key = give(room, cast.noor)
    key.end(KeyEnd.RETURNED, by=cast.noor)
    give(room, cast.dex)
    browser = cast.sit(client, cast.noor)
    assert "Toch niet terug" not in page_of(browser, cast)
    response = browser.post(reverse("key_undo", args=[key.pk]))
    assert response.status_code == 409
    assert "Die sleutel heeft nu iemand anders." in response.content.decode()


def test_a_double_holds_its_keys_under_the_kept_name(cast: Cast, room: Place) -> None:
    double = make_participant(cast.club, name="Zwaluwnoortje")
    key = give(room, double)
    merging.merge(double, into=cast.noor, by=cast.samira)
    assert list(Key.objects.held().of(cast.noor)) == [key]
    client = Client()
    client.force_login(cast.samira.user)
    page = page_of(client, cast)
    assert "Zwaluwnoor<" in page and "Zwaluwnoortje" not in page
    assert "doet niet meer mee" not in page
    # The same key once more is the one that is there.
    assert give(room, cast.noor) == key
    merging.undo_merge(double, by=cast.samira)
    assert list(Key.objects.held().of(double)) == [key]


def test_who_leaves_with_a_key_is_told(cast: Cast, client: Client, room: Place) -> None:
    give(room, cast.noor, "Voordeur")
    browser = cast.sit(client, cast.noor)
    page = browser.get(reverse("participant", args=[cast.noor.pk])).content.decode()
    assert "Jij hebt nog een sleutel." in page and "Voordeur" in page
    cast.noor.leave(by=cast.noor)
    client = Client()
    client.force_login(cast.wouter.user)
    page = page_of(client, cast)
    assert "1 sleutel is bij iemand die niet meer meedoet." in page
    page = client.get(reverse("end_agreement", args=[_agreement(room)])).content.decode()
    assert "Er is nog 1 sleutel niet terug." in page
    assert re.search(r'value="not_yet"[^>]*checked', page)
    page = client.get(reverse("handover_page", args=[cast.club.pk])).content.decode()
    assert "Nu een sleutel bij:" in page and "Zwaluwnoor" in page


def _agreement(room: Place) -> int:
    return room.slots.get().version.agreement_id


def test_handing_over_says_which_key_goes_along(cast: Cast, client: Client, room: Place) -> None:
    give(room, cast.wouter, "Hoofdsleutel")
    client.force_login(cast.wouter.user)
    page = client.get(reverse("hand_over", args=[cast.wouter.pk])).content.decode()
    assert "Jij hebt nog een sleutel." in page and "Hoofdsleutel" in page


@pytest.mark.parametrize("n", [3, 40])
def test_queries(
    cast: Cast, client: Client, room: Place, n: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(n):
        key = give(room, cast.noor if number % 2 else cast.wouter, f"S {number}")
        if number % 3 == 0:
            key.end(KeyEnd.RETURNED, by=cast.noor)
    browser = cast.sit(client, cast.noor)
    for name in ("keys", "give_key"):
        with django_assert_max_num_queries(8):
            assert browser.get(reverse(name, args=[cast.club.pk])).status_code == 200
