"""The two texts of the chillclub: the first, and the one that came after looking back."""

from agreements.library import BY_KEY
from agreements.models import Agreement, AgreementVersion, Confirmation, Line, OnBehalf
from agreements.states import Status, Word
from initiatives.models import Initiative, Participant

from .clock import pass_time
from .lines import find_out_more
from .rooms import longer_hours
from .words import stand_behind_most
from .writing import BOTH, INFORMATION, INTENTION, PROMISE, both, in_days, municipality, we, write


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
    """After looking back, which began this draft: an hour longer on Friday, and a talk with the
    neighbours."""
    version = agreement.versions.get(status=Status.DRAFT)
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
    longer_hours(version)
    find_out_more(version)
    version.propose(by=samira)
    pass_time(4)
    version.refresh_from_db()
    for person in group:
        Confirmation.say(version, by=person, word=Word.BEHIND)
    stand_behind_most(
        version,
        by=group[1],
        but="neighbours",
        text="Elke maand een praatje is veel. Een keer per seizoen is ook goed.",
    )
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
