"""The texts of meetings that can be reported and hidden, and where each stands."""

from __future__ import annotations

from django.db.models import F

from agreements.views.text_pages import PAGES, place
from agreements.views.texts import texts_as
from initiatives.models import Hideable
from meetings.models import (
    ActionItem,
    ActionUpdate,
    AgendaItem,
    Correction,
    Decision,
    Knot,
    KnotReply,
    Meeting,
    Perspective,
    PrepPoint,
    RiskItem,
    RiskReview,
)
from meetings.states import Status


def look_again(text: Hideable) -> None:
    """The phones around a meeting that is under way fetch what is hidden now, or shown again."""
    running = Meeting.objects.filter(initiative=text.initiative, status=Status.UNDER_WAY)
    running.update(revision=F("revision") + 1)


texts_as(
    {
        "agendapunt": AgendaItem,
        "risico": RiskItem,
        "risicowoord": RiskReview,
        "actie": ActionItem,
        "actiestand": ActionUpdate,
        "besluit": Decision,
        "kijk": Perspective,
        "knoop": Knot,
        "knoopantwoord": KnotReply,
        "correctie": Correction,
        "belang": PrepPoint,
    },
    changed=look_again,
)

PAGES.update(
    {
        AgendaItem: lambda text: place("meeting", text.meeting_id, f"punt-{text.pk}"),
        RiskItem: lambda text: place("risk", text.pk),
        RiskReview: lambda text: place("risk", text.risk_id, f"woord-{text.pk}"),
        ActionItem: lambda text: place("action", text.pk),
        ActionUpdate: lambda text: place("action", text.action_id, f"bericht-{text.pk}"),
        Decision: lambda text: place("meeting", text.meeting_id, f"besluit-{text.pk}"),
        Perspective: lambda text: place("meeting", text.meeting_id, f"kijk-{text.pk}"),
        Knot: lambda text: place("knot", text.pk),
        KnotReply: lambda text: place("knot", text.knot_id, f"antwoord-{text.pk}"),
        Correction: lambda text: place("minutes", text.meeting_id, f"correctie-{text.pk}"),
        PrepPoint: lambda text: place("prepare_meeting", text.meeting_id, f"punt-{text.pk}"),
    }
)
