"""A strip of grass that neighbours want to look after: its text is being negotiated right now."""

from agreements.models import Agreement, Comment, Confirmation
from agreements.states import CommentKind, Word
from initiatives.models import DutyKind, Initiative, Neighbourhood, Participant, ShareLink, Side

from .clock import pass_time
from .life import rest_tubs
from .people import DemoPeople, join
from .renewing import share_barrel
from .rooms import DemoRooms, meet_in_hall
from .words import agree_on_benches, remind_the_group
from .writing import INTENTION, PROMISE, both, in_days, municipality, we, write


def make_green_spot(people: DemoPeople, rooms: DemoRooms) -> tuple[Agreement, Participant]:
    """A strip of grass that neighbours want to look after: being negotiated right now. Gives a
    small text of it that will be looked back on, and the guide."""
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
    rest_tubs(spot, wouter, [name[n] for n in ("Ria", "Henk", "Joep")])
    barrel = share_barrel(spot, wouter, [name[n] for n in ("Ria", "Henk")])
    meet_in_hall(spot, rooms, wouter, [name[n] for n in ("Ria", "Henk", "Joep")])
    pass_time(3)
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
    pass_time(2)
    remind_the_group(version, by=tessa)
    agree_on_benches(tessa, name["Ria"], name["Joep"])
    return barrel.agreement, tessa
