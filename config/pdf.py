"""Sheets of paper, as PDF: what goes in is plain data, what comes out is for print and to keep.

Made by Typst after the layouts in `paper/`. Every sheet is PDF/UA-1 (who cannot see reads it with a
screen reader) and PDF/A-2a (it opens in twenty years). Whatever somebody wrote goes in as JSON and
stays text; a layout reads nothing outside its own folder. See docs/decisions/pdf.md.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from initiatives.states import Refused
from initiatives.templatetags.texts import LINE_OF_LIST

PAPER = settings.BASE_DIR / "paper"
FONTS = PAPER / "fonts"
MAKER = settings.BASE_DIR / "config" / "pdf_maker.py"
MOST_SECONDS = 10
# The last few sheets are kept, and not longer than this: a name on one may be forgotten meanwhile.
MOST_KEPT = 8
KEPT_SECONDS = 600
# What holds the code of a QR, drawn by us.
PICTURES = ("picture", "pictures")
# What a layout panics with when its sheet is full.
DOES_NOT_FIT = "does-not-fit"
STANDARDS = ["ua-1", "a-2a"]
# So many letters in all, each paragraph counting as some more: what is longer takes too much time
# and memory for one request. At this much it is a second of processor and 270 MB; forty clauses are
# a tenth of it. benchmarks/paper.py measures it.
MOST_LETTERS = 200_000
A_PARAGRAPH = 12
# A run of letters that is longer than this may be broken, so that it does not run off the paper.
LONGEST_WORD = 24
LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
MAY_BREAK = "\u200b"
# No language puts more marks on one letter; towers of them take long to draw.
TOWER = re.compile("([\u0300-\u036f]{3})[\u0300-\u036f]+")
# What our font has no sign for, in words that say so.
PICTURE, OTHER_SCRIPT, OTHER_SIGN = "[plaatje]", "[ander schrift]", "?"
SAME_AS = {"→": "->", "←": "<-", "✓": "v", "✔": "v", "✗": "x", "☐": "-", "▪": "•", "●": "•"}
# One at a time in a process: two long ones together would take twice the memory.
ONE_AT_A_TIME = threading.Lock()


class TooLong(Refused):
    """More text than fits: on one sheet, or on paper that is made in a moment."""

    def __init__(self, *, on_one_sheet: bool = False) -> None:
        if on_one_sheet:
            super().__init__(_("Dit past niet op één blad. Kies minder onderdelen."))
        else:
            super().__init__(_("Dit is te lang voor een pdf. Druk de pagina zelf af."))


class NotMade(RuntimeError):
    """A mistake of ours: a layout that does not fit what it is given."""


def make_pdf(layout: str, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """The sheet of `paper/<layout>.typ` with `data`; the same data gives the same bytes.

    `made_at`: the moment that the file says it is of, never that of the request. Raises `TooLong`.
    """
    with ONE_AT_A_TIME:
        was_empty = not _made_of.cache_info().currsize
        made = _made_of(job_of(layout, data, made_at=made_at))
        if was_empty:
            _let_go_later()
        return made


def _let_go_later() -> None:
    """What is kept goes in a while, also when nobody asks for a sheet any more."""
    timer = threading.Timer(KEPT_SECONDS, _let_go)
    timer.daemon = True
    timer.start()


def _let_go() -> None:
    with ONE_AT_A_TIME:
        _made_of.cache_clear()


def job_of(layout: str, data: Mapping[str, Any], *, made_at: datetime) -> str:
    """What `pdf_maker` is asked, as JSON. Raises `TooLong` before anything is made."""
    moment = made_at.astimezone(UTC).replace(microsecond=0)
    filled = {**data, "made_at": list(moment.timetuple()[:6])}
    if letters_in(filled, each=A_PARAGRAPH) > MOST_LETTERS:
        raise TooLong
    job = {
        "layout": str(PAPER / f"{layout}.typ"),
        "root": str(PAPER),
        "fonts": str(FONTS),
        "data": json.dumps(_on_paper(filled), ensure_ascii=False),
        "standards": STANDARDS,
        "timestamp": int(moment.timestamp()),
    }
    return json.dumps(job)


@lru_cache(maxsize=MOST_KEPT)
def _made_of(job: str) -> bytes:
    """Made in a process of its own: what Typst remembers of a sheet would stay in memory here.

    The last few are kept: when a link goes round in a group, all of them ask for the same sheet.
    """
    try:
        made = subprocess.run(  # noqa: S603  # always the same program, and nobody's words
            [sys.executable, "-I", str(MAKER)],
            input=job.encode(),
            capture_output=True,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooLong from None
    if made.returncode == 0:
        return made.stdout
    said = made.stderr.decode(errors="replace")
    if made.returncode < 0 or DOES_NOT_FIT in said:
        raise TooLong(on_one_sheet=DOES_NOT_FIT in said)
    # Only what kind of error: the rest of it can hold words of people.
    raise NotMade(said.partition('"')[0][:100])


def pdf_response(made: bytes, name: str) -> HttpResponse:
    """The answer with a sheet in it; `name`: what the file is called, in words."""
    file_name = f"{slugify(name)[:80].strip('-') or 'onderling'}.pdf"
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )


def code_on_paper(picture: bytes, says: str, alt: str) -> dict[str, str]:
    """A QR code for a sheet; `says` stands below it, `alt` is for who cannot see it."""
    return {"picture": picture.decode(), "says": says, "alt": alt}


def letters_in(data: Any, *, each: int = 0) -> int:
    """How many letters stand in it, pictures not counted; `each` text counts as so many more."""
    if isinstance(data, str):
        return len(data) + (each if data else 0)
    if isinstance(data, Mapping):
        texts = (value for key, value in data.items() if key not in PICTURES)
        return sum(letters_in(value, each=each) for value in texts)
    if isinstance(data, list | tuple):
        return sum(letters_in(value, each=each) for value in data)
    return 0


def blocks_of(text: str) -> list[dict[str, Any]]:
    """Plain text as paragraphs and lists: a blank line is a paragraph, "- " is a list."""
    blocks = []
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        lines = [line for line in block.split("\n") if line.strip()]
        is_list = bool(lines) and all(LINE_OF_LIST.match(line) for line in lines)
        if is_list:
            lines = [LINE_OF_LIST.sub("", line, count=1) for line in lines]
        if lines:
            blocks.append({"is_list": is_list, "lines": lines})
    return blocks


def _on_paper(value: Any) -> Any:
    """`value` with only signs that our font holds; a sign without a place in it stops a PDF/A."""
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, Mapping):
        return {k: v if k in PICTURES else _on_paper(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_on_paper(item) for item in value]
    return value


def writable(text: str) -> str:
    """`text` in signs of our font; what it does not hold is said in words, once for each run."""
    signs = our_signs()
    plain = TOWER.sub(r"\1", unicodedata.normalize("NFC", text))
    if not signs.issuperset(plain):
        plain = "".join(sign if sign in signs else _instead(sign) for sign in plain)
        for word in (PICTURE, OTHER_SCRIPT):
            plain = re.sub(rf"{re.escape(word)}(?:\s*{re.escape(word)})+", word, plain)
        if not plain.strip() and text.strip():
            # A title of which nothing is left would stop the whole sheet.
            return OTHER_SIGN
    return LONG_WORD.sub(rf"\g<0>{MAY_BREAK}", plain)


@lru_cache(maxsize=4096)
def _instead(sign: str) -> str:
    if sign in "\n\t\r\v\f\x85\u2028\u2029":
        return " "
    if sign in SAME_AS:
        return SAME_AS[sign]
    same = unicodedata.normalize("NFKC", sign)
    if same != sign and our_signs().issuperset(same):
        return same
    kind = unicodedata.category(sign)
    # Marks on a letter, invisible signs, and what turns text round.
    if kind[0] in "CM":
        return ""
    if kind[0] == "Z":
        return " "
    if kind in ("So", "Sk", "Sm"):
        return PICTURE
    return OTHER_SCRIPT if kind[0] in "LN" else OTHER_SIGN


@lru_cache(maxsize=1)
def our_signs() -> frozenset[str]:
    """Every sign that the fonts hold; tools/vendor_paper.py wrote them down."""
    signs: set[str] = set()
    for run in (FONTS / "signs.txt").read_text().split():
        first, last = (int(sign, 16) for sign in run.split("-"))
        signs.update(map(chr, range(first, last + 1)))
    return frozenset(signs)
