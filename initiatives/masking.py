"""Taking a name out of texts: where it stands as a word of its own comes "een deelnemer"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django.db.models import F, Q

from accounts.personal import Personal
from initiatives.models import Event, Initiative
from initiatives.names import name_key

# In the language of the texts, whatever the language of the screen.
INSTEAD = "een deelnemer"
# Where the text would become longer than its field.
SHORT = "…"
# As a nickname these tell nobody apart, and taking them out would break every sentence.
ORDINARY = frozenset(
    re.findall(
        r"\w+",
        """aan al als bij da dan dat de deze die dit door dus een en er ga gaat geen ging haar had
        heb hebben heeft hem het hier hij hoe hun ik in is ja je jij jou jouw jullie kan kom komt
        maar me mee meer men met mij mijn mag moet na naar nee niet niks nog nu of om ons onze ook
        op over samen s t te tot u uit van veel voor vrij waar wat we weg wel wie wij wil worden
        zal ze zich zij zijn zo zou""",
    )
)
# Somebody who is named by number: "12" can be a nickname too.
REFERENCE = r"\{@\d+\}"
BEGINNING = re.compile(r"(?:[.!?:]\s+|(?:^|\n)\s*(?:[-*•]\s+)?)$")


class Mask:
    """The names of one person, ready to be taken out of texts.

    A name counts as a whole word, as it is or with a capital, also as "Noors", "Noor's" and
    "Hans'".
    """

    def __init__(self, names: Iterable[str]) -> None:
        found = {" ".join(name.split()) for name in names}
        # Others write "Noor" for who typed "noor".
        found |= {name[:1].upper() + name[1:] for name in found}
        self.names = sorted(
            (name for name in found if name and name_key(name) not in ORDINARY),
            key=len,
            reverse=True,
        )
        words = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in self.names)
        name = rf"(?<!\w)(?:{words})(?:['’]?s|['’])?(?!\w)"
        self._pattern = re.compile(rf"{REFERENCE}|{name}") if words else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def over(self, text: str, most: int | None = None) -> str:
        """`text` without the names, at most `most` characters when that is given."""
        if self._pattern is None:
            return text
        masked = self._pattern.sub(lambda match: _unless_reference(match, _fitting), text)
        if most is not None and len(masked) > most:
            return self._pattern.sub(
                lambda match: _unless_reference(match, lambda _match: SHORT), text
            )
        return masked

    def over_value(self, value: Any) -> Any:
        """The same for what JSON holds."""
        if isinstance(value, str):
            return self.over(value)
        if isinstance(value, dict):
            masked = {key: self.over_value(item) for key, item in value.items()}
            # A name by itself becomes nothing; showing it says "een deelnemer" in any language.
            return {
                k: "" if k == "name" and masked[k] != value[k] else v for k, v in masked.items()
            }
        if isinstance(value, list):
            return [self.over_value(item) for item in value]
        return value


def _unless_reference(match: re.Match[str], instead: Callable[[re.Match[str]], str]) -> str:
    return match[0] if match[0].startswith("{@") else instead(match)


def _fitting(match: re.Match[str]) -> str:
    """With a capital where a sentence begins."""
    if BEGINNING.search(match.string[: match.start()]):
        return INSTEAD[0].upper() + INSTEAD[1:]
    return INSTEAD


def mask_rows(
    rows: Personal, initiative: Initiative, mask: Mask, *, but: Q | None = None
) -> list[models.Model]:
    """Masks the texts of `rows` in `initiative`, but those, and gives those that changed.

    A text with a revision gets the next one: whoever has the old text open in a form, and saves
    it, is shown both texts instead of bringing the name back.
    """
    fields = rows.masked()
    if not fields or not mask:
        return []
    may_hold = Q()
    for field in fields:
        for name in mask.names:
            may_hold |= Q(**{f"{field}__contains": name.split()[0]})
    # Every row: also what was taken out of a draft can be put back.
    manager = rows.model._base_manager
    has_revision = any(field.name == "revision" for field in rows.model._meta.fields)
    also = {"revision": F("revision") + 1} if has_revision else {}
    changed = []
    found = manager.filter(may_hold, **{rows.home: initiative.pk}).order_by("pk")
    for row in found.exclude(but) if but else found:
        after = {}
        for field in fields:
            before = getattr(row, field)
            # Models say how much fits; texts without a limit have none.
            most = rows.model._meta.get_field(field).max_length  # type: ignore[union-attr]
            masked = mask.over(before, most)
            if masked != before:
                after[field] = masked
        if after:
            manager.filter(pk=row.pk).update(**after, **also)
            changed.append(row)
    return changed


def mask_events(initiative: Initiative, mask: Mask) -> None:
    """The words in the lines of the timeline. Nothing else of a line ever changes."""
    if not mask:
        return
    events = Event.objects.filter(initiative=initiative).exclude(data={}).order_by("pk")
    for event in events.iterator(chunk_size=500):
        masked = mask.over_value(event.data)
        if masked != event.data:
            Event.objects.filter(pk=event.pk).update(data=masked)
