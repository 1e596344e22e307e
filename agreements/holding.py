"""Whoever holds a party link: as which party this phone reads, reacts and says how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import OtherParty
from initiatives.models import LinkKind, Participant, Period, ShareLink
from initiatives.models.participant import running_on
from initiatives.states import Refused
from initiatives.who import Who


def held_party(who: Who, pk: int, *, writes: bool = False) -> tuple[ShareLink, OtherParty] | None:
    """The party whose link `pk` this device holds; None for everybody else.

    `writes`: a phone whose party left since hears so, instead of that there is nothing here.
    """
    here = Period.objects.filter(
        running_on(timezone.localdate()), participant=OuterRef("party_link__party__participant")
    )
    links = ShareLink.objects.filter(kind=LinkKind.PARTY, pk=pk).with_targets()
    links = links.select_related("initiative", "party_link__party__participant")
    link: Any = links.annotate(is_here=Exists(here)).first()
    if link is None:
        return None
    party = link.party_link.party
    party.agreement.initiative = party.participant.initiative = link.initiative
    opened = any(c.link == link.pk and c.generation == link.generation for c in who.claims)
    if opened and writes and not party.is_present:
        party.refuse_when_gone()
    if not who.holds(link) or not link.is_here:
        return None
    return link, party


@contextmanager
def acting_as_party(
    who: Who, link: ShareLink, party: OtherParty, *, kept: str = ""
) -> Iterator[Participant]:
    """As whom the holder of `link` does something, in a transaction in which the agreement does
    not end and the party does not leave. Counts the writes; every verb begins here.

    `kept`: the typed text that goes with a refusal. Both sides may show the link and try it;
    whoever takes part speaks for the own side, never for another party by mistake.
    """
    me = who.participant_in(party.initiative)
    if me is not None and me.pk != party.participant_id:
        raise Refused(_("Je doet hier zelf al mee. Met deze link praat alleen de andere partij."))
    if link.is_read_only:
        raise PermissionDenied(_("De link staat op alleen lezen. Vraag het aan de groep."))
    link.count_write()
    party.participant.give_sign()
    with transaction.atomic():
        party.agreement.lock(kept=kept)
        party.refuse_when_gone(kept=kept)
        yield party.participant
