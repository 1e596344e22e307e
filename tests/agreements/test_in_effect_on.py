"""What both sides had agreed on any day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, AgreementVersion, Pause
from agreements.through_time import standing_on, stretches_of
from tests.conftest import Cast
from tests.factories import line
from tests.overview import world

BEGAN, NEXT, ENDED = date(2026, 3, 2), date(2026, 5, 4), date(2026, 9, 7)
PAUSED, RESUMED = date(2026, 6, 1), date(2026, 7, 6)
TODAY = date(2026, 11, 22)

pytestmark = pytest.mark.at("2026-11-22 12:00")


def moment(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=timezone.get_current_timezone())


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    """Version 1 from March, 2 from May; on pause in June; stopped in September."""
    first = world.run(cast, line("Tot 22.00 uur."))
    second = world.next_text(cast, first, text="Tot 23.00 uur.")
    world.carry(cast, second)
    second.take_effect(by=cast.noor)
    agreement = second.agreement
    pause = Pause.begin(
        agreement,
        by=cast.noor,
        because="De vloer wordt gelegd.",
        look_again_on=timezone.localdate() + timedelta(days=9),
    )
    Pause.resume(agreement, by=cast.wouter)
    agreement.end(by=cast.wouter, because="Het gebouw gaat dicht.")

    def put(version: AgreementVersion, **fields: datetime) -> None:
        AgreementVersion.objects.filter(pk=version.pk).update(**fields)

    put(first, in_effect_at=moment(BEGAN), closed_at=moment(NEXT))
    put(second, in_effect_at=moment(NEXT), closed_at=moment(ENDED))
    Pause.objects.filter(pk=pause.pk).update(began_at=moment(PAUSED), ended_at=moment(RESUMED))
    Agreement.objects.filter(pk=agreement.pk).update(ended_at=moment(ENDED))
    return agreement


DAYS = [
    (BEGAN - timedelta(days=1), None, False, "Op deze dag gold er nog niets."),
    (BEGAN, "Tot 22.00 uur.", False, "Versie 1 gold"),
    (NEXT - timedelta(days=1), "Tot 22.00 uur.", False, "Versie 1 gold"),
    (NEXT, "Tot 23.00 uur.", False, "Versie 2 gold"),
    (PAUSED - timedelta(days=1), "Tot 23.00 uur.", False, "Versie 2 gold"),
    (PAUSED, "Tot 23.00 uur.", True, "stond die dag op pauze, omdat: De vloer wordt gelegd."),
    (RESUMED - timedelta(days=1), "Tot 23.00 uur.", True, "stond die dag op pauze"),
    (RESUMED, "Tot 23.00 uur.", False, "Versie 2 gold"),
    (ENDED - timedelta(days=1), "Tot 23.00 uur.", False, "Versie 2 gold"),
    (ENDED, "Tot 23.00 uur.", False, "Op deze dag hield de afspraak op."),
    (ENDED + timedelta(days=9), "Tot 23.00 uur.", False, "De afspraak gold niet meer."),
]


@pytest.mark.parametrize(("day", "text", "is_paused", "said"), DAYS)
def test_each_day_has_its_text(
    official: Client, agreement: Agreement, day: date, text: str | None, is_paused: bool, said: str
) -> None:
    response = official.get(reverse("in_effect_on", args=[agreement.pk]), {"dag": day.isoformat()})
    page = response.content.decode()
    assert response.status_code == 200 and said in page
    assert ("op pauze, omdat" in page) is is_paused
    for words in ("Tot 22.00 uur.", "Tot 23.00 uur."):
        assert (words in page) is (words == text)


def test_without_a_day_it_is_today(official: Client, agreement: Agreement) -> None:
    response = official.get(reverse("in_effect_on", args=[agreement.pk]))
    page = response.content.decode()
    assert "De afspraak gold niet meer." in page
    assert "Het gebouw gaat dicht." in page
    for day in (BEGAN, NEXT, PAUSED):
        assert f'href="?dag={day.isoformat()}"' in page, "a link to each change"


@pytest.mark.parametrize("day", ["", "gisteren", "2026-02-31", "2027-01-01", "0001-01-01"])
def test_a_day_that_cannot_be_says_so(official: Client, agreement: Agreement, day: str) -> None:
    response = official.get(reverse("in_effect_on", args=[agreement.pk]), {"dag": day})
    assert response.status_code == 422
    assert "Tot 22.00 uur." not in response.content.decode()


def test_a_broken_seal_is_said_here_too(official: Client, agreement: Agreement) -> None:
    first = agreement.versions.get(number=1)
    first.clauses.all()[0].commitments.update(text="Stiekem anders.")
    path = reverse("in_effect_on", args=[agreement.pk])
    assert "Het zegel klopt niet" in official.get(path, {"dag": "2026-03-05"}).content.decode()
    assert "Het zegel klopt niet" not in official.get(path, {"dag": "2026-05-05"}).content.decode()


def test_the_last_day_of_the_text_itself_is_said(cast: Cast, official: Client) -> None:
    version = world.run(cast)
    world.set_dates(
        version, in_effect_at=moment(BEGAN), ends_on=BEGAN + timedelta(days=30), trial_until=None
    )
    path = reverse("in_effect_on", args=[version.agreement_id])
    assert "liep tot en met" not in official.get(path, {"dag": "2026-03-20"}).content.decode()
    assert "liep tot en met" in official.get(path, {"dag": "2026-04-20"}).content.decode()


def test_a_day_ends_at_midnight_in_amsterdam(cast: Cast) -> None:
    version = world.run(cast)
    late = moment(date(2026, 7, 1), 23)  # already the next day nowhere but east of here
    AgreementVersion.objects.filter(pk=version.pk).update(in_effect_at=late)
    version.refresh_from_db()
    assert standing_on(date(2026, 6, 30), [version], []).version is None
    assert standing_on(date(2026, 7, 1), [version], []).version == version


def test_every_stretch_is_there_newest_first(agreement: Agreement) -> None:
    found = stretches_of(list(agreement.versions.all()), list(agreement.pauses.all()))
    told = [(s.version.number if s.version else "pause", s.first_day) for s in found]
    assert told == [
        ("pause", PAUSED.isoformat()),
        (2, NEXT.isoformat()),
        (1, BEGAN.isoformat()),
    ]


def test_a_draft_and_a_proposal_were_never_in_effect(cast: Cast, official: Client) -> None:
    proposal = world.propose(cast)
    page = official.get(reverse("in_effect_on", args=[proposal.agreement_id])).content.decode()
    assert "Op deze dag gold er nog niets." in page


def test_it_takes_at_most_eight_queries(
    cast: Cast, official: Client, agreement: Agreement, django_assert_max_num_queries
) -> None:
    path, day = reverse("in_effect_on", args=[agreement.pk]), {"dag": NEXT.isoformat()}
    with django_assert_max_num_queries(8):
        official.get(path, day)
    phone = cast.sit(Client(), cast.noor)
    with django_assert_max_num_queries(8):
        phone.get(path, day)
