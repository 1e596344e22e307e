"""`manage.py retention` with a frozen clock: there on the day before, gone on the day after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import DatabaseError, models, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import Function, Invitation, Session, User
from initiatives.models import (
    ContactChannel,
    ContactView,
    Event,
    Initiative,
    JoinRequest,
    Participant,
    Period,
    Seat,
    ShareLink,
    Side,
)
from overview import forgetting, retention
from overview.forgetting import fade
from tests.conftest import Cast
from tests.dump import hits
from tests.factories import make_initiative, make_participant, make_user
from tests.fingerprint import fingerprint
from tests.overview.test_forgetting import NAME, one_of_everything, write_everywhere
from tests.racing import meet_before, race, without_transactions

LEFT = date(2026, 3, 10)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def erased_file(tmp_path: Path, settings: Any) -> Path:
    settings.ERASED_FILE = tmp_path / "erased.txt"
    return tmp_path / "erased.txt"


def noon(day: date) -> time_machine.travel:
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return time_machine.travel(moment, tick=False)


def run(*, dry: bool = False) -> dict[str, int]:
    """What the command says: a number for each kind."""
    out = StringIO()
    call_command("retention", dry_run=dry, stdout=out)
    lines = (line.strip().split("  ", 1) for line in out.getvalue().splitlines())
    return {what: int(n) for n, what in lines}


def done() -> dict[str, int]:
    return {what: n for what, n in run().items() if n and what != "in all"}


def leave_on(person: Participant, day: date) -> None:
    Period.objects.filter(participant=person).update(started_on=date(2018, 1, 1), ended_on=day)


def test_a_name_goes_when_its_months_are_over(cast: Cast) -> None:
    one_of_everything(cast)
    n = write_everywhere(cast, f"{NAME} was er")
    leave_on(cast.noor, LEFT)
    with noon(date(2026, 9, 9)):
        assert "names faded" not in done()
        assert len(hits(NAME)) > n / 3
    with noon(date(2026, 9, 10)):
        assert done()["names faded"] == 1
        assert hits(NAME) == []
    with noon(date(2026, 9, 11)):
        assert "names faded" not in done(), "once is enough"
    assert Event.objects.filter(verb="name_faded", by=None).count() == 1


def test_the_months_are_a_setting(cast: Cast, settings: Any) -> None:
    settings.NAME_MONTHS = 1
    leave_on(cast.noor, LEFT)
    with noon(date(2026, 4, 10)):
        assert done()["names faded"] == 1


def test_names_of_who_was_there_for_work_stay_longer(cast: Cast) -> None:
    leave_on(cast.samira, LEFT)
    leave_on(cast.wouter, LEFT)
    with noon(date(2028, 3, 9)):
        assert "names faded" not in done()
        assert hits("Samira Bakali")
    with noon(date(2028, 3, 10)):
        assert done()["names faded"] == 2
    cast.samira.refresh_from_db()
    assert cast.samira.name == ""
    assert User.objects.filter(name="Samira Bakali").exists(), "the account is there for others"


def test_who_takes_part_or_came_back_keeps_the_name(cast: Cast) -> None:
    leave_on(cast.noor, LEFT)
    Period.objects.create(participant=cast.noor, started_on=date(2026, 9, 1))
    leave_on(cast.dex, date(2027, 1, 1))
    with noon(date(2026, 12, 1)):
        assert "names faded" not in done()


def test_a_double_waits_for_its_person_and_goes_along(cast: Cast) -> None:
    double = make_participant(cast.club, name="Tweeling")
    leave_on(double, LEFT)
    Participant.objects.filter(pk=double.pk).update(merged_into=cast.noor)
    with noon(date(2027, 1, 1)):
        assert "names faded" not in done()
        leave_on(cast.noor, LEFT)
        assert done()["names faded"] == 1
    assert hits("Tweeling", NAME) == []


def make_seat(cast: Cast, **fields: Any) -> Seat:
    person = make_participant(cast.club)
    return Seat.objects.create(link=cast.link, participant=person, **fields)


def seat_of_revoked(cast: Cast, moment: datetime) -> Seat:
    link = ShareLink.objects.create(
        initiative=cast.garden, token_hash="x", revoked_at=moment, expires_on=date(2030, 1, 1)
    )
    return Seat.objects.create(link=link, participant=cast.gardener)


def seat_of_expired(cast: Cast, moment: datetime) -> Seat:
    link = ShareLink.objects.create(
        initiative=cast.garden, token_hash="x", expires_on=timezone.localdate(moment)
    )
    return Seat.objects.create(link=link, participant=cast.gardener)


def unconfirmed(cast: Cast, moment: datetime) -> User:
    user = make_user("Nooit Bevestigd", joined_at=moment)
    EmailAddress.objects.filter(user=user).update(verified=False)
    return user


def invitation(**fields: Any) -> Callable[[Cast, datetime], Invitation]:
    def make(cast: Cast, moment: datetime) -> Invitation:
        made = Invitation.invite(
            by=cast.manager, email="x@voorbeeld.invalid", name="X", function="resident"
        )
        for field, value in fields.items():
            setattr(made, field, value(moment))
        made.save()
        return made

    return make


def session(cast: Cast, moment: datetime) -> Session:
    return Session.objects.create(session_key="k", session_data="", expire_date=moment)


def answered(cast: Cast, moment: datetime) -> JoinRequest:
    return JoinRequest.objects.create(
        initiative=cast.club,
        user=cast.elsewhere,
        side=Side.GUIDE,
        sentence="Ik",
        decided_at=moment,
        decided_by=cast.samira,
    )


def view(cast: Cast, moment: datetime) -> ContactView:
    return ContactView.objects.create(
        participant=cast.noor, by=cast.samira, reason="urgent", at=moment
    )


def channel(cast: Cast, moment: datetime) -> ContactChannel:
    leave_on(cast.dex, timezone.localdate(moment))
    return ContactChannel.objects.create(participant=cast.dex, kind="app", value="06")


def _same(moment: datetime) -> datetime:
    return moment


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


# What is made on 10 March, on which day it is still there, and on which it goes.
MARCH = datetime(2026, 3, 10, 12, tzinfo=UTC)
CASES: dict[str, tuple[Callable[[Cast, datetime], Any], date, date]] = {
    "a freed seat": (lambda c, m: make_seat(c, ended_at=m), date(2026, 4, 9), date(2026, 4, 10)),
    "a seat of a revoked link": (seat_of_revoked, date(2026, 4, 9), date(2026, 4, 10)),
    "a seat of an expired link": (seat_of_expired, date(2026, 4, 9), date(2026, 4, 10)),
    "a sign-up": (unconfirmed, date(2026, 3, 11), date(2026, 3, 12)),
    "a used invitation": (invitation(used_at=_same), date(2026, 4, 9), date(2026, 4, 10)),
    "one taken back": (invitation(revoked_at=_same), date(2026, 4, 9), date(2026, 4, 10)),
    "an expired invitation": (invitation(expires_on=_day), date(2026, 4, 9), date(2026, 4, 10)),
    "a session": (session, date(2026, 3, 10), date(2026, 3, 11)),
    "an answered request": (answered, date(2026, 9, 10), date(2026, 9, 11)),
    "a look at a contact detail": (view, date(2027, 3, 10), date(2027, 3, 11)),
    "a contact detail": (channel, date(2026, 3, 9), date(2026, 3, 10)),
}


@pytest.mark.parametrize("name", CASES)
def test_the_day_before_it_is_there_and_then_it_is_gone(cast: Cast, name: str) -> None:
    make, there, gone = CASES[name]
    thing: models.Model = make(cast, MARCH)
    ShareLink.objects.filter(pk=cast.link.pk).update(expires_on=date(2030, 1, 1))
    same = type(thing)._default_manager.filter(pk=thing.pk)
    with noon(there):
        run()
        assert same.exists()
    with noon(gone):
        assert sum(run(dry=True).values()) >= 2  # its own line, and the total
        assert same.exists()
        run()
        assert not same.exists()


def test_what_is_still_in_use_stays(cast: Cast, client: Client) -> None:
    """A seat that is taken, a waiting request, a session, an invitation, a confirmed account."""
    cast.sit(client, cast.noor, cast.link)
    Client().force_login(cast.wouter.user)
    JoinRequest.ask(cast.club, user=cast.elsewhere, side=Side.GUIDE, sentence="Ik")
    Invitation.invite(by=cast.manager, email="x@v.invalid", name="X", function="resident")
    ContactChannel.objects.create(participant=cast.noor, kind="app", value="06")
    before = fingerprint()
    assert done() == {}
    assert fingerprint() == before


def test_a_dry_run_says_the_same_and_changes_nothing(cast: Cast) -> None:
    leave_on(cast.noor, LEFT)
    make_seat(cast, ended_at=MARCH)
    with noon(date(2026, 10, 1)):
        before = fingerprint()
        would = run(dry=True)
        assert fingerprint() == before
        did = run()
    assert would.pop("in all, if it were done now") == did.pop("in all") == 2
    assert would == did


def test_in_batches(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for _n in range(5):
        make_seat(cast, ended_at=MARCH)
        leave_on(make_participant(cast.garden), LEFT)
    with noon(date(2026, 10, 1)):
        found = done()
    assert found["seats that ended"] == 5
    assert found["names faded"] == 5


def test_one_that_fails_does_not_keep_the_others(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for person in (cast.noor, cast.dex):
        leave_on(person, LEFT)
    real = forgetting.fade_when_due

    def fails_for_noor(person: Participant) -> bool:
        if person.pk == cast.noor.pk:
            raise DatabaseError
        return real(person)

    monkeypatch.setattr(retention, "fade_when_due", fails_for_noor)
    with noon(date(2026, 10, 1)), pytest.raises(CommandError, match="1 could not"):
        run()
    cast.dex.refresh_from_db()
    assert cast.dex.name == ""


class TestClosedAccounts:
    def test_after_the_months_for_work(self, cast: Cast) -> None:
        user = make_user("Gesloten Account", Function.CIVIL_SERVANT, email="dicht@v.invalid")
        person = make_participant(cast.garden, Side.MUNICIPALITY, user=user, name=user.name)
        leave_on(person, date(2020, 1, 1))
        with noon(LEFT):
            user.deactivate(by=cast.manager)
        with noon(date(2028, 3, 9)):
            run()
            assert User.objects.filter(pk=user.pk).exists()
        with noon(date(2028, 3, 10)):
            assert done()["closed accounts forgotten"] == 1
        assert hits("Gesloten Account", "dicht@v.invalid") == []

    def test_opened_again_it_stays(self, cast: Cast) -> None:
        user = make_user("Toch Weer", Function.CIVIL_SERVANT)
        with noon(LEFT):
            user.deactivate(by=cast.manager)
            user.reactivate(by=cast.manager)
        with noon(date(2030, 1, 1)):
            run()
        assert User.objects.filter(pk=user.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_fade_each_name_once() -> None:
    club: Initiative = make_initiative()
    people = [make_participant(club, name=f"Vogel {n}") for n in range(6)]
    for person in people:
        leave_on(person, timezone.localdate() - timedelta(days=400))
    seats = Seat.objects.bulk_create(
        Seat(
            link=ShareLink.objects.create(initiative=club, token_hash=f"t{n}", revoked_at=MARCH),
            participant=person,
            ended_at=MARCH,
        )
        for n, person in enumerate(people)
    )
    jobs = {job.what: job for job in retention.jobs()}
    results = race(
        lambda _n: [jobs["seats that ended"].run(), jobs["names faded"].run()], runners=2
    )
    assert [r for r in results if isinstance(r, Exception)] == []
    assert sum(seats_gone for seats_gone, _ in results) == len(seats)
    assert sum(faded for _, faded in results) == len(people)
    assert Event.objects.filter(verb="name_faded").count() == len(people)
    assert not Participant.objects.exclude(name="").exists()


@pytest.mark.django_db(transaction=True)
def test_the_guard_is_what_keeps_it_to_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without transactions and locks both do it."""
    club = make_initiative()
    person = make_participant(club, name="Vogel")
    without_transactions(monkeypatch)
    meet_before(monkeypatch, forgetting, "names_of", runners=2)
    people = [Participant.objects.get(pk=person.pk) for _n in range(2)]
    race(lambda n: fade(people[n], by=None), runners=2)
    assert Event.objects.filter(verb="name_faded").count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_half_done_fade_leaves_nothing_half(monkeypatch: pytest.MonkeyPatch) -> None:
    club = make_initiative()
    person = make_participant(club, name="Vogel")

    def fails(*_args: Any, **_kwargs: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(forgetting, "forget_person", fails)
    before = fingerprint()
    with pytest.raises(DatabaseError), transaction.atomic():
        fade(person, by=None)
    assert fingerprint() == before
