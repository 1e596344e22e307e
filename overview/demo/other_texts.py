"""Other texts that people proposed: two for one question, one that was declined and says why."""

from agreements.models import AgreementVersion, ChangeProposal, Clause, TextChange
from initiatives.models import Participant

from .clock import pass_time


def propose_other_texts(
    version: AgreementVersion, wouter: Participant, group: tuple[Participant, ...]
) -> None:
    """On the running text of the chillclub; `group`: three who want something."""
    noor, dex, lina = group
    cleaning = version.clauses.get(key="cleaning")
    declined = ChangeProposal.propose(
        cleaning,
        by=lina,
        changes=[_instead(cleaning, 1, "De gemeente maakt elke week de vloer schoon.")],
        because="De vloer is na een week al vies.",
    )
    pass_time(2)
    declined.decline(
        by=wouter,
        because="Daar is dit jaar geen geld voor. Een extra dweil en emmer kan wel.",
    )
    times = version.clauses.get(key="times")
    later = ChangeProposal.propose(
        times,
        by=dex,
        changes=[
            _instead(
                times, 0, "Woensdag van 19.00 tot 22.00 uur en vrijdag van 19.00 tot 23.30 uur."
            )
        ],
        because="Vrijdag is het altijd net gezellig als we dicht moeten.",
    )
    for person in (noor, lina):
        later.support(by=person)
    pass_time(1)
    ChangeProposal.propose(
        times,
        by=wouter,
        changes=[
            _instead(
                times, 0, "Woensdag van 19.00 tot 22.00 uur en vrijdag van 18.00 tot 23.00 uur."
            )
        ],
        because="Eerder beginnen vinden de buren prima, later stoppen nog niet.",
    ).support(by=noor)


def _instead(clause: Clause, nth: int, text: str) -> TextChange:
    line = clause.commitments.all()[nth]
    return TextChange(text=text, party=line.party, line_key=line.key, base_text=line.text)
