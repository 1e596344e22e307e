"""Where each kind of text stands that can be reported or hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from agreements.models import (
    ChangeProposal,
    CommitmentUpdate,
    LegalAdvice,
    OtherParty,
    OtherView,
    PointUpdate,
    StepReached,
)
from agreements.views.legal_advice import place_of_advice
from agreements.views.steps import place_of as place_of_step
from initiatives.models import (
    Goal,
    Handover,
    HandoverNote,
    LogLine,
    OwnWord,
    Partner,
    Reciprocity,
)


def place(name: str, pk: int, anchor: str = "") -> str:
    return reverse(name, args=[pk]) + (f"#{anchor}" if anchor else "")


def of_reciprocity(text: Reciprocity) -> str:
    page = "about_initiative" if text.is_between_sides else "partnership"
    return place(page, text.initiative_id, "halen-en-brengen")


PAGES: dict[type, Callable[[Any], str]] = {
    LogLine: lambda text: place("logbook", text.initiative_id),
    Handover: lambda text: place("handovers", text.leaving.initiative_id, f"overdracht-{text.pk}"),
    HandoverNote: lambda text: place("handover_page", text.initiative_id, f"notitie-{text.pk}"),
    OtherParty: lambda text: place("parties", text.agreement_id, f"partij-{text.pk}"),
    OwnWord: lambda text: place("own_words", text.initiative_id, f"woord-{text.pk}"),
    Goal: lambda text: place("about_initiative", text.initiative_id, "doelen"),
    Partner: lambda text: place("about_initiative", text.initiative_id, "partners"),
    Reciprocity: of_reciprocity,
    LegalAdvice: place_of_advice,
    PointUpdate: lambda text: place("point_progress", text.point_id),
    CommitmentUpdate: lambda text: place("line_progress", text.commitment_id, f"bericht-{text.pk}"),
    OtherView: lambda text: place(
        "line_progress", text.update.commitment_id, f"bericht-{text.update_id}"
    ),
    StepReached: lambda text: place_of_step(text.commitment),
    ChangeProposal: lambda text: place("change_proposal", text.pk),
}


def page_of(text: Any) -> str:
    """Where `text` stands; what has no place of its own stands with its version."""
    of_kind = PAGES.get(type(text))
    return of_kind(text) if of_kind else place("version", text.version_id)
