"""The words of looking back, and which state may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """Where a look-back is. What people answered can be read from `TALKING` on, by both sides."""

    ANSWERING = "answering", _("bezig met invullen")
    TALKING = "talking", _("samen bespreken")
    CLOSED = "closed", _("klaar")


# Answering never opens again: who compares before and after would see what one person said.
NEXT: dict[State, set[State]] = {
    State.ANSWERING: {State.TALKING},
    State.TALKING: {State.CLOSED},
    State.CLOSED: set(),
}


class LineWord(models.TextChoices):
    """What somebody says of one line when looking back."""

    KEPT = "kept", _("gelukt")
    UNDER_WAY = "under_way", pgettext_lazy("of a line", "bezig")
    NOT_KEPT = "not_kept", _("niet gelukt")
    NOT_NEEDED = "not_needed", _("niet meer nodig")


class Verdict(models.TextChoices):
    """What should become of a clause."""

    KEEP = "keep", _("houden")
    CHANGE = "change", _("veranderen")
    DROP = "drop", _("weg ermee")


class Outcome(models.TextChoices):
    """How both sides go on."""

    GO_ON = "go_on", _("doorgaan")
    CHANGE = "change", _("doorgaan met een andere afspraak")
    LONGER_TRIAL = "longer", _("proef verlengen")
    EXTEND = "extend", _("uitbreiden")
    PAUSE = "pause", _("even pauze")
    STOP = "stop", _("stoppen")


class Mode(models.TextChoices):
    """How a side answers the trust check. It follows from how many are invited, at the start."""

    CARDS = "cards", _("kaartjes op tafel")
    JOINT = "joint", _("open, als één kant")
    BANDS = "bands", _("anoniem, in woorden")
    COUNTS = "counts", _("anoniem, met aantallen")


class RoundMood(models.TextChoices):
    """How somebody of the group feels about it, in the group's own round."""

    GOOD = "good", _("goed")
    SO_SO = "so_so", _("gaat wel")
    BAD = "bad", _("niet goed")


class ExampleKind(models.TextChoices):
    ACTIVITY = "activity", _("een activiteit")
    AGREEMENT = "agreement", _("een afspraak")
    WAY = "way", _("een manier van werken")
    STUDENTS = "students", _("een opdracht voor studenten")
    INITIATIVE = "initiative", _("een initiatief")


class ExperimentEnd(models.TextChoices):
    GO_ON = "go_on", _("ermee doorgaan")
    STOP = "stop", _("ermee stoppen")
