"""Who took part in the chillclub over two years: coming and going, handing over, a student."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Function, User
from initiatives.models import (
    ChannelKind,
    ChannelReader,
    ContactChannel,
    DutyKind,
    Handover,
    Headcount,
    Initiative,
    JoinRequest,
    LadderStep,
    Participant,
    Period,
    Side,
)

# First day and the day after the last one, in days before the story begins; None: still here.
STAYS: dict[str, list[tuple[int, int | None, str]]] = {
    "Noor": [(620, 400, LadderStep.JOINER), (400, None, LadderStep.DRIVER)],
    "Dex": [(620, 300, LadderStep.JOINER), (210, None, LadderStep.JOINER)],
    "Jay": [(450, None, LadderStep.JOINER)],
    "Lina": [(330, 90, LadderStep.VISITOR), (90, None, LadderStep.SUPPORTER)],
    "Moos": [(200, None, LadderStep.VISITOR)],
    "Kim": [(620, 250, LadderStep.COORDINATOR)],
    "Bo": [(600, 480, LadderStep.JOINER), (420, 260, LadderStep.JOINER)],
    "Fay": [(300, 30, LadderStep.CONNECTOR)],
}
COUNTS = ((620, 6), (450, 9), (260, 7), (90, 10))

HANDOVER = """Ik ga ergens anders werken. Dit moet je weten:

- De groep wil zelf openen en sluiten. Dat ging al een jaar goed.
- Ik heb lampen bij de deur beloofd. Ze zijn besteld, nog niet opgehangen.
- Bel of app liever. Mail lezen ze niet.

Ga vooral een keer koffie drinken op vrijdagavond."""


def give_history(club: Initiative, samira: Participant, wouter: Participant) -> None:
    """Two years before the story. Before time passes in it, so that all of it becomes older."""
    today = timezone.localdate()
    for name in ("Kim", "Bo", "Fay"):
        club.add_to_group(name, by=samira)
    for person in club.participants.filter(side=Side.GROUP):
        person.periods.all().delete()
        for first, after, step in STAYS[person.name]:
            Period.objects.create(
                participant=person,
                started_on=today - timedelta(days=first),
                ended_on=None if after is None else today - timedelta(days=after),
                step=step,
            )
    for days, people in COUNTS:
        Headcount.objects.create(
            initiative=club, counted_on=today - timedelta(days=days), people=people, by=samira
        )
    _hand_over(club, samira, wouter)
    _let_in_student(club, samira)


def _come(club: Initiative, user: User, side: Side, sentence: str) -> JoinRequest:
    return JoinRequest.ask(club, user=user, side=side, sentence=sentence)


def _hand_over(club: Initiative, samira: Participant, wouter: Participant) -> None:
    """The official before Wouter went to work elsewhere."""
    user = User.objects.create_user(
        "bram@demo.invalid",
        "Bram Palland",
        Function.CIVIL_SERVANT,
        organisation="Gemeente Merelstad",
    )
    asked = _come(club, user, Side.MUNICIPALITY, "Ik ben er voor de groepen in de wijk.")
    bram = asked.let_in(by=samira)
    bram.periods.update(started_on=timezone.localdate() - timedelta(days=500))
    bram.take_duty(DutyKind.CONTACT, by=bram)
    Handover.write(bram, by=bram, arriving=wouter, note=HANDOVER, leaves=True)
    User.objects.filter(pk=user.pk).update(is_active=False)


def _let_in_student(club: Initiative, samira: Participant) -> None:
    user = User.objects.create_user(
        "sterre@demo.invalid",
        "Sterre Vos",
        Function.OTHER_PROFESSIONAL,
        organisation="Student social work",
    )
    asked = _come(club, user, Side.OTHER, "Ik schrijf mijn scriptie over groepen zoals jullie.")
    asked.let_in(by=samira, until=timezone.localdate() + timedelta(days=190))


def name_a_contact(club: Initiative, noor: Participant) -> None:
    """Noor is the contact and left a way to be reached; of all but Moos there were signs."""
    noor.take_duty(DutyKind.CONTACT, by=noor)
    ContactChannel.leave(
        noor,
        kind=ChannelKind.APP,
        value="Signal: noor.van.de.kelder",
        read_by=ChannelReader.MUNICIPALITY,
    )
    for person in club.participants_on(timezone.localdate()).exclude(name="Moos"):
        person.give_sign()
