"""The one who acts: somebody signed in, a guest by a link, or nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import signing
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.models import User

if TYPE_CHECKING:
    from initiatives.models import Initiative, Participant, Seat, ShareLink

SALT = "onderling.seats"
MOST_CLAIMS = 10  # seats and links into initiatives
MOST_READING = 5  # links to one text each
COOKIE_AGE = 365 * 24 * 3600


@dataclass(frozen=True)
class Claim:
    """What the cookie of a device says: by which link it came, and on which seat it sits."""

    link: int
    generation: int
    seat: int = 0


def read_claims(request: HttpRequest) -> list[Claim]:
    """The claims of a device. A cookie that was not signed by us counts for nothing."""
    cookie = request.COOKIES.get(settings.SEAT_COOKIE_NAME)
    if not cookie:
        return []
    try:
        rows = signing.loads(cookie, salt=SALT, max_age=COOKIE_AGE)
        return [Claim(*map(int, row)) for row in rows[: MOST_CLAIMS + MOST_READING]]
    except (signing.BadSignature, TypeError, ValueError):
        return []


def write_claims(response: HttpResponse, claims: list[Claim]) -> None:
    """Keeps the claims on the device; `claims_with` says which."""
    kept = claims[: MOST_CLAIMS + MOST_READING]
    rows = [[c.link, c.generation, c.seat] for c in kept]
    response.set_cookie(
        settings.SEAT_COOKIE_NAME,
        signing.dumps(rows, salt=SALT),
        max_age=COOKIE_AGE,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


class Who:
    """Knows who acts and what that gives. Every answer costs at most one query, once."""

    def __init__(self, user: User | None, claims: list[Claim]) -> None:
        self.user = user
        self.claims = claims
        self._participants: dict[int, Participant | None] = {}
        self._came_by_link: set[int] = set()
        self._writes_by_link: dict[int, bool] = {}

    @property
    def is_guest(self) -> bool:
        return self.user is None and bool(self._by_link)

    @property
    def is_somebody(self) -> bool:
        return self.user is not None or bool(self._by_link)

    @cached_property
    def _by_link(self) -> dict[int, tuple[ShareLink, Seat | None]]:
        """initiative id -> the link by which this device came, and its seat there."""
        from initiatives.models import Seat

        if not self.claims:
            return {}
        found: dict[int, tuple[ShareLink, Seat | None]] = {}
        seat_ids = [c.seat for c in self.claims if c.seat]
        # A signed-in user stays that user: seats of the device do not speak meanwhile.
        if seat_ids and self.user is None:
            seats = Seat.objects.taken().filter(pk__in=seat_ids)
            for seat in seats.select_related("link", "participant__initiative"):
                found[seat.link.initiative_id] = (seat.link, seat)
        # A claim on a seat and on that seat's own link: the link has nothing to add.
        seated = {(link.pk, seat and seat.pk) for link, seat in found.values()}
        if any((claim.link, claim.seat) not in seated for claim in self.claims):
            for link in self.opened_links().order_by("pk"):
                found.setdefault(link.initiative_id, (link, None))
        return found

    def initiatives_by_link(self) -> models.QuerySet[Any] | list[int]:
        """Where a working link of this device leads; for `__in` filters."""
        if self.user is None or not self.claims:
            return list(self._by_link)
        # Inside the query that asks: whoever takes part should not pay for a link they once opened.
        return self.opened_links().values("initiative")

    def opened_links(self) -> models.QuerySet[ShareLink]:
        """The working links into initiatives that this device opened; for subqueries."""
        from initiatives.models import ShareLink

        opened = models.Q(pk__in=[])
        for claim in self.claims:
            opened |= models.Q(pk=claim.link, generation=claim.generation)
        return ShareLink.objects.working().filter(opened).order_by()

    def link_to(self, initiative: Initiative) -> ShareLink | None:
        """The working link by which this device came to `initiative`."""
        return self._by_link.get(initiative.pk, (None, None))[0]

    def writes_by_link(self, initiative: Initiative) -> bool:
        """Whether the link by which this device came lets it do more than read."""
        if initiative.pk not in self._writes_by_link:
            link = self.link_to(initiative)
            self._writes_by_link[initiative.pk] = link is not None and not link.is_read_only
        return self._writes_by_link[initiative.pk]

    def holds(self, link: ShareLink) -> bool:
        """Whether this device opened `link`, of any kind, with the address that it has now."""
        opened = any(c.link == link.pk and c.generation == link.generation for c in self.claims)
        return opened and link.is_working

    def came_by_link(self, initiative: Initiative) -> bool:
        """Whether a working link of this device leads to `initiative`."""
        return initiative.pk in self._came_by_link or self.link_to(initiative) is not None

    def seat_in(self, initiative: Initiative) -> Seat | None:
        return self._by_link.get(initiative.pk, (None, None))[1]

    def silent_seat_in(self, initiative: Initiative) -> Seat | None:
        """The seat of this device, also while somebody signed in acts on it."""
        from initiatives.models import Seat

        ids = [claim.seat for claim in self.claims if claim.seat]
        seats = Seat.objects.taken().filter(pk__in=ids, participant__initiative=initiative)
        return seats.select_related("link", "participant").first()

    def taking_part(self) -> models.QuerySet[Participant]:
        """Where this user takes part today; for subqueries.

        Not on a side that does not fit the function, which a coordinator may have changed.
        """
        from initiatives.models import Participant

        sides = self.user.sides if self.user is not None else ()
        mine = Participant.objects.filter(user=self.user, side__in=sides)
        return mine.on(timezone.localdate()).order_by()

    def participants(self) -> models.QuerySet[Participant]:
        """As whom this one acts today, in every initiative; for subqueries."""
        from initiatives.models import Participant

        if self.user is not None:
            return self.taking_part()
        seats = [seat for _link, seat in self._by_link.values() if seat is not None]
        return Participant.objects.filter(pk__in=[seat.participant_id for seat in seats]).order_by()

    def initiatives_on(self, *sides: str) -> models.QuerySet[Any] | list[int]:
        """Where this one takes part on one of `sides`; for `__in` filters."""
        if self.user is not None:
            return self.taking_part().filter(side__in=sides).values("initiative")
        if "group" not in sides:
            return []
        return [pk for pk, (_link, seat) in self._by_link.items() if seat is not None]

    def know(
        self, initiative: Initiative, participants: list[Participant], *, is_shared: bool = False
    ) -> None:
        """Saves a query: `participants` are all who take part in `initiative` today.

        `is_shared`: it was found with `shared_with`, so whoever takes no part came by a link.
        """
        if self.user is None:
            return
        sides = self.user.sides
        mine = [p for p in participants if p.user_id == self.user.pk and p.side in sides]
        self._participants[initiative.pk] = mine[0] if mine else None
        if is_shared and not mine:
            self._came_by_link.add(initiative.pk)
            if hasattr(initiative, "link_writes"):
                self._writes_by_link[initiative.pk] = initiative.link_writes

    def participant_in(self, initiative: Initiative) -> Participant | None:
        """As whom this one acts in `initiative` today."""
        if initiative.pk not in self._participants:
            self._participants[initiative.pk] = self._find_participant(initiative)
        return self._participants[initiative.pk]

    def _find_participant(self, initiative: Initiative) -> Participant | None:
        if self.user is not None:
            found = self.taking_part().filter(initiative=initiative).first()
        else:
            seat = self.seat_in(initiative)
            found = seat.participant if seat else None
        if found is not None:
            found.initiative = initiative
        return found

    def sees_names(self, initiative: Initiative) -> bool:
        """Whether the nicknames of the group are for these eyes."""
        from initiatives.access import Action, may

        return may(self, Action.SEE_NAMES, initiative)

    def reads_opened_names(self, initiative: Initiative) -> bool:
        """Whether the group opened its list, for these eyes too: of who takes part by name."""
        return initiative.shows_names and self.participant_in(initiative) is not None


def who_of(request: HttpRequest) -> Who:
    user: Any = request.user
    return Who(user if user.is_authenticated else None, read_claims(request))


def middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def add_who(request: HttpRequest) -> HttpResponse:
        request.who = SimpleLazyObject(lambda: who_of(request))  # type: ignore[attr-defined]
        return get_response(request)

    return add_who
