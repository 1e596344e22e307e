"""What people of the demo think of a text: in part, after a reminder, and each for themselves."""

from __future__ import annotations

from django.utils import timezone

from agreements import own_word, reminding
from agreements.models import Agreement, AgreementVersion, Confirmation, Line
from agreements.models.version import offered_dates
from agreements.states import Kind, Party, Word
from initiatives.models import Participant

from .clock import pass_time


def stand_behind_most(version: AgreementVersion, *, by: Participant, but: str, text: str) -> None:
    """Behind all of it, but for the clause with the key `but`."""
    Confirmation.say(version, by=by, word=Word.BEHIND, text=text, except_keys=[but])


def remind_the_group(version: AgreementVersion, *, by: Participant) -> None:
    version.refresh_from_db()
    reminding.remind(version, by=by)


def agree_on_benches(guide: Participant, first: Participant, second: Participant) -> None:
    """A small text on which everybody says something before reading the others."""
    agreement = Agreement.start(
        guide.initiative, by=guide, title="Afspraak over de bankjes", template="empty"
    )
    version, dates = agreement.versions.get(), offered_dates(timezone.localdate())
    version.save_head(
        revision=version.revision,
        purpose="Wij willen samen dat buren hier graag even gaan zitten.",
        look_back_on=dates["look_back_on"],
        ends_on=dates["ends_on"],
    )
    clauses = {
        "Waar komen de bankjes?": [
            Line(text="Twee bankjes in de zon, een in de schaduw.", party=Party.BOTH),
            Line(
                text="De gemeente levert de bankjes voor de zomer.",
                party=Party.MUNICIPALITY,
                kind=Kind.PROMISE,
            ),
        ],
        "Wie houdt ze schoon?": [
            Line(text="Wij vegen ze elke maand schoon.", party=Party.GROUP),
            Line(
                text="Is er een stuk? Dan haalt de gemeente het binnen een week weg.",
                party=Party.MUNICIPALITY,
                kind=Kind.PROMISE,
            ),
        ],
    }
    for heading, lines in clauses.items():
        clause = version.add_clause(heading=heading)
        clause.rewrite(revision=clause.revision, heading=heading, lines=lines)
    own_word.choose(agreement, by=first, is_on=True)
    version.propose(by=guide)
    pass_time(1)
    version.refresh_from_db()
    Confirmation.say(version, by=first, word=Word.BEHIND)
    Confirmation.say(
        version, by=second, word=Word.BEHIND_WITH_CONCERN, text="Als het maar geen hangplek wordt."
    )
