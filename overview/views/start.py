"""Where everybody comes in: a welcome, a guest's groups, or "Mijn initiatieven"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from config.http import Request, render_page
from config.middleware import open_to_all
from config.paging import page_of
from initiatives.models import Initiative, Side
from overview.facts import load_facts, with_requests
from overview.look_backs_now import with_look_backs
from overview.wait import BOTH, GROUP, MUNICIPALITY, Waiting
from overview.waiting import waiting
from overview.waiting_on_knots import late_elsewhere, with_knots, with_late_elsewhere
from overview.waiting_on_meetings import with_meetings

SIDE_OF = {Side.MUNICIPALITY: MUNICIPALITY, Side.GROUP: GROUP, Side.GUIDE: GROUP}


@dataclass(frozen=True)
class Mine:
    """One initiative of somebody: what waits for their side and what for the other.

    `side`: theirs, or empty for another party, who looks on, and for who reads by a link.
    """

    initiative: Initiative
    side: str
    takes_part: bool
    for_me: list[Waiting]
    for_others: list[Waiting]

    @property
    def first(self) -> tuple[bool, date]:
        """What waits longest for this side comes first on the page."""
        known = [item.since for item in self.for_me if item.since]
        return (not self.for_me, min(known, default=date.max))


@open_to_all
@require_safe
def start(request: Request) -> HttpResponse:
    who = request.who
    if who.user is not None:
        return my_initiatives(request)
    if who.is_guest:
        groups = Initiative.objects.filter(pk__in=who.initiatives_by_link())
        return render_page(request, "overview/groups.html", {"groups": groups})
    return render_page(request, "overview/welcome.html")


def my_initiatives(request: Request) -> HttpResponse:
    """Per initiative what waits for whom; what waits longest for me first."""
    who = request.who
    my_side = who.taking_part().filter(initiative=OuterRef("pk")).values("side")[:1]
    initiatives = with_requests(Initiative.objects.shared_with(who))
    initiatives = with_look_backs(with_meetings(with_knots(initiatives)), who)
    initiatives = with_late_elsewhere(initiatives, who)
    found = initiatives.annotate(my_side=Subquery(my_side)).select_related("neighbourhood")
    page = page_of(request, found)
    taken = [i for i in page.items if i.my_side]
    waits = waiting(load_facts(who, taken)) if taken else {}
    rows = sorted((_mine(i, waits.get(i.pk, [])) for i in page.items), key=lambda row: row.first)
    context = {
        "page": page,
        "rows": rows,
        "late_knots": late_elsewhere(who, page.items),
        "writes_somewhere": any(row.takes_part for row in rows),
        "waits_for_me": sum(len(row.for_me) for row in rows),
        "waits_for_others": sum(len(row.for_others) for row in rows),
    }
    return render_page(request, "overview/start.html", context)


def _mine(initiative: Initiative, items: list[Waiting]) -> Mine:
    taken = initiative.my_side  # type: ignore[attr-defined]
    side = SIDE_OF.get(taken, "")
    mine = (side, BOTH) if side else ()
    for_me = [item for item in items if item.side in mine]
    rest = [item for item in items if item.side not in mine and not item.is_inner]
    return Mine(initiative, side, bool(taken), for_me, rest)
