"""`manage.py seed`: much data, the same for the same seed, and never over somebody else's."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import User
from agreements.carrying import carrying_of
from agreements.models import AgreementVersion, Clause, Comment, Commitment, Confirmation
from agreements.states import Status
from initiatives.models import Event, Initiative, Participant, Period, ShareLink
from overview import seeding
from overview.seeding.people import make_staff
from tests.factories import make_user


def seed(initiatives: int = 6, **options: Any) -> str:
    out = StringIO()
    call_command("seed", initiatives=initiatives, stdout=out, **options)
    return out.getvalue()


def everything() -> list[Any]:
    """What stands there, without the numbers that the database hands out."""
    texts = Commitment.objects.values_list("text", "party", "kind", "due_on")
    return [
        *User.objects.values_list("email", "name", "function").order_by("email"),
        *Initiative.objects.values_list("name", "sentence", "status", "logged_at").order_by("pk"),
        *Participant.objects.values_list("name", "side", "is_named").order_by("pk"),
        *Period.objects.values_list("started_on", "ended_on", "step").order_by("pk"),
        *Clause.objects.values_list("key", "heading", "position").order_by("pk"),
        *((re.sub(r"@\d+", "@", text), *rest) for text, *rest in texts.order_by("pk")),
        *Comment.objects.values_list("kind", "text", "at").order_by("pk"),
        *Confirmation.objects.values_list("word", "text", "said_at").order_by("pk"),
        *Event.objects.values_list("verb", "at").order_by("pk"),
    ]


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_data_and_another_one_other_data():
    found = []
    for options in ({}, {}, {"seed": "other"}):
        with transaction.atomic():
            seed(**options)
            found.append(everything())
            transaction.set_rollback(True)
    assert len(found[0]) > 1000
    assert found[0] == found[1]
    assert found[0] != found[2]


@pytest.mark.django_db
def test_an_initiative_is_the_same_whatever_is_around_it():
    names = []
    for count in (3, 5):
        with transaction.atomic():
            seed(count)
            first = Initiative.objects.order_by("pk")[:3]
            people = Participant.objects.filter(initiative__in=list(first)).order_by("pk")
            names.append(list(people.values_list("name", flat=True)))
            transaction.set_rollback(True)
    assert names[0] == names[1]


@pytest.mark.django_db
def test_the_data_is_such_as_the_app_would_have_made():
    seed(25)
    proposed = AgreementVersion.objects.exclude(proposed_at=None).select_related("agreement")
    assert len(proposed) > 20
    assert all(version.has_valid_seal() for version in proposed)
    for link in ShareLink.objects.all():
        assert ShareLink.objects.by_token(link.token) == link
    for event in Event.objects.all():
        assert event.verb in seeding_verbs(), event.verb
    agreed = AgreementVersion.objects.filter(status=Status.IN_EFFECT)
    assert all(carrying_of(version).by_municipality for version in agreed)
    # The first initiative is the widest that pages have to bear.
    first = Initiative.objects.order_by("pk")[0]
    assert first.participants.filter(side="group").count() == 200
    version = AgreementVersion.objects.filter(agreement__initiative=first).order_by("number")[0]
    assert version.clauses.count() == 60


def seeding_verbs() -> set[str]:
    from initiatives.models.event import SENTENCES

    return set(SENTENCES)


# `flush` empties tables outside a transaction, so these keep no transaction around them.
@pytest.mark.django_db(transaction=True)
def test_an_earlier_seed_is_replaced():
    seed(2)
    seed(3)
    assert Initiative.objects.count() == 3
    assert seeding.is_seeded()


@pytest.mark.django_db
def test_other_data_is_left_alone():
    make_user("Echt Iemand")
    with pytest.raises(CommandError, match="other data"):
        seed()
    assert User.objects.count() == 1
    make_staff("1")
    with pytest.raises(CommandError, match="other data"):
        seed()


@pytest.mark.django_db
def test_it_refuses_in_production_and_without_sense(settings):
    with pytest.raises(CommandError, match="fits"):
        seed(0)
    settings.MODE = "production"
    with pytest.raises(CommandError, match="only for"):
        seed()
    assert not User.objects.exists()
