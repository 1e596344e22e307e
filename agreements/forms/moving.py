"""Moving things without a mouse: a line within its clause, a clause to another place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.models import Clause
from agreements.models.clause import MOST_LINES

STEPS = {"up": -1, "down": 1}


class MovedLine:
    """A tap on "omhoog" or "omlaag" at a line; `asked` is what the button sends: "up-2".

    `at` and `to` count from nought; both are None when no such line can move there.
    """

    def __init__(self, asked: str, count: int | None) -> None:
        way, _dash, number = asked.partition("-")
        self.way = way if way in STEPS else ""
        self.at: int | None = None
        self.to: int | None = None
        most = min(count or 0, MOST_LINES + 1)
        if self.way and number.isascii() and number.isdigit() and len(number) < 4:
            at = int(number) - 1
            to = at + STEPS[way]
            if 0 <= at < most and 0 <= to < most:
                self.at, self.to = at, to

    @property
    def number(self) -> int | None:
        """The place of the line afterwards, counted from one."""
        return None if self.to is None else self.to + 1

    def done_in(self, data: Mapping[str, str], prefix: str) -> dict[str, str]:
        """What was sent, with the two lines in each other's place."""
        moved = {name: data[name] for name in data}
        if self.at is None or self.to is None:
            return moved
        here, there = f"{prefix}-{self.at}-", f"{prefix}-{self.to}-"
        for name in [name for name in moved if name.startswith((here, there))]:
            del moved[name]
        for name in data:
            for old, new in ((here, there), (there, here)):
                if name.startswith(old):
                    moved[new + name[len(old) :]] = data[name]
        return moved


class PlaceForm(forms.Form):
    """Where a clause goes: above everything, or below one of the others."""

    after = forms.ChoiceField(
        label=_lazy("Waar moet dit onderdeel komen?"),
        error_messages={
            "required": _lazy("Kies een plek."),
            "invalid_choice": _lazy("Dat onderdeel staat er niet meer. Kies een andere plek."),
        },
    )

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        others: Iterable[Clause],
        above: Clause | None = None,
    ) -> None:
        """`others`: the other clauses, in order; `above`: the one below which it stands now."""
        initial = {"after": str(above.pk) if above else "0"}
        super().__init__(data, initial=initial, label_suffix="")
        places = [("0", _("Helemaal bovenaan"))]
        places += [
            (str(clause.pk), _("Onder “{heading}”").format(heading=clause.heading))
            for clause in others
        ]
        self.fields["after"].choices = places  # type: ignore[attr-defined]

    def place(self) -> int | None:
        """What `Clause.move_after` takes."""
        return int(self.cleaned_data["after"]) or None
