"""Two at once: nothing is doubled, and nobody overwrites the other. Each with its control."""

from __future__ import annotations

from typing import Any

import pytest

from agreements.models.progress import NewerWord
from initiatives.models import Event, Side
from meetings.models import ActionItem, ActionUpdate, Decision, Perspective
from meetings.models.action import ActionConflict
from tests.conftest import Cast
from tests.meetings.acting import LAMP, add, say, under_way
from tests.racing import meet_before, race, without_transactions
from tests.world_meetings import make_meeting

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(results: list[Any]) -> list[str]:
    return sorted(type(result).__name__ for result in results)


@pytest.mark.parametrize("has_meeting", [True, False])
@pytest.mark.parametrize("guarded", [True, False])
def test_one_form_sent_at_once_is_one_action(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, *, guarded: bool, has_meeting: bool
) -> None:
    if has_meeting:
        make_meeting(cast.club, cast.wouter)
    if not guarded:
        without_transactions(monkeypatch)
    meet_before(monkeypatch, ActionItem.objects, "create")
    race(lambda _n: add(cast))
    count = ActionItem.objects.count()
    assert (count == 1) == guarded, count
    assert Event.objects.filter(verb="action_added").count() == count


@pytest.mark.parametrize("guarded", [True, False])
def test_two_words_at_once_the_second_is_told(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, *, guarded: bool
) -> None:
    action = add(cast)
    if not guarded:
        without_transactions(monkeypatch)
    meet_before(monkeypatch, ActionUpdate.objects, "create", 2)
    words = ("done", "stuck")
    results = race(
        lambda n: say(ActionItem.objects.get(), cast.noor, words[n], seen=None), runners=2
    )
    assert (ActionUpdate.objects.count() == 1) == guarded
    if guarded:
        assert kinds(results) == ["ActionUpdate", "NewerWord"]
        assert any(isinstance(result, NewerWord) for result in results)
        is_settled = ActionItem.objects.get(pk=action.pk).settled_at is not None
        assert is_settled == (ActionUpdate.objects.get().state == "done")


@pytest.mark.parametrize("guarded", [True, False])
def test_two_changes_at_once_the_second_sees_both(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, *, guarded: bool
) -> None:
    add(cast)
    if not guarded:
        without_transactions(monkeypatch)
    meet_before(monkeypatch, ActionItem, "save", 2)

    def change(n: int) -> None:
        ActionItem.objects.get().change(
            by=cast.noor, revision=1, text=f"{LAMP} {n}", owner=None, owner_side=Side.GROUP
        )

    results = race(change, runners=2)
    told = sum(isinstance(result, ActionConflict) for result in results)
    assert (told == 1) == guarded, results


@pytest.mark.parametrize("guarded", [True, False])
def test_one_decision_sent_at_once_is_one(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, *, guarded: bool
) -> None:
    meeting = under_way(cast)
    if not guarded:
        without_transactions(monkeypatch)
    meet_before(monkeypatch, Decision.objects, "create")
    race(
        lambda _n: Decision.note(
            meeting, by=cast.wouter, text="Ja.", by_group=True, by_municipality=True
        )
    )
    assert (Decision.objects.count() == 1) == guarded


def test_one_side_that_writes_at_once_keeps_one_view(cast: Cast) -> None:
    """The constraint stays, so without a lock one of two would get an error page."""
    meeting = under_way(cast)
    item = meeting.items.get(fixed="between_us")
    results = race(
        lambda n: Perspective.say(meeting, by=cast.noor, item=item, text=f"Kijk {n}.", seen=0)
    )
    assert Perspective.objects.count() == 1
    assert kinds(results) == ["Perspective", "PerspectiveConflict", "PerspectiveConflict"]
