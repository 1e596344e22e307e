"""Coming, going and correcting: what happens to the periods of one participant.

Whoever changes periods locks the participant first, so that they never overlap.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from initiatives.states import Refused

from .period import FIRST_YEAR, LadderStep, Period, Side, Stay, running_on, stays_of

if TYPE_CHECKING:
    from .participant import Participant


def lock(person: Participant) -> None:
    """One at a time per person. Call it in a transaction.

    A double has no days of its own: they are given back when it is taken apart again.
    """
    locked = type(person).objects.select_for_update().get(pk=person.pk)
    if locked.merged_into_id is not None:
        raise Refused(_("Deze naam is samengevoegd met een andere. Haal hem eerst weer los."))


def end(person: Participant, day: date) -> bool:
    """Ends what runs today on `day`, today or before, with all that hangs on it.

    False: this person takes no part today. Lock the person first.
    """
    period = person.periods.filter(running_on(timezone.localdate())).first()
    if period is None:
        return False
    period.ended_on = day
    period.save(update_fields=["ended_on"])
    let_go(person, day)
    return True


def let_go(person: Participant, day: date) -> None:
    """Duties, phones and the contact detail of who takes no part from `day` on."""
    for duty in person.duties.filter(ended_on=None):
        duty.ended_on = max(day, duty.started_on)
        duty.save(update_fields=["ended_on"])
    person.seats.filter(ended_at=None).update(ended_at=timezone.now())
    drop_channel(person)


def drop_channel(person: Participant) -> None:
    from .contact import ContactChannel

    ContactChannel.objects.filter(participant=person).delete()


def refuse_faded(person: Participant) -> None:
    """A name that was taken away never comes back; who comes back is somebody new."""
    if type(person).objects.filter(pk=person.pk, name="").exists():
        raise Refused(_("Deze naam is weggehaald. Wie terugkomt, doet opnieuw mee."))


def is_here(person: Participant) -> bool:
    """Whether this person takes part today."""
    return person.periods.filter(running_on(timezone.localdate())).exists()


def begin_again(person: Participant, until: date | None = None) -> bool:
    """A new period from today. False: this person takes part already. Lock the person first."""
    today = timezone.localdate()
    if is_here(person):
        return False
    refuse_faded(person)
    # An end that lay ahead has passed by itself: nobody ended the duties then.
    let_go(person, last_end(person) or today)
    step = LadderStep.JOINER if person.side == Side.GROUP else ""
    Period.objects.create(participant=person, started_on=today, ended_on=until, step=step)
    return True


def may_be_here(person: Participant) -> bool:
    """Whether the account of `person`, if there is one, is open and fits the side."""
    user = person.user
    return user is None or (user.is_active and person.side in user.sides)


def last_end(person: Participant) -> date | None:
    ends = person.periods.exclude(ended_on=None).order_by("-ended_on")
    return ends.values_list("ended_on", flat=True).first()


def step_over(person: Participant, step: LadderStep) -> bool:
    """From today on in another way; what was before stays known. Lock the person first."""
    today = timezone.localdate()
    period = person.periods.filter(running_on(today)).first()
    if period is None:
        raise Refused(_("Wie niet meedoet, kan niet op een andere manier meedoen."))
    if period.step == step:
        return False
    if period.started_on == today:
        period.step = step
        period.save(update_fields=["step"])
        return True
    until, period.ended_on = period.ended_on, today
    period.save(update_fields=["ended_on"])
    Period.objects.create(participant=person, started_on=today, ended_on=until, step=step)
    return True


def correct(person: Participant, key: int, started_on: date, ended_on: date | None) -> Stay:
    """Other days for one stay, named by its first period. Lock the person first.

    Refuses what cannot have been: two stays over each other, days to come, a step before the
    stay began. Gives the stay as it was before.
    """
    stays = stays_of(person.periods.all())
    stay = next((s for s in stays if s.key == key), None)
    if stay is None:
        raise Refused(_("Deze dagen zijn net veranderd. Kijk nog een keer."))
    _check_days(started_on, ended_on)
    _check_steps(stay, started_on, ended_on)
    at = stays.index(stay)
    _check_neighbours(stays[:at], stays[at + 1 :], started_on, ended_on)
    before = Stay(
        [Period(pk=p.pk, started_on=p.started_on, ended_on=p.ended_on) for p in stay.periods]
    )
    first, last = stay.periods[0], stay.periods[-1]
    first.started_on, last.ended_on = started_on, ended_on
    for period in {first.pk: first, last.pk: last}.values():
        period.save(update_fields=["started_on", "ended_on"])
    return before


def _check_days(started_on: date, ended_on: date | None) -> None:
    if started_on > timezone.localdate():
        raise Refused(_("Kies een eerste dag tot en met vandaag."))
    if started_on.year < FIRST_YEAR:
        raise Refused(_("Kies een dag vanaf {year}.").format(year=FIRST_YEAR))
    if ended_on is not None and ended_on <= started_on:
        raise Refused(_("De laatste dag ligt voor de eerste dag. Draai ze om."))


def _check_steps(stay: Stay, started_on: date, ended_on: date | None) -> None:
    """The days on which the step changed stay where they are."""
    inner = [period.started_on for period in stay.periods[1:]]
    if inner and started_on >= inner[0]:
        raise Refused(
            _("Op {day} veranderde de manier van meedoen. Kies een eerste dag daarvoor.").format(
                day=_in_words(inner[0])
            )
        )
    if inner and ended_on is not None and ended_on <= inner[-1]:
        raise Refused(
            _("Op {day} veranderde de manier van meedoen. Kies een laatste dag daarna.").format(
                day=_in_words(inner[-1])
            )
        )


def _check_neighbours(
    before: list[Stay], after: list[Stay], started_on: date, ended_on: date | None
) -> None:
    last = before[-1].ended_on if before else None
    if last is not None and started_on < last:
        raise Refused(
            _("Deze persoon deed al mee tot en met {day}. Kies een eerste dag daarna.").format(
                day=_in_words(last - timedelta(days=1))
            )
        )
    if after and (ended_on is None or ended_on > after[0].started_on):
        raise Refused(
            _("Deze persoon kwam terug op {day}. Kies een laatste dag daarvoor.").format(
                day=_in_words(after[0].started_on)
            )
        )


def _in_words(day: date) -> str:
    return format_date(day, "j F Y")
