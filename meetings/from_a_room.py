"""What somebody found in a room becomes a bottleneck: once, however often it is tapped."""

from __future__ import annotations

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from initiatives.models import Initiative, Participant, Side
from meetings.models import Meeting, RiskItem
from meetings.states import RiskKind
from places.models import ClosingCheck, PlaceReport

# As much as fits in one sentence of a risk.
MOST = 200


def text_of_check(check: ClosingCheck) -> str:
    """The sentence that was written, or what was not in order. Stored, so Dutch."""
    if check.problem:
        return _cut(check.problem)
    lines = ", ".join(f"“{line}”" for line in check.not_in_order)
    with override("nl"):
        said = _("{place}, niet in orde bij het weggaan: {lines}")
    return _cut(said.format(place=check.place.name, lines=lines))


def _cut(text: str) -> str:
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"


def risk_of_check(check: ClosingCheck) -> RiskItem | None:
    """The bottleneck that it became, or the open one that says the same already. One query."""
    if not check.has_problem:
        return None
    same = models.Q(initiative=check.initiative_id, gone_at=None, text=text_of_check(check))
    found = RiskItem.objects.filter(models.Q(closing_check=check) | same & models.Q(hidden_at=None))
    return found.order_by(models.F("closing_check").desc(nulls_last=True), "pk").first()


def put_check_on_agenda(check: ClosingCheck, *, by: Participant) -> RiskItem:
    """A bottleneck for the next meeting, or in the one under way. The second tap gives the same."""
    with transaction.atomic():
        _lock(check.initiative)
        there = risk_of_check(check)
        if there is not None:
            return there
        return RiskItem.name_one(
            check.initiative,
            by=by,
            side=Side(by.side),
            kind=RiskKind.BOTTLENECK,
            text=text_of_check(check),
            meeting=Meeting.objects.under_way_in(check.initiative),
            closing_check=check,
        )


def put_report_on_agenda(report: PlaceReport, *, by: Participant) -> RiskItem:
    """The same for what was written on the page of a room, in the initiative of `by`."""
    with transaction.atomic():
        _lock(by.initiative)
        there = RiskItem.objects.filter(initiative=by.initiative, place_report=report).first()
        if there is not None:
            return there
        return RiskItem.name_one(
            by.initiative,
            by=by,
            side=Side(by.side),
            kind=RiskKind.BOTTLENECK,
            text=_cut(report.text),
            meeting=Meeting.objects.under_way_in(by.initiative),
            place_report=report,
        )


def _lock(initiative: Initiative) -> None:
    """As `name_one` does first, so that two taps at once wait for each other."""
    Initiative.objects.select_for_update(no_key=True).get(pk=initiative.pk)
