"""The kinds of links, and what a kind opens that lives in another app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from .event import tell_as

if TYPE_CHECKING:
    from .link import ShareLink


class LinkKind(models.TextChoices):
    GROUP = "group", _("groepslink")
    PERSONAL = "personal", _("eigen link")
    READ = "read", _("leeslink")
    PARTY = "party", _("link voor een andere partij")


# They open one text, and nothing of the initiative.
OF_ONE_TEXT = (LinkKind.READ, LinkKind.PARTY)


@dataclass(frozen=True)
class Target:
    """What links of one kind open, said by the app that owns it.

    `loads`: the relation to load with a list of links. `last_day`: until when a link works, None
    without an end in sight. `says`: what it opens, in a few words. `path`: the clean address.
    """

    loads: str
    last_day: Callable[[ShareLink], date | None]
    says: Callable[[ShareLink], str]
    path: str


TARGETS: dict[str, Target] = {}


def opens(kind: LinkKind, target: Target) -> None:
    """An app says what links of `kind` open."""
    TARGETS[kind.value] = target


# What the timeline calls what happens with a link of each kind.
STEM = {
    LinkKind.GROUP: "link",
    LinkKind.PERSONAL: "personal_link",
    LinkKind.READ: "read_link",
    LinkKind.PARTY: "party_link",
}

tell_as(
    {
        "link_made": _("{by} maakte de groepslink."),
        "link_renewed": _("{by} maakte een nieuwe groepslink. Wie al meedeed, bleef."),
        "link_renewed_for_all": _("{by} maakte een nieuwe groepslink. Iedereen opent die opnieuw."),
        "link_revoked": _("{by} zette de groepslink uit."),
        "link_read_only": _("{by} zette de groepslink op alleen lezen."),
        "link_writable": _("Met de groepslink kan weer geschreven worden, dankzij {by}."),
        "personal_link_made": _("{by} maakte een eigen link voor {about}."),
        "personal_link_renewed": _("{by} maakte een nieuwe eigen link voor {about}."),
        "personal_link_renewed_for_all": _(
            "{by} maakte een nieuwe eigen link voor {about}. Die opent hem opnieuw."
        ),
        "personal_link_revoked": _("{by} zette de eigen link van {about} uit."),
        "personal_link_read_only": _("{by} zette de eigen link van {about} op alleen lezen."),
        "personal_link_writable": _("Met de eigen link van {about} kan weer geschreven worden."),
        "read_link_made": _("{by} maakte een leeslink van {title}, versie {number}."),
        "read_link_renewed": _("{by} maakte een nieuw adres voor een leeslink."),
        "read_link_renewed_for_all": _("{by} maakte een nieuw adres voor een leeslink."),
        "read_link_revoked": _("{by} zette een leeslink uit."),
        "party_link_made": _("{by} maakte een link voor {about}, bij {title}."),
        "party_link_renewed": _("{by} maakte een nieuw adres voor de link van een andere partij."),
        "party_link_renewed_for_all": _(
            "{by} maakte een nieuw adres voor de link van een andere partij."
        ),
        "party_link_revoked": _("{by} zette de link van een andere partij uit."),
        "party_link_read_only": _("{by} zette de link van een andere partij op alleen lezen."),
        "party_link_writable": _("Met de link van een andere partij kan weer geschreven worden."),
        "seat_taken": _("{about} doet nu mee op een eigen telefoon."),
        "seat_freed": _("{by} maakte de plek van {about} vrij voor een andere telefoon."),
        "seat_into_account": _("{about} doet nu mee met een eigen account."),
    }
)
