"""What somebody sees and changes about their own account."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import ProfileForm
from config.http import Request


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Request) -> HttpResponse:
    user = request.who.user
    if user is None:
        raise PermissionDenied(_("Deze pagina is er voor wie een account heeft."))
    if request.method != "POST":
        form = ProfileForm(initial={"name": user.name, "organisation": user.organisation})
        return render(request, "accounts/profile.html", {"form": form, "user": user})
    form = ProfileForm(request.POST)
    if form.is_valid():
        user.change_own(**form.cleaned_data)
        messages.success(request, _("Je gegevens zijn bewaard."))
        return redirect("profile")
    return render(request, "accounts/profile.html", {"form": form, "user": user}, status=422)
