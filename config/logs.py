"""Keeps link tokens out of every log: whoever may read a log may not therefore use a link.

It imports nothing of Django, because gunicorn logs before Django is there.
"""

import logging
import re
from urllib.parse import unquote

# `/g/<token>` (a link), `/r/<token>` (the code on a wall) and `/u/<token>` (an invitation), also
# where an address stands inside another one (`?next=%2Fg%2F<token>`) and where somebody spelled the
# letters with percent signs.
LINK = re.compile(r"((?:/|%2f)(?:[gru]|%67|%72|%75)(?:/|%2f))[^\s/?#&\"'<>]+", re.IGNORECASE)


# Who answered the questions on trust, and when, is nobody's business: no line says that somebody
# was there. What breaks there is an error, and an error is logged; nothing was kept then. Nor of
# what a browser asks for around it: the style of that page only, and the page that comes after it,
# of which the size would tell that it says thank you.
UNSEEN = re.compile(r"/terugblik/\d+/(?:vertrouwen\b|(?=[\s?\"]|$))|/css/trust\.")


def is_unseen(line: str) -> bool:
    """Whether a line names an address of which no visit is logged."""
    return UNSEEN.search(unquote(line)) is not None


class Unseen(logging.Filter):
    """Drops the lines that say that somebody visited such an address."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.ERROR or not is_unseen(record.getMessage())


def redact(text: str) -> str:
    """`GET /g/q1w2e3r4/afspraak` becomes `GET /g/***/afspraak`."""
    return LINK.sub(r"\1***", text)


class Redacted(logging.Formatter):
    """Redacts the finished line, so that a traceback and an extra are covered as well.

    Give it another formatter to keep that one's shape.
    """

    def __init__(
        self,
        format: str | None = None,  # noqa: A002  what dictConfig calls it
        *,
        inner: logging.Formatter | None = None,
    ) -> None:
        super().__init__()
        self.inner = inner or logging.Formatter(format)

    def format(self, record: logging.LogRecord) -> str:
        return redact(self.inner.format(record))
