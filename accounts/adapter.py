"""Where allauth asks us: what a new user is, which words it uses, and how mail goes out."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.utils import build_absolute_uri
from django import forms
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import sessions
from accounts.models import User

log = logging.getLogger(__name__)

SIGN_UP_MAIL = "account/email/email_confirmation_signup"


class Adapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_taken": _("Er is al iemand met dit e-mailadres."),
        "incorrect_code": _("Deze code klopt niet. Kijk in de nieuwste mail."),
        "invalid_login": _("Vul je e-mailadres in."),
        "rate_limited": _("Dit gaat te snel. Wacht even en probeer het dan opnieuw."),
        "too_many_login_attempts": _("Dit is te vaak geprobeerd. Wacht even en begin opnieuw."),
    }

    def clean_email(self, email: str) -> str:
        if len(email) > 254:
            raise ValidationError(_("Dit e-mailadres is te lang. Er passen 254 tekens."))
        return email

    def save_user(
        self, request: HttpRequest, user: User, form: forms.BaseForm, **more: Any
    ) -> User:
        """A sign-up makes a resident, whatever else was posted."""
        user.name = form.cleaned_data["name"]
        with transaction.atomic():
            return super().save_user(request, user, form, **more)

    def pre_login(
        self, request: HttpRequest, user: User, *, email: str | None, **more: Any
    ) -> HttpResponse | None:
        """A code that went to an address which is no longer theirs lets nobody in."""
        if email and email.lower() != user.email:
            clear_login(request)
            return redirect("account_login")
        return super().pre_login(request, user, email=email, **more)

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        sessions.begin(request)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Only what went wrong: the pages themselves say what went well."""
        super().add_message(request, level, message=message, extra_tags=extra_tags)

    def send_account_already_exists_mail(self, email: str) -> None:
        request = allauth_context.request
        sign_in = build_absolute_uri(request, reverse("account_login"))
        self.send_mail("account/email/account_already_exists", email, {"sign_in": sign_in})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Sends plain text. When the mail cannot go out, the page says so, whoever has an account.

        A sign-up that nobody was told about is taken back, so that it can be done again.
        """
        request = allauth_context.request
        words = {"email": email, **context}
        message = EmailMessage(
            " ".join(render_to_string(f"{template_prefix}_subject.txt", words).split()),
            render_to_string(f"{template_prefix}_message.txt", words),
            to=[email],
        )
        try:
            message.send()
        except OSError as error:
            log.warning("A sign-in mail could not be sent: %s", type(error).__name__)
            if template_prefix == SIGN_UP_MAIL:
                User.objects.unconfirmed().filter(email=email).delete()
            typed = request.POST.dict()
            typed.pop("csrfmiddlewaretoken", None)
            page = render(request, "account/mail_not_sent.html", {"typed": typed}, status=503)
            page.headers["Retry-After"] = "120"
            raise ImmediateHttpResponse(page) from error
