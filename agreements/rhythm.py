"""A rhythm in the words of people: "elke maand", "twee keer per jaar"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.translation import gettext as _

MOST_DAYS = 366
NUMBERS = {
    "een": 1,
    "één": 1,
    "twee": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "zeven": 7,
    "acht": 8,
    "negen": 9,
    "tien": 10,
    "twaalf": 12,
}
# In days, or in months: a month has no fixed number of days.
UNITS: dict[str, tuple[int, Literal["day", "month"]]] = {
    "dag": (1, "day"),
    "dagen": (1, "day"),
    "week": (7, "day"),
    "weken": (7, "day"),
    "maand": (1, "month"),
    "maanden": (1, "month"),
    "kwartaal": (3, "month"),
    "halfjaar": (6, "month"),
    "half jaar": (6, "month"),
    "jaar": (12, "month"),
}
NUMBER = r"(?P<n>\d[\d.]*|" + "|".join(NUMBERS) + ")"
UNIT = "(?P<unit>" + "|".join(sorted(UNITS, key=len, reverse=True)) + ")"
EVERY = re.compile(rf"^(?:elke|elk|iedere|ieder|om de)(?: {NUMBER})? {UNIT}$")
EVERY_OTHER = re.compile(rf"^om de (?:andere )?{UNIT}$")
PER = re.compile(rf"^(?:{NUMBER} (?:keer|maal|x) )?per {UNIT}$")


@dataclass(frozen=True)
class Rhythm:
    """Every `n` days or months."""

    n: int
    unit: Literal["day", "month"]

    def day(self, began_on: date, k: int) -> date:
        """The first day of round `k`; round 0 begins on `began_on`. Months of 31 days lead on to
        the last day of shorter ones, and back."""
        if self.unit == "day":
            return began_on + timedelta(days=self.n * k)
        months = began_on.month - 1 + self.n * k
        year, month = began_on.year + months // 12, months % 12 + 1
        return date(year, month, min(began_on.day, calendar.monthrange(year, month)[1]))

    def round_on(self, began_on: date, day: date) -> int:
        """In which round `day` falls; -1 before it began."""
        if day < began_on:
            return -1
        if self.unit == "day":
            return (day - began_on).days // self.n
        months = (day.year - began_on.year) * 12 + day.month - began_on.month
        k = months // self.n
        return k - 1 if self.day(began_on, k) > day else k


class StrangeRhythm(ValueError):
    """A rhythm that is a number of days, and cannot be: 0, or years. `sentence` says so."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = _("Kies iets tussen elke dag en elk jaar.")


def rhythm_of(text: str) -> Rhythm | None:
    """What `text` means, or None when it is in other words, such as "na elke open avond".

    Raises `StrangeRhythm` for less than a day or more than a year.
    """
    words = " ".join(text.lower().rstrip(".").split())
    found = EVERY_OTHER.match(words)
    if found:
        length, unit = UNITS[found["unit"]]
        return _checked(2 * length, unit)
    found = EVERY.match(words)
    if found:
        length, unit = UNITS[found["unit"]]
        return _checked(_number(found["n"]) * length, unit)
    found = PER.match(words)
    if found:
        length, unit = UNITS[found["unit"]]
        times = _number(found["n"])
        if times == 0:
            raise StrangeRhythm
        # Twice a year is every six months; twice a week asks once a week.
        return _checked(length // times if length % times == 0 else length, unit)
    return None


def _number(word: str | None) -> int:
    if word is None:
        return 1
    return NUMBERS[word] if word in NUMBERS else int(word.replace(".", ""))


def _checked(n: int, unit: Literal["day", "month"]) -> Rhythm:
    if not 1 <= n <= (MOST_DAYS if unit == "day" else 12):
        raise StrangeRhythm
    return Rhythm(n, unit)
