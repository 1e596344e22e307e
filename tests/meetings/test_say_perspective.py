"""Two sides may see a thing differently; both stand, and nobody writes for the other."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.models import Event, Side
from initiatives.states import Refused
from meetings.models import Meeting, Perspective, RiskItem
from meetings.states import RiskKind, Status
from tests.conftest import Cast
from tests.meetings.acting import page, send, under_way
from tests.world_meetings import make_meeting


@pytest.fixture
def official(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.wouter.user)
    return client


def dark(cast: Cast, **fields: object) -> RiskItem:
    return RiskItem.objects.create(
        initiative=cast.club, by=cast.noor, side=Side.GROUP, kind=RiskKind.RISK, text="Donker.",
        **fields,
    )  # fmt: skip


def test_both_sides_stand_beside_each_other(cast: Cast, official: Client) -> None:
    meeting, risk = under_way(cast), dark(cast)
    noor = cast.sit(Client(), cast.noor)
    args = (meeting.pk, "risico", risk.pk)
    response = send(noor, "say_perspective", *args, text="Wij durven niet alleen.")
    assert response.url == f"/overleg/{meeting.pk}/nu/#risico-{risk.pk}"
    shown = page(official, "say_perspective", *args)
    assert "Wij durven niet alleen." in shown, "before writing one reads the other"
    send(official, "say_perspective", *args, text="Er hangt al een lamp.")
    assert {view.side: view.text for view in Perspective.objects.all()} == {
        "group": "Wij durven niet alleen.",
        "municipality": "Er hangt al een lamp.",
    }
    assert Event.objects.filter(verb="perspective_said").count() == 2


def test_the_own_side_can_change_it_and_is_shown_both(cast: Cast) -> None:
    meeting = under_way(cast)
    args = (meeting.pk, "punt", meeting.items.get(fixed="between_us").pk)
    noor, dex = cast.sit(Client(), cast.noor), cast.sit(Client(), cast.dex)
    send(noor, "say_perspective", *args, text="Het gaat goed.")
    for _tap in range(2):
        assert send(noor, "say_perspective", *args, text="Het gaat goed.").status_code == 302
    late = send(dex, "say_perspective", *args, text="Het gaat stroef.")
    assert late.status_code == 409
    assert "Het gaat goed." in late.text and "Het gaat stroef." in late.text
    assert Perspective.objects.get().text == "Het gaat goed."
    assert send(dex, "say_perspective", *args, text="Het gaat stroef.", seen=1).status_code == 302
    view = Perspective.objects.get()
    assert (view.text, view.by, view.revision) == ("Het gaat stroef.", cast.dex, 2)


def test_a_risk_is_seen_anew_in_each_meeting(cast: Cast) -> None:
    first, risk = under_way(cast), dark(cast)
    Perspective.say(first, by=cast.noor, risk=risk, text="Eng.")
    Meeting.objects.filter(pk=first.pk).update(status=Status.CLOSED)
    second = make_meeting(cast.club, cast.wouter)
    Perspective.say(second, by=cast.noor, risk=risk, text="Het gaat wel.")
    assert Perspective.objects.count() == 2
    with pytest.raises(Refused):
        Perspective.say(first, by=cast.noor, risk=risk, text="Toch eng.")


def test_only_of_what_stands_on_this_agenda(cast: Cast, official: Client) -> None:
    meeting = under_way(cast)
    other = make_meeting(cast.garden, cast.gardener).items.all()[0]
    later = make_meeting(cast.club, cast.wouter).items.all()[0]
    gone = dark(cast)
    RiskItem.objects.filter(pk=gone.pk).update(gone_at=meeting.starts_at)
    for args in (("punt", other.pk), ("punt", later.pk), ("risico", gone.pk), ("iets", 1)):
        assert send(official, "say_perspective", meeting.pk, *args, text="X.").status_code == 404
    with pytest.raises(Refused):
        Perspective.say(meeting, by=cast.wouter, item=later, text="X.")
    assert not Perspective.objects.exists()


def test_it_stands_on_the_page_of_the_meeting(cast: Cast, official: Client) -> None:
    meeting, risk = under_way(cast), dark(cast)
    view = Perspective.say(meeting, by=cast.noor, risk=risk, text="Wij durven niet alleen.")
    args = (meeting.pk, "risico", risk.pk)
    view.hide(by=cast.samira, because="Een naam.")
    shown = page(official, "say_perspective", *args)
    assert "Wij durven niet alleen." not in shown and "Een naam." in shown
    again = Perspective.say(meeting, by=cast.noor, risk=risk, text="Wij zijn bang.", seen=1)
    assert again.hidden_at is None, "other words are another text"
    assert reverse("report_text", args=["kijk", view.pk]) in page(
        official, "say_perspective", *args
    )
