"""What somebody who is new reads in two minutes: why, what was promised, what is stuck, who knows
whom, what the last one left behind, and what comes next. Made for whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from agreements.load_progress import LineProgress
from agreements.models import AgreementVersion, Confirmation, OpenPoint, PointUpdate
from agreements.people import people_of
from agreements.progress import Standing
from agreements.states import ASKS_FOR_A_WORD, Party, ProgressState, Status, Word
from initiatives.access import Action, may
from initiatives.models import Event, Handover, LadderStep, Participant, Partner, Side
from initiatives.models.initiative import InitiativeQuerySet
from initiatives.rows import Rows, rows_as
from initiatives.who import Who
from overview.lines_now import LinesNow, Tally, load_lines_now, url_of, with_running
from overview.partnership import duties_of, people_with_duties
from places.models import Key

# In two minutes nobody reads more than this of a kind; the rest is one tap away.
MOST_STUCK = 8
MOST_OPEN = 5
MOST_DAYS = 8
MOST_RISKS = 6
MOST_PEOPLE = 15
MOST_PARTNERS = MOST_KEYS = 12
# Lines of which there is still something to hear.
OPEN = (Standing.RUNNING, Standing.NO_NEWS, Standing.STUCK, Standing.LATE)


@dataclass(frozen=True)
class Promises:
    """Those of one side: how many stand how, and the open ones that come first."""

    party: str
    tally: Tally
    open: list[LineProgress]
    more: int


@dataclass
class Known:
    """Somebody who takes part: what for, who let them in, and where they know somebody."""

    person: Participant
    duties: list[str]
    let_in_by: Participant | None = None
    partners: list[Partner] = field(default_factory=list)


@dataclass(frozen=True)
class Ahead:
    """Something that comes on a day."""

    on: date
    words: str | Promise
    about: str
    url: str


@dataclass(frozen=True)
class Left:
    """The last handover of somebody who went."""

    handover: Handover
    leaving: Participant | None
    arriving: Participant | None


def for_handing_over(initiatives: InitiativeQuerySet) -> Any:
    """Adds the last handover, who is around, and what is still to be found out; no query more."""
    home = OuterRef("pk")
    last = Handover.objects.filter(leaving__initiative=home).order_by("-at", "-pk")[:1]
    partners = Partner.objects.filter(initiative=home, ended_at=None, hidden_at=None)
    known = partners.order_by("name", "pk")[:MOST_PARTNERS]
    # Of the same question, in whatever version it was said: the last word counts.
    words = PointUpdate.objects.filter(
        point__key=OuterRef("key"),
        point__what=OuterRef("what"),
        point__version__agreement=OuterRef("version__agreement"),
    ).order_by("-said_at", "-pk")
    points = (
        OpenPoint.objects.filter(
            version__agreement__initiative=home, version__status=Status.IN_EFFECT
        )
        .annotate(said=Subquery(words.values("state")[:1]))
        .filter(Q(said=None) | Q(said=ProgressState.NO_NEWS))
        .order_by("due_on", "pk")[:MOST_RISKS]
    )
    keys = (
        Key.objects.held().filter(initiative=home).order_by("is_deputy", "label", "pk")[:MOST_KEYS]
    )
    return with_running(initiatives).annotate(
        last_handover=Rows(last, "id", "leaving_id", "arriving_id", "note", "at", "hidden_at"),
        partner_rows=Rows(
            known, "id", "name", "kind", "role", "known_by_id", "decides", "decides_before"
        ),
        key_rows=Rows(keys, "place__name"),
        point_rows=Rows(points, "id", "what", "party", "finder", "due_on", "version_id"),
    )


class HandingOver:
    """Everything on the page of `initiative`, loaded with `for_handing_over`, for `who`.

    At most six queries: lines, how they stand (three), people, words.
    """

    def __init__(self, initiative: Any, who: Who) -> None:
        self.initiative, self.who = initiative, who
        self.now: LinesNow = load_lines_now(initiative)
        self.partners = rows_as(Partner, initiative.partner_rows)
        self.points = rows_as(OpenPoint, initiative.point_rows)
        handovers = rows_as(Handover, initiative.last_handover)
        self._keys = rows_as(Key, initiative.key_rows)
        named = {pk for h in handovers for pk in (h.leaving_id, h.arriving_id) if pk}
        named |= {partner.known_by_id for partner in self.partners if partner.known_by_id}
        named |= {key.holder_id for key in self._keys}
        everybody = list(self._load_people(named | self.now.mentioned))
        for person in everybody:
            person.initiative = initiative
        self._by_pk: dict[int, Any] = {person.pk: person for person in everybody}
        self.present = [person for person in everybody if person.since]
        who.know(initiative, self.present, is_shared=True)
        self.me = who.participant_in(initiative)
        texts = (line.line.sentence for line in self.now.lines)
        self.people = people_of(initiative, texts, known=everybody)
        self.last = next(
            (
                Left(h, self._by_pk.get(h.leaving_id), self._by_pk.get(h.arriving_id or 0))
                for h in handovers
            ),
            None,
        )

    def _load_people(self, also: set[int]) -> Any:
        """With who let them in (`let_in_by`)."""
        let_in = Event.objects.filter(verb="join_let_in", about=OuterRef("pk")).order_by("-at")
        found = people_with_duties(self.initiative, also=also)
        return found.annotate(let_in_by=Subquery(let_in.values("by")[:1]))

    # What was promised --------------------------------------------------------------------------

    @property
    def agreements(self) -> list[AgreementVersion]:
        return self.now.versions

    @cached_property
    def stuck(self) -> list[LineProgress]:
        return self.now.worst[:MOST_STUCK]

    @property
    def more_stuck(self) -> int:
        return max(len(self.now.worst) - MOST_STUCK, 0)

    @property
    def promises(self) -> list[Promises]:
        """Of each side, the group first; what is late or stuck stands above already."""
        above = {line.line.pk for line in self.stuck}
        found = []
        for party in (Party.GROUP, Party.MUNICIPALITY, Party.BOTH, Party.OTHER):
            lines = [line for line in self.now.of(party) if line.progress.standing in OPEN]
            rest = [line for line in lines if line.line.pk not in above]
            rest.sort(key=lambda line: line.line.due_on or date.max)
            tally = self.now.tally(party)
            if tally.all:
                more = max(len(rest) - MOST_OPEN, 0)
                found.append(Promises(party.value, tally, rest[:MOST_OPEN], more))
        return found

    # Risks --------------------------------------------------------------------------------------

    @cached_property
    def risks(self) -> list[Confirmation]:
        """Open objections, and concerns, of who takes part now; about what counts or lies on the
        table. Where everybody goes first only for who did. One query."""
        words = (
            Confirmation.objects.filter(
                self._may_know(),
                version__agreement__initiative=self.initiative,
                version__status__in=ASKS_FOR_A_WORD,
                word__in=(Word.OBJECT, Word.BEHIND_WITH_CONCERN),
                hidden_at=None,
            )
            .select_related("version__agreement", "by__merged_into", "talk")
            .order_by("-word", "-said_at", "-pk")
        )
        here = {person.pk for person in self.present}
        found = []
        for word in words[: 10 * MOST_RISKS]:
            word.by.initiative = self.initiative
            is_open = word.is_open_objection or word.word == Word.BEHIND_WITH_CONCERN
            if is_open and word.person_id in here:
                found.append(word)
        return found[:MOST_RISKS]

    def _may_know(self) -> Q:
        """As `own_word.why_hidden`: the own word first, where the group chose that."""
        free = Q(version__agreement__own_word_first=False)
        if self.me is None:
            return free
        mine = Confirmation.objects.filter(version=OuterRef("version"), by=self.me)
        free |= Q(Exists(mine.exclude(word="")))
        if self.me.side in (Side.GUIDE, Side.OTHER):
            free |= Q(version__status=Status.IN_EFFECT)
        return free

    # Who knows whom -----------------------------------------------------------------------------

    @cached_property
    def known(self) -> list[Known]:
        """Officials, guides and others, and who of the group is there for something or knows
        somebody. Whoever may not be named comes last."""
        found = []
        for person in self.present:
            duties = duties_of(person)
            partners = [p for p in self.partners if p.known_by_id == person.pk]
            if person.side == Side.GROUP and not duties and not partners:
                continue
            let_in_by = self._by_pk.get(person.let_in_by)
            found.append(Known(person, duties, let_in_by, partners))
        order = [Side.MUNICIPALITY, Side.GUIDE, Side.GROUP, Side.OTHER]
        found.sort(key=lambda k: (order.index(Side(k.person.side)), not k.duties, k.person.pk))
        return found[:MOST_PEOPLE]

    @property
    def unknown(self) -> list[Partner]:
        """Around it, and nobody of us who takes part now knows somebody there."""
        here = {person.pk for person in self.present}
        return [partner for partner in self.partners if partner.known_by_id not in here]

    @property
    def keys(self) -> list[Key]:
        """Who holds a key now, for who may see that list."""
        if not may(self.who, Action.SEE_KEYS, self.initiative):
            return []
        found = [key for key in self._keys if key.holder_id in self._by_pk]
        for key in found:
            key.holder = self._by_pk[key.holder_id]
        return found

    @property
    def in_group(self) -> int:
        """How many of the group take part under a name."""
        return sum(p.side == Side.GROUP and p.step != LadderStep.VISITOR for p in self.present)

    # What comes ---------------------------------------------------------------------------------

    @property
    def ahead(self) -> list[Ahead]:
        """The next days, the first one first."""
        today = timezone.localdate()
        coming = [day for day in self._days() if day.on >= today]
        return sorted(coming, key=lambda day: (day.on, day.about))[:MOST_DAYS]

    def _days(self) -> list[Ahead]:
        found = []
        for version in self.now.versions:
            url = reverse("version", args=[version.pk])
            for on, words in (
                (version.next_look_back, _lazy("samen terugkijken")),
                (version.trial_until, _lazy("de proef loopt af")),
                (version.ends_on, _lazy("de afspraak loopt af")),
            ):
                if on is not None:
                    found.append(Ahead(on, words, version.agreement.title, url))
        for line in self.now.lines:
            if line.line.due_on is not None and line.progress.standing in OPEN:
                heading = line.line.clause.heading
                found.append(Ahead(line.line.due_on, _lazy("beloofd"), heading, url_of(line.line)))
        for point in self.points:
            if point.due_on is not None:
                url = reverse("version", args=[point.version_id])
                found.append(Ahead(point.due_on, _lazy("uitgezocht"), point.what, url))
        for partner in self.partners:
            if partner.decides_before is not None:
                page = reverse("partnership", args=[self.initiative.pk])
                url = f"{page}#partner-{partner.pk}"
                about = f"{partner.name}: {partner.decides}"
                found.append(Ahead(partner.decides_before, _lazy("beslist"), about, url))
        return found

    # What may be done ---------------------------------------------------------------------------

    @property
    def may_leave_note(self) -> bool:
        return may(self.who, Action.LEAVE_NOTE, self.initiative)

    @property
    def may_report(self) -> bool:
        actions = (Action.REACT, Action.TAKE_SEAT)
        return any(may(self.who, action, self.initiative) for action in actions)
