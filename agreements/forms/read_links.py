from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import OneLine


class ReadLinkForm(forms.Form):
    label = OneLine(
        label=_("Waar komt hij te hangen?"),
        max_length=60,
        required=False,
        help_text=_("Bijvoorbeeld: op de deur. Dan weten jullie later welke het is."),
    )
