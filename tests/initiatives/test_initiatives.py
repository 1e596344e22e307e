"""The list of initiatives: what is found, for whom, page by page, and the same on 5,000."""

from __future__ import annotations

import gzip
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives.listing import Filters, found_by, page_at
from initiatives.models import Event, Initiative, Side
from initiatives.who import Who
from tests import factories as make
from tests.initiatives.conftest import NAUGHTY, text_of
from tests.initiatives.many import make_many

LIST = "/initiatieven/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def yara(client, cast):
    client.force_login(cast.elsewhere)
    return client


def ids(response) -> list[int]:
    return [initiative.pk for initiative in response.context["page"].items]


def test_it_is_for_professionals(client, cast):
    assert client.get(LIST).status_code == 302, "nobody is sent to sign in"
    assert cast.read(client).get(LIST).status_code == 403, "a link is no account"
    client.force_login(cast.resident)
    assert client.get(LIST).status_code == 403


def test_a_card_shows_name_kind_neighbourhood_sentence_status_and_counts(yara, cast):
    cast.club.neighbourhood = make.make_neighbourhood("Vogelbuurt")
    cast.club.status = "resting"
    cast.club.kind = "youth"
    cast.club.save()
    page = text_of(yara.get(LIST))
    shown = (
        "Chillclub De Kelder",
        "Jongeren",
        "Vogelbuurt",
        "Een eigen plek.",
        "rust",
        "12 mensen",
    )
    for words in shown:
        assert words in page
    assert "2 met naam" in page


def test_a_card_names_nobody_and_tells_no_more(yara, cast):
    cast.club.wish, cast.club.strength = "Geheime wens.", "Geheime kracht."
    cast.club.place, cast.club.missing = "Geheime plek", "Geheim gemis."
    cast.club.save()
    page = text_of(yara.get(LIST))
    for person in (cast.noor, cast.dex, cast.samira, cast.wouter, cast.police):
        assert person.name not in page
    assert "Gehei" not in page


def test_the_strength_comes_first_for_who_takes_part_for_the_municipality(client, cast):
    cast.club.strength = "Wij kennen iedereen."
    cast.club.save()
    cards = {}
    for person in (cast.wouter, cast.samira):
        client.force_login(person.user)
        cards[person] = text_of(client.get(LIST))
    page = cards[cast.wouter]
    assert page.index("Wij kennen iedereen.") < page.index("Een eigen plek.")
    assert "Wij kennen iedereen." not in cards[cast.samira]


def test_those_where_one_takes_part_are_marked(client, cast):
    client.force_login(cast.samira.user)
    assert text_of(client.get(LIST)).count("jij doet mee") == 1


# Searching ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("kelder", 1),
        (" GROENE ", 1),
        ("kélder", 1),
        ("kelder chill", 1),
        ("chill kelder de", 1),
        ("kelder groene", 0),
        ("ch", 1),
        ("Ch", 1),
        ("ke", 0),
        ("de", 0),
        ("%", 0),
        ("_", 0),
        ("🦊", 0),
    ],
)
def test_it_can_be_searched_by_name(yara, sought, found):
    assert len(ids(yara.get(LIST, {"q": sought}))) == found


def test_what_is_not_found_shows_what_looks_like_it(yara):
    page = text_of(yara.get(LIST, {"q": "Chillclub keldr"}))
    assert "Niets gevonden." in page
    assert "Zocht je dit?" in page
    assert "Chillclub De Kelder" in page


@pytest.mark.parametrize("sought", [*NAUGHTY, "", "0", "1e3", "９", "on", "ended; --"])
@pytest.mark.parametrize(
    "key",
    ["q", "page", "name__startswith", "neighbourhood", "status", "kind", "mine", "silent", "after",
     "before", "id"],
)  # fmt: skip
def test_odd_questions_do_no_harm(yara, key, sought):
    response = yara.get(LIST, {key: sought})
    assert response.status_code == 200
    assert "<script>alert" not in text_of(response)
    if key not in ("q", "mine", "silent"):
        assert len(ids(response)) == 2, "a value that makes no sense asks for nothing"


# Filters, each for each kind of person -----------------------------------------------------------


@pytest.fixture
def town(cast) -> dict[str, Any]:
    """The club and the garden, and five more that differ in what can be filtered."""
    north, south = make.make_neighbourhood("Noord"), make.make_neighbourhood("Zuid")
    long_ago = timezone.localtime() - timedelta(days=200)
    made = {
        "club": cast.club,
        "garden": cast.garden,
        "idea": make.make_initiative("Idee", status="idea", neighbourhood=north, kind="green"),
        "resting": make.make_initiative("Rust", status="resting", neighbourhood=south),
        "ended": make.make_initiative("Einde", status="ended", neighbourhood=north, kind="green"),
        "silent": make.make_initiative("Stil", logged_at=long_ago),
        "mine": make.make_initiative("Mijn stille", logged_at=long_ago, kind="youth"),
    }
    for name in ("silent", "mine"):
        event = Event(initiative=made[name], verb="initiative_logged", at=long_ago)
        Event.objects.bulk_create([event])
    for name in ("club", "garden", "idea", "resting", "ended"):
        made[name].tell("initiative_changed", by=None)
    for user, side in ((cast.samira.user, Side.GUIDE), (cast.wouter.user, Side.MUNICIPALITY)):
        make.make_participant(made["mine"], side, user=user)
    Event.objects.filter(initiative=made["mine"], at__gt=long_ago).delete()
    made["north"] = north
    return made


WITHOUT_ENDED = {"club", "garden", "idea", "resting", "silent", "mine"}
EVERYTHING = WITHOUT_ENDED | {"ended"}
OF_SAMIRA = {"club", "mine"}
# question -> what everybody finds; or by person: a guide, an official, a coordinator who takes part
# in nothing, and a colleague from elsewhere
FOUND: list[tuple[dict[str, str], dict[str, set[str]]]] = [
    ({}, {"all": WITHOUT_ENDED}),
    ({"status": "all"}, {"all": EVERYTHING}),
    ({"status": "ended"}, {"all": {"ended"}}),
    ({"status": "resting"}, {"all": {"resting"}}),
    ({"q": "einde"}, {"all": {"ended"}}),
    ({"q": "einde", "status": "active"}, {"all": set()}),
    ({"neighbourhood": "north"}, {"all": {"idea"}}),
    ({"neighbourhood": "north", "status": "all"}, {"all": {"idea", "ended"}}),
    ({"kind": "green"}, {"all": {"idea"}}),
    ({"kind": "youth"}, {"all": {"mine"}}),
    ({"mine": "on"}, {"guide": OF_SAMIRA, "official": OF_SAMIRA, "coordinator": set(),
                      "elsewhere": set()}),
    ({"silent": "on"}, {"guide": {"mine"}, "official": {"mine"},
                        "coordinator": {"silent", "mine"}, "elsewhere": set()}),
    ({"silent": "on", "kind": "youth"}, {"guide": {"mine"}, "official": {"mine"},
                                         "coordinator": {"mine"}, "elsewhere": set()}),
    ({"silent": "on", "q": "stil"}, {"guide": {"mine"}, "official": {"mine"},
                                     "coordinator": {"silent", "mine"}, "elsewhere": set()}),
]  # fmt: skip


@pytest.mark.parametrize("person", ["guide", "official", "coordinator", "elsewhere"])
@pytest.mark.parametrize(("question", "meant"), FOUND)
def test_each_filter_finds_what_is_meant(client, cast, town, person, question, meant):
    users = {
        "guide": cast.samira.user,
        "official": cast.wouter.user,
        "coordinator": cast.manager,
        "elsewhere": cast.elsewhere,
    }
    client.force_login(users[person])
    if question.get("neighbourhood") == "north":
        question = {**question, "neighbourhood": str(town["north"].pk)}
    found = set(ids(client.get(LIST, question)))
    assert found == {town[name].pk for name in meant.get("all", meant.get(person))}
    assert found == set(ids_in_body(client.get(LIST, question), town)), "the body says the same"


def ids_in_body(response, town) -> list[int]:
    # Below an empty list stands what looks like the words that were sought.
    page = text_of(response).split("Zocht je dit?")[0]
    return [i.pk for i in town.values() if f'href="/initiatief/{i.pk}/"' in page]


def test_silence_begins_after_so_many_months(client, cast, settings, town):
    client.force_login(cast.manager)
    Event.objects.filter(initiative=cast.garden).update(
        at=timezone.localtime() - timedelta(days=50)
    )
    Initiative.objects.filter(pk=cast.garden.pk).update(
        logged_at=timezone.localtime() - timedelta(days=99)
    )
    assert cast.garden.pk not in ids(client.get(LIST, {"silent": "on"}))
    settings.SILENT_MONTHS = 1
    assert cast.garden.pk in ids(client.get(LIST, {"silent": "on"}))
    assert "Al 1 maand stil" in text_of(client.get(LIST))


def test_an_unknown_key_changes_nothing(yara, town):
    assert ids(yara.get(LIST, {"shows_names": "1", "page": "3"})) == ids(yara.get(LIST))


def test_it_says_when_nothing_fits(yara):
    page = text_of(yara.get(LIST, {"kind": "energy"}))
    assert "Niets gevonden." in page
    assert 'href="/initiatieven/"' in page


def test_it_says_when_there_is_nothing_yet(client, db):
    client.force_login(make.make_user(function="youth_worker"))
    assert "Er staat nog niets in." in text_of(client.get(LIST))


# Pages -------------------------------------------------------------------------------------------


def walk(client, question: dict[str, str]) -> list[list[int]]:
    """Every page forward, and then the same ones back."""
    response = client.get(LIST, question)
    pages = [ids(response)]
    while response.context["page"].older_url:
        response = client.get(response.context["page"].older_url)
        pages.append(ids(response))
    for earlier in reversed(pages[:-1]):
        response = client.get(response.context["page"].newer_url)
        assert ids(response) == earlier, "back gives the page that was there"
    assert not response.context["page"].newer_url
    return pages


@pytest.mark.parametrize(
    "question", [{}, {"status": "all"}, {"kind": "green"}, {"q": "tuin"}, {"status": "ended"}]
)
def test_pages_give_each_once_and_in_order(yara, question):
    make_many(180)
    # Names that are the same stand beside each other, also over the end of a page.
    for _ in range(30):
        make.make_initiative("Buurttuin De Brug", kind="green")
    pages = walk(yara, question)
    everything = [pk for page in pages for pk in page]
    assert all(len(page) == 25 for page in pages[:-1])
    user = yara.get(LIST).wsgi_request.who.user
    filters = Filters(**question)
    assert everything == list(found_by(Who(user, []), filters).values_list("pk", flat=True))
    assert len(everything) == len(set(everything))


def test_a_page_that_begins_nowhere_is_the_first(yara, cast):
    for question in ({"after": "999999"}, {"before": "999999"}, {"before": cast.club.pk}):
        assert ids(yara.get(LIST, question)) == [cast.club.pk, cast.garden.pk]
    last = ids(yara.get(LIST, {"after": cast.garden.pk}))
    assert last == [cast.club.pk, cast.garden.pk], "after the last comes the first page again"


def test_a_page_keeps_what_was_asked(yara):
    make_many(600)
    older = yara.get(LIST, {"status": "all", "q": "tuin"}).context["page"].older_url
    assert "status=all" in older and "q=tuin" in older


# Much -------------------------------------------------------------------------------------------


def test_the_same_few_queries_on_5000(yara):
    questions = [
        {},
        {"q": "chillclub kelder"},
        {"q": "ch"},
        {"kind": "green", "status": "active"},
        {"silent": "on"},
        {"mine": "on"},
    ]
    counted = []
    for many in (40, 5000):
        make_many(many)
        for question in questions:
            with CaptureQueriesContext(connection) as queries:
                assert yara.get(LIST, question).status_code == 200
            counted.append(len(queries))
    assert counted[: len(questions)] == counted[len(questions) :]
    assert max(counted) <= 8


def plan_of(queryset) -> str:
    return str(queryset[:26].explain())


@pytest.mark.parametrize(
    ("filters", "index"),
    [
        (Filters(), "initiative_by_name"),
        (Filters(status="resting"), "initiative_by_status"),
        (Filters(kind="energy"), "initiative_by_kind"),
        (Filters(neighbourhood=1), "initiative_by_place"),
        (Filters(q="chillclub"), "initiatives_namepiece"),
        (Filters(silent=True), "event_timeline"),
    ],
)
def test_an_index_stands_behind_every_filter(cast, filters, index):
    made = make_many(3000)
    if filters.neighbourhood:
        filters = Filters(neighbourhood=made[0].neighbourhood_id)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    manager = Who(cast.manager, [])
    plan = plan_of(found_by(manager, filters))
    if filters.silent and connection.vendor == "postgresql":
        # Of the few events that are here PostgreSQL reads all; what counts is that it can stop.
        index = "Anti Join"
    assert index in plan, plan
    if connection.vendor == "sqlite":
        assert "SCAN initiatives_initiative\n" not in plan + "\n", plan


def test_a_page_far_down_goes_by_the_index_too(cast):
    made = make_many(3000)
    filters, manager = Filters(), Who(cast.manager, [])
    with CaptureQueriesContext(connection) as queries:
        page = page_at(found_by(manager, filters), filters, after=made[1500].pk, before=0)
    assert len(page.items) == 25
    assert len(queries) == 2
    sql = queries[-1]["sql"]
    assert "OFFSET" not in sql and "COUNT(*)" not in sql.split("FROM")[0]


def test_the_part_for_htmx_is_small_and_holds_only_the_list(yara):
    make_many(200)
    response = yara.get(LIST, {"status": "active"}, headers=HTMX)
    page = text_of(response)
    assert "<html" not in page and "<form" not in page
    assert page.count("<article") == 25
    assert len(gzip.compress(response.content, 6)) < 8 * 1024
    assert len(response.content) < 16 * 1024
