"""The page on how an agreement goes: per side what is kept, running, late, silent; worst first.

Seven queries at most, whatever the number of lines; the version comes with its pause and link.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from agreements.load_progress import LineProgress, load_progress
from agreements.loading import load_people
from agreements.models import Agreement, AgreementVersion, Commitment, CommitmentUpdate
from agreements.models.clause import TEXTS
from agreements.models.progress import may_answer, side_of, speaks_for
from agreements.people import people_of
from agreements.silence import Silence, lines_of, load_asks, silences
from agreements.states import Party
from initiatives.access import Action, may
from initiatives.models import Participant
from initiatives.who import Who

# So many lines of a side stand on the page; the rest one tap further, in pages.
MOST_LINES = 15
ON_A_PAGE = 40
# As on the page of the group: what the municipality does, and what the group does.
PARTIES = (Party.MUNICIPALITY, Party.GROUP, Party.BOTH, Party.OTHER)
# What a side is called in an address.
IN_PATH = {"gemeente": Party.MUNICIPALITY, "groep": Party.GROUP}
IN_QUERY = {**IN_PATH, "samen": Party.BOTH, "anderen": Party.OTHER}


@dataclass
class LineStands:
    """One line as this reader sees it, and what this reader can do with it."""

    at: LineProgress
    may_say: bool = False
    may_answer: bool = False

    @property
    def asks_me(self) -> bool:
        """Whether it waits for a word of this reader's side."""
        return self.may_say and (self.at.needs_a_word or self.at.passed_unsaid)

    @property
    def answers_now(self) -> bool:
        """Whether it waits for what this reader's side says of "gedaan"."""
        return self.may_answer and not hasattr(self.at.word, "other_view")


@dataclass
class SideStands:
    """All lines of one side."""

    party: str
    slug: str
    lines: list[LineStands]
    silence: Silence | None = None
    may_ask: bool = False
    is_mine: bool = False
    # Those that simply hold.
    quiet: list[LineStands] = field(default_factory=list)
    # Which page of it, where this side stands alone.
    number: int | None = None

    @property
    def _start(self) -> int:
        return ((self.number or 1) - 1) * ON_A_PAGE

    @property
    def shown(self) -> list[LineStands]:
        if self.number is None:
            return self.lines[:MOST_LINES]
        return self.lines[self._start : self._start + ON_A_PAGE]

    @property
    def shown_quiet(self) -> list[LineStands]:
        if self.number is None:
            return self.quiet[:MOST_LINES]
        start = max(self._start - len(self.lines), 0)
        return self.quiet[start : start + ON_A_PAGE - len(self.shown)]

    @property
    def opens_quiet(self) -> bool:
        return self.number is not None and not self.shown

    @property
    def more(self) -> int:
        """How many stand only on the page of this side alone."""
        if self.number is not None:
            return 0
        return len(self.lines) + len(self.quiet) - len(self.shown) - len(self.shown_quiet)

    @property
    def newer_url(self) -> str:
        return f"?wie={self.slug}&page={self.number - 1}" if self.number and self.number > 1 else ""

    @property
    def older_url(self) -> str:
        left = len(self.lines) + len(self.quiet) - self._start - ON_A_PAGE
        return f"?wie={self.slug}&page={self.number + 1}" if self.number and left > 0 else ""

    @property
    def counts(self) -> list[Count]:
        """How many lines stand how, the worst first; each line counts once."""
        return counts_of(line.at for line in self.lines)


@dataclass
class Count:
    word: str
    tone: str
    n: int = 0


def counts_of(lines: Iterable[LineProgress]) -> list[Count]:
    """How many of `lines` stand how, in their order; each counts once."""
    found: dict[str, Count] = {}
    for at in lines:
        count = found.setdefault(at.word_of_pill, Count(at.word_of_pill, at.tone))
        count.n += 1
        count.tone = "bad" if "bad" in (count.tone, at.tone) else count.tone
    return list(found.values())


class ProgressPage:
    """Everything that the page about `version` shows to `who`. `only`: one side, all of it."""

    def __init__(
        self, version: AgreementVersion, who: Who, *, only: str = "", number: int = 1
    ) -> None:
        self.version, self.who, self.only, self.number = version, who, only, number
        self.agreement = version.agreement
        self.initiative = version.initiative
        self.initiative.link_writes = version.link_writes  # type: ignore[attr-defined]
        self._lines = lines_of(version)
        self._found = load_people(self.initiative, texts_in(self._lines))
        who.know(self.initiative, self._found.present, is_shared=True)
        self.me = who.participant_in(self.initiative)

    @cached_property
    def people(self) -> dict[int, Participant]:
        """Those whom the lines mention."""
        return people_of(self.initiative, self._found.texts, known=self._found.known)

    @property
    def is_paused(self) -> bool:
        return bool(self.version.paused_at)  # type: ignore[attr-defined]

    @cached_property
    def progress(self) -> dict[int, LineProgress]:
        found = load_progress(self._lines)
        for at in found.values():
            if at.last is not None:
                give_home(at.last, self.agreement)
        return found

    @cached_property
    def _silences(self) -> dict[tuple[int, str], Silence]:
        if not any(at.silent_since for at in self.progress.values()):
            return {}
        return silences(self.progress.values(), load_asks([self.agreement.pk]))

    @cached_property
    def can(self) -> Can:
        return Can(self.who, self.version, self.me)

    @cached_property
    def sides(self) -> list[SideStands]:
        slugs = {party: slug for slug, party in IN_QUERY.items()}
        found = [self._side(party, slugs[party]) for party in PARTIES]
        return [side for side in found if side.lines or side.quiet]

    def _side(self, party: Party, slug: str) -> SideStands:
        mine = [at for at in self.progress.values() if at.line.party == party]
        wanted = not self.only or self.only == slug
        lines = [self.can.look_at(at) for at in sorted(mine, key=lambda at: at.place)]
        my_side = side_of(self.me) if self.me else ""
        return SideStands(
            party.value,
            slug,
            [line for line in lines if not line.at.is_quiet] if wanted else [],
            self._silences.get((self.agreement.pk, party.value)),
            may_ask=self.can.ask and slug in IN_PATH and my_side != party,
            is_mine=my_side == party,
            quiet=[line for line in lines if line.at.is_quiet] if wanted else [],
            number=self.number if self.only else None,
        )


class Can:
    """What this reader can do with the lines of one text."""

    def __init__(self, who: Who, version: AgreementVersion, me: Participant | None) -> None:
        self.me = me
        self.say = may(who, Action.SAY_PROGRESS, version)
        self.answer = may(who, Action.ANSWER_PROGRESS, version)
        self.ask = may(who, Action.ASK_NEWS, version)
        self.log = may(who, Action.WRITE_LOG, version)
        # Whoever reads by the link and has no name yet says first who it is.
        self.sit = me is None and may(who, Action.TAKE_SEAT, version)

    def look_at(self, at: LineProgress) -> LineStands:
        me, word = self.me, at.word
        if me is None:
            return LineStands(at)
        answers = word is not None and word.takes_an_answer and may_answer(word, me)
        return LineStands(
            at,
            may_say=self.say and speaks_for(at.line, me) and not at.waits_for_step,
            may_answer=self.answer and answers,
        )


def give_home(word: CommitmentUpdate, agreement: Agreement) -> None:
    """What was said knows where it belongs, so that names and menus cost no query."""
    initiative = agreement.initiative
    word.commitment.clause.version.agreement = agreement
    word.by.initiative = initiative
    if word.hidden_by is not None:
        word.hidden_by.initiative = initiative
    view = getattr(word, "other_view", None)
    if view is not None:
        view.by.initiative = initiative
        if view.hidden_by is not None:
            view.hidden_by.initiative = initiative


def texts_in(lines: Iterable[Commitment]) -> list[str]:
    return [getattr(line, name) for line in lines for name in TEXTS]
