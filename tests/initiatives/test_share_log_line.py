"""The second tap: what the others will see, and who they are."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.models import Circle, Event, LogLine, Participant
from initiatives.states import Refused
from tests.conftest import Cast
from tests.factories import make_log_line, make_participant


def share(client: Client, line: LogLine, **more: str) -> int:
    sent = {"revision": line.revision, **more}
    return client.post(reverse("share_log_line", args=[line.pk]), sent).status_code


@pytest.fixture
def line(cast: Cast) -> LogLine:
    return make_log_line(
        cast.samira, "De soep was op.", people=11, meaning="Ze koken meer.", mood="good"
    )


def test_first_it_shows_what_will_be_read_and_by_whom(
    line: LogLine, cast: Cast, client: Client
) -> None:
    make_participant(cast.club)
    client.force_login(cast.samira.user)
    body = client.get(reverse("share_log_line", args=[line.pk])).content.decode()
    for words in ("De soep was op.", "Ze koken meer.", "11 mensen", "goed", "Samira Bakali"):
        assert words in body
    readers = client.get(reverse("share_log_line", args=[line.pk])).context["readers"]
    assert {str(side): n for side, n in readers} == {
        "group": 3, "municipality": 1, "guide": 1, "other": 1,
    }  # fmt: skip
    assert "iedereen met de groepslink" in body
    assert "Delen kan niet terug." in body
    assert not Event.objects.filter(verb="log_shared").exists()


def test_then_everybody_reads_it_and_the_timeline_tells(
    line: LogLine, cast: Cast, client: Client
) -> None:
    client.force_login(cast.samira.user)
    assert share(client, line) == 303
    line.refresh_from_db()
    assert line.is_shared
    assert line.shared_at is not None
    event = Event.objects.get(verb="log_shared")
    assert (event.by, event.data) == (cast.samira, {"line": line.pk, "signed": False})
    client.force_login(cast.wouter.user)
    timeline = client.get(reverse("timeline", args=[cast.club.pk])).content.decode()
    assert "Samira Bakali deelde een regel uit het logboek." in timeline
    assert f'href="{reverse("log_line", args=[line.pk])}"' in timeline
    assert "De soep was op." not in timeline


def test_a_second_tap_tells_it_once(line: LogLine, cast: Cast, client: Client) -> None:
    client.force_login(cast.samira.user)
    assert [share(client, line) for _ in range(2)] == [303, 303]
    assert Event.objects.filter(verb="log_shared").count() == 1
    body = client.get(reverse("share_log_line", args=[line.pk])).content.decode()
    assert "Deze regel is gedeeld" in body
    assert "<button" not in body.split("<main")[1].split("</main>")[0]


def test_only_the_text_that_was_shown_is_shared(line: LogLine, cast: Cast, client: Client) -> None:
    read = line.revision
    line.correct(by=cast.samira, revision=read, text="Iets heel anders.")
    client.force_login(cast.samira.user)
    for revision in (str(read), "", "x", "-1"):
        status = client.post(
            reverse("share_log_line", args=[line.pk]), {"revision": revision}
        ).status_code
        assert status in (409, 422)
    line.refresh_from_db()
    assert line.circle == Circle.SIDE
    assert share(client, line) == 303


def test_only_the_writer_shares(line: LogLine, cast: Cast, client: Client) -> None:
    colleague = make_participant(cast.club, line.by.side)
    client.force_login(colleague.user)
    assert client.get(reverse("share_log_line", args=[line.pk])).status_code == 403
    assert share(client, line) == 403
    with pytest.raises(Refused):
        line.share(by=colleague, revision=line.revision)


@pytest.mark.parametrize("is_signed", [False, True])
def test_a_name_of_the_group_is_shown_when_its_owner_says_so(
    is_signed: bool, cast: Cast, client: Client
) -> None:
    line = make_log_line(cast.noor, "Er wordt gekookt.")
    phone = cast.sit(Client(), cast.noor)
    body = phone.get(reverse("share_log_line", args=[line.pk])).content.decode()
    assert "Met erbij: iemand van de groep." in body
    assert share(phone, line, **({"is_signed": "on"} if is_signed else {})) == 303
    client.force_login(cast.wouter.user)
    for name in ("logbook", "timeline", "initiative"):
        page = client.get(reverse(name, args=[cast.club.pk])).content.decode()
        assert ("Zwaluwnoor" in page) == is_signed
    page = client.get(reverse("log_line", args=[line.pk])).content.decode()
    assert ("Zwaluwnoor" in page) == is_signed


def test_who_is_named_anyway_is_not_asked(line: LogLine, cast: Cast, client: Client) -> None:
    client.force_login(cast.samira.user)
    assert (
        "is_signed"
        not in client.get(reverse("share_log_line", args=[line.pk])).context["form"].fields
    )
    Participant.objects.filter(pk=cast.noor.pk).update(is_named=True)
    own = make_log_line(cast.noor, "x")
    phone = cast.sit(Client(), cast.noor)
    form = phone.get(reverse("share_log_line", args=[own.pk])).context["form"]
    assert "is_signed" not in form.fields


def test_a_shared_line_can_be_reported_and_hidden_by_its_side(
    line: LogLine, cast: Cast, client: Client
) -> None:
    hide = reverse("hide_text", args=["logboek", line.pk])
    client.force_login(cast.samira.user)
    # What only the own side reads is no text for others: there is nothing to report or hide.
    assert client.get(hide).status_code == 404
    line.share(by=cast.samira, revision=line.revision)
    client.force_login(cast.wouter.user)
    assert client.get(hide).status_code == 403
    report = reverse("report_text", args=["logboek", line.pk])
    assert client.post(report, {"because": "Dit klopt niet."}).status_code == 302
    line.refresh_from_db()
    assert line.reported_because == "Dit klopt niet."
    client.force_login(cast.samira.user)
    response = client.post(hide, {"because": "Hier staat een naam in."}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("logbook", args=[cast.club.pk])
    client.force_login(cast.wouter.user)
    for page in (reverse("logbook", args=[cast.club.pk]), reverse("log_line", args=[line.pk])):
        body = client.get(page).content.decode()
        assert "De soep was op." not in body
        assert "Ze koken meer." not in body
        assert "Verborgen door Samira Bakali" in body
    client.force_login(cast.samira.user)
    client.post(reverse("show_text", args=["logboek", line.pk]))
    client.force_login(cast.wouter.user)
    assert "De soep was op." in client.get(page).content.decode()
