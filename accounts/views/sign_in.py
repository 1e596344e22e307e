"""Signing in with a code by e-mail, through allauth; and the shortcut of the demo."""

from collections.abc import Callable
from functools import wraps

from allauth.account import views as allauth
from allauth.account.stages import EmailVerificationStage, LoginStageController
from django.conf import settings
from django.contrib.auth import login
from django.db import IntegrityError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from accounts import sessions
from accounts.models import Function, User
from config.middleware import open_to_all

SignInView = Callable[[HttpRequest], HttpResponse]

# People that the demo offers on one page.
MOST_SHOWN = 50


def sign_in_page(view: SignInView) -> SignInView:
    """A page of allauth that answers 422 when a form comes back with an error."""

    @open_to_all
    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        response = view(request)
        if request.method == "POST" and isinstance(response, TemplateResponse):
            response.status_code = 422
        return response

    return page


@sign_in_page
def account_login(request: HttpRequest) -> HttpResponse:
    response = allauth.login(request)
    if isinstance(response, TemplateResponse) and response.context_data is not None:
        response.context_data["demo_people"] = demo_people()[:MOST_SHOWN]
    return response


@sign_in_page
def account_signup(request: HttpRequest) -> HttpResponse:
    try:
        return allauth.signup(request)
    except IntegrityError:
        # The same address signed up a moment earlier: the second time allauth knows it.
        return allauth.signup(request)


@sign_in_page
def account_email_verification_sent(request: HttpRequest) -> HttpResponse:
    """The code that proves the address of a new account.

    Without a sign-up under way there is nothing to see, for a known address no more than for an
    unknown one.
    """
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if not LoginStageController.enter(request, EmailVerificationStage.key):
        return redirect("account_login")
    return allauth.email_verification_sent(request)


account_confirm_login_code = sign_in_page(allauth.confirm_login_code)
account_logout = sign_in_page(allauth.logout)
account_inactive = sign_in_page(allauth.account_inactive)


def demo_people() -> QuerySet[User]:
    """Whom a visitor of the demo can be. Outside the demo: nobody."""
    if settings.MODE != "demo":
        return User.objects.none()
    of_the_demo = ~Q(function=Function.RESIDENT) | Q(email__endswith="@demo.invalid")
    return User.objects.filter(of_the_demo, is_active=True).order_by("-is_manager", "name", "pk")


@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Signs somebody in without a code. Only the demo has this page."""
    if settings.MODE != "demo":
        raise Http404
    if request.method != "POST":
        return render(
            request, "accounts/demo_sign_in.html", {"demo_people": demo_people()[:MOST_SHOWN]}
        )
    chosen = request.POST.get("person", "")
    if not chosen.isascii() or not chosen.isdigit() or len(chosen) > 18:
        raise Http404
    person = get_object_or_404(demo_people(), pk=int(chosen))
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    sessions.begin(request)
    after = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(
        after, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return redirect(after)
    return redirect(settings.LOGIN_REDIRECT_URL)
