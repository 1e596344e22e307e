"""How risks and bottlenecks stand, over the meetings that talked about them. Two queries for any
number of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import models
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import Initiative
from meetings.carrying_over import times_not_reached
from meetings.models import Meeting, RiskItem, RiskReview
from meetings.states import RiskWord, Status

# So many marks fit on one line of a phone; what is older stands on the page of the risk.
MARKS = 12

MARK = {
    RiskWord.BETTER: "better",
    RiskWord.SAME: "same",
    RiskWord.WORSE: "worse",
    RiskWord.GONE: "gone",
    RiskWord.NOT_REACHED: "missed",
}
TONE = {RiskWord.BETTER: "good", RiskWord.WORSE: "bad", RiskWord.GONE: "good"}


@dataclass(frozen=True)
class Said:
    """What one meeting said of one risk, as far as both sides may read it."""

    word: RiskWord
    at: datetime
    meeting: int
    text: str
    revision: int

    @property
    def mark(self) -> str:
        return MARK[self.word]

    @property
    def tone(self) -> str:
        return TONE.get(self.word, "neutral")

    @property
    def on(self) -> date:
        return timezone.localdate(self.at)


@dataclass
class RiskStands:
    """One risk or bottleneck. `words`: of closed meetings, the oldest first; `now`: of the meeting
    that is under way."""

    risk: RiskItem
    words: list[Said] = field(default_factory=list)
    now: Said | None = None
    # Named in a meeting that is over: that one counts, also when it said no other word.
    was_named_there: bool = False

    @property
    def last(self) -> Said | None:
        return self.words[-1] if self.words else None

    @property
    def track(self) -> list[Said]:
        return self.words[-MARKS:]

    @property
    def times(self) -> int:
        """How many meetings had it on their agenda."""
        return len(self.words) + self.was_named_there

    @property
    def times_missed(self) -> int:
        return times_not_reached(said.word for said in self.words)

    @property
    def is_new(self) -> bool:
        """No meeting that is over had it."""
        return self.times == 0

    @property
    def is_gone(self) -> bool:
        return self.risk.gone_at is not None

    @property
    def text(self) -> str:
        """What may be read of it by everybody."""
        return _("(verborgen)") if self.risk.hidden_at else self.risk.text

    @property
    def since(self) -> str:
        """ "Staat hier sinds 3 overleggen (sinds 4 maart)"."""
        if self.is_new:
            return _("Nog niet eerder besproken.")
        sentence = ngettext(
            "Staat hier sinds {n} overleg (sinds {day}).",
            "Staat hier sinds {n} overleggen (sinds {day}).",
            self.times,
        )
        return sentence.format(n=self.times, day=short_day(self.risk.added_on))

    @property
    def track_in_words(self) -> str:
        """What the marks say, for who does not see them."""
        return ", ".join(str(said.word.label) for said in self.track)


def short_day(day: date) -> str:
    """ "4 maart", with the year when that is another than this one."""
    return format_date(day, "j F" if day.year == timezone.localdate().year else "j F Y")


def for_screen(risks: models.QuerySet[RiskItem], initiative: Initiative) -> list[RiskItem]:
    """`risks`, with everybody whom their rows name. One query."""
    people = ("by", "keeper", "hidden_by")
    found = list(risks.select_related(*(f"{person}__merged_into" for person in people), "named_in"))
    for risk in found:
        risk.initiative = initiative
        for name in people:
            person = getattr(risk, name)
            if person is not None:
                person.initiative = initiative
    return found


def stands_of(risks: Iterable[RiskItem], meeting: Meeting | None = None) -> list[RiskStands]:
    """How each stands, in the order given. One query. `meeting`: the one under way."""
    risks = list(risks)
    wanted = models.Q(meeting__status=Status.CLOSED)
    if meeting is not None:
        wanted |= models.Q(meeting=meeting)
    found = RiskReview.objects.filter(wanted, risk__in=[risk.pk for risk in risks])
    rows = found.order_by("meeting__starts_at", "meeting_id").values_list(
        "risk_id", "meeting_id", "word", "meeting__starts_at", "text", "hidden_at", "revision"
    )
    words: dict[int, list[Said]] = defaultdict(list)
    now: dict[int, Said] = {}
    for risk, at_meeting, word, at, text, hidden_at, revision in rows:
        said = Said(RiskWord(word), at, at_meeting, "" if hidden_at else text, revision)
        if meeting is not None and at_meeting == meeting.pk:
            now[risk] = said
        else:
            words[risk].append(said)
    return [_stands(risk, words[risk.pk], now.get(risk.pk), meeting) for risk in risks]


def _stands(
    risk: RiskItem, words: list[Said], now: Said | None, meeting: Meeting | None
) -> RiskStands:
    named_in = risk.named_in
    there = named_in is not None and named_in.status == Status.CLOSED and named_in != meeting
    said_there = any(said.meeting == risk.named_in_id for said in words)
    return RiskStands(risk, words, now, was_named_there=there and not said_there)
