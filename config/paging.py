"""Lists in pages of 25, without counting all that there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from config.http import Request

ON_A_PAGE = 25
MOST_PAGES = 4000

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page, with the addresses of those before and after it, empty at the ends."""

    items: list[T]
    number: int
    newer_url: str
    older_url: str


def page_number(request: Request) -> int:
    """The page that `?page=` asks for, from 1; what makes no sense gives the first."""
    asked = request.GET.get("page", "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) < 6
    return min(max(int(asked), 1), MOST_PAGES) if is_number else 1


def page_of(request: Request, found: QuerySet[Any], size: int = ON_A_PAGE) -> Page[Any]:
    """The page that `?page=` asks for. One query."""
    number = page_number(request)
    start = (number - 1) * size
    items = list(found[start : start + size + 1])
    return Page(
        items[:size],
        number,
        f"{request.path}?page={number - 1}" if number > 1 else "",
        f"{request.path}?page={number + 1}" if len(items) > size else "",
    )
