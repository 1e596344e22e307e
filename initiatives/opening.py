"""Opening a link: what this device holds afterwards."""

from django.http import HttpRequest

from initiatives.models import Seat, ShareLink
from initiatives.models.link_kind import OF_ONE_TEXT
from initiatives.who import MOST_CLAIMS, MOST_READING, Claim, read_claims


def claims_with(request: HttpRequest, link: ShareLink, seat: Seat | None = None) -> list[Claim]:
    """The claims of this device with `link` as the newest, and one for each initiative.

    A seat that the device has in the initiative stays, unless it now takes another. What somebody
    only reads never pushes a seat out.
    """
    old = read_claims(request)
    known = ShareLink.objects.filter(pk__in=[c.link for c in old])
    home = {pk: (at, kind) for pk, at, kind in known.values_list("pk", "initiative_id", "kind")}
    reading = [c for c in old if c.link in home and home[c.link][1] in OF_ONE_TEXT]
    into = [c for c in old if c.link in home and home[c.link][1] not in OF_ONE_TEXT]
    if link.kind in OF_ONE_TEXT:
        others = [c for c in reading if c.link != link.pk]
        reading = [Claim(link.pk, link.generation), *others]
    else:
        same = [c.seat for c in into if home[c.link][0] == link.initiative_id and c.seat]
        kept = seat.pk if seat else _still_taken(same, link)
        others = [c for c in into if home[c.link][0] != link.initiative_id]
        into = [Claim(link.pk, link.generation, kept), *others]
    return into[:MOST_CLAIMS] + reading[:MOST_READING]


def _still_taken(seats: list[int], link: ShareLink) -> int:
    if not seats:
        return 0
    taken = Seat.objects.taken().filter(pk__in=seats, link__initiative=link.initiative_id)
    return taken.values_list("pk", flat=True).first() or 0


def claims_without(request: HttpRequest, seat: Seat) -> list[Claim]:
    """The claims of this device without the one that names `seat`."""
    return [claim for claim in read_claims(request) if claim.seat != seat.pk]
