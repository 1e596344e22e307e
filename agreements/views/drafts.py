"""The life of a draft: opened to the other side, proposed, taken back; a next version begun."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements.clashes import clashes_of
from agreements.forms.drafts import StartVersionForm
from agreements.hours_to_write import clash_sentences
from agreements.models import Agreement, AgreementVersion
from agreements.readiness import NotReady
from agreements.states import Status
from agreements.views.writing import context_of, load_draft, open_page, to_reading
from agreements.writing import write_action
from config.http import Request, render_page
from initiatives.access import Action, acting, may, require
from initiatives.states import Refused


@require_POST
def start_version(request: Request, pk: int) -> HttpResponse:
    """A draft that begins as a copy. Is there one already that may be written: on to that one."""
    agreements = Agreement.objects.visible_to(request.who).select_related("initiative")
    agreement = get_object_or_404(agreements, pk=pk)
    require(request.who, Action.START_AGREEMENT, agreement)
    form = StartVersionForm(request.POST)
    if not form.is_valid():
        context = {"agreement": agreement, "initiative": agreement.initiative, "form": form}
        return render_page(request, "agreements/start_version.html", context, status=422)
    me = acting(request.who, Action.START_AGREEMENT, agreement)
    try:
        version = agreement.start_version(by=me, reason=form.cleaned_data["reason"])
    except Refused:
        drafts = AgreementVersion.objects.visible_to(request.who).filter(
            agreement=agreement, status=Status.DRAFT
        )
        draft = drafts.select_related("agreement__initiative").first()
        if draft is None or not may(request.who, write_action(draft), draft):
            raise
        messages.info(request, _("Er was al een concept. Schrijf hier verder."))
        version = draft
    return redirect("write", version.pk)


@require_POST
def open_draft(request: Request, pk: int) -> HttpResponse:
    """ "Laat meelezen": the other side reads and writes along from now on."""
    version = load_draft(request, pk)
    version.open_draft(by=acting(request.who, write_action(version), version))
    messages.success(request, _("Beide kanten lezen en schrijven nu mee."))
    return redirect("write", version.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request, pk: int) -> HttpResponse:
    """What proposing does, what is still missing for it, and the button."""
    version = load_draft(request, pk)
    page = open_page(request, version)
    require(request.who, Action.PROPOSE, version)
    todos, status = [], 200
    if request.method == "POST":
        try:
            version.propose(by=acting(request.who, Action.PROPOSE, version))
            messages.success(request, _("Voorgesteld. De tekst ligt nu vast."))
            return redirect("version", version.pk)
        except NotReady as not_ready:
            todos, status = not_ready.todos, 422
    elif version.is_frozen:
        return to_reading(request, version)
    else:
        todos = page.todos
    others = version.agreement.versions.filter(status__in=(Status.PROPOSED, Status.IN_EFFECT))
    context = {
        **context_of(request, page),
        "todos": todos,
        "is_refused": status == 422,
        "clashes": clash_sentences(clashes_of(version, slots=page.slots)),
        "others": {other.status: other.number for other in others},
    }
    return render_page(
        request,
        "agreements/propose.html",
        context,
        fragment="agreements/_propose.html",
        status=status,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Takes a draft or a proposal back, after asking once."""
    version = load_draft(request, pk)
    require(request.who, Action.PROPOSE, version)
    require(request.who, write_action(version), version)
    if request.method == "POST":
        version.withdraw(by=acting(request.who, Action.PROPOSE, version))
        messages.success(request, _("Ingetrokken. De tekst blijft leesbaar."))
        return redirect("version", version.pk)
    if version.status not in (Status.DRAFT, Status.PROPOSED):
        return to_reading(request, version)
    context = {"version": version, "initiative": version.initiative}
    return render_page(request, "agreements/withdraw.html", context)
