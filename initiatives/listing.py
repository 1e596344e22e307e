"""The list of initiatives: what is asked for, and one page of it by name.

Nothing is counted, and a page is found by the name at which it begins, so that the last page of
five thousand costs what the first one does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time

from django.conf import settings
from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from initiatives.models import Event, Initiative, NamePiece
from initiatives.models.initiative import InitiativeQuerySet, Status
from initiatives.models.participants import months_before
from initiatives.pieces import folded, pieces_of_words
from initiatives.who import Who

ON_A_PAGE = 25
ALL = "all"


@dataclass(frozen=True)
class Filters:
    """What somebody asks the list for. Empty means: everything that has not ended."""

    q: str = ""
    neighbourhood: int | None = None
    status: str = ""
    kind: str = ""
    mine: bool = False
    silent: bool = False

    def __bool__(self) -> bool:
        return self != Filters()

    @property
    def narrows(self) -> bool:
        """Whether more is asked than a name."""
        return replace(self, q="") != Filters()

    def url(self, **more: int) -> str:
        """The address of the list that answers this, without what is not asked."""
        asked: dict[str, str | int | None] = {
            "q": self.q,
            "neighbourhood": self.neighbourhood,
            "status": self.status,
            "kind": self.kind,
            "mine": "on" if self.mine else "",
            "silent": "on" if self.silent else "",
            **more,
        }
        query = urlencode({key: value for key, value in asked.items() if value})
        return f"{reverse('initiatives')}?{query}"


def found_by(who: Who, filters: Filters) -> InitiativeQuerySet:
    """The initiatives that `who` asks for, in the order of their names.

    Those that ended are left out, unless they are asked for by status or by name.
    """
    found = Initiative.objects.visible_to(who)
    if filters.status and filters.status != ALL:
        found = found.filter(status=filters.status)
    elif not filters.status and not filters.q:
        found = found.exclude(status=Status.ENDED)
    if filters.neighbourhood is not None:
        found = found.filter(neighbourhood=filters.neighbourhood)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.mine or (filters.silent and not sees_all_dates(who)):
        found = found.filter(pk__in=who.taking_part().values("initiative"))
    if filters.silent:
        found = _silent(found)
    if filters.q:
        found = _named(found, filters.q)
    return found.order_by("sort_key", "pk")


def sees_all_dates(who: Who) -> bool:
    """A coordinator sees of every initiative when something happened; others of their own."""
    return who.user is not None and who.user.is_manager


def silent_since() -> datetime:
    """From this moment on nothing happened in what we call silent: so many whole months ago."""
    day = months_before(timezone.localdate(), settings.SILENT_MONTHS)
    return timezone.make_aware(datetime.combine(day, time()))


def _silent(found: InitiativeQuerySet) -> InitiativeQuerySet:
    """Without a line on the timeline for some months. Asked of the index of the timeline."""
    since = silent_since()
    lately = Event.objects.filter(initiative=OuterRef("pk"), at__gte=since)
    return found.filter(~Exists(lately), logged_at__lt=since)


def _named(found: InitiativeQuerySet, words: str) -> InitiativeQuerySet:
    """With every word of three letters or more in the name, in any order.

    Fewer letters than that: names that begin so.
    """
    pieces = pieces_of_words(words)
    if not pieces:
        start = folded(words)
        return found.filter(sort_key__startswith=start) if start else found.none()
    holding = (
        NamePiece.objects.filter(piece__in=pieces)
        .values("initiative")
        .annotate(common=Count("pk"))
        .filter(common=len(pieces))
        .values("initiative")
    )
    return found.filter(pk__in=holding)


@dataclass(frozen=True)
class NamePage:
    """A page of the list, and the addresses of those before and after it, empty at the ends."""

    items: list[Initiative]
    newer_url: str = ""
    older_url: str = ""


def page_at(found: InitiativeQuerySet, filters: Filters, *, after: int, before: int) -> NamePage:
    """The page that comes after, or before, the initiative with that number; the first one when
    there is none. One query, and one to find where it begins."""
    border = Initiative.objects.filter(pk=after or before).only("sort_key").first()
    loaded = found.select_related("neighbourhood").with_counts()
    if border is not None and before and not after:
        earlier = loaded.exclude(sort_key=border.sort_key, pk__gte=border.pk)
        earlier = earlier.filter(sort_key__lte=border.sort_key).reverse()
        items = list(earlier[: ON_A_PAGE + 1])
        if items:
            has_more, items = len(items) > ON_A_PAGE, items[:ON_A_PAGE][::-1]
            return NamePage(
                items,
                filters.url(before=items[0].pk) if has_more else "",
                filters.url(after=items[-1].pk),
            )
        border = None
    if border is not None:
        later = loaded.filter(sort_key__gte=border.sort_key)
        loaded = later.exclude(sort_key=border.sort_key, pk__lte=border.pk)
    items = list(loaded[: ON_A_PAGE + 1])
    has_more, items = len(items) > ON_A_PAGE, items[:ON_A_PAGE]
    if border is not None and not items:
        return page_at(found, filters, after=0, before=0)
    return NamePage(
        items,
        filters.url(before=items[0].pk) if border is not None else "",
        filters.url(after=items[-1].pk) if has_more else "",
    )
