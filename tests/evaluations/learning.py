"""What the tests of learning make again and again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evaluations.models import Example, Experiment, LearningQuestion, Lesson
from initiatives.models import Circle, Participant


def in_days(n: int) -> date:
    return timezone.localdate() + timedelta(days=n)


def example(by: Participant, **more: Any) -> Example:
    fields = {
        "title": "Een sleutelkastje",
        "kind": "way",
        "text": "De sleutel hangt buiten.",
        "is_for_everyone": True,
        **more,
    }
    return Example.add(by.initiative, by=by, **fields)


def experiment(by: Participant, **more: Any) -> Experiment:
    fields = {"text": "Vier vrijdagen zelf afsluiten.", "until_on": in_days(30), **more}
    return Experiment.start(by.initiative, by=by, **fields)


def past(found: Experiment, days: int = 1) -> Experiment:
    """Its day went by, as the clock would make it."""
    Experiment.objects.filter(pk=found.pk).update(until_on=in_days(-days))
    found.refresh_from_db()
    return found


def question(by: Participant, circle: str = Circle.SHARED, **more: Any) -> LearningQuestion:
    text = more.pop("text", "Hoe maken we samen de agenda?")
    return LearningQuestion.ask(by.initiative, by=by, text=text, circle=circle, **more)


def lesson(by: Participant, **more: Any) -> Lesson:
    fields = {"happened": "De lamp bleef stuk.", "text": "Vraag na een week waar iets blijft."}
    return Lesson.write(by.initiative, by=by, **{**fields, **more})


def page(client: Client, name: str, *args: Any, **asked: str) -> str:
    response = client.get(reverse(name, args=args), asked)
    assert response.status_code == 200, response.status_code
    return response.content.decode()
