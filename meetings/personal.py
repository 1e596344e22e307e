"""The personal fields of meetings. Who did something is a participant; the rest is text."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.personal import Personal
from initiatives.masking import Mask, mask_rows
from initiatives.models import Circle, Initiative, Participant
from initiatives.personal_fields import REPORTED, fact, hidden, text, who
from meetings.models import (
    ActionItem,
    ActionUpdate,
    AgendaItem,
    Attendance,
    Correction,
    Decision,
    Knot,
    KnotReply,
    Meeting,
    MeetingMove,
    Perspective,
    PrepPoint,
    RiskItem,
    RiskReview,
)

OF_MEETING = "meeting__initiative"
ITS_CIRCLE = "who reads along, the own side or only the writer: as the writer chose"

PERSONAL = (
    Personal(
        Meeting,
        _("Overleg dat je plande"),
        (
            text("place", _("waar"), "where people meet"),
            text("central_question", _("centrale vraag"), "what it is about"),
            text("cancelled_because", _("reden"), "why it does not take place"),
            who("led_by", "who leads"),
            who("also_led_by", "who leads too"),
            who("noted_by", "who writes down what was said"),
            who("planned_by", "who planned it"),
            who("closed_by", "who closed it"),
        ),
        owner="planned_by",
        at="planned_at",
    ),
    Personal(
        MeetingMove,
        _("Overleg dat je verzette"),
        (text("place", _("waar"), "where it first was"), who("by", "who moved it")),
        owner="by",
        at="at",
        home=OF_MEETING,
    ),
    Personal(
        Attendance,
        _("Overleg waar je bij was, of zou komen"),
        (
            fact("coming", _("kom je?"), "whether somebody comes"),
            fact("was_there", _("erbij"), "whether somebody was there"),
            who("participant", "who it is about"),
        ),
        owner="participant",
        at="meeting__starts_at",
        home=OF_MEETING,
    ),
    Personal(
        AgendaItem,
        _("Punt dat je op de agenda zette"),
        (
            text("text", _("tekst"), "what somebody wants to talk about"),
            text("heard", "", "what was said of it at the meeting"),
            text("means", "", "what that means for what people do"),
            who("by", "who added it, unless without a name"),
            fact("side", _("kant"), "whose point it is"),
            REPORTED,
        ),
        owner="by",
        at="added_on",
        home=OF_MEETING,
    ),
    hidden(AgendaItem, home=OF_MEETING),
    Personal(
        RiskItem,
        _("Risico of knelpunt dat je noemde"),
        (
            text("text", _("tekst"), "what may happen, or is happening"),
            who("by", "who named it, unless without a name"),
            who("keeper", "who keeps an eye on it"),
            fact("side", _("kant"), "which side named it"),
            REPORTED,
        ),
        owner="by",
        at="added_on",
    ),
    hidden(RiskItem),
    Personal(
        RiskReview,
        _("Wat er volgens jou van een risico werd gezegd"),
        (
            fact("word", _("woord"), "what a meeting said of a risk"),
            text("text", _("tekst"), "what is to be said of it"),
            who("by", "who noted it"),
            REPORTED,
        ),
        owner="by",
        at="said_at",
        home=OF_MEETING,
    ),
    hidden(RiskReview, home=OF_MEETING),
    Personal(
        ActionItem,
        _("Actie die je opschreef"),
        (
            text("text", _("tekst"), "what will be done"),
            fact("feasibility", _("lukt dit?"), "whether the owner thinks that it works out"),
            who("by", "who wrote it down"),
            who("owner", "who does it"),
            who("second", "who does it too"),
            REPORTED,
        ),
        owner="by",
        at="added_at",
    ),
    hidden(ActionItem),
    Personal(
        ActionUpdate,
        _("Hoe een actie staat, volgens jou"),
        (
            fact("state", _("hoe het staat"), "how an action stands"),
            text("text", _("tekst"), "what is to be said of it"),
            who("by", "who said it"),
            REPORTED,
        ),
        owner="by",
        at="said_at",
        home="action__initiative",
    ),
    hidden(ActionUpdate, home="action__initiative"),
    Personal(
        Decision,
        _("Besluit dat je noteerde"),
        (
            text("text", _("tekst"), "what was decided"),
            who("by", "who noted it"),
            REPORTED,
        ),
        owner="by",
        at="at",
        home=OF_MEETING,
    ),
    hidden(Decision, home=OF_MEETING),
    Personal(
        Perspective,
        _("Hoe jullie kant het ziet, zoals jij het opschreef"),
        (
            text("text", _("tekst"), "how one side sees it"),
            who("by", "who wrote it down"),
            REPORTED,
        ),
        owner="by",
        at="at",
        home=OF_MEETING,
    ),
    hidden(Perspective, home=OF_MEETING),
    Personal(
        Knot,
        _("Knoop die je legde"),
        (
            text("question", _("vraag"), "what is to be decided"),
            text("why_stuck", _("waarom het vastzit"), "why it does not move"),
            who("by", "who laid it"),
            who("decider", "who decides"),
            who("stand_in", "who decides instead"),
            who("withdrawn_by", "who took it back"),
            REPORTED,
        ),
        owner="by",
        at="opened_at",
    ),
    hidden(Knot),
    Personal(
        KnotReply,
        _("Antwoord dat je op een knoop gaf"),
        (
            fact("answer", _("antwoord"), "what was decided"),
            text("because", _("omdat"), "why"),
            text("instead", _("wat dan wel"), "what can be done instead"),
            text("societal_value", _("wat meewoog"), "what it is worth to the neighbourhood"),
            who("by", "who answered"),
            REPORTED,
        ),
        owner="by",
        at="said_at",
        home="knot__initiative",
    ),
    hidden(KnotReply, home="knot__initiative"),
    Personal(
        Correction,
        _("Wat er volgens jou in een verslag niet klopte"),
        (text("text", _("tekst"), "what is not right"), who("by", "who said it"), REPORTED),
        owner="by",
        at="at",
        home=OF_MEETING,
    ),
    hidden(Correction, home=OF_MEETING),
    Personal(
        PrepPoint,
        _("Wat je voor een overleg opschreef"),
        (
            text(
                "text",
                _("tekst"),
                "what somebody wants to reach, practise or has at heart",
                ITS_CIRCLE,
            ),
            who("by", "who wrote it", ITS_CIRCLE),
            fact("circle", _("wie het leest"), "who may read it", ITS_CIRCLE),
            REPORTED,
        ),
        owner="by",
        at="at",
        home=OF_MEETING,
    ),
    hidden(PrepPoint, home=OF_MEETING),
)

NOT_PERSONAL = {
    "meetings.Meeting.kind": "what sort of talk it is",
    "meetings.Meeting.status": "a state of the meeting",
    "meetings.Meeting.led_by_side": "a side, no person",
    "meetings.Meeting.also_led_by_side": "a side, no person",
    "meetings.Meeting.noted_by_side": "a side, no person",
    "meetings.Meeting.every": "how often people meet",
    "meetings.AgendaItem.fixed": "which point that comes by itself",
    "meetings.AgendaItem.working_form": "a way of talking from the catalogue",
    "meetings.RiskItem.kind": "whether it may happen or is happening",
    "meetings.ActionItem.owner_side": "a side, no person",
    "meetings.ActionItem.second_side": "a side, no person",
    "meetings.Perspective.side": "a side, no person",
    "meetings.PrepPoint.kind": "what the note is for",
    "meetings.PrepPoint.side": "a side, no person",
}


def mask_texts(initiative: Initiative, mask: Mask) -> None:
    """Takes the names of `mask` out of every text of the meetings of `initiative`."""
    for rows in PERSONAL:
        mask_rows(rows, initiative, mask)


def forget_own(person: Participant) -> None:
    """Deletes what `person` wrote for no other eyes."""
    PrepPoint.objects.filter(by=person, circle=Circle.OWN).delete()
