"""Who sees and does what with other parties, and what their link opens: rows of test_access.py."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import Row
from tests.world_parties import line_of, link_of


def agreement(t: w.Things) -> list[Any]:
    return [t.party.agreement_id]


def party(t: w.Things) -> list[Any]:
    return [t.party.pk]


def held(t: w.Things) -> list[Any]:
    return [link_of(t.party).pk]


def own_line(t: w.Things) -> list[Any]:
    return [link_of(t.party).pk, line_of(t.party).pk]


def own_clause(t: w.Things) -> list[Any]:
    return [link_of(t.party).pk, line_of(t.party).clause_id]


# Only for who opened exactly this link.
HOLDER = frozenset({w.PARTY_LINK})

PARTY_ROWS: dict[str, Row] = {
    "parties": Row(agreement, w.READS, get=w.READS),
    "add_party": Row(agreement, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "parental_consent": Row(agreement, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "edit_party": Row(party, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "end_party": Row(party, w.READS, post=w.BOTH_SIDES),
    "put_back_party": Row(party, w.READS, post=w.BOTH_SIDES),
    "make_party_link": Row(party, w.READS, post=w.BOTH_SIDES),
    "party_page": Row(held, HOLDER, get=HOLDER, is_open=True),
    "party_react": Row(own_clause, HOLDER, get=HOLDER, post=HOLDER, is_open=True),
    "party_progress": Row(own_line, HOLDER, get=HOLDER, post=HOLDER, is_open=True),
    "party_word": Row(held, HOLDER, get=HOLDER, post=HOLDER, is_open=True),
    "party_take_back": Row(held, HOLDER, post=HOLDER, is_open=True),
}
