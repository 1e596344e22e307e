"""What somebody reads about themselves: all of their own, and nothing of anybody else."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Function
from agreements.models import Comment, Confirmation
from agreements.states import CommentKind, Word
from initiatives.models import (
    ContactChannel,
    ContactView,
    DutyKind,
    Goal,
    Handover,
    Initiative,
    JoinRequest,
    LogLine,
    Participant,
    Partner,
    Reciprocity,
    Seat,
    Side,
)
from tests.conftest import Cast
from tests.factories import make_initiative, make_participant, make_user
from tests.overview.world import propose, signed_in

PAGE, FILE = reverse("own_data"), reverse("own_data_json")


def write_as(person: Participant, mark: str) -> int:
    """Everything that this person can write, each with a mark and a number; gives how many."""
    club: Initiative = person.initiative
    today = timezone.localdate()
    version = propose_once(club, person)
    clause = version.clauses.all()[0]
    comment = Comment.add(clause, by=person, kind=CommentKind.IDEA, text=f"{mark}-1")
    comment.answer(by=person, text=f"{mark}-2")
    comment.hide(by=person, because=f"{mark}-3")
    Confirmation.say(version, by=person, word=Word.BEHIND_WITH_CONCERN, text=f"{mark}-4")
    for n, circle in ((5, "own"), (6, "side"), (7, "shared")):
        LogLine.objects.create(
            initiative=club,
            by=person,
            side=person.side,
            circle=circle,
            text=f"{mark}-{n}",
            happened_on=today,
        )
    Goal.objects.create(initiative=club, by=person, text=f"{mark}-8", origin="group")
    Reciprocity.objects.create(
        initiative=club, by=person, side=Side.GROUP, direction="need", text=f"{mark}-9"
    )
    Partner.objects.create(initiative=club, by=person, name="X", kind="care", role=f"{mark}-10")
    ContactChannel.objects.create(participant=person, kind="app", value=f"{mark}-11")
    return 11


def propose_once(club: Initiative, person: Participant) -> Any:
    from agreements.models import AgreementVersion

    return AgreementVersion.objects.get(agreement__initiative=club)


def everything(client: Client) -> tuple[str, str]:
    """The text of every page, and the file."""
    pages, path = "", PAGE
    while path:
        response = client.get(path)
        assert response.status_code == 200
        pages += response.content.decode()
        path = response.context["page"].older_url
    return pages, client.get(FILE).content.decode()


def test_everything_that_i_wrote_and_nothing_of_others(cast: Cast, client: Client) -> None:
    propose(cast)
    others = {
        "dex": cast.dex,
        "samira": cast.samira,
        "wouter": cast.wouter,
        "police": cast.police,
    }
    for name, person in others.items():
        write_as(person, f"vreemd-{name}")
    n = write_as(cast.noor, "merel")
    ContactView.objects.create(participant=cast.noor, by=cast.samira, reason="urgent")
    ContactView.objects.create(participant=cast.dex, by=cast.wouter, reason="urgent")
    cast.sit(client, cast.noor, cast.link)
    for body in everything(client):
        missing = [i for i in range(1, n + 1) if f"merel-{i}" not in body]
        assert missing == [11], "how to be reached stays off a phone that may go to another"
        assert "vreemd-" not in body
        assert "Samira Bakali" in body, "who looked"
        for name in ("Zwaluwdex", "Wouter", "Visser", "Tuinier"):
            assert name not in body


def test_what_somebody_does_not_stand_behind_is_a_list(cast: Cast, client: Client) -> None:
    version = propose(cast)
    key = version.clauses.all()[0].key
    said = Confirmation.say(version, by=cast.noor, word=Word.BEHIND)
    Confirmation.objects.filter(pk=said.pk).update(except_keys=[key, "geluid"])
    cast.sit(client, cast.noor, cast.link)
    page, file = everything(client)
    assert f"{key}, geluid" in page
    assert f'["{key}","geluid"]' in "".join(file.split())


def test_the_account_and_every_initiative_of_a_user(cast: Cast) -> None:
    user = make_user("Els Timmer", Function.YOUTH_WORKER, organisation="Jongerenwerk Noord")
    here = make_participant(cast.club, Side.GUIDE, user=user, name="Els Timmer")
    there = make_participant(cast.garden, Side.GUIDE, user=user, name="Els Timmer")
    there.leave(by=there)
    for person, mark in (
        (here, "in-de-kelder"),
        (there, "in-de-tuin"),
        (cast.samira, "van-samira"),
    ):
        Goal.objects.create(initiative=person.initiative, by=person, text=mark, origin="group")
    JoinRequest.ask(
        cast.club, user=make_user("V", Function.YOUTH_WORKER), side=Side.GUIDE, sentence="vreemd"
    )
    Handover.objects.create(leaving=here, arriving=cast.samira, note="eigen-overdracht")
    Handover.objects.create(leaving=here, user=cast.manager, note="van-een-ander")
    Handover.objects.create(leaving=cast.samira, user=user, note="voor-samira-geschreven")
    for body in everything(signed_in(user)):
        for word in (user.email, "Jongerenwerk Noord", "in-de-kelder", "in-de-tuin"):
            assert word in body
        assert "eigen-overdracht" in body
        assert "voor-samira-geschreven" in body
        for word in ("van-samira", "vreemd", "van-een-ander", "Samira Bakali"):
            assert word not in body


def test_the_file_is_a_download_that_nobody_keeps(cast: Cast, client: Client) -> None:
    cast.sit(client, cast.noor, cast.link)
    response = client.get(FILE)
    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "no-store" in response["Cache-Control"]
    found = json.loads(response.content)
    assert found["account"] is None
    (mine,) = found["participations"]
    assert mine["name"] == "Zwaluwnoor"
    kinds = {entry["kind"] for entry in mine["entries"]}
    assert kinds >= {"initiatives.Period", "initiatives.Seat"}
    period = next(e for e in mine["entries"] if e["kind"] == "initiatives.Period")
    assert period["started_on"] == (timezone.localdate() - timedelta(days=30)).isoformat()


def test_who_only_reads_has_nothing(cast: Cast, client: Client) -> None:
    cast.read(client)
    assert "Er staat niets over jou" in client.get(PAGE).content.decode()
    assert json.loads(client.get(FILE).content)["participations"] == []


def test_the_same_few_queries_however_much_there_is(
    cast: Cast, client: Client, django_assert_max_num_queries
) -> None:
    def fill(n: int) -> None:
        for i in range(n):
            Goal.objects.create(initiative=cast.club, by=cast.noor, text=f"x{i}", origin="group")

    cast.sit(client, cast.noor, cast.link)
    browsers = (client, signed_in(cast.samira))
    for amount in (1, 60):
        fill(amount)
        for browser in browsers:
            for path in (PAGE, f"{PAGE}?page=2", FILE):
                with django_assert_max_num_queries(8):
                    browser.get(path)


@pytest.mark.django_db(transaction=True)
def test_a_process_that_just_started_writes_nothing_either() -> None:
    """Django tries what SQLite can do, once in a process, inside a transaction of its own."""
    connection.features.__dict__.pop("supports_json_field", None)
    browser = signed_in(make_participant(make_initiative(), Side.GUIDE))
    assert browser.get(PAGE).status_code == 200
    assert browser.get(FILE).status_code == 200


def test_pages_hold_25_and_go_on(cast: Cast, client: Client) -> None:
    for i in range(30):
        Goal.objects.create(initiative=cast.club, by=cast.noor, text=f"doel-{i}", origin="group")
    cast.sit(client, cast.noor, cast.link)
    first, second = client.get(PAGE), client.get(f"{PAGE}?page=2")
    assert len(first.context["entries"]) == 25
    assert len(second.context["entries"]) >= 7
    assert "Waar je meedoet" not in second.content.decode()
    assert "Verder terug staat er niets" in client.get(f"{PAGE}?page=9").content.decode()


def test_who_gets_the_seat_of_a_contact_reads_no_number(cast: Cast, client: Client) -> None:
    cast.noor.take_duty(DutyKind.CONTACT, by=None)
    ContactChannel.objects.create(participant=cast.noor, kind="phone", value="06 nummer")
    seat = Seat.objects.create(link=cast.link, participant=cast.noor)
    seat.free(by=cast.dex)
    cast.read(client).post(reverse("take_seat", args=[cast.club.pk]), {"name": "Zwaluwnoor"})
    for body in everything(client):
        assert "Hoe je te bereiken bent" in body
        assert "06 nummer" not in body
    account = make_participant(cast.club, name="Rietvink", user=cast.resident)
    ContactChannel.objects.create(participant=account, kind="phone", value="06 eigen")
    assert all("06 eigen" in body for body in everything(signed_in(cast.resident)))
