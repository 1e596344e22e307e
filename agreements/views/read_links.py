"""A read link: one version for the wall, to read for whoever holds the link and nothing else."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from agreements.asking import last_day_now, load_questions, ran_out_on
from agreements.forms.read_links import ReadLinkForm
from agreements.hours_to_read import with_hours_in_row
from agreements.models import AgreementVersion, ReadLink
from agreements.models.read_link import ended_on
from agreements.outside import text_for_outside
from agreements.states import ASKS_FOR_A_WORD, Status
from config.http import Request, done, posted, render_page
from config.middleware import open_to_all
from initiatives.access import Action, acting, require
from initiatives.models import LinkKind, ShareLink
from initiatives.states import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def make_read_link(request: Request, pk: int) -> HttpResponse:
    """Says what a read link is and makes the one of this version; when it is there, on to it."""
    visible = AgreementVersion.objects.visible_to(request.who)
    version = get_object_or_404(visible.select_related("agreement__initiative"), pk=pk)
    require(request.who, Action.SHOW_READ_LINK, version)
    form, status = ReadLinkForm(posted(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.SHOW_READ_LINK, version)
                made = ReadLink.make(version, by=me, label=form.cleaned_data["label"])
                return done(request, page=reverse("link", args=[made.link_id]))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    there = version.read_links.filter(link__revoked_at=None).first()
    if there is not None and request.method != "POST":
        return done(request, page=reverse("link", args=[there.link_id]))
    context = {
        "version": version,
        "initiative": version.initiative,
        "form": form,
        "can_make": version.status in ASKS_FOR_A_WORD,
    }
    return render_page(request, "agreements/make_read_link.html", context, status=status)


@open_to_all
@require_safe
def read_agreement(request: Request, pk: int) -> HttpResponse:
    """The text of one version, for whoever holds the read link. Everybody else gets one page.

    Whoever reads is nobody here, also when they take part: the wall shows everybody the same.
    """
    links = ShareLink.objects.filter(kind=LinkKind.READ).with_targets()
    link = links.filter(pk=pk).first()
    if link is None or not request.who.holds(link):
        return render_page(request, "initiatives/link_wrong.html", status=404)
    version = (
        with_hours_in_row(AgreementVersion.objects.exclude(status=Status.DRAFT))
        .with_pause()
        .select_related("agreement__initiative")
        .get(read_links__link=link)
    )
    ended = ended_on(version)
    questions = load_questions([version]).get(version.pk, [])
    newer = version.agreement.versions.filter(status=Status.IN_EFFECT, number__gt=version.number)
    context = {
        "version": version,
        "initiative": version.initiative,
        **text_for_outside(version),
        "is_replaced": version.status == Status.REPLACED or newer.exists(),
        "ran_out_on": ran_out_on(version, questions),
        "last_day": last_day_now(version, questions),
        "is_over": version.status in (Status.WITHDRAWN, Status.ENDED)
        or (ended is not None and ended < timezone.localdate()),
    }
    return render_page(request, "agreements/read_agreement.html", context)
