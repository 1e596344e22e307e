"""Other texts for clauses, as they are shown beside the present one. One query for an agreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.comparing import Piece, compare
from agreements.excerpts import around
from agreements.models import (
    Agreement,
    AgreementVersion,
    Clause,
    ProposalSupport,
    ProposedLine,
    TextChange,
)
from agreements.models.change_proposal import ChangeProposal, side_of
from agreements.people import people_of, show_people
from agreements.states import ProposalStatus
from initiatives.access import DECLINES, Action, may
from initiatives.models import Participant, Side
from initiatives.who import Who

# Of one agreement, the newest lines of proposals: far more than people make.
MOST_LINES = 500
# How many words stay around what differs.
WORDS_AROUND = 10


@dataclass
class ChangedLine:
    """One line of a proposal: kind is "changed", "added" or "removed"."""

    kind: str
    party: str
    party_name: str
    pieces: list[Piece]
    # Of the line beside it: another text does not take that away.
    reservation: str = ""
    key: str = ""


@dataclass
class ProposalView:
    """A proposal as `who` sees it beside a clause, and what this one may do with it."""

    proposal: ChangeProposal
    lines: list[ChangedLine]
    counts: dict[str, int]
    is_mine: bool = False
    is_behind: bool = False
    # The clause changed since, and not into what was proposed.
    has_moved_on: bool = False
    revision: int = 1
    # Words for the template: support, withdraw, take_over, decline.
    can: list[str] = field(default_factory=list)
    # Reads by the link, and can stand behind it after saying who that is.
    asks_seat: bool = False

    @property
    def is_hidden(self) -> bool:
        return self.proposal.hidden_at is not None

    @property
    def stands_there(self) -> bool:
        """Whether the clause beside it already says this."""
        return not self.lines

    @property
    def from_whom(self) -> str:
        return from_whom(self.proposal)

    @property
    def backing(self) -> str:
        """Who stands behind it: counts per side, whoever made it among them."""
        words = {
            Side.GROUP: _("{n} van de groep"),
            Side.GUIDE: _("{n} van de begeleiding"),
            Side.MUNICIPALITY: _("{n} van de gemeente"),
            Side.OTHER: _("{n} van een andere partij"),
        }
        total = sum(self.counts.values())
        parts = [word.format(n=n) for side, word in words.items() if (n := self.counts[side])]
        if total == 1:
            return _("Nog niemand anders staat hierachter.")
        if len(parts) == 1:
            return _("{who} staan hierachter.").format(who=parts[0])
        sentence = _("{n} staan hierachter: {who}.")
        return sentence.format(n=total, who=", ".join(parts))


def from_whom(proposal: ChangeProposal) -> str:
    """The words above it: the side, never a name."""
    return {
        Side.GROUP: _("Voorstel van de groep"),
        Side.GUIDE: _("Voorstel van de begeleiding"),
        Side.MUNICIPALITY: _("Voorstel van de gemeente"),
        Side.OTHER: _("Voorstel van een andere partij"),
    }[Side(proposal.by.side)]


class Proposals:
    """Every change proposal of `agreement` that `who` may read; one query, whatever the number.

    `known`: who takes part today, loaded with `with_today`, and whom the texts name; whom they name
    and who is not among these costs a second query. `in_draft`:
    the clauses beside which they are shown are those of the draft.
    """

    def __init__(
        self,
        agreement: Agreement,
        who: Who,
        known: Iterable[Participant] = (),
        *,
        clause_key: str = "",
        in_draft: bool = False,
    ) -> None:
        self.agreement = agreement
        self.initiative = agreement.initiative
        self.who = who
        self.known = list(known)
        self.clause_key = clause_key
        self.in_draft = in_draft

    @cached_property
    def _loaded(self) -> dict[str, list[ProposalView]]:
        """By clause key, oldest first; the lines still as they were proposed."""
        visible = AgreementVersion.objects.visible_to(self.who)
        rows = ProposedLine.objects.filter(
            proposal__agreement=self.agreement, proposal__version__in=visible
        )
        if self.clause_key:
            rows = rows.filter(proposal__clause_key=self.clause_key)
        rows = rows.select_related(
            "proposal__by__merged_into",
            "proposal__version",
            "proposal__taken_into",
            "proposal__hidden_by",
            "proposal__decided_by",
        ).annotate(is_behind=self._is_behind(), **{side: self._count(side) for side in Side.values})
        newest = list(rows.order_by("-proposal__at", "-proposal", "-position")[:MOST_LINES])
        views: dict[int, ProposalView] = {}
        by_key: dict[str, list[ProposalView]] = defaultdict(list)
        self.changes: dict[int, list[TextChange]] = defaultdict(list)
        for row in reversed(newest):
            if row.proposal_id not in views:
                views[row.proposal_id] = view = self._view(row)
                by_key[view.proposal.clause_key].append(view)
            self.changes[row.proposal_id].append(row.as_change())
        return by_key

    def _is_behind(self) -> Exists:
        me = self.who.participants().values("pk")
        mine = Q(by__in=me) | Q(by__merged_into__in=me)
        return Exists(ProposalSupport.objects.filter(mine, proposal=OuterRef("proposal")))

    def _count(self, side: str) -> Coalesce:
        """How many of `side`, who take part today, stand behind it beside who made it."""
        today = self.initiative.participants_on(timezone.localdate()).order_by().values("pk")
        behind = (
            ProposalSupport.objects.filter(proposal=OuterRef("proposal"), by__side=side)
            .annotate(person=Coalesce("by__merged_into", "by"))
            .filter(person__in=today)
            .exclude(person=Coalesce("proposal__by__merged_into", "proposal__by"))
            .order_by()
            .values("proposal")
            .annotate(n=Count("person", distinct=True))
        )
        return Coalesce(Subquery(behind.values("n")), Value(0))

    def _view(self, row: ProposedLine) -> ProposalView:
        proposal = row.proposal
        proposal.agreement = self.agreement
        for person in (proposal.by, proposal.hidden_by, proposal.decided_by):
            if person is not None:
                person.initiative = self.initiative
        counts: dict[str, int] = {side: getattr(row, side) for side in Side.values}
        counts[proposal.by.side] += 1
        return ProposalView(proposal, [], counts, is_behind=row.is_behind)  # type: ignore[attr-defined]

    def _say_what_can(self, view: ProposalView) -> None:
        """Fills in what this one may do with it."""
        proposal, me = view.proposal, self.who.participant_in(self.initiative)
        if not proposal.is_open or view.is_hidden:
            return
        if me is None:
            # Who reads by the link says first who they are.
            view.asks_seat = may(self.who, Action.TAKE_SEAT, self.initiative)
            return
        view.is_mine = proposal.maker_id in (me.pk, me.merged_into_id)
        asks = {"take_over": Action.TAKE_OVER_TEXT}
        if not view.is_mine:
            asks["support"] = Action.PROPOSE_TEXT
        if side_of(proposal.by) != side_of(me):
            asks["decline"] = DECLINES[Side(proposal.by.side)]
        elif view.is_mine or proposal.maker_id not in self._here:
            asks["withdraw"] = Action.PROPOSE_TEXT
        view.can = [word for word, action in asks.items() if may(self.who, action, self.initiative)]

    @cached_property
    def _here(self) -> set[int]:
        return {person.pk for person in self.known if person.stay_key is not None}

    @property
    def texts(self) -> list[str]:
        """What may name people."""
        self._loaded  # noqa: B018  loads the changes
        found = [change for changes in self.changes.values() for change in changes]
        return [text for change in found for text in (change.text, change.base_text) if text]

    @cached_property
    def people(self) -> dict[int, Participant]:
        return people_of(self.initiative, self.texts, known=self.known)

    # Beside a clause ---------------------------------------------------------------------------

    def open_on(self, clause: Clause) -> list[ProposalView]:
        """The open ones for `clause`, hidden ones too: they say that something is hidden."""
        found = [view for view in self._loaded.get(clause.key, []) if view.proposal.is_open]
        return [self.beside(view, clause) for view in found]

    def elsewhere(self, here: Collection[str]) -> list[ProposalView]:
        """The open ones for clauses whose key is not among `here`."""
        found = [
            view
            for key, views in self._loaded.items()
            for view in views
            if key not in here and view.proposal.is_open
        ]
        for view in found:
            view.lines = self._lines(view, None)
            self._say_what_can(view)
        return found

    def past_on(self, clause: Clause) -> list[ProposalView]:
        """Those on which was decided, newest first, with what they wanted then."""
        found = [view for view in self._loaded.get(clause.key, []) if not view.proposal.is_open]
        for view in found:
            view.lines = self._lines(view, None)
        return found[::-1]

    def past_count(self, clause: Clause) -> int:
        return sum(not view.proposal.is_open for view in self._loaded.get(clause.key, []))

    def beside(self, view: ProposalView, clause: Clause) -> ProposalView:
        """`view` with only the words that differ from `clause`; its lines are loaded."""
        there = {line.key: line.text for line in clause.commitments.all()}
        view.lines = self._lines(view, there)
        held_back = {line.key: line.reservation for line in clause.commitments.all()}
        for line in view.lines:
            line.reservation = self._shown(held_back.get(line.key, ""))
        view.has_moved_on = any(
            there.get(change.line_key, "") not in (change.base_text, change.text)
            for change in self.changes[view.proposal.pk]
            if change.line_key
        )
        view.revision = clause.revision if self.in_draft else 1
        self._say_what_can(view)
        return view

    def _lines(self, view: ProposalView, there: dict[str, str] | None) -> list[ChangedLine]:
        """`there`: what each line says now, by key; None: what it said when it was proposed."""
        found = []
        for change in self.changes[view.proposal.pk]:
            if there is None:
                now = change.base_text
            elif change.line_key:
                now = there.get(change.line_key, "")
            else:
                now = change.text if change.text in there.values() else ""
            if now == change.text:
                continue
            kind = "added" if not now else "changed" if change.text else "removed"
            pieces = compare(self._shown(now), self._shown(change.text))
            shown = around(pieces, WORDS_AROUND)
            found.append(
                ChangedLine(kind, change.party, change.party_name, shown, key=change.line_key)
            )
        return found

    def _shown(self, text: str) -> str:
        return show_people(text, self.who, self.people)

    def credits_of(self, version: AgreementVersion, clause: Clause) -> list[ProposalView]:
        """Whose words stand in `clause`: what was taken over into this draft, or into an earlier
        text and still stands there word for word."""
        there = {line.text for line in clause.commitments.all()}
        found = []
        for view in self._loaded.get(clause.key, []):
            into = view.proposal.taken_into
            if view.proposal.status != ProposalStatus.TAKEN_OVER or into is None:
                continue
            changes = self.changes[view.proposal.pk]
            stands = any(change.text in there for change in changes if change.text)
            if into.pk == version.pk or (into.number < version.number and stands):
                found.append(view)
        return found


def supporters_of(proposal: ChangeProposal, known: Iterable[Participant]) -> list[Participant]:
    """Who made it, and who of `known` stands behind it and takes part today. One query."""
    person = Coalesce(F("by__merged_into"), F("by"))
    said = ProposalSupport.objects.filter(proposal=proposal).annotate(person=person)
    behind = set(said.values_list("person", flat=True)) - {proposal.maker_id}
    here = [p for p in known if p.pk in behind and p.stay_key is not None]
    maker = proposal.by.merged_into or proposal.by
    maker.initiative = proposal.initiative
    return [maker, *sorted(here, key=lambda p: (p.side, p.pk))]
