"""The list of initiatives."""

import pytest
from django.urls import reverse

from initiatives.models import Initiative
from tests import factories as make
from tests.initiatives.conftest import NAUGHTY, text_of

LIST = "/initiatieven/"


@pytest.fixture
def yara(client, cast):
    client.force_login(cast.elsewhere)
    return client


def test_it_is_for_professionals(client, cast):
    assert client.get(LIST).status_code == 302, "nobody is sent to sign in"
    assert cast.read(client).get(LIST).status_code == 403, "a link is no account"
    client.force_login(cast.resident)
    assert client.get(LIST).status_code == 403


def test_a_card_shows_name_neighbourhood_sentence_status_and_counts(yara, cast):
    cast.club.neighbourhood = make.make_neighbourhood("Vogelbuurt")
    cast.club.status = "resting"
    cast.club.save()
    page = text_of(yara.get(LIST))
    for words in ("Chillclub De Kelder", "Vogelbuurt", "Een eigen plek.", "rust", "ongeveer 12"):
        assert words in page
    assert "2 met naam" in page


def test_a_card_names_nobody(yara, cast):
    page = text_of(yara.get(LIST))
    for person in (cast.noor, cast.dex, cast.samira, cast.wouter, cast.police):
        assert person.name not in page


def test_those_where_one_takes_part_are_marked(client, cast):
    client.force_login(cast.samira.user)
    assert text_of(client.get(LIST)).count("jij doet mee") == 1


@pytest.mark.parametrize(("sought", "found"), [("kelder", 1), (" GROENE ", 1), ("%", 0), ("_", 0)])
def test_it_can_be_searched_by_name(yara, sought, found):
    response = yara.get(LIST, {"q": sought})
    assert len(response.context["page"].object_list) == found


@pytest.mark.parametrize("sought", NAUGHTY)
@pytest.mark.parametrize("key", ["q", "page", "name__startswith"])
def test_odd_questions_do_no_harm(yara, key, sought):
    response = yara.get(LIST, {key: sought})
    assert response.status_code == 200
    assert "<script>alert" not in text_of(response)


def test_25_stand_on_a_page(yara):
    Initiative.objects.bulk_create(Initiative(name=f"Straatfeest {n:02}") for n in range(40))
    first = yara.get(LIST)
    second = yara.get(LIST, {"page": 2})
    assert len(first.context["page"].object_list) == 25
    assert 'rel="next"' in text_of(first)
    ids = {i.pk for r in (first, second) for i in r.context["page"].object_list}
    assert len(ids) == 42, "nothing twice, nothing left out"


@pytest.mark.parametrize("many", [10, 1000])
def test_it_takes_eight_queries_with_any_number(yara, many, django_assert_max_num_queries):
    Initiative.objects.bulk_create(Initiative(name=f"Straatfeest {n}") for n in range(many))
    with django_assert_max_num_queries(8):
        assert yara.get(LIST).status_code == 200


def test_htmx_gets_only_the_cards(yara):
    page = text_of(yara.get(LIST, headers={"HX-Request": "true"}))
    assert "<html" not in page
    assert "Chillclub De Kelder" in page


def test_names_that_look_alike_are_pointed_out(yara):
    page = text_of(yara.get(reverse("similar_initiatives"), {"name": "De Kelderbar"}))
    assert "Chillclub" not in page, "part of a word is no likeness"
    page = text_of(yara.get(reverse("similar_initiatives"), {"name": "Chillclub Noord"}))
    assert "Chillclub De Kelder" in page
    assert "Groene Hoek" not in page


@pytest.mark.parametrize("name", ["", "de", *NAUGHTY])
def test_a_strange_name_looks_like_nothing(yara, name):
    response = yara.get(reverse("similar_initiatives"), {"name": name})
    assert response.status_code == 200
    assert "Chillclub" not in text_of(response)
