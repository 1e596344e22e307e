"""How a link is handed on: its address, a QR code, and a text for the group app."""

from __future__ import annotations

import io
from dataclasses import dataclass
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.models import LinkKind, ShareLink


@dataclass(frozen=True)
class Sharing:
    """`message`: a text with the address in it. `lets`: what the link lets whoever has it do."""

    address: str
    message: str
    lets: str

    @property
    def whatsapp_url(self) -> str:
        """A plain link to follow; no page asks anything of that host by itself."""
        return "https://wa.me/?" + urlencode({"text": self.message})


def address_of(link: ShareLink) -> str:
    return settings.SITE_URL + reverse("open_link", args=[link.token])


def sharing_of(link: ShareLink) -> Sharing:
    address = address_of(link)
    text = _text_of(link).format(name=link.initiative.name)
    return Sharing(address, f"{text}\n{address}", what_it_lets(link))


def _text_of(link: ShareLink) -> str:
    if link.kind == LinkKind.PERSONAL:
        return _(
            "Hoi! Dit is jouw eigen link van {name}. Hiermee ga je verder op een andere telefoon. "
            "Hij is alleen voor jou."
        )
    if link.kind == LinkKind.READ:
        return _("Hoi! Hier lees je wat {name} en de gemeente samen afspreken.")
    if link.kind == LinkKind.PARTY:
        return _(
            "Hoi! Hier lees je wat {name} en de gemeente afspreken, en wat jullie daarin doen. "
            "Je kunt ook reageren. Een account is niet nodig."
        )
    return _(
        "Hoi! Dit is de link van {name}. Hier lees je wat we met de gemeente afspreken. "
        "Je kunt ook reageren. Een account is niet nodig."
    )


def what_it_lets(link: ShareLink) -> str:
    """One line beside the address: what whoever has the link can do with it."""
    if link.kind == LinkKind.PERSONAL:
        return _("Wie deze link heeft, praat onder deze naam. Geef hem aan niemand anders.")
    if link.kind == LinkKind.READ:
        return _("Wie deze link heeft, kan alleen deze afspraak lezen. Hij mag aan de muur.")
    if link.kind == LinkKind.PARTY:
        return _("Wie deze link heeft, leest deze afspraak en praat voor deze partij.")
    return _("Wie deze link heeft, kan lezen en reageren. Niet op Insta zetten.")


def picture_of(link: ShareLink) -> bytes:
    """The QR code of the address, as SVG."""
    return code_of(address_of(link))


def code_of(address: str) -> bytes:
    """The QR code of any address of ours, as SVG."""
    picture = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        picture, kind="svg", xmldecl=False, omitsize=True, border=4, light="#fff", lineclass=None
    )
    return picture.getvalue()
