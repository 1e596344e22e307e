"""Mail about accounts, as plain text. The codes to sign in go out through adapter.py."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Invitation

log = logging.getLogger(__name__)


def send_invitation(invitation: Invitation) -> bool:
    """Mails a fresh invitation, in the language of the page. False when the mail cannot go out.

    Call it after the transaction: it waits for the mail server, at most EMAIL_TIMEOUT seconds.
    """
    by = invitation.invited_by.name
    link = settings.SITE_URL + reverse("open_invitation", args=[invitation.token])
    message = EmailMessage(
        _("%(name)s nodigt je uit voor Onderling") % {"name": by},
        _message(invitation, link),
        to=[invitation.email],
    )
    try:
        message.send()
    except OSError as error:
        log.warning("An invitation could not be sent: %s", type(error).__name__)
        return False
    invitation.note_sent()
    return True


def _message(invitation: Invitation, link: str) -> str:
    """The text. Not a template: those escape names for a page, and this is no page."""
    words = {
        "name": invitation.name,
        "by": invitation.invited_by.name,
        "function": invitation.get_function_display(),
    }
    paragraphs = (
        _("Hallo %(name)s,") % words,
        _("%(by)s nodigt je uit voor Onderling, als %(function)s.") % words,
        _("Hier maken bewoners en gemeente samen afspraken."),
        _("Open deze link en kies “Doe mee”:"),
        link,
        _("De link werkt één keer, zeven dagen lang, en alleen voor dit e-mailadres."),
        _("Geef hem aan niemand anders."),
        _("Ken je %(by)s niet? Dan hoef je niets te doen.") % words,
    )
    return "\n\n".join(paragraphs) + "\n"
