"""A rhythm in the words of people: "elke maand", "twee keer per jaar", "elke vrijdag"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST_DAYS, MOST_MONTHS = 366, 12
MOST_DIGITS = 60
# Nobody is asked how it goes more than once a week, also of what is done every evening.
FEWEST_DAYS = 7
NUMBERS = {
    "een": 1,
    "één": 1,
    "eens": 1,
    "eenmaal": 1,
    "twee": 2,
    "tweemaal": 2,
    "drie": 3,
    "vier": 4,
    "vijf": 5,
    "zes": 6,
    "zeven": 7,
    "acht": 8,
    "negen": 9,
    "tien": 10,
    "elf": 11,
    "twaalf": 12,
    "andere": 2,
}
Unit = Literal["day", "month"]
# In days, or in months: a month has no fixed number of days.
UNITS: dict[str, tuple[int, Unit]] = {
    "dag": (1, "day"),
    "dagen": (1, "day"),
    "avond": (1, "day"),
    "ochtend": (1, "day"),
    "middag": (1, "day"),
    "week": (7, "day"),
    "weken": (7, "day"),
    "weekend": (7, "day"),
    "maand": (1, "month"),
    "maanden": (1, "month"),
    "kwartaal": (3, "month"),
    "seizoen": (3, "month"),
    "halfjaar": (6, "month"),
    "half jaar": (6, "month"),
    "jaar": (12, "month"),
}
ONE_WORD: dict[str, tuple[int, Unit]] = {
    "dagelijks": (1, "day"),
    "wekelijks": (7, "day"),
    "tweewekelijks": (14, "day"),
    "maandelijks": (1, "month"),
    "jaarlijks": (12, "month"),
}
WEEKDAY = "(?:maan|dins|woens|donder|vrij|zater|zon)dag(?:ochtend|middag|avond)?"
NUMBER = r"(?P<n>\d[\d.]*|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
UNIT = "(?P<unit>" + "|".join(sorted(UNITS, key=len, reverse=True)) + ")"
EACH = "(?:elke|elk|iedere|ieder)"
EVERY_WEEKDAY = re.compile(rf"^(?:{EACH}|om de) (?P<other>andere |twee )?{WEEKDAY}$|^op {WEEKDAY}$")
WEEKDAY_OF_MONTH = re.compile(
    rf"^{EACH} (?:eerste|tweede|derde|vierde|laatste) {WEEKDAY} van de maand$"
)
EVERY_OTHER = re.compile(rf"^om de (?:andere )?{UNIT}$")
EVERY = re.compile(rf"^(?:(?:{EACH}|om de|eens in de|een keer in de) )?{NUMBER} {UNIT}$")
EVERY_ONE = re.compile(rf"^(?:{EACH}) {UNIT}$")
TIMES = f"(?:{NUMBER} ?(?:keer |maal |x |× )?)?"
LENGTH = f"(?:{NUMBER} )?".replace("<n>", "<m>")
PER = re.compile(f"^{TIMES}(?:per|in de|in het|in een) {LENGTH}{UNIT}$")


@dataclass(frozen=True)
class Rhythm:
    """Every `n` days or months."""

    n: int
    unit: Unit

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

    @property
    def sentence(self) -> str:
        """How it is counted, for who wrote it."""
        if self.unit == "month":
            if self.n == MOST_MONTHS:
                return _("We vragen elk jaar hoe het staat.")
            return ngettext(
                "We vragen elke maand hoe het staat.",
                "We vragen elke {n} maanden hoe het staat.",
                self.n,
            ).format(n=self.n)
        if self.n % 7 == 0:
            return ngettext(
                "We vragen elke week hoe het staat.",
                "We vragen elke {n} weken hoe het staat.",
                self.n // 7,
            ).format(n=self.n // 7)
        return _("We vragen elke {n} dagen hoe het staat.").format(n=self.n)


class StrangeRhythm(ValueError):
    """A rhythm that is a number of days, and cannot be: 0, or years. `sentence` says so."""

    def __init__(self) -> None:
        super().__init__()
        self.sentence = _("Kies iets tussen elke dag en elk jaar.")


def rhythm_of(text: str) -> Rhythm | None:
    """What `text` means, or None when it is in other words, such as "na elke open avond".

    Raises `StrangeRhythm` for less than a day or more than a year. What is done more than once a
    week is asked about once a week.
    """
    words = " ".join(text.lower().strip(" .!").split())
    if words in ONE_WORD:
        return _checked(*ONE_WORD[words])
    found = EVERY_WEEKDAY.match(words)
    if found:
        is_other = found["other"] or words.startswith("om de")
        return _checked(14 if is_other else 7, "day")
    if WEEKDAY_OF_MONTH.match(words):
        return _checked(1, "month")
    found = EVERY_OTHER.match(words)
    if found:
        length, unit = UNITS[found["unit"]]
        return _checked(2 * length, unit)
    found = EVERY_ONE.match(words) or EVERY.match(words)
    if found:
        length, unit = UNITS[found["unit"]]
        return _checked(_number(found.groupdict().get("n")) * length, unit)
    return _per(PER.match(words))


def _per(found: re.Match[str] | None) -> Rhythm | None:
    """ "Twee keer per jaar" is every six months; twice a week asks once a week."""
    if found is None:
        return None
    length, unit = UNITS[found["unit"]]
    length *= _number(found["m"])
    times = _number(found["n"])
    if times == 0 or length == 0:
        raise StrangeRhythm
    return _checked(length // times if length % times == 0 else length, unit)


def _number(word: str | None) -> int:
    if word is None:
        return 1
    # Far more digits than any rhythm has: what is typed has no length yet, and `int` has a limit.
    return NUMBERS[word] if word in NUMBERS else int(word.replace(".", "")[:MOST_DIGITS])


def _checked(n: int, unit: Unit) -> Rhythm:
    if not 1 <= n <= (MOST_DAYS if unit == "day" else MOST_MONTHS):
        raise StrangeRhythm
    return Rhythm(max(n, FEWEST_DAYS) if unit == "day" else n, unit)


def understood(text: str) -> str:
    """How the words of a writer are counted, in a sentence; "" for no words, or strange ones."""
    if not text.strip():
        return ""
    try:
        rhythm = rhythm_of(text)
    except StrangeRhythm:
        return ""
    if rhythm is None:
        return _("Dit kunnen we niet tellen. We vragen er dus niet zelf naar.")
    return rhythm.sentence
