"""Where an agreement begins: with a template, or with the text of one that is there already."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements import templates
from agreements.earlier import as_template, earlier_texts
from agreements.forms.drafts import StartAgreementForm
from agreements.forms.templates import EarlierSearchForm
from agreements.library import AgreementTemplate
from agreements.models import Agreement, AgreementVersion
from agreements.models.version import side_of_draft
from config.http import Request, posted, render_page
from config.paging import page_of
from initiatives.access import Action, acting, require
from initiatives.models import Initiative
from initiatives.states import Refused

# So many earlier agreements stand on the page itself; the rest is found by looking for it.
FIRST_EARLIER = 3


@require_http_methods(["GET", "HEAD", "POST"])
def start_agreement(request: Request, pk: int) -> HttpResponse:
    """What it is about, and what it begins with. Sent twice it makes one agreement."""
    initiative = get_object_or_404(Initiative.objects.visible_to(request.who), pk=pk)
    require(request.who, Action.START_AGREEMENT, initiative)
    asked = (request.POST if request.method == "POST" else request.GET).get("earlier", "")
    earlier = _earlier(request, initiative, asked)
    offers = [] if earlier else templates.offered()
    form = StartAgreementForm(posted(request), keys=[offer.key for offer in offers])
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and asked and earlier is None:
            form.add_error(
                None, _("Die afspraak is er niet meer. Kies iets anders om mee te beginnen.")
            )
        if form.is_valid():
            try:
                me = acting(request.who, Action.START_AGREEMENT, initiative)
                text = _text(initiative, earlier, form.cleaned_data.get("template", ""))
                title = form.cleaned_data["title"]
                agreement = Agreement.start_once(initiative, by=me, title=title, text=text)
                return redirect("write", agreement.versions.get(number=1).pk)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    me_now = request.who.participant_in(initiative)
    found = [] if earlier else list(earlier_texts(request.who, initiative)[: FIRST_EARLIER + 1])
    context = {
        "initiative": initiative,
        "form": form,
        "offers": offers,
        "earlier": earlier,
        "found": found[:FIRST_EARLIER],
        "has_more": len(found) > FIRST_EARLIER,
        "side": me_now and side_of_draft(me_now),
    }
    return render_page(request, "agreements/start_agreement.html", context, status=status)


def _earlier(request: Request, initiative: Initiative, asked: str) -> AgreementVersion | None:
    """The earlier text that was chosen, when this one may read it."""
    if not (asked.isascii() and asked.isdigit() and len(asked) < 18):
        return None
    return earlier_texts(request.who, initiative).filter(pk=int(asked)).first()


def _text(initiative: Initiative, earlier: AgreementVersion | None, key: str) -> AgreementTemplate:
    if earlier is not None:
        return as_template(earlier, to=initiative)
    text = templates.text_of(key)
    if text is None:
        raise Refused(_("Dit sjabloon is er niet meer. Kies een ander."))
    return text


@require_safe
def earlier_agreements(request: Request, pk: int) -> HttpResponse:
    """Agreements that this one may read, to begin with the text of one of them."""
    initiative = get_object_or_404(Initiative.objects.visible_to(request.who), pk=pk)
    require(request.who, Action.START_AGREEMENT, initiative)
    search = EarlierSearchForm(request.GET)
    sought = search.cleaned_data["q"] if search.is_valid() else ""
    page = page_of(request, earlier_texts(request.who, initiative, sought))
    if sought:
        also = "&" + urlencode({"q": sought})
        page = replace(
            page,
            newer_url=page.newer_url and page.newer_url + also,
            older_url=page.older_url and page.older_url + also,
        )
    context = {"initiative": initiative, "search": search, "sought": sought, "page": page}
    return render_page(request, "agreements/earlier_agreements.html", context)
