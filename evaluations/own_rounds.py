"""The group's own round on the screen: what was said, in an order that says nothing of who."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.utils.crypto import salted_hmac

from evaluations.models import GroupRound, RoundAnswer
from evaluations.models.own_round import OWN_SIDES
from evaluations.states import RoundMood
from initiatives.models import Initiative
from initiatives.who import Who

ON_A_PAGE = 40
FEW_ROUNDS = 3


def is_own(who: Who, initiative: Initiative) -> bool:
    """Whether `who` is of the group or guides it: those whose round it is."""
    me = who.participant_in(initiative)
    return me is not None and me.side in OWN_SIDES


def latest_rounds(who: Who, initiative: Initiative) -> list[GroupRound]:
    """The last rounds that `who` may read, the newest first. One query."""
    found = GroupRound.objects.visible_to(who).filter(initiative=initiative)
    return list(found[:FEW_ROUNDS])


@dataclass(frozen=True)
class Said:
    """One text. `holds_place`: it is the first one shown of that answer."""

    answer: RoundAnswer
    text: str
    holds_place: bool


@dataclass(frozen=True)
class Mood:
    mood: RoundMood
    count: int
    width: float  # of 100


class RoundPage:
    """One round for who reads it: its own answer while it runs, and all of them afterwards."""

    def __init__(self, running: GroupRound, who: Who, number: int = 1) -> None:
        self.round, self.who, self.number = running, who, number
        self.is_own = is_own(who, running.initiative)

    @cached_property
    def answers(self) -> list[RoundAnswer]:
        """In an order that is always the same, and says nothing of who answered when."""
        found = list(self.round.answers.select_related("hidden_by__merged_into"))
        for answer in found:
            answer.round = self.round
            if answer.hidden_by is not None:
                answer.hidden_by.initiative = self.round.initiative
        return sorted(found, key=lambda a: salted_hmac("own-round", str(a.pk)).hexdigest())

    @cached_property
    def mine(self) -> RoundAnswer | None:
        me = self.who.participant_in(self.round.initiative)
        return next((a for a in self.answers if me is not None and a.by_id == me.pk), None)

    @property
    def count(self) -> int:
        return len(self.answers)

    @property
    def shown_count(self) -> int:
        return sum(1 for answer in self.answers if answer.hidden_at is None)

    @property
    def moods(self) -> list[Mood]:
        counts = Counter(answer.mood for answer in self.answers)
        most = max(counts.values(), default=1)
        return [Mood(mood, counts[mood], 100 * counts[mood] / most) for mood in RoundMood]

    @cached_property
    def _on_page(self) -> list[RoundAnswer]:
        start = (self.number - 1) * ON_A_PAGE
        return self.answers[start : start + ON_A_PAGE]

    @property
    def newer_url(self) -> str:
        return f"?page={self.number - 1}" if self.number > 1 else ""

    @property
    def older_url(self) -> str:
        return f"?page={self.number + 1}" if self.count > self.number * ON_A_PAGE else ""

    @cached_property
    def hidden(self) -> list[RoundAnswer]:
        return [answer for answer in self._on_page if answer.hidden_at is not None]

    @cached_property
    def questions(self) -> list[tuple[str, str, list[Said]]]:
        """(field, the group's own question or "", what was said), of what holds any text."""
        placed: set[int] = set()
        found: list[tuple[str, str, list[Said]]] = []
        for field in ("good", "better", "own"):
            texts = []
            for answer in self._on_page:
                text = getattr(answer, field)
                if text and answer.hidden_at is None:
                    texts.append(Said(answer, text, answer.pk not in placed))
                    placed.add(answer.pk)
            if texts:
                found.append((field, self.round.question if field == "own" else "", texts))
        return found
