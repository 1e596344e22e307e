"""What the tests about filling in share: a look-back that people still answer."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from agreements.models import Line
from evaluations.models import Evaluation, LookBack, LookBackText
from initiatives.models import Participant
from tests.conftest import Cast
from tests.factories import line
from tests.overview.world import run
from tests.world_evaluations import make_evaluation

LINES = (
    line("Wij ruimen elke avond op.", "group"),
    line("De gemeente hangt een lamp op.", "municipality", kind="promise"),
    line("Zo is het nu: de deur is oud.", "municipality", kind="information"),
)


def answering(cast: Cast, *lines: Line, **invited: int) -> Evaluation:
    version = run(cast, *(lines or LINES))
    return make_evaluation(version, cast.wouter, **invited)


def begin(evaluation: Evaluation, by: Participant, **how: Any) -> LookBack:
    return LookBack.begin(evaluation, by=by, **how)


def page(evaluation: Evaluation, slug: str = "") -> str:
    if slug:
        return reverse("look_back_step", args=[evaluation.pk, slug])
    return reverse("look_back", args=[evaluation.pk])


def send(client: Client, evaluation: Evaluation, slug: str, **said: Any) -> Any:
    return client.post(page(evaluation, slug), {"then": "verder", **said})


def texts(evaluation: Evaluation) -> dict[str, str]:
    found = LookBackText.objects.filter(look_back__evaluation=evaluation)
    return dict(found.values_list("question", "text"))
