"""Other parties at an agreement: which lines are theirs, and what they say of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from agreements.hours_to_read import with_hours_in_row
from agreements.loading import load_clauses
from agreements.models import (
    Agreement,
    AgreementVersion,
    Clause,
    Commitment,
    Confirmation,
    OtherParty,
    PartyLink,
)
from agreements.models.clause import TEXTS
from agreements.own_word import why_hidden_now
from agreements.people import people_of
from agreements.states import ASKS_FOR_A_WORD, Status
from initiatives.models import Participant
from initiatives.names import name_key
from initiatives.who import Who

# What matters now comes first: what lies on the table, what holds, what held last.
ORDER = (Status.PROPOSED, Status.IN_EFFECT, Status.ENDED)


def load_parties(agreement: Agreement, *, present: bool = False) -> list[OtherParty]:
    """Who else takes part, oldest first. One query. `present`: only those who still do."""
    found = OtherParty.objects.filter(agreement=agreement)
    found = found.present() if present else found
    parties = list(found.select_related("participant", "by", "hidden_by"))
    for party in parties:
        party.agreement = agreement
        for person in (party.participant, party.by, party.hidden_by):
            if person is not None:
                person.initiative = agreement.initiative
    return parties


def lines_of(party: OtherParty, clauses: Iterable[Clause]) -> list[Commitment]:
    """The lines of `clauses` that name this party."""
    return [line for clause in clauses for line in clause.commitments.all() if party.says(line)]


def party_of(line: Commitment, parties: Iterable[OtherParty]) -> OtherParty | None:
    """Whose line it is; the one who takes part, when two had that name."""
    said = [party for party in parties if party.says(line)]
    return next((party for party in said if party.is_present), said[0] if said else None)


def text_that_matters(agreement: Agreement) -> list[AgreementVersion]:
    """What other parties read: proposed and in effect, else what ended; never a draft."""
    found = with_hours_in_row(agreement.versions.with_pause()).filter(status__in=ORDER)
    found = found.order_by("-number")
    texts = sorted(found, key=lambda version: ORDER.index(Status(version.status)))
    for version in texts:
        version.agreement = agreement
    live = [version for version in texts if version.status in ASKS_FOR_A_WORD]
    return live or texts[:1]


@dataclass
class PartyView:
    """One party on the page: its lines in the text that matters now, its word, its link."""

    party: OtherParty
    lines: list[Commitment] = field(default_factory=list)
    word: Confirmation | None = None
    link: PartyLink | None = None


class PartiesPage:
    """Who else has to do with an agreement. Five queries at most, whatever the number."""

    def __init__(self, agreement: Agreement, who: Who, *, with_links: bool) -> None:
        self.agreement, self.who, self.with_links = agreement, who, with_links

    @cached_property
    def version(self) -> AgreementVersion | None:
        """The text of which the lines are shown."""
        return next(iter(text_that_matters(self.agreement)), None)

    @cached_property
    def _clauses(self) -> list[Clause]:
        return load_clauses([self.version.pk])[self.version.pk] if self.version else []

    @cached_property
    def views(self) -> list[PartyView]:
        parties = load_parties(self.agreement)
        words, links = self._words(parties), self._links(parties)
        return [
            PartyView(
                party,
                [] if party.hidden_at else lines_of(party, self._clauses),
                words.get(party.participant_id),
                links.get(party.pk),
            )
            for party in parties
        ]

    @cached_property
    def people(self) -> dict[int, Participant]:
        """Those whom their lines mention."""
        lines = [line for view in self.views for line in view.lines]
        texts = [getattr(line, name) for line in lines for name in TEXTS]
        return people_of(self.agreement.initiative, texts)

    @property
    def present(self) -> list[PartyView]:
        return [view for view in self.views if view.party.is_present]

    @property
    def gone(self) -> list[PartyView]:
        return [view for view in self.views if not view.party.is_present]

    @property
    def named_only(self) -> list[str]:
        """Names of others in the lines of whom nobody said here who they are."""
        known = {name_key(view.party.name) for view in self.views}
        lines = [line for clause in self._clauses for line in clause.commitments.all()]
        names = {
            name_key(line.party_name): line.party_name
            for line in lines
            if line.party == "other" and line.party_name and "{" not in line.party_name
        }
        return [name for key, name in names.items() if key not in known]

    def _words(self, parties: list[OtherParty]) -> dict[int, Confirmation]:
        if not parties or self.version is None or why_hidden_now(self.version, self.who):
            return {}
        people = [party.participant_id for party in parties]
        said = self.version.confirmations.filter(by__in=people, hidden_at=None).exclude(word="")
        return {word.by_id: word for word in said}

    def _links(self, parties: list[OtherParty]) -> dict[int, PartyLink]:
        if not self.with_links or not parties:
            return {}
        links = PartyLink.objects.filter(party__in=parties, link__revoked_at=None)
        return {link.party_id: link for link in links}
