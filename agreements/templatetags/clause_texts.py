"""A line of an agreement on screen: people by name, blanks marked, everything escaped."""

import re
from typing import Any

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from agreements.blanks import open_blanks, split_on_blanks
from agreements.clause_views import ClauseView
from agreements.explaining import Explained
from agreements.people import show_people
from agreements.reading import VersionPage
from agreements.rhythm import understood
from initiatives.models import Participant
from initiatives.templatetags.texts import plain_text
from initiatives.who import Who

register = template.Library()

# What fits on two lines of a narrow card.
MOST_LETTERS = 70
ARTICLE = re.compile(r"^(?:De|Het|Een)\b")
BETWEEN_TAGS = re.compile(r">[ \t]*\n\s*<")


def reader_of(context: dict[str, Any]) -> Who:
    """As whom the page is read: `reads_as` where everybody reads the same, as on the wall."""
    reader: Who = context.get("reads_as") or context["request"].who
    return reader


@register.simple_tag(takes_context=True)
def clause_text(context: dict[str, Any], text: str, people: dict[int, Participant]) -> SafeString:
    """{% clause_text line.text page.people %}; with words to tap where `explained` is there."""
    explained: Explained | None = context.get("explained")
    if explained is not None and not open_blanks(text):
        text = explained.mark(text, place=str(context["line"].clause_id))
        return explained.blocks(show_people(text, reader_of(context), people))
    shown = show_people(text, reader_of(context), people)
    return format_html("<p>{}</p>", with_marks(shown)) if open_blanks(shown) else plain_text(shown)


@register.simple_tag(takes_context=True)
def explained_text(
    context: dict[str, Any], text: str, page: VersionPage, view: ClauseView
) -> SafeString:
    """The same, with hard words as buttons: {% explained_text line.text page view %}"""
    if open_blanks(text):
        return clause_text(context, text, page.people)
    marked = page.explained.mark(text, view.clause.key)
    return page.explained.blocks(show_people(marked, reader_of(context), page.people))


@register.simple_tag
def explained_heading(page: VersionPage, view: ClauseView) -> SafeString:
    """{% explained_heading page view %}"""
    return page.explained.inline(page.explained.mark(view.clause.heading, view.clause.key))


@register.simple_tag(takes_context=True)
def short_text(
    context: dict[str, Any], text: str, people: dict[int, Participant] | None = None
) -> SafeString:
    """A few words inside a sentence of ours: {% short_text line.watcher people %}"""
    return with_marks(show_people(text, reader_of(context), people or {}, is_inside=True))


@register.simple_tag(takes_context=True)
def first_words(context: dict[str, Any], text: str, people: dict[int, Participant]) -> str:
    """How a line begins, to know which one it is: {% first_words line.text people %}"""
    shown = " ".join(show_people(text, reader_of(context), people).split())
    return shown if len(shown) <= MOST_LETTERS else shown[:MOST_LETTERS].rsplit(" ", 1)[0] + "…"


@register.filter
def counted(rhythm: str) -> str:
    """How the rhythm of a line is counted, for who writes it: {{ line.rhythm|counted }}"""
    return understood(rhythm)


@register.filter(is_safe=True)
def inside(text: str) -> str:
    """ "Het hoofd wijkzaken" inside a sentence: without the capital of its article."""
    return ARTICLE.sub(lambda match: match.group().lower(), text)


def with_marks(text: str) -> SafeString:
    """`text`, escaped, with its open blanks marked."""
    pieces = (
        (format_html('<mark class="blank blank--empty">{}</mark>', piece) if is_blank else piece,)
        for piece, is_blank in split_on_blanks(text)
    )
    return format_html_join("", "{}", pieces)


class Tight(template.Node):
    def __init__(self, inside: NodeList) -> None:
        self.inside = inside

    def render(self, context: template.Context) -> str:
        # What a node gives is put in the page as it is.
        return BETWEEN_TAGS.sub(">\n<", self.inside.render(context))


@register.tag
def tight(parser: Parser, token: Token) -> Tight:
    """{% tight %} … {% endtight %}: one line break where templates leave several between two tags.
    On a page with sixty clauses they weigh half a kilobyte."""
    inside = parser.parse(("endtight",))
    parser.delete_first_token()
    return Tight(inside)
