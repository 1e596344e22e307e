"""The one function that makes an agenda, and what changes it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from initiatives.models import Event, Participant, Side
from initiatives.states import Refused
from meetings.agenda import STANDING_KEY, Entry, agenda_of, minutes_of
from meetings.models import AgendaItem, Meeting, PassedOver
from meetings.models.agenda_item import MOST_POINTS
from meetings.states import Status
from tests.conftest import Cast

FRAME = ["check_in", "since_last", STANDING_KEY, "actions", "between_us"]


def plan(cast: Cast, *, days: int = 14) -> Meeting:
    return Meeting.plan(
        cast.club,
        by=cast.wouter,
        starts_at=timezone.localtime() + timedelta(days=days),
        place="De kelder",
        kind="regular",
    )


def add(meeting: Meeting, by: Participant, text: str) -> AgendaItem:
    return AgendaItem.add(meeting, by=by, side=by.side, text=text)


def names(meeting: Meeting) -> list[str]:
    """The agenda as short words: the codes of what comes by itself, the words of the rest."""
    return [name(entry) for entry in agenda_of(Meeting.objects.get(pk=meeting.pk))]


def name(entry: Entry) -> str:
    return STANDING_KEY if entry.item is None else entry.item.fixed or entry.item.text


def key(meeting: Meeting, wanted: str) -> str:
    return next(e.key for e in agenda_of(meeting) if name(e) == wanted)


def test_a_new_meeting_has_what_comes_by_itself(cast: Cast) -> None:
    meeting = plan(cast)
    assert names(meeting) == FRAME
    assert minutes_of(agenda_of(meeting)) == 40
    assert [e.is_fixed for e in agenda_of(meeting)] == [True] * 5


def test_points_of_the_group_stand_before_those_of_the_municipality(cast: Cast) -> None:
    meeting = plan(cast)
    add(meeting, cast.wouter, "Vergunning")
    add(meeting, cast.noor, "Licht")
    add(meeting, cast.police, "Fietsen")
    add(meeting, cast.samira, "Sleutels")
    points = ["Licht", "Sleutels", "Vergunning", "Fietsen"]
    assert names(meeting) == [*FRAME[:3], *points, *FRAME[3:]]


def test_what_somebody_put_in_order_keeps_that_order_when_another_point_comes(cast: Cast) -> None:
    meeting = plan(cast)
    official = add(meeting, cast.wouter, "Vergunning")
    group = add(meeting, cast.noor, "Licht")
    meeting.put_before(f"punt-{official.pk}", f"punt-{group.pk}", by=cast.noor)
    assert names(meeting)[3:5] == ["Vergunning", "Licht"]
    add(meeting, cast.dex, "Muziek")
    add(meeting, cast.wouter, "Geld")
    assert names(meeting)[3:7] == ["Vergunning", "Licht", "Muziek", "Geld"]


@pytest.mark.parametrize("other", ["check_in", "actions", "between_us", ""])
def test_every_point_moves_anywhere_and_the_rest_keeps_its_order(cast: Cast, other: str) -> None:
    meeting = plan(cast)
    for text in ("Een", "Twee"):
        add(meeting, cast.noor, text)
    for moved in [*FRAME, "Een", "Twee"]:
        if moved == other:
            continue
        before = names(meeting)
        meeting.put_before(key(meeting, moved), other and key(meeting, other), by=cast.wouter)
        meeting.refresh_from_db()
        expected = [one for one in before if one != moved]
        expected.insert(expected.index(other) if other else len(expected), moved)
        assert names(meeting) == expected
        # The same button once more changes nothing.
        meeting.put_before(key(meeting, moved), other and key(meeting, other), by=cast.wouter)
        assert names(meeting) == expected


def test_a_point_that_goes_on_stands_in_the_same_room_of_the_next(cast: Cast) -> None:
    first, second = plan(cast, days=1), plan(cast, days=8)
    add(first, cast.noor, "Licht")
    early = add(first, cast.wouter, "Welkom")
    first.put_before(f"punt-{early.pk}", key(first, "check_in"), by=cast.wouter)
    add(second, cast.dex, "Muziek")
    Meeting.objects.filter(pk=first.pk).update(status=Status.CLOSED)
    for item in first.items.filter(fixed=""):
        PassedOver.objects.create(item=item, meeting=first)
    agenda = agenda_of(second)
    expected = ["Welkom", *FRAME[:3], "Licht", "Muziek", *FRAME[3:]]
    assert [name(entry) for entry in agenda] == expected
    carried = {name(entry): entry for entry in agenda}
    assert carried["Licht"].times_passed == 1
    assert carried["Licht"].passed_at == first.starts_at
    assert not carried["Muziek"].is_carried


def test_a_point_says_how_often_meetings_did_not_get_to_it(cast: Cast) -> None:
    first, second, third = (plan(cast, days=days) for days in (1, 8, 15))
    item = add(first, cast.noor, "Licht")
    for meeting in (first, second):
        Meeting.objects.filter(pk=meeting.pk).update(status=Status.CLOSED)
        PassedOver.objects.create(item=item, meeting=meeting)
    entry = next(e for e in agenda_of(third) if e.item == item)
    assert (entry.times_passed, entry.passed_at) == (2, second.starts_at)
    second.refresh_from_db()
    entry = next(e for e in agenda_of(second) if e.item == item)
    assert (entry.times_passed, entry.passed_at) == (1, first.starts_at), "not what came later"


def test_a_point_of_a_cancelled_meeting_says_so(cast: Cast) -> None:
    first, second = plan(cast, days=1), plan(cast, days=8)
    item = add(first, cast.noor, "Licht")
    first.cancel(by=cast.wouter, because="Ziek")
    entry = next(e for e in agenda_of(second) if e.item == item)
    assert entry.was_cancelled and entry.is_carried and not entry.times_passed


def test_hiding_what_was_noted_leaves_the_heading_of_what_comes_by_itself(cast: Cast) -> None:
    meeting = plan(cast)
    point = meeting.items.get(fixed="actions")
    point.hide(by=cast.wouter, because="Er stond een naam in")
    entry = next(e for e in agenda_of(meeting) if e.item == point)
    assert entry.heading == point.heading and not entry.is_hidden


def test_the_words_of_a_hidden_point_are_in_no_heading(cast: Cast) -> None:
    meeting = plan(cast)
    item = add(meeting, cast.noor, "Een geheim woord")
    item.hide(by=cast.dex, because="Er stond een naam in")
    assert "geheim" not in " ".join(entry.heading for entry in agenda_of(meeting))


# The standing item -----------------------------------------------------------------------------


def stands_once(meeting: Meeting) -> bool:
    agenda = agenda_of(Meeting.objects.get(pk=meeting.pk))
    standing = [entry for entry in agenda if entry.is_standing]
    return (
        len(standing) == 1
        and standing[0].heading == "Risico's en knelpunten"
        and standing[0].minutes >= 1
    )


def test_nothing_in_the_orm_takes_the_standing_item_off(cast: Cast) -> None:
    meeting = plan(cast)
    attempts = [
        {"risks_position": 0},
        {"risks_position": None},
        {"risks_minutes": 0},
        {"risks_minutes": None},
    ]
    for fields in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            Meeting.objects.filter(pk=meeting.pk).update(**fields)
    AgendaItem.objects.filter(meeting=meeting).delete()
    assert names(meeting) == [STANDING_KEY]
    for position in (1, 2, 99, 30000):
        Meeting.objects.filter(pk=meeting.pk).update(risks_position=position)
        assert stands_once(meeting)
    for status in Status:
        Meeting.objects.filter(pk=meeting.pk).update(status=status)
        assert stands_once(meeting), status


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM meetings_agendaitem",
        "UPDATE meetings_agendaitem SET position = 3, minutes = 1",
        "UPDATE meetings_agendaitem SET withdrawn_at = added_on",
        "UPDATE meetings_meeting SET risks_position = 0",
        "UPDATE meetings_meeting SET risks_position = NULL",
        "UPDATE meetings_meeting SET risks_minutes = 0",
        "UPDATE meetings_meeting SET risks_minutes = NULL",
        "UPDATE meetings_meeting SET risks_position = 32000",
        "DELETE FROM meetings_riskitem",
    ],
)
def test_nothing_in_sql_takes_the_standing_item_off(cast: Cast, sql: str) -> None:
    meeting = plan(cast)
    add(meeting, cast.noor, "Licht")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except IntegrityError:
        pass
    assert stands_once(meeting)


def names_of_urls(patterns: list[URLPattern | URLResolver]) -> list[str]:
    found: list[str] = []
    for one in patterns:
        if isinstance(one, URLResolver):
            found += names_of_urls(one.url_patterns)
        elif one.lookup_str.startswith("meetings.") and one.name:
            found.append(one.name)
    return found


# After these it is in another state; they come last.
TURNS = ("put_back_meeting", "start_meeting", "close_meeting", "reopen_meeting", "cancel_meeting")
AWAY: tuple[dict[str, str], ...] = (
    {"minutes": "0"},
    {"point": STANDING_KEY},
    {"move": f"{STANDING_KEY}:"},
    {"because": "Weg ermee.", "rest": "yes"},
)


@pytest.mark.parametrize("begins", [False, True])
def test_no_url_takes_the_standing_item_off(cast: Cast, client: Client, begins: bool) -> None:
    """Every url of meetings, with everything that could mean "away with it", in every state."""
    meeting = plan(cast)
    item = add(meeting, cast.noor, "Licht")
    if begins:
        meeting.start(by=cast.wouter)
    client.force_login(cast.wouter.user)
    tried: set[str] = set()
    urls = names_of_urls(get_resolver().url_patterns)
    for url in [name for name in urls if name not in TURNS] + list(TURNS):
        for args in ([meeting.pk], [meeting.pk, item.pk], [item.pk], [meeting.pk, 0]):
            try:
                path = reverse(url, args=args)
            except NoReverseMatch:
                continue
            for data in AWAY:
                client.post(path, data)
                client.delete(path)
                tried.add(url)
                assert stands_once(meeting), (url, data)
    assert len(tried) > 30 and set(TURNS) <= tried


def test_its_time_changes_and_is_never_nothing(cast: Cast) -> None:
    meeting = plan(cast)
    meeting.time_risks(25, by=cast.noor)
    assert agenda_of(Meeting.objects.get(pk=meeting.pk))[2].minutes == 25
    for minutes in (0, -1, 481):
        with pytest.raises(Refused):
            meeting.time_risks(minutes, by=cast.noor)
    assert stands_once(meeting)


# Adding ----------------------------------------------------------------------------------------


def test_the_same_point_twice_is_one(cast: Cast) -> None:
    meeting = plan(cast)
    assert add(meeting, cast.noor, "Licht") == add(meeting, cast.noor, "Licht")
    nameless = [AgendaItem.add(meeting, by=None, side="group", text="Licht") for _ in range(2)]
    assert nameless[0] == nameless[1]
    add(meeting, cast.dex, "Licht")
    assert names(meeting).count("Licht") == 3, "by Noor, without a name, and by Dex"


def test_without_a_name_only_the_side_and_the_day_are_kept(cast: Cast) -> None:
    meeting = plan(cast)
    item = AgendaItem.add(meeting, by=None, side=Side.GROUP, text="Licht")
    event = Event.objects.get(verb="point_added")
    local = timezone.localtime(event.at)
    assert item.by is None and event.by is None
    assert (local.hour, local.minute, local.second) == (0, 0, 0)
    with pytest.raises(Refused):
        AgendaItem.add(meeting, by=None, side=Side.MUNICIPALITY, text="Licht")


def test_an_agenda_of_a_hundred_points_takes_no_more(cast: Cast) -> None:
    meeting = plan(cast)
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, by=cast.noor, side="group", text=f"Punt {n}", position=0)
        for n in range(MOST_POINTS - 1)
    )
    add(meeting, cast.noor, "De laatste")
    with pytest.raises(Refused, match="100 punten"):
        add(meeting, cast.noor, "Eentje te veel")
    assert len(names(meeting)) == 105
    # In order, also when somebody moves one of a hundred.
    last = names(meeting)[-3]
    meeting.put_before(key(meeting, last), key(meeting, "check_in"), by=cast.noor)
    assert names(meeting)[0] == last
    positions = [item.position for item in AgendaItem.objects.filter(meeting=meeting)]
    assert max(positions) < 2**15


def test_nobody_adds_to_what_is_not_planned(cast: Cast) -> None:
    for status in (Status.UNDER_WAY, Status.CLOSED, Status.CANCELLED):
        meeting = plan(cast)
        Meeting.objects.filter(pk=meeting.pk).update(status=status)
        with pytest.raises(Refused) as refused:
            add(meeting, cast.noor, "Te laat")
        assert refused.value.kept == "Te laat"
        Meeting.objects.filter(pk=meeting.pk).delete()


def test_every_point_has_a_key_of_its_own(cast: Cast) -> None:
    meeting = plan(cast)
    for n in range(5):
        add(meeting, cast.noor, f"Punt {n}")
    keys = [entry.key for entry in agenda_of(meeting)]
    assert len(set(keys)) == len(keys) == 10
