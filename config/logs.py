"""Keeps link tokens out of every log: whoever may read a log may not therefore use a link.

It imports nothing of Django, because gunicorn logs before Django is there.
"""

import logging
import re

# `/g/<token>` (a link) and `/u/<token>` (an invitation), also where an address stands inside
# another one (`?next=%2Fg%2F<token>`) and where somebody spelled the letters with percent signs.
LINK = re.compile(r"((?:/|%2f)(?:[gu]|%67|%75)(?:/|%2f))[^\s/?#&\"'<>]+", re.IGNORECASE)


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
