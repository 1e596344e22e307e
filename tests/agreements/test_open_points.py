"""What is not agreed yet: added, changed, taken out, and compared with the text before."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion, OpenPoint
from agreements.models.open_point import MOST_POINTS
from agreements.open_points import point_views
from initiatives.states import Refused
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def point(draft: AgreementVersion) -> OpenPoint:
    return OpenPoint.add(draft, what="Mag de tuin erbij?", party="municipality")


def form(version: AgreementVersion, **fields: Any) -> dict[str, Any]:
    usual = {"version": version.pk, "what": "Mag de tuin erbij?", "party": "group", "finder": "",
             "due_on": ""}  # fmt: skip
    return {**usual, **fields}


def edit(client: Client, point: OpenPoint, **fields: Any) -> Any:
    data = form(point.version, revision=point.revision, **fields)
    return client.post(reverse("edit_open_point", args=[point.pk]), data)


def shown_on(client: Client, name: str, *args: Any) -> str:
    body = client.get(reverse(name, args=args)).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


# Adding ---------------------------------------------------------------------------------------


def test_one_is_added_and_shown(official: Client, draft: AgreementVersion) -> None:
    address = reverse("add_open_point", args=[draft.pk])
    sent = form(draft, finder="de beheerder", due_on=in_days(14).isoformat())
    response = official.post(address, sent)
    assert response.headers["Location"] == reverse("write", args=[draft.pk]) + "#open-punten"
    point = draft.open_points.get()
    assert (point.what, point.party, point.finder) == (
        "Mag de tuin erbij?",
        "group",
        "de beheerder",
    )
    assert point.due_on == in_days(14)
    shown = shown_on(official, "write", draft.pk)
    assert "Mag de tuin erbij?" in shown and "zoekt het uit: de beheerder" in shown
    assert "over 2 weken" in shown


def test_the_same_form_sent_twice_adds_one(official: Client, draft: AgreementVersion) -> None:
    address = reverse("add_open_point", args=[draft.pk])
    for _twice in range(2):
        assert official.post(address, form(draft)).status_code == 302
    assert draft.open_points.count() == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"what": ""}, "Vul dit in."),
        ({"party": ""}, "Kies wie het uitzoekt."),
        ({"party": "other", "finder": ""}, "Schrijf wie dat is."),
        ({"due_on": "2020-01-01"}, "Die dag is al voorbij."),
        ({"what": "Vraag {@Noor}."}, "Noem hier niemand met {@…}."),
        ({"finder": "{@Niemand}"}, "“Niemand” doet hier niet mee"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    official: Client, draft: AgreementVersion, fields: dict[str, str], says: str
) -> None:
    sent = form(draft, **{"finder": "de beheerder", **fields})
    response = official.post(reverse("add_open_point", args=[draft.pk]), sent)
    assert response.status_code == 422
    body = response.content.decode()
    assert says in body
    for typed in (sent["what"], sent["finder"]):
        assert typed in body
    assert not draft.open_points.exists()


def test_there_is_a_limit(draft: AgreementVersion) -> None:
    for n in range(MOST_POINTS):
        OpenPoint.add(draft, what=f"Vraag {n}?", party="both")
    with pytest.raises(Refused, match="open punten"):
        OpenPoint.add(draft, what="Nog een?", party="both")


def test_who_finds_out_is_a_reference(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    draft.open_draft(by=cast.wouter)
    member = cast.sit(Client(), cast.noor)
    sent = form(draft, finder=cast.noor.name)
    assert member.post(reverse("add_open_point", args=[draft.pk]), sent).status_code == 302
    point = draft.open_points.get()
    assert point.finder == f"{{@{cast.noor.pk}}}"
    assert f"zoekt het uit: {cast.noor.name}" in shown_on(member, "write", draft.pk)
    assert cast.noor.name not in shown_on(official, "write", draft.pk)
    # Saving what one may not read by name keeps who it is.
    body = official.get(reverse("edit_open_point", args=[point.pk])).content.decode()
    assert cast.noor.name not in body
    edit(official, point, finder=f"{{@deelnemer {cast.noor.pk}}}", what="Mag het?")
    point.refresh_from_db()
    assert (point.what, point.finder) == ("Mag het?", f"{{@{cast.noor.pk}}}")


def test_a_person_by_link_without_part_cannot_be_named(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    sent = form(draft, finder=f"{{@deelnemer {cast.gardener.pk}}}")
    response = official.post(reverse("add_open_point", args=[draft.pk]), sent)
    assert response.status_code == 422


# Changing -------------------------------------------------------------------------------------


def test_it_is_changed(official: Client, point: OpenPoint) -> None:
    assert edit(official, point, what="Mag de hele tuin erbij?").status_code == 302
    point.refresh_from_db()
    assert (point.what, point.party, point.revision) == ("Mag de hele tuin erbij?", "group", 2)


def test_the_second_writer_sees_both_texts(official: Client, point: OpenPoint) -> None:
    point.rewrite(revision=1, what="Hun vraag?", party="both", finder="", due_on=None)
    old = OpenPoint(pk=point.pk, version=point.version, revision=1)
    response = edit(official, old, what="Mijn vraag?")
    body = response.content.decode()
    assert response.status_code == 409
    assert "Hun vraag?" in body and body.count("Mijn vraag?") == 2
    assert OpenPoint.objects.get(pk=point.pk).what == "Hun vraag?"
    assert 'name="revision" value="2"' in body


def test_the_same_form_sent_twice_is_no_conflict(official: Client, point: OpenPoint) -> None:
    for _twice in range(2):
        assert edit(official, point, what="Nieuw?").status_code == 302
    assert OpenPoint.objects.get(pk=point.pk).revision == 2


@pytest.mark.parametrize("revision", ["", "x", "1" * 30])
def test_a_form_without_its_revision_saves_nothing(
    official: Client, point: OpenPoint, revision: str
) -> None:
    data = form(point.version, what="Anders?", revision=revision)
    response = official.post(reverse("edit_open_point", args=[point.pk]), data)
    assert response.status_code == 422 and "Anders?" in response.content.decode()
    assert OpenPoint.objects.get(pk=point.pk).what == "Mag de tuin erbij?"


def test_what_was_taken_out_meanwhile_gives_the_typed_text_back(
    official: Client, point: OpenPoint
) -> None:
    point.remove()
    gone = OpenPoint(pk=point.pk or 1, version=point.version, revision=1)
    data = form(point.version, what="Mijn vraag?", revision=1)
    response = official.post(f"/open-punt/{gone.pk}/schrijven/", data)
    assert response.status_code == 409 and "Mijn vraag?" in response.content.decode()


def test_a_draft_that_was_proposed_meanwhile_gives_the_typed_text_back(
    cast: Cast, official: Client
) -> None:
    version = make_agreement(cast.club, by=cast.wouter)
    point = OpenPoint.add(version, what="De tuin?", party="group")
    version.propose(by=cast.wouter)
    response = edit(official, point, what="Mijn vraag?")
    assert response.status_code == 409 and "Mijn vraag?" in response.content.decode()
    response = official.post(reverse("add_open_point", args=[version.pk]), form(version))
    assert response.status_code == 409 and "Mag de tuin erbij?" in response.content.decode()
    assert official.post(reverse("remove_open_point", args=[point.pk])).status_code == 409
    assert [p.what for p in version.open_points.all()] == ["De tuin?"]
    for name, pk in (("add_open_point", version.pk), ("edit_open_point", point.pk),
                     ("remove_open_point", point.pk)):  # fmt: skip
        response = official.get(reverse(name, args=[pk]))
        assert response.headers["Location"] == reverse("version", args=[version.pk])


# Taking out -----------------------------------------------------------------------------------


def test_it_is_taken_out_after_asking_once(official: Client, point: OpenPoint) -> None:
    address = reverse("remove_open_point", args=[point.pk])
    assert "Mag de tuin erbij?" in official.get(address).content.decode()
    assert OpenPoint.objects.filter(pk=point.pk).exists()
    for _twice in range(2):
        response = official.post(address, {"version": point.version_id})
        assert response.status_code == 302
    assert not OpenPoint.objects.filter(pk=point.pk).exists()


# Reading --------------------------------------------------------------------------------------


def test_an_open_point_is_no_reason_to_wait_but_its_blanks_are(
    cast: Cast, official: Client
) -> None:
    version = make_agreement(cast.club, by=cast.wouter)
    point = OpenPoint.add(version, what="Mag {plek} erbij?", party="group")
    assert [todo.place for todo in version.todos()] == ["point"]
    shown = official.get(reverse("propose", args=[version.pk])).content.decode()
    assert reverse("edit_open_point", args=[point.pk]) in shown
    point.rewrite(revision=1, what="Mag de tuin erbij?", party="group", finder="", due_on=None)
    assert version.todos() == []
    version.propose(by=cast.wouter)
    assert "Mag de tuin erbij?" in shown_on(official, "version", version.pk)


def test_a_plain_name_is_noticed(cast: Cast, draft: AgreementVersion) -> None:
    draft.open_draft(by=cast.wouter)
    OpenPoint.add(draft, what=f"Mag {cast.noor.name} een sleutel?", party="both")
    member = cast.sit(Client(), cast.noor)
    assert f"Laat de naam {cast.noor.name} hier weg." in shown_on(member, "write", draft.pk)
    draft.open_points.update(what="Wie?", finder=f"{cast.noor.name} en de beheerder")
    assert f"Schrijf {{@{cast.noor.name}}}" in shown_on(member, "write", draft.pk)


def test_a_day_that_has_passed_is_said(cast: Cast, official: Client) -> None:
    version = make_agreement(cast.club, by=cast.wouter)
    OpenPoint.add(version, what="De tuin?", party="group", due_on=in_days(-1))
    assert "de dag is voorbij" in shown_on(official, "write", version.pk)


def test_keys_hold_over_versions_and_are_never_used_twice(cast: Cast) -> None:
    first = make_agreement(cast.club, by=cast.wouter)
    for what in ("Een?", "Twee?"):
        OpenPoint.add(first, what=what, party="group")
    first.propose(by=cast.wouter)
    second = first.agreement.start_version(by=cast.wouter)
    kept, gone = second.open_points.all()
    assert (kept.key, gone.key) == tuple(p.key for p in first.open_points.all())
    gone.remove()
    new = OpenPoint.add(second, what="Drie?", party="group")
    assert new.key not in {p.key for p in first.open_points.all()}
    kept.rewrite(revision=1, what="Een en een half?", party="group", finder="", due_on=None)
    views = point_views(second.open_points.all(), first.open_points.all())
    assert [view.change for view in views] == ["changed", "added", "removed"]
    pieces = views[0].pieces or []
    assert "".join(p.text for p in pieces if p.kind != "added") == "Een?"
    assert "".join(p.text for p in pieces if p.kind != "removed") == "Een en een half?"
    same = point_views(first.open_points.all(), first.open_points.all())
    assert [view.change for view in same] == ["", ""]
    kept.rewrite(revision=2, what="Een?", party="both", finder="", due_on=None)
    views = point_views(second.open_points.all(), first.open_points.all())
    assert (views[0].change, views[0].pieces) == ("changed", None)


def test_a_frozen_text_refuses_every_change(cast: Cast) -> None:
    version = make_agreement(cast.club, by=cast.wouter)
    point = OpenPoint.add(version, what="De tuin?", party="group")
    version.propose(by=cast.wouter)
    for verb in (
        lambda: OpenPoint.add(version, what="Nog een?", party="group"),
        lambda: point.rewrite(revision=1, what="x", party="both", finder="", due_on=None),
        point.remove,
    ):
        with pytest.raises(Refused):
            verb()
    assert [p.as_written() for p in version.open_points.all()] == [point.as_written()]


def test_queries_stay_the_same_with_more_points(
    official: Client, draft: AgreementVersion, django_assert_max_num_queries: Any
) -> None:
    add_clause(draft, "Wie?", line("Samen."))
    for n in range(10):
        point = OpenPoint.add(draft, what=f"Vraag {n}?", party="both")
    for name, pk in (("edit_open_point", point.pk), ("add_open_point", draft.pk)):
        with django_assert_max_num_queries(8):
            assert official.get(reverse(name, args=[pk])).status_code == 200
