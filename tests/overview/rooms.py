"""At least one row of every model about rooms that holds something about people."""

from __future__ import annotations

from datetime import time, timedelta

from django.utils import timezone

from agreements.models import AgreementVersion, SlotException, UseSlot
from initiatives.models import Participant
from places.models import ClosingCheck, Key
from places.models.closing_check import Ticked
from tests.factories import make_place


def one_of_everything_in_rooms(version: AgreementVersion, noor: Participant) -> None:
    """Hours with a day that is different, a key and a round, of one agreement."""
    place, today = make_place(), timezone.localdate()
    slot = UseSlot.objects.create(
        version=version,
        place=place,
        key="s-1",
        position=1,
        weekdays="5",
        starts=time(19),
        ends=time(22),
        label="Eten",
    )
    SlotException.objects.create(slot=slot, on=today + timedelta(days=7), because="Dicht")
    Key.give(place, holder=noor, label="Voordeur", by=noor, agreed_to_be_named=True)
    ticks = [Ticked(text="Licht uit", ok=False)]
    ClosingCheck.note(place, by=noor, ticks=ticks, problem="De lamp is stuk.")
