"""How each side sees a point or a risk: of one meeting at once, in one query."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from meetings.models import AgendaItem, Meeting, Perspective, RiskItem


def load_perspectives(
    meeting: Meeting, *, items: Iterable[AgendaItem] = (), risks: Iterable[RiskItem] = ()
) -> dict[str, list[Perspective]]:
    """ "punt-12" or "risico-34" -> how the sides see it, the group first. Of a point whatever
    meeting they said it in, of a risk in this one."""
    wanted = Q(item__in=[item.pk for item in items]) | Q(
        risk__in=[risk.pk for risk in risks], meeting=meeting
    )
    found: dict[str, list[Perspective]] = defaultdict(list)
    every = Perspective.objects.filter(wanted)
    for view in every.select_related("by__merged_into", "hidden_by__merged_into").order_by("side"):
        view.meeting = meeting
        view.by.initiative = meeting.initiative
        if view.hidden_by is not None:
            view.hidden_by.initiative = meeting.initiative
        key = f"punt-{view.item_id}" if view.item_id else f"risico-{view.risk_id}"
        found[key].append(view)
    return dict(found)
