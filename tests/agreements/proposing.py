"""What the tests about other texts share."""

import re

from agreements.models import ChangeProposal, Clause, TextChange
from initiatives.models import Participant


def words(html: str) -> str:
    """What a page says aloud: without its tags, words that differ with what is said of them."""
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def change(clause: Clause, text: str, *, nth: int = 0) -> TextChange:
    """Line `nth` of `clause`, as `text`; empty takes it out."""
    line = clause.commitments.all()[nth]
    return TextChange(
        text=text,
        party=line.party,
        party_name=line.party_name,
        line_key=line.key,
        base_text=line.text,
    )


def added(text: str, party: str = "both") -> TextChange:
    return TextChange(text=text, party=party)


def propose(
    clause: Clause, text: str, *, by: Participant, nth: int = 0, **more: object
) -> ChangeProposal:
    """Another text for one line of `clause`."""
    return ChangeProposal.propose(
        clause,
        by=by,
        changes=[change(clause, text, nth=nth)],
        **more,
    )
