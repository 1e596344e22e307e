"""When, where and who leads; the rest is folded away."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import OneLine
from agreements.every import Every
from agreements.forms.fields import check_sensible_year
from initiatives.forms.initiative import OvertakenForm
from initiatives.states import Refused
from meetings.models.meeting import MOST_MINUTES
from meetings.models.planning import ROLES, check_when
from meetings.states import Coming, MeetingKind

if TYPE_CHECKING:
    from meetings.leading import Choices

PLANNED_KINDS = [
    (MeetingKind.REGULAR, _lazy("gewoon overleg")),
    (MeetingKind.LOOK_BACK, _lazy("samen terugkijken")),
    (MeetingKind.KNOT_TABLE, _lazy("ontknoping: iets dat vastzit")),
    (MeetingKind.THEME, _lazy("over één thema")),
]


class PlanForm(forms.Form):
    """Three things to say. `leaders`: who can lead here, as this reader may know them."""

    day = forms.DateField(
        label=_lazy("Welke dag?"),
        validators=[check_sensible_year],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _lazy("Kies een dag."),
            "invalid": _lazy("Dit is geen dag. Schrijf bijvoorbeeld 2026-12-08."),
        },
    )
    time = forms.TimeField(
        label=_lazy("Hoe laat?"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _lazy("Kies een tijd."),
            "invalid": _lazy("Dit is geen tijd. Schrijf bijvoorbeeld 19:30."),
        },
    )
    place = OneLine(
        label=_lazy("Waar?"),
        max_length=120,
        asks_first=False,
        help_text=_lazy("Het liefst op de eigen plek van de groep."),
        widget=forms.TextInput(attrs={"list": "known-places", "autocomplete": "off"}),
        error_messages={"required": _lazy("Schrijf waar jullie elkaar zien.")},
    )
    leader = forms.ChoiceField(
        label=_lazy("Wie leidt het gesprek?"),
        required=False,
        help_text=_lazy("De groep kan dit zelf. Of kies iemand die bij geen van beide hoort."),
        error_messages={"invalid_choice": _lazy("Kies iemand uit de lijst.")},
    )
    kind = forms.ChoiceField(
        label=_lazy("Wat voor overleg?"), choices=PLANNED_KINDS, initial=MeetingKind.REGULAR
    )
    minutes = forms.IntegerField(
        label=_lazy("Hoeveel minuten?"),
        min_value=5,
        max_value=MOST_MINUTES,
        initial=60,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _lazy("Vul in hoelang jullie willen praten, zoals 60."),
            "invalid": _lazy("Vul een heel getal in, zoals 60."),
            "min_value": _lazy("Een overleg duurt 5 minuten of langer."),
            "max_value": _lazy("Een overleg duurt hoogstens 8 uur: 480 minuten."),
        },
    )
    every = forms.ChoiceField(
        label=_lazy("Zien jullie elkaar vaker?"),
        required=False,
        choices=[("", _lazy("dit is één keer")), *Every.choices],
        help_text=_lazy("Na dit overleg stellen we dan een dag voor het volgende voor."),
    )
    second = forms.ChoiceField(
        label=_lazy("Wie leidt er nog meer?"),
        required=False,
        help_text=_lazy("Van elke kant één: dat werkt vaak goed."),
        error_messages={"invalid_choice": _lazy("Kies iemand uit de lijst.")},
    )
    notes = forms.ChoiceField(
        label=_lazy("Wie schrijft mee?"),
        required=False,
        error_messages={"invalid_choice": _lazy("Kies iemand uit de lijst.")},
    )
    may_overlap = forms.BooleanField(label=_lazy("Ja, ook op dit moment"), required=False)
    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    folded = ("kind", "minutes", "every", "second", "notes")

    def __init__(self, data: Any = None, *, leaders: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.leaders = leaders
        for role in ROLES:
            field: Any = self.fields[role]
            field.choices = leaders.for_role(role)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("day") and cleaned.get("time"):
            cleaned["starts_at"] = moment_of(cleaned["day"], cleaned["time"])
            try:
                check_when(cleaned["starts_at"], 60)
            except Refused as refusal:
                self.add_error("day", refusal.sentence)
        return cleaned

    @property
    def opens_the_rest(self) -> bool:
        """Whether something that is folded away has to be looked at."""
        return any(self.has_error(name) for name in self.folded)

    def fields_to_plan(self) -> dict[str, Any]:
        """What `Meeting.plan` takes, but for the roles: those as columns."""
        found = self.cleaned_data
        columns: dict[str, Any] = {}
        for role, (person, side) in ROLES.items():
            columns[person], columns[side] = self.leaders.meant(found[role])
        names = ("starts_at", "place", "minutes", "kind", "every", "once", "may_overlap")
        return {name: found[name] for name in names} | columns


class ChangeForm(OvertakenForm, PlanForm):
    """The same of a meeting that was planned. Each field keeps what it was."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["once"]
        self.fields["may_overlap"].show_hidden_initial = False

    def changed(self) -> dict[str, Any]:
        """What was typed in the fields that were changed, as `Meeting.change` takes it."""
        found = {
            name: self.cleaned_data[name]
            for name in self.changed_data
            if name not in ("day", "time", "may_overlap")
        }
        if self._is_moved:
            found["starts_at"] = self.cleaned_data["starts_at"]
        return {name: self.leaders.code_of(name, value) for name, value in found.items()}

    def before(self) -> dict[str, object]:
        """What stood there when the page was opened."""
        names = [name for name in self.changed() if name != "starts_at"]
        found = {name: self.leaders.code_of(name, self._was(name)) for name in names}
        if self._is_moved:
            day, at = self._was("day"), self._was("time")
            is_known = isinstance(day, date) and isinstance(at, time)
            found["starts_at"] = moment_of(day, at) if is_known else None  # type: ignore[arg-type]
        return found

    @property
    def _is_moved(self) -> bool:
        return bool({"day", "time"} & set(self.changed_data))

    def start_from(self, now: dict[str, object]) -> dict[str, object]:
        moment, roles = now.pop("starts_at", None), {n: now.pop(n) for n in ROLES if n in now}
        shown = super().start_from(now)
        data: Any = self.data
        if isinstance(moment, datetime):
            local = timezone.localtime(moment)
            data[self.add_initial_prefix("day")] = local.date().isoformat()
            data[self.add_initial_prefix("time")] = local.strftime("%H:%M")
            shown[_("Wanneer?")] = format_date(local, "l j F Y, H.i")
        for role, code in roles.items():
            data[self.add_initial_prefix(role)] = self.leaders.shown_code(role, code)
            shown[str(self.fields[role].label)] = self.leaders.name(str(code))
        return shown


def moment_of(day: date, at: time) -> datetime:
    """A day and a time on the clock here, as a moment."""
    return timezone.make_aware(datetime.combine(day, at.replace(tzinfo=None))).astimezone(UTC)


class CancelForm(forms.Form):
    because = OneLine(
        label=_lazy("Waarom gaat het niet door?"),
        max_length=200,
        help_text=_lazy("Iedereen die meedoet leest dit. Schrijf niets over één persoon."),
        error_messages={"required": _lazy("Schrijf kort waarom. Dan hoeft niemand te gissen.")},
    )


class ComingForm(forms.Form):
    coming = forms.ChoiceField(
        label=_lazy("Kom je?"),
        choices=Coming.choices,
        error_messages={
            "required": _lazy("Kies een van de knoppen."),
            "invalid_choice": _lazy("Kies een van de knoppen."),
        },
    )
