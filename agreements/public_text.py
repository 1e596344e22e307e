"""The public version of an agreement: the same text without a person in it.

Nobody is named, of neither side. A reference to somebody becomes what that person is; a name that
somebody typed as plain words becomes "een deelnemer". No code, no label of hours, no reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from agreements.models import Confirmation
from agreements.paper_text import AgreementPaper, row
from agreements.people import REFERENCE, SENTENCE_END
from initiatives.masking import Mask
from initiatives.models import Initiative, Participant, Side

WORDS = {
    Side.MUNICIPALITY: "iemand van de gemeente",
    Side.GUIDE: "iemand van de begeleiding",
    Side.OTHER: "iemand van een andere partij",
}
# So many names are looked for in what people typed; the newest first.
MOST_NAMES = 600


def names_to_leave_out(initiative: Initiative) -> list[str]:
    """Every name under which somebody took part, and names that they had before. One query.

    Not those of other parties without an account: that is a party, as "de buren".
    """
    people = Participant.objects.filter(initiative=initiative).exclude(name="")
    people = people.exclude(side=Side.OTHER, user=None).order_by("-pk")
    found: list[str] = []
    for side, name, former in people.values_list("side", "name", "former_names")[:MOST_NAMES]:
        found += [name, *former.split("\n")]
        # Of officials a text often has only the first name, or only the last. Of the group only the
        # first: "Team Kelder" would take the word for the room out of the text.
        parts = name.split()[:1] if side == Side.GROUP else name.split()
        found += [part for part in parts if part[0].isupper() and len(part) > 2]
    # As in a heading, too.
    return found + [name.upper() for name in found]


class PublicPaper(AgreementPaper):
    """What may go to whoever asks for it."""

    # Why a version came is a word among those who made it.
    columns = 2
    is_for_outside = True
    mask: Mask

    def leave_out(self, names: Iterable[str]) -> PublicPaper:
        self.mask = Mask(names)
        return self

    def show(self, text: str, *, is_inside: bool = False) -> str:
        plain = self._without_officials(text, is_inside=is_inside)
        return self.mask.over(super().show(plain, is_inside=is_inside))

    def _without_officials(self, text: str, *, is_inside: bool) -> str:
        """References to anybody but the group become what that person is."""

        def show(match: re.Match[str]) -> str:
            person = self.people.get(int(match[1]))
            word = WORDS.get(Side(person.side)) if person else None
            if word is None:
                return match[0]
            before = text[: match.start()]
            starts = not before.strip() or SENTENCE_END.search(before)
            return word[0].upper() + word[1:] if starts and not is_inside else word

        return REFERENCE.sub(show, text)

    def behind(self) -> list[dict[str, str]]:
        """Whether each side carries it: counts of a small group can point at somebody."""
        carrying = self.page.carrying
        if carrying.backing.hidden:
            return []
        group = "De groep staat erachter." if carrying.by_group else "De groep praat er nog over."
        return [
            row(group, Side.GROUP),
            row(self.word_of_municipality(carrying.mandates), Side.MUNICIPALITY),
        ]

    def word_of_municipality(self, mandates: list[Confirmation]) -> str:
        return super().word_of_municipality(mandates).partition(" Dat zegt")[0]
