"""Four talks of the chillclub, and the next one: what was named comes back by itself."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone

from agreements.every import Every
from agreements.states import ProgressState
from initiatives.models import Initiative, Participant, Side
from meetings.carrying_over import needing_a_word
from meetings.models import (
    ActionItem,
    ActionUpdate,
    AgendaItem,
    Attendance,
    Decision,
    Knot,
    Meeting,
    RiskItem,
    RiskReview,
)
from meetings.models.running import count_group, note_there, show_name
from meetings.states import Coming, RiskKind, RiskWord

from .writing import in_days

PLACE = "Buurthuis De Merel, de kelder"
DARK = "Het is donker bij de deur en meiden durven niet alleen naar huis."
BIKES = "Buren klagen over fietsen voor de ingang."
COUCH = "De oude bank staat voor de nooduitgang."
LEAVING = "Een sleutelhouder stopt na de zomer."
WIFI = "Kan er wifi komen?"


def at_half_past_seven(days: int = 0) -> datetime:
    """The evening of a day from today, on the clock here."""
    return timezone.make_aware(datetime.combine(in_days(days), time(19, 30)))


def _next(club: Initiative) -> Meeting:
    return Meeting.objects.ahead().filter(initiative=club)[0]


def _under_way(club: Initiative, by: Participant) -> Meeting:
    return _next(club).start(by=by)


def _say(meeting: Meeting, by: Participant, said: dict[str, tuple[RiskWord, str]]) -> None:
    """What the meeting says of each open one that is in `said`."""
    for risk in needing_a_word(meeting):
        if risk.text in said:
            word, text = said[risk.text]
            RiskReview.say(risk, meeting, by=by, word=word, text=text, seen=None)


def first_talk(club: Initiative, guide: Participant, wouter: Participant) -> None:
    """What was named before it; they did not get to all of it."""
    meeting = Meeting.plan(
        club,
        by=guide,
        starts_at=at_half_past_seven(),
        place=PLACE,
        every=Every.FOUR_WEEKS,
        led_by_side=Side.GROUP,
        noted_by=guide,
    )
    RiskItem.name_one(club, by=None, side=Side.GROUP, kind=RiskKind.BOTTLENECK, text=DARK)
    RiskItem.name_one(club, by=wouter, side=wouter.side, kind=RiskKind.RISK, text=BIKES)
    meeting = meeting.start(by=guide)
    RiskItem.name_one(
        club, by=guide, side=guide.side, kind=RiskKind.BOTTLENECK, text=COUCH, meeting=meeting
    )
    _say(meeting, guide, {BIKES: (RiskWord.SAME, "Er is nog geen rek.")})
    rack = ActionItem.add(
        club, by=wouter, text="Een fietsenrek plaatsen", owner=wouter, owner_side=wouter.side,
        due_on=in_days(40), meeting=meeting,
    )  # fmt: skip
    ActionUpdate.say(rack, by=wouter, state=ProgressState.ON_TRACK, text="Het is besteld.")
    meeting.close(by=guide, rest_not_reached=True, next_at=at_half_past_seven(28), next_place=PLACE)


def second_talk(club: Initiative, wouter: Participant, dex: Participant) -> None:
    """A point that they do not get to goes on to the next by itself."""
    AgendaItem.add(_next(club), by=dex, side=dex.side, text=WIFI)
    meeting = _under_way(club, wouter)
    said = {
        DARK: (RiskWord.SAME, "Wie gaat over deze lamp?"),
        BIKES: (RiskWord.SAME, "Het rek komt volgende maand."),
        COUCH: (RiskWord.GONE, "Opgehaald door de gemeente."),
    }
    _say(meeting, wouter, said)
    meeting.close(by=wouter, next_at=at_half_past_seven(30), next_place=PLACE)


def third_talk(club: Initiative, wouter: Participant, noor: Participant) -> None:
    meeting = _under_way(club, noor)
    said = {
        DARK: (RiskWord.WORSE, "Ook de lamp op de hoek is stuk."),
        BIKES: (RiskWord.BETTER, "Het rek staat er."),
    }
    _say(meeting, noor, said)
    wifi = AgendaItem.objects.get(meeting__initiative=club, text=WIFI)
    meeting.note(
        wifi,
        by=noor,
        heard="Huiswerk maken lukt zonder wifi niet.",
        means="Het buurthuis deelt zijn netwerk voor gasten.",
        seen=wifi.revision,
    )
    Decision.note(
        meeting,
        by=noor,
        text="De kelder gebruikt het netwerk voor gasten van het buurthuis.",
        by_group=True,
        by_municipality=True,
        item=wifi,
    )
    rack = ActionItem.objects.get(initiative=club, text="Een fietsenrek plaatsen")
    ActionUpdate.say(rack, by=wouter, state=ProgressState.DONE)
    meeting.close(by=noor, next_at=at_half_past_seven(52), next_place=PLACE)


def fourth_talk(club: Initiative, wouter: Participant, els: Participant, noor: Participant) -> None:
    """They cannot sort out the lamp, so it becomes a knot; and the next talk is planned.

    It is twelve days ago when the story ends: other initiatives let time pass too."""
    meeting = _under_way(club, noor)
    for person in (wouter, noor):
        note_there(meeting, person, by=person, was_there=True)
    show_name(meeting, by=noor, is_named=True)
    count_group(meeting, by=noor, count=6)
    said = {
        DARK: (RiskWord.SAME, "wacht op offerte"),
        BIKES: (RiskWord.BETTER, ""),
    }
    _say(meeting, noor, said)
    dark = RiskItem.objects.get(initiative=club, text=DARK)
    ActionItem.add(
        club, by=noor, text="Een offerte vragen voor een lamp bij de deur", owner=wouter,
        owner_side=wouter.side, due_on=in_days(9), meeting=meeting, risk=dark,
    )  # fmt: skip
    ActionItem.add(
        club, by=noor, text="Een affiche ophangen: fietsen in het rek", owner=None,
        owner_side=Side.GROUP, due_on=in_days(24), meeting=meeting,
    )  # fmt: skip
    Decision.note(
        meeting,
        by=noor,
        text="Tot de lamp er is gaat de deur een kwartier eerder dicht.",
        by_group=True,
        by_municipality=True,
    )
    Knot.lay(
        club,
        by=noor,
        question="Wie betaalt een lamp bij de deur van de kelder?",
        why_stuck="Het gebouw is van het buurthuis, en de stoep van de gemeente.",
        decider=wouter,
        stand_in=els,
        before_on=in_days(15),
        origin=dark,
        meeting=meeting,
    )
    meeting.close(by=noor, next_at=at_half_past_seven(17), next_place=PLACE)


def prepare_next_talk(club: Initiative) -> None:
    """Today: there is an agenda, and most said whether they come."""
    guide = club.participants.get(name__startswith="Samira")
    wouter = club.participants.get(name__startswith="Wouter")
    noor, dex = club.participants.get(name="Noor"), club.participants.get(name="Dex")
    meeting = _next(club)
    RiskItem.name_one(club, by=guide, side=guide.side, kind=RiskKind.RISK, text=LEAVING)
    AgendaItem.add(meeting, by=None, side=Side.GROUP, text="Wanneer zijn we open in de vakantie?")
    AgendaItem.add(
        meeting, by=wouter, side=wouter.side, text="De buurtdag: doen jullie mee?", minutes=5
    )
    meeting.ask_centrally("Hoe komt iedereen veilig thuis?", by=noor)
    for person, coming in ((wouter, Coming.YES), (noor, Coming.YES), (dex, Coming.MAYBE)):
        Attendance.answer(meeting, by=person, coming=coming)
