"""What the group's page shows: the one next step, what each side does, and what waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils import timezone

from agreements.asking import Question, near_end
from agreements.carrying import Carrying
from agreements.models import AgreementVersion, Comment, Commitment
from agreements.models.progress import side_of
from agreements.people import REFERENCE, people_of
from agreements.states import Party, Status
from initiatives.access import Action, may
from initiatives.models import Initiative, Participant, Side
from initiatives.templatetags.dates import silence, silence_tone
from initiatives.who import Who
from overview.changes import Change, changes_between
from overview.facts import load_facts, people_of_today, readable_versions
from overview.overview_page import AgreementView, agreements_of, who_does_what
from overview.tasks import Quiet, Task, is_paused
from overview.wait import GROUP, MUNICIPALITY
from overview.waiting_on_lines import SLUGS


@dataclass(frozen=True)
class Asked:
    """A reaction that nobody of the other side answered yet."""

    comment: Comment
    url: str
    pill: str
    tone: str


@dataclass(frozen=True)
class Step:
    """The one next step. `kind`: read_again, read, take_effect, said, look_again, asked, near_end,
    still, sit."""

    kind: str
    version: AgreementVersion | None = None
    changes: tuple[Change, ...] = ()
    more_changes: int = 0
    can_say: bool = False
    is_new: bool = False
    word: str = ""
    question: Question | None = None
    day: date | None = None


MOST_CHANGES = 2


class GroupPage:
    """The group's page of `initiative` for `who`: a reader, a seat, or somebody signed in.

    Seven queries, or eight when there is something to read: versions, lines, people, words,
    comments, and how the lines stand (two).
    """

    def __init__(self, initiative: Initiative, who: Who) -> None:
        self.initiative, self.who = initiative, who
        versions = readable_versions(who, {initiative.pk: initiative})
        self._lines = _lines_of(versions)
        mentioned = {
            int(pk)
            for lines in self._lines.values()
            for line in lines
            for pk in REFERENCE.findall(line.text)
        }
        everybody = list(people_of_today([initiative.pk], also=mentioned))
        present = [person for person in everybody if person.since]
        who.know(initiative, present, is_shared=True)
        self.facts = load_facts(
            who,
            [initiative],
            words_of=(Status.PROPOSED, Status.IN_EFFECT),
            versions=versions,
            people=present,
            lines=self._lines,
        )
        texts = (line.text for lines in self._lines.values() for line in lines)
        self.people = people_of(initiative, texts, known=everybody)
        self.officials = who_does_what(present)
        self.me: Participant | None = who.participant_in(initiative)
        self.agreements: list[AgreementView] = agreements_of(self.facts)

    @property
    def is_of_group(self) -> bool:
        return self.me is not None and self.me.side == Side.GROUP

    @property
    def looks_on(self) -> bool:
        """Not of the group: sees what the group sees."""
        return self.me is not None and not self.is_of_group

    @property
    def may_start(self) -> bool:
        return may(self.who, Action.START_AGREEMENT, self.initiative)

    @cached_property
    def may_sit(self) -> bool:
        return self.me is None and may(self.who, Action.TAKE_SEAT, self.initiative)

    @cached_property
    def can_say(self) -> bool:
        """May say a word as one of the group, now or after "Wie ben je?"."""
        of_group = self.is_of_group and may(self.who, Action.CONFIRM, self.initiative)
        return of_group or self.may_sit

    # What each side does ----------------------------------------------------------------------

    @cached_property
    def in_effect(self) -> list[AgreementVersion]:
        return [v.in_effect for v in self.agreements if v.in_effect]

    @cached_property
    def proposed(self) -> list[AgreementVersion]:
        return [v.proposed for v in self.agreements if v.proposed]

    @cached_property
    def ended(self) -> list[AgreementVersion]:
        return [v.ended for v in self.agreements if v.ended]

    @cached_property
    def drafts(self) -> list[AgreementVersion]:
        return [v.draft for v in self.agreements if v.draft]

    def _tasks(self, party: Party) -> list[Task]:
        progress = self.facts.life.progress
        tasks = [
            Task(line, version, progress.get(line.pk))
            for version in self.in_effect
            for line in self._lines[version.pk]
            if line.party == party and line.is_done_by_somebody
        ]
        return sorted(tasks, key=lambda task: task.order)

    @cached_property
    def of_municipality(self) -> list[Task]:
        return self._tasks(Party.MUNICIPALITY)

    @cached_property
    def of_group(self) -> list[Task]:
        return self._tasks(Party.GROUP)

    @cached_property
    def of_both(self) -> list[Task]:
        return self._tasks(Party.BOTH)

    @cached_property
    def of_others(self) -> list[Task]:
        return self._tasks(Party.OTHER)

    # Who is silent ----------------------------------------------------------------------------

    def _quiet(self, party: Party) -> list[Quiet]:
        life, is_mine = self.facts.life, self._side == party
        may_ask = not is_mine and may(self.who, Action.ASK_NEWS, self.initiative)
        found = []
        for version in self.in_effect:
            silence = None if is_paused(version) else life.silences_in(version).get(party)
            if silence is not None:
                found.append(Quiet(version, silence, SLUGS[party], is_mine, may_ask))
        return found

    @property
    def _side(self) -> str:
        return side_of(self.me)

    @cached_property
    def municipality_is_quiet(self) -> list[Quiet]:
        return self._quiet(Party.MUNICIPALITY)

    @cached_property
    def group_is_quiet(self) -> list[Quiet]:
        return self._quiet(Party.GROUP)

    # What waits -------------------------------------------------------------------------------

    def _asked(self, side: str) -> list[Asked]:
        found = []
        for comment, waits_for in self.facts.unanswered:
            if waits_for == side:
                since = timezone.localdate(comment.at)
                page = reverse("version", args=[self.facts.home_of(comment)])
                url = f"{page}#reactie-{comment.pk}"
                found.append(Asked(comment, url, silence(since), silence_tone(since)))
        return found

    @cached_property
    def asked_of_municipality(self) -> list[Asked]:
        return self._asked(MUNICIPALITY)

    @cached_property
    def asked_of_group(self) -> list[Asked]:
        return self._asked(GROUP)

    # The one next step ------------------------------------------------------------------------

    @cached_property
    def step(self) -> Step | None:
        unsaid = [v for v in self.proposed if not self.facts.word_of(self.me, v.pk)]
        ready = [v for v in self.proposed if self.facts.carrying(v).by_both]
        if unsaid and (self.can_say or not ready):
            return self._step_to_read(unsaid[0])
        if ready:
            can_act = may(self.who, Action.TAKE_EFFECT, self.initiative)
            return Step("take_effect", ready[0], can_say=can_act)
        if self.proposed:
            said = self.facts.word_of(self.me, self.proposed[0].pk)
            return Step("said", self.proposed[0], word=said.word if said else "")
        return self._step_after_pause() or self._step_of_days() or self._step_of_newcomer()

    def _step_to_read(self, version: AgreementVersion) -> Step:
        base = version.copied_from_id
        word = self.facts.word_of(self.me, base)
        stood_behind = self.is_of_group and word is not None and word.is_behind
        changes: list[Change] = []
        if base is not None:
            old, new = self._lines[base], self._lines[version.pk]
            changes = changes_between(old, new, self.who, self.people)
        return Step(
            "read_again" if base is not None else "read",
            version,
            tuple(changes[:MOST_CHANGES]),
            max(len(changes) - MOST_CHANGES, 0),
            can_say=stood_behind and self.can_say,
        )

    def _step_after_pause(self) -> Step | None:
        """The day to look again came, and nobody chose yet how it goes on."""
        today = timezone.localdate()
        for version in self.in_effect:
            if is_paused(version) and version.paused_until <= today:  # type: ignore[attr-defined]
                can_act = may(self.who, Action.PAUSE, self.initiative)
                return Step("look_again", version, can_say=can_act)
        return None

    def _step_of_days(self) -> Step | None:
        """What dates and people ask of both sides, when this side did not answer; or the last day
        comes and nothing follows it yet."""
        can_act = may(self.who, Action.ANSWER_FOR_SIDE, self.initiative)
        side = self._side or GROUP
        for version in self.in_effect:
            questions = self.facts.life.questions.get(version.pk, [])
            for question in questions:
                if side in question.waits_for:
                    return Step("asked", version, can_say=can_act, question=question)
        for version in self.in_effect:
            questions = self.facts.life.questions.get(version.pk, [])
            day = None if self.facts.has_next(version) else near_end(version, questions)
            if day is not None:
                return Step("near_end", version, can_say=can_act, day=day)
        return None

    def _step_of_newcomer(self) -> Step | None:
        """Nothing new to read: then perhaps a word on what holds already, or a name."""
        if self.may_sit:
            return Step("sit")
        if not (self.is_of_group and self.can_say) or self.me is None:
            return None
        for version in self.in_effect:
            if not self.facts.word_of(self.me, version.pk):
                known = {p.pk: p.since for p in self.facts.present.get(self.initiative.pk, [])}
                since = known.get(self.me.pk)
                began = timezone.localdate(version.in_effect_at)
                return Step("still", version, is_new=since is not None and since >= began)
        return None

    @property
    def carrying(self) -> Carrying | None:
        """Who stands behind the text of the step."""
        if self.step is None or self.step.version is None:
            return None
        return self.facts.carrying(self.step.version)


def _lines_of(versions: Iterable[AgreementVersion]) -> dict[int, list[Commitment]]:
    """The lines of what is in effect or proposed, and of what a proposal was copied from."""
    wanted = {v.pk for v in versions if v.status in (Status.PROPOSED, Status.IN_EFFECT)}
    proposed = [v for v in versions if v.status == Status.PROPOSED]
    wanted |= {v.copied_from_id for v in proposed if v.copied_from_id is not None}
    lines: dict[int, list[Commitment]] = defaultdict(list)
    if wanted:
        found = Commitment.objects.filter(
            clause__version__in=wanted, clause__removed_at=None
        ).select_related("clause")
        for line in found.order_by("clause__position", "clause", "position", "pk"):
            lines[line.clause.version_id].append(line)
    return lines
