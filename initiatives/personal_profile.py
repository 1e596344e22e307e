"""The personal fields of what stands on the profile of an initiative."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.personal import Personal
from initiatives.models import Goal, HandoverNote, Headcount, OwnWord, Partner, Reciprocity
from initiatives.personal_fields import CARD, REPORTED, fact, text, who

OF_PROFILE = (
    Personal(
        Goal,
        _("Doel"),
        (
            text("text", _("tekst"), "what the initiative is after", CARD),
            who("by", "who wrote it"),
            REPORTED,
        ),
        owner="by",
        at="added_at",
    ),
    Personal(
        Reciprocity,
        _("Halen en brengen"),
        (
            text("text", _("tekst"), "what a side needs or offers"),
            who("by", "who wrote it"),
            who("of_party", "which other party it is about"),
            REPORTED,
        ),
        owner="by",
        at="added_at",
    ),
    Personal(
        Partner,
        _("Organisatie eromheen"),
        (
            text("role", _("wat die doet"), "what an organisation does"),
            text("stake", _("wat die wil"), "what an organisation wants"),
            text("approach", _("wat wij doen"), "what is done with an organisation"),
            text("decides", _("wat die beslist"), "what an organisation has to decide"),
            who("by", "who wrote it"),
            who("known_by", "who knows somebody there"),
            REPORTED,
        ),
        owner="by",
        at="added_at",
    ),
    Personal(
        OwnWord,
        _("Woord dat je uitlegde"),
        (
            text("word", _("woord"), "a word that means something here"),
            text("text", _("uitleg"), "what it means"),
            who("by", "who wrote it"),
            REPORTED,
        ),
        owner="by",
        at="added_at",
    ),
    Personal(
        HandoverNote,
        _("Wat een nieuwe moet weten"),
        (
            text("text", _("tekst"), "what somebody who is new should know"),
            who("by", "who wrote it"),
            REPORTED,
        ),
        owner="by",
        at="at",
    ),
    Personal(
        Headcount,
        _("Aantal"),
        (
            fact("people", _("met hoeveel"), "how large the group is", CARD),
            who("by", "who counted"),
        ),
        owner="by",
        at="counted_on",
    ),
)
