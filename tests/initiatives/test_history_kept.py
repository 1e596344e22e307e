"""What the tables knew already when history came: numbers of cards, and who was heard of."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from initiatives.models import Event, Headcount, Participant
from tests import factories as make

history = import_module("initiatives.migrations.0006_people_history")
pytestmark = pytest.mark.django_db


def aged(days: int, **which: object) -> None:
    Event.objects.filter(**which).update(at=timezone.localtime() - timedelta(days=days))


def test_a_number_holds_since_the_card_was_last_changed():
    long_ago = timezone.localtime() - timedelta(days=400)
    made, changed, unknown, known = (
        make.make_initiative(headcount=n, logged_at=long_ago) for n in (5, 7, None, 9)
    )
    somebody = make.make_participant(changed)
    changed.tell("initiative_changed", by=somebody)
    aged(30, initiative=changed)
    Headcount.objects.create(initiative=known, counted_on=timezone.localdate(), people=8)
    for _ in range(2):
        history.keep_headcounts(apps, None)
    today = timezone.localdate()
    rows = {c.initiative: (c.people, c.counted_on) for c in Headcount.objects.all()}
    assert rows == {
        made: (5, timezone.localdate(long_ago)),
        changed: (7, today - timedelta(days=30)),
        known: (8, today),
    }
    assert unknown not in rows


def test_who_did_something_was_there_on_that_day():
    club = make.make_initiative()
    noor, dex, lina = (make.make_participant(club) for _ in range(3))
    for person, days in ((noor, 300), (noor, 200), (lina, 100)):
        club.tell("step_changed", by=person, about=dex)
        Event.objects.filter(pk=Event.objects.latest("pk").pk).update(
            at=timezone.localtime() - timedelta(days=days)
        )
    Participant.objects.filter(pk=lina.pk).update(last_sign_on=timezone.localdate())
    history.keep_signs(apps, None)
    today = timezone.localdate()
    signs = {p.pk: p.last_sign_on for p in club.participants.all()}
    assert signs == {noor.pk: today - timedelta(days=200), dex.pk: None, lina.pk: today}
