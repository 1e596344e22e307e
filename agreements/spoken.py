"""What people said of one version: as this reader may read it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from agreements.carrying import Carrying, compute, newest_of_each
from agreements.models import AgreementVersion, Confirmation, OnBehalf
from agreements.own_word import as_shown
from agreements.states import Word
from agreements.threads import bring_home
from initiatives.access import Action
from initiatives.models import Initiative, LadderStep, Participant, Side
from initiatives.who import Who


class Spoken:
    """One query: the words. `present`: who takes part today, with `step` and `since`."""

    def __init__(self, version: AgreementVersion, who: Who, present: list[Participant]) -> None:
        self.version, self.who, self.present = version, who, present
        self.me: Participant | None = who.participant_in(version.initiative)

    @cached_property
    def _newest(self) -> list[Confirmation]:
        """Of each person what was said last, also where the word was taken back."""
        said = self.version.confirmations.select_related("by__merged_into", "talk", "hidden_by")
        found = newest_of_each(said)
        for confirmation in found:
            bring_home(confirmation, self.version.initiative)
        return found

    @cached_property
    def _words(self) -> list[Confirmation]:
        return [said for said in self._newest if said.word]

    @cached_property
    def mine(self) -> Confirmation | None:
        """The word of this reader."""
        if self.me is None:
            return None
        return next((c for c in self._words if c.person_id == self.me.pk), None)

    @cached_property
    def carrying(self) -> Carrying:
        """Who stands behind it. Without counts where this reader goes first."""
        on_behalf: OnBehalf | None = getattr(self.version, "on_behalf", None)
        computed = compute(self.version, self.present, self._words, on_behalf)
        return as_shown(computed, self.version, self.who, self._words)

    @property
    def hidden(self) -> str:
        """Why the words of others are not for this reader yet; "" when they are."""
        return self.carrying.backing.hidden

    @cached_property
    def confirmations(self) -> list[Confirmation]:
        """Every word that this reader may read."""
        if not self.hidden:
            return self._words
        return [self.mine] if self.mine else []

    @cached_property
    def to_read(self) -> list[Confirmation]:
        """What was said with it, and objections that were taken back; open objections first."""
        if self.hidden:
            return []
        said = [c for c in self._newest if c.objection or (c.word and _says_something(c))]
        return sorted(said, key=lambda c: (not c.is_open_objection, c.word != Word.OBJECT))

    @cached_property
    def goal(self) -> list[Confirmation]:
        """Other parties who stand behind the goal."""
        here = {person.pk for person in self.present}
        said = [c for c in self.confirmations if c.is_about_goal and c.person_id in here]
        return [c for c in said if not c.is_about_own_lines]

    @cached_property
    def own_lines(self) -> list[Confirmation]:
        """Other parties who stand behind their own lines."""
        here = {person.pk for person in self.present}
        return [c for c in self.confirmations if c.is_about_own_lines and c.person_id in here]

    @property
    def who_left(self) -> tuple[int, int]:
        """How many of the group ever stood behind it, and how many of those take no part now."""
        here = {person.pk for person in self.present}
        behind = [c for c in self._words if c.is_behind and c.by.side == Side.GROUP]
        return len(behind), sum(c.person_id not in here for c in behind)

    @property
    def waited_for(self) -> int:
        """How many of the group did not say anything yet. That tells nothing of what was said."""
        backing = compute(self.version, self.present, self._words, None).backing
        return backing.silent + backing.new

    @cached_property
    def excepted(self) -> Counter[str]:
        """By the key of a clause: how many of the group who take part now stand behind the rest,
        but not behind it."""
        here = {
            person.pk
            for person in self.present
            if person.side == Side.GROUP and person.step != LadderStep.VISITOR
        }
        counted = [c for c in self.confirmations if c.is_behind_but and c.person_id in here]
        return Counter(key for said in counted for key in said.except_keys)


def action_to_say(who: Who, initiative: Initiative) -> Action:
    """Another party says something of the goal; group and municipality of the text."""
    me = who.participant_in(initiative)
    is_other = me is not None and me.side == Side.OTHER
    return Action.SUPPORT_GOAL if is_other else Action.CONFIRM


def _says_something(said: Confirmation) -> bool:
    return said.word != Word.BEHIND or bool(said.text) or bool(said.except_keys)
