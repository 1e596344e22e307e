"""The personal fields of initiatives, and how a name is masked in their texts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.personal import Field, Forget, Personal
from initiatives.masking import Mask, mask_events, mask_rows
from initiatives.models import (
    ContactChannel,
    ContactView,
    Duty,
    Event,
    Goal,
    Handover,
    HandoverNote,
    Initiative,
    JoinRequest,
    LogLine,
    OwnWord,
    Participant,
    Partner,
    Period,
    Reciprocity,
    Seat,
    ShareLink,
)
from initiatives.personal_fields import (
    ANSWERED,
    CARD,
    CHANNEL,
    CHANNEL_READERS,
    LETS_IN,
    NAME,
    NAMES,
    RECORD,
    REPORTED,
    SEATED,
    SHARED,
    VIEWED,
    fact,
    gone,
    hidden,
    text,
    who,
)
from initiatives.personal_profile import OF_PROFILE

PERSONAL = (
    Personal(
        Participant,
        _("Meedoen"),
        (
            Field("name", "to speak with each other", NAMES, NAME, Forget.EMPTIED, _("naam")),
            Field(
                "name_key",
                "so that nobody takes a name that looks the same",
                "nobody",
                NAME,
                Forget.EMPTIED,
            ),
            Field(
                "former_names",
                "so that a name from before can be forgotten too",
                "nobody",
                NAME,
                Forget.EMPTIED,
                _("namen van eerder"),
            ),
            Field(
                "user",
                "so that an account speaks for this person",
                "nobody",
                NAME,
                Forget.EMPTIED,
            ),
            fact("side", _("kant"), "on which side somebody speaks"),
            who("merged_into", "a double of somebody"),
        ),
        owner="self",
    ),
    Personal(
        Period,
        _("Tijd dat je meedeed"),
        (
            who("participant", "who took part when"),
            fact("started_on", _("vanaf"), "who took part on a day", NAMES),
            fact("ended_on", _("tot"), "who took part on a day", NAMES),
            fact("step", _("manier van meedoen"), "how somebody takes part, self-chosen", NAMES),
        ),
        owner="participant",
        at="started_on",
        home="participant__initiative",
    ),
    Personal(
        Duty,
        _("Taak"),
        (
            who("participant", "who is there for what"),
            fact("kind", _("taak"), "what somebody is there for", NAMES),
            fact("started_on", _("vanaf"), "since when", NAMES),
            fact("ended_on", _("tot"), "until when", NAMES),
        ),
        owner="participant",
        at="started_on",
        home="participant__initiative",
    ),
    Personal(
        ContactChannel,
        _("Hoe je te bereiken bent"),
        (
            gone("participant", "", "whose it is", CHANNEL_READERS, CHANNEL),
            gone(
                "kind", _("hoe"), "how to reach the contact of the group", CHANNEL_READERS, CHANNEL
            ),
            gone(
                "value",
                _("nummer of adres"),
                "to reach the contact of the group; opened with a reason only",
                CHANNEL_READERS,
                CHANNEL,
            ),
            gone(
                "read_by",
                _("wie het mag zien"),
                "the choice of the contact",
                "the contact",
                CHANNEL,
            ),
        ),
        owner="participant",
        at="changed_at",
        home="participant__initiative",
    ),
    Personal(
        ContactView,
        _("Iemand bekeek hoe je te bereiken bent"),
        (
            gone(
                "participant", "", "so that the contact can see who looked", "the contact", VIEWED
            ),
            Field(
                "by",
                "so that the contact can see who looked",
                "the contact",
                "12 months",
                Forget.FOLLOWS,
                _("wie"),
            ),
            gone("reason", _("waarom"), "so that the contact can see why", "the contact", VIEWED),
        ),
        owner="participant",
        at="at",
        home="participant__initiative",
    ),
    Personal(
        Handover,
        _("Overdracht"),
        (
            text("note", _("tekst"), "what the next contact should know"),
            who("leaving", "who handed over"),
            who("arriving", "who took over"),
            REPORTED,
            Field(
                "user",
                "who wrote it for somebody else: a coordinator or a colleague",
                SHARED,
                "until the account is deleted",
                Forget.EMPTIED,
            ),
        ),
        owner="leaving",
        at="at",
        home="leaving__initiative",
        only={"user": None},
    ),
    hidden(Handover, home="leaving__initiative"),
    Personal(
        Handover,
        _("Overdracht voor een collega"),
        (text("note", _("tekst"), "what the next contact should know"),),
        owner="user",
        at="at",
        home="leaving__initiative",
    ),
    Personal(
        JoinRequest,
        _("Vraag om mee te doen"),
        (
            gone("user", "", "who asks", LETS_IN, ANSWERED),
            gone("sentence", _("waarom"), "why somebody wants to take part", LETS_IN, ANSWERED),
            fact("side", _("kant"), "on which side", LETS_IN),
            who("decided_by", "who answered"),
        ),
        owner="user",
        at="asked_at",
    ),
    Personal(
        LogLine,
        _("Regel in het logboek"),
        (
            text("text", _("tekst"), "what was heard or seen", "the circle that the writer chose"),
            text("meaning", _("betekenis"), "what it means", "the circle that the writer chose"),
            text("spoken_with", _("met wie"), "a function, no name", "the chosen circle"),
            fact("happened_on", _("wanneer"), "when it was", "the circle that the writer chose"),
            fact("circle", _("wie het leest"), "who reads it", "the circle itself"),
            who("by", "who wrote it; a line for oneself alone is deleted when the name fades"),
            REPORTED,
        ),
        owner="by",
        at="written_at",
    ),
    *(hidden(model) for model in (LogLine, Goal, Reciprocity, Partner, OwnWord, HandoverNote)),
    *OF_PROFILE,
    Personal(
        Initiative,
        "",
        (
            text("sentence", "", "what the group does", CARD),
            text("place", "", "where", CARD),
            text("wish", "", "what the group wants", SHARED),
            text("strength", "", "what the group is good at", SHARED),
            text("missing", "", "who is not there yet", SHARED),
            text("decides_how", "", "how the group decides", SHARED),
        ),
        home="pk",
    ),
    Personal(
        ShareLink,
        _("Link die je maakte"),
        (
            text("label", _("waarvoor"), "to tell links apart", "group and guides"),
            who("made_by", "who made it"),
            Field(
                "participant",
                "for whom a personal link speaks",
                "group and guides",
                "the link stops when the name fades",
                Forget.FOLLOWS,
            ),
        ),
        owner="made_by",
        at="made_at",
    ),
    Personal(
        Seat,
        _("Telefoon waarop je meedeed"),
        (
            gone(
                "participant",
                "",
                "so that a phone without an account speaks for somebody",
                "group and guides see whether there is one",
                SEATED,
            ),
            gone("taken_at", _("vanaf"), "since when", "nobody", SEATED),
            gone("ended_at", _("tot"), "until when", "nobody", SEATED),
        ),
        owner="participant",
        at="taken_at",
        home="participant__initiative",
    ),
    Personal(
        Event,
        _("Op de tijdlijn"),
        (
            fact("verb", _("wat"), "what happened and when"),
            who("by", "who did it"),
            who("about", "about whom"),
            Field(
                "user",
                "a coordinator from outside, or who asked to join",
                SHARED,
                "until the account is deleted",
                Forget.EMPTIED,
            ),
            Field(
                "data",
                "words of the sentence: a title, a name, a reason",
                SHARED,
                RECORD,
                Forget.MASKED,
            ),
        ),
        owner="by",
        at="at",
    ),
)

CHOICE = "a choice about the initiative, not about a person"
NOT_PERSONAL = {
    "initiatives.Neighbourhood.name": "the name of a place",
    "initiatives.Initiative.name": "the name of what people do together; the group can change it",
    "initiatives.Initiative.sort_key": "the name of the initiative, to sort by",
    "initiatives.Initiative.status": CHOICE,
    "initiatives.Initiative.kind": CHOICE,
    "initiatives.Initiative.legal_form": CHOICE,
    "initiatives.NamePiece.piece": "three letters of the name of an initiative",
    "initiatives.Goal.origin": CHOICE,
    "initiatives.Reciprocity.side": CHOICE,
    "initiatives.Reciprocity.direction": CHOICE,
    "initiatives.Partner.name": "the name of an organisation",
    "initiatives.Partner.kind": CHOICE,
    "initiatives.Partner.influence": CHOICE,
    "initiatives.LogLine.side": "which side reads it",
    "initiatives.LogLine.contact": "how there was contact",
    "initiatives.LogLine.mood": "of the contact, not of a person",
    "initiatives.ShareLink.kind": CHOICE,
    "initiatives.ShareLink.token_hash": "a hash of random bits",
}


def mask_texts(initiative: Initiative, mask: Mask) -> None:
    """Takes the names of `mask` out of every text of `initiative` that stands on this floor."""
    for rows in PERSONAL:
        if rows.model is not Event:
            mask_rows(rows, initiative, mask)
    mask_events(initiative, mask)
