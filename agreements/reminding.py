"""A text for the group app, for who did not say anything yet about a proposal. Once a version."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.carrying import Backing, carrying_of
from agreements.models import AgreementVersion
from agreements.models.confirmation import lock_for_a_word
from agreements.states import Status
from initiatives.models import Participant, tell_as
from initiatives.states import Refused

# So long the text stays on the page of who asked for it.
FRESH = timedelta(hours=1)

tell_as(
    {
        "group_reminded": _lazy(
            "{by} maakte een herinnering aan versie {number} van {title} voor de groepsapp"
        ),
    }
)


def remind(version: AgreementVersion, *, by: Participant) -> None:
    """Notes that the group is reminded. Refused for a second time, and when nobody is waited for.

    Who tapped twice within a minute gets the same text, not a refusal.
    """
    with transaction.atomic():
        agreement = lock_for_a_word(version)
        version.refresh_from_db(fields=["status", "reminded_at", "reminded_by"])
        if version.reminded_at is not None:
            if version.reminded_by_id == by.pk and is_fresh(version, by):
                return
            raise Refused(_("De groep is al herinnerd. Dat kan één keer per versie."))
        if version.status != Status.PROPOSED:
            raise Refused(_("Deze versie is geen voorstel meer. Herinneren is niet nodig."))
        if not waited_for(carrying_of(version).backing):
            raise Refused(_("Iedereen zei al iets. Herinneren is niet nodig."))
        version.reminded_at, version.reminded_by = timezone.now(), by
        version.save(update_fields=["reminded_at", "reminded_by"])
        version.initiative.tell(
            "group_reminded", by=by, number=version.number, title=agreement.title
        )


def waited_for(backing: Backing) -> int:
    """How many of those who take part did not say anything yet."""
    return backing.silent + backing.new


def is_fresh(version: AgreementVersion, me: Participant | None) -> bool:
    """Whether `me` just made the reminder, and so still needs its text."""
    if me is None or version.reminded_by_id != me.pk or version.reminded_at is None:
        return False
    return timezone.now() - version.reminded_at < FRESH


def message_of(version: AgreementVersion, address: str) -> str:
    """What goes into the group app. Without names, and without what others said."""
    return _(
        "Hoi! Er ligt een tekst klaar: “{title}”, versie {number}. "
        "Nog niet iedereen zei wat die vindt. Lees je mee? Een zorg of een nee telt ook.\n\n"
        "{address}\n\n"
        "Lukt de link niet? Open dan eerst de link van de groep."
    ).format(title=version.agreement.title, number=version.number, address=address)


def whatsapp_url(message: str) -> str:
    return "https://wa.me/?" + urlencode({"text": message})
