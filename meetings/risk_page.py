"""The register of risks and bottlenecks, and the page of one of them."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property

from django.db import models
from django.utils import timezone

from agreements.loading import load_people
from initiatives.access import Action, may
from initiatives.models import Initiative, Participant, Period, Side
from initiatives.models.period import running_on
from initiatives.names import is_readable
from initiatives.who import Who
from meetings.models import Meeting, RiskItem, RiskReview
from meetings.risk_history import RiskStands, for_screen, stands_of
from meetings.states import RiskWord, Status

ON_A_PAGE = 25
# From so many meetings on, something "comes back".
COMES_BACK = 3
# Who leaves within this time, and was no resident, is worth a thought.
SOON = timedelta(days=120)
MOST_HELPERS = 3


class Register:
    """All that was ever named. `gone`: only what is gone; else only what is open.

    Two queries, whatever the number.
    """

    def __init__(
        self, initiative: Initiative, *, gone: bool = False, newest: bool = False, number: int = 1
    ) -> None:
        self.initiative, self.gone, self.newest, self.number = initiative, gone, newest, number

    @property
    def _found(self) -> models.QuerySet[RiskItem]:
        mine = RiskItem.objects.filter(initiative=self.initiative)
        if self.gone:
            return mine.filter(gone_at__isnull=False).order_by("-gone_at", "-pk")
        if self.newest:
            return mine.open().order_by("-added_on", "-pk")
        closed = RiskReview.objects.filter(
            risk=models.OuterRef("pk"), meeting__status=Status.CLOSED
        )
        times = closed.order_by().values("risk").annotate(n=models.Count("pk")).values("n")
        counted = mine.open().annotate(times=models.Subquery(times))
        # What comes back most stands on top; of the same, the oldest.
        return counted.order_by(models.F("times").desc(nulls_last=True), "added_on", "pk")

    @cached_property
    def _loaded(self) -> list[RiskItem]:
        start = (self.number - 1) * ON_A_PAGE
        return for_screen(self._found[start : start + ON_A_PAGE + 1], self.initiative)

    @cached_property
    def stands(self) -> list[RiskStands]:
        return stands_of(self._loaded[:ON_A_PAGE])

    @cached_property
    def most_returning(self) -> frozenset[int]:
        """Which of these came back most: at most three, and not what was there once or twice."""
        found = [s for s in self.stands if s.times >= COMES_BACK]
        return frozenset(s.risk.pk for s in sorted(found, key=lambda s: -s.times)[:3])

    @property
    def _query(self) -> str:
        return ("&stand=weg" if self.gone else "") + ("&volgorde=nieuw" if self.newest else "")

    @property
    def newer_url(self) -> str:
        return f"?page={self.number - 1}{self._query}" if self.number > 1 else ""

    @property
    def older_url(self) -> str:
        more = len(self._loaded) > ON_A_PAGE
        return f"?page={self.number + 1}{self._query}" if more else ""


class RiskPage:
    """Everything about one risk: how it stands, all that was said of it, and what can be done."""

    def __init__(self, risk: RiskItem, who: Who) -> None:
        self.who, self.initiative = who, risk.initiative
        # Whom the page names comes along with the people of today.
        self.risk = for_screen(RiskItem.objects.filter(pk=risk.pk), self.initiative)[0]

    @cached_property
    def stands(self) -> RiskStands:
        return stands_of([self.risk], self.meeting)[0]

    @cached_property
    def meeting(self) -> Meeting | None:
        """The one under way, which talks about it too."""
        return Meeting.objects.under_way_in(self.initiative)

    @cached_property
    def reviews(self) -> list[RiskReview]:
        """What meetings said of it, the newest first."""
        found = RiskReview.objects.filter(risk=self.risk).select_related(
            "meeting", "by__merged_into", "hidden_by__merged_into"
        )
        reviews = list(found.order_by("-meeting__starts_at", "-meeting_id")[:100])
        for review in reviews:
            review.risk, review.meeting.initiative = self.risk, self.initiative
            for person in (review.by, review.hidden_by):
                if person is not None:
                    person.initiative = self.initiative
        return reviews

    @property
    def is_stuck(self) -> bool:
        """It got worse, or keeps coming back: what others learned may help."""
        stands = self.stands
        if stands.is_gone or self.risk.hidden_at is not None:
            return False
        is_worse = stands.last is not None and stands.last.word == RiskWord.WORSE
        return is_worse or stands.times >= COMES_BACK

    @property
    def may_keep(self) -> bool:
        return may(self.who, Action.KEEP_RISK, self.risk)

    @property
    def may_run(self) -> bool:
        return may(self.who, Action.RUN_MEETING, self.risk)


def keepers_for(who: Who, risk: RiskItem) -> list[Participant]:
    """Who can keep an eye on it, as far as `who` knows them by name; and whoever does. One
    query."""
    people = load_people(risk.initiative, (), also=[risk.keeper_id] if risk.keeper_id else ())
    who.know(risk.initiative, people.present)
    here = [p for p in people.present if is_readable(who, p)]
    kept = [p for p in people.known if p.pk == risk.keeper_id and p not in here]
    return kept + sorted(here, key=lambda p: (p.side != Side.GROUP, p.name.casefold()))


def leaving_helpers(initiative: Initiative) -> list[tuple[int, date]]:
    """Who helps for a while, with the last day: no resident. One query."""
    today = timezone.localdate()
    soon = Period.objects.filter(
        running_on(today), participant__initiative=initiative, ended_on__lte=today + SOON
    )
    rows = soon.exclude(participant__side=Side.GROUP).order_by("ended_on", "participant")
    found = rows.values_list("participant", "ended_on")[:MOST_HELPERS]
    return [(pk, until - timedelta(days=1)) for pk, until in found if until is not None]
