"""What somebody sees and changes about their own account."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import ProfileForm
from accounts.models import User
from config.http import Request

# More devices than anybody has; "meld overal elders af" ends all of them.
MOST_SESSIONS = 20


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Request) -> HttpResponse:
    user = request.who.user
    if user is None:
        raise PermissionDenied(_("Deze pagina is er voor wie een account heeft."))
    if request.method != "POST":
        form = ProfileForm(initial={"name": user.name, "organisation": user.organisation})
        return render(request, "accounts/profile.html", {"form": form, **_about(request, user)})
    form = ProfileForm(request.POST)
    if form.is_valid():
        user.change_own(**form.cleaned_data)
        messages.success(request, _("Je gegevens zijn bewaard."))
        return redirect("profile")
    context = {"form": form, **_about(request, user)}
    return render(request, "accounts/profile.html", context, status=422)


def _about(request: Request, user: User) -> dict[str, Any]:
    """The account, and the devices on which it is signed in; this one first."""
    session: Any = request.session
    this_first = Case(When(pk=session.shown_key, then=0), default=1)
    running = user.sessions.filter(expire_date__gt=timezone.now())
    return {
        "user": user,
        "sessions": running.order_by(this_first, "-signed_in_at", "pk")[:MOST_SESSIONS],
        "this_session": session.shown_key,
    }


@require_POST
def end_sessions(request: Request) -> HttpResponse:
    """Signs off one device by its name in the list, or all but this one. Twice is once."""
    user = request.who.user
    if user is None:
        raise PermissionDenied(_("Deze pagina is er voor wie een account heeft."))
    session: Any = request.session
    chosen = request.POST.get("session", "")
    if not chosen.isalnum():
        # No name of ours; some of what can be sent is nothing that a database takes.
        chosen = ""
    others = user.sessions.exclude(pk=session.shown_key)
    if chosen == session.shown_key:
        return redirect("account_logout")
    ended, _each = (others if chosen == "others" else others.filter(pk=chosen)).delete()
    if ended:
        said = ngettext(
            "Er is %(n)d apparaat afgemeld.", "Er zijn %(n)d apparaten afgemeld.", ended
        )
        messages.success(request, said % {"n": ended})
    else:
        messages.info(request, _("Dat apparaat was al afgemeld."))
    return redirect(f"{reverse('profile')}#devices")
