"""What happened in the demo: some months of a chillclub, a green spot, and a fresh idea.

Everything goes through the same verbs as in the app, so the demo is a check of them as well.
"""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from agreements.library import BY_KEY
from agreements.models import (
    Agreement,
    AgreementVersion,
    Clause,
    Comment,
    Confirmation,
    Line,
    OnBehalf,
)
from agreements.states import CommentKind, Kind, Party, Word
from initiatives.models import (
    DutyKind,
    Initiative,
    JoinRequest,
    Neighbourhood,
    Participant,
    ShareLink,
    Side,
)
from initiatives.models.initiative import Status

from .clock import pass_time
from .forgetting import come_and_be_forgotten
from .history import give_history, name_a_contact
from .invitations import invite_somebody
from .links import make_links
from .logbook import fill_logbook
from .people import DemoPeople
from .profile import tell_about_club

WE, MUNICIPALITY, BOTH = Party.GROUP, Party.MUNICIPALITY, Party.BOTH
PROMISE, INTENTION, INFORMATION = Kind.PROMISE, Kind.INTENTION, Kind.INFORMATION


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def we(text: str) -> Line:
    return Line(text=text, party=WE)


def both(text: str) -> Line:
    return Line(text=text, party=BOTH)


def municipality(text: str, kind: str, **fields: object) -> Line:
    return Line(text=text, party=MUNICIPALITY, kind=kind, **fields)  # type: ignore[arg-type]


def join(initiative: Initiative, user: User, sentence: str, by: Participant) -> Participant:
    """Somebody asks to take part and is let in."""
    request = JoinRequest.ask(initiative, user=user, side=Side(user.sides[0]), sentence=sentence)
    return request.let_in(by=by)


def write(clause: Clause, *lines: Line) -> None:
    clause.rewrite(revision=clause.revision, heading=clause.heading, lines=list(lines))


def tell_story(people: DemoPeople) -> ShareLink:
    """Makes everything; gives the group link of the chillclub."""
    link = make_chillclub(people)
    make_green_spot(people)
    pass_time(1)
    make_idea(people)
    invite_somebody(people)
    return link


def make_chillclub(people: DemoPeople) -> ShareLink:
    vogelbuurt = Neighbourhood.objects.create(name="Vogelbuurt")
    club = Initiative.log(
        by=people.samira,
        name="Chillclub De Kelder",
        sentence="Jongeren uit de Vogelbuurt met een eigen plek onder buurthuis De Merel.",
        neighbourhood=vogelbuurt,
        headcount=12,
        nicknames=["Noor", "Dex", "Jay", "Lina", "Moos"],
    )
    samira = club.participants.get(user=people.samira)
    link = ShareLink.make(club, by=samira)
    wouter = join(club, people.wouter, "Ik regel het gebouw voor jullie.", samira)
    wouter.take_duty(DutyKind.CONTACT, by=wouter)
    els = join(club, people.els, "Ik help Wouter en val voor hem in.", wouter)
    els.take_duty(DutyKind.STAND_IN, by=wouter)
    name = {p.name: p for p in club.participants.filter(side=Side.GROUP)}
    noor, dex, jay, lina, moos = (name[n] for n in ("Noor", "Dex", "Jay", "Lina", "Moos"))
    noor.show_name(by=noor, is_named=True)
    for person in (noor, dex):
        person.take_duty(DutyKind.KEY_HOLDER, by=samira)
    give_history(club, samira, wouter)
    tell_about_club(club, samira, wouter, noor)
    pass_time(6)

    first = draft_of_club(club, wouter, noor)
    first.propose(by=wouter)
    pass_time(3)
    times = first.clauses.get(key="times")
    question = Comment.add(
        times, by=dex, kind=CommentKind.QUESTION, text="Mag het in de vakantie ook overdag?"
    )
    pass_time(1)
    question.answer(by=wouter, text="Ja. In de vakantie mogen jullie er ook op woensdagmiddag in.")
    question.settle(by=dex)
    for person in (noor, dex, jay, lina):
        Confirmation.say(first, by=person, word=Word.BEHIND)
    Confirmation.say(
        first,
        by=moos,
        word=Word.BEHIND_WITH_CONCERN,
        text="Hopelijk blijft het leuk als er altijd iemand moet opletten.",
    )
    Confirmation.say(first, by=wouter, word=Word.BEHIND, has_mandate=True)
    first.take_effect(by=noor)
    pass_time(58)

    second_text(first.agreement, samira, wouter, (noor, dex, lina, moos))
    jay.leave(by=samira)
    club.add_to_group("Sanne", by=noor)
    come_and_be_forgotten(first, samira, wouter)
    pass_time(24)

    second = first.agreement.versions.get(number=2)
    means = second.clauses.get(key="means")
    Comment.add(
        means,
        by=dex,
        kind=CommentKind.QUESTION,
        text="Geldt de verzekering ook als iemand 15 is?",
    )
    Comment.add(
        second.clauses.get(key="cleaning"),
        by=wouter,
        kind=CommentKind.COMPLIMENT,
        text="Het ziet er elke week netjes uit. Dank jullie wel.",
    )
    pass_time(21)
    link.take_seat("Rayan")
    name_a_contact(club, noor)
    make_links(second, lina, by=samira)
    fill_logbook(club, samira, wouter, noor, dex)
    return link


def draft_of_club(club: Initiative, wouter: Participant, noor: Participant) -> AgreementVersion:
    agreement = Agreement.start(
        club, by=wouter, title="Afspraak over De Kelder", template="building_use"
    )
    version = agreement.versions.get()
    version.save_head(
        revision=version.revision,
        purpose=(
            "Wij willen samen dat de chillclub een eigen plek heeft om te chillen en te koken. "
            "De gemeente wil dat het goed gaat met de groep en met de buurt."
        ),
        look_back_on=in_days(42),
        ends_on=in_days(183),
    )
    texts: dict[str, list[Line]] = {
        "status": [
            both(
                "Dit is een afspraak op basis van vertrouwen. Het is geen contract met artikelen. "
                "We houden ons eraan omdat we het samen hebben bedacht."
            )
        ],
        "who_municipality": [
            municipality(
                f"Voor jullie is {{@{wouter.pk}}} het vaste gezicht. "
                "Is die er niet? Dan helpt Els.",
                PROMISE,
            )
        ],
        "place": [
            municipality(
                "Jullie mogen de kelder gebruiken onder buurthuis De Merel. "
                "De rest van het gebouw hoort er niet bij.",
                PROMISE,
            )
        ],
        "times": [
            both("Woensdag van 19.00 tot 22.00 uur en vrijdag van 19.00 tot 22.00 uur."),
            we("Willen we langer open? Dan vragen we het een week van tevoren."),
            municipality(
                "Gaat het drie maanden goed? Dan mag het op vrijdag tot 23.00 uur.",
                INTENTION,
                reservation="overleg met de buren",
                decider="de wijkregisseur",
            ),
        ],
        "activities": [
            we("We chillen, we koken en we maken muziek."),
            we("Een feest met meer dan 25 mensen overleggen we eerst."),
        ],
        "key": [
            we(f"{{@{noor.pk}}} en nog iemand van ons hebben de sleutel. Zij openen en sluiten."),
            municipality("Is de sleutel kwijt? Dan komt er binnen 2 dagen een nieuwe.", PROMISE),
        ],
        "cleaning": [
            we("We ruimen elke avond op: vegen, afwassen, wc schoon, afval weg."),
            municipality(
                "De gemeente maakt elke maand de vloer schoon.", PROMISE, rhythm="elke maand"
            ),
        ],
        "safety": [
            municipality("De gemeente zorgt dat het gebouw brandveilig is.", PROMISE),
            we("Wij houden de nooddeur vrij. Er zijn nooit meer dan 30 mensen binnen."),
        ],
        "communication": [
            both("We bellen of appen liever dan dat we mailen."),
            municipality(
                "Is er geen nieuws? Dan laten we dat ook weten, elke twee weken.",
                PROMISE,
                rhythm="elke twee weken",
            ),
        ],
    }
    for clause in version.clauses.all():
        if clause.key in texts:
            write(clause, *texts[clause.key])
        else:
            clause.remove()
    means = version.add_clause(BY_KEY["means"])
    means.heading = "Wat doet de gemeente nog meer?"
    write(
        means,
        municipality("Er komen lampen buiten bij de deur.", PROMISE, due_on=in_days(75)),
        municipality("De verzekering voor vrijwilligers geldt ook voor jullie.", INFORMATION),
    )
    return version


def second_text(
    agreement: Agreement,
    samira: Participant,
    wouter: Participant,
    group: tuple[Participant, ...],
) -> None:
    """After looking back: an hour longer on Friday, and a talk with the neighbours."""
    version = agreement.start_version(by=samira, reason="Het ging drie maanden goed.")
    version.save_head(revision=version.revision, look_back_on=in_days(84), ends_on=in_days(183))
    times = version.clauses.get(key="times")
    lines = [line.as_line() for line in times.commitments.all()]
    write(
        times,
        Line(
            text="Woensdag van 19.00 tot 22.00 uur en vrijdag van 19.00 tot 23.00 uur.",
            party=BOTH,
            key=lines[0].key,
        ),
        lines[1],
        municipality(
            "Blijft het goed gaan? Dan mag het in de zomer op vrijdag tot 23.30 uur.",
            INTENTION,
            key=lines[2].key,
            reservation="overleg met de buren",
            decider="de wijkregisseur",
        ),
    )
    write(
        version.add_clause(BY_KEY["neighbours"]),
        we("Wij maken elke maand een praatje met de buren."),
        municipality("De buren kunnen Wouter bellen als er iets is.", INFORMATION),
    )
    version.propose(by=samira)
    pass_time(4)
    version.refresh_from_db()
    for person in group:
        Confirmation.say(version, by=person, word=Word.BEHIND)
    OnBehalf.note(
        version,
        by=samira,
        decided_on=in_days(0),
        present_count=9,
        agreed_count=9,
        how="Handen omhoog, op vrijdagavond.",
    )
    Confirmation.say(
        version,
        by=wouter,
        word=Word.BEHIND,
        decided_by="de wijkregisseur",
        decided_on=in_days(-1),
    )
    version.take_effect(by=wouter)


def make_green_spot(people: DemoPeople) -> None:
    """A strip of grass that neighbours want to look after: being negotiated right now."""
    spot = Initiative.log(
        by=people.tessa,
        name="De Groene Hoek",
        sentence="Buren maken van een kaal grasveld een plek met kruiden en bankjes.",
        neighbourhood=Neighbourhood.objects.create(name="Bomenwijk"),
        headcount=8,
        nicknames=["Ria", "Henk", "Fatma", "Joep"],
    )
    tessa = spot.participants.get(user=people.tessa)
    ShareLink.make(spot, by=tessa)
    wouter = join(spot, people.wouter, "Ik ben er voor het groen in de wijk.", tessa)
    wouter.take_duty(DutyKind.CONTACT, by=wouter)
    agreement = Agreement.start(
        spot, by=wouter, title="Afspraak over het grasveld", template="empty"
    )
    version = agreement.versions.get()
    version.save_head(
        revision=version.revision,
        purpose="Wij willen samen dat het grasveld een plek wordt waar buren elkaar zien.",
        look_back_on=in_days(42),
        trial_until=in_days(183),
        trial_decider="de groep en de gemeente samen",
        trial_then="Doorgaan, aanpassen of stoppen.",
    )
    write(
        version.add_clause(heading="Wie zorgt voor het groen?"),
        we("Wij wieden, planten en geven water."),
        municipality("De gemeente maait het gras eromheen.", PROMISE, rhythm="elke drie weken"),
    )
    write(
        version.add_clause(heading="Waar komt het water vandaan?"),
        municipality(
            "Er komt een kraan bij het veld.",
            INTENTION,
            reservation="geld in de begroting van volgend jaar",
            decider="de gemeenteraad",
        ),
    )
    write(
        version.add_clause(heading="Wat als iemand stopt?"),
        both("Dan zoeken we samen iemand anders. Lukt dat niet, dan zaait de gemeente weer gras."),
    )
    version.propose(by=wouter)
    pass_time(5)
    name = {p.name: p for p in spot.participants.filter(side=Side.GROUP)}
    Comment.add(
        version.clauses.all()[1],
        by=name["Fatma"],
        kind=CommentKind.CONCERN,
        text="Zonder water gaat alles dood in de zomer. Kan het eerder?",
    )
    Comment.add(
        version.clauses.all()[0],
        by=name["Henk"],
        kind=CommentKind.IDEA,
        text="Als jullie het gras laten staan, komen er meer bijen.",
    )
    Confirmation.say(version, by=name["Ria"], word=Word.BEHIND)
    Confirmation.say(
        version,
        by=name["Fatma"],
        word=Word.OBJECT,
        text="Met alleen een voornemen over water durf ik niet te beginnen.",
    )


def make_idea(people: DemoPeople) -> None:
    """Somebody had an idea yesterday; nobody else takes part yet."""
    idea = Initiative.log(
        by=people.samira,
        name="Skaten op het plein",
        sentence="Een paar jongeren willen een eigen skatehoek.",
        neighbourhood=Neighbourhood.objects.get(name="Vogelbuurt"),
    )
    idea.change(by=idea.participants.get(), status=Status.IDEA)
