"""A lesson: what happened, what people take along, what it looks like, and who may read it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import PlainText
from evaluations.models import Lesson
from evaluations.patterns import BY_KEY
from evaluations.patterns import CHOICES as PATTERNS

US, EVERYONE = "wij", "iedereen"
READERS = [
    (US, _lazy("Wij: wie meedoet aan dit initiatief")),
    (EVERYONE, _lazy("Iedereen die hier werkt of meedoet, ook bij andere initiatieven")),
]


class LessonForm(forms.Form):
    happened = PlainText(
        label=_lazy("Wat gebeurde er?"),
        max_length=400,
        help_text=_lazy("In je eigen woorden. Schrijf geen namen."),
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": ""}),
        error_messages={"required": _lazy("Schrijf kort wat er gebeurde.")},
    )
    text = PlainText(
        label=_lazy("Wat nemen jullie mee?"),
        max_length=400,
        help_text=_lazy("Zo dat een ander er ook iets aan heeft."),
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": ""}),
        error_messages={"required": _lazy("Schrijf in één zin wat je meeneemt.")},
    )
    pattern = forms.ChoiceField(
        label=_lazy("Lijkt het op een van deze patronen?"),
        choices=[("", _lazy("Nee, of ik weet het niet")), *PATTERNS],
        required=False,
        error_messages={"invalid_choice": _lazy("Kies een patroon uit de lijst.")},
    )
    readers = forms.ChoiceField(
        label=_lazy("Wie mag deze les lezen?"),
        choices=READERS,
        initial=US,
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Kies wie deze les mag lezen.")},
    )

    def said(self) -> dict[str, Any]:
        """What `Lesson.write` and `Lesson.change` take."""
        said = self.cleaned_data
        return {
            "happened": said["happened"],
            "text": said["text"],
            "pattern": said["pattern"],
            "is_for_everyone": said["readers"] == EVERYONE,
        }


class EditLessonForm(LessonForm):
    revision = forms.IntegerField(
        required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput
    )

    @property
    def seen(self) -> int:
        """The revision that was on the screen."""
        return self.cleaned_data["revision"] or 0

    @staticmethod
    def of(lesson: Lesson) -> dict[str, object]:
        """What the form shows at first."""
        return {
            "happened": lesson.happened,
            "text": lesson.text,
            "pattern": lesson.pattern,
            "readers": EVERYONE if lesson.is_for_everyone else US,
            "revision": lesson.revision,
        }

    def beside(self, now: dict[str, object]) -> dict[str, str]:
        """What somebody else put there meanwhile, by label. From here the form is about that."""
        self.data = {**dict(self.data.items()), "revision": now["revision"]}
        pattern = BY_KEY.get(str(now["pattern"]))
        readers = dict(READERS)[EVERYONE if now["is_for_everyone"] else US]
        return {
            str(self.fields["happened"].label): str(now["happened"]),
            str(self.fields["text"].label): str(now["text"]),
            str(self.fields["pattern"].label): str(pattern.name) if pattern else _("geen"),
            str(self.fields["readers"].label): str(readers),
        }
