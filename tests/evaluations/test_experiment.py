"""Experiments: begun by itself, after an example or from a trial; and what people saw."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evaluations.models import Experiment
from evaluations.models.experiment import MOST_RUNNING
from evaluations.states import ExperimentEnd
from initiatives.models import Event
from initiatives.states import Overtaken, Refused
from tests.conftest import Cast
from tests.evaluations import learning as made
from tests.evaluations.learning import in_days, page
from tests.factories import make_agreement
from tests.overview.world import run, set_dates, signed_in

FORM = {"text": "Vier vrijdagen zelf afsluiten.", "readers": "wij"}


def start(client: Client, cast: Cast, **fields: Any) -> Any:
    data = {**FORM, "until_on": in_days(30).isoformat(), **fields}
    return client.post(reverse("start_experiment", args=[cast.club.pk]), data)


def verbs() -> list[str]:
    found = Event.objects.filter(verb__startswith="experiment").order_by("pk")
    return list(found.values_list("verb", flat=True))


def test_beginning_one(cast: Cast, client: Client) -> None:
    browser = cast.sit(client, cast.noor)
    for _time in range(2):
        response = start(browser, cast)
    found = Experiment.objects.get()
    assert response.url == reverse("experiment", args=[found.pk])
    assert (found.by, found.until_on, found.is_ended) == (cast.noor, in_days(30), False)
    assert verbs() == ["experiment_started"]
    body = page(browser, "experiment", found.pk)
    assert "Tot en met" in body and "over 4 weken" in body
    assert "loopt" in body and "dag voorbij" not in body


@pytest.mark.parametrize(("days", "status"), [(1, 303), (0, 422), (-1, 422), (800, 409)])
def test_it_takes_a_while_and_not_for_ever(
    cast: Cast, client: Client, days: int, status: int
) -> None:
    browser = cast.sit(client, cast.noor)
    response = start(browser, cast, until_on=in_days(days).isoformat())
    assert response.status_code == status
    assert Experiment.objects.exists() is (status == 303)
    assert start(browser, cast, until_on="").status_code == 422
    if status == 409:
        assert FORM["text"] in response.content.decode()


def test_it_grows_out_of_an_example(cast: Cast) -> None:
    found = made.example(cast.wouter)
    browser = signed_in(cast.wouter)
    address = reverse("start_experiment", args=[cast.club.pk])
    assert f"{address}?voorbeeld={found.pk}" in page(browser, "example", found.pk)
    form = browser.get(address, {"voorbeeld": found.pk}).content.decode()
    assert "We proberen zelf: Een sleutelkastje." in form
    assert f'name="voorbeeld" value="{found.pk}"' in form
    start(browser, cast, voorbeeld=found.pk)
    begun = Experiment.objects.get()
    assert begun.example == found
    assert "Een sleutelkastje" in page(browser, "experiment", begun.pk)
    # Once that is hidden its words are nowhere any more.
    found.hide(by=cast.wouter, because="Te precies.")
    assert "Een sleutelkastje" not in page(browser, "experiment", begun.pk)


def test_it_grows_out_of_a_clause_on_trial(cast: Cast) -> None:
    version = run(cast, title="Zelf de sleutel")
    set_dates(version, trial_until=in_days(40))
    clause = version.clauses.all()[0]
    browser = signed_in(cast.samira)
    address = reverse("start_experiment", args=[cast.club.pk])
    where = f"{address}?afspraak={version.agreement_id}"
    assert where in page(browser, "version", version.pk)
    asked = {"afspraak": version.agreement_id, "onderdeel": clause.key}
    form = browser.get(address, asked).content.decode()
    assert clause.heading in form and in_days(40).isoformat() in form
    start(browser, cast, **asked)
    begun = Experiment.objects.get()
    assert (begun.agreement, begun.clause_key) == (version.agreement, clause.key)
    assert reverse("agreement", args=[version.agreement_id]) in page(
        browser, "experiment", begun.pk
    )
    begun.is_for_everyone = True
    begun.save(update_fields=["is_for_everyone"])
    assert version.agreement.title not in page(signed_in(cast.elsewhere), "experiment", begun.pk)


def test_a_source_of_another_initiative_counts_for_nothing(cast: Cast) -> None:
    strange = make_agreement(cast.garden, by=cast.gardener)
    theirs = made.example(cast.gardener, title="Geheim recept", is_for_everyone=False)
    browser = signed_in(cast.wouter)
    asked = {"afspraak": strange.agreement_id, "onderdeel": "x", "voorbeeld": theirs.pk}
    body = browser.get(reverse("start_experiment", args=[cast.club.pk]), asked).content.decode()
    assert "Geheim recept" not in body and strange.agreement.title not in body
    assert start(browser, cast, **asked).status_code == 303
    begun = Experiment.objects.get()
    assert (begun.agreement, begun.example, begun.clause_key) == (None, None, "")


def test_past_its_day_people_are_asked_and_either_side_answers(cast: Cast, client: Client) -> None:
    found = made.past(made.experiment(cast.noor))
    group = cast.sit(client, cast.dex)
    for browser in (group, signed_in(cast.wouter), signed_in(cast.samira)):
        body = page(browser, "experiment", found.pk)
        assert "De dag is voorbij. Wat zagen jullie?" in body
    fields = {"saw": "Drie keer goed.", "ended_as": "go_on"}
    browser = signed_in(cast.wouter)
    for _time in range(2):
        response = browser.post(reverse("end_experiment", args=[found.pk]), fields)
        assert response.status_code == 303
    found.refresh_from_db()
    assert (found.saw, found.ended_as) == ("Drie keer goed.", ExperimentEnd.GO_ON)
    assert found.ended_on == timezone.localdate()
    assert verbs() == ["experiment_started", "experiment_go_on"]
    body = page(group, "experiment", found.pk)
    assert "Drie keer goed." in body and "We gaan ermee door." in body
    # Who comes second with other words is told, and loses nothing.
    response = group.post(
        reverse("end_experiment", args=[found.pk]), {"saw": "Twee keer.", "ended_as": "stop"}
    )
    assert response.status_code == 409 and "Twee keer." in response.content.decode()


def test_it_can_end_before_its_day_and_then_stands(cast: Cast) -> None:
    found = made.experiment(cast.noor)
    found.end(by=cast.dex, saw="Het regende.", ended_as=ExperimentEnd.STOP)
    assert found.is_ended and not found.is_waiting
    with pytest.raises(Refused):
        found.change(by=cast.noor, seen=found.revision, text="Toch anders")
    assert Experiment.objects.waiting(in_days(99)).count() == 0
    assert "We stopten ermee." in page(signed_in(cast.wouter), "experiment", found.pk)


def test_longer_is_another_day(cast: Cast) -> None:
    found = made.past(made.experiment(cast.noor))
    assert Experiment.objects.waiting(timezone.localdate()).get() == found
    address = reverse("edit_experiment", args=[found.pk])
    browser = signed_in(cast.samira)
    # Other words with the day that it has by now are fine.
    data = {**FORM, "text": "Anders", "until_on": found.until_on.isoformat(), "revision": 1}
    assert browser.post(address, data).status_code == 303
    data = {**data, "until_on": in_days(14).isoformat(), "revision": 2}
    assert browser.post(address, data).status_code == 303
    found.refresh_from_db()
    assert (found.until_on, found.revision, found.is_waiting) == (in_days(14), 3, False)
    with pytest.raises(Overtaken):
        found.change(by=cast.noor, seen=1, text="Weer anders")
    response = browser.post(address, {**data, "text": "Weer anders", "revision": 1})
    assert response.status_code == 409 and "<dd>Anders</dd>" in response.content.decode()
    with pytest.raises(Refused):
        found.change(by=cast.wouter, seen=3, text="Van de gemeente")


def test_a_group_tries_a_few_things_at_once(cast: Cast, client: Client) -> None:
    Experiment.objects.bulk_create(
        Experiment(initiative=cast.club, by=cast.noor, text=f"{n}", until_on=in_days(9))
        for n in range(MOST_RUNNING)
    )
    response = start(cast.sit(client, cast.noor), cast)
    assert response.status_code == 409 and "Rond er eerst een af" in response.content.decode()


def test_hidden_it_waits_for_nobody(cast: Cast) -> None:
    found = made.past(made.experiment(cast.noor), 3)
    found.hide(by=cast.noor, because="Toch niet.")
    assert not Experiment.objects.waiting(timezone.localdate()).exists()
    with pytest.raises(Refused):
        found.end(by=cast.noor, saw="Niets.", ended_as=ExperimentEnd.STOP)
    for name in ("experiment", "end_experiment"):
        assert found.text not in page(signed_in(cast.wouter), name, found.pk)


def test_the_database_keeps_that_an_end_has_its_day(cast: Cast) -> None:
    found = made.experiment(cast.noor)
    for broken in ({"ended_as": "stop"}, {"ended_on": timezone.localdate() - timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Experiment.objects.filter(pk=found.pk).update(**broken)
