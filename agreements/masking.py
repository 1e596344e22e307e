"""A name goes out of the texts of agreements, also out of those that are frozen and sealed."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agreements.models import (
    Agreement,
    AgreementVersion,
    Clause,
    Commitment,
    OpenPoint,
    OtherParty,
    SlotException,
    UseSlot,
)
from agreements.personal import COMMITMENT, PERSONAL
from agreements.rooms import reports_around
from agreements.sealing import seal_of
from initiatives.masking import Mask, mask_rows
from initiatives.models import Initiative, Participant, tell_as
from places.models import PlaceReport

tell_as(
    {
        "text_masked": _(
            "In versie {number} van {title} is een naam weggehaald. De tekst kreeg een nieuw zegel."
        ),
    }
)


# How the rows of one version find it.
VERSION_OF: dict[type[models.Model], str] = {
    AgreementVersion: "",
    Clause: "version__",
    Commitment: "clause__version__",
    OpenPoint: "version__",
    UseSlot: "version__",
    SlotException: "slot__version__",
}


def mask_texts(initiative: Initiative, mask: Mask, *, by: Participant | None, since: date) -> None:
    """Takes the names of `mask` out of every text about agreements. Call it in a transaction.

    A text that was sealed before `since`, the day on which that person came, cannot be about
    them: "De Merel" in it is the name of a building.

    Masking is the one change that a sealed text allows: it gets a new seal, and the timeline says
    so. A text whose seal was broken before keeps its broken seal.
    """
    if not mask:
        return
    # Nobody proposes or rewrites meanwhile.
    versions = AgreementVersion.objects.filter(agreement__initiative=initiative).order_by("pk")
    list(versions.select_for_update(no_key=True))
    before = _seals(initiative)
    for rows in PERSONAL:
        changed = mask_rows(rows, initiative, mask, but=_sealed_before(since, rows.model))
        if rows is COMMITMENT:
            # A clause and its lines are saved as one, so they share a revision.
            clauses = {line.clause_id for line in changed}  # type: ignore[attr-defined]
            Clause.with_removed.filter(pk__in=clauses).update(revision=F("revision") + 1)
        if rows.model is SlotException:
            slots = {day.slot_id for day in changed}  # type: ignore[attr-defined]
            UseSlot.objects.filter(pk__in=slots).update(revision=F("revision") + 1)
        if rows.model is OtherParty:
            for party in OtherParty.objects.filter(pk__in=[row.pk for row in changed]):
                party.speak_by_its_name()
    _seal_again(initiative, before, by)
    _mask_reports(initiative, mask, since)


def _mask_reports(initiative: Initiative, mask: Mask, since: date) -> None:
    """What was written without a name in rooms where the initiative has, or had, hours."""
    hours = UseSlot.objects.filter(version__agreement__initiative=initiative)
    for report in reports_around(hours).filter(on__gte=since).order_by("pk"):
        masked = mask.over(report.text, PlaceReport._meta.get_field("text").max_length)
        if masked != report.text:
            PlaceReport.objects.filter(pk=report.pk).update(text=masked)


def _sealed_before(day: date, model: type[models.Model]) -> Q | None:
    if model is Agreement:
        # How it ended, and what was learned, was written on the last day.
        return Q(started_at__date__lt=day) & (Q(ended_at=None) | Q(ended_at__date__lt=day))
    if model not in VERSION_OF:
        return None
    return Q(**{f"{VERSION_OF[model]}proposed_at__date__lt": day})


def _sealed(initiative: Initiative) -> list[AgreementVersion]:
    sealed = AgreementVersion.objects.filter(agreement__initiative=initiative).exclude(seal="")
    return list(
        sealed.select_related("agreement")
        .prefetch_related("clauses__commitments", "open_points")
        .order_by("pk")
    )


def _seals(initiative: Initiative) -> dict[int, str]:
    """What the seal of each sealed version would be now."""
    return {v.pk: seal_of(v, v.clauses.all()) for v in _sealed(initiative)}


def _seal_again(initiative: Initiative, before: dict[int, str], by: Participant | None) -> None:
    for version in _sealed(initiative):
        now = seal_of(version, version.clauses.all())
        if now == before[version.pk]:
            continue
        if version.seal == before[version.pk]:
            AgreementVersion.objects.filter(pk=version.pk).update(seal=now)
        initiative.tell("text_masked", by=by, number=version.number, title=version.agreement.title)
