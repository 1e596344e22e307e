"""What is there already when somebody types a name: tolerant, by an index, the same on 5,000."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from initiatives.models import Initiative, NamePiece
from initiatives.pieces import folded, pieces_of, sort_key_of
from initiatives.similar import find_similar, names_alike
from tests import factories as make
from tests.initiatives.conftest import NAUGHTY, text_of
from tests.initiatives.many import make_many

MUST = [
    ("chil club kelder", "Chillclub De Kelder"),
    ("De Kelder chillclub", "Chillclub De Kelder"),
    ("CHILL-CLUB DE KELDER", "Chillclub De Kelder"),
    ("Chilclub de Keldr", "Chillclub De Kelder"),
    ("Chillclub Kelder Vogelbuurt", "Chillclub De Kelder"),
    ("De Kelder", "Chillclub De Kelder"),
    ("Kelderclub", "Chillclub De Kelder"),
    ("Chillclub", "Chillclub De Kelder"),
    ("repair cafe", "Repaircafé"),
    ("Reperatiecafé", "Reparatiecafé De Hoek"),
    ("buurt tuin", "Buurttuin"),
    ("Buurttuinen", "Buurttuin"),
    ("cafe t hoekje", "Café ’t Hoekje"),
    ("Moeders van Merelstad", "Moedergroep Merelstad"),
    ("ß-plein", "SS Plein"),
]
MUST_NOT = [
    ("De Kelderbar", "Chillclub De Kelder"),
    ("De Kas", "De Kade"),
    ("Het Nest", "Het Net"),
    ("De Groene Hoek", "De Rode Draad"),
    ("Buurttuin De Linde", "Buurtfeest"),
    ("Skaten op het plein", "Pleinfeest"),
    ("Eettafel", "Repaircafé"),
    ("Ons", "Onderling Ondernemen"),
    ("De", "De Kelder"),
    ("Fietshulp", "Huiswerkhulp"),
    ("🦊", "🐻"),
]


@pytest.mark.parametrize(("typed", "there"), MUST)
def test_these_must_be_found(db, typed, there):
    initiative = make.make_initiative(there)
    assert [pk for pk, _ratio in names_alike(typed)] == [initiative.pk]


@pytest.mark.parametrize(("typed", "there"), MUST_NOT)
def test_these_must_not_be_found(db, typed, there):
    make.make_initiative(there)
    assert list(names_alike(typed)) == []


def test_what_looks_most_like_it_comes_first(db):
    names = ("Chillclub De Zolder", "Chillclub De Kelder", "De Kelderclub")
    made = [make.make_initiative(name) for name in names]
    found = find_similar("chillclub kelder").alike
    assert found[0] == made[1]
    assert set(found) == set(made)


def test_the_pieces_follow_the_name(db, cast):
    def kept() -> set[str]:
        return set(NamePiece.objects.filter(initiative=cast.club).values_list("piece", flat=True))

    assert kept() == pieces_of("Chillclub De Kelder")
    cast.club.change(by=cast.samira, name="Café Noord")
    assert kept() == pieces_of("Café Noord")
    assert not find_similar("chillclub kelder")
    assert find_similar("cafe noord").alike == [cast.club]
    assert {p.of_how_many for p in cast.club.name_pieces.all()} == {len(kept())}
    cast.club.refresh_from_db()
    assert cast.club.sort_key == "cafe noord"


def test_another_field_leaves_the_pieces_alone(db, cast):
    before = list(cast.club.name_pieces.values_list("pk", flat=True))
    cast.club.change(by=cast.samira, headcount=20)
    cast.club.save()
    assert list(cast.club.name_pieces.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("name", [*NAUGHTY, "ﷺ" * 80, "a", "é", "İ" * 80, "Ⅷ"])
def test_any_name_can_be_kept_and_found_again(db, name):
    name = name.replace("\x00", "")[:80]
    initiative = make.make_initiative(name)
    initiative.full_clean(exclude=["neighbourhood"])
    if pieces_of(name):
        assert initiative.pk in [pk for pk, _ratio in names_alike(name)]


def test_folding_goes_on_until_nothing_changes():
    for name in ("Café", "ÅNGSTRÖM", "İstanbul", "ﬁets"):
        assert folded(folded(name)) == folded(name)
    assert sort_key_of("Élan") == "elan"


def test_nearby_are_those_of_the_neighbourhood_that_did_not_end(db):
    place = make.make_neighbourhood("Vogelbuurt")
    near = make.make_initiative("Eettafel", neighbourhood=place)
    make.make_initiative("Moestuin", neighbourhood=place, status="ended")
    make.make_initiative("Leesclub", neighbourhood=make.make_neighbourhood())
    found = find_similar("Skateplek", " vogel BUURT ")
    assert (found.alike, found.nearby) == ([], [near])
    assert not find_similar("Skateplek", "Onbekend")


def test_ended_ones_are_found_by_name_and_say_so(client, cast):
    cast.club.status = "ended"
    cast.club.save()
    client.force_login(cast.elsewhere)
    page = text_of(client.get(reverse("similar_initiatives"), {"name": "Chillclub De Kelder"}))
    assert "(gestopt)" in page


@pytest.mark.parametrize("name", ["", "de", *NAUGHTY])
def test_a_strange_name_looks_like_nothing(client, cast, name):
    client.force_login(cast.elsewhere)
    response = client.get(reverse("similar_initiatives"), {"name": name, "neighbourhood": name})
    assert response.status_code == 200
    assert "Chillclub" not in text_of(response)


def test_names_of_people_are_not_in_it(client, cast):
    client.force_login(cast.elsewhere)
    page = text_of(client.get(reverse("similar_initiatives"), {"name": "Chillclub De Kelder"}))
    assert "Chillclub De Kelder" in page
    assert "Zwaluw" not in page


def test_the_same_queries_on_5000(client, cast, django_assert_max_num_queries):
    client.force_login(cast.elsewhere)
    counted = []
    for many in (5, 5000):
        make_many(many)
        with CaptureQueriesContext(connection) as queries:
            question = {"name": "Chilclub Kelder", "neighbourhood": "Buurt 1"}
            page = text_of(client.get(reverse("similar_initiatives"), question))
        assert "Chillclub De Kelder" in page
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 8


def test_the_query_goes_by_the_index(cast):
    make_many(5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    plan = names_alike("Chilclub Kelder")[:3].explain()
    # SQLite gives the index of the constraint a name of its own.
    assert ("one_name_piece" in plan) or ("autoindex_initiatives_namepiece" in plan), plan
    assert "Seq Scan" not in plan and "SCAN initiatives" not in plan, plan


def test_the_migration_does_what_saving_does(cast):
    from importlib import import_module

    from django.apps import apps

    module = next(
        import_module(f"initiatives.migrations.{name}")
        for name in migration_names()
        if hasattr(import_module(f"initiatives.migrations.{name}"), "cut_names")
    )
    kept = sorted(NamePiece.objects.values_list("initiative", "piece", "of_how_many"))
    NamePiece.objects.all().delete()
    Initiative.objects.update(sort_key="")
    module.cut_names(apps, None)
    assert sorted(NamePiece.objects.values_list("initiative", "piece", "of_how_many")) == kept
    assert set(Initiative.objects.values_list("sort_key", flat=True)) == {
        "chillclub de kelder",
        "groene hoek",
    }


def migration_names() -> list[str]:
    from pathlib import Path

    import initiatives.migrations

    folder = Path(initiatives.migrations.__file__ or "").parent
    return sorted(path.stem for path in folder.glob("0*.py"))
