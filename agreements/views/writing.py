"""A draft as a whole, to write: the page with every clause, and why and until when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from agreements.forms.drafts import HeadForm
from agreements.hours_to_read import with_hours_in_row
from agreements.models import AgreementVersion
from agreements.models.version import HEAD_FIELDS, HeadConflict, offered_dates
from agreements.writing import WritePage, write_action
from config.http import Request, render_page
from initiatives.access import Action, acting, may, require
from initiatives.seating import to_seat_first
from initiatives.states import Refused


def load_draft(request: Request, pk: int) -> AgreementVersion:
    """A version that this one may see, draft or not; or 404."""
    versions = AgreementVersion.objects.visible_to(request.who).with_in_effect()
    found = with_hours_in_row(versions.select_related("agreement__initiative"))
    return get_object_or_404(found, pk=pk)


def open_page(request: Request, version: AgreementVersion) -> WritePage:
    """The page on which `version` is written; 403 for who may only read it."""
    page = WritePage(version, request.who)
    require(request.who, write_action(version), version)
    return page


def to_reading(request: Request, version: AgreementVersion) -> HttpResponse:
    """What was proposed is read, not written: on to the page for that."""
    address = reverse("version", args=[version.pk])
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def not_saved(
    request: Request,
    version: AgreementVersion,
    sentence: str,
    typed: str,
    *,
    removed: int | None = None,
) -> HttpResponse:
    """There is no form any more that could take what somebody typed: they can copy it here.

    `removed`: the clause that was taken out meanwhile and can be put back.
    """
    back = reverse("write" if version.is_draft else "version", args=[version.pk])
    context = {"sentence": sentence, "typed": typed, "back": back, "version": version}
    context["removed"] = removed
    return render_page(
        request,
        "agreements/not_saved.html",
        context,
        fragment="agreements/_not_saved.html",
        status=409,
    )


def context_of(request: Request, page: WritePage) -> dict[str, object]:
    return {
        "page": page,
        "version": page.version,
        "agreement": page.agreement,
        "initiative": page.initiative,
        "may_propose": may(request.who, Action.PROPOSE, page.initiative),
    }


@require_safe
def write(request: Request, pk: int) -> HttpResponse:
    """Every clause of a draft, what is still missing, and what the group will see."""
    version = load_draft(request, pk)
    if version.is_frozen:
        return to_reading(request, version)
    page = WritePage(version, request.who)
    seat_first = to_seat_first(request, version)
    if seat_first:
        return seat_first
    require(request.who, write_action(version), version)
    shown = page.preview_of(page.clauses[0] if page.clauses else None)
    context = {**context_of(request, page), "shown": shown}
    return render_page(request, "agreements/write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_head(request: Request, pk: int) -> HttpResponse:
    """Why this agreement, until when, and when both sides look back."""
    version = load_draft(request, pk)
    page = open_page(request, version)
    if request.method != "POST":
        if version.is_frozen:
            return to_reading(request, version)
        return _show_head(request, page, _head_form(request, version))
    form = _head_form(request, version)
    if not form.is_valid() or form.revision is None:
        return _show_head(request, page, form, status=422)
    fields = form.fields_to_save()
    try:
        acting(request.who, write_action(version), version)
        version.save_head(revision=form.revision, **fields)
    except HeadConflict as conflict:
        if any(getattr(conflict.current, name) != fields[name] for name in HEAD_FIELDS):
            form.revision = conflict.current.revision
            return _show_head(request, page, form, theirs=conflict.current, status=409)
        # The same form sent twice: what stands there is what was meant.
    except Refused as refusal:
        now = AgreementVersion.objects.get(pk=version.pk)
        if now.is_frozen:
            return not_saved(request, now, refusal.sentence, form.as_text())
        form.add_error(None, refusal.sentence)
        return _show_head(request, page, form, status=409)
    messages.success(request, _("Bewaard."))
    return redirect("write", version.pk)


def _head_form(request: Request, version: AgreementVersion) -> HeadForm:
    initial = {name: getattr(version, name) for name in HEAD_FIELDS}
    if not version.look_back_on and not version.last_day:
        initial |= offered_dates(timezone.localdate())
    return HeadForm(
        request.POST if request.method == "POST" else None,
        initial={**initial, "title": version.agreement.title},
        revision=version.revision,
        asks_title=version.may_change_title,
    )


def _show_head(
    request: Request,
    page: WritePage,
    form: HeadForm,
    *,
    theirs: AgreementVersion | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {**context_of(request, page), "form": form, "theirs": theirs}
    return render_page(request, "agreements/edit_head.html", context, status=status)
