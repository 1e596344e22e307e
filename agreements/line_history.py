"""One line over time: how it stands, and everything that was said of it in every version."""

from __future__ import annotations

from functools import cached_property

from agreements.how_it_stands import Can, LineStands, give_home, texts_in
from agreements.load_progress import load_progress
from agreements.loading import load_people
from agreements.models import Commitment, CommitmentUpdate
from agreements.people import people_of
from agreements.states import Status
from initiatives.models import Participant
from initiatives.who import Who

ON_A_PAGE = 15


class LinePage:
    """What the page about `line` shows to `who`; `number`: which page of what was said."""

    def __init__(self, line: Commitment, who: Who, *, number: int = 1) -> None:
        self.line, self.who, self.number = line, who, number
        self.version = line.clause.version
        self.initiative = self.version.initiative
        self._found = load_people(self.initiative, texts_in([line]))
        who.know(self.initiative, self._found.present)
        self.me = who.participant_in(self.initiative)

    @cached_property
    def people(self) -> dict[int, Participant]:
        return people_of(self.initiative, self._found.texts, known=self._found.known)

    @property
    def holds(self) -> bool:
        return bool(self.version.status == Status.IN_EFFECT)

    @cached_property
    def can(self) -> Can:
        return Can(self.who, self.version, self.me)

    @cached_property
    def stands(self) -> LineStands | None:
        """How it stands; None for what cannot be kept, and in a text that does not hold."""
        if not self.holds:
            return None
        at = load_progress([self.line]).get(self.line.pk)
        if at and at.last is not None:
            give_home(at.last, self.version.agreement)
        return self.can.look_at(at) if at else None

    @cached_property
    def _said(self) -> list[CommitmentUpdate]:
        """One page of what was said, the newest first, and one more."""
        start = (self.number - 1) * ON_A_PAGE
        said = CommitmentUpdate.objects.about(self.line).select_related(
            "commitment__clause__version",
            "by__merged_into",
            "hidden_by__merged_into",
            "other_view__by__merged_into",
            "other_view__hidden_by__merged_into",
        )[start : start + ON_A_PAGE + 1]
        for word in said:
            give_home(word, self.version.agreement)
        return list(said)

    @property
    def said(self) -> list[CommitmentUpdate]:
        return self._said[:ON_A_PAGE]

    @property
    def newer_url(self) -> str:
        return f"?page={self.number - 1}" if self.number > 1 else ""

    @property
    def older_url(self) -> str:
        return f"?page={self.number + 1}" if len(self._said) > ON_A_PAGE else ""

    @property
    def seen(self) -> int | None:
        """The word that is on the screen: what somebody says now comes after it."""
        if self.number > 1:
            newest = CommitmentUpdate.objects.about(self.line).first()
            return newest.pk if newest else None
        return self.said[0].pk if self.said else None

    @cached_property
    def elsewhere(self) -> Commitment | None:
        """The same line in the text that holds now, when this is another one."""
        if self.holds:
            return None
        return Commitment.objects.filter(
            key=self.line.key,
            clause__version__agreement=self.version.agreement_id,
            clause__version__status=Status.IN_EFFECT,
        ).first()
