"""The templates that agreements begin with: the list, each with its texts, and what is offered."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.views.colleagues import require_coordinator
from agreements import templates as offered
from agreements.forms.templates import TemplateNameForm
from agreements.library import EMPTY, TEMPLATES, AgreementTemplate
from agreements.models import TemplateVersion
from config.http import Request, done, posted, render_page
from initiatives.states import Refused

# Of one template; the newest ones are looked at, and all before are there by their number.
MOST_TEXTS = 20


@require_safe
def templates(request: Request) -> HttpResponse:
    """All of them, with what is offered and what somebody is writing."""
    require_coordinator(request)
    return render_page(request, "agreements/templates.html", {"offers": offered.every_template()})


@require_http_methods(["GET", "HEAD", "POST"])
def start_template(request: Request) -> HttpResponse:
    """A template of one's own: its name. Sent twice it makes one."""
    by = require_coordinator(request)
    form = TemplateNameForm(posted(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                draft = TemplateVersion.begin(by=by, name=form.cleaned_data["name"])
                return redirect("write_template", draft.pk)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    return render_page(request, "agreements/start_template.html", {"form": form}, status=status)


def text_or_404(key: str, number: int | None = None) -> AgreementTemplate:
    """A text of a template that a coordinator may change; or 404."""
    text = offered.text_of(key, number) if key != EMPTY else None
    if text is None:
        raise Http404
    return text


@require_safe
def template(request: Request, key: str) -> HttpResponse:
    """The text that counts now, and those before it."""
    require_coordinator(request)
    text = text_or_404(key)
    mine = TemplateVersion.objects.filter(key=key).select_related("began_by")
    texts = list(mine.order_by("-number")[:MOST_TEXTS])
    newest = next((one for one in texts if not one.is_draft), None)
    context = {
        "text": text,
        "newest": newest,
        "draft": next((one for one in texts if one.is_draft), None),
        "earlier": [one for one in texts if not one.is_draft and one is not newest],
        "has_standard": key in TEMPLATES,
        "is_offered": newest.is_offered if newest else True,
    }
    return render_page(request, "agreements/template.html", context)


@require_safe
def template_text(request: Request, key: str, number: int) -> HttpResponse:
    """One text by its number; 0 is the standard one."""
    require_coordinator(request)
    draft = TemplateVersion.objects.drafts().filter(key=key).first()
    context = {"text": text_or_404(key, number), "draft": draft}
    return render_page(request, "agreements/template_text.html", context)


@require_POST
def draft_template(request: Request, key: str) -> HttpResponse:
    """A draft with the words of the text that counts, or of the one with `number`.

    Is there a draft already: on to that one, unless another text was asked for.
    """
    by = require_coordinator(request)
    asked = request.POST.get("number", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else None
    text = text_or_404(key, number)
    draft = TemplateVersion.objects.drafts().filter(key=key).first()
    if draft is None or number is not None:
        draft = TemplateVersion.draft_of(text, by=by)
    return redirect("write_template", draft.pk)


@require_POST
def offer_template(request: Request, key: str) -> HttpResponse:
    """Puts a template on the list that people begin from, or takes it off."""
    by = require_coordinator(request)
    text = text_or_404(key)
    is_offered = request.POST.get("is_offered") == "yes"
    TemplateVersion.offer(text, by=by, is_offered=is_offered)
    if is_offered:
        said = _("“{name}” is weer te kiezen bij een nieuwe afspraak.")
    else:
        said = _("“{name}” staat niet meer op de lijst. Afspraken die er zijn, blijven.")
    messages.success(request, said.format(name=text.name))
    return done(request, page=reverse("template", args=[key]))
