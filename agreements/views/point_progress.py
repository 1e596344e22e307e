"""What somebody would find out: how it stands, and on to a new text with what was found."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements.forms.steps import PointUpdateForm
from agreements.models import AgreementVersion, OpenPoint, PointUpdate
from agreements.models.point_update import finds_out
from agreements.open_points import load_words, point_views
from agreements.people import people_of
from agreements.states import ProgressState, Status
from agreements.views.reacting import asks_name
from agreements.writing import write_action
from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, may, require
from initiatives.models import Participant
from initiatives.states import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def point_progress(request: Request, pk: int) -> HttpResponse:
    """Found out, not yet, or not needed any more; asked of the side that would find out."""
    points = OpenPoint.objects.visible_to(request.who).with_home()
    point = get_object_or_404(points, pk=pk)
    require(request.who, Action.SAY_POINT, point)
    me = request.who.participant_in(point.initiative)
    may_say = me is not None and finds_out(point, me)
    form = PointUpdateForm(
        posted(request), asks_name=asks_name(me), initial={"state": request.GET.get("hoe")}
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                PointUpdate.say(
                    point,
                    by=acting(request.who, Action.SAY_POINT, point),
                    state=ProgressState(form.cleaned_data["state"]),
                    text=form.cleaned_data["text"],
                    look_again_on=form.cleaned_data["look_again_on"],
                    is_signed=form.is_signed_by_choice,
                )
                messages.success(request, _("Bewaard. Iedereen die meedoet kan dit lezen."))
                return done(request, page=reverse("point_progress", args=[point.pk]))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = _context(request, point) | {"form": form, "may_say": may_say}
    return render_page(request, "agreements/point_progress.html", context, status=status)


def _context(request: Request, point: OpenPoint) -> dict[str, object]:
    version = point.version
    words = load_words(version.agreement_id, [point])
    view = point_views([point], words=words)[0]
    if view.last is not None:
        view.last.by.initiative = version.initiative
    said = PointUpdate.objects.filter(
        point__version__agreement=version.agreement_id, point__key=point.key
    )
    every = list(
        said.select_related("by__merged_into", "hidden_by__merged_into").order_by("-pk")[:20]
    )
    for word in every:
        word.point = point
        word.by.initiative = version.initiative
    return {
        "point": point,
        "view": view,
        "version": version,
        "initiative": version.initiative,
        "people": people_of(version.initiative, [point.finder, point.what]),
        "said": every,
        "counts": version.status == Status.IN_EFFECT,
        "may_start": may(request.who, Action.START_AGREEMENT, version),
        "may_act": True,
    }


@require_POST
def point_to_draft(request: Request, pk: int) -> HttpResponse:
    """What was found out as a clause of the next text: of the draft that is there, or a new one."""
    updates = PointUpdate.objects.visible_to(request.who).with_home()
    update = get_object_or_404(updates, pk=pk)
    agreement = update.point.version.agreement
    require(request.who, Action.START_AGREEMENT, agreement)
    me = acting(request.who, Action.START_AGREEMENT, agreement)
    with transaction.atomic():
        draft = _draft_of(request, update, me)
        clause = update.put_into(draft)
    return redirect("edit_clause", clause.pk)


def _draft_of(request: Request, update: PointUpdate, me: Participant) -> AgreementVersion:
    """The draft that this one may write, or one that begins now; `Refused` when there is one that
    the other side writes alone."""
    agreement = update.point.version.agreement
    drafts = AgreementVersion.objects.visible_to(request.who).filter(
        agreement=agreement, status=Status.DRAFT
    )
    draft = drafts.select_related("agreement__initiative").first()
    if draft is not None and may(request.who, write_action(draft), draft):
        return draft
    reason = _("Uitgezocht: {what}").format(what=update.point.what)[:200]
    return agreement.start_version(by=me, reason=reason)
