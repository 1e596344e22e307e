"""Where a coordinator lets colleagues in and out."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import ChangeColleagueForm, ColleagueSearchForm
from accounts.models import ChangedMeanwhile, Function, Invitation, User
from config.http import Request

ON_A_PAGE = 25
INVITATIONS_ON_A_PAGE = 10


def require_coordinator(request: Request) -> User:
    """The coordinator who acts. Anybody else gets 403."""
    user = request.who.user
    if user is None or not user.is_manager:
        raise PermissionDenied(_("Deze pagina is er alleen voor coördinatoren."))
    return user


def page_url(**query: str | int) -> str:
    return f"{reverse('colleagues')}?{urlencode({k: v for k, v in query.items() if v})}"


@require_safe
def colleagues(request: Request) -> HttpResponse:
    """Who is invited, and everybody who can sign in, each with pages of its own."""
    require_coordinator(request)
    residents_last = Case(When(function=Function.RESIDENT, then=1), default=0)
    people = User.objects.confirmed().order_by(residents_last, "name", "pk")
    invited = Invitation.objects.waiting().select_related("invited_by")
    search = ColleagueSearchForm(request.GET)
    sought = search.cleaned_data["q"] if search.is_valid() else ""
    if sought:
        people = people.filter(name__icontains=sought)
        invited = invited.filter(name__icontains=sought)
    page = Paginator(people, ON_A_PAGE).get_page(request.GET.get("page"))
    waiting = Paginator(invited, INVITATIONS_ON_A_PAGE).get_page(request.GET.get("invited"))
    context = {
        "search": search,
        "page": page,
        "waiting": waiting,
        "newer_url": page_url(q=sought, page=page.number - 1) if page.has_previous() else "",
        "older_url": page_url(q=sought, page=page.number + 1) if page.has_next() else "",
        "newer_invited_url": (
            page_url(q=sought, invited=waiting.number - 1) if waiting.has_previous() else ""
        ),
        "older_invited_url": (
            page_url(q=sought, invited=waiting.number + 1) if waiting.has_next() else ""
        ),
    }
    return render(request, "accounts/colleagues.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_colleague(request: Request, pk: int) -> HttpResponse:
    """Changes somebody. When somebody else was first, both versions are shown (409)."""
    by = require_coordinator(request)
    colleague = get_object_or_404(User.objects.confirmed(), pk=pk)
    context: dict[str, Any] = {"colleague": colleague, "revision": colleague.revision}
    if request.method != "POST":
        now = {name: getattr(colleague, name) for name in ChangeColleagueForm.base_fields}
        context["form"] = ChangeColleagueForm(initial=now)
        return render(request, "accounts/edit_colleague.html", context)
    form = ChangeColleagueForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            colleague.change(by=by, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        except ChangedMeanwhile:
            status = 409
            colleague.refresh_from_db()
            context |= {"changed_meanwhile": True, "revision": colleague.revision}
        else:
            said = _("De gegevens van %(name)s zijn bewaard.") % {"name": colleague.name}
            messages.success(request, said)
            return redirect("colleagues")
    if status == 422:
        # What this form was based on, so that a change of somebody else still shows.
        context["revision"] = form["revision"].value()
    context["form"] = form
    return render(request, "accounts/edit_colleague.html", context, status=status)


@require_POST
def reactivate_colleague(request: Request, pk: int) -> HttpResponse:
    by = require_coordinator(request)
    colleague = get_object_or_404(User.objects.confirmed(), pk=pk)
    colleague.reactivate(by=by)
    said = _("%(name)s kan weer aanmelden. Een plek in een initiatief komt niet vanzelf terug.")
    messages.success(request, said % {"name": colleague.name})
    return redirect("edit_colleague", pk=pk)
