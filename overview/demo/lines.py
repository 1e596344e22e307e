"""What belongs to the lines of the chillclub, and what is not agreed there yet."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from agreements.models import AgreementVersion, Line, OpenPoint
from agreements.states import Kind, Lead, Party, Stance, Support
from initiatives.models import Participant


def say_what_belongs(version: AgreementVersion, keeper: Participant) -> None:
    """Who leads, who keeps an eye on what, what cannot be done and what can instead."""
    version.save_head(
        revision=version.revision,
        vision="Twee avonden per week een plek waar iedereen uit de buurt welkom is.",
        lead=Lead.BOTH,
        support=Support.ON_REQUEST,
    )
    cleaning = version.clauses.get(key="cleaning")
    lines = [line.as_line() for line in cleaning.commitments.all()]
    lines[0] = replace(
        lines[0], watcher=f"{{@{keeper.pk}}}", sign="de beheerder hoeft niets op te ruimen"
    )
    cleaning.rewrite(revision=cleaning.revision, heading=cleaning.heading, lines=lines)
    activities = version.clauses.get(key="activities")
    lines = [line.as_line() for line in activities.commitments.all()]
    lines += [
        Line(
            text="Blijven slapen in de kelder.",
            party=Party.MUNICIPALITY,
            kind=Kind.INFORMATION,
            stance=Stance.CANNOT,
            instead="Een filmavond tot 23.00 uur, als jullie het een week van tevoren zeggen.",
        ),
        Line(
            text="Dan mogen jullie één keer per maand een optreden geven.",
            party=Party.MUNICIPALITY,
            kind=Kind.INTENTION,
            condition="de buren drie maanden niet bellen over geluid",
            watcher="de wijkregisseur",
        ),
    ]
    activities.rewrite(revision=activities.revision, heading=activities.heading, lines=lines)
    today = timezone.localdate()
    OpenPoint.add(
        version,
        what="Mogen we in de zomer ook de binnentuin gebruiken?",
        party=Party.MUNICIPALITY,
        finder="de beheerder van De Merel",
        due_on=today + timedelta(days=40),
    )
    OpenPoint.add(
        version,
        what="Wie krijgt de derde sleutel?",
        party=Party.GROUP,
        finder=f"{{@{keeper.pk}}}",
        due_on=today + timedelta(days=20),
    )


def find_out_more(version: AgreementVersion) -> None:
    """One thing was found out since, another is new; the garden takes longer than thought."""
    garden, key = version.open_points.all()
    key.remove()
    garden.rewrite(
        revision=garden.revision,
        what=garden.what,
        party=garden.party,
        finder=garden.finder,
        due_on=timezone.localdate() + timedelta(days=75),
    )
    OpenPoint.add(
        version,
        what="Kan er een fietsenrek bij de deur?",
        party=Party.BOTH,
        due_on=timezone.localdate() + timedelta(days=90),
    )
