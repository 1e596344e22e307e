"""How often people come together, and on which day that is."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Every(models.TextChoices):
    """How often people meet, or look back."""

    WEEK = "1w", _("elke week")
    TWO_WEEKS = "2w", _("elke twee weken")
    THREE_WEEKS = "3w", _("elke drie weken")
    FOUR_WEEKS = "4w", _("elke vier weken")
    SIX_WEEKS = "6w", _("elke zes weken")
    EIGHT_WEEKS = "8w", _("elke acht weken")
    MONTH = "1m", _("elke maand")
    QUARTER = "3m", _("elk kwartaal")
    HALF_YEAR = "6m", _("elk half jaar")
    YEAR = "1y", _("elk jaar")

    def after(self, day: date, k: int) -> date:
        """The day that comes `k` rounds after `day`.

        By months it stays the same day of the week: of the second Tuesday the second Tuesday, and
        of a fifth one the last.
        """
        n, unit = int(self.value[0]) * k, self.value[1]
        if unit == "w":
            return day + timedelta(weeks=n)
        months = day.month - 1 + (12 * n if unit == "y" else n)
        first = date(day.year + months // 12, months % 12 + 1, 1)
        same_weekday = first + timedelta(days=(day.weekday() - first.weekday()) % 7)
        found = same_weekday + timedelta(weeks=(day.day - 1) // 7)
        return found if found.month == first.month else found - timedelta(weeks=1)
