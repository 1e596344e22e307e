"""What the dates and the people of a running text ask of both sides, and what they answered.

Three questions: the trial is over, what now? The last day is past, what now? Most who stood behind
it have left, is it still yours? Computed on any day; nobody is asked again without a new reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from agreements.models import AgreementVersion, Confirmation, Pause, SideAnswer
from agreements.states import CHOICES_OF, Choice, Status, Topic, Word
from initiatives.models import Participant, Side

SIDES = (Side.GROUP, Side.MUNICIPALITY)
# From so many days before the last day both sides see that it comes.
END_IS_NEAR = timedelta(days=30)


@dataclass(frozen=True)
class Given:
    """What one side answered, as far as it decides what is asked."""

    topic: Topic
    round: int
    side: str
    choice: Choice
    on: date


@dataclass(frozen=True)
class Asked:
    """A question that stands on a day. `since`: the day that asks it, None for the people."""

    topic: Topic
    round: int = 0
    since: date | None = None


def asked_on(
    today: date,
    *,
    trial_until: date | None = None,
    ends_on: date | None = None,
    behind: int = 0,
    left: int = 0,
    given: Iterable[Given] = (),
) -> list[Asked]:
    """What is asked about a text in effect, also when both sides answered it already.

    `behind`: how many of the group ever stood behind it, `left` how many of those take no part
    any more.
    """
    given = list(given)
    found = []
    if trial_until is not None and trial_until <= today:
        found.append(Asked(Topic.TRIAL, since=trial_until))
    if ends_on is not None and ends_on < today and _end_asks(trial_until, ends_on, given):
        found.append(Asked(Topic.PAST_END, since=ends_on + timedelta(days=1)))
    if 2 * left > behind:
        found.append(Asked(Topic.STILL_OURS, _round(behind, left, given)))
    return found


def _end_asks(trial_until: date | None, ends_on: date, given: list[Given]) -> bool:
    """Whether the last day asks anything that the end of the trial did not ask already."""
    if trial_until is None:
        return True
    decided = decided_on(Topic.TRIAL, given)
    return trial_until < ends_on and decided is not None and decided <= ends_on


def decided_on(topic: Topic, given: Iterable[Given]) -> date | None:
    """The day on which both sides had answered to go on as it is."""
    days = {g.side: g.on for g in given if g.topic == topic and g.choice == Choice.GO_ON}
    return max(days.values()) if len(days) == len(SIDES) else None


def _round(behind: int, left: int, given: list[Given]) -> int:
    """How many had left when it was asked first; or now, when most of the others left since."""
    before = max((g.round for g in given if g.topic == Topic.STILL_OURS), default=0)
    return left if 2 * (left - before) > behind - before else before


@dataclass
class Question:
    """One question about a text in effect, with what each side answered.

    `my_side`: the side of who looks on, "" for who speaks for none.
    """

    version: AgreementVersion
    topic: Topic
    round: int
    since: date | None
    answers: dict[str, SideAnswer] = field(default_factory=dict)
    my_side: str = ""

    @property
    def slug(self) -> str:
        """Its word in the address."""
        return SLUGS[self.topic]

    @property
    def waits_for(self) -> list[str]:
        """The sides that did not answer yet."""
        return [side for side in SIDES if side not in self.answers]

    @property
    def outcome(self) -> Choice | None:
        """What both sides chose; None while they did not, or chose differently."""
        chosen = {answer.choice for answer in self.answers.values()}
        return Choice(chosen.pop()) if not self.waits_for and len(chosen) == 1 else None

    @property
    def differs(self) -> bool:
        return not self.waits_for and self.outcome is None

    @property
    def is_settled(self) -> bool:
        """Both want to go on as it is: there is nothing left to do."""
        return self.outcome == Choice.GO_ON

    @property
    def settled_at(self) -> datetime:
        return max(answer.said_at for answer in self.answers.values())

    @property
    def mine(self) -> SideAnswer | None:
        return self.answers.get(self.my_side)

    @property
    def asks_me(self) -> bool:
        return self.my_side in self.waits_for

    @property
    def seen(self) -> str:
        """What a form says of the answer that its page showed."""
        return mark_of(self.mine)

    @property
    def by_side(self) -> list[tuple[str, SideAnswer | None]]:
        """Both sides, the group first, with what they answered."""
        return [(side.value, self.answers.get(side)) for side in SIDES]

    @property
    def choices(self) -> tuple[Choice, ...]:
        return CHOICES_OF[self.topic]

    @property
    def heading(self) -> str:
        return {
            Topic.TRIAL: _("De proef is voorbij. Wat nu?"),
            Topic.PAST_END: _("De laatste dag is voorbij. Wat nu?"),
            Topic.STILL_OURS: _("Is dit nog van jullie?"),
        }[self.topic]

    @property
    def sentence(self) -> str:
        """Why it is asked, in full sentences."""
        version = self.version
        if self.topic == Topic.STILL_OURS:
            return _("Meer dan de helft van wie hierachter stond, doet hier niet meer mee.")
        if self.topic == Topic.TRIAL:
            day = _day(version.trial_until)
            if version.trial_until == timezone.localdate():
                return _("Vandaag is de laatste dag van de proef.")
            return _("De proef liep tot en met {day}. Alles geldt tot jullie kiezen.").format(
                day=day
            )
        return _(
            "De afspraak liep af op {day}. Die geldt tot jullie iets anders afspreken."
        ).format(day=_day(version.ends_on))

    @property
    def reason(self) -> str:
        """Why a new text is begun after this question."""
        return {
            Topic.TRIAL: _("De proef is voorbij."),
            Topic.PAST_END: _("De vorige afspraak liep af."),
            Topic.STILL_OURS: _("Er doen nu andere mensen mee."),
        }[self.topic]


SLUGS = {
    Topic.TRIAL: "proef",
    Topic.PAST_END: "einde",
    Topic.STILL_OURS: "nog-van-jullie",
}
TOPICS = {slug: topic for topic, slug in SLUGS.items()}


def mark_of(answer: SideAnswer | None) -> str:
    """Which answer somebody saw; another one by now means that a colleague was first."""
    return answer.said_at.isoformat() if answer else ""


def _day(day: date | None) -> str:
    if day is None:
        return ""
    year = "" if day.year == timezone.localdate().year else " Y"
    return format_date(day, f"j F{year}")


# Loading -------------------------------------------------------------------------------------


def load_questions(
    versions: Iterable[AgreementVersion],
    *,
    my_side: str = "",
    who_left: dict[int, tuple[int, int]] | None = None,
    answers: dict[int, list[SideAnswer]] | None = None,
) -> dict[int, list[Question]]:
    """Version pk -> what is asked about it today, answered or not.

    Only a text in effect that does not stand still asks anything. At most three queries, whatever
    their number: one for pauses when they were not loaded `with_pause`, one for the people when
    `who_left` (version pk -> how many stood behind it, how many of those left) is not known, and
    one for the `answers` (by version) when there are questions and they are not known.
    """
    running = _not_paused([v for v in versions if v.status == Status.IN_EFFECT])
    if not running:
        return {}
    today = timezone.localdate()
    counts = _who_left([v.pk for v in running]) if who_left is None else who_left
    running = [v for v in running if asked_on(today, **_facts(v, counts))]
    if answers is None:
        answers = _answers([v.pk for v in running]) if running else {}
    found = {}
    for version in running:
        said = answers.get(version.pk, [])
        asked = asked_on(today, given=map(as_given, said), **_facts(version, counts))
        found[version.pk] = [_question(version, one, said, my_side) for one in asked]
    return found


def _facts(version: AgreementVersion, counts: dict[int, tuple[int, int]]) -> dict[str, Any]:
    behind, left = counts[version.pk]
    days = {"trial_until": version.trial_until, "ends_on": version.ends_on}
    return {**days, "behind": behind, "left": left}


def _question(
    version: AgreementVersion, asked: Asked, said: list[SideAnswer], my_side: str
) -> Question:
    mine = {a.side: a for a in said if (a.topic, a.round) == (asked.topic, asked.round)}
    for answer in mine.values():
        answer.version = version
        answer.by.initiative = version.initiative
    return Question(version, asked.topic, asked.round, asked.since, mine, my_side)


def as_given(answer: SideAnswer) -> Given:
    day = timezone.localdate(answer.said_at)
    return Given(Topic(answer.topic), answer.round, answer.side, Choice(answer.choice), day)


def _not_paused(versions: list[AgreementVersion]) -> list[AgreementVersion]:
    unknown = [v.agreement_id for v in versions if not hasattr(v, "paused_at")]
    paused = set()
    if unknown:
        stopped = Pause.objects.filter(agreement__in=unknown, ended_at=None)
        paused = set(stopped.values_list("agreement", flat=True))
    return [
        version
        for version in versions
        if not getattr(version, "paused_at", None) and version.agreement_id not in paused
    ]


def _who_left(versions: list[int]) -> dict[int, tuple[int, int]]:
    """Version pk -> how many of the group stood behind it, and how many of those left. A double
    and the name that was kept are one person."""
    here = Participant.objects.on(timezone.localdate()).filter(pk=OuterRef("person"))
    words = (
        Confirmation.objects.filter(version__in=versions, by__side=Side.GROUP)
        .annotate(person=Coalesce(F("by__merged_into"), F("by")))
        .annotate(is_here=Exists(here))
        .order_by("said_at", "pk")
        .values_list("version", "person", "word", "is_here")
    )
    newest = {(version, person): (word, is_here) for version, person, word, is_here in words}
    behind: dict[int, list[bool]] = defaultdict(list)
    for (version, _person), (word, is_here) in newest.items():
        if word in (Word.BEHIND, Word.BEHIND_WITH_CONCERN):
            behind[version].append(is_here)
    return {pk: (len(behind[pk]), behind[pk].count(False)) for pk in versions}


def _answers(versions: list[int]) -> dict[int, list[SideAnswer]]:
    found: dict[int, list[SideAnswer]] = defaultdict(list)
    said = SideAnswer.objects.filter(version__in=versions).select_related(
        "by__merged_into", "hidden_by__merged_into"
    )
    for answer in said:
        found[answer.version_id].append(answer)
    return found


# The last day ----------------------------------------------------------------------------------


def next_end(version: AgreementVersion, questions: Iterable[Question]) -> date | None:
    """The day on which something has to be chosen, past or to come: the end of a trial that was
    not decided, else the last day of the text. None once both chose to go on without a day."""
    settled = {question.topic for question in questions if question.is_settled}
    if version.trial_until is not None and Topic.TRIAL not in settled:
        return version.trial_until
    if Topic.PAST_END in settled or version.ends_on is None:
        return None
    past_end = any(question.topic == Topic.PAST_END for question in questions)
    if version.ends_on < timezone.localdate() and not past_end:
        # The decision about the trial came after it, so it was one about this day as well.
        return None
    return version.ends_on


def last_day_now(version: AgreementVersion, questions: Iterable[Question]) -> date | None:
    """The day until which a text goes, after what both sides chose. Of a text that does not hold,
    or stands still, the one that it names."""
    if version.status != Status.IN_EFFECT or getattr(version, "paused_at", None):
        return version.last_day
    return next_end(version, questions)


def near_end(version: AgreementVersion, questions: Iterable[Question]) -> date | None:
    """That day when it is at most 30 days away and nobody is asked about it yet."""
    if version.status != Status.IN_EFFECT or getattr(version, "paused_at", None):
        return None
    day, today = next_end(version, list(questions)), timezone.localdate()
    is_asked = day is not None and (day < today or day == version.trial_until == today)
    if day is None or is_asked or day - END_IS_NEAR > today:
        return None
    return day


def ran_out_on(version: AgreementVersion, questions: Iterable[Question]) -> date | None:
    """The last day that a text in effect names, when it is past and no other was chosen: it holds
    until both sides agree something else."""
    if version.status != Status.IN_EFFECT:
        return None
    last, today = version.last_day, timezone.localdate()
    coming = next_end(version, list(questions))
    if last is None or last >= today or (coming is not None and coming >= today):
        return None
    return coming or version.ends_on or last
