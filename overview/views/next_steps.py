"""What can be done after an initiative was logged. It invites, and nothing has to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from agreements.models import Agreement
from config.http import Request, render_page
from initiatives.access import WRITES_FOR, Action, may, require
from initiatives.forms.profile import PARTS
from initiatives.models import (
    Direction,
    Goal,
    Initiative,
    Participant,
    Reciprocity,
    ShareLink,
    Side,
)
from initiatives.models.initiative import InitiativeQuerySet
from initiatives.views.initiatives import home_of


@dataclass(frozen=True)
class Step:
    """One thing that can be done: whether it is done already, and where. Without an address it is
    for somebody else to do."""

    title: str | Promise
    about: str | Promise
    is_done: bool
    url: str = ""


ABOUT = {
    "wens": _lazy("Wat wil de groep? Een paar zinnen is genoeg."),
    "kracht": _lazy("Waar is de groep goed in? De gemeente ziet dit als eerste."),
    "soort": _lazy("Jongeren, groen, zorg, een gebouw, energie of iets anders."),
    "rechtsvorm": _lazy("Geen is prima. Er is een pagina die de vormen uitlegt."),
    "wie-missen-we": _lazy("Wie moet er nog bij om het te laten lukken?"),
}
SAYS_GROUP = _lazy("Dit schrijft de groep of de begeleiding zelf op.")


@require_safe
def next_steps(request: Request, pk: int) -> HttpResponse:
    """Each step is a small form or a page; what is done is ticked, and all of it can wait."""
    who = request.who
    found = get_object_or_404(_with_what_is_done(Initiative.objects.shared_with(who)), pk=pk)
    require(who, Action.CHANGE_PROFILE, found)
    context = {
        "initiative": found,
        "steps": _steps(request, found),
        "home": home_of(request, found),
    }
    return render_page(request, "overview/next_steps.html", context)


def _with_what_is_done(initiatives: InitiativeQuerySet) -> InitiativeQuerySet:
    """Whether there are goals, words on both sides, a link, people and an agreement; no query
    more."""

    def one_of(things: Any) -> Exists:
        return Exists(things.filter(initiative=OuterRef("pk")))

    people = Participant.objects.exclude(side=Side.OTHER).order_by()
    words = Reciprocity.objects.filter(
        ended_at=None, direction__in=(Direction.NEED, Direction.OFFER)
    )
    return initiatives.annotate(
        has_goal=one_of(Goal.objects.filter(ended_at=None)),
        has_word_of_group=one_of(words.filter(side=Side.GROUP)),
        has_word_of_municipality=one_of(words.filter(side=Side.MUNICIPALITY)),
        has_link=one_of(ShareLink.objects.working()),
        has_group=one_of(people.filter(side=Side.GROUP)),
        has_official=one_of(people.filter(side=Side.MUNICIPALITY)),
        has_guide=one_of(people.filter(side=Side.GUIDE)),
        has_agreement=one_of(Agreement.objects.order_by()),
    )


def _steps(request: Request, found: Any) -> list[Step]:
    """In the order in which people tell about what they do. `found` knows what is done."""
    who = request.who

    def page(name: str, *args: object) -> str:
        return reverse(name, args=[found.pk, *args])

    def part(slug: str) -> Step:
        asked = PARTS[slug]
        is_done = asked.is_done(found)
        if not may(who, asked.action, found):
            return Step(asked.title, SAYS_GROUP, is_done)
        url = page("edit_about", slug) + "?came_from=steps"
        return Step(asked.title, ABOUT[slug], is_done, url)

    writes_for_group = may(who, WRITES_FOR["group"], found)
    has_word = found.has_word_of_group if writes_for_group else found.has_word_of_municipality
    has_others = found.has_official if writes_for_group else found.has_group or found.has_guide
    return [
        part("wens"),
        part("kracht"),
        Step(
            _lazy("Doelen"),
            _lazy("Waar werk je naartoe, en van wie komt dat doel?"),
            found.has_goal,
            page("add_goal") + "?came_from=steps",
        ),
        Step(
            _lazy("Halen en brengen"),
            _lazy("Wat heb je nodig van de ander, en wat heb je te bieden?"),
            has_word,
            page("add_reciprocity") + "?came_from=steps",
        ),
        part("soort"),
        part("rechtsvorm"),
        part("wie-missen-we"),
        _step_of_link(request, found),
        Step(
            _lazy("Mensen erbij"),
            _lazy("Wie doet er mee, van de groep en van de gemeente?"),
            found.has_group and has_others,
            page("people"),
        ),
        Step(
            _lazy("Eerste afspraak"),
            _lazy("Begin met een voorbeeld, of met een leeg vel."),
            found.has_agreement,
            page("start_agreement"),
        ),
    ]


def _step_of_link(request: Request, found: Any) -> Step:
    title = _lazy("Groepslink")
    about = _lazy("Met de link leest en schrijft de groep mee op de eigen telefoon.")
    first = not found.has_group and not found.has_guide
    makes_first = first and may(request.who, Action.MAKE_FIRST_LINK, found)
    if makes_first or may(request.who, Action.SHOW_LINK, found):
        return Step(title, about, found.has_link, reverse("group_link", args=[found.pk]))
    return Step(title, _lazy("De groep en de begeleiding delen de link."), found.has_link)
