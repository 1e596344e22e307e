"""The personal fields of what is said once an agreement is in effect."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.personal import Personal
from agreements.models import (
    CommitmentUpdate,
    LegalAdvice,
    NewsAsk,
    OtherParty,
    OtherView,
    PointUpdate,
    SideAnswer,
    StepReached,
)
from initiatives.personal_fields import REPORTED, fact, hidden, text, who

OF_AGREEMENT = "agreement__initiative"
OF_VERSION = "version__agreement__initiative"
OF_LINE = "commitment__clause__version__agreement__initiative"
STATE = fact("state", _("hoe het staat"), "how something stands that was promised")

LIVING = (
    Personal(
        CommitmentUpdate,
        _("Hoe iets staat, volgens jou"),
        (
            STATE,
            text("text", _("tekst"), "what is to be said of it"),
            who("by", "who said it"),
            REPORTED,
        ),
        owner="by",
        at="said_at",
        home=OF_LINE,
    ),
    hidden(CommitmentUpdate, home=OF_LINE),
    Personal(
        OtherView,
        _("Hoe jullie kant het ziet"),
        (
            fact("agrees", _("eens"), "whether the other side agrees that it is done"),
            text("text", _("tekst"), "how the other side sees it"),
            who("by", "who said it"),
            REPORTED,
        ),
        owner="by",
        at="said_at",
        home=f"update__{OF_LINE}",
    ),
    hidden(OtherView, home=f"update__{OF_LINE}"),
    Personal(
        NewsAsk,
        _("Vraag hoe het staat"),
        (who("by", "who asked a side how it stands"),),
        owner="by",
        at="at",
        home=OF_AGREEMENT,
    ),
    Personal(
        PointUpdate,
        _("Wat je zei over iets dat nog niet is afgesproken"),
        (STATE, text("text", _("tekst"), "what was found out"), who("by", "who said it"), REPORTED),
        owner="by",
        at="said_at",
        home=f"point__{OF_VERSION}",
    ),
    hidden(PointUpdate, home=f"point__{OF_VERSION}"),
    Personal(
        StepReached,
        _("Stap die volgens jou is bereikt"),
        (text("text", _("tekst"), "how one notices it"), who("by", "who said it"), REPORTED),
        owner="by",
        at="said_at",
        home=OF_LINE,
    ),
    hidden(StepReached, home=OF_LINE),
    Personal(
        SideAnswer,
        _("Wat je voor je kant antwoordde"),
        (
            fact("choice", _("antwoord"), "how a side wants to go on"),
            text("text", _("tekst"), "what is to be said of it"),
            who("by", "who said it"),
            REPORTED,
        ),
        owner="by",
        at="said_at",
        home=OF_VERSION,
    ),
    hidden(SideAnswer, home=OF_VERSION),
    Personal(
        OtherParty,
        _("Partij die je erbij zette"),
        (
            text("name", _("naam"), "which other party; never a person"),
            text("role", _("rol"), "what it does"),
            who("by", "who added it"),
            who("participant", "as whom it speaks"),
            who("left_by", "who ended it"),
            REPORTED,
        ),
        owner="by",
        at="added_at",
        home=OF_AGREEMENT,
    ),
    hidden(OtherParty, home=OF_AGREEMENT),
    Personal(
        LegalAdvice,
        _("Juridisch advies dat je vroeg"),
        (
            text("text", _("vraag"), "what was asked"),
            text("asked_of", _("aan wie"), "a function, no name"),
            text("answer", _("antwoord"), "what the answer was"),
            text("heading", "", "which clause; whoever wrote the clause wrote it"),
            fact("asked_on", _("wanneer"), "when it was asked"),
            who("by", "who asked"),
            who("answered_by", "who noted the answer"),
            REPORTED,
        ),
        owner="by",
        at="noted_at",
        home=OF_AGREEMENT,
    ),
    hidden(LegalAdvice, home=OF_AGREEMENT),
)
