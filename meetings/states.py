"""The words of a meeting, and which state may follow which."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    PLANNED = "planned", _("gepland")
    UNDER_WAY = "under_way", _("bezig")
    CLOSED = "closed", _("klaar")
    CANCELLED = "cancelled", _("gaat niet door")


# Reopened only while no newer one is closed. A cancelled one stays cancelled: plan another.
NEXT: dict[Status, set[Status]] = {
    Status.PLANNED: {Status.UNDER_WAY, Status.CANCELLED},
    Status.UNDER_WAY: {Status.CLOSED, Status.PLANNED},
    Status.CLOSED: {Status.UNDER_WAY},
    Status.CANCELLED: set(),
}

# What still has an agenda to come.
AHEAD = (Status.PLANNED, Status.UNDER_WAY)


class MeetingKind(models.TextChoices):
    REGULAR = "regular", _("gewoon overleg")
    LOOK_BACK = "look_back", _("samen terugkijken")
    KNOT_TABLE = "knot_table", _("ontknoping")
    THEME = "theme", _("themabijeenkomst")
    NETWORK = "network", _("netwerkoverleg")


class Every(models.TextChoices):
    """How often people meet."""

    WEEK = "1w", _("elke week")
    TWO_WEEKS = "2w", _("elke twee weken")
    THREE_WEEKS = "3w", _("elke drie weken")
    FOUR_WEEKS = "4w", _("elke vier weken")
    SIX_WEEKS = "6w", _("elke zes weken")
    EIGHT_WEEKS = "8w", _("elke acht weken")
    MONTH = "1m", _("elke maand")
    QUARTER = "3m", _("elk kwartaal")

    def after(self, day: date, k: int) -> date:
        """The day that comes `k` rounds after `day`.

        By months it stays the same day of the week: of the second Tuesday the second Tuesday, and
        of a fifth one the last.
        """
        n, unit = int(self.value[0]) * k, self.value[1]
        if unit == "w":
            return day + timedelta(weeks=n)
        months = day.month - 1 + n
        first = date(day.year + months // 12, months % 12 + 1, 1)
        same_weekday = first + timedelta(days=(day.weekday() - first.weekday()) % 7)
        found = same_weekday + timedelta(weeks=(day.day - 1) // 7)
        return found if found.month == first.month else found - timedelta(weeks=1)


class FixedPoint(models.TextChoices):
    """What comes on every agenda by itself. Risks and bottlenecks are not among them: those are
    no row that could be missing, they are the meeting."""

    CHECK_IN = "check_in", _("Hoe zit iedereen erbij?")
    SINCE_LAST = "since_last", _("Wat deden we sinds vorige keer?")
    ACTIONS = "actions", _("Afspraken en acties: lukt dat?")
    BETWEEN_US = "between_us", _("Hoe gaat het tussen ons?")


class Coming(models.TextChoices):
    YES = "yes", _("ik kom")
    MAYBE = "maybe", _("misschien")
    NO = "no", _("ik kan niet")


class RiskKind(models.TextChoices):
    RISK = "risk", _("risico")
    BOTTLENECK = "bottleneck", _("knelpunt")


class RiskWord(models.TextChoices):
    """What one meeting said of a risk or bottleneck."""

    BETTER = "better", _("beter")
    SAME = "same", _("zelfde")
    WORSE = "worse", _("slechter")
    GONE = "gone", _("weg")
    NOT_REACHED = "not_reached", _("niet aan toegekomen")


class Feasibility(models.TextChoices):
    """ "Lukt dit?" """

    YES = "yes", _("ja, dat lukt")
    TIGHT = "tight", _("spannend")
    NO = "no", _("nee, zo niet")


class KnotAnswer(models.TextChoices):
    CAN = "can", _("dit kan")
    CANNOT = "cannot", _("dit kan niet")
    NOT_YET = "not_yet", _("we beslissen nog niet")


class PrepKind(models.TextChoices):
    """What people write down before a meeting."""

    REACH = "reach", _("wat willen we bereiken?")
    PRACTISE = "practise", _("wat oefenen we?")
    INTEREST = "interest", _("wat is voor ons belangrijk?")
