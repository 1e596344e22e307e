"""The personal fields of agreements. Who did something is a participant; the rest is text."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.personal import Personal
from agreements.models import (
    Agreement,
    AgreementVersion,
    Clause,
    Comment,
    Commitment,
    Confirmation,
    ObjectionTalk,
    OnBehalf,
)
from initiatives.personal import HIDDEN, REPORTED, fact, text, who

OF_AGREEMENT = "agreement__initiative"
OF_VERSION = "version__agreement__initiative"

COMMITMENT = Personal(
    Commitment,
    "",
    (
        text("text", "", "what was agreed; people in it are references"),
        text("party_name", "", "which other party"),
        text("reservation", "", "on what condition"),
        text("decider", "", "who may decide on the condition"),
        text("rhythm", "", "how often"),
    ),
    home="clause__version__agreement__initiative",
)

PERSONAL = (
    Personal(Agreement, "", (text("title", "", "what it is about"),), at="started_at"),
    Personal(
        AgreementVersion,
        _("Versie die je begon"),
        (
            text("purpose", "", "why there is an agreement"),
            text("reason", _("reden"), "why there is a new version"),
            text("trial_decider", "", "who decides after a trial"),
            text("trial_then", "", "what happens after a trial"),
            who("began_by", "who began it"),
            who("proposed_by", "who proposed it"),
            who("in_effect_by", "who let it take effect"),
        ),
        owner="began_by",
        at="agreement__started_at",
        home=OF_AGREEMENT,
    ),
    Personal(Clause, "", (text("heading", "", "the question that it answers"),), home=OF_VERSION),
    COMMITMENT,
    Personal(
        Comment,
        _("Reactie"),
        (
            text("text", _("tekst"), "to talk about a clause"),
            text("heading", "", "which clause; whoever wrote the clause wrote it"),
            fact("kind", _("soort"), "question, concern, idea or compliment"),
            who("by", "who reacted"),
            who("settled_by", "who settled it"),
            REPORTED,
        ),
        owner="by",
        at="at",
        home=OF_AGREEMENT,
    ),
    Personal(
        Comment,
        _("Tekst die je verborg"),
        HIDDEN,
        owner="hidden_by",
        at="hidden_at",
        home=OF_AGREEMENT,
    ),
    Personal(
        Confirmation,
        _("Of je erachter staat"),
        (
            fact("word", _("woord"), "whether somebody stands behind a version"),
            text("text", _("tekst"), "what somebody wants to say with it"),
            text("decided_by", _("wie dat besloot"), "who decided for the municipality"),
            who("by", "whose word it is"),
            REPORTED,
        ),
        owner="by",
        at="said_at",
        home=OF_VERSION,
    ),
    Personal(
        Confirmation,
        _("Tekst die je verborg"),
        HIDDEN,
        owner="hidden_by",
        at="hidden_at",
        home=OF_VERSION,
    ),
    Personal(
        ObjectionTalk,
        _("Gesprek over een bezwaar"),
        (
            text("group_because", _("tekst"), "why the group goes on"),
            who("group_by", "who noted it"),
        ),
        owner="group_by",
        at="group_on",
        home="confirmation__version__agreement__initiative",
    ),
    Personal(
        ObjectionTalk,
        _("Gesprek over een bezwaar"),
        (
            text("municipality_because", _("tekst"), "why the municipality goes on"),
            who("municipality_by", "who noted it"),
        ),
        owner="municipality_by",
        at="municipality_on",
        home="confirmation__version__agreement__initiative",
    ),
    Personal(
        OnBehalf,
        _("Besluit van de groep dat je noteerde"),
        (
            text("how", _("hoe besloten"), "how the group decided"),
            fact("decided_on", _("wanneer"), "when"),
            fact("present_count", _("hoeveel erbij"), "how many were there"),
            fact("agreed_count", _("hoeveel eens"), "how many agreed"),
            who("noted_by", "who noted it"),
        ),
        owner="noted_by",
        at="noted_at",
        home=OF_VERSION,
    ),
)

CHOICE = "a choice about the text, not about a person"
NOT_PERSONAL = {
    "agreements.AgreementVersion.status": "where the text stands",
    "agreements.AgreementVersion.began_side": "a side, not a person",
    "agreements.AgreementVersion.seal": "a hash of the text",
    "agreements.Clause.key": "the place of a clause over versions",
    "agreements.Commitment.key": "the place of a line over versions",
    "agreements.Commitment.party": CHOICE,
    "agreements.Commitment.kind": CHOICE,
    "agreements.Comment.clause_key": "which clause",
}
