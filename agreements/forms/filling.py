"""Every open blank of a draft as an input in its sentence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms

from agreements.blanks import split_on_blanks
from agreements.forms.blanks import BlanksForm
from agreements.forms.fields import refuse_people


def mark_of(text: str) -> str:
    """A short mark of a text, to know whether it is still the one that was read."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


# What does not go to the next line without the words before it.
STAYS = re.compile(r"[^\w\s]+")


@dataclass(frozen=True)
class Piece:
    """Words, or a blank: then `field` is the input in its place, and `end` what follows at once."""

    words: str
    is_blank: bool = False
    field: forms.BoundField | None = None
    end: str = ""


class SpotForm(BlanksForm):
    """One text with inputs for its blanks. The text itself is not sent: it is what stands there.

    `stored`: the text as it is kept; `typed`: with people as a writer types them; `shown`: as this
    reader sees it. `most`: how long it can be. `names_people`: whether
    somebody can be named in it by reference.
    """

    blanks_in = "text"

    text = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        stored: str,
        as_typed: str,
        shown: str,
        most: int,
        names: Mapping[str, str],
        names_people: bool,
        **kwargs: Any,
    ) -> None:
        names = names if names_people else {}
        super().__init__(*args, initial={"text": as_typed}, label_suffix="", names=names, **kwargs)
        self.names_people = names_people
        self.fields["text"].max_length = most  # type: ignore[attr-defined]
        self.mark = mark_of(stored)
        self.as_typed = as_typed
        self.shown = shown

    @property
    def mark_name(self) -> str:
        return self.add_prefix("mark")

    @property
    def answers(self) -> list[tuple[str, str]]:
        """What was sent, without what was left open: (name of the blank, answer)."""
        sent = ((name, self.typed(f"blank_{n}").strip()) for n, name in enumerate(self.blanks))
        return [(name, answer) for name, answer in sent if answer]

    def put_back(self, answers: list[tuple[str, str]]) -> None:
        """Shows once more what somebody typed, in blanks that have the same name."""
        rest = list(answers)
        for n, name in enumerate(self.blanks):
            answer = next((pair for pair in rest if pair[0] == name), None)
            if answer:
                rest.remove(answer)
                self.initial[f"blank_{n}"] = answer[1]

    @property
    def is_as_read(self) -> bool:
        return self.typed("mark") == self.mark

    @property
    def is_done_already(self) -> bool:
        """The answers stand in the text: the form was sent twice."""
        return all(answer in self.shown for _name, answer in self.answers)

    @property
    def pieces(self) -> list[Piece]:
        """What is read, in order, with the inputs in their places."""
        fields = iter(self.blank_fields)
        pieces: list[Piece] = []
        for words, is_blank in split_on_blanks(self.shown):
            if is_blank:
                pieces.append(Piece(words, is_blank=True, field=next(fields, None)))
                continue
            end = STAYS.match(words) if pieces else None
            if end:
                pieces[-1] = replace(pieces[-1], end=end.group())
            pieces.append(Piece(words[end.end() :] if end else words))
        return pieces

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["text"] = self.as_typed
        cleaned = super().clean()
        if not self.names_people:
            try:
                refuse_people(cleaned.get("text", ""))
            except forms.ValidationError as refusal:
                self.add_error("text", refusal)
        return cleaned

    @property
    def text_errors(self) -> list[str]:
        return [str(error) for error in self["text"].errors]
