"""Django's admin, on /beheer/ and only with ADMIN=yes: for a look at accounts, and for names of
neighbourhoods.

It shows what a coordinator may see anyway. Nothing of an initiative is here: a coordinator outside
reads its card, and never a text or a name. Accounts change on the page "Collega's", because only
there the rules hold (a last coordinator, sessions that end).
"""

from collections.abc import Callable
from functools import update_wrapper
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.fields import OneLine
from accounts.models import Invitation, User
from initiatives.models import Neighbourhood

if TYPE_CHECKING:
    AnyAdmin = ModelAdmin[Any]
else:
    AnyAdmin = ModelAdmin  # it takes no type when it runs

View = Callable[..., Any]


class Site(AdminSite):
    """For coordinators, who sign in with a code as everywhere: there is no password form."""

    site_header = site_title = "Onderling"

    def has_permission(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.is_authenticated and user.is_active and user.is_manager)

    def admin_view(self, view: View, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002
        inner = super().admin_view(view, cacheable)

        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not self.has_permission(request):
                raise PermissionDenied(_("Deze pagina is er alleen voor coördinatoren."))
            return inner(request, *args, **kwargs)

        return update_wrapper(checked, view)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return redirect_to_login(reverse("admin:index"))

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        raise Http404

    def password_change_done(self, request: HttpRequest, extra_context: Any = None) -> Any:
        raise Http404


class ToRead(AnyAdmin):
    """Whoever may open the site may read this; nobody may change it here."""

    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadUsers(ToRead):
    list_display = ("name", "email", "function", "organisation", "is_manager", "is_active")
    list_filter = ("function", "is_manager", "is_active")
    search_fields = ("name", "email", "organisation")
    exclude = ("password",)


class ReadInvitations(ToRead):
    list_display = ("name", "email", "function", "invited_by", "expires_on", "used_at")
    list_select_related = ("invited_by",)
    search_fields = ("name", "email")
    exclude = ("token_hash",)


class NeighbourhoodForm(forms.ModelForm):  # type: ignore[type-arg]
    name = OneLine(max_length=60)

    class Meta:
        model = Neighbourhood
        fields = ("name",)


class ChangeNeighbourhoods(ToRead):
    """A new one, or another spelling. One that is in use is never taken away."""

    form = NeighbourhoodForm
    search_fields = ("name",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


site = Site()
site.register(User, ReadUsers)
site.register(Invitation, ReadInvitations)
site.register(Neighbourhood, ChangeNeighbourhoods)
