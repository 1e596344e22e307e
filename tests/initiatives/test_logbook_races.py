"""Two taps, two tabs and two devices at once in the logbook. On both databases."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from initiatives.models import Event, Initiative, LogLine, Participant, Side
from initiatives.states import Refused
from tests import factories as make
from tests.racing import meet_before, race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def guide() -> Participant:
    return make.make_participant(make.make_initiative(), Side.GUIDE)


def test_one_form_sent_by_several_tabs_is_one_line(
    guide: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = uuid.uuid4()

    def write(_n: int) -> LogLine:
        return LogLine.write(
            guide.initiative,
            by=guide,
            text="Eén keer.",
            happened_on=timezone.localdate(),
            once=once,
        )

    meet_before(monkeypatch, LogLine, "write")
    results = race(write)
    assert LogLine.objects.count() == 1
    assert {line.pk for line in results} == {LogLine.objects.get().pk}


def test_control_without_the_number_every_tab_writes_its_own(
    guide: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(_n: int) -> LogLine:
        return LogLine.write(
            guide.initiative, by=guide, text="Steeds.", happened_on=timezone.localdate()
        )

    meet_before(monkeypatch, LogLine, "write")
    results = race(write)
    assert LogLine.objects.count() == len(results) > 1


def test_several_taps_on_share_tell_it_once(
    guide: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = make.make_log_line(guide, "Samen.")

    def share(_n: int) -> None:
        LogLine.objects.get(pk=line.pk).share(by=guide, revision=line.revision)

    meet_before(monkeypatch, LogLine, "share")
    assert not [one for one in race(share) if isinstance(one, Exception)]
    assert Event.objects.filter(verb="log_shared").count() == 1


def test_a_text_is_not_shared_while_it_changes(guide: Participant) -> None:
    """Either the change came first and sharing is refused, or the other way round."""
    line = make.make_log_line(guide, "Wat er stond.")

    def act(n: int) -> None:
        mine = LogLine.objects.get(pk=line.pk)
        if n % 2:
            mine.share(by=guide, revision=line.revision)
        else:
            mine.correct(by=guide, revision=line.revision, text=f"Anders {n}.")

    results = race(act)
    line.refresh_from_db()
    refused = [one for one in results if isinstance(one, Refused)]
    if line.is_shared:
        assert line.text == "Wat er stond."
    else:
        assert line.text.startswith("Anders")
        assert len(refused) == len(results) - 1
    assert Initiative.objects.get().events.filter(verb="log_shared").count() == line.is_shared
