"""What a page about one version shows, loaded in a bounded number of queries.

Five, whatever the size: clauses with their lines, open points, people, comments, words. The
version itself comes from `for_reading`.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.utils import timezone

from agreements.advice import by_clause
from agreements.asking import (
    Question,
    last_day_now,
    load_questions,
    near_end,
    ran_out_on,
)
from agreements.at_a_glance import Glance, at_a_glance
from agreements.beside import Beside
from agreements.carrying import Carrying
from agreements.clause_views import ClauseView, clause_views
from agreements.comparing import Piece, compare
from agreements.conversation import MOST_BELOW, gone_from
from agreements.explaining import Explained
from agreements.hours_to_read import HoursView, hours_of, read_hours
from agreements.load_progress import LineProgress, load_progress
from agreements.loading import People, load_clauses, load_open_points, load_people, texts_of
from agreements.looking import News, news_of
from agreements.models import (
    Agreement,
    AgreementVersion,
    Clause,
    Commitment,
    Confirmation,
    LegalAdvice,
    OnBehalf,
    OpenPoint,
    UseSlot,
)
from agreements.models.progress import side_of
from agreements.open_points import PointView, point_views
from agreements.people import people_of, show_people
from agreements.proposals import Proposals, ProposalView
from agreements.roles import RoleRow, roles_in
from agreements.sealing import seal_of
from agreements.spoken import Spoken
from agreements.states import ASKS_FOR_A_WORD, OPEN, Status
from agreements.steps import Steps
from agreements.threads import Thread, load_threads
from initiatives.models import Participant
from initiatives.who import Who

# From so many clauses on there is an outline to jump with.
LONG = 6
# Above so many reactions and proposals in all, they open one clause at a time.
MOST_SAID = 40
# So many concerns and objections stand on the page; a link shows all.
MOST_WORDS = 10


class VersionPage:
    """Everything that the page of `version` shows to `who`."""

    def __init__(
        self,
        version: AgreementVersion,
        who: Who,
        *,
        shows_changes: bool | None = None,
        base: AgreementVersion | None = None,
        only: str | None = None,
        shows_all: bool = False,
        text_only: bool = False,
    ) -> None:
        """What changed is shown while a text is being agreed on, or when somebody asks for it.

        `base`: what it is compared with, when that is not the version it was copied from. `only`:
        the key of the one clause that is wanted, with what was said about it. `shows_all`:
        everything that was said, not the first of it. `text_only`: the text as it stands, and
        nothing of what was said about it.
        """
        self.version = version
        if shows_changes is None:
            is_talked_about = version.status in (Status.DRAFT, Status.PROPOSED) and not text_only
            shows_changes = base is not None or is_talked_about
        self.compared_with = base or version.copied_from
        self.shows_changes = shows_changes and self.compared_with is not None
        self.who = who
        self.only = only
        self.shows_all = shows_all
        self.most = None if shows_all and only is not None else MOST_BELOW
        self.text_only = text_only
        self.agreement: Agreement = version.agreement
        self.initiative = version.initiative
        self.beside = Beside(version)
        # `for_reading` says whether a link lets its holder write, for who takes no part.
        self.initiative.link_writes = version.link_writes  # type: ignore[attr-defined]
        who.know(self.initiative, self.present, is_shared=True)
        self.me: Participant | None = who.participant_in(self.initiative)

    @property
    def base(self) -> int | None:
        """The version that this one is compared with."""
        return self.compared_with.pk if self.shows_changes and self.compared_with else None

    @property
    def _versions(self) -> list[int]:
        return [pk for pk in (self.version.pk, self.base) if pk]

    @cached_property
    def _clauses(self) -> dict[int, list[Clause]]:
        return load_clauses(self._versions, key=self.only)

    @cached_property
    def _points(self) -> dict[int, list[OpenPoint]]:
        return load_open_points(self._versions) if self.only is None else {}

    @cached_property
    def _people(self) -> People:
        texts = [text for clauses in self._clauses.values() for text in texts_of(clauses)]
        texts += [text for points in self._points.values() for text in texts_of([], points)]
        if self.text_only:
            return load_people(self.initiative, texts)
        texts += self.other_texts.texts
        found = load_people(self.initiative, texts, also=self.beside.people)
        self.beside.bring_home(found.known)
        self.other_texts.known = found.known
        return found

    @property
    def present(self) -> list[Participant]:
        """Who takes part today."""
        return self._people.present

    @cached_property
    def people(self) -> dict[int, Participant]:
        """Those whom the texts mention."""
        return people_of(self.initiative, self._people.texts, known=self._people.known)

    @cached_property
    def threads(self) -> dict[str, list[Thread]]:
        return load_threads(self.agreement, self.who, key=self.only)

    @cached_property
    def other_texts(self) -> Proposals:
        """What people proposed instead of what stands here."""
        is_draft = self.version.is_draft
        return Proposals(self.agreement, self.who, clause_key=self.only or "", in_draft=is_draft)

    @cached_property
    def clauses(self) -> list[ClauseView]:
        """The clauses in order, each with what changed and what was said; removed ones last."""
        before = self._clauses.get(self.base, []) if self.base else None
        views = clause_views(self._clauses[self.version.pk], before, self._show)
        if not self.text_only:
            for view in views:
                self._add_talk(view)
        return views

    def _show(self, text: str) -> str:
        return show_people(text, self.who, self.people)

    def _add_talk(self, view: ClauseView) -> None:
        view.threads, view.most = self.threads[view.clause.key], self.most
        if view.change != "removed":
            if self.takes_reactions:
                view.proposals = self.other_texts.open_on(view.clause)
            view.past_proposals = self.other_texts.past_count(view.clause)
            view.credits = self.other_texts.credits_of(self.version, view.clause)

    @cached_property
    def gone_proposals(self) -> list[ProposalView]:
        """Other texts that wait, for clauses that this text does not have."""
        if self.only is not None or self.text_only or not self.takes_reactions:
            return []
        here = {view.clause.key for view in self.clauses if view.change != "removed"}
        return self.other_texts.elsewhere(here)

    @cached_property
    def gone(self) -> list[Thread]:
        """What was said about clauses that this text does not have; the newest, oldest first."""
        here = {view.clause.key for view in self.clauses}
        return gone_from(self.threads, here) if self.only is None and not self.text_only else []

    @cached_property
    def open_points(self) -> list[PointView]:
        """What is not agreed yet, and what changed in that."""
        before = self._points.get(self.base, []) if self.base else None
        points = self._points.get(self.version.pk, [])
        said = {} if self.text_only else {w.point.key: w for w in self.beside.point_words}
        return point_views(points, before, said)

    @cached_property
    def hours(self) -> list[HoursView]:
        """When and where, and what changed in that."""
        if self.only is not None:
            return []
        return read_hours(self.beside.slots, self._hours_before)

    @property
    def _hours_before(self) -> list[UseSlot] | None:
        if self.compared_with is None or not self.shows_changes:
            return None
        is_source = self.compared_with.pk == self.version.copied_from_id
        return self.beside.slots_before if is_source else hours_of(self.compared_with)

    @property
    def every_line(self) -> list[Commitment]:
        """The lines of this text."""
        clauses = self._clauses[self.version.pk]
        return [line for clause in clauses for line in clause.commitments.all()]

    @cached_property
    def steps(self) -> Steps | None:
        """Which "als …" is so; not on paper, where a line stands as it was agreed."""
        return None if self.text_only else Steps(self.version, self.who, marks=self.beside.marks)

    @cached_property
    def progress(self) -> dict[int, LineProgress]:
        """Commitment pk -> how it stands today; of a text in effect. At most three queries."""
        if not self.is_running:
            return {}
        lines = self.every_line
        for line in lines:
            line.clause.version = self.version
        reached = self.steps.reached_days(lines) if self.steps else None
        return load_progress(lines, reached=reached)

    @cached_property
    def glance(self) -> Glance:
        """How it goes, for the card beside the text."""
        return at_a_glance(self.progress.values(), self.me)

    @cached_property
    def advice(self) -> dict[str, list[LegalAdvice]]:
        """Questions of law, by clause."""
        if self.text_only:
            return {}
        return by_clause(self.beside.advice, self.agreement)

    @cached_property
    def roles(self) -> list[RoleRow]:
        """Who does what, as far as this reader may read it."""
        of_version = self.version.pk
        points = self._points.get(of_version, [])
        return roles_in(self.who, self.present, self._clauses[of_version], points)

    @cached_property
    def shows_talk(self) -> bool:
        """Whether reactions and proposals stand below their clause. With very many each clause
        says how many it has, and opens them when asked."""
        return self.only is not None or sum(v.said_count for v in self.clauses) <= MOST_SAID

    @property
    def today(self) -> date:
        return timezone.localdate()

    @property
    def has_outline(self) -> bool:
        return len(self.clauses) >= LONG

    @cached_property
    def purpose_pieces(self) -> list[Piece] | None:
        """The purpose as words struck and added, when it changed."""
        return self._pieces_of("purpose")

    @cached_property
    def vision_pieces(self) -> list[Piece] | None:
        """The shared sentence in the same way."""
        return self._pieces_of("vision")

    def _pieces_of(self, name: str) -> list[Piece] | None:
        if not self.shows_changes or self.compared_with is None:
            return None
        before, now = getattr(self.compared_with, name), getattr(self.version, name)
        return compare(before, now) if before != now else None

    @cached_property
    def dates_before(self) -> AgreementVersion | None:
        """The version before, when its dates were others."""
        before = self.compared_with if self.shows_changes else None
        names = ("look_back_on", "ends_on", "trial_until")
        if before and any(getattr(before, n) != getattr(self.version, n) for n in names):
            return before
        return None

    @cached_property
    def changed(self) -> list[ClauseView]:
        return [view for view in self.clauses if view.change]

    @cached_property
    def explained(self) -> Explained:
        """The hard words of this text; those of a part of the page have ids of their own."""
        prefix = "w" if self.only is None else f"w{self.version.pk}-{self.only}-"
        return Explained(self.beside.own_words, prefix)

    # What people said, and what is new; see `spoken.py` and `looking.py`.

    @cached_property
    def spoken(self) -> Spoken:
        return Spoken(self.version, self.who, self.present)

    @property
    def confirmations(self) -> list[Confirmation]:
        """Every word that this reader may read."""
        return self.spoken.confirmations

    @property
    def mine(self) -> Confirmation | None:
        """What this one said of this version."""
        return self.spoken.mine

    @property
    def words(self) -> list[Confirmation]:
        """Concerns and objections, to be read and talked about; open objections first."""
        said = self.spoken.to_read
        return said if self.shows_all else said[:MOST_WORDS]

    @property
    def more_words(self) -> int:
        """How many were left out, of people who said something."""
        return len(self.spoken.to_read) - len(self.words)

    @property
    def on_behalf(self) -> OnBehalf | None:
        return self.carrying.on_behalf

    @property
    def carrying(self) -> Carrying:
        return self.spoken.carrying

    @cached_property
    def since(self) -> News | None:
        """What is new since this reader last looked."""
        return news_of(self)

    @cached_property
    def questions(self) -> list[Question]:
        """What its days or its people ask of both sides. One query, when they ask anything."""
        counts = {self.version.pk: self.spoken.who_left} if self.is_running else {}
        found = load_questions(
            [self.version],
            my_side=side_of(self.me),
            who_left=counts,
            answers={self.version.pk: self.beside.answers},
        )
        return found.get(self.version.pk, [])

    @property
    def near_end(self) -> date | None:
        """The last day, when it comes near."""
        return near_end(self.version, self.questions) if self.is_running else None

    @property
    def last_day(self) -> date | None:
        """Until when it goes; asks for no answers before they can matter."""
        day = self.version.last_day
        if day is None or day > self.today:
            return day
        return last_day_now(self.version, self.questions)

    @property
    def ran_out_on(self) -> date | None:
        """That day, when it is past and both chose no other."""
        if not self.version.holds_longer:
            return None
        return ran_out_on(self.version, self.questions)

    @property
    def is_running(self) -> bool:
        return self.version.status == Status.IN_EFFECT

    @property
    def asks_for_a_word(self) -> bool:
        return self.version.status in ASKS_FOR_A_WORD

    @property
    def takes_reactions(self) -> bool:
        return self.version.status in OPEN

    @cached_property
    def is_sealed_right(self) -> bool:
        of_version = self.version.pk
        points = self._points.get(of_version, [])
        text = self._clauses[of_version], points, self.beside.slots
        return self.version.seal == seal_of(self.version, *text)
