"""The code on the wall of a room: what the cookie of a device says, and how the code looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from places.models import RoomLink

if TYPE_CHECKING:
    from collections.abc import Iterable

SALT = "onderling.rooms"
# Whoever looks at the wall of a sixth room opens the first one again with its code.
MOST_ROOMS = 5
COOKIE_AGE = 30 * 24 * 3600

# By which link, and of which generation.
Claim = tuple[int, int]


def read_rooms(request: HttpRequest) -> list[Claim]:
    """The rooms whose code this device opened, newest first. A cookie that was not signed by us
    counts for nothing."""
    cookie = request.COOKIES.get(settings.ROOM_COOKIE_NAME)
    if not cookie:
        return []
    try:
        rows = signing.loads(cookie, salt=SALT, max_age=COOKIE_AGE)
        return [(int(link), int(generation)) for link, generation in rows[:MOST_ROOMS]]
    except (signing.BadSignature, TypeError, ValueError):
        return []


def write_rooms(response: HttpResponse, claims: Iterable[Claim]) -> None:
    """Keeps the rooms on the device: of each the newest, and not too many."""
    kept = list(dict.fromkeys(claims))[:MOST_ROOMS]
    response.set_cookie(
        settings.ROOM_COOKIE_NAME,
        signing.dumps(kept, salt=SALT),
        max_age=COOKIE_AGE,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def opened(request: HttpRequest, pk: int) -> RoomLink | None:
    """The link with this number, when this device opened it with the address that it has now and
    it still works. One query at most."""
    generations = [generation for link, generation in read_rooms(request) if link == pk]
    if not generations:
        return None
    working = RoomLink.objects.working()
    working = working.select_related("place__building__neighbourhood", "place__neighbourhood")
    return working.filter(pk=pk, generation__in=generations).first()


def address_of(link: RoomLink) -> str:
    return settings.SITE_URL + reverse("open_room", args=[link.token])
