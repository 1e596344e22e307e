"""Plain keyword factories. Each makes one thing, ready to use, through the verbs of the models."""

from datetime import date, time, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.models import Function, Invitation, User
from agreements.library import BY_KEY
from agreements.models import (
    Agreement,
    AgreementVersion,
    Clause,
    Line,
    TemplateVersion,
    UseSlot,
)
from agreements.models.version import offered_dates
from initiatives.models import (
    Circle,
    DutyKind,
    Initiative,
    LogLine,
    Neighbourhood,
    Participant,
    ShareLink,
    Side,
)
from places.models import Place

numbers = count(1)

FUNCTION_OF = {
    Side.GROUP: Function.RESIDENT,
    Side.GUIDE: Function.YOUTH_WORKER,
    Side.MUNICIPALITY: Function.CIVIL_SERVANT,
    Side.OTHER: Function.OTHER_PROFESSIONAL,
}


def make_user(name: str = "", function: str = Function.RESIDENT, **fields: Any) -> User:
    n = next(numbers)
    name = name or f"Persoon {n}"
    return User.objects.create_user(
        email=fields.pop("email", f"persoon{n}@voorbeeld.invalid"),
        name=name,
        function=function,
        **fields,
    )


def make_invitation(by: User | None = None, **fields: Any) -> Invitation:
    """One that works; `token` is what stands in the mail."""
    n = next(numbers)
    return Invitation.invite(
        by=by or make_user("Nodigt Uit", Function.POLICY_OFFICER, is_manager=True),
        email=fields.pop("email", f"genodigd{n}@voorbeeld.invalid"),
        name=fields.pop("name", f"Genodigde {n}"),
        function=fields.pop("function", Function.CIVIL_SERVANT),
        **fields,
    )


def make_manager() -> User:
    return make_user("Karin Beheert", Function.POLICY_OFFICER, is_manager=True)


def make_template(name: str = "Moestuin", by: User | None = None) -> TemplateVersion:
    """A draft of a template of one's own, that can be published: one clause with a line."""
    by = by or make_manager()
    draft = TemplateVersion.begin(by=by, name=name)
    draft.add_clause(BY_KEY["green_water"], by=by)
    return draft


def make_neighbourhood(name: str = "") -> Neighbourhood:
    return Neighbourhood.objects.create(name=name or f"Buurt {next(numbers)}")


def make_initiative(name: str = "", **fields: Any) -> Initiative:
    return Initiative.objects.create(name=name or f"Initiatief {next(numbers)}", **fields)


def make_participant(
    initiative: Initiative,
    side: Side = Side.GROUP,
    name: str = "",
    *,
    user: User | None = None,
    has_account: bool | None = None,
    duty: DutyKind | None = None,
    started_on: date | None = None,
    **fields: Any,
) -> Participant:
    """Somebody who takes part; other sides than the group get an account of a fitting function."""
    name = name or f"Naam {next(numbers)}"
    wants_account = side != Side.GROUP if has_account is None else has_account
    if user is None and wants_account:
        user = make_user(name, FUNCTION_OF[side])
    person = Participant.begin(
        initiative,
        side=side,
        name=name,
        user=user,
        started_on=started_on or timezone.localdate() - timedelta(days=30),
    )
    if duty:
        person.take_duty(duty, by=None)
    for field, value in fields.items():
        setattr(person, field, value)
    if fields:
        person.save()
    return person


def make_link(initiative: Initiative) -> ShareLink:
    return ShareLink.make(initiative, by=None)


def line(text: str, party: str = "both", **fields: Any) -> Line:
    return Line(text=text, party=party, **fields)


def make_agreement(
    initiative: Initiative, *, by: Participant, title: str = "Afspraak", clauses: int = 2
) -> AgreementVersion:
    """A draft that could be proposed: purpose, dates and filled clauses. Gives its version."""
    agreement = Agreement.start(initiative, by=by, title=title, template="empty")
    version = agreement.versions.get()
    version.save_head(
        revision=version.revision,
        purpose="Wij willen samen een eigen plek.",
        **offered_dates(timezone.localdate()),
    )
    for n in range(1, clauses + 1):
        add_clause(version, f"Vraag {n}?", line(f"Samen doen we dit: {n}."))
    return version


def add_clause(version: AgreementVersion, heading: str, *lines: Line) -> Clause:
    clause = version.add_clause(heading=heading)
    clause.rewrite(revision=clause.revision, heading=heading, lines=list(lines))
    return clause


def make_proposal(initiative: Initiative, *, by: Participant, **fields: Any) -> AgreementVersion:
    version = make_agreement(initiative, by=by, **fields)
    version.propose(by=by)
    return version


def make_log_line(by: Participant, text: str, *, circle: str = "side", **more: Any) -> LogLine:
    """A line in the logbook of the initiative of `by`; a shared one was shared by its writer."""
    written = Circle(circle)
    line = LogLine.write(
        by.initiative,
        by=by,
        text=text,
        happened_on=more.pop("happened_on", timezone.localdate()),
        circle=Circle.SIDE if written == Circle.SHARED else written,
        **more,
    )
    if written == Circle.SHARED:
        line.share(by=by, revision=line.revision)
    return line


def make_place(
    name: str = "", *, by: User | None = None, building: Place | None = None, **written: Any
) -> Place:
    """A building, or with `building` a room in one."""
    name = name or f"Plek {next(numbers)}"
    return Place.add(by=by or make_manager_once(), building=building, name=name, **written)


def make_manager_once() -> User:
    """The one coordinator of a test; made when there is none."""
    return User.objects.filter(is_manager=True).first() or make_manager()


def add_hours(
    version: AgreementVersion,
    place: Place,
    weekdays: str = "5",
    starts: str = "19:00",
    ends: str = "22:00",
    **written: Any,
) -> UseSlot:
    """Hours in a draft: every Friday evening, when nothing else is said."""
    blank = {"first_on": None, "last_on": None, "label": ""}
    return UseSlot.add(
        version,
        place=place,
        weekdays=weekdays,
        starts=time.fromisoformat(starts),
        ends=time.fromisoformat(ends),
        **{**blank, **written},
    )
