"""Who keeps an eye on a risk, when people look again, and "het is terug"."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Event
from initiatives.states import Overtaken, Refused
from meetings.carrying_over import risks_of
from meetings.models import RiskItem
from tests.conftest import Cast
from tests.meetings.risk_talking import closed_with, name, under_way
from tests.world_meetings import make_meeting


def keep(client: Client, risk: RiskItem, **more: Any) -> Any:
    data = {"kind": risk.kind, "keeper": "", "look_again_on": "", "revision": risk.revision, **more}
    return client.post(reverse("keep_risk", args=[risk.pk]), data)


def in_days(n: int) -> str:
    return (timezone.localdate() + timedelta(days=n)).isoformat()


def test_who_and_when_is_kept(cast: Cast, client: Client) -> None:
    risk = name(cast)
    meeting = make_meeting(cast.club, cast.wouter)
    browser = cast.sit(client, cast.noor)
    response = keep(browser, risk, keeper=cast.dex.pk, look_again_on=in_days(7), kind="risk")
    assert response.status_code == 303
    risk.refresh_from_db()
    assert (risk.keeper, risk.kind, risk.revision) == (cast.dex, "risk", 2)
    before = meeting.revision
    meeting.refresh_from_db()
    assert meeting.revision > before
    page = browser.get(reverse("risk", args=[risk.pk])).content.decode()
    assert "In het oog gehouden door Zwaluwdex." in page and "over 7 dagen" in page


def test_the_municipality_never_gets_the_list_of_the_group(cast: Cast, client: Client) -> None:
    """Also when somebody of the group keeps an eye on it: that stays, without a name."""
    risk = name(cast)
    risk.keep(by=cast.noor, kind="risk", keeper=cast.dex, look_again_on=None, revision=1)
    client.force_login(cast.wouter.user)
    page = client.get(reverse("keep_risk", args=[risk.pk])).content.decode()
    assert "Zwaluw" not in page and "iemand van de groep" in page and "Wouter" in page
    assert keep(client, risk, keeper=cast.noor.pk).status_code == 422
    assert keep(client, risk, keeper=cast.dex.pk, look_again_on=in_days(3)).status_code == 303
    risk.refresh_from_db()
    assert risk.keeper == cast.dex
    page = client.get(reverse("risk", args=[risk.pk])).content.decode()
    assert "Zwaluw" not in page


def test_two_at_once_the_second_is_shown_the_first(cast: Cast, client: Client) -> None:
    risk = name(cast)
    risk.keep(by=cast.noor, kind="risk", keeper=cast.wouter, look_again_on=None, revision=1)
    RiskItem.objects.filter(pk=risk.pk)
    risk.revision = 1
    response = keep(cast.sit(client, cast.noor), risk, look_again_on=in_days(9))
    assert response.status_code == 409
    page = response.content.decode()
    assert "Iemand anders heeft dit net veranderd." in page and "Wouter de Graaf" in page
    assert in_days(9) in page and 'name="revision" value="2"' in page
    assert RiskItem.objects.get().look_again_on is None
    risk.revision = 2
    assert keep(client, risk, look_again_on=in_days(9)).status_code == 303


def test_the_same_again_is_nothing(cast: Cast) -> None:
    risk = name(cast)
    wanted = {"kind": "risk", "keeper": cast.dex, "look_again_on": None, "revision": 1}
    for _n in range(2):
        risk.keep(by=cast.noor, **wanted)
    assert risk.revision == 2
    with pytest.raises(Overtaken):
        risk.keep(by=cast.noor, **{**wanted, "keeper": None})


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("1900-01-01", "Dat jaar kan niet kloppen."),
        (in_days(-1), "Kies een dag na vandaag."),
        (in_days(500), "Kies een dag binnen een jaar."),
        ("morgen", "Dit is geen dag."),
    ],
)
def test_a_day_makes_sense(cast: Cast, client: Client, day: str, says: str) -> None:
    response = keep(cast.sit(client, cast.noor), name(cast), look_again_on=day)
    assert response.status_code in (409, 422)
    assert says in response.content.decode()


def test_a_day_that_passed_may_stay(cast: Cast, client: Client) -> None:
    risk = name(cast)
    RiskItem.objects.update(look_again_on=in_days(-3))
    response = keep(cast.sit(client, cast.noor), risk, look_again_on=in_days(-3), kind="risk")
    assert response.status_code == 303


def test_who_left_is_not_chosen(cast: Cast) -> None:
    cast.dex.periods.update(ended_on=timezone.localdate())
    with pytest.raises(Refused):
        name(cast).keep(by=cast.noor, kind="risk", keeper=cast.dex, look_again_on=None, revision=1)


def test_what_is_gone_comes_back_with_its_history(cast: Cast, client: Client) -> None:
    risk = name(cast)
    closed_with(cast, 28, {risk: "worse"})
    closed_with(cast, 14, {risk: "gone"})
    following = under_way(cast)
    assert not risks_of(following).exists()
    browser = cast.sit(client, cast.noor)
    address = reverse("risk", args=[risk.pk])
    assert "Het is terug" in browser.get(address).content.decode()
    for _n in range(2):
        assert browser.post(reverse("risk_back", args=[risk.pk])).status_code == 302
    assert list(risks_of(following)) == [risk]
    risk.refresh_from_db()
    assert (risk.gone_at, risk.back_on) == (None, timezone.localdate())
    assert Event.objects.filter(verb="risk_back").count() == 1
    page = browser.get(address).content.decode()
    assert "Slechter" in page and "Weg" in page and "Terug sinds" in page
