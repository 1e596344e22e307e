"""Beginning a look-back: from some days before its day on, once."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.looking_back import MomentState, moment_of
from agreements.models import Agreement
from evaluations.publishing import empty_tally, mode_of
from evaluations.states import Mode
from initiatives.models import Participant, Side, tell_as
from initiatives.states import Refused
from meetings.models import Meeting

from .evaluation import Evaluation
from .trust import TrustCheck

tell_as({"look_back_opened": _lazy("{by} begon met terugkijken op {title}")})

# Nobody asks more people than that of one side.
MOST_INVITED = 500
WITH_A_SUM = (Mode.BANDS, Mode.COUNTS)


def open_evaluation(
    agreement: Agreement,
    *,
    by: Participant,
    invited_group: int,
    invited_municipality: int,
    meeting: Meeting | None = None,
) -> Evaluation:
    """Begins it, with the trust check of both sides.

    How many are asked is fixed from now on, and with it how each side answers. The same form
    twice, or from two people at once, begins it once; with other numbers the second is refused.
    """
    invited = {Side.GROUP: invited_group, Side.MUNICIPALITY: invited_municipality}
    if not all(1 <= number <= MOST_INVITED for number in invited.values()):
        raise Refused(_("Vraag van elke kant minstens één mens, en hooguit 500."))
    with transaction.atomic():
        now = agreement.lock()
        running = Evaluation.objects.running().filter(agreement=now).first()
        if running is not None:
            checks = TrustCheck.objects.filter(evaluation=running).values_list("side", "invited")
            if dict(checks) == invited:
                return running
            raise Refused(_("Iemand was je net voor: het terugkijken is al begonnen."))
        version = now.versions.in_effect().first()
        if version is None or now.look_back_on is None:
            raise Refused(_("Kies eerst wanneer jullie terugkijken, op een tekst die geldt."))
        pause = now.pauses.filter(ended_at=None).first()
        today = timezone.localdate()
        moment = moment_of(
            now, running=True, paused_at=pause.began_at if pause else None, today=today
        )
        if moment.state == MomentState.PAUSED:
            raise Refused(_("De afspraak staat op pauze. Kijk terug als die weer verdergaat."))
        if not moment.can_open:
            raise Refused(_("Dat is nog te vroeg. Eerder terugkijken? Verzet dan de dag."))
        if meeting is not None and (
            meeting.initiative_id != now.initiative_id or not meeting.is_ahead
        ):
            raise Refused(_("Dat overleg komt niet meer. Kies een ander, of geen."))
        evaluation = Evaluation.objects.create(
            agreement=now,
            version=version,
            number=_next_number(now),
            due_on=now.look_back_on,
            moves=now.look_back_moves,
            meeting=meeting,
            opened_by=by,
        )
        for side, number in invited.items():
            mode = mode_of(side, number)
            tally = empty_tally() if mode in WITH_A_SUM else None
            TrustCheck.objects.create(
                evaluation=evaluation, side=side, invited=number, mode=mode, tally=tally
            )
        now.initiative.tell("look_back_opened", by=by, title=now.title, evaluation=evaluation.pk)
    return evaluation


def _next_number(agreement: Agreement) -> int:
    """The numbers of one agreement go up by one; nobody else takes one, the row is locked."""
    last = Evaluation.objects.filter(agreement=agreement).order_by("-number").first()
    return last.number + 1 if last else 1
