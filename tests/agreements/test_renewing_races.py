"""Both sides renew at once, or one renews while the other starts a text, ends it, or answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from agreements.models import Agreement, AgreementVersion, Confirmation, SideAnswer
from agreements.states import Choice, Status, Topic, Word
from initiatives.models import DutyKind, Event, Participant, Side
from initiatives.states import Refused
from tests import factories as make
from tests.racing import meet_before, race, without_constraint, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def running() -> AgreementVersion:
    club = make.make_initiative()
    official = make.make_participant(club, Side.MUNICIPALITY, duty=DutyKind.CONTACT)
    make.make_link(club)
    version = make.make_proposal(club, by=official)
    person = make.make_participant(club)
    Confirmation.say(version, by=person, word=Word.BEHIND)
    Confirmation.say(version, by=official, word=Word.BEHIND, has_mandate=True)
    version.take_effect(by=person)
    return version


def fresh(version: AgreementVersion) -> AgreementVersion:
    return AgreementVersion.objects.select_related("agreement__initiative").get(pk=version.pk)


def people(version: AgreementVersion) -> list[Participant]:
    """One of each side."""
    assert version.in_effect_by and version.proposed_by
    return [version.in_effect_by, version.proposed_by, version.in_effect_by]


def refused(results: list[Any]) -> int:
    other = [r for r in results if isinstance(r, Exception) and not isinstance(r, Refused)]
    assert not other, other
    return sum(isinstance(result, Refused) for result in results)


def renew(version: AgreementVersion, by: Participant, days: int = 200) -> AgreementVersion:
    today = timezone.localdate()
    return fresh(version).agreement.renew(
        version,
        by=by,
        look_back_on=today + timedelta(days=30),
        ends_on=today + timedelta(days=days),
    )


def statuses(version: AgreementVersion) -> list[str]:
    return sorted(version.agreement.versions.values_list("status", flat=True))


def test_both_sides_renew_at_once_and_there_is_one(running: AgreementVersion) -> None:
    by = people(running)
    results = race(lambda n: renew(running, by[n]))
    assert refused(results) == 0, "the same days: nobody hears that they came second"
    assert len({result.pk for result in results}) == 1
    assert statuses(running) == [Status.IN_EFFECT, Status.PROPOSED]
    assert Event.objects.filter(verb="renewal_proposed").count() == 1


def test_with_other_days_the_second_is_told(running: AgreementVersion) -> None:
    by = people(running)
    results = race(lambda n: renew(running, by[n], days=100 + n))
    assert refused(results) == 2
    assert statuses(running) == [Status.IN_EFFECT, Status.PROPOSED]


def test_control_without_the_lock_more_than_one_is_begun(
    running: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = people(running)
    meet_before(monkeypatch, Agreement, "_begin")
    with without_constraint(AgreementVersion, "one_version_draft"):
        with monkeypatch.context() as off:
            without_transactions(off)
            off.setattr(AgreementVersion, "propose", lambda _self, **_kwargs: None)
            results = race(lambda n: renew(running, by[n]))
        begun = running.agreement.versions.filter(status=Status.DRAFT).count()
        AgreementVersion.objects.update(copied_from=None)
    assert begun + sum(isinstance(r, Exception) for r in results) > 1


def test_renewing_and_starting_a_text_at_once_leaves_one_of_each_at_most(
    running: AgreementVersion,
) -> None:
    def act(n: int) -> Any:
        by = people(running)[n]
        return renew(running, by) if n else fresh(running).agreement.start_version(by=by)

    results = race(act, runners=2)
    assert refused(results) <= 1
    found = statuses(running)
    assert found.count(Status.DRAFT) <= 1 and found.count(Status.PROPOSED) <= 1
    if refused(results):
        assert found == [Status.DRAFT, Status.IN_EFFECT], "the draft was first"
    else:
        assert found == [Status.DRAFT, Status.IN_EFFECT, Status.PROPOSED]


def test_renewing_and_ending_at_once_leaves_nothing_open(running: AgreementVersion) -> None:
    def act(n: int) -> Any:
        by = people(running)[n]
        if n:
            return renew(running, by)
        return fresh(running).agreement.end(by=by, because="Klaar.")

    results = race(act, runners=2)
    assert results[0] is None and refused(results) <= 1
    assert set(statuses(running)) <= {Status.ENDED, Status.WITHDRAWN}


def say(version: AgreementVersion, by: Participant, choice: Choice) -> SideAnswer:
    return SideAnswer.say(fresh(version), by=by, topic=Topic.TRIAL, choice=choice)


@pytest.fixture
def tried(running: AgreementVersion) -> AgreementVersion:
    AgreementVersion.objects.filter(pk=running.pk).update(trial_until=timezone.localdate())
    return running


CHOICES = (Choice.GO_ON, Choice.STOP, Choice.LONGER)


def test_three_of_one_side_answer_at_once_and_nothing_is_overwritten(
    tried: AgreementVersion,
) -> None:
    by = [make.make_participant(tried.initiative) for _n in range(3)]
    results = race(lambda n: say(tried, by[n], CHOICES[n]))
    assert refused(results) == 2
    winner = next(n for n, result in enumerate(results) if isinstance(result, SideAnswer))
    assert SideAnswer.objects.get().choice == CHOICES[winner]


def test_both_sides_answer_at_once_and_it_is_decided_once(tried: AgreementVersion) -> None:
    by = people(tried)
    results = race(lambda n: say(tried, by[n], Choice.GO_ON))
    assert refused(results) == 0 and SideAnswer.objects.count() == 2
    assert Event.objects.filter(verb="both_chose_trial").count() == 1


def test_control_without_the_lock_a_side_answers_more_than_once(
    tried: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = [make.make_participant(tried.initiative) for _n in range(3)]
    meet_before(monkeypatch, SideAnswer, "save")
    with without_constraint(SideAnswer, "one_answer_a_side_and_question"):
        with monkeypatch.context() as off:
            without_transactions(off)
            race(lambda n: say(tried, by[n], CHOICES[n]))
        assert SideAnswer.objects.count() > 1
