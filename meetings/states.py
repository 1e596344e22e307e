"""The words of a meeting, and which state may follow which."""

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
