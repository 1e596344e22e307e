"""Logging an initiative: a name is enough."""

import re
import uuid

import pytest

from initiatives.models import Event, Initiative, Neighbourhood, Side
from tests import factories as make
from tests.initiatives.conftest import NAUGHTY, text_of

NEW = "/initiatieven/nieuw/"


@pytest.fixture
def yara(client, cast):
    client.force_login(cast.elsewhere)
    return client


def test_only_professionals_may(client, cast):
    assert cast.sit(client, cast.noor).get(NEW).status_code == 403
    assert client.post(NEW, {"name": "X"}).status_code == 403
    client.force_login(cast.resident)
    assert client.post(NEW, {"name": "X"}).status_code == 403
    assert Initiative.objects.count() == 2


def test_a_name_is_enough_and_one_takes_part_at_once(yara, cast):
    response = yara.post(NEW, {"name": "Straatfeest"})
    made = Initiative.objects.get(name="Straatfeest")
    assert response.status_code == 303
    assert response["Location"] == f"/initiatief/{made.pk}/verder/", "next steps, none forced"
    me = made.participants.get()
    assert (me.user, me.side) == (cast.elsewhere, Side.GUIDE)
    assert yara.get(response["Location"]).status_code == 200


def test_an_official_takes_part_for_the_municipality(client, cast):
    client.force_login(cast.wouter.user)
    client.post(NEW, {"name": "Straatfeest"})
    me = Initiative.objects.get(name="Straatfeest").participants.get()
    assert me.side == Side.MUNICIPALITY


def test_everything_on_one_screen(yara, cast):
    make.make_neighbourhood("Vogelbuurt")
    yara.post(
        NEW,
        {
            "name": "  Chill  club ",
            "sentence": "Samen koken.",
            "neighbourhood": "vogel buurt",
            "headcount": "12",
            "nicknames": "Jay, Lina\nMoos;jay,,",
            "seen": str(cast.club.pk),
        },
    )
    made = Initiative.objects.get(name="Chill club")
    assert made.neighbourhood.name == "Vogelbuurt", "capitals and spaces do not make a new one"
    assert Neighbourhood.objects.count() == 1
    assert made.headcount == 12
    group = made.participants.filter(side=Side.GROUP)
    assert [p.name for p in group] == ["Jay", "Lina", "Moos"]


def test_a_new_neighbourhood_is_made(yara):
    yara.post(NEW, {"name": "Feest", "neighbourhood": "Stationskwartier"})
    assert Initiative.objects.get(name="Feest").neighbourhood.name == "Stationskwartier"


def test_the_same_form_sent_twice_gives_one(yara):
    once = yara.get(NEW).context["once"]
    answers = [yara.post(NEW, {"name": "Straatfeest", "once": once}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Initiative.objects.filter(name="Straatfeest").count() == 1
    assert Event.objects.filter(verb="initiative_logged").count() == 1


def test_two_forms_give_two(yara):
    for _ in range(2):
        seen = Initiative.objects.filter(name="Straatfeest").values_list("pk", flat=True)
        form = {"name": "Straatfeest", "once": yara.get(NEW).context["once"]}
        yara.post(NEW, {**form, "seen": list(seen)})
    assert Initiative.objects.filter(name="Straatfeest").count() == 2


def test_the_form_of_somebody_else_gives_nothing_of_theirs(client, cast):
    once = str(uuid.uuid4())
    for user in (cast.elsewhere, cast.wouter.user):
        client.force_login(user)
        seen = Initiative.objects.filter(name="Straatfeest").values_list("pk", flat=True)
        client.post(NEW, {"name": "Straatfeest", "once": once, "seen": list(seen)})
    assert Initiative.objects.filter(name="Straatfeest").count() == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Vul dit in."),
        ({"name": "   "}, "Vul dit in."),
        ({"name": "n" * 81}, "Dit is te lang: 81 tekens. Er passen er 80."),
        ({"sentence": "s" * 201}, "Dit is te lang: 201 tekens. Er passen er 200."),
        ({"neighbourhood": "b" * 61}, "Dit is te lang: 61 tekens. Er passen er 60."),
        ({"name": "Twee\nregels"}, "Dit past op één regel."),
        ({"headcount": "veel"}, "Vul een heel getal in, zoals 12."),
        ({"headcount": "1.5"}, "Vul een heel getal in, zoals 12."),
        ({"headcount": "0"}, "Vul een getal in van 1 of meer."),
        ({"headcount": "-3"}, "Vul een getal in van 1 of meer."),
        ({"headcount": "100000000000000000000"}, "Dit is te veel. Er passen er 9999."),
        ({"nicknames": "Jay, " + "x" * 25}, "is te lang. Een naam heeft hier hooguit 24 tekens."),
        ({"nicknames": "J"}, "Een naam heeft hier minstens twee tekens."),
        ({"nicknames": "\u3164\u3164\u3164"}, "Een naam heeft hier minstens twee tekens."),
        ({"nicknames": "jay@example.org"}, "Gebruik geen mailadres of link."),
        ({"nicknames": "06 1234 5678"}, "Gebruik geen nummer."),
        ({"nicknames": "Gemeente"}, "Die naam lijkt op een kant van de afspraak."),
        ({"nicknames": "Yara van Elders"}, "Yara van Elders staat er al."),
        ({"nicknames": "\n".join(f"Naam{n}" for n in range(31))}, "Er passen er 30."),
    ],
)
def test_bad_input_says_what_and_keeps_the_text(yara, fields, sentence):
    filled = {"name": "Straatfeest", "sentence": "Samen eten.", **fields}
    response = yara.post(NEW, filled)
    assert response.status_code == 422
    page = text_of(response)
    assert sentence in page
    assert "Samen eten." in page or "sentence" in fields
    assert not Initiative.objects.filter(name="Straatfeest").exists(), "nothing half made"


@pytest.mark.parametrize("text", NAUGHTY)
@pytest.mark.parametrize(
    "field", ["name", "sentence", "neighbourhood", "headcount", "nicknames", "once"]
)
def test_strange_texts_are_refused_or_shown_as_text(yara, field, text):
    response = yara.post(NEW, {"name": "Straatfeest", field: text}, follow=True)
    assert response.status_code in (200, 422)
    assert "<script>alert" not in text_of(response)
    # The number of the initiative itself may be any.
    assert "1414" not in re.sub(r"/initiatief/\d+/", "", text_of(response))


def test_fields_that_are_not_in_the_form_change_nothing(yara):
    yara.post(
        NEW, {"name": "Straatfeest", "status": "ended", "shows_names": "on", "id": "1", "pk": "1"}
    )
    made = Initiative.objects.get(name="Straatfeest")
    assert (made.status, made.shows_names) == ("active", False)


def test_the_page_says_who_reads_it(yara):
    assert "Collega’s zien naam, buurt en deze zin. Schrijf niets over personen." in text_of(
        yara.get(NEW)
    )


# What is there already comes first, and never stops anybody --------------------------------------


def test_what_is_like_it_is_shown_first_and_the_second_press_saves(yara, cast):
    form = {"name": "Chil club Kelder", "sentence": "Samen.", "once": str(uuid.uuid4())}
    response = yara.post(NEW, form)
    assert response.status_code == 200, "nothing is wrong with what was typed"
    page = text_of(response)
    assert "Lijkt dit erop?" in page
    assert f'href="/initiatief/{cast.club.pk}/"' in page
    assert 'value="Chil club Kelder"' in page and 'value="Samen."' in page
    assert not Initiative.objects.filter(name="Chil club Kelder").exists()
    again = {**form, "seen": re.findall(r'name="seen" value="(\d+)"', page)}
    assert yara.post(NEW, again).status_code == 303
    assert Initiative.objects.filter(name="Chil club Kelder").exists()


def test_what_is_nearby_is_shown_first(yara, cast):
    cast.garden.neighbourhood = make.make_neighbourhood("Vogelbuurt")
    cast.garden.save()
    page = text_of(yara.post(NEW, {"name": "Iets heel anders", "neighbourhood": "vogelbuurt"}))
    assert "Groene Hoek" in page
    assert not Initiative.objects.filter(name="Iets heel anders").exists()


def test_who_saw_it_while_typing_presses_once(yara, cast):
    part = yara.get(
        "/initiatieven/lijkt-op/", {"name": "chillclub"}, headers={"HX-Request": "true"}
    )
    seen = re.findall(r'name="seen" value="(\d+)"', text_of(part))
    assert seen == [str(cast.club.pk)]
    assert yara.post(NEW, {"name": "Chillclub", "seen": seen}).status_code == 303


def test_another_one_that_came_meanwhile_is_shown_too(yara, cast):
    make.make_initiative("Chillclub De Kelder")
    response = yara.post(NEW, {"name": "Chillclub De Kelder", "seen": cast.club.pk})
    assert response.status_code == 200
    assert Initiative.objects.count() == 3


def test_a_double_press_does_not_ask_about_what_it_made_itself(yara):
    form = {"name": "Straatfeest", "once": str(uuid.uuid4())}
    answers = [yara.post(NEW, form) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]


@pytest.mark.parametrize("seen", NAUGHTY)
def test_strange_numbers_of_what_was_seen_do_no_harm(yara, seen):
    assert yara.post(NEW, {"name": "Chillclub De Kelder", "seen": seen}).status_code == 200
