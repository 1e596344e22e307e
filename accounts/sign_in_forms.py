"""The forms of allauth, in our words. Apart from forms.py, because allauth imports that one."""

from typing import Any

from allauth.account.forms import (
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    LoginForm,
    SignupForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import sessions


def ask_for_address(field: forms.Field) -> None:
    field.label = _("E-mailadres")
    field.error_messages["required"] = _("Vul je e-mailadres in.")
    del field.widget.attrs["placeholder"]


def ask_for_code(field: forms.Field) -> None:
    field.label = _("Code")
    field.help_text = _("Acht letters, bijvoorbeeld BCDF-GHJK.")
    field.error_messages["required"] = _("Vul de code in.")
    del field.widget.attrs["placeholder"]
    field.widget.attrs.update(autocapitalize="characters", spellcheck="false")


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_address(self.fields["login"])
        # Who just used an invitation need not type it again.
        self.fields["login"].initial = self.request.session.get(sessions.ADDRESS)


class MakeAccountForm(SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_address(self.fields["email"])


class SignInCodeForm(ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_code(self.fields["code"])


class AddressCodeForm(ConfirmEmailVerificationCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_for_code(self.fields["code"])
