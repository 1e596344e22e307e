"""What waits when an agreement stands still, has ended, or another text lies beside a clause."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion, ChangeProposal, Comment, Pause
from agreements.states import CommentKind, ProposalStatus
from initiatives.models import Initiative, Participant
from overview.facts import load_facts, with_requests
from overview.wait import Waiting
from overview.waiting import waiting
from tests.conftest import Cast
from tests.factories import line
from tests.overview import world


def waits(cast: Cast, person: Participant | None = None) -> list[Waiting]:
    initiatives = list(with_requests(Initiative.objects.filter(pk=cast.club.pk)))
    return waiting(load_facts(world.who_is(person or cast.samira), initiatives))[cast.club.pk]


def told(items: list[Waiting]) -> list[tuple[str, str]]:
    return [(item.side, item.sentence) for item in items]


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def later(days: int) -> time_machine.travel:
    return time_machine.travel(timezone.localtime() + timedelta(days=days), tick=True)


def pause(version: AgreementVersion, by: Participant, days: int = 20) -> Pause:
    return Pause.begin(version.agreement, by=by, because="De vloer.", look_again_on=in_days(days))


# A pause -------------------------------------------------------------------------------------


def test_the_other_side_is_told_of_a_pause_for_two_weeks(cast: Cast) -> None:
    version = world.run(cast)
    pause(version, cast.wouter)
    assert told(waits(cast)) == [("group", "De gemeente zette “De Kelder” op pauze. Lees waarom.")]
    with later(13):
        assert len(waits(cast)) == 1
    with later(14):
        assert waits(cast) == []


def test_a_guide_pauses_for_the_group(cast: Cast) -> None:
    pause(world.run(cast), cast.samira)
    assert told(waits(cast)) == [
        ("municipality", "De groep zette “De Kelder” op pauze. Lees waarom.")
    ]


def test_when_its_day_comes_both_sides_choose(cast: Cast) -> None:
    version = world.run(cast)
    pause(version, cast.wouter, days=20)
    day = in_days(20)
    with later(19):
        assert waits(cast) == []
    with later(20):
        (item,) = waits(cast)
        assert (item.side, item.since) == ("both", day)
        assert item.sentence.endswith("Kies samen: verder, langer of stoppen.")
        Pause.resume(version.agreement, by=cast.noor)
        assert waits(cast) == []


def test_what_stands_still_is_not_late_and_not_looked_back_on(cast: Cast) -> None:
    version = world.run(
        cast, line("De lampen komen.", "municipality", kind="promise", due_on=in_days(3))
    )
    world.set_dates(version, look_back_on=in_days(5), ends_on=in_days(9))
    with later(10):
        assert len(waits(cast)) == 3
        pause(version, cast.wouter, days=30)
        assert [item.side for item in waits(cast)] == ["group"], "only that it stands still"
        Pause.resume(version.agreement, by=cast.wouter)
        assert len(waits(cast)) == 3


def test_the_group_reads_it_on_its_page_and_is_asked_when_the_day_came(
    cast: Cast, client: Client
) -> None:
    version = world.run(cast, line("Er komt een lamp.", "municipality", kind="promise"))
    pause(version, cast.wouter)
    path = reverse("group_page", args=[cast.club.pk])
    cast.sit(client, cast.noor)
    page = client.get(path).content.decode()
    assert "op pauze" in page and "De pauze is voorbij" not in page
    with later(20):
        page = client.get(path).content.decode()
        assert "De pauze is voorbij" in page
        assert reverse("resume_agreement", args=[version.agreement_id]) in page
        reader = cast.read(Client()).get(path).content.decode()
        assert reverse("resume_agreement", args=[version.agreement_id]) not in reader


# The end -------------------------------------------------------------------------------------


def test_the_other_side_is_told_of_the_end_for_two_weeks_and_nothing_else_waits(
    cast: Cast,
) -> None:
    version = world.run(
        cast, line("De lampen komen.", "municipality", kind="promise", due_on=in_days(3))
    )
    Comment.add(version.clauses.all()[0], by=cast.dex, kind=CommentKind.QUESTION, text="Wanneer?")
    propose_text(version, cast.noor)
    world.set_dates(version, look_back_on=in_days(1))
    version.agreement.end(by=cast.noor, because="Klaar.")
    expected = [("municipality", "De groep liet “De Kelder” stoppen. Lees waarom.")]
    assert told(waits(cast)) == expected
    with later(13):
        assert told(waits(cast)) == expected
    with later(14):
        assert waits(cast) == []


def test_what_ended_stands_on_every_page_with_its_reason(cast: Cast, client: Client) -> None:
    version = world.run(cast)
    version.agreement.end(by=cast.wouter, because="Het gebouw gaat dicht.")
    official = world.signed_in(cast.wouter)
    page = official.get(reverse("initiative", args=[cast.club.pk])).content.decode()
    assert "gestopt" in page and "Het gebouw gaat dicht." in page
    group = cast.sit(client, cast.noor).get(reverse("group_page", args=[cast.club.pk]))
    body = group.content.decode()
    assert "Het gebouw gaat dicht." in body and "Er geldt nu geen afspraak" in body
    assert "Er is nog geen afspraak" not in body
    assert "De gemeente liet “De Kelder” stoppen." not in body, "it is no list of what waits"


# Another text --------------------------------------------------------------------------------


def propose_text(version: AgreementVersion, by: Participant, **fields: object) -> ChangeProposal:
    clause = version.clauses.all()[0]
    return ChangeProposal.objects.create(
        agreement=version.agreement,
        version=version,
        clause_key=clause.key,
        heading=clause.heading,
        by=by,
        **fields,
    )


def test_another_text_waits_for_the_other_side(cast: Cast) -> None:
    version = world.run(cast)
    propose_text(version, cast.noor)
    one = "Een andere tekst voor “De Kelder” wacht op antwoord."
    assert told(waits(cast)) == [("municipality", one)]
    key = version.clauses.all()[0].key
    assert waits(cast)[0].url.endswith(f"/versie/{version.pk}/#{key}")
    propose_text(version, cast.samira)
    propose_text(version, cast.wouter)
    propose_text(version, cast.police)
    assert sorted(told(waits(cast))) == [
        ("both", one),
        ("group", one),
        ("municipality", "2 andere teksten voor “De Kelder” wachten op antwoord."),
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"status": ProposalStatus.WITHDRAWN, "decided_at": timezone.now()},
        {
            "status": ProposalStatus.DECLINED,
            "decided_at": timezone.now(),
            "declined_because": "Te duur.",
        },
        {"hidden_at": timezone.now()},
    ],
)
def test_what_was_decided_or_hidden_waits_no_more(cast: Cast, fields: dict[str, Any]) -> None:
    propose_text(world.run(cast), cast.noor, **fields)
    assert waits(cast) == []


def test_it_waits_at_the_text_that_lies_on_the_table(cast: Cast) -> None:
    running = world.run(cast)
    propose_text(running, cast.noor)
    following = world.next_text(cast, running, text="Anders.")
    urls = [item.url for item in waits(cast) if "andere tekst" in item.sentence]
    assert len(urls) == 1 and f"/versie/{following.pk}/" in urls[0]


def test_a_text_in_a_draft_of_the_other_side_is_not_told(cast: Cast) -> None:
    running = world.run(cast)
    draft = running.agreement.start_version(by=cast.wouter)
    propose_text(draft, cast.wouter)
    assert not [i for i in waits(cast) if "andere tekst" in i.sentence]
    found = waits(cast, cast.wouter)
    assert [i.side for i in found if "andere tekst" in i.sentence] == ["group"]


@pytest.mark.parametrize("size", [1, 12])
def test_pages_take_the_same_queries_with_all_of_it(
    cast: Cast, size: int, django_assert_max_num_queries
) -> None:
    for n in range(size):
        running = world.run(cast, title=f"Nummer {n}")
        propose_text(running, cast.noor)
        pause(running, cast.wouter)
        ended = world.run(cast, title=f"Oud {n}")
        ended.agreement.end(by=cast.wouter, because="Klaar.")
    official, phone = world.signed_in(cast.wouter), cast.sit(Client(), cast.noor)
    for client, name, args in (
        (official, "initiative", [cast.club.pk]),
        (official, "start", []),
        (phone, "group_page", [cast.club.pk]),
    ):
        with django_assert_max_num_queries(8):
            assert client.get(reverse(name, args=args)).status_code == 200
