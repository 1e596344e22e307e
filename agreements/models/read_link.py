from __future__ import annotations

from datetime import date, timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.states import ASKS_FOR_A_WORD
from initiatives.models import LinkKind, Participant, ShareLink
from initiatives.models.link_kind import Target, opens
from initiatives.states import Refused

from .version import AgreementVersion

AFTER = timedelta(days=30)


class ReadLink(models.Model):
    """What a read link opens: one version, to read, for whoever holds the link. For the wall."""

    link = models.OneToOneField(ShareLink, on_delete=models.CASCADE, related_name="read_link")
    version = models.ForeignKey(
        AgreementVersion, on_delete=models.CASCADE, related_name="read_links"
    )

    @classmethod
    def make(cls, version: AgreementVersion, *, by: Participant, label: str = "") -> ReadLink:
        """A read link of a proposed or running version. There is one that works; a second tap
        gives the same one. Never of a draft."""
        with transaction.atomic():
            # The row is locked first, so that two taps at once make one link.
            current = AgreementVersion.objects.select_for_update().get(pk=version.pk)
            if current.status not in ASKS_FOR_A_WORD:
                raise Refused(
                    _("Alleen van een tekst die voorligt of geldt is er een leeslink."), kept=label
                )
            before = cls.objects.filter(version=version, link__revoked_at=None).first()
            if before is not None:
                return before
            link = ShareLink.begin(version.initiative, kind=LinkKind.READ, by=by, label=label)
            read_link = cls.objects.create(link=link, version=version)
            link.tell("made", by=by, title=version.agreement.title, number=version.number)
        return read_link


def ended_on(version: AgreementVersion) -> date | None:
    """The day on which a version stopped counting: replaced, withdrawn or ended. Its last day does
    not do so: after that it counts until both sides agree something else."""
    return timezone.localdate(version.closed_at) if version.closed_at else None


def last_day_of(link: ShareLink) -> date | None:
    """Until the version is replaced or ended, plus 30 days."""
    read_link = getattr(link, "read_link", None)
    if read_link is None:
        return date.min
    ended = ended_on(read_link.version)
    return ended + AFTER if ended else None


def what_it_opens(link: ShareLink) -> str:
    read_link = getattr(link, "read_link", None)
    if read_link is None:
        return ""
    version = read_link.version
    return _("{title}, versie {n}").format(title=version.agreement.title, n=version.number)


opens(
    LinkKind.READ,
    Target("read_link__version__agreement", last_day_of, what_it_opens, "read_agreement"),
)
