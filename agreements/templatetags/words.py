"""What people said, and what is new, at one clause of a page."""

from django import template

from agreements.clause_views import ClauseView
from agreements.reading import VersionPage

register = template.Library()


@register.simple_tag
def excepted_at(page: VersionPage, view: ClauseView) -> int:
    """How many stand behind the rest, but not behind this: {% excepted_at page view as n %}"""
    return 0 if view.change == "removed" else page.spoken.excepted[view.clause.key]


@register.simple_tag
def news_at(page: VersionPage, view: ClauseView) -> str:
    """What is new here since this reader last looked, in words; {% news_at page view as new %}"""
    return ", ".join(page.since.clauses.get(view.clause.key, [])) if page.since else ""
