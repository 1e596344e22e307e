"""What somebody fills in about the hours of a draft: a room, days and times, and days apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import Clock
from agreements.forms.fields import (
    QuietForm,
    day_field,
    one_line,
    whole_number,
)
from agreements.hours import DAY, Hours, Span
from agreements.hours_in_words import days_in_words
from agreements.models.use_slot import MOST_EXCEPTIONS, MOST_HOURS, WRITTEN
from places.models import Place

DAYS = [(str(number + 1), name) for number, name in WEEKDAYS.items()]
CLOSED, EXTRA = "closed", "extra"
KINDS = [
    (CLOSED, _lazy("Dan zijn we er niet")),
    (EXTRA, _lazy("Dan zijn we er extra")),
]
# A holiday that is longer than this is a season.
MOST_DAYS = 366


def wrong_length(starts: time, ends: time) -> str:
    """What is wrong with how long it lasts; "" when nothing is. Past midnight is fine."""
    if starts == ends:
        return _("Dit begint en eindigt even laat. Verander een van de twee tijden.")
    length = Span(date.min, starts, ends).length
    if length <= timedelta(hours=MOST_HOURS):
        return ""
    sentence = _("Dat is {n} uur achter elkaar. Kijk de eindtijd na.")
    return sentence.format(n=round(length / timedelta(hours=1)))


class SlotForm(QuietForm):
    """One room, on these days, from when to when.

    `places`: what can be chosen, a building before its rooms. `revision`: the one that was read,
    of hours that are there; what is sent wins, so that a conflict comes out.
    """

    place = forms.ChoiceField(
        label=_lazy("Welke ruimte?"),
        error_messages={
            "required": _lazy("Kies een ruimte."),
            "invalid_choice": _lazy("Deze ruimte is er niet meer. Kies een andere."),
        },
    )
    weekdays = forms.MultipleChoiceField(
        label=_lazy("Op welke dagen?"),
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _lazy("Kies een dag."),
            "invalid_choice": _lazy("Kies dagen van de week."),
            "invalid_list": _lazy("Kies dagen van de week."),
        },
    )
    starts = Clock(label=_lazy("Van"))
    ends = Clock(label=_lazy("Tot"))
    first_on = day_field(_lazy("Vanaf welke dag?"))
    last_on = day_field(_lazy("Tot en met welke dag?"))
    label = one_line(
        _lazy("Waarvoor?"), 60, help_text=_lazy("Bijvoorbeeld: open avond, of repetitie.")
    )

    season = ("first_on", "last_on")

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        places: Iterable[Place],
        revision: int | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        self.places = {str(place.pk): place for place in places}
        self.fields["place"].choices = _choices(self.places.values())  # type: ignore[attr-defined]
        self.asks_revision = revision is not None
        typed = self.typed("revision")
        self.revision = whole_number(typed) if self.is_bound and self.asks_revision else revision

    @property
    def has_season(self) -> bool:
        """Whether something stands, or is wrong, in the days of a season."""
        return any(self[name].value() or self[name].errors for name in self.season)

    @property
    def season_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.season]

    def clean_weekdays(self) -> str:
        return "".join(sorted(set(self.cleaned_data["weekdays"])))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.asks_revision and self.revision is None:
            raise forms.ValidationError(
                _("Dit formulier kwam niet goed aan. Kopieer je tekst en open het opnieuw.")
            )
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts is not None and ends is not None and (wrong := wrong_length(starts, ends)):
            self.add_error("ends", wrong)
        self._check_season(cleaned)
        return cleaned

    def _check_season(self, cleaned: dict[str, Any]) -> None:
        first, last, days = (cleaned.get(name) for name in ("first_on", "last_on", "weekdays"))
        if first and last and first > last:
            self.add_error("last_on", _("De laatste dag komt nu voor de eerste."))
        elif first and last and days and not _has_day(days, first, last):
            names = days_in_words([int(day) for day in days])
            sentence = _("Tussen deze twee dagen is het nooit {days}.")
            self.add_error("last_on", sentence.format(days=names))

    def written(self) -> dict[str, Any]:
        """What the verbs of a slot take."""
        said = {name: self.cleaned_data[name] for name in WRITTEN}
        return {**said, "place": self.places[said["place"]]}

    def as_text(self) -> str:
        """Everything that was typed, to be copied when it cannot be kept."""
        place = self.places.get(self.typed("place"))
        sent = self.data.getlist("weekdays") if hasattr(self.data, "getlist") else []
        days = [str(name) for number, name in DAYS if number in sent]
        others = [self.typed(name) for name in ("starts", "ends", *self.season, "label")]
        texts = [place.whole_name if place else "", ", ".join(days), *others]
        return "\n".join(text for text in texts if text.strip())


def _has_day(days: str, first: date, last: date) -> bool:
    week = range(min(7, (last - first).days + 1))
    return any(str((first + timedelta(days=n)).isoweekday()) in days for n in week)


def _choices(places: Iterable[Place]) -> list[Any]:
    """A building with its rooms below it; what stands alone is one choice."""
    choices: list[Any] = [("", _("Kies een ruimte"))]
    places = list(places)
    for place in places:
        if place.building_id:
            continue
        rooms = [(str(room.pk), room.name) for room in places if room.building_id == place.pk]
        if rooms:
            whole = (str(place.pk), _("{name}, het hele gebouw").format(name=place.name))
            choices.append((place.name, [*rooms, whole]))
        else:
            choices.append((str(place.pk), place.name))
    return choices


class ExceptionForm(QuietForm):
    """A day on which it is closed, more of them in a row, or one with times of its own."""

    kind = forms.ChoiceField(
        label=_lazy("Wat is er anders?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _lazy("Kies wat er anders is."),
            "invalid_choice": _lazy("Kies een van deze twee."),
        },
    )
    on = day_field(_lazy("Welke dag?"))
    until = day_field(
        _lazy("Tot en met welke dag?"),
        help_text=_lazy("Voor een vakantie: dan vallen alle keren daartussen weg."),
    )
    starts = Clock(label=_lazy("Van"), required=False)
    ends = Clock(label=_lazy("Tot"), required=False)
    because = one_line(
        _lazy("Waarom?"), 100, help_text=_lazy("Bijvoorbeeld: Pinksteren, of verbouwing.")
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        hours: Hours,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        self.hours = hours
        self.fields["on"].required = True
        self.fields["on"].error_messages["required"] = _("Kies een dag.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        on = cleaned.get("on")
        if on is None or not cleaned.get("kind"):
            return cleaned
        if not self.hours.is_in_season(on):
            self.add_error("on", _("Die dag valt buiten het seizoen van deze tijden."))
        elif cleaned["kind"] == EXTRA:
            self._check_extra(cleaned)
        else:
            self._check_closed(cleaned)
        return cleaned

    def _check_closed(self, cleaned: dict[str, Any]) -> None:
        on, until = cleaned["on"], cleaned.get("until")
        if until and until < on:
            self.add_error("until", _("De laatste dag komt nu voor de eerste."))
        elif until and (until - on).days > MOST_DAYS:
            self.add_error("until", _("Dat is meer dan een jaar. Kies dan een seizoen."))
        elif not self.closed_days():
            self.add_error("until" if until else "on", self._no_hours(is_range=until is not None))
        elif len(self.closed_days()) > MOST_EXCEPTIONS:
            self.add_error("until", _("Dat zijn te veel dagen. Kies dan een seizoen."))

    def _no_hours(self, *, is_range: bool) -> str:
        names = days_in_words(sorted(self.hours.weekdays))
        if is_range:
            return _("Op die dagen zijn er geen tijden. Die zijn er op {days}.").format(days=names)
        return _("Op die dag zijn er geen tijden. Die zijn er op {days}.").format(days=names)

    def _check_extra(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("until"):
            self.add_error("until", _("Extra kan per dag. Laat dit leeg."))
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        for name, typed in (("starts", starts), ("ends", ends)):
            if typed is None and name not in self.errors:
                self.add_error(name, _("Vul een tijd in."))
        if starts is None or ends is None:
            return
        wrong = wrong_length(starts, ends)
        if not wrong and self._overlaps(Span(cleaned["on"], starts, ends)):
            wrong = _("Dan zijn jullie er al. Kies tijden ervoor of erna.")
        if wrong:
            self.add_error("ends", wrong)

    def _overlaps(self, extra: Span) -> bool:
        """With the hours of every week, or another day on top; the same twice is no overlap."""
        around = (extra.day - DAY, extra.day, extra.day + DAY)
        hours = self.hours
        weekly = [Span(d, hours.starts, hours.ends) for d in around if hours.is_weekly_on(d)]
        others = [span for span in hours.extra if span != extra]
        return any(extra.overlaps(span) for span in [*weekly, *others])

    def closed_days(self) -> list[date]:
        """The days from `on` to `until` on which there are hours, closed already or not."""
        on = self.cleaned_data["on"]
        last = self.cleaned_data.get("until") or on
        days = (on + timedelta(days=n) for n in range((last - on).days + 1))
        hours = self.hours
        return [d for d in days if d.isoweekday() in hours.weekdays and hours.is_in_season(d)]

    def written(self) -> list[dict[str, Any]]:
        """What the verb takes, of each day."""
        said = self.cleaned_data
        because = said["because"]
        if said["kind"] == EXTRA:
            times = {"starts": said["starts"], "ends": said["ends"]}
            return [{"on": said["on"], **times, "because": because}]
        return [{"on": day, "because": because} for day in self.closed_days()]

    def as_text(self) -> str:
        texts = (self.typed(name) for name in ("on", "until", "starts", "ends", "because"))
        return "\n".join(text for text in texts if text.strip())
