"""Inviting colleagues, and coming in by an invitation."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import sessions
from accounts.emails import send_invitation
from accounts.forms import ColleagueForm
from accounts.models import Invitation, InvitationGone, User
from accounts.views.colleagues import require_coordinator
from config.http import Request
from config.middleware import open_to_all
from config.visitors import WINDOW, count_wrong_token, wants_a_preview


@require_http_methods(["GET", "HEAD", "POST"])
def invite_colleague(request: Request) -> HttpResponse:
    by = require_coordinator(request)
    if request.method != "POST":
        return render(request, "accounts/invite_colleague.html", {"form": ColleagueForm()})
    form = ColleagueForm(request.POST)
    if form.is_valid():
        try:
            invitation = Invitation.invite(by=by, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _send(request, invitation)
    return render(request, "accounts/invite_colleague.html", {"form": form}, status=422)


def _send(request: Request, invitation: Invitation) -> HttpResponse:
    """Mails it and goes back to the list. Without mail the invitation waits to be sent again."""
    if send_invitation(invitation):
        said = _("De uitnodiging voor %(name)s is verstuurd.") % {"name": invitation.name}
        messages.success(request, said)
        return redirect("colleagues")
    context = {"invitation": invitation}
    page = render(request, "accounts/invitation_not_sent.html", context, status=503)
    page.headers["Retry-After"] = "120"
    return page


@require_POST
def resend_invitation(request: Request, pk: int) -> HttpResponse:
    """Another mail with another link; the earlier link stops."""
    by = require_coordinator(request)
    invitation = get_object_or_404(Invitation, pk=pk)
    try:
        invitation.renew(by=by)
    except InvitationGone:
        context = {
            "sentence": _("Deze uitnodiging is al gebruikt of ingetrokken."),
            "back": reverse("colleagues"),
        }
        return render(request, "409.html", context, status=409)
    return _send(request, invitation)


@require_POST
def revoke_invitation(request: Request, pk: int) -> HttpResponse:
    by = require_coordinator(request)
    invitation = get_object_or_404(Invitation, pk=pk)
    invitation.revoke(by=by)
    if invitation.used_at is None:
        said = _("De uitnodiging voor %(name)s werkt niet meer.") % {"name": invitation.name}
        messages.success(request, said)
    else:
        messages.error(request, _("Te laat: deze uitnodiging is al gebruikt."))
    return redirect("colleagues")


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def open_invitation(request: Request, token: str) -> HttpResponse:
    """Shows who invites to what. Only the button makes the account; then a code signs in."""
    if wants_a_preview(request):
        return render(request, "initiatives/link_card.html")
    invitation = Invitation.objects.by_token(token)
    if invitation is None:
        return _wrong(request)
    user = request.who.user
    if request.method == "POST" and user is not None:
        raise PermissionDenied(_("Je bent al aangemeld. Meld je eerst af."))
    status = 200
    has_account = User.objects.confirmed().filter(email=invitation.email).exists()
    if request.method == "POST":
        try:
            return _come_in(request, invitation.accept())
        except InvitationGone:
            return _wrong(request)
        except ValidationError:
            has_account, status = True, 409
    context = {"invitation": invitation, "has_account": has_account, "user": user}
    return render(request, "accounts/open_invitation.html", context, status=status)


def _come_in(request: Request, user: User) -> HttpResponse:
    request.session[sessions.ADDRESS] = user.email
    messages.success(request, _("Je account staat klaar. Vraag nu een code om aan te melden."))
    return redirect("account_login")


def _wrong(request: Request) -> HttpResponse:
    """One page, whether it never was, was used, sent anew, taken back, or is too old."""
    if count_wrong_token(request):
        return render(request, "accounts/invitation_wrong.html", status=404)
    page = render(request, "accounts/invitation_wrong.html", {"too_many": True}, status=429)
    page.headers["Retry-After"] = str(WINDOW)
    return page
