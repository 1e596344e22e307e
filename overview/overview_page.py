"""What the page of one initiative shows to somebody who takes part."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from agreements.asking import Question, last_day_now, ran_out_on
from agreements.at_a_glance import at_a_glance
from agreements.carrying import Carrying
from agreements.how_it_stands import SideStands
from agreements.load_progress import LineProgress
from agreements.models import Agreement, AgreementVersion
from agreements.models.progress import side_of
from agreements.states import Status
from initiatives.access import Action, may
from initiatives.models import Event, Initiative, LadderStep, Participant, Side
from initiatives.models.participants import OFFICIAL
from initiatives.who import Who
from overview.facts import Facts, load_facts
from overview.telling import Told, tell_all
from overview.waiting import waiting

LAST_EVENTS = 6


@dataclass
class AgreementView:
    """One agreement with its texts of today, and who stands behind the one that matters now."""

    agreement: Agreement
    draft: AgreementVersion | None = None
    proposed: AgreementVersion | None = None
    in_effect: AgreementVersion | None = None
    ended: AgreementVersion | None = None
    carrying: dict[int, Carrying] = field(default_factory=dict)
    # How the lines of what is in effect stand, the worst first.
    lines: list[LineProgress] = field(default_factory=list)
    # What the days of what is in effect ask of both sides.
    questions: list[Question] = field(default_factory=list)

    @property
    def last_day(self) -> date | None:
        """Until when what is in effect goes, after what both sides chose."""
        return last_day_now(self.in_effect, self.questions) if self.in_effect else None

    @property
    def ran_out_on(self) -> date | None:
        """That day when it is past: what is in effect holds until both sides choose."""
        return ran_out_on(self.in_effect, self.questions) if self.in_effect else None

    @property
    def sides(self) -> list[SideStands]:
        """Each side with how many of its lines stand how."""
        return at_a_glance(self.lines, None).sides

    @property
    def asks_attention(self) -> list[LineProgress]:
        """Late, stuck, seen differently, or time for a word."""
        return [at for at in self.lines if at.is_contested or at.is_bad or at.needs_a_word]

    @property
    def of_proposed(self) -> Carrying | None:
        return self.carrying.get(self.proposed.pk) if self.proposed else None

    @property
    def of_in_effect(self) -> Carrying | None:
        return self.carrying.get(self.in_effect.pk) if self.in_effect else None


def agreements_of(facts: Facts) -> list[AgreementView]:
    """The versions by agreement, in the order in which they came; what has ended comes last."""
    views: dict[int, AgreementView] = {}
    for version in facts.versions:
        view = views.setdefault(version.agreement_id, AgreementView(version.agreement))
        setattr(view, Status(version.status).value, version)
        view.questions += facts.life.questions.get(version.pk, [])
    return sorted(views.values(), key=lambda view: view.ended is not None)


@dataclass(frozen=True)
class Official:
    """Somebody of the municipality and what they are there for."""

    person: Participant
    duties: list[str]


def who_does_what(people: list[Participant]) -> list[Official]:
    """The municipality, for the group to see whom to ask for what. First the fixed contact."""
    officials = [
        Official(p, [str(kind.label) for kind in OFFICIAL if getattr(p, f"does_{kind.value}")])
        for p in people
        if p.side == Side.MUNICIPALITY
    ]
    return sorted(officials, key=lambda o: (not o.person.is_contact, not o.duties, o.person.name))


class OverviewPage:
    """Everything on the page of `initiative` for `who`. `people`: all who take part today."""

    def __init__(self, initiative: Initiative, who: Who, people: list[Participant]) -> None:
        self.initiative, self.who, self.people = initiative, who, people
        self.me = who.participant_in(initiative)
        self.side = side_of(self.me)
        self.facts = load_facts(
            who, [initiative], people=people, words_of=(Status.PROPOSED, Status.IN_EFFECT)
        )
        self.waiting = [
            item
            for item in waiting(self.facts)[initiative.pk]
            if item.side == self.side or not item.is_inner
        ]
        self.agreements = agreements_of(self.facts)
        for view in self.agreements:
            for version in (view.proposed, view.in_effect):
                if version is not None:
                    view.carrying[version.pk] = self.facts.carrying(version)
            if view.in_effect is not None:
                found = self.facts.life.progress_in(view.in_effect)
                view.lines = sorted(found, key=lambda at: at.place)

    @property
    def known(self) -> dict[int, Participant]:
        """Whom the lines can name: who takes part today."""
        return {person.pk: person for person in self.people}

    def tell(self, events: list[Event]) -> list[Told]:
        return tell_all(events, self.initiative, self.who)

    @property
    def of_group(self) -> list[Participant]:
        return [p for p in self.people if p.side == Side.GROUP and p.step != LadderStep.VISITOR]

    @property
    def visitors(self) -> int:
        return sum(1 for p in self.people if p.side == Side.GROUP) - len(self.of_group)

    @property
    def contacts_of_group(self) -> list[Participant]:
        """Who chose to be the contact; else the guides ("via de begeleiding")."""
        return [p for p in self.people if p.side == Side.GROUP and p.is_contact]

    @property
    def guides(self) -> list[Participant]:
        return [p for p in self.people if p.side == Side.GUIDE]

    @property
    def officials(self) -> list[Official]:
        return who_does_what(self.people)

    @property
    def others(self) -> list[Participant]:
        return [p for p in self.people if p.side == Side.OTHER]

    @property
    def may_change(self) -> bool:
        return may(self.who, Action.CHANGE_CARD, self.initiative)

    @property
    def may_start(self) -> bool:
        return may(self.who, Action.START_AGREEMENT, self.initiative)

    @property
    def may_show_link(self) -> bool:
        """The group and its guides; the municipality where there is nobody else to make one."""
        if may(self.who, Action.SHOW_LINK, self.initiative):
            return True
        nobody_else = not self.guides and not any(p.side == Side.GROUP for p in self.people)
        return nobody_else and may(self.who, Action.MAKE_FIRST_LINK, self.initiative)
