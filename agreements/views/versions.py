"""Every text that an agreement had: in order, beside each other, again, and on any day."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.changes import Changes
from agreements.forms.life import CompareForm, DayForm, RestoreForm
from agreements.hours_to_read import load_hours, read_hours
from agreements.loading import load_clauses, load_open_points, load_people, texts_of
from agreements.models import Agreement, AgreementVersion, ChangeProposal, Pause, SideAnswer
from agreements.open_points import point_views
from agreements.people import people_of
from agreements.sealing import seal_of
from agreements.states import ProposalStatus, Status
from agreements.through_time import standing_on, stretches_of
from agreements.views.life import load_agreement
from config.http import Request, posted, render_page
from config.paging import page_of
from initiatives.access import Action, acting, may, require
from initiatives.models import Initiative, Participant
from initiatives.states import Refused

# Far above what people make; it keeps the lists to choose from in bounds.
MOST_VERSIONS = 200


def bring_home(people: Iterable[Participant | None], initiative: Initiative) -> None:
    """They are of this initiative; saying so saves a query for each."""
    for person in people:
        if person is not None:
            person.initiative = initiative


@require_safe
def versions(request: Request, pk: int) -> HttpResponse:
    """Every version that this one may read: why, who, when, and what of the proposals is in it.

    With two of them chosen: on to what is different.
    """
    agreement = load_agreement(request, pk)
    initiative = agreement.initiative
    page = page_of(request, _readable(request, agreement))
    chosen = None
    if "old" in request.GET or "new" in request.GET:
        choices = _choices(request, agreement)
        chosen = CompareForm(request.GET, versions=choices)
        if chosen.is_valid():
            return redirect(
                "compare_versions", chosen.cleaned_data["new"], chosen.cleaned_data["old"]
            )
    many = len(page.items) > 1 or page.number > 1
    if chosen is None and many:
        choices = [(v.pk, _name(v.number)) for v in page.items]
        initial = {"old": choices[-1][0], "new": choices[0][0]}
        chosen = CompareForm(None, versions=choices, initial=initial)
    for version in page.items:
        taken = version.taken
        bring_home([proposal.by for proposal in taken], initiative)
        bring_home([version.began_by, version.proposed_by, version.in_effect_by], initiative)
    pauses = list(agreement.pauses.select_related("began_by__merged_into", "ended_by__merged_into"))
    bring_home([person for p in pauses for person in (p.began_by, p.ended_by)], initiative)
    bring_home([agreement.ended_by], initiative)
    context = {
        "agreement": agreement,
        "initiative": initiative,
        "page": page,
        "pauses": pauses[:MOST_VERSIONS],
        "form": chosen,
        "may_end": may(request.who, Action.END_AGREEMENT, agreement),
        "may_start": may(request.who, Action.START_AGREEMENT, agreement),
        "has_draft": any(v.is_draft for v in page.items),
    }
    status = 422 if chosen is not None and chosen.is_bound else 200
    return render_page(request, "agreements/versions.html", context, status=status)


def _readable(request: Request, agreement: Agreement) -> QuerySet[AgreementVersion]:
    taken = (
        # What was proposed on a draft of one side is for that side.
        ChangeProposal.objects.visible_to(request.who)
        .filter(status=ProposalStatus.TAKEN_OVER, hidden_at=None)
        .select_related("by__merged_into")
    )
    return (
        AgreementVersion.objects.visible_to(request.who)
        .filter(agreement=agreement)
        .select_related(
            "began_by__merged_into",
            "proposed_by__merged_into",
            "in_effect_by__merged_into",
            "copied_from",
        )
        .prefetch_related(
            Prefetch("taken_over", taken, to_attr="taken"),
            Prefetch("side_answers", SideAnswer.objects.all(), to_attr="answers"),
        )
        .order_by("-number")
    )


def _choices(request: Request, agreement: Agreement) -> list[tuple[int, str]]:
    readable = AgreementVersion.objects.visible_to(request.who).filter(agreement=agreement)
    found = readable.order_by("-number").values_list("pk", "number")
    return [(pk, _name(number)) for pk, number in found[:MOST_VERSIONS]]


def _name(number: int) -> str:
    return _("versie {n}").format(n=number)


@require_safe
def compare(request: Request, pk: int) -> HttpResponse:
    """On to what changed in a version since the one that it is compared with."""
    readable = AgreementVersion.objects.visible_to(request.who)
    found = get_object_or_404(readable, pk=pk)
    if found.copied_from_id is None:
        return redirect("version", found.pk)
    return redirect("compare_versions", found.pk, found.copied_from_id)


@require_safe
def compare_versions(request: Request, pk: int, other: int) -> HttpResponse:
    """From the text of `other` to that of version `pk`, as one text per clause."""
    readable = AgreementVersion.objects.visible_to(request.who).for_reading(request.who)
    new = get_object_or_404(readable, pk=pk)
    same_agreement = AgreementVersion.objects.visible_to(request.who).filter(
        agreement=new.agreement_id
    )
    old = get_object_or_404(same_agreement, pk=other)
    changes = Changes(old, new, request.who)
    context = {
        "agreement": new.agreement,
        "initiative": new.initiative,
        "changes": changes,
        "people": changes.people,
        "old": old,
        "new": new,
    }
    return render_page(request, "agreements/compare_versions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def restore_version(request: Request, pk: int) -> HttpResponse:
    """What going back would do, why, and the button. It starts a draft; nothing else changes."""
    readable = AgreementVersion.objects.visible_to(request.who)
    version = get_object_or_404(readable.select_related("agreement__initiative"), pk=pk)
    agreement = version.agreement
    require(request.who, Action.START_AGREEMENT, agreement)
    first = _("Terug naar de tekst van versie {n}.").format(n=version.number)
    form, status = RestoreForm(posted(request), initial={"reason": first}), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                draft = agreement.restore(
                    version,
                    by=acting(request.who, Action.START_AGREEMENT, agreement),
                    reason=form.cleaned_data["reason"] or first,
                )
                messages.success(request, _("Er is een concept met de oude tekst."))
                return redirect("write", draft.pk)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    others = readable.filter(agreement=agreement).exclude(pk=version.pk)
    live = {v.status: v for v in others.filter(status__in=LIVE)}
    context = {
        "agreement": agreement,
        "initiative": agreement.initiative,
        "version": version,
        "form": form,
        "draft": live.get(Status.DRAFT),
        "newest": live.get(Status.PROPOSED) or live.get(Status.IN_EFFECT),
    }
    return render_page(request, "agreements/restore_version.html", context, status=status)


LIVE = (Status.DRAFT, Status.PROPOSED, Status.IN_EFFECT)


@require_safe
def in_effect_on(request: Request, pk: int) -> HttpResponse:
    """What both sides had agreed on a day: the text, or why there was none. Without a day: today.

    The text is what was sealed; who said what about it stands with the version itself.
    """
    agreement = load_agreement(request, pk)
    asked = "dag" in request.GET
    form = DayForm(request.GET if asked else None, initial={"dag": timezone.localdate()})
    day = timezone.localdate()
    status = 200
    if asked:
        if form.is_valid():
            day = form.cleaned_data["dag"]
        else:
            status = 422
    readable = AgreementVersion.objects.visible_to(request.who)
    found = list(readable.filter(agreement=agreement).exclude(in_effect_at=None).order_by("number"))
    pauses = list(Pause.objects.filter(agreement=agreement))
    standing = standing_on(day, found, pauses) if status == 200 else None
    context = {
        "agreement": agreement,
        "initiative": agreement.initiative,
        "form": form,
        "standing": standing,
        "stretches": stretches_of(found, pauses)[:MOST_VERSIONS],
        **(_text_of(request, agreement, standing.text) if standing and standing.text else {}),
    }
    return render_page(request, "agreements/in_effect_on.html", context, status=status)


def _text_of(
    request: Request, agreement: Agreement, version: AgreementVersion
) -> dict[str, object]:
    """The words of a version. Four queries, whatever the size."""
    version.agreement = agreement
    clauses = load_clauses([version.pk]).get(version.pk, [])
    points = load_open_points([version.pk]).get(version.pk, [])
    slots = load_hours([version.pk]).get(version.pk, [])
    loaded = load_people(agreement.initiative, texts_of(clauses, points))
    request.who.know(agreement.initiative, loaded.present, is_shared=True)
    return {
        "version": version,
        "clauses": clauses,
        "points": point_views(points),
        "hours": read_hours(slots),
        "people": people_of(agreement.initiative, loaded.texts, known=loaded.known),
        "is_sealed_right": version.seal == seal_of(version, clauses, points, slots),
    }
