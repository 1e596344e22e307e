"""The minutes: one text for everybody, of what was tapped and noted."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.models import Participant, Side
from meetings.models import (
    ActionUpdate,
    AgendaItem,
    Attendance,
    Correction,
    Decision,
    Meeting,
    RiskReview,
)
from meetings.states import RiskWord, Status
from tests.conftest import Cast
from tests.factories import make_participant
from tests.meetings.talked import begun, closed, make_risk, put
from tests.world_meetings import make_meeting


@pytest.fixture
def official(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.wouter.user)
    return client


def read(client: Client, meeting: Meeting, page: str = "minutes") -> str:
    response = client.get(reverse(page, args=[meeting.pk]))
    assert response.status_code == 200
    return response.content.decode()


def words(page: str) -> str:
    """The text of the part with the minutes, without buttons about them."""
    main = page[page.index('<div class="page__main">') : page.index('<div class="page__aside">')]
    main = main[: main.index('id="verbeteringen"')]
    main = re.sub(
        r"(Verberg|Dit klopt niet|Zet het in de afspraak)<span.*?</span>", "", main
    ).replace("·", "")
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_everything_that_was_tapped_and_noted_stands_in_it(cast: Cast, official: Client) -> None:
    page = words(read(official, closed(cast)))
    for said in (
        "We gaan tot tien uur open.",
        "Een lamp ophangen",
        "iemand van de groep en Wouter de Graaf (gemeente)",
        "Sleutels bijmaken",
        "Vier stuks.",
        "1 weg, 1 slechter, 1 beter, 1 niet aan toegekomen en 1 nieuw",
        "Over fietsen in de weg",
        "Een sleutelhouder stopt",
        "Het is donker.",
        "Er komt een lamp.",
        "Wij vinden het eng.",
        "Mag het licht buiten aan?",
    ):
        assert said in page, said
    assert page.index("Gaat door") < page.index("De barbecue")


def test_it_is_the_same_text_for_everybody(cast: Cast, official: Client) -> None:
    meeting = closed(cast)
    Attendance.objects.filter(participant=cast.dex).update(is_named=True)
    guide, other = Client(), Client()
    guide.force_login(cast.samira.user)
    other.force_login(cast.police.user)
    phone, reader = cast.sit(Client(), cast.noor), cast.read(Client())
    texts = {words(read(c, meeting)) for c in (official, guide, other, phone, reader)}
    assert len(texts) == 1
    (text,) = texts
    assert "2 mensen, onder wie Zwaluwdex" in text
    assert "Zwaluwnoor" not in text
    assert "Zwaluwdex en Wouter de Graaf (gemeente)" in text, "the owner agreed to be named"


def test_nobody_of_the_group_is_named_who_did_not_choose_so(cast: Cast, official: Client) -> None:
    meeting = closed(cast)
    Meeting.objects.filter(pk=meeting.pk).update(led_by=cast.noor, noted_by=cast.dex)
    clients = (official, cast.sit(Client(), cast.noor), cast.read(Client()))
    for page in ("minutes", "print_minutes", "share_minutes"):
        for client in clients:
            said = read(client, meeting, page)
            assert "Zwaluw" not in said, page
    assert "Geleid door iemand van de groep." in read(official, meeting)


def test_the_group_is_counted_when_it_said_how_many(cast: Cast, official: Client) -> None:
    meeting = closed(cast)
    Meeting.objects.filter(pk=meeting.pk).update(group_count=9)
    assert "9 mensen" in words(read(official, meeting))


def test_what_did_not_close_has_no_minutes(cast: Cast, official: Client) -> None:
    for status in (Status.PLANNED, Status.UNDER_WAY, Status.CANCELLED):
        meeting = make_meeting(cast.club, cast.wouter, status=status)
        for page in ("minutes", "print_minutes", "share_minutes", "add_correction"):
            response = official.get(reverse(page, args=[meeting.pk]))
            assert response.headers["Location"] == reverse("meeting", args=[meeting.pk])


def test_an_empty_meeting_has_minutes_that_say_so(cast: Cast, official: Client) -> None:
    meeting = begun(cast)
    meeting.close(by=cast.wouter)
    assert "In dit overleg is niets opgeschreven." in read(official, meeting)


def test_a_hidden_text_reaches_nobody(cast: Cast, official: Client) -> None:
    meeting = closed(cast)
    Correction.add(meeting, by=cast.noor, text="De lamp was groen.")
    hidden: list[Any] = [
        Decision.objects.get(),
        RiskReview.objects.get(word=RiskWord.BETTER),
        AgendaItem.objects.get(text="Verlichting"),
        AgendaItem.objects.get(text="De barbecue"),
        ActionUpdate.objects.get(),
        Correction.objects.get(),
        *meeting.perspectives.all(),
        *meeting.actions.all(),
        *meeting.knots.all(),
        *meeting.named_risks.all(),
    ]
    for text in hidden:
        text.hide(by=cast.wouter, because="Klopt niet.")
    gone = (
        "tot tien uur",
        "Over fietsen",
        "Verlichting",
        "Het is donker.",
        "barbecue",
        "Vier stuks",
        "groen",
        "eng.",
        "Een lamp ophangen",
        "licht buiten",
        "sleutelhouder stopt",
    )
    for page in ("minutes", "print_minutes", "share_minutes"):
        said = read(official, meeting, page)
        assert not [text for text in gone if text in said], page
    assert "Verborgen door" in read(official, meeting)


def test_what_was_said_long_after_a_reopened_meeting_is_not_in_it(
    cast: Cast, official: Client
) -> None:
    meeting = closed(cast)
    assert meeting.started_at is not None
    ActionUpdate.objects.update(said_at=meeting.started_at + timedelta(days=3))
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=meeting.started_at + timedelta(days=9))
    assert "Sleutels bijmaken" not in words(read(official, meeting))


def test_the_next_meeting_stands_beside_it(cast: Cast, official: Client) -> None:
    meeting = closed(cast)
    assert "Er is nog geen nieuw overleg gepland." in read(official, meeting)
    after = make_meeting(cast.club, cast.wouter, days=28)
    assert reverse("meeting", args=[after.pk]) in read(official, meeting)


def test_only_who_runs_meetings_is_offered_to_open_it_again(cast: Cast, official: Client) -> None:
    meeting = closed(cast)
    button = reverse("reopen_meeting", args=[meeting.pk])
    assert button in read(official, meeting)
    assert button not in read(cast.read(Client()), meeting)
    begun(cast, days=3).close(by=cast.wouter, rest_not_reached=True)
    assert button not in read(official, meeting), "a newer one closed"


def many(cast: Cast, meeting: Meeting, times: int) -> None:
    for n in range(times):
        person = make_participant(cast.club)
        Attendance.objects.create(meeting=meeting, participant=person, was_there=True)
        make_risk(cast, f"Iets {n}", meeting, RiskWord.SAME)
        put(cast, meeting, f"Punt {n}", heard="Veel.")
        put(cast, meeting, f"Niet gehaald {n}")
        Decision.objects.create(meeting=meeting, by=person, text=f"Besluit {n}", by_group=True)
        Correction.objects.create(meeting=meeting, by=person, text=f"Niet waar {n}")


@pytest.mark.parametrize("page", ["minutes", "print_minutes", "share_minutes"])
def test_it_takes_few_queries_however_much_was_said(
    page: str, cast: Cast, official: Client, django_assert_max_num_queries: Any
) -> None:
    meeting = closed(cast)
    meeting.reopen(by=cast.samira)
    many(cast, meeting, 40)
    meeting.close(by=cast.samira)
    guide = Client()
    guide.force_login(cast.samira.user)
    for client in (official, guide, cast.sit(Client(), cast.noor), cast.read(Client())):
        with django_assert_max_num_queries(10):
            read(client, meeting, page)


def test_forty_risks_with_one_word_fold(cast: Cast, official: Client) -> None:
    meeting = begun(cast)
    for n in range(40):
        make_risk(cast, f"Iets {n}", meeting, RiskWord.SAME)
    meeting.close(by=cast.wouter)
    page = read(official, meeting)
    assert "Nog 30" in page and "Iets 39" in page


def test_a_double_of_somebody_is_counted_once(cast: Cast, official: Client) -> None:
    meeting = closed(cast)
    Participant.objects.filter(pk=cast.dex.pk).update(merged_into=cast.noor)
    assert "1 persoon" in words(read(official, meeting))


def test_the_guide_stands_as_guide(cast: Cast, official: Client) -> None:
    meeting = closed(cast)
    Attendance.objects.create(meeting=meeting, participant=cast.samira, was_there=True)
    assert "De begeleider Samira Bakali" in words(read(official, meeting))
    assert cast.samira.side == Side.GUIDE


@pytest.mark.parametrize("reached", [True, False])
def test_points_stand_in_the_order_of_the_agenda(
    cast: Cast, official: Client, reached: bool
) -> None:
    meeting = make_meeting(cast.club, cast.wouter)
    theirs = AgendaItem.add(meeting, by=cast.wouter, side=Side.MUNICIPALITY, text="De buurtdag")
    ours = AgendaItem.add(meeting, by=cast.noor, side=Side.GROUP, text="De sleutel")
    meeting.start(by=cast.wouter)
    if reached:
        for item in (ours, theirs):
            meeting.go_to(by=cast.wouter, item=item)
    meeting.close(by=cast.wouter)
    for page in ("minutes", "print_minutes"):
        text = read(official, meeting, page)
        assert text.index("De sleutel") < text.index("De buurtdag"), page


def test_one_that_began_on_another_day_says_that_day(cast: Cast, official: Client) -> None:
    meeting = closed(cast)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=datetime(2026, 11, 27, 18, 30, tzinfo=UTC),
        started_at=datetime(2026, 11, 22, 19, 0, tzinfo=UTC),
    )
    said = read(official, Meeting.objects.get(pk=meeting.pk))
    heading = said.partition("<h1>")[2].partition("</h1>")[0]
    assert "22 november" in heading and "27 november" not in heading and "20.00" in said
