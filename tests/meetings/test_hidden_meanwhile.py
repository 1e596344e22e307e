"""Hiding a text waits for no meeting: whoever writes at that moment does not show it again."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from initiatives.models import Participant
from meetings.models import AgendaItem, RiskReview
from meetings.states import RiskWord
from tests.conftest import Cast
from tests.meetings.planned import plan
from tests.meetings.risk_talking import name


def hide_before_it_is_saved(monkeypatch: pytest.MonkeyPatch, model: Any, by: Participant) -> None:
    """Somebody else hides it after it was read, and just before it is written."""
    save = model.save

    def late(self: Any, *args: Any, **kwargs: Any) -> None:
        mine = model.objects.filter(pk=self.pk)
        mine.update(hidden_at=timezone.now(), hidden_by=by, hidden_because="Een naam")
        save(self, *args, **kwargs)

    monkeypatch.setattr(model, "save", late)


def test_other_minutes_do_not_show_a_point_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = plan(cast)
    item = AgendaItem.add(meeting, by=cast.noor, side="group", text="Licht")
    hide_before_it_is_saved(monkeypatch, AgendaItem, cast.samira)
    item.change(meeting, by=cast.wouter, minutes=25, working_form="")
    now = AgendaItem.objects.get(pk=item.pk)
    assert now.minutes == 25 and now.hidden_at is not None and now.hidden_because == "Een naam"


def test_another_word_does_not_show_a_line_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = plan(cast).start(by=cast.wouter)
    risk = name(cast, "Het licht")
    said: dict[str, Any] = {"by": cast.noor, "text": "Nog steeds."}
    RiskReview.say(risk, meeting, word=RiskWord.SAME, seen=None, **said)
    hide_before_it_is_saved(monkeypatch, RiskReview, cast.samira)
    RiskReview.say(risk, meeting, word=RiskWord.WORSE, seen=1, **said)
    now = RiskReview.objects.get(risk=risk)
    assert now.word == RiskWord.WORSE and now.hidden_at is not None
