"""Finds in a text what people seldom mean to share: phone numbers, mail addresses, citizen numbers.

Made to ask, not to refuse: it may miss one written in an odd way, and it should leave times, dates,
amounts, postcodes and house numbers alone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

from django.utils.translation import gettext_lazy as _


class Detail(Enum):
    """What was found; the value is how the question names it."""

    PHONE = _("een telefoonnummer")
    EMAIL = _("een mailadres")
    CITIZEN_NUMBER = _("een burgerservicenummer")
    BANK_ACCOUNT = _("een rekeningnummer")


@dataclass(frozen=True)
class Found:
    detail: Detail
    text: str

    @property
    def mark(self) -> str:
        """A short code of this one, so that a yes holds for it and not for the next one."""
        return sha256(f"{self.detail.name}:{self.text}".encode()).hexdigest()[:8]


AT = r"(?:\s?@\s?|\s?[\[(]\s?(?:at|apenstaartje|@)\s?[\])]\s?|\s(?:apenstaartje|at)\s)"
DOT = r"(?:\.|\s?[\[(]\s?(?:dot|punt)\s?[\])]\s?|\s(?:punt|dot)\s)"
EMAIL = re.compile(
    rf"(?<![\w.+'-])[\w.+'-]{{0,63}}\w{AT}(?:[\w-]{{1,63}}{DOT}){{1,6}}[a-z]{{2,18}}\b",
    re.IGNORECASE,
)
BANK_ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2} ?(?:[A-Z]{4}|\d{4})(?: ?[A-Z\d]{2,4}){2,7}\b")
# Digits with at most a few signs between them; a number that goes on, or money, is no phone.
GAP = r"[ ./()\-–]{0,3}"
BEGIN, END = r"(?<![\w€$%])(?<!€ )(?<!\d[.:,\-/])", r"(?![\d%€])(?![.,:]\d)"
PHONE = re.compile(
    rf"{BEGIN}(?:"
    rf"\(?0{GAP}[1-9](?:{GAP}\d){{8}}"  # 06-12345678, (020) 123 45 67
    rf"|(?:\+ ?|00 ?)[1-9](?:{GAP}\d){{7,14}}"  # +31 (0)6 12345678, 0032 470 12 34 56
    rf"|31{GAP}[1-9](?:{GAP}\d){{8}}"  # 31612345678
    rf"){END}"
)
NINE_DIGITS = re.compile(
    rf"{BEGIN}(?:\d{{9}}|\d{{3}}([ .-])\d{{3}}\1\d{{3}}|\d{{4}}([ .-])\d{{2}}\2\d{{3}}){END}"
)
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
DATE = re.compile(
    rf"\b(?:{DAY}[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:19|20)\d\d"
    rf"|(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./]{DAY})\b"
)
CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
# "06.30-07.45", "van 19.00 tot 22.30"; the phone number 06.12.34.56.78 goes on with a point.
TIMES = re.compile(rf"(?<![\d.:]){CLOCK}(?![.:]?\d)")


def passes_eleven_test(digits: str) -> bool:
    """Whether nine digits can be a citizen service number."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and int(digits) > 0


def find_private(text: str) -> list[Found]:
    """Everything in `text` that is worth a question, in the order of the kinds."""
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    plain = " ".join(plain.split())
    found = [Found(Detail.EMAIL, match[0].casefold()) for match in EMAIL.finditer(plain)]
    found += [Found(Detail.BANK_ACCOUNT, match[0]) for match in BANK_ACCOUNT.finditer(plain)]
    # A date or a time next to other digits is no phone number.
    rest = BANK_ACCOUNT.sub("x", EMAIL.sub("x", plain))
    rest = TIMES.sub("u", DATE.sub("d", rest))
    found += [Found(Detail.PHONE, digits_of(match[0])) for match in PHONE.finditer(rest)]
    for match in NINE_DIGITS.finditer(PHONE.sub("p", rest)):
        if passes_eleven_test(digits_of(match[0])):
            found.append(Found(Detail.CITIZEN_NUMBER, digits_of(match[0])))
    return found


def digits_of(text: str) -> str:
    return re.sub(r"\D", "", text)
