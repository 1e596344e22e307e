"""What the tests about questions to both sides make again and again."""

from __future__ import annotations

from datetime import date, timedelta

import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.asking import Question, load_questions
from agreements.models import AgreementVersion, SideAnswer
from agreements.states import Choice, Topic
from initiatives.models import Participant
from tests.overview import world


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def later(days: int) -> time_machine.travel:
    return time_machine.travel(timezone.localtime() + timedelta(days=days), tick=True)


def trial(version: AgreementVersion, days: int, ends_in: int | None = None) -> AgreementVersion:
    ends_on = in_days(ends_in) if ends_in else None
    world.set_dates(version, look_back_on=None, trial_until=in_days(days), ends_on=ends_on)
    return fresh(version)


def fresh(version: AgreementVersion) -> AgreementVersion:
    return AgreementVersion.objects.select_related("agreement__initiative").get(pk=version.pk)


def questions(version: AgreementVersion, side: str = "group") -> list[Question]:
    return load_questions([fresh(version)], my_side=side).get(version.pk, [])


def topics(version: AgreementVersion) -> list[str]:
    return [str(question.topic) for question in questions(version)]


def page(client: Client, version: AgreementVersion) -> str:
    return client.get(reverse("version", args=[version.pk])).content.decode()


def answer(client: Client, version: AgreementVersion, slug: str, choice: str, **more: str):
    path = reverse("side_answer", args=[version.pk, slug])
    return client.post(path, {"choice": choice, "seen": "", **more})


def say(
    version: AgreementVersion,
    by: Participant,
    choice: Choice,
    topic: Topic = Topic.TRIAL,
    seen: str = "",
) -> SideAnswer:
    return SideAnswer.say(fresh(version), by=by, topic=topic, choice=choice, seen=seen)
