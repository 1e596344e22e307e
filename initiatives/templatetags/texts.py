"""Texts that people write: a blank line is a paragraph, "- " is a list, addresses become links."""

import re
from collections.abc import Callable

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

ADDRESS = re.compile(r"https?://[^\s<>\"'(){}\[\]]{3,200}")
LINE_OF_LIST = re.compile(r"[-*•] +")


@register.filter
def plain_text(text: str) -> SafeString:
    """`text` as paragraphs and lists, everything in it escaped."""
    return in_blocks(text, with_links)


def in_blocks(text: str, inline: Callable[[str], SafeString]) -> SafeString:
    """The same; `inline` makes HTML of what stands on one line, and escapes it."""
    blocks = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.split("\n")
        if all(LINE_OF_LIST.match(line) for line in lines):
            items = ((inline(LINE_OF_LIST.sub("", line, count=1)),) for line in lines)
            blocks.append(format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", items)))
        else:
            rest = format_html_join("", "<br>{}", ((inline(line),) for line in lines[1:]))
            blocks.append(format_html("<p>{}{}</p>", inline(lines[0]), rest))
    return format_html_join("", "{}", ((block,) for block in blocks))


def with_links(text: str) -> SafeString:
    """Web addresses become links that tell the other site nothing about where they stood."""
    pieces, at = [], 0
    for match in ADDRESS.finditer(text):
        address = match.group(0).rstrip(".,;:!?")
        pieces.append(conditional_escape(text[at : match.start()]))
        pieces.append(
            format_html(
                '<a class="utrecht-link" href="{}" rel="noreferrer noopener nofollow">{}</a>',
                address,
                address,
            )
        )
        at = match.start() + len(address)
    pieces.append(conditional_escape(text[at:]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
