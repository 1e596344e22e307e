"""A sheet of cards with a code: the group link some times over, or a card for each person."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.http import require_safe

from config.http import Request, render_page
from config.pdf import make_pdf, pdf_response
from initiatives.access import Action, require
from initiatives.models import Initiative, LinkKind, ShareLink
from initiatives.names import name_for
from initiatives.sharing import picture_of
from initiatives.views.links import bring_home

CARDS_ON_A_SHEET = 8
CARDS_OF_PEOPLE = 60


@require_safe
def qr_cards(request: Request, pk: int) -> HttpResponse:
    """A sheet to print: the group link some times over, or a card for each person."""
    initiative, cards, is_personal = _load(request, pk)
    context = {"initiative": initiative, "cards": cards, "is_personal": is_personal}
    return render_page(request, "initiatives/qr_cards.html", context)


@require_safe
def cards_pdf(request: Request, pk: int) -> HttpResponse:
    """The same sheet as PDF; 404 without a link that works."""
    initiative, cards, is_personal = _load(request, pk)
    if not cards:
        raise Http404
    made_at = max(card.made_at for card in cards)
    with translation.override("nl"):
        data = _own_cards(request, cards) if is_personal else _group_cards(cards)
        made = make_pdf("cards", data, made_at=made_at)
    return pdf_response(made, f"Kaartjes {initiative.name}")


def _load(request: Request, pk: int) -> tuple[Initiative, list[ShareLink], bool]:
    """The cards, and whether they are of persons. 404 and 403 as for the links themselves."""
    initiative = get_object_or_404(Initiative.objects.visible_to(request.who), pk=pk)
    require(request.who, Action.SHOW_LINK, initiative)
    working = initiative.links.working().select_related("participant", "made_by")
    is_personal = request.GET.get("soort") == "eigen"
    if is_personal:
        personal = working.filter(kind=LinkKind.PERSONAL)
        cards = list(personal.order_by("participant__name_key", "pk")[:CARDS_OF_PEOPLE])
    else:
        cards = list(working.filter(kind=LinkKind.GROUP)) * CARDS_ON_A_SHEET
    for card in cards:
        bring_home(card, initiative)
    return initiative, cards, is_personal


def _group_cards(cards: list[ShareLink]) -> dict[str, Any]:
    card = {
        "picture": 0,
        "alt": "QR-code van de groepslink",
        "above": cards[0].initiative.name,
        "title": "Lees wat we afspreken",
        "says": "Scan dit met je telefoon. Zeg wat je ervan vindt. Een account is niet nodig.",
    }
    return {
        "title": f"Kaartjes – {cards[0].initiative.name}",
        "heading": "Kaartjes met de groepslink",
        "says": "Knip de kaartjes los.",
        "pictures": [picture_of(cards[0]).decode()],
        "cards": [card] * len(cards),
    }


def _own_cards(request: Request, cards: list[ShareLink]) -> dict[str, Any]:
    names = [name_for(request.who, card.participant) for card in cards]
    return {
        "title": f"Kaartjes – {cards[0].initiative.name}",
        "heading": "Een kaartje per persoon",
        "says": "Geef elk kaartje alleen aan wie erop staat.",
        "pictures": [picture_of(card).decode() for card in cards],
        "cards": [
            {
                "picture": n,
                "alt": f"QR-code voor {name}",
                "above": card.initiative.name,
                "title": name,
                "says": "Scan dit met je telefoon en doe mee. Deze code is alleen voor jou.",
            }
            for n, (name, card) in enumerate(zip(names, cards, strict=True))
        ],
    }
